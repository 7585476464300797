"""How many records of each kind there shall be, for settings: `targets: {houses: 105}`. A table goes in, counts by kind come out."""

from typing import ClassVar, Self

from msgspec import Struct

from disan.content.fields.errors import FieldFault, RefusedError, refused
from disan.content.fields.numbers import Count
from disan.content.fields.readers import reader_of
from disan.core.strings import Words

_EXPECTED = Words("mỗi loại một dòng như houses: 105", "a line for each kind, such as houses: 105")


class Targets(Struct, frozen=True):
    """Counts by the kind's folder, as written. Whether there is such a kind is for whoever knows the kinds to say."""

    tabular: ClassVar[bool] = True

    counts: tuple[tuple[str, int], ...] = ()

    def of(self, folder: str) -> int | None:
        """The count of a kind; None where none is set."""
        return dict(self.counts).get(folder)

    @classmethod
    def read(cls, value: object) -> Self:
        """The counts of a table of whole numbers; refuses `wrong-type`."""
        if not isinstance(value, dict):
            raise refused("wrong-type", expected=_EXPECTED)
        faults: list[FieldFault] = []
        counts: list[tuple[str, int]] = []
        for name, typed in value.items():
            try:
                counts.append((str(name), reader_of(Count)(typed)))
            except RefusedError as error:
                faults += (each.within(str(name)) for each in error.faults)
        if faults:
            raise RefusedError(*faults)
        return cls(tuple(counts))
