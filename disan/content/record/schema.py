"""What the classes say of their fields: labels, nested models, and the class of a translation. Classes in, classes out."""

import functools
from collections.abc import Callable, Iterator
from typing import Any

from disan.content.fields.about import About
from disan.content.fields.communes import Commune
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.facets import Grouping
from disan.content.fields.model import Field, Model, Several
from disan.content.fields.periods import Period
from disan.content.fields.plain import figure, reference

Path = tuple[str | int, ...]
"""The names of fields and places in lists that lead to a value."""
Wanted = Callable[[Field], bool]


@functools.cache
def members(cls: type[Model]) -> tuple[tuple[str, About], ...]:
    """The fields that say something of themselves, in the order in which the class has them."""
    return tuple((name, field.about) for name, field in cls.fields.items() if field.about is not None)


@functools.cache
def sequences(cls: type[Model]) -> tuple[str, ...]:
    """The fields whose items are the steps of a way through records."""
    return tuple(name for name, said in members(cls) if said.sequence)


@functools.cache
def requested(cls: type[Model]) -> tuple[tuple[str, About], ...]:
    """The fields for which readers are asked where a record lacks them."""
    return tuple((name, said) for name, said in members(cls) if said.asked)


@functools.cache
def timed(cls: type[Model]) -> tuple[tuple[str, About], ...]:
    """The fields that tell when in history a record has its place."""
    return tuple((name, said) for name, said in members(cls) if said.timeline)


@functools.cache
def claiming(cls: type[Model]) -> tuple[str, ...]:
    """The fields naming records whose pages tell of it: in a row of their own, or as linked data alone."""
    return tuple(name for name, said in members(cls) if _refers(cls.fields[name]) and (said.inverse.vi or said.schema_org_inverse))


def each(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """The values that a field at `path` holds, each at its own path: those of a list, the single one, or none."""
    if isinstance(value, tuple):
        yield from (((*path, place), item) for place, item in enumerate(value))
    elif value:
        yield path, value


@functools.cache
def _leading(cls: type[Model], wanted: Wanted) -> tuple[tuple[str, bool], ...]:
    """The fields that are wanted, and those whose tables have such fields at any depth; with whether it is the field itself."""
    found = ((name, wanted(field), field.inside(Model)) for name, field in cls.fields.items())
    return tuple((name, itself) for name, itself, inner in found if itself or (inner and _leading(inner, wanted)))


def _within(model: Model, wanted: Wanted, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The values of every wanted field of a model, those in tables too, each by its path; `path` is the model's own."""
    for name, itself in _leading(type(model), wanted):
        for place, value in each(getattr(model, name), (*path, name)):
            if itself:
                yield place, value
            else:
                yield from _within(value, wanted, place)


def references(model: Model) -> Iterator[tuple[Path, str]]:
    """Every record that a model's fields name, by the path of the name."""
    return _within(model, _refers)


def figures(model: Model) -> Iterator[tuple[Path, str]]:
    """Every figure of a record that a model's fields name, such as figures/2023#members."""
    return _within(model, _quotes)


def points(model: Model) -> Iterator[tuple[Path, Coordinates]]:
    """Every point that a model's fields hold."""
    return _within(model, _is_point)


def communes(model: Model) -> Iterator[tuple[Path, Commune]]:
    """Every commune that a model's fields name by itself, with no time at which it was called so."""
    return _within(model, _is_commune)


def periods(model: Model) -> Iterator[tuple[Path, Period]]:
    """Every period that a model's fields hold."""
    return _within(model, _is_period)


def _refers(field: Field) -> bool:
    return field.read_by(reference)


def _quotes(field: Field) -> bool:
    return field.read_by(figure)


def _is_point(field: Field) -> bool:
    return field.inside(Coordinates) is not None


def _is_commune(field: Field) -> bool:
    return field.inside(Commune) is not None


def _is_period(field: Field) -> bool:
    return field.inside(Period) is not None


@functools.cache
def facets(cls: type[Model]) -> tuple[Grouping, ...]:
    """By what the models of a class are looked for, in the order of their fields, those in tables too; but for what is said of others."""
    found: list[Grouping] = []
    for name, said in members(cls):
        inner = cls.fields[name].inside(Model)
        found += [said.facet] if said.facet and not _refers(cls.fields[name]) else facets(inner) if inner else ()
    return tuple(dict.fromkeys(found))


def facet_values(model: Model) -> Iterator[tuple[Grouping, Any]]:
    """The values by which a model is looked for, those in tables too."""
    for name, grouping in _faceted(type(model)):
        for _, value in each(getattr(model, name), ()):
            if grouping:
                yield grouping, value
            else:
                yield from facet_values(value)


@functools.cache
def _faceted(cls: type[Model]) -> tuple[tuple[str, Grouping | None], ...]:
    """The fields by whose values models of a class are looked for, and those whose tables have such fields, with None."""
    own = ((name, None if _refers(cls.fields[name]) else said.facet, cls.fields[name].inside(Model)) for name, said in members(cls))
    return tuple((name, grouping) for name, grouping, inner in own if grouping or (inner and facets(inner)))


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
