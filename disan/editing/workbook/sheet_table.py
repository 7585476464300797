"""A table as the eye sees it: cells with their places, which are merged and which are hidden. Values only; knows no file's form."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace
from openpyxl.utils import get_column_letter

from disan.core import text
from disan.core.problems import Position, Problem, Value


class Given(Struct, frozen=True):
    """A cell: its text, and where it stands."""

    text: str
    at: Position

    def problem(self, rule: str, **values: Value) -> Problem:
        """A problem with this cell."""
        line = self.text.partition("\n")[0]
        return Problem(rule, replace(self.at, length=max(1, len(line))), "error", {"value": line, **values}, line)


class Area(Struct, frozen=True):
    """Cells that are merged into one: the first and the last row and column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """The area as spreadsheet programs call it: B3:B5."""
        return f"{get_column_letter(self.left)}{self.top}:{get_column_letter(self.right)}{self.bottom}"


class SheetTable(Struct, frozen=True):
    """A sheet, or the one table of a text file: lines of cells from the first row on, and what is merged or hidden among them."""

    name: str
    lines: Sequence[Sequence[Given]]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    problems: tuple[Problem, ...] = ()
    """What is wrong with single cells, whatever they are for."""


class WorkbookRow(Struct, frozen=True):
    """A row: its number, and its cells by their columns' keys; a column that the table lacks has none."""

    number: int
    cells: Mapping[str, Given]


def cell_at(file: str, row: int, column: int, sheet: str = "") -> Position:
    """The place of a cell, row and column counted from 1."""
    return Position(file, row, cell=f"{sheet}!" * bool(sheet) + f"{get_column_letter(column)}{row}")


def lines_of(value: str) -> str:
    """A text with its accents composed, in lines without blanks at their ends, empty ones left out."""
    lines = (" ".join(line.replace("\xa0", " ").split()) for line in text.normalized(value).splitlines())
    return "\n".join(line for line in lines if line)
