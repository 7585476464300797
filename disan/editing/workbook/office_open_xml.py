"""Workbooks of Excel and of all who write its form: the bytes of an .xlsx or .xlsm in, its sheets as the eye sees them out (ECMA-376).

openpyxl reads values and their formats. It knows neither the strict form nor escaped characters, and where it reads row by row nothing
of what is merged, hidden or not worked out: those are seen to here, in the sheets' own XML.
"""

import datetime
import io
import re
import warnings
import zlib
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import iterparse
from zipfile import BadZipFile, ZipFile, ZipInfo

import openpyxl
from msgspec import Struct
from openpyxl.utils import coordinate_to_tuple, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from disan.core.problems import Problem
from disan.editing.workbook.number_formats import shown_moment, shown_number, shown_text
from disan.editing.workbook.sheet_table import Area, Given, SheetTable, cell_at, lines_of

BROKEN = (
    *(BadZipFile, InvalidFileException, SyntaxError, zlib.error, LookupError, TypeError, ValueError, OSError, EOFError),
    *(AttributeError, ArithmeticError, AssertionError, NotImplementedError, RuntimeError),
)
"""What openpyxl raises for a file that is none of its own, or damaged; both parsers of XML that it may use, a SyntaxError."""
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
"""The two families of names for the same things: ISO/IEC 29500-1 (strict) and -4 (transitional)."""
_ESCAPED_LINE = re.compile(rb"_x005[fF]_")
_LINE = "\uf05f"
"""Stands, while openpyxl reads, for an underscore that is written as `_x005F_`: openpyxl would take the escape away too early."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""A character that XML cannot hold, or a line's end of old (ECMA-376, part 1, 22.9.2.19, ST_Xstring)."""
_YES = ("1", "true")
_LARGEST = 30_000_000
"""Bytes of all parts unpacked: a thousand records with every field have five million."""
_MOST_ROWS, _MOST_COLUMNS, _MOST_SHEETS = 20_000, 1000, 50


class TooLargeError(Exception):
    """A workbook that unpacks to more, or reaches farther, than a table of records does."""


class _Layout(Struct):
    """What a sheet's XML says beside its values; `formulas` are those without a result, by row, then column."""

    merged: list[Area]
    rows: set[int]
    columns: set[int]
    formulas: dict[int, dict[int, str]]
    last: int = 1
    """The last row that says anything: a format alone may reach down to the end of the sheet."""


def escaped(value: str) -> str:
    """A text as a workbook must hold it so that nobody takes a part of it for an escaped character."""
    return _ESCAPED.sub(r"_x005F_x\1_", value)


def read(content: bytes, file: str) -> list[SheetTable]:
    """The sheets in their order. Raises one of BROKEN."""
    readable = _readable(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Of what openpyxl would not keep on saving: nothing is saved here.
        book = openpyxl.load_workbook(io.BytesIO(readable), data_only=True, read_only=True)
        return [_sheet(each, readable, file) for each in book.worksheets[:_MOST_SHEETS]]


def _readable(content: bytes) -> bytes:
    """The same workbook in names that openpyxl knows, with underscores that it leaves alone."""
    with ZipFile(io.BytesIO(content)) as archive:
        if sum(each.file_size for each in archive.infolist() if not _is_as_large_packed(each)) > _LARGEST:
            raise TooLargeError  # More than is stated, zipfile does not unpack.
        parts = {each: archive.read(each) for each in archive.namelist() if each.endswith((".xml", ".rels"))}
    if not any(_STRICT.search(part) or _ESCAPED_LINE.search(part) for part in parts.values()):
        return content
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, _ESCAPED_LINE.sub(_LINE.encode(), _STRICT.sub(_TRANSITIONAL, part)))
    return made.getvalue()


def _is_as_large_packed(part: ZipInfo) -> bool:
    """Whether a part is a photograph or the like: whatever it is called, it unpacks to hardly more than was read already."""
    return not part.filename.endswith((".xml", ".rels", ".vml")) and part.file_size <= 2 * part.compress_size


def _sheet(sheet: Any, content: bytes, file: str) -> SheetTable:
    layout = _layout(sheet, content)
    problems: list[Problem] = []
    sheet.reset_dimensions()
    lines = [
        _line(row, number, layout, (file, sheet.title), problems) for number, row in enumerate(sheet.iter_rows(max_row=layout.last), 1)
    ]
    return SheetTable(sheet.title, lines, tuple(layout.merged), frozenset(layout.rows), frozenset(layout.columns), tuple(problems))


def _line(row: Sequence[Any], number: int, layout: _Layout, place: tuple[str, str], problems: list[Problem]) -> list[Given]:
    line, formulas = [], layout.formulas.get(number, {})
    last = max((column for column, cell in enumerate(row, 1) if cell.value is not None or column in formulas), default=0)
    for column, cell in enumerate(row[:last], 1):
        given = Given(_shown(cell), cell_at(place[0], number, column, place[1]))
        if column in formulas:
            problems.append(Given(f"={formulas[column]}", given.at).problem("sheet-formula"))
        elif cell.data_type == "e":
            problems.append(given.problem("sheet-error"))
        line.append(given)
    return line


def _shown(cell: Any) -> str:
    """A cell's value as an editor sees it."""
    value, form = cell.value, str(cell.number_format or "General")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return shown_moment(value, form)
    if isinstance(value, int | float):
        return shown_number(value, form)
    return lines_of(shown_text(_unescaped(str(value)), form))


def _unescaped(value: str) -> str:
    found = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), value).replace(_LINE, "_")
    return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _layout(sheet: Any, content: bytes) -> _Layout:
    layout, number = _Layout([], set(), set(), {}), 0
    with ZipFile(io.BytesIO(content)) as archive, archive.open(sheet._worksheet_path) as part:
        for _, element in iterparse(part):  # noqa: S314  Expat ends what grows without measure by itself, and openpyxl reads the same part.
            name = element.tag.rpartition("}")[2]
            if name == "mergeCell":
                left, top, right, bottom = range_boundaries(element.get("ref", ""))
                layout.merged.append(Area(top, left, min(bottom, _MOST_ROWS), min(right, _MOST_COLUMNS)))
            elif name == "col" and element.get("hidden") in _YES:
                layout.columns.update(range(int(element.get("min", 0)), min(int(element.get("max", 0)), _MOST_COLUMNS) + 1))
            elif name == "row":
                number = int(element.get("r") or number + 1)
                _note_row(layout, element, number)
                element.clear()
    return layout


def _note_row(layout: _Layout, row: Any, number: int) -> None:
    if row.get("hidden") in _YES:
        layout.rows.add(number)
    for place, cell in enumerate(row, 1):
        inside = {each.tag.rpartition("}")[2]: each for each in cell}
        layout.last = number if inside else layout.last
        column = coordinate_to_tuple(cell.get("r"))[1] if cell.get("r") else place
        if inside and (number > _MOST_ROWS or column > _MOST_COLUMNS):
            raise TooLargeError
        if "f" in inside and not ("v" in inside and inside["v"].text) and cell.get("t") != "str":
            layout.formulas.setdefault(number, {})[column] = inside["f"].text or ""
