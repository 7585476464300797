"""What a model's fields say, each worked out once: as JSON tells it, and in the cells of a table. Models in, plain values and cells out.

In JSON numbers are numbers, dates EDTF, and words stand in each language.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.dates import LunarDay, When
from disan.content.fields.model import Model
from disan.content.fields.numbers import Quantity
from disan.content.fields.periods import Period
from disan.core.listeners import Cell
from disan.pages import facts
from disan.pages.language_view import LanguageView
from disan.pages.open_data import columns

BETWEEN = "; "
Views = Mapping[str, LanguageView]
"""The same settings in each language, the first one first."""
Values = Mapping[str, Any]
"""A value as the record says it in each language."""
Worded = Mapping[str, str]
"""A value in words of each language; empty where it is the same text in all of them."""
Missing = Mapping[str, frozenset[str]]
"""For each language the fields whose text has no translation into it."""


class ToldFields(Struct, frozen=True):
    """What a record's fields say, those that say something: by their names, and by the names of columns."""

    values: Mapping[str, Any]
    cells: Mapping[str, Cell]


Telling = TypeVar("Telling", bound=Model)


def addressed(model: Telling, address: Callable[[str], str]) -> Telling:
    """The model with each file that it names by its address, at any depth."""
    changed: dict[str, Any] = {}
    for name in (each for each in columns.files(type(model)) if getattr(model, each)):
        changed[name] = address(getattr(model, name))
    for name in columns.holding_files(type(model)):
        value = getattr(model, name)
        if value:
            changed[name] = tuple(addressed(each, address) for each in value) if isinstance(value, tuple) else addressed(value, address)
    return replace(model, **changed) if changed else model


def told(views: Views, models: Mapping[str, Model], missing: Missing) -> ToldFields:
    """A record's fields; `models` is the same one in each language, and words that were not translated are left out."""
    found: dict[str, Any] = {}
    cells: dict[str, Cell] = {}
    (first, own), *others = models.items()
    for name, said in columns.members(type(own)):
        value = getattr(own, name)
        if value is not None and value != ():
            values = {first: value}
            for language, model in others:
                if not (said.translated and name in missing[language]):
                    values[language] = getattr(model, name)
            found[name], worded = _told(views, said, values)
            cells |= _cells(name, said, value, worded)
    return ToldFields(found, cells)


def _told(views: Views, said: About, values: Values) -> tuple[Any, Worded]:
    """A value for JSON, and in words."""
    value = next(iter(values.values()))
    if isinstance(value, str) and not said.unit.vi:
        return (values, values) if said.translated else (value, {})
    if isinstance(value, tuple):
        items = [_told(views, said, dict(zip(values, each, strict=True))) for each in zip(*values.values(), strict=True)]
        worded = items[0][1] and {language: BETWEEN.join(words[language] for _, words in items) for language in values}
        return [each for each, _ in items], worded
    if isinstance(value, Model):
        return _of_model(views, said, values)
    exact = _exact(value)
    if isinstance(value, Coordinates) or (exact == {} and not said.translated):
        return exact or value, {}
    worded = {language: _words(views[language], said, each) for language, each in values.items()}
    if exact or said.translated or len(set(worded.values())) > 1:
        return {**(exact or {}), **worded}, worded
    return next(iter(worded.values())), worded


def _of_model(views: Views, said: About, values: Values) -> tuple[dict[str, Any], Worded]:
    """A table within a record: in the words that it has for itself, else in those of its fields but for its files."""
    own: Model = next(iter(values.values()))
    found: dict[str, Any] = {}
    parts: dict[str, list[str]] = {language: [] for language in values}
    for name, inner in columns.members(type(own)):
        value = getattr(own, name)
        if name in columns.files(type(own)):
            found[name] = value
        elif value is not None and value != ():
            each = {language: getattr(model, name) for language, model in values.items()}
            found[name], worded = _told(views, inner, each)
            for language, into in parts.items():
                into.append(worded[language] if worded else value if isinstance(value, str) else _words(views[language], inner, value))
    if hasattr(own, "formatted") or hasattr(own, "told"):
        return found, {language: _words(views[language], said, each) for language, each in values.items()}
    return found, {language: ", ".join(each) for language, each in parts.items()}


def _words(view: LanguageView, said: About, value: Any) -> str:
    """A value in words of the view's language."""
    if isinstance(value, LunarDay):
        return value.formatted()
    if isinstance(value, Model) and hasattr(value, "formatted"):
        return str(value.formatted(view.strings))
    return BETWEEN.join(facts.texts(view, value, said))


def _exact(value: Any) -> dict[str, Any] | None:
    """What of a value no language changes; nothing of what is plain by itself, None of what has words alone."""
    if isinstance(value, bool | int | float | str):
        return {}
    if isinstance(value, Choice):
        return {"id": value.identifier}
    if isinstance(value, When):
        return {"edtf": value.edtf, "first": value.earliest.isoformat(), "last": value.latest.isoformat()}
    if isinstance(value, Coordinates):
        return {"latitude": value.latitude, "longitude": value.longitude}
    if isinstance(value, Quantity):
        named = zip(("least", "most", "bounds"), bounds(value), strict=True)
        return {name: each for name, each in named if each is not None}
    if isinstance(value, Period) and value.spans:
        return {"first": min(each.first for each in value.spans), "last": max(each.last for each in value.spans)}
    return None


def bounds(value: Quantity) -> tuple[Cell | None, Cell | None, str | None]:
    """The least and the most that a number may mean, as far as its source sets a bound; "about" where both are only that."""
    least, most = (int(each) if each == int(each) else each for each in (value.low, value.high))
    about = "about" if value.qualifier == "about" else None
    return None if value.qualifier == "nearly" else least, None if value.qualifier == "over" else most, about


def _cells(name: str, said: About, value: Any, worded: Worded) -> dict[str, Cell]:
    """A field's cells by the names of their columns."""
    words: dict[str, Cell] = {f"{name}_{language}": each for language, each in worded.items()}
    if isinstance(value, str):
        return words if said.translated else {name: value}
    items = value if isinstance(value, tuple) else (value,)
    if isinstance(value, Coordinates):
        return {"latitude": value.latitude, "longitude": value.longitude}
    if isinstance(value, When):
        return {name: value.edtf, f"{name}_first": value.earliest.isoformat(), f"{name}_last": value.latest.isoformat()}
    if isinstance(value, Period):
        exact = _exact(value) or {}
        return {name: value.text, **{f"{name}_{end}": str(year) for end, year in exact.items()}, **words}
    if isinstance(value, Quantity):
        return {f"{name}_{end}": each for end, each in (_exact(value) or {}).items()} | words
    if isinstance(items[0], Choice):
        return {name: BETWEEN.join(each.identifier for each in items), **words}
    if isinstance(items[0], Model) and (named := columns.files(type(items[0]))):
        return {name: BETWEEN.join(getattr(each, file) for each in items for file in named), **words}
    if said.translated or isinstance(items[0], Model):
        return words
    if isinstance(value, bool):
        return {name: "true" if value else "false"}
    return {name: value if isinstance(value, int | float) else BETWEEN.join(map(str, items))}
