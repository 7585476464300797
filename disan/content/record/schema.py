"""What the classes say of their fields: labels, nested models, and the class of a translation. Classes in, classes out."""

import functools
from collections.abc import Iterator
from typing import Any

from disan.content.fields.about import About
from disan.content.fields.model import Model, Several
from disan.content.fields.plain import reference

Path = tuple[str | int, ...]
"""The names of fields and places in lists that lead to a value."""


@functools.cache
def members(cls: type[Model]) -> tuple[tuple[str, About], ...]:
    """The fields that say something of themselves, in the order in which the class has them."""
    return tuple((name, field.about) for name, field in cls.fields.items() if field.about is not None)


@functools.cache
def referring(cls: type[Model]) -> tuple[str, ...]:
    """The fields whose values name other records."""
    return tuple(name for name, field in cls.fields.items() if field.read_by(reference))


@functools.cache
def sequences(cls: type[Model]) -> tuple[str, ...]:
    """The fields whose items are the steps of a way through records."""
    return tuple(name for name, said in members(cls) if said.sequence)


@functools.cache
def claiming(cls: type[Model]) -> tuple[str, ...]:
    """Those of them that the pages of the records named tell in a row of their own."""
    return tuple(name for name in referring(cls) if (said := cls.fields[name].about) and said.inverse.vi)


@functools.cache
def _holding(cls: type[Model]) -> tuple[str, ...]:
    """The fields whose tables name other records, at any depth."""
    tables = {name: inner for name, field in cls.fields.items() if (inner := field.inside(Model))}
    return tuple(name for name, inner in tables.items() if referring(inner) or _holding(inner))


def each(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """The values that a field at `path` holds, each at its own path: those of a list, the single one, or none."""
    if isinstance(value, tuple):
        yield from (((*path, place), item) for place, item in enumerate(value))
    elif value:
        yield path, value


def references(model: Model, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every record that a model's fields name, those in tables too, by the path of the name; `path` is the model's own."""
    for name in referring(type(model)):
        yield from each(getattr(model, name), (*path, name))
    for name in _holding(type(model)):
        for place, inner in each(getattr(model, name), (*path, name)):
            yield from references(inner, place)


def facets(model: Model) -> Iterator[Any]:
    """The values by which a model may be looked for, those in tables too."""
    for name, said in members(type(model)):
        field = type(model).fields[name]
        for _, value in each(getattr(model, name), ()):
            if said.facet:
                yield value
            elif field.inside(Model):
                yield from facets(value)


def owner(cls: type[Model], location: tuple[str | int, ...]) -> type[Model]:
    """The model that the last name of a fault's path belongs to."""
    model = cls
    for step in location[:-1]:
        if isinstance(step, str) and step in model.fields:
            model = model.fields[step].inside(Model) or model
    return model


@functools.cache
def translation(cls: type[Model]) -> type[Model] | None:
    """The class of a translation of `cls`: its translated fields, all optional; None when it has none."""
    texts: dict[str, Any] = {}
    for name, field in cls.fields.items():
        nested = field.inside(Model)
        of_nested = translation(nested) if nested else None
        text = str if field.about is not None and field.about.translated else of_nested
        if text is not None:
            texts[name] = Several[text] | None if field.listed else text | None  # type: ignore[valid-type]
    declared = {"__annotations__": texts, **dict.fromkeys(texts), "elsewhere": frozenset(cls.fields) - frozenset(texts)}
    return type(f"{cls.__name__}Translation", (Model,), declared) if texts else None
