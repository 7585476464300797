"""The figures that the records of each kind are set beside, for settings: `benchmarks: {houses: figures/2023#village-houses-digitised}`.

A table goes in, the names of figures by kind come out.
"""

from typing import ClassVar, Self

from msgspec import Struct

from disan.content.fields.errors import FieldFault, RefusedError, refused
from disan.content.fields.plain import FigureName
from disan.content.fields.readers import reader_of
from disan.core.strings import Words

_EXPECTED = Words("mỗi loại một dòng như houses: figures/2023#members", "a line for each kind, such as houses: figures/2023#members")


class Benchmarks(Struct, frozen=True):
    """Figures by the kind's folder, as written. Whether there is such a kind, and such a figure, is for whoever knows them to say."""

    tabular: ClassVar[bool] = True

    figures: tuple[tuple[str, str], ...] = ()

    def of(self, folder: str) -> str:
        """The figure of a kind; empty where none is named."""
        return dict(self.figures).get(folder, "")

    @classmethod
    def read(cls, value: object) -> Self:
        """The figures that a table names; refuses `wrong-type`."""
        if not isinstance(value, dict):
            raise refused("wrong-type", expected=_EXPECTED)
        faults: list[FieldFault] = []
        figures: list[tuple[str, str]] = []
        for name, typed in value.items():
            try:
                figures.append((str(name), reader_of(FigureName)(typed)))
            except RefusedError as error:
                faults += (each.within(str(name)) for each in error.faults)
        if faults:
            raise RefusedError(*faults)
        return cls(tuple(figures))
