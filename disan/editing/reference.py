"""The reference for editors, made of the kinds and the strings: every field and every rule, in both languages, as Markdown.

`python -m disan.editing.reference` writes docs/fields.md and docs/rules.md; a test holds them to what this makes.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from disan.content.fields.about import About
from disan.content.fields.model import Model
from disan.content.kinds import KINDS
from disan.content.record import Record, schema
from disan.core.strings import load

_NOTE = "<!-- python -m disan.editing.reference -->"
_PARTS = ("message", "hint", "note")


def fields(kinds: Sequence[type[Record]] = KINDS) -> str:
    """Every field: what it is called, how to type it, whether it is translated."""
    common = dict(schema.members(Record))
    lines = [_NOTE, "# Các trường của một hồ sơ / The fields of a record", ""]
    lines += ["\\*: bắt buộc / required. “dịch”: có trong index.en.md / stands in the translation too.", ""]
    lines += ["## Mọi loại / Every kind", "", *_table(common.items(), Record)]
    for kind in kinds:
        own = [(name, said) for name, said in schema.members(kind) if name not in common]
        lines += ["", f"## {kind.name.vi} / {kind.name.en}: `content/{kind.folder}/`", "", *_table(own, kind)]
    for model in _nested(kinds):
        lines += ["", f"## `{model.__name__}`", "", *_table(schema.members(model), model)]
    return "\n".join([*lines, ""])


def rules() -> str:
    """Every rule: what its problem says, and the cure, in Vietnamese and English."""
    lines = [_NOTE, "# Các lỗi và cách chữa / Problems and their cures", ""]
    names = dict.fromkeys(key.split(".")[1] for key in load("vi").sentences if key.startswith("rules."))
    for name in names:
        lines += [f"### `{name}`", "", *_sentences(name), ""]
    return "\n".join(lines)


def _nested(kinds: Sequence[type[Record]]) -> list[type[Model]]:
    found = (field.inside(Model) for kind in kinds for field in kind.fields.values())
    return list(dict.fromkeys(model for model in found if model))


def _table(members: Iterable[tuple[str, About]], cls: type[Model]) -> Iterator[str]:
    yield "| trường / field | tên | name | cách ghi | how to type it | dịch |"
    yield "|---|---|---|---|---|---|"
    for name, said in members:
        nested = cls.fields[name].inside(Model)
        mark = " \\*" if cls.fields[name].required else ""
        kind = f" → `{nested.__name__}`" if nested else ""
        cells = (said.label.vi, said.label.en, said.help.vi, said.help.en, "x" if said.translated else "")
        yield f"| `{name}`{mark}{kind} | " + " | ".join(cells) + " |"


def _sentences(name: str) -> Iterator[str]:
    for language in ("vi", "en"):
        sentences = load(language).sentences
        told = [sentences[key] for part in _PARTS for key in sentences if _is_part(key, name, part)]
        yield f"- {language}: " + " · ".join(sentence.replace("{{", "{") for sentence in told)


def _is_part(key: str, name: str, part: str) -> bool:
    stem = f"rules.{name}.{part}"
    return key == stem or key.startswith(f"{stem}-")


if __name__ == "__main__":
    folder = Path(__file__).parent.parent.parent / "docs"
    (folder / "fields.md").write_text(fields(), encoding="utf-8", newline="\n")
    (folder / "rules.md").write_text(rules(), encoding="utf-8", newline="\n")
