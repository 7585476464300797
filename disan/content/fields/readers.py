"""How a field's value is read, by its annotation: types in, the function out that makes a value of what was typed, or refuses it.

A type is one of ours, with `read(value)`, or is made of them; functions in its annotation read on from there, one after the other.
"""

import functools
import types
from collections.abc import Callable
from typing import Annotated, Any, Union, get_args, get_origin

from disan.content.fields.errors import FieldFault, RefusedError, refused
from disan.core.strings import Words

Reader = Callable[[Any], Any]
"""Gives the value that something typed means, or raises RefusedError."""
_LINE = Words("một dòng chữ", "a line of text")


def of_length(least: int, most: float, expected: Words) -> Reader:
    """A check of how many items a list has, for the annotation behind `Several`; `expected` says how many there may be."""

    def check(items: tuple[Any, ...]) -> tuple[Any, ...]:
        if least <= len(items) <= most:
            return items
        raise refused("wrong-type", expected=expected)

    return check


def reader_of(annotation: Any) -> Reader:
    """The function that reads values of an annotated type, None apart; TypeError for a type that nobody can read.

    A switch and a count are made by the first function of their annotation, since text has no one way to be either.
    """
    origin = get_origin(annotation)
    if origin is Annotated:
        typed, *said = get_args(annotation)
        then = [each for each in said if callable(each)]
        first = then.pop(0) if then and typed in (bool, int) else reader_of(typed)
        return functools.reduce(_followed, then, first)
    if origin in (Union, types.UnionType):
        (present,) = (each for each in get_args(annotation) if each is not types.NoneType)
        return reader_of(present)
    if origin is tuple:
        return _several(reader_of(get_args(annotation)[0]))
    if annotation is str:
        return _line
    if hasattr(annotation, "read"):
        return annotation.read  # type: ignore[no-any-return]
    raise TypeError(f"no way to read {annotation!r}")


def _line(value: object) -> str:
    if isinstance(value, str):
        return value
    raise refused("wrong-type", expected=_LINE, reason="list" if isinstance(value, list) else "table" if isinstance(value, dict) else "")


def _followed(first: Reader, then: Reader) -> Reader:
    return lambda value: then(first(value))


def _several(reader: Reader) -> Reader:
    def read(value: object) -> tuple[Any, ...]:
        items: list[Any] = value if isinstance(value, list) else [value]
        faults: list[FieldFault] = []
        made = []
        for index, item in enumerate(items):
            try:
                made.append(reader(item))
            except RefusedError as error:
                faults += (each.within(index) for each in error.faults)
        if faults:
            raise RefusedError(*faults)
        return tuple(made)

    return read
