"""A model's fields as columns of a table: which there are, by the class alone. Classes in, columns out.

A text stands once in each language (`title_vi`, `title_en`), a date as EDTF with its first and last day, a number with the least and the
most that it may mean, a choice by its identifier and its label; what a list has stands in one cell, with semicolons between.
"""

import functools
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.dates import When
from disan.content.fields.model import Field, Model
from disan.content.fields.numbers import Quantity
from disan.content.fields.periods import Period
from disan.content.record import Record, schema
from disan.core import listeners
from disan.core.strings import Words

_MARK = b"\xef\xbb\xbf"
_EXACT = ("", "_first", "_last")
_BOUNDS = ("_least", "_most", "_bounds")


class DataColumn(Struct, frozen=True):
    """A column: its name, its field's label, the type of its cells by the names of Table Schema, the language of its words or ""."""

    name: str
    label: Words
    type: Literal["string", "integer", "number", "boolean"] = "string"
    language: str = ""


RECORD = DataColumn("record", Words("Hồ sơ", "Record"))
"""The reference of a record (`relics/den-cui`), by which the tables belong together."""


@functools.cache
def members(cls: type[Model]) -> tuple[tuple[str, About], ...]:
    """The fields that are told: all but those for the site's keepers."""
    return tuple((name, said) for name, said in schema.members(cls) if not said.internal)


@functools.cache
def columns(cls: type[Model], languages: tuple[str, ...]) -> tuple[DataColumn, ...]:
    """The columns of a model's fields, in their order."""
    return tuple(column for name, said in members(cls) for column in _columns(name, said, cls.fields[name], languages))


@functools.cache
def own(kind: type[Record], languages: tuple[str, ...]) -> tuple[DataColumn, ...]:
    """The columns of the fields that a kind has beside those of every record, in their order."""
    named = ((name, said) for name, said in members(kind) if name not in Record.fields)
    return tuple(column for name, said in named for column in _columns(name, said, kind.fields[name], languages))


def _columns(name: str, said: About, field: Field, languages: Sequence[str]) -> Iterator[DataColumn]:
    if field.inside(Coordinates):
        yield from (DataColumn(each, said.label, "number") for each in ("latitude", "longitude"))
    elif field.inside(Model):
        yield from worded(name, said.label, languages)
    elif field.inside(When) is not None or field.inside(Period) is not None:
        yield from (DataColumn(f"{name}{end}", said.label) for end in _EXACT)
        yield from worded(name, said.label, languages) if field.inside(Period) else ()
    elif field.inside(Quantity):
        yield from (DataColumn(f"{name}{end}", said.label, "string" if end == "_bounds" else "number") for end in _BOUNDS)
        yield from worded(name, said.label, languages)
    elif field.inside(Choice):
        yield DataColumn(name, said.label)
        yield from worded(name, said.label, languages)
    elif said.translated:
        yield from worded(name, said.label, languages)
    else:
        yield DataColumn(name, said.label, "boolean" if field.inside(bool) else "integer" if field.inside(int) else "string")


def header(shown: Sequence[DataColumn]) -> bytes:
    """The beginning of a table: the sign by which Excel knows UTF-8, and the names of its columns."""
    return _MARK + listeners.csv([[column.name for column in shown]]).encode()


def worded(name: str, label: Words, languages: Sequence[str]) -> Iterator[DataColumn]:
    """The columns of a text, one for each language."""
    return (DataColumn(f"{name}_{language}", label, language=language) for language in languages)
