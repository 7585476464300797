"""A table as spreadsheet programs save it: the bytes of a workbook or a CSV in, rows of texts with their cells' names out, or problems.

Takes what they do without harm: a mark at the start, UTF-16, cells as numbers, dates (as bare numbers too) and yes or no, merged
headings above the header, a column of running numbers, empty rows without end, decomposed accents. What has lost something is refused
with the cure: another encoding than UTF-8, a formula without a value, an error in a cell.
"""

import codecs
import csv
import datetime
import io
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import openpyxl
from msgspec import Struct
from msgspec.structs import replace
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException

from disan.core import text
from disan.core.problems import Position, Problem, Value
from disan.editing.workbook.columns import Column

_HEADER_ROWS = 6
"""Rows among which the header is looked for: some offices put the name of the office and a merged title above."""
_SEPARATORS = ",;\t"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
"""How an .xls begins, and an .xlsx with a password (MS-CFB)."""
_DAYS = re.compile(r"\d{5}")
"""A day as spreadsheet programs count them, from 1927 to 2173: no year has five digits."""
_RUNNING = ("stt", "tt", "so tt", "so thu tu", "no.", "#")
"""What a column of running numbers is called, accents aside: it says nothing of a record."""
_BROKEN = (BadZipFile, InvalidFileException, ParseError, zlib.error, KeyError, TypeError, ValueError, OSError, EOFError)


class Given(Struct, frozen=True):
    """A cell: its text, and where it stands."""

    text: str
    at: Position

    def problem(self, rule: str, **values: Value) -> Problem:
        """A problem with this cell."""
        line = self.text.partition("\n")[0]
        return Problem(rule, replace(self.at, length=max(1, len(line))), "error", {"value": line, **values}, line)


class WorkbookRow(Struct, frozen=True):
    """A row: its number, and its cells by their columns' keys; a column that the table lacks has none."""

    number: int
    cells: Mapping[str, Given]


def read(content: bytes, file: str, columns: Sequence[Column], sheet: str) -> tuple[tuple[WorkbookRow, ...], list[Problem]]:
    """The rows below the header. `file` is its name in problems, `sheet` the sheet to prefer where there are several."""
    found: list[Problem] = []
    if content.startswith(_OLD_WORKBOOK):
        return (), [Problem("sheet-unreadable", Position(file))]
    lines = _workbook(content, file, sheet, columns, found) if content.startswith(b"PK") else list(_csv(content, file, found))
    if found:
        return (), found
    header, start = _header(lines, columns)
    if start < 0:
        names = ", ".join(column.label.vi for column in columns[:6])
        return (), [Problem("sheet-header", Position(file), values={"columns": names})]
    found += _strange(lines[start], header, columns)
    rows = []
    for number, line in enumerate(lines[start + 1 :], start + 2):
        given = {index: line[index] if index < len(line) else _blank(lines[start][index], number) for index in header}
        cells = {header[index].key: _dated(header[index], each) for index, each in given.items()}
        if any(each.text for each in cells.values()):
            rows.append(WorkbookRow(number, cells))
    return tuple(rows), found


def _workbook(content: bytes, file: str, sheet: str, columns: Sequence[Column], found: list[Problem]) -> list[list[Given]]:
    """The rows of the sheet to prefer, else of the first that has a header."""
    try:
        shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True, read_only=True)
        typed = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        for name in sorted((each.title for each in shown.worksheets), key=lambda name: name != sheet):
            wrong: list[Problem] = []
            lines = _sheet(shown[name], typed[name], (file, name), wrong)
            if _header(lines, columns)[1] >= 0:
                found += wrong
                return lines
    except _BROKEN:
        found.append(Problem("sheet-unreadable", Position(file)))
    return []


def _sheet(shown: Any, typed: Any, place: tuple[str, str], found: list[Problem]) -> list[list[Given]]:
    """Rows are read one by one, as far as each has cells: a sheet whose last row is formatted has a million of them."""
    for each in (shown, typed):
        each.reset_dimensions()
    both = enumerate(zip(shown.iter_rows(), typed.iter_rows(), strict=True), 1)
    return [_row(values, formulas, number, place, found) for number, (values, formulas) in both]


def _row(values: Sequence[Any], formulas: Sequence[Any], number: int, place: tuple[str, str], found: list[Problem]) -> list[Given]:
    file, sheet = place
    cells = enumerate(zip(values, formulas, strict=True), 1)
    return [_given(*both, Position(file, number, cell=f"{sheet}!{get_column_letter(column)}{number}"), found) for column, both in cells]


def _given(value: Any, formula: Any, at: Position, found: list[Problem]) -> Given:
    given = Given(_text(value), at)
    if formula.data_type == "f" and value.value is None:
        found.append(Given(str(formula.value), at).problem("sheet-formula"))
    elif value.data_type == "e":
        found.append(given.problem("sheet-error"))
    return given


def _blank(heading: Given, number: int) -> Given:
    """The empty cell below a heading: programs leave out those at a row's end."""
    column = heading.at.cell.rstrip("0123456789")
    return Given("", replace(heading.at, line=number, cell=f"{column}{number}"))


def _dated(column: Column, given: Given) -> Given:
    """A date that lost its format is a number of days: 45185 is 16 September 2023."""
    if not (column.dated and _DAYS.fullmatch(given.text)):
        return given
    day = from_excel(int(given.text))
    return Given(day.date().isoformat(), given.at) if isinstance(day, datetime.datetime) else given


def _text(cell: SheetCell) -> str:
    """A cell's value as an editor would type it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime.datetime | datetime.date):
        return _date(value, str(cell.number_format or ""))
    if isinstance(value, float):
        return _number(value)
    return _plain(str(value))


def _date(value: datetime.date, form: str) -> str:
    """A date; without its day where the cell shows none, as Excel makes of a typed 12/2013."""
    day = value.date() if isinstance(value, datetime.datetime) else value
    bare = form.replace("red", "").casefold()
    if "d" in bare or form == "General":
        return day.isoformat()
    return day.isoformat()[:7] if "m" in bare else day.isoformat()[:4]


def _number(value: float) -> str:
    """A number; with a fourth decimal where there are three, for "1.345" is a thousand and more to whoever reads Vietnamese."""
    if value.is_integer():
        return str(int(value))
    digits = repr(value)
    return f"{digits}0" if len(digits.partition(".")[2]) == 3 else digits


def _plain(value: str) -> str:
    lines = (" ".join(line.replace("\xa0", " ").split()) for line in text.composed(value).splitlines())
    return "\n".join(line for line in lines if line)


def _csv(content: bytes, file: str, found: list[Problem]) -> Iterator[list[Given]]:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # What Excel calls "Unicode Text".
    try:
        decoded = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        found.append(Problem("not-utf8", Position(file), values={"reason": "sheet"}))
        return
    first = decoded.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        for number, line in enumerate(csv.reader(io.StringIO(decoded), delimiter=separator, strict=True), 1):
            named = ((value, f"{get_column_letter(index)}{number}") for index, value in enumerate(line, 1))
            yield [Given(_plain(value), Position(file, number, cell=name)) for value, name in named]
    except csv.Error:
        found.append(Problem("sheet-unreadable", Position(file)))


def _header(lines: Sequence[Sequence[Given]], columns: Sequence[Column]) -> tuple[dict[int, Column], int]:
    """The columns by their place, and the header's index: the first row that names the title and something else; -1 for none."""
    named = {text.folded(name): column for column in reversed(columns) for name in (column.key, column.label.en, column.label.vi)}
    for index, line in enumerate(lines[:_HEADER_ROWS]):
        header = {place: named[text.folded(_name(each))] for place, each in enumerate(line) if text.folded(_name(each)) in named}
        if len(header) > 1 and any(column.key == "title" for column in header.values()):
            return header, index
    return {}, -1


def _strange(line: Sequence[Given], header: Mapping[int, Column], columns: Sequence[Column]) -> Iterator[Problem]:
    """Columns that are none of ours: what stands in them would be lost without a word."""
    first: dict[str, int] = {}
    for place, each in enumerate(line):
        column = header.get(place)
        if column is None and each.text and text.folded(each.text) not in _RUNNING:
            yield each.problem("sheet-column", nearest=text.nearest(_name(each), [column.label.vi for column in columns]))
        elif column and first.setdefault(column.key, place) != place:
            yield each.problem("sheet-column", reason="twice")


def _name(given: Given) -> str:
    """A heading without the star that marks what is required."""
    return " ".join(given.text.split()).removesuffix("*").strip()
