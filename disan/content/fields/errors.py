"""How a type says no: an error that holds every fault of a value, each with a rule's name and the values of its sentences."""

from collections.abc import Mapping
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from disan.core.problems import Value


class FieldFault(Struct, frozen=True):
    """A fault of a value, or with what stands in it at `path`: names of fields and numbers of items, from the outside."""

    rule: str
    values: Mapping[str, Value]
    path: tuple[str | int, ...] = ()

    def within(self, step: str | int) -> Self:
        """The same fault, seen from the table or list that holds the value at `step`."""
        return replace(self, path=(step, *self.path))


class RefusedError(Exception):
    """A value that its type refuses; `faults` are all that is wrong with it, at least one."""

    def __init__(self, *faults: FieldFault) -> None:
        super().__init__(*faults)
        self.faults = faults


def refused(rule: str, /, **values: Value) -> RefusedError:
    """The error to raise; `values` fill the sentences `rules.<rule>.*`."""
    return RefusedError(FieldFault(rule, values))
