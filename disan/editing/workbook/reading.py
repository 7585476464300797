"""A table as spreadsheet programs save it: the bytes of a workbook or a CSV in, rows of texts with their cells' names out, or problems.

Takes what they do without harm: cells as numbers, dates (as bare numbers too) and yes or no, merged headings above the header, a column
of running numbers, empty rows without end. A merged area gives its value to each of its rows. What has lost something, or would be passed
over, is told with the cure.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel

from disan.core import text
from disan.core.problems import Position, Problem, stops
from disan.editing.workbook import opening
from disan.editing.workbook.columns import CODE, EXPORTED, FOLDER, Column
from disan.editing.workbook.sheet_table import Area, Given, SheetTable, WorkbookRow, cell_at

_HEADER_ROWS = 6
"""Rows among which the header is looked for: some offices put the name of the office and a merged title above."""
_DAYS = re.compile(r"\d{5}")
"""A day as spreadsheet programs count them, from 1927 to 2173: no year has five digits."""
_RUNNING = ("stt", "tt", "so tt", "so thu tu", "no.", "#")
"""What a column of running numbers is called, accents aside: it says nothing of a record."""
_OF_ONE_RECORD = (FOLDER, CODE)

Header = Mapping[int, Column]


def read(
    content: bytes, file: str, columns: Sequence[Column], sheet: str, naming: str = "title"
) -> tuple[tuple[WorkbookRow, ...], list[Problem]]:
    """The rows below the header. `file` is its name in problems, `sheet` the sheet to prefer where there are several.

    `naming` is the key of the column that says what a row is of: without it there is no header.
    """
    named = _names(columns)
    tables, found = opening.tables(content, file, lambda typed: text.folded(_bare(typed)) in named)
    if stops(found):
        return (), found
    headed = [
        (table, *each) for table in sorted(tables, key=lambda table: table.name != sheet) if (each := _header(table, named, naming))[0]
    ]
    if not headed:
        names = ", ".join(column.label.vi for column in columns[1:6] if column.key != EXPORTED)
        return (), [Problem("sheet-header", Position(file), values={"columns": names})]
    table, header, start = headed[0]
    lines, merged = _unmerged(table, header, start, file, naming)
    found = [*table.problems, *merged, *_strange(lines[start], header, columns), *_outside(lines, header, start)]
    found += [*_hidden(table, header, start, file), *_passed_over(headed[1:], table, file)]
    rows = tuple(row for number, line in enumerate(lines[start + 1 :], start + 2) if (row := _row(line, number, lines[start], header)))
    return rows, found


def _names(columns: Sequence[Column]) -> Mapping[str, Column]:
    """The columns by all that they may be called, accents aside."""
    return {text.folded(name): column for column in reversed(columns) for name in (column.key, column.label.en, column.label.vi)}


def _bare(heading: str) -> str:
    """A heading without the star that marks what is required."""
    return " ".join(heading.split()).removesuffix("*").strip()


def _header(table: SheetTable, named: Mapping[str, Column], naming: str) -> tuple[Header, int]:
    """The columns by their place, and the header's index: the first row with the column `naming` and another; none and -1."""
    for index, line in enumerate(table.lines[:_HEADER_ROWS]):
        header = {place: column for place, each in enumerate(line) if (column := named.get(text.folded(_bare(each.text))))}
        if len(header) > 1 and any(column.key == naming for column in header.values()):
            return header, index
    return {}, -1


def _row(line: Sequence[Given], number: int, headings: Sequence[Given], header: Header) -> WorkbookRow | None:
    """A row's cells; None where none says anything, or where the headings stand again, as for a printed page.

    Programs leave out the empty ones at a row's end.
    """
    given = {index: line[index] if index < len(line) else _blank(headings[index], number) for index in header}
    cells = {header[index].key: _dated(header[index], each) for index, each in given.items()}
    said = [(cells[column.key].text, headings[place].text) for place, column in header.items() if column.key != EXPORTED]
    repeated = all(text.folded(shown) == text.folded(heading) for shown, heading in said if shown)
    return None if repeated else WorkbookRow(number, cells)


def _blank(heading: Given, number: int) -> Given:
    """The empty cell below a heading."""
    column = heading.at.cell.rstrip("0123456789")
    return Given("", replace(heading.at, line=number, cell=f"{column}{number}"))


def _dated(column: Column, given: Given) -> Given:
    """A date that lost its format is a number of days: 45185 is 16 September 2023."""
    if not (column.dated and _DAYS.fullmatch(given.text)):
        return given
    day = from_excel(int(given.text))
    return Given(day.date().isoformat(), given.at) if isinstance(day, datetime.datetime) else given


def _unmerged(table: SheetTable, header: Header, start: int, file: str, naming: str) -> tuple[list[list[Given]], list[Problem]]:
    """The lines with the value of each merged area in all of its rows; or the area, where it lies across columns or across records.

    What stands in a covered cell, nobody sees. An area that begins in the header or above belongs to the headings.
    """
    lines = [list(line) for line in table.lines]
    problems: list[Problem] = []
    for area in table.merged:
        if area.top <= start + 1 or area.top > len(lines) or area.left > len(lines[area.top - 1]):
            continue
        value = lines[area.top - 1][area.left - 1]
        known = [header[place] for place in range(area.left - 1, area.right) if place in header]
        if known and (len(known) > 1 or _joins_records(area, known[0], naming)) and any(_texts(table, area.top)):
            problems.append(value.problem("sheet-merged", area=area.name, reason="across" if len(known) > 1 else "records"))
        else:
            _spread(lines, area, value.text, file, table.name)
    return lines, problems


def _joins_records(area: Area, column: Column, naming: str) -> bool:
    return area.top < area.bottom and column.key in (*_OF_ONE_RECORD, naming)


def _spread(lines: list[list[Given]], area: Area, value: str, file: str, sheet: str) -> None:
    for number in range(area.top, min(area.bottom, len(lines)) + 1):
        line = lines[number - 1]
        others = any(each.text for place, each in enumerate(line, 1) if not area.left <= place <= area.right)
        line += [Given("", cell_at(file, number, place, sheet)) for place in range(len(line) + 1, area.right + 1)]
        for place in range(area.left, area.right + 1):
            shown = value if place == area.left and (others or number == area.top) else ""
            line[place - 1] = replace(line[place - 1], text=shown)


def _strange(line: Sequence[Given], header: Header, columns: Sequence[Column]) -> Iterator[Problem]:
    """Columns that are none of ours: what stands in them would be lost without a word."""
    first: dict[str, int] = {}
    for place, each in enumerate(line):
        column = header.get(place)
        if column is None and each.text and text.folded(each.text) not in _RUNNING:
            yield each.problem("sheet-column", nearest=text.nearest(_bare(each.text), [column.label.vi for column in columns]))
        elif column and first.setdefault(column.key, place) != place:
            yield each.problem("sheet-column", reason="twice")


def _outside(lines: Sequence[Sequence[Given]], header: Header, start: int) -> Iterator[Problem]:
    """Cells below no heading: a remark beside the table, or a value that a separator too many has pushed out of it."""
    headed = {*header, *(place for place, each in enumerate(lines[start]) if each.text)}
    for line in lines[start + 1 :]:
        yield from (each.problem("sheet-outside") for place, each in enumerate(line) if each.text and place not in headed)


def _hidden(table: SheetTable, header: Header, start: int, file: str) -> Iterator[Problem]:
    """A warning of what is read though it is not seen: rows that a filter or a hand has hidden, columns of ours."""
    rows = [number for number in sorted(table.hidden_rows) if start + 1 < number <= len(table.lines) and any(_texts(table, number))]
    columns = [place for place in sorted(table.hidden_columns) if place - 1 in header and header[place - 1].key != EXPORTED]
    if rows:
        at = cell_at(file, rows[0], 1, table.name)
        yield Problem("sheet-hidden", at, "warning", {"places": _runs(rows, str), "reason": "rows"})
    if columns:
        at = cell_at(file, start + 1, columns[0], table.name)
        yield Problem("sheet-hidden", at, "warning", {"places": _runs(columns, get_column_letter), "reason": "columns"})


def _texts(table: SheetTable, number: int) -> Iterator[str]:
    return (each.text for each in table.lines[number - 1])


def _runs(numbers: Sequence[int], name: Callable[[int], str]) -> str:
    """Numbers as they are read out: 5, 7–9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(name(run[0]) if len(run) == 1 else f"{name(run[0])}–{name(run[-1])}" for run in runs)


def _passed_over(others: Sequence[tuple[SheetTable, Header, int]], table: SheetTable, file: str) -> Iterator[Problem]:
    """A warning of other sheets with records in them: one is read."""
    for other, _, start in others:
        if any(any(_texts(other, number)) for number in range(start + 2, len(other.lines) + 1)):
            yield Problem("sheet-other", cell_at(file, start + 1, 1, other.name), "warning", {"sheet": other.name, "read": table.name})
