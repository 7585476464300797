"""Frozen sets of fields, declared by annotations, and how one is read: tables, lists and texts go in, a model or every fault comes out.

A field is a line such as `rank: Annotated[Rank | None, About(…)] = None`. Its type is one of ours, with `read(value)`, or is made of them;
functions in its annotation read on from there, one after the other. Defining a class costs nothing: what is needed to read it is
made when it is first read. Knows no files, no kinds and no sentences but what a line or a table is.
"""

import functools
import types
from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, Self, TypeVar, Union, dataclass_transform, get_args, get_origin

from msgspec import Struct

from disan.content.fields.about import About
from disan.content.fields.errors import FieldFault, RefusedError, refused
from disan.core.strings import Words

Reader = Callable[[Any], Any]
"""Gives the value that something typed means, or raises RefusedError."""
Item = TypeVar("Item")
Several = tuple[Item, ...]
"""A list; a single value stands for a list of one, as editors write it."""
_LINE = Words("một dòng chữ; chữ có dấu [ hay { ở đầu thì đặt cả dòng trong ngoặc kép", "a line of text; quote one that begins with [ or {")


class Field(Struct, frozen=True):
    """One field of a model: its type as annotated, what it says of itself, its default (`...` where there is none)."""

    annotation: Any
    about: About | None
    default: Any

    @property
    def required(self) -> bool:
        """Whether a value must be given."""
        return self.default is ...


class Declared(type):
    """The class of models, which knows of each what is declared in it. Nothing is looked at before somebody asks."""

    @property
    def fields(cls) -> Mapping[str, Field]:
        """A model's fields by name: those of its bases first, then its own, as annotated."""
        return _fields(cls)


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Model(metaclass=Declared):
    """A frozen set of fields. Two are equal when they are of one class and have equal values.

    The constructor takes values by name as they are; `read` makes them of what was typed. Defaults are not read.
    """

    def __init__(self, **values: Any) -> None:
        """TypeError for a name that is no field, and for a field that is required and not given."""
        whole = {**_plan(type(self)).blank, **values}
        unknown = values.keys() - type(self).fields.keys()
        missing = [name for name, value in whole.items() if value is ...]
        if unknown or missing:
            raise TypeError(f"{type(self).__name__}: no such field: {sorted(unknown)}; not given: {missing}")
        object.__setattr__(self, "__dict__", whole)

    @classmethod
    def read(cls, value: object) -> Self:
        """The model that a table means; RefusedError with every fault, in the order of the fields, unknown names last.

        A name with None says nothing, as if it were not there.
        """
        if isinstance(value, cls):
            return value
        table = cls.table(value)
        if not isinstance(table, dict):
            raise refused("wrong-type", expected=_lines(cls, value))
        plan = _plan(cls)
        whole = plan.blank.copy()
        faults = [FieldFault("missing-field", {}, (name,)) for name in plan.required if table.get(name) is None]
        for name, given in table.items():
            reader = plan.readers.get(name)
            if reader is None:
                faults.append(FieldFault("unknown-field", {}, (name,)))
            elif given is not None:
                try:
                    whole[name] = reader(given)
                except RefusedError as error:
                    faults += (each.within(name) for each in error.faults)
        if faults:
            raise RefusedError(*_in_order(faults, list(plan.readers)))
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", whole)
        return made

    @classmethod
    def table(cls, value: object) -> object:
        """The table that a value which is none stands for, for a model that may be typed in short; else the value as it is."""
        return value

    def replaced(self, **changes: Any) -> Self:
        """A copy in which some fields have another value."""
        return type(self)(**{**self.__dict__, **changes})

    def __setattr__(self, name: str, value: object) -> None:
        """Refuses."""
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __delattr__(self, name: str) -> None:
        """Refuses."""
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __eq__(self, other: object) -> bool:
        """Of one class, with equal values."""
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        """Equal models have equal ones."""
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        """All values: equal models look alike."""
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"


def leading(cls: Declared) -> str:
    """The field that a single line in place of the whole table most likely means: the first that is required, or the first of all."""
    fields = cls.fields
    return next((name for name, field in fields.items() if field.required), next(iter(fields), "…"))


def _lines(cls: Declared, typed: object) -> Words:
    """What to type for a table where something else stands: its leading field, with the line that was typed as its value."""
    line = f"“{leading(cls)}: {(isinstance(typed, str) and typed) or '…'}”"
    return Words(f"các dòng con lùi vào hai dấu cách, như {line}", f"lines below, indented by two spaces, such as {line}")


@functools.cache
def _fields(cls: Declared) -> Mapping[str, Field]:
    declared: list[tuple[str, Any, Any]] = [
        (name, annotation, vars(each).get(name, ...))
        for each in reversed(cls.__mro__)
        if isinstance(each, Declared)
        for name, annotation in each.__annotations__.items()
        if not _of_class(annotation)
    ]
    return {name: Field(annotation, _about(annotation), default) for name, annotation, default in declared}


def _of_class(annotation: Any) -> bool:
    return get_origin(annotation) is ClassVar or annotation is ClassVar


def _about(annotation: Any) -> About | None:
    return next((each for each in getattr(annotation, "__metadata__", ()) if isinstance(each, About)), None)


class _FieldReaders(Struct, frozen=True):
    """What reading needs of a class: how each field is read, what the model is where nothing was typed, which fields must be."""

    readers: Mapping[str, Reader]
    blank: dict[str, Any]
    required: tuple[str, ...]


@functools.cache
def _plan(cls: Declared) -> _FieldReaders:
    readers = {name: reader_of(field.annotation) for name, field in cls.fields.items()}
    blank = {name: field.default for name, field in cls.fields.items()}
    return _FieldReaders(readers, blank, tuple(name for name, field in cls.fields.items() if field.required))


def _in_order(faults: list[FieldFault], names: list[str | int]) -> list[FieldFault]:
    return sorted(faults, key=lambda fault: names.index(fault.path[0]) if fault.path[0] in names else len(names))


def reader_of(annotation: Any) -> Reader:
    """How values of an annotated type are read, None apart; TypeError for a type that nobody can read.

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
    raise refused("wrong-type", expected=_LINE)


def _followed(first: Reader, then: Reader) -> Reader:
    return lambda value: then(first(value))


def _several(reader: Reader) -> Reader:
    def read(value: object) -> tuple[Any, ...]:
        items: list[Any] = list(value) if isinstance(value, list | tuple) else [value]
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
