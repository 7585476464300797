"""A model's values as JSON tells them: numbers as numbers, dates as EDTF, and words in each language. Models in, plain values out."""

from collections.abc import Mapping
from typing import Any

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.dates import When
from disan.content.fields.model import Model
from disan.content.fields.numbers import Quantity
from disan.content.fields.periods import Period
from disan.pages.open_data import columns
from disan.pages.open_data.columns import Missing, Values, Views


def told(views: Views, models: Mapping[str, Model], missing: Missing) -> dict[str, Any]:
    """What a model's fields say, those that say something, by their names; `models` is the same one in each language."""
    cls: type[Model] = type(next(iter(models.values())))
    found = ((name, said, columns.told(models, name, said, missing)) for name, said in columns.members(cls))
    return {name: _value(views, said, values) for name, said, values in found if next(iter(values.values())) not in (None, ())}


def _value(views: Views, said: About, values: Values) -> Any:
    value = next(iter(values.values()))
    if isinstance(value, tuple):
        items = zip(*values.values(), strict=True)
        return [_value(views, said, dict(zip(values, each, strict=True))) for each in items]
    if isinstance(value, Model):
        return told(views, values, {})
    exact = _exact(value)
    if exact is None or said.translated:
        shown = {language: columns.words(views[language], said, each) for language, each in values.items()}
        return {**(exact or {}), **shown} if said.translated or len(set(shown.values())) > 1 else next(iter(shown.values()))
    if isinstance(value, Coordinates) or not exact:
        return exact or value
    return {**exact, **{language: columns.words(views[language], said, each) for language, each in values.items()}}


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
        named = zip(("least", "most", "bounds"), columns.bounds(value), strict=True)
        return {name: each for name, each in named if each is not None}
    if isinstance(value, Period) and value.spans:
        return {"first": min(each.first for each in value.spans), "last": max(each.last for each in value.spans)}
    return None
