"""What the classes say of their fields: labels, nested models, and the class of a translation. Classes in, classes out."""

import functools
from collections.abc import Iterator
from typing import Any

from disan.content.fields.about import About
from disan.content.fields.model import Model, Several
from disan.content.fields.plain import reference


@functools.cache
def members(cls: type[Model]) -> tuple[tuple[str, About], ...]:
    """The fields that say something of themselves, in the order in which the class has them."""
    return tuple((name, field.about) for name, field in cls.fields.items() if field.about is not None)


@functools.cache
def referring(cls: type[Model]) -> tuple[str, ...]:
    """The fields whose values name other records."""
    return tuple(name for name, field in cls.fields.items() if field.read_by(reference))


def named(model: Model, name: str) -> Iterator[tuple[int | None, str]]:
    """The names that a field holds, in the order written: the place of each in the list, None where it is none, and the name."""
    value = getattr(model, name)
    if isinstance(value, tuple):
        yield from enumerate(value)
    elif value:
        yield None, value


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
