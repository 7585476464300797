"""What the classes say of their fields: labels, nested models, and the class of a translation. Classes in, classes out."""

import functools
import types
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, create_model

from disan.fields.about import About, about
from disan.fields.choice import Choice
from disan.record.model import Model, Several


@functools.cache
def members(cls: type[BaseModel]) -> tuple[tuple[str, About], ...]:
    """The fields that say something of themselves, in the order in which the class has them."""
    return tuple((name, said) for name, field in cls.model_fields.items() if (said := about(field)) is not None)


def said(cls: type[BaseModel], name: str) -> About | None:
    """What a field says of itself; None for a name that the class has not."""
    field = cls.model_fields.get(name)
    return about(field) if field else None


def inner(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as `tuple[Place, ...]` or `Picture | None`; None for plain values."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
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


def _parts(annotation: Any) -> list[Any]:
    """An annotation and what it is made of."""
    made_of_others = get_origin(annotation) in (Union, types.UnionType, tuple) or hasattr(annotation, "__metadata__")
    inside = get_args(annotation) if made_of_others else ()
    return [annotation, *(each for part in inside for each in _parts(part))]


def owner(cls: type[BaseModel], location: tuple[str | int, ...]) -> type[BaseModel]:
    """The model that the last name of a pydantic error's location belongs to."""
    model = cls
    for step in location[:-1]:
        if isinstance(step, str) and step in model.model_fields:
            model = inner(model.model_fields[step].annotation) or model
    return model


@functools.cache
def translation(cls: type[BaseModel]) -> type[BaseModel] | None:
    """The class of a translation of `cls`: its translated fields, all optional; None when it has none."""
    fields: dict[str, Any] = {}
    for name, field in cls.model_fields.items():
        spoken = about(field)
        nested = inner(field.annotation)
        of_nested = translation(nested) if nested else None
        if spoken is not None and spoken.translated:
            fields[name] = (Several[str] | None if listed(field.annotation) else str | None, None)
        elif of_nested is not None:
            fields[name] = (Several[of_nested] | None if listed(field.annotation) else of_nested | None, None)  # type: ignore[valid-type]
    return create_model(f"{cls.__name__}Translation", __base__=Model, **fields) if fields else None
