"""A new record's first file: the fields that matter for its kind, each with its help as a comment. A kind and a title in, text out."""

from collections.abc import Iterator

from disan.content.fields.model import Field, Model
from disan.content.record import Record
from disan.core.strings import Strings


def text(kind: type[Record], title: str, code: str, strings: Strings, schema_url: str = "") -> str:
    """The Vietnamese file of a new record: ready to publish once its blanks are filled, a draft until then.

    An editor program that knows the YAML language server's line completes and checks the fields by the schema at `schema_url`.
    """
    named = [f"# yaml-language-server: $schema={schema_url}"] if schema_url else []
    lines = ["---", *named, *_lines(kind, title, code, strings), "---", "", f"<!-- {strings.say('new.body')} -->", ""]
    return "\n".join(lines)


def _lines(kind: type[Record], title: str, code: str, strings: Strings) -> Iterator[str]:
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    yield f'title: "{quoted}"'
    yield from (f"# {strings.say('new.code')}", f"code: {code}", f"# {strings.say('new.draft')}", "draft: có")
    yield from _commented(kind, "summary", "", strings)
    yield from _commented(kind, "places", "\n  - name:\n    district:\n    village:\n    as_of:", strings)
    for name, field in kind.fields.items():
        said, own = field.about, name not in Record.fields
        if own and said and (field.required or said.expected or said.figure):
            yield from _commented(kind, name, _blank(field), strings)
    yield from _commented(kind, "coordinates", "", strings)
    yield from _commented(kind, "sources", "\n  - url:\n    title:", strings)


def _blank(field: Field) -> str:
    """What to fill in of a field: of a list of tables the lines of one item."""
    inner = field.inside(Model) if field.listed else None
    return "".join(f"\n  {'- ' if number == 0 else '  '}{name}:" for number, name in enumerate(inner.fields)) if inner else ""


def _commented(kind: type[Record], name: str, value: str, strings: Strings) -> Iterator[str]:
    said = kind.fields[name].about
    if said:
        help_text = strings.of(said.help)
        need = f" ({strings.say('manual.required')})" if kind.fields[name].required else ""
        yield f"# {strings.of(said.label)}{need}" + (f": {help_text}" if help_text else "")
    yield f"{name}:{value}"
