"""Frozen sets of fields, declared by annotations, and how one is read: tables, lists and texts go in, a model or every fault comes out.

A field is a line such as `rank: Annotated[Rank | None, About(…)] = None`. Its type is one of ours, with `read(value)`, or is made of them;
functions in its annotation read on from there, one after the other. What is needed to read a class is made when it is first read.
Knows no files, no kinds and no sentences but what a line or a table is.
"""

import functools
import types
from collections.abc import Collection, Iterator, Mapping
from typing import Any, ClassVar, Self, TypeVar, Union, cast, dataclass_transform, get_args, get_origin

from msgspec import NODEFAULT, Struct, StructMeta, structs

from disan.content.fields.about import About
from disan.content.fields.errors import FieldFault, RefusedError, refused
from disan.content.fields.readers import Reader, reader_of
from disan.core.strings import Words

Item = TypeVar("Item")
Several = tuple[Item, ...]
"""A list; a single value stands for a list of one, as editors write it."""


class Field(Struct, frozen=True, dict=True):
    """One field of a model: its type as annotated, what it says of itself, its default (NODEFAULT where there is none)."""

    annotation: Any
    about: About | None
    default: Any

    @property
    def required(self) -> bool:
        """Whether a value must be given."""
        return self.default is NODEFAULT

    @functools.cached_property
    def listed(self) -> bool:
        """Whether it is a list of values."""
        return any(get_origin(part) is tuple for part in self._parts)

    def inside(self, base: type[Item]) -> type[Item] | None:
        """The class of its values that is `base` or derived from it, such as Place in `tuple[Place, ...]` for Model; None for others."""
        if base not in self._inside:
            self._inside[base] = next((part for part in self._parts if isinstance(part, type) and issubclass(part, base)), None)
        return cast("type[Item] | None", self._inside[base])

    @functools.cached_property
    def _inside(self) -> dict[type, type | None]:
        """What was found by its base: a class has few fields, and each of them is asked for every record."""
        return {}

    @property
    def tabular(self) -> bool:
        """Whether its values may be tables of any names, such as languages."""
        return any(getattr(part, "tabular", False) for part in self._parts)

    def said(self, given: Any) -> Any:
        """What was typed without what nobody filled in: empty names, the last empty items of a list; None where nothing is left."""
        if isinstance(given, list):
            last = next((n for n in range(len(given), 0, -1) if isinstance(given[n - 1], list) or self.said(given[n - 1]) is not None), 0)
            return given[:last] if last or not given else None
        if not isinstance(given, dict):
            return given
        inner = self.inside(Model)
        if inner is None:
            return {name: each for name, each in given.items() if each is not None} or None if self.tabular else given
        return given if any(inner.has(name, each) for name, each in given.items()) else None

    def read_by(self, reader: Reader) -> bool:
        """Whether its values are read by this function."""
        return reader in self._read_by

    @functools.cached_property
    def _read_by(self) -> tuple[Any, ...]:
        return tuple(each for part in self._parts for each in getattr(part, "__metadata__", ()) if callable(each))

    @functools.cached_property
    def _parts(self) -> tuple[Any, ...]:
        return tuple(_parts(self.annotation))


def _parts(annotation: Any) -> Iterator[Any]:
    """An annotation and what it is made of."""
    yield annotation
    if get_origin(annotation) in (Union, types.UnionType, tuple) or hasattr(annotation, "__metadata__"):
        for part in get_args(annotation):
            yield from _parts(part)


class ModelMeta(StructMeta):
    """The class of models: their values are given by name and stay."""

    elsewhere: frozenset[str]

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **config: Any) -> "ModelMeta":
        """A frozen struct whose fields may stand in any order, those that must be given behind others too."""
        return super().__new__(cls, name, bases, namespace, **config | {"frozen": True, "kw_only": True})

    @property
    def fields(self) -> Mapping[str, Field]:
        """A model's fields by name: those of its bases first, then its own, as annotated."""
        return _fields(self)

    def has(cls, name: str, given: object) -> bool:
        """Whether a name says something here: one that is known and empty does not, nor one that stands empty for `elsewhere`."""
        field = cls.fields.get(name)
        return not (name in cls.elsewhere and _is_empty(given)) if field is None else field.said(given) is not None


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Model(Struct, frozen=True, metaclass=ModelMeta):
    """A frozen set of fields. The constructor takes values as they are; `read` makes them of what was typed. Defaults are not read."""

    schema_org: ClassVar[str] = ""
    """Its type at schema.org, where it is a thing there."""
    elsewhere: ClassVar[frozenset[str]] = frozenset()
    """Names that belong to another file, and may stand empty in this one, as forms leave them."""

    @classmethod
    def read(cls, value: object) -> Self:
        """The model that a table means; RefusedError with every fault, in the order of the fields, unknown names last.

        A name with None says nothing, as if it were not there.
        """
        table = cls.table(value)
        if not isinstance(table, dict):
            raise refused("wrong-type", expected=_lines(cls, value))
        readers, values = _readers(cls), dict[str, Any]()
        said = cls._said(table)
        faults = [FieldFault("missing-field", {}, (name,)) for name in cls.lacking(said)]
        for name, given in said.items():
            if name not in readers:
                faults.append(FieldFault("unknown-field", {}, (name,)))
            else:
                try:
                    values[name] = readers[name](given)
                except RefusedError as error:
                    faults += (each.within(name) for each in error.faults)
        if faults:
            raise RefusedError(*_in_order(faults, list(readers)))
        return cls(**values)

    @classmethod
    def lacking(cls, said: Collection[str]) -> Iterator[str]:
        """The fields that must be given and are not among these."""
        return (name for name in _required(cls) if name not in said)

    @classmethod
    def _said(cls, table: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed for each name that says something; a list that goes line by line with one in another file keeps its last empty
        items."""
        found, fields = dict[str, Any](), cls.fields
        for name, given in table.items():
            if name not in fields:
                found |= {name: given} if cls.has(name, given) else {}
            elif (said := fields[name].said(given)) is not None:
                found[name] = given if cls.elsewhere and isinstance(given, list) else said
        return found

    @classmethod
    def table(cls, value: object) -> object:
        """The table that a value which is none stands for, for a model that may be typed in short; else the value as it is."""
        return value


def leading(cls: type[Model]) -> str:
    """The field that a single line in place of the whole table most likely means: the first that is required, or the first of all."""
    fields = cls.fields
    return next((name for name, field in fields.items() if field.required), next(iter(fields), "…"))


def _is_empty(given: object) -> bool:
    """Whether nothing stands in a value, whatever its form."""
    inside = given.values() if isinstance(given, dict) else given if isinstance(given, list) else None
    return given is None if inside is None else all(_is_empty(each) for each in inside)


def _lines(cls: type[Model], typed: object) -> Words:
    """What to type for a table where something else stands: the field that the line is the value of, with the line."""
    line = f"“{_meant(cls, typed)}: {typed}”" if isinstance(typed, str) and typed else f"“{leading(cls)}: …”"
    return Words(f"các dòng con lùi vào hai dấu cách, như {line}", f"lines below, indented by two spaces, such as {line}")


def _meant(cls: type[Model], line: str) -> str:
    """The field that a line in place of the table is the value of: the leading one where that is required, else one that takes no words."""
    taking = [name for name in cls.fields if _takes(cls, name, line)]
    wordless = [name for name in taking if not _takes(cls, name, "chữ")]
    first = leading(cls)
    return first if first in taking and cls.fields[first].required else next(iter([*wordless, *taking]), first)


def _takes(cls: type[Model], name: str, line: str) -> bool:
    try:
        _readers(cls)[name](line)
    except RefusedError:
        return False
    return True


@functools.cache
def _fields(cls: type[Model]) -> Mapping[str, Field]:
    return {each.name: Field(each.type, _about(each.type), each.default) for each in structs.fields(cls)}


@functools.cache
def _required(cls: type[Model]) -> tuple[str, ...]:
    return tuple(name for name, field in cls.fields.items() if field.required)


def _about(annotation: Any) -> About | None:
    return next((each for each in getattr(annotation, "__metadata__", ()) if isinstance(each, About)), None)


@functools.cache
def _readers(cls: type[Model]) -> Mapping[str, Reader]:
    return {name: reader_of(field.annotation) for name, field in cls.fields.items()}


def _in_order(faults: list[FieldFault], names: list[str | int]) -> list[FieldFault]:
    return sorted(faults, key=lambda fault: names.index(fault.path[0]) if fault.path[0] in names else len(names))
