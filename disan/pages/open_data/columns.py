"""A model's fields as columns of a table: which there are by the class alone, and a record's cells in them. Models in, cells out.

A text stands once in each language (`title_vi`, `title_en`), a date as EDTF with its first and last day, a number with the least and the
most that it may mean, a choice by its identifier and its label; what a list has stands in one cell, with semicolons between.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.dates import LunarDay, When
from disan.content.fields.model import Field, Model
from disan.content.fields.numbers import Quantity
from disan.content.fields.periods import Period
from disan.content.fields.plain import reference
from disan.content.record import schema
from disan.core.listeners import Cell
from disan.core.strings import Words
from disan.pages import facts
from disan.pages.language_view import LanguageView

BETWEEN = "; "
Views = Mapping[str, LanguageView]
"""The same settings in each language, the first one first."""
Values = Mapping[str, Any]
"""A value as the record says it in each language."""
Missing = Mapping[str, frozenset[str]]
"""For each language the fields whose text has no translation into it."""
_EXACT = ("", "_first", "_last")
_BOUNDS = ("_least", "_most", "_bounds")


class DataColumn(Struct, frozen=True):
    """A column: its name, its field's label, the type of its cells by the names of Table Schema, the language of its words or ""."""

    name: str
    label: Words
    type: Literal["string", "integer", "number", "boolean"] = "string"
    language: str = ""


@functools.cache
def members(cls: type[Model]) -> tuple[tuple[str, About], ...]:
    """The fields that are told: all but those for the site's keepers."""
    return tuple((name, said) for name, said in schema.members(cls) if not said.internal)


@functools.cache
def columns(cls: type[Model], languages: tuple[str, ...]) -> tuple[DataColumn, ...]:
    """The columns of a model's fields, in their order."""
    return tuple(column for name, said in members(cls) for column in _columns(name, said, cls.fields[name], languages))


def _columns(name: str, said: About, field: Field, languages: Sequence[str]) -> Iterator[DataColumn]:
    if field.inside(Coordinates):
        yield from (DataColumn(each, said.label, "number") for each in ("latitude", "longitude"))
    elif field.inside(Model):
        yield from _worded(name, said, languages)
    elif field.inside(When) is not None or field.inside(Period) is not None:
        yield from (DataColumn(f"{name}{end}", said.label) for end in _EXACT)
        yield from _worded(name, said, languages) if field.inside(Period) else ()
    elif field.inside(Quantity):
        yield from (DataColumn(f"{name}{end}", said.label, "string" if end == "_bounds" else "number") for end in _BOUNDS)
        yield from _worded(name, said, languages)
    elif field.inside(Choice):
        yield DataColumn(name, said.label)
        yield from _worded(name, said, languages)
    elif said.translated:
        yield from _worded(name, said, languages)
    else:
        yield DataColumn(name, said.label, "boolean" if field.inside(bool) else "integer" if field.inside(int) else "string")


def _worded(name: str, said: About, languages: Sequence[str]) -> Iterator[DataColumn]:
    return (DataColumn(f"{name}_{language}", said.label, language=language) for language in languages)


def cells(views: Views, models: Mapping[str, Model], missing: Missing) -> dict[str, Cell]:
    """A record's cells by the names of their columns; those of what it does not say are left out, and words that were not translated."""
    cls = type(next(iter(models.values())))
    made: dict[str, Cell] = {}
    for name, said in members(cls):
        values = told(models, name, said, missing)
        if next(iter(values.values())) not in (None, ()):
            made |= _cells(views, name, said, cls.fields[name], values)
    return made


def told(models: Mapping[str, Model], name: str, said: About, missing: Missing) -> Values:
    """A field's value in each language in which it is told."""
    there = (language for language in models if not (said.translated and name in missing.get(language, ())))
    return {language: getattr(models[language], name) for language in there}


def _cells(views: Views, name: str, said: About, field: Field, values: Values) -> dict[str, Cell]:
    value = next(iter(values.values()))
    if isinstance(value, Coordinates):
        return {"latitude": value.latitude, "longitude": value.longitude}
    worded = {f"{name}_{language}": words(views[language], said, each) for language, each in values.items()}
    if isinstance(value, When):
        return {name: value.edtf, f"{name}_first": value.earliest.isoformat(), f"{name}_last": value.latest.isoformat()}
    if isinstance(value, Period):
        years = [year for span in value.spans for year in (span.first, span.last)]
        ends: dict[str, Cell] = {f"{name}_first": str(min(years)), f"{name}_last": str(max(years))} if years else {}
        return {name: value.text, **ends, **worded}
    if isinstance(value, Quantity):
        return {f"{name}{end}": each for end, each in zip(_BOUNDS, bounds(value), strict=True) if each is not None} | worded
    if field.inside(Choice):
        return {name: BETWEEN.join(each.identifier for _, each in schema.each(value, ())), **worded}
    if said.translated or field.inside(Model):
        return dict(worded)
    if isinstance(value, bool):
        return {name: "true" if value else "false"}
    return {name: value if isinstance(value, int | float) else BETWEEN.join(str(each) for _, each in schema.each(value, ()))}


def bounds(value: Quantity) -> tuple[Cell | None, Cell | None, str | None]:
    """The least and the most that a number may mean, as far as its source sets a bound; "about" where both are only that."""
    least, most = (int(each) if each == int(each) else each for each in (value.low, value.high))
    about = "about" if value.qualifier == "about" else None
    return None if value.qualifier == "nearly" else least, None if value.qualifier == "over" else most, about


def words(view: LanguageView, said: About, value: Any) -> str:
    """A value in words of the view's language."""
    if isinstance(value, tuple):
        return BETWEEN.join(words(view, said, each) for each in value)
    if isinstance(value, LunarDay):
        return value.formatted()
    if isinstance(value, Model) and hasattr(value, "formatted"):
        return str(value.formatted(view.strings))
    if isinstance(value, Model) and not hasattr(value, "told"):
        shown = ((inner, getattr(value, name), type(value).fields[name]) for name, inner in members(type(value)))
        told = (
            str(each) if field.read_by(reference) else words(view, inner, each) for inner, each, field in shown if each not in (None, ())
        )
        return ", ".join(told)
    return BETWEEN.join(facts.texts(view, value, said))
