"""A table as a spreadsheet program saves it: bytes in, cells with their places out, or problems.

Forgives what Excel does without harm (a BOM, CRLF, `;` or tabs between cells, empty lines, spaces around values). Quoting is
the csv module's (RFC 4180). Knows no column's meaning.
"""

import csv
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from disan.content.source import pasted
from disan.core import listeners, text
from disan.core.problems import Position, Problem, Value
from disan.ledger.model import Cell, Line

SEPARATORS = ",;\t"


class CsvTable(Struct, frozen=True):
    """A table read: its header's names in their order, what stands between cells and at the end of lines, its rows."""

    columns: tuple[str, ...]
    separator: str
    ending: str
    lines: tuple[Line, ...]


def read(content: bytes, file: str, columns: Sequence[str], optional: Sequence[str] = ()) -> tuple[CsvTable | None, list[Problem]]:
    """Reads the table, which must have these `columns`, in any order, and may have the `optional` ones; None when it cannot be read."""
    try:
        decoded = _decoded(content)
    except UnicodeDecodeError:
        return None, [Problem("not-utf8", Position(file))]
    if strange := list(pasted.unreadable(decoded.replace("\r\n", "\n").split("\n"), file)):
        return None, strange
    raw = decoded.split("\n")
    lines = [line.removesuffix("\r") for line in raw]
    separator = max(SEPARATORS, key=lines[0].count)
    ending = "\r\n" if raw[0].endswith("\r") else "\n"
    try:
        rows = list(_rows(lines, separator))
    except csv.Error:
        return None, [_quote_problem(file, lines, separator, columns)]
    header = tuple(" ".join(name.split()).casefold() for name in rows[0][1])
    if problem := _header_problem(file, lines[0], header, columns, optional):
        return None, [problem]
    table = CsvTable(header, separator, ending, tuple(_line(file, number, lines, row, header, separator) for number, row in rows[1:]))
    return table, [each.problem("ledger-syntax", header[-1], reason="cells") for each in _overlong_lines(table, rows[1:])]


def published(content: bytes) -> bytes:
    """The table for whoever fetches it: the same bytes, but where a spreadsheet would take a cell for a formula; then as it is read."""
    try:
        decoded = _decoded(content)
        separator = max(SEPARATORS, key=decoded.partition("\n")[0].count)
        rows = [row for _, row in _rows([line.removesuffix("\r") for line in decoded.split("\n")], separator)]
    except (UnicodeDecodeError, csv.Error):  # Of a table with which no site is built.
        return b""
    harmless = all(listeners.table_cell(cell) == cell for row in rows for cell in row)
    plain = ([" ".join(cell.split()) for cell in row] for row in rows)
    return content if harmless else listeners.csv(plain, separator=separator).encode("utf-8-sig")


def _decoded(content: bytes) -> str:
    return text.normalized(content.decode("utf-8-sig"))


def _rows(lines: Sequence[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds anything, with the number of its first line."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator, strict=True)
    number = 1
    for row in reader:
        if number == 1 or any(cell.strip() for cell in row):
            yield number, row
        number = reader.line_num + 1


def _unclosed(lines: Sequence[str], separator: str) -> int:
    """The number of the first line from which on the rest cannot be read: that of the row which does not end."""
    reader, begun = csv.reader((f"{line}\n" for line in lines), delimiter=separator, strict=True), 0
    try:
        for _ in reader:
            begun = reader.line_num
    except csv.Error:
        pass
    return min(begun + 1, len(lines))


def _quote_problem(file: str, lines: Sequence[str], separator: str, columns: Sequence[str]) -> Problem:
    """The last cell that opens a quotation mark on the line from which on nothing can be read."""
    number = _unclosed(lines, separator)
    line = lines[number - 1]
    before = line.rfind(f'{separator}"') + 1
    names = lines[0].split(separator)
    name = names[min(line[:before].count(separator), len(names) - 1)].strip()
    values = {"column": name, "columns": ", ".join(columns), "reason": "quote"}
    return Problem("ledger-syntax", Position(file, number, before + 1, max(1, len(line) - before)), "error", values, line)


def _header_problem(file: str, line: str, header: Sequence[str], columns: Sequence[str], optional: Sequence[str]) -> Problem | None:
    known = (*columns, *optional)
    strange = [name for name in header if name and name not in known]
    missing = [name for name in columns if name not in header]
    twice = [name for name in header if name and header.count(name) > 1]
    if not (strange or missing or twice):
        return None
    values: dict[str, Value] = {"column": (strange or missing or twice)[0], "columns": ", ".join(columns)}
    values |= {"reason": "column", "nearest": text.nearest(strange[0], known)} if strange else {"reason": "header"}
    return Problem("ledger-syntax", Position(file, length=max(1, len(line))), values=values, line=line)


def _line(file: str, number: int, lines: Sequence[str], row: Sequence[str], header: tuple[str, ...], separator: str) -> Line:
    """A row's cells. Where a quoted cell runs over several lines, every cell is placed at the start of the first."""
    places = _places(lines[number - 1], separator)
    complete = len(places) >= len(row)
    cells = {
        name: Cell(" ".join(listeners.without_guard(value).split()), *(places[index] if complete else (1, 1)))
        for index, (name, value) in enumerate(zip(header, row, strict=False))
        if name
    }
    cells |= {name: Cell("", len(lines[number - 1]) + 1, 1) for name in header if name and name not in cells}
    return Line(file, number, lines[number - 1], cells, tuple(name for name in header if name))


def _places(line: str, separator: str) -> list[tuple[int, int]]:
    """The column at which each cell of a line begins, counted from 1, and its length; quotes are part of it, spaces around it are not."""
    mark = re.escape(separator)
    cells = re.finditer(rf'(?:^|{mark})([^\S{mark}]*"(?:[^"]|"")*"[^\S{mark}]*(?={mark}|$)|[^{mark}]*)', line)
    spans = ((cell.start(1) + 1, cell[1], cell[1].strip()) for cell in cells)
    return [(start + len(cell) - len(cell.lstrip()) if bare else start, max(1, len(bare))) for start, cell, bare in spans]


def _overlong_lines(table: CsvTable, rows: Sequence[tuple[int, list[str]]]) -> Iterator[Line]:
    for line, (_, row) in zip(table.lines, rows, strict=True):
        if any(cell.strip() for cell in row[len(table.columns) :]):
            yield line
