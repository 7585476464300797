"""A model's fields as columns of a table: which there are, by the class alone. Classes in, columns out.

A text stands once in each language (`title_vi`, `title_en`), a date as EDTF with its first and last day, a number with the least and the
most that it may mean, a choice by its identifier and its label; what a list has stands in one cell, with semicolons between. A file
beside the record stands by its address, in a cell of its own.
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
from disan.content.fields.plain import file_name
from disan.content.record import Record, schema
from disan.core import listeners
from disan.core.strings import Words

_MARK = b"\xef\xbb\xbf"
_EXACT = ("", "_first", "_last")
_BOUNDS = ("_least", "_most", "_bounds")
CellType = Literal["string", "integer", "number", "boolean"]


class DataColumn(Struct, frozen=True):
    """A column: its name, its field's label, the type of its cells by the names of Table Schema, the language of its words or ""."""

    name: str
    label: Words
    type: CellType = "string"
    language: str = ""
    of_files: bool = False
    """Whether its cells have the addresses of files."""


RECORD = DataColumn("record", Words("Hồ sơ", "Record"))
"""The reference of a record (`relics/den-cui`), by which the tables belong together."""


@functools.cache
def members(cls: type[Model]) -> tuple[tuple[str, About], ...]:
    """The fields that are told: all but those for the site's keepers."""
    return tuple((name, said) for name, said in schema.members(cls) if not said.internal)


@functools.cache
def files(cls: type[Model]) -> frozenset[str]:
    """The fields that name files beside the record."""
    return frozenset(name for name, field in cls.fields.items() if field.read_by(file_name))


@functools.cache
def holding_files(cls: type[Model]) -> tuple[str, ...]:
    """The fields whose tables name such files."""
    return tuple(name for name, field in cls.fields.items() if (inner := field.inside(Model)) and (files(inner) or holding_files(inner)))


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
    elif model := field.inside(Model):
        yield from [DataColumn(name, said.label, of_files=True)] if files(model) else []
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
        sort: CellType = "boolean" if field.inside(bool) else "integer" if field.inside(int) else "string"
        yield DataColumn(name, said.label, sort, of_files=field.read_by(file_name))


def header(shown: Sequence[DataColumn]) -> bytes:
    """The beginning of a table: the sign by which Excel knows UTF-8, and the names of its columns."""
    return _MARK + listeners.csv([[column.name for column in shown]]).encode()


def worded(name: str, label: Words, languages: Sequence[str]) -> Iterator[DataColumn]:
    """The columns of a text, one for each language."""
    return (DataColumn(f"{name}_{language}", label, language=language) for language in languages)
