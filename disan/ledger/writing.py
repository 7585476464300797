"""The only way into the ledger: rows are added at its end, and a file is replaced whole or not at all.

Rows go in; problems come out, and then nothing was written. Never changes a row that is there.
"""

import datetime
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from disan.core import listeners
from disan.core.problems import Problem
from disan.core.transactions import Transaction
from disan.ledger import reading, table
from disan.ledger.model import PLAQUES, VERIFIED, Check, Ledger, LedgerRow
from disan.ledger.reading import COLUMNS

_SPREADSHEET_MARK = "\ufeff"
"""At the start of a new file: without it Excel takes UTF-8 for the machine's own code page."""


def append(root: Path, rows: Sequence[LedgerRow]) -> list[Problem]:
    """Adds printed plaques; those that are there already are passed over.

    Refused whole, with problems at the lines that they would stand on: rows that break a rule of
    the tables (a code and batch that are there, a wrong address …), and codes that were retired; or any row while the ledger itself
    has a fault.
    """
    content, problems = _with_rows(root, rows)
    if not problems:
        _write(root, PLAQUES, content)
    return problems


def check_append(root: Path, rows: Sequence[LedgerRow]) -> list[Problem]:
    """Finds why `append` would refuse these rows; writes nothing."""
    return _with_rows(root, rows)[1]


def _with_rows(root: Path, rows: Sequence[LedgerRow]) -> tuple[bytes, list[Problem]]:
    """The bytes of the ledger with these rows, or what is against them."""
    before, problems = reading.read(root)
    if problems:
        return b"", problems
    known = {row.key: _undated(row) for row in before.rows}
    fresh = [row for row in rows if known.get(row.key) != _undated(row)]
    content = _append_rows(reading.table_bytes(root, PLAQUES), PLAQUES, [_cells(row) for row in fresh])
    after = reading.read_rows(content, problems)
    return content, problems + _check_retired(before, after)


def _undated(row: LedgerRow) -> LedgerRow:
    """The row whenever it was printed: what was ordered once more on another day is the same."""
    return replace(row.without_position(), date=datetime.date.min)


def append_check(root: Path, check: Check) -> list[Problem]:
    """Adds what a check of the live site found; problems, and nothing written, while the file has a fault."""
    _, problems = reading.read(root)
    faults = [problem for problem in problems if problem.at.file == VERIFIED]
    if not faults:
        cells = {"date": check.date, "codes": check.codes, "right": check.right, "failures": " ".join(check.failures)}
        _write(root, VERIFIED, _append_rows(reading.table_bytes(root, VERIFIED), VERIFIED, [cells]))
    return faults


def _write(root: Path, file: str, content: bytes) -> None:
    with Transaction(root / "content") as writing:
        writing.put(root / file, content)


def _check_retired(before: Ledger, after: Sequence[LedgerRow]) -> list[Problem]:
    """New rows of codes that were retired. They keep no plaque alive: a new one belongs to the code that took over."""
    printed, retired = {row.key for row in before.rows}, before.retired()
    lines = ((row.line, retired[row.code].line) for row in after if row.key not in printed and row.code in retired)
    return [
        line.problem("code-reused", "code", code=line.value("code"), line=former.number, reason="retired")
        for line, former in lines
        if line and former
    ]


def _cells(row: LedgerRow) -> dict[str, object]:
    """The row's values; a note in one line, because branches are merged line by line."""
    return {name: " ".join(str(getattr(row, name)).split()) for name in COLUMNS[PLAQUES]}


def _append_rows(content: bytes, file: str, rows: Sequence[dict[str, object]]) -> bytes:
    """The file's bytes and the new rows after them, in its own order of columns, with its own separator and line ends."""
    header = ",".join(COLUMNS[file])
    layout, _ = table.read(content or header.encode(), file, COLUMNS[file])
    assert layout is not None, "a file with a fault is never added to"
    added = listeners.csv(([str(row.get(name, "")) for name in layout.columns] for row in rows), layout.ending, layout.separator)
    start = content or f"{_SPREADSHEET_MARK}{header}{layout.ending}".encode()
    break_missing = not start.endswith(b"\n")
    return start + (layout.ending.encode() if break_missing else b"") + added.encode()
