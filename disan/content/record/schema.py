"""What the classes say of their fields: labels, nested models, and the class of a translation. Classes in, classes out."""

import functools
import types
from collections.abc import Callable, Iterator
from typing import Any, Union, get_args, get_origin

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.model import Model, Several
from disan.content.fields.plain import code, reference


@functools.cache
def members(cls: type[Model]) -> tuple[tuple[str, About], ...]:
    """The fields that say something of themselves, in the order in which the class has them."""
    return tuple((name, field.about) for name, field in cls.fields.items() if field.about is not None)


def said(cls: type[Model], name: str) -> About | None:
    """What a field says of itself; None for a name that the class has not."""
    field = cls.fields.get(name)
    return field.about if field else None


def inner(annotation: Any) -> type[Model] | None:
    """The model inside an annotation such as `tuple[Place, ...]` or `Picture | None`; None for plain values."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    if get_origin(annotation) in (Union, types.UnionType, tuple) or hasattr(annotation, "__metadata__"):
        return next((found for each in get_args(annotation) if (found := inner(each))), None)
    return None


def listed(annotation: Any) -> bool:
    """Whether an annotation is a list of values."""
    if get_origin(annotation) is tuple:
        return True
    return hasattr(annotation, "__metadata__") and any(listed(each) for each in get_args(annotation)[:1])


def choice(annotation: Any) -> type[Choice] | None:
    """The choice inside an annotation; None for a value that is typed freely."""
    return next((each for each in _parts(annotation) if isinstance(each, type) and issubclass(each, Choice)), None)


def answered(annotation: Any) -> bool:
    """Whether a value is a yes or a no."""
    return bool in _parts(annotation)


def holds(annotation: Any, cls: type) -> bool:
    """Whether a value, or one of its parts, is of a class."""
    return cls in _parts(annotation)


@functools.cache
def referring(cls: type[Model]) -> tuple[str, ...]:
    """The fields whose values name other records."""
    return tuple(name for name, field in cls.fields.items() if refers(field.annotation))


def refers(annotation: Any) -> bool:
    """Whether a value, or each in a list, names another record."""
    return _read_by(annotation, reference)


def coded(annotation: Any) -> bool:
    """Whether a value is a printed code."""
    return _read_by(annotation, code)


def _read_by(annotation: Any, reader: Callable[[str], str]) -> bool:
    return any(reader in getattr(part, "__metadata__", ()) for part in _parts(annotation))


def named(model: Model, name: str) -> Iterator[tuple[int | None, str]]:
    """What a field of names holds, in the order written: the place of each in the list, None where it is none, and the name."""
    value = getattr(model, name)
    if isinstance(value, tuple):
        yield from enumerate(value)
    elif value:
        yield None, value


def _parts(annotation: Any) -> list[Any]:
    """An annotation and what it is made of."""
    made_of_others = get_origin(annotation) in (Union, types.UnionType, tuple) or hasattr(annotation, "__metadata__")
    inside = get_args(annotation) if made_of_others else ()
    return [annotation, *(each for part in inside for each in _parts(part))]


def owner(cls: type[Model], location: tuple[str | int, ...]) -> type[Model]:
    """The model that the last name of a fault's path belongs to."""
    model = cls
    for step in location[:-1]:
        if isinstance(step, str) and step in model.fields:
            model = inner(model.fields[step].annotation) or model
    return model


@functools.cache
def translation(cls: type[Model]) -> type[Model] | None:
    """The class of a translation of `cls`: its translated fields, all optional; None when it has none."""
    texts: dict[str, Any] = {}
    for name, field in cls.fields.items():
        nested = inner(field.annotation)
        of_nested = translation(nested) if nested else None
        text = str if field.about is not None and field.about.translated else of_nested
        if text is not None:
            texts[name] = Several[text] | None if listed(field.annotation) else text | None  # type: ignore[valid-type]
    declared = {"__annotations__": texts, **dict.fromkeys(texts)}
    return type(f"{cls.__name__}Translation", (Model,), declared) if texts else None
