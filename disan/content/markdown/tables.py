"""Tables as GitHub reads them: the lines of a table go in, its cells come out. A bar that is no border is written `\\|`."""

import re
from collections.abc import Sequence

from disan.content.markdown.structure import CellTable

_BORDER = re.compile(r"(?<!\\)\|")
_DELIMITER = re.compile(r"\s*(:?)-+(:?)\s*")
_ALIGNMENTS = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}


def alignments(line: str) -> tuple[str, ...]:
    """The alignment of each column by the line below a table's head; empty where the line is none such."""
    if "|" not in line or line.strip(" \t|:-"):
        return ()
    found = [_DELIMITER.fullmatch(cell) for cell in _split(line)]
    return tuple(_ALIGNMENTS[each[1], each[2]] for each in found if each) if all(found) else ()


def cells(line: str) -> tuple[str, ...]:
    """The cells of a row as they were typed, without blanks around them."""
    return tuple(cell.strip().replace("\\|", "|") for cell in _split(line))


def table(head: str, columns: tuple[str, ...], rows: Sequence[str]) -> CellTable:
    """The table of a head and rows; cells that a row lacks are empty."""
    width = len(columns)
    filled = ((*row, *[""] * (width - len(row))) for row in map(cells, rows))
    return CellTable(columns, cells(head), tuple(tuple(row[:width]) for row in filled))


def _split(line: str) -> list[str]:
    line = line.strip().removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return _BORDER.split(line)
