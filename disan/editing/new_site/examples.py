"""Examples for a new site: the settings, and a record of each kind, as their classes ask for them. Classes in, text out.

All that is required is filled with the first value that its type takes, so that a new kind has its example by itself.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from disan.content.fields.choice import Choice
from disan.content.fields.errors import RefusedError
from disan.content.fields.model import Field, Model
from disan.content.fields.readers import reader_of
from disan.content.record import Record, schema
from disan.content.settings import Settings
from disan.content.source import Data
from disan.content.source.editing import field_lines
from disan.core.strings import Strings, load

_SAMPLES = ("2026", "15/2", "https://disan.example", "có", "18.34, 105.90", "50% 50%", "thu@disan.example")
"""What types take that refuse a line of words: a figure, a date, a day of any year, an address, a yes, a point, a focus, a mail address."""
_FOLDER = "vi-du"


def reference(kind: type[Record]) -> str:
    """The example of a kind, as other records name it."""
    return f"{kind.folder}/{_FOLDER}"


def original(kind: type[Record], code: str, kinds: Sequence[type[Record]]) -> str:
    """The Vietnamese file of a kind's example."""
    strings = load("vi")
    values = {**_required(kind, kind, strings, kinds), **_example_words(kind, strings), "code": code}
    lines = [line for name in kind.fields if name in values for line in (*_comments(kind, name), *field_lines(name, values[name]))]
    return _file(lines, strings.say("example.body", file=f"content/{reference(kind)}/index.vi.md"))


def translation(kind: type[Record], kinds: Sequence[type[Record]]) -> str:
    """The English file of a kind's example: only what is translated."""
    strings = load("en")
    values = {**_required(kind, schema.translation(kind), strings, kinds), **_example_words(kind, strings)}
    lines = [line for name, value in values.items() for line in field_lines(name, value)]
    return _file(lines, strings.say("example.body", file=f"content/{reference(kind)}/index.en.md"))


def settings_file() -> str:
    """content/site.yml: what is required, and every other setting as a comment with its help."""
    vi, en = load("vi"), load("en")
    given: dict[str, Data] = {key: {each.language: each.say(f"example.{key}") for each in (vi, en)} for key in ("name", "tagline")}
    lines = [f"# {vi.say('example.settings')}", f"# {en.say('example.settings')}"]
    for name, field in Settings.fields.items():
        lines += ["", *_comments(Settings, name)]
        value = given.get(name) or "https://disan.example"
        lines += field_lines(name, value) if field.required else [f"# {name}:", *_parts(field)]
    return "\n".join([*lines, ""])


def _parts(field: Field) -> Iterator[str]:
    """The parts of a setting that has some, as comments."""
    inside = field.inside(Model)
    for name, about in schema.members(inside) if inside else ():
        yield f"#   {name}:  # {about.label.vi} / {about.label.en}"


def _comments(cls: type[Model], name: str) -> Iterator[str]:
    """A field's label and help in both languages."""
    said = cls.fields[name].about
    if said:
        yield f"# {said.label.vi} / {said.label.en}"
        if said.help.vi:
            yield f"# {said.help.vi} / {said.help.en}"


def _example_words(kind: type[Record], strings: Strings) -> dict[str, Data]:
    """What every example says: that it is one."""
    title = strings.say("example.title", kind=strings.of(kind.name))
    return {"title": title, "summary": strings.say("example.summary"), "sources": [{"title": strings.say("example.source")}]}


def _required(cls: type[Model], shown: type[Model] | None, strings: Strings, kinds: Sequence[type[Record]]) -> dict[str, Data | None]:
    """A value for each field that a class requires and that stands in `shown`, the class itself or its translation."""
    names = [name for name, field in cls.fields.items() if field.required and shown and name in shown.fields]
    return {name: _value(cls.fields[name], strings, kinds, translated=shown is not cls) for name in names}


def _value(field: Field, strings: Strings, kinds: Sequence[type[Record]], *, translated: bool) -> Data:
    """A value that a field takes; TypeError where none of the samples is one."""
    inside, chosen = field.inside(Model), field.inside(Choice)
    if inside:
        return _required(inside, schema.translation(inside) if translated else inside, strings, kinds)
    if chosen:
        return next(iter(chosen)).formatted(strings)
    read = reader_of(field.annotation)
    samples = (strings.say("example.value"), *_SAMPLES, reference(kinds[0]))
    value = next((sample for sample in samples if _takes(read, sample)), None)
    if value is None:
        raise TypeError(f"no sample for {field.annotation!r}")
    return value


def _takes(read: Any, sample: str) -> bool:
    try:
        read(sample)
    except RefusedError:
        return False
    return True


def _file(lines: Sequence[str], body: str) -> str:
    return "\n".join(["---", *lines, "---", "", body, ""])
