"""What the ledger holds: what was printed, retired, checked, installed, and when records came. Reads no file."""

import datetime
from collections.abc import Mapping
from typing import Literal, Self

from msgspec import Struct
from msgspec.structs import replace

from disan.core.problems import Position, Problem, Value

PLAQUES, RETIRED, VERIFIED = "content/plaques.csv", "content/retired.csv", "content/verified.csv"
INSTALLED, DATES = "content/installed.csv", "content/dates.csv"
PHOTOS = "content/installed"
"""The folder of photographs of plaques that hang. They prove, and are not published."""
FILES = (PLAQUES, RETIRED)
"""The tables that the site publishes, so that a later check can compare them."""
TABLES = (*FILES, VERIFIED, INSTALLED, DATES)

Fate = Literal["moved", "gone"]


class Cell(Struct, frozen=True):
    """One value; where it begins on its line, counted from 1, and how many characters it takes there."""

    text: str
    column: int
    length: int


class Line(Struct, frozen=True):
    """One row of a table: its file and line, the line as it stands, and its cells by the names in the header."""

    file: str
    number: int
    text: str
    cells: Mapping[str, Cell]
    columns: tuple[str, ...]

    def value(self, name: str) -> str:
        """A cell's text; empty where the table has no such column."""
        return self.cells[name].text if name in self.cells else ""

    def problem(self, rule: str, name: str, *, warning: bool = False, **values: Value) -> Problem:
        """A problem at a cell of this row."""
        cell = self.cells.get(name, Cell("", 1, 1))
        known = {"column": name, "columns": ", ".join(self.columns), **values}
        at = Position(self.file, self.number, cell.column, max(1, cell.length))
        return Problem(rule, at, "warning" if warning else "error", known, self.text)


class LedgerRow(Struct, frozen=True):
    """One code in one printed batch; a reprint is another row."""

    code: str
    batch: str
    date: datetime.date
    address: str
    """What the symbol encodes, letter for letter."""
    level: str
    """Error correction, ISO/IEC 18004: L, M, Q or H."""
    matrix: str
    """A digest of the symbol's modules, in hexadecimal digits."""
    size: str
    """Of the plaque: a6, a5 or a4."""
    quantity: int
    note: str = ""
    line: Line | None = None
    """Where it stands in the file; None for one that is yet to be written."""

    @property
    def key(self) -> tuple[str, str]:
        """The code and batch, which no other row has together."""
        return self.code, self.batch

    @property
    def printed_base(self) -> str:
        """The address that the site had when it was printed: the encoded one without /Q/ and the code."""
        return self.address.removesuffix(f"/Q/{self.code}")

    def without_position(self) -> Self:
        """The same row wherever it stands: two files say the same where these are equal."""
        return replace(self, line=None)


class Retirement(Struct, frozen=True):
    """A code whose record is no more: `moved` to another code, or `gone`, with what stood there and why it went."""

    code: str
    fate: Fate
    target: str
    """The code that it moved to; empty for one that is gone."""
    titles: Mapping[str, str]
    """What stood there, by language; Vietnamese is there for one that is gone, others may be missing."""
    place: str
    """The commune where it stood, as a gazetteer knows it; may be empty."""
    reasons: Mapping[str, str]
    date: datetime.date
    line: Line | None = None


class Check(Struct, frozen=True):
    """The result of one check of the live site: numbers of codes that were asked and that were right, and those that failed."""

    date: datetime.date
    codes: int
    right: int
    failures: tuple[str, ...]


class Installed(Struct, frozen=True):
    """One plaque that hangs where it belongs: since when, and a word on where exactly."""

    code: str
    date: datetime.date
    note: str
    photo: str = ""
    """The name of a photograph of it in content/installed; empty where there is none."""
    line: Line | None = None


class RecordDates(Struct, frozen=True):
    """When a record was first published and when it was last changed: moments in UTC, the second not before the first."""

    published: datetime.datetime
    changed: datetime.datetime


class DatesRow(Struct, frozen=True):
    """The dates of a record, by its reference (`relics/den-cui`)."""

    record: str
    dates: RecordDates
    line: Line | None = None


class Ledger(Struct, frozen=True):
    """All five tables."""

    rows: tuple[LedgerRow, ...] = ()
    retirements: tuple[Retirement, ...] = ()
    checks: tuple[Check, ...] = ()
    """In order of their dates."""
    installed: tuple[Installed, ...] = ()
    """Of codes that were printed, in the file's order; one code may hang in several places."""
    dates: tuple[DatesRow, ...] = ()
    """In the file's order; where branches were merged, several of one record."""

    def printed(self) -> Mapping[str, tuple[LedgerRow, ...]]:
        """The rows of each printed code."""
        by_code: dict[str, tuple[LedgerRow, ...]] = {}
        for row in self.rows:
            by_code[row.code] = (*by_code.get(row.code, ()), row)
        return by_code

    def retired(self) -> Mapping[str, Retirement]:
        """Retirements by code."""
        return {each.code: each for each in self.retirements}


EMPTY = Ledger()
"""Of a site that never printed anything."""
