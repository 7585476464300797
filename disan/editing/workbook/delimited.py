"""Tables as text, with commas, semicolons or tabs between cells: bytes in, a table out, or problems at the row that cannot be read.

Takes marks at the start, UTF-16 (Excel's "Unicode Text"), the line `sep=;`. Quoting is the csv module's (RFC 4180).
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from disan.core.problems import Position, Problem
from disan.editing.workbook.sheet_table import Given, SheetTable, cell_at, lines_of

SEPARATORS = ",;\t|"
_NAMED_SEPARATOR = re.compile(r"sep=([^\"\r\n])\r?\n", re.IGNORECASE)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_CELLS = 16_384
"""Of a row ("Excel specifications and limits")."""
_BEGINNING = 2000
"""Bytes or letters by which a file is judged."""


def decoded(content: bytes) -> str:
    """The text of the bytes, in UTF-8 or UTF-16, with a mark at the start or without. Raises UnicodeDecodeError."""
    if content.startswith(_WIDE):
        return content.decode("utf-16")
    beginning = content[:_BEGINNING]
    zeros = beginning[::2].count(0), beginning[1::2].count(0)
    if max(zeros) > len(beginning) // 8:
        return content.decode("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le")
    return content.decode("utf-8-sig")


def read(content: bytes, file: str, names: Callable[[str], bool]) -> tuple[SheetTable, list[Problem]]:
    """The table; `names` says whether a text is the name of a column."""
    try:
        whole = decoded(content)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return SheetTable("", ()), [Problem("not-utf8", Position(file, line), values={"reason": "sheet"})]
    told = _NAMED_SEPARATOR.match(whole)
    separator = told[1] if told else _separator(whole, names)
    rows, problem = _rows(whole[told.end() :] if told else whole, separator, file, 2 if told else 1)
    if any(len(row) > _MOST_CELLS for row in rows):
        return SheetTable("", ()), [Problem("sheet-unreadable", Position(file), values={"reason": "large"})]
    first: list[list[str]] = [[]] if told else []
    cells = (
        [Given(lines_of(value), cell_at(file, number, column)) for column, value in enumerate(row, 1)]
        for number, row in enumerate([*first, *rows], 1)
    )
    return SheetTable("", list(cells)), [problem] if problem else []


def _separator(whole: str, names: Callable[[str], bool]) -> str:
    """The separator that parts the most names of columns in a line near the beginning; where none does, the most frequent."""
    lines = whole[:_BEGINNING].splitlines()
    return max(SEPARATORS, key=lambda mark: (max((_named(line, mark, names) for line in lines), default=0), whole[:_BEGINNING].count(mark)))


def _named(line: str, separator: str, names: Callable[[str], bool]) -> int:
    return sum(names(cell.strip(' "')) for cell in line.split(separator))


def _rows(whole: str, separator: str, file: str, first: int) -> tuple[list[list[str]], Problem | None]:
    """The rows; and where a quotation mark makes the rest unreadable. `first` is the number of the text's first line."""
    reader = csv.reader(io.StringIO(whole, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    begun = 0
    try:
        for row in reader:
            rows.append(row)
            begun = reader.line_num
    except csv.Error:
        lines = whole.splitlines()
        number = begun + 1 if reader.line_num >= len(lines) else reader.line_num
        return rows, _quote_problem(lines[number - 1], separator, cell_at(file, first + len(rows), 1), first - 1 + number)
    return rows, None


def _quote_problem(line: str, separator: str, cell: Position, number: int) -> Problem:
    """The cell whose quotation marks open without closing, or close before its end; else the last that has one."""
    starts = list(_starts(line, separator))
    start, column = next(
        ((start, column) for column, (start, typed) in enumerate(starts, 1) if _is_stray(typed)),
        next(((start, column) for column, (start, typed) in reversed(list(enumerate(starts, 1))) if '"' in typed), (0, 1)),
    )
    typed = starts[column - 1][1]
    at = replace(cell_at(cell.file, cell.line, column), line=number, column=start + 1, length=max(1, len(typed)))
    right = '"' + typed.replace('"', '""') + '"'
    return Problem("sheet-quote", at, values={"value": typed, "right": right}, line=line)


def _starts(line: str, separator: str) -> Sequence[tuple[int, str]]:
    """Each cell's beginning in a line, and the cell as it stands; a separator within quotation marks parts nothing."""
    found, start = [], 0
    for end in [*_ends(line, separator), len(line)]:
        found.append((start, line[start:end]))
        start = end + 1
    return found


def _ends(line: str, separator: str) -> Iterator[int]:
    inside = False
    for place, letter in enumerate(line):
        inside ^= letter == '"'
        if letter == separator and not inside:
            yield place


def _is_stray(cell: str) -> bool:
    """Whether a cell begins with a quotation mark that does not close at its end."""
    return cell.startswith('"') and not re.fullmatch(r'"(?:[^"]|"")*"', cell)
