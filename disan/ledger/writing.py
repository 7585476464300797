"""The only way into the ledger: rows are added at its end, and a file is replaced whole or not at all.

Rows go in; problems come out, and then nothing was written. Never changes a row that is there.
"""

import csv
import datetime
import io
import os
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from disan.core.problems import Problem
from disan.ledger import PLAQUES, VERIFIED, Ledger, reading, table
from disan.ledger.model import Check, LedgerRow
from disan.ledger.reading import COLUMNS

_ANY_DAY = datetime.date.min
_SPREADSHEET_MARK = "\ufeff"
"""At the start of a new file: without it Excel takes UTF-8 for the machine's own code page."""


def append(root: Path, rows: Sequence[LedgerRow]) -> list[Problem]:
    """Adds printed plaques; those that are there already are passed over.

    Refused whole, with problems at the lines that they would stand on: rows that break a rule of
    the tables (a code and batch that are there, a wrong address …), and codes that were retired; or any row while the ledger itself
    has a fault.
    """
    content, problems = _appended(root, rows)
    if not problems:
        _replace(root / PLAQUES, content)
    return problems


def refused(root: Path, rows: Sequence[LedgerRow]) -> list[Problem]:
    """Why `append` would refuse these rows; writes nothing."""
    return _appended(root, rows)[1]


def _appended(root: Path, rows: Sequence[LedgerRow]) -> tuple[bytes, list[Problem]]:
    """The bytes of the ledger with these rows, or what is against them."""
    before, problems = reading.read(root)
    if problems:
        return b"", problems
    known = {(row.code, row.batch): replace(row, date=_ANY_DAY, line=None) for row in before.rows}
    fresh = [row for row in rows if known.get((row.code, row.batch)) != replace(row, date=_ANY_DAY, line=None)]
    content = _with(_content(root, PLAQUES), PLAQUES, [_cells(row) for row in fresh])
    after = reading.read_rows(content, problems)
    return content, problems + _retired(before, after)


def record(root: Path, check: Check) -> list[Problem]:
    """Adds what a check of the live site found; problems, and nothing written, while the file has a fault."""
    _, problems = reading.read(root)
    faults = [problem for problem in problems if problem.at.file == VERIFIED]
    if not faults:
        cells = {"date": check.date, "codes": check.codes, "right": check.right, "failures": " ".join(check.failures)}
        _replace(root / VERIFIED, _with(_content(root, VERIFIED), VERIFIED, [cells]))
    return faults


def _retired(before: Ledger, after: Sequence[LedgerRow]) -> list[Problem]:
    """New rows of codes that were retired. They keep no plaque alive: a new one belongs to the code that took over."""
    printed, retired_codes = {(row.code, row.batch) for row in before.rows}, before.retired()
    fresh = (row for row in after if (row.code, row.batch) not in printed and row.code in retired_codes and row.line)
    lines = ((row.line, retired_codes[row.code].line) for row in fresh)
    return [
        line.problem("code-reused", "code", code=line.value("code"), line=retired.number, reason="retired")
        for line, retired in lines
        if line and retired
    ]


def _cells(row: LedgerRow) -> dict[str, object]:
    """The row's values; a note in one line, because branches are merged line by line."""
    return {name: " ".join(str(getattr(row, name)).split()) for name in COLUMNS[PLAQUES]}


def _content(root: Path, file: str) -> bytes:
    return (root / file).read_bytes() if (root / file).is_file() else b""


def _with(content: bytes, file: str, rows: Sequence[dict[str, object]]) -> bytes:
    """The file's bytes and the new rows after them, in its own order of columns, with its own separator and line ends."""
    header = ",".join(COLUMNS[file])
    known, _ = table.read(content or header.encode(), file, COLUMNS[file])
    assert known is not None, "a file with a fault is never added to"
    added = io.StringIO()
    writer = csv.writer(added, delimiter=known.separator, lineterminator=known.ending)
    writer.writerows([row.get(name, "") for name in known.columns] for row in rows)
    start = content or f"{_SPREADSHEET_MARK}{header}{known.ending}".encode()
    break_missing = not start.endswith(b"\n")
    return start + (known.ending.encode() if break_missing else b"") + added.getvalue().encode()


def _replace(path: Path, content: bytes) -> None:
    """The content under its name by one rename, on the disk before it: a kill or a power cut leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
