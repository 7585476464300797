"""The five tables below content/: files in, a Ledger and problems out. What the rows mean together is for `rules` to say."""

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from disan.content.fields.times import VIETNAM
from disan.core import codes as printed_codes
from disan.core import files, names, text
from disan.core.addresses import is_of_a_site
from disan.core.problems import Problem
from disan.ledger import table
from disan.ledger.model import (
    DATES,
    FILES,
    INSTALLED,
    PHOTOS,
    PLAQUES,
    RETIRED,
    VERIFIED,
    Check,
    DatesRow,
    Installed,
    Ledger,
    LedgerRow,
    Line,
    RecordDates,
    Retirement,
)
from disan.ledger.table import CsvTable

COLUMNS = {
    PLAQUES: ("code", "batch", "date", "address", "level", "matrix", "size", "quantity", "note"),
    RETIRED: ("code", "fate", "target", "title_vi", "reason_vi", "reason_en", "date"),
    VERIFIED: ("date", "codes", "right", "failures"),
    INSTALLED: ("code", "date", "note"),
    DATES: ("record", "published", "changed"),
}
OPTIONAL = {RETIRED: ("title_en", "place"), INSTALLED: ("photo",)}
LARGEST = 20_000_000
"""Bytes of a table: a row has a hundred."""
RECORD = re.compile(r"[a-z0-9_-]+/[a-z0-9_-]+")
"""The reference of a record."""
LEVELS = ("L", "M", "Q", "H")

_MATRIX = re.compile(r"[0-9a-f]{8,64}")
_SIZE = re.compile(r"[a-z0-9]+")
_WRITTEN_BY_EXCEL = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_CODE = re.compile(r"[0-9A-Z]{5}")

Problems = list[Problem]
Parsed = TypeVar("Parsed")


def read(root: Path) -> tuple[Ledger, list[Problem]]:
    """Reads the ledger below `root`; a file that is not there is an empty table."""
    found: Problems = []
    rows = read_rows(table_bytes(root, PLAQUES, found), found)
    retirements = read_retirements(table_bytes(root, RETIRED, found), found)
    checks = _parse_lines(_parse_table(table_bytes(root, VERIFIED, found), VERIFIED, found), _check, found)
    installed = _parse_lines(_parse_table(table_bytes(root, INSTALLED, found), INSTALLED, found), _installed, found)
    found += _check_installed(root, installed, {row.code for row in rows})
    dates = _parse_lines(_parse_table(table_bytes(root, DATES, found), DATES, found), _dates, found)
    return Ledger(rows, retirements, tuple(sorted(checks, key=lambda check: check.date)), installed, dates), found


def read_rows(content: bytes, found: Problems) -> tuple[LedgerRow, ...]:
    """Reads the plaques in the bytes of a plaques.csv; what is wrong goes to `found`."""
    rows = _parse_lines(_parse_table(content, PLAQUES, found), _ledger_row, found)
    _check_unique(((each.line, each.key) for each in rows), found)
    return rows


def read_retirements(content: bytes, found: Problems) -> tuple[Retirement, ...]:
    """Reads the codes in the bytes of a retired.csv; what is wrong goes to `found`."""
    retirements = _parse_lines(_parse_table(content, RETIRED, found), _retirement, found)
    _check_unique(((each.line, (each.code,)) for each in retirements), found)
    return retirements


def all_codes(root: Path) -> frozenset[str]:
    """Finds every code that stands anywhere in the ledger or among the retired: never to be given again.

    Reads the files as plain text, so that not even a table with a fault in it lets a printed code be given away.
    """
    words = (word for file in FILES for word in _CODE.findall(table_bytes(root, file).decode("utf-8", errors="replace")))
    return frozenset(word for word in words if printed_codes.fault(word) is None)


def _check_installed(root: Path, installed: Iterable[Installed], printed: Collection[str]) -> Iterator[Problem]:
    """Plaques that are said to hang but were never printed, and photographs that are not there."""
    photos = {names.comparable(each) for each in files.listed(root / PHOTOS, PHOTOS).files}
    for each in installed:
        if each.line and each.code not in printed:
            yield each.line.problem("ledger-syntax", "code", reason="unprinted")
        if each.line and each.photo and names.comparable(each.photo) not in photos:
            yield each.line.problem("ledger-syntax", "photo", reason="photo", folder=PHOTOS, file=each.photo)


def table_bytes(root: Path, file: str, found: Problems | None = None) -> bytes:
    """Reads the bytes of a table; none where it is not there, or where it is refused, which goes to `found`."""
    if not (root / file).is_file():
        return b""
    content, problems = files.read(root / file, file, LARGEST)
    if found is not None:
        found += problems
    return content


def _parse_table(content: bytes, file: str, found: Problems) -> CsvTable | None:
    if not content:
        return None
    read_table, problems = table.read(content, file, COLUMNS[file], OPTIONAL.get(file, ()))
    found += problems
    return read_table


def _parse_lines(read_table: CsvTable | None, make: Callable[[Line, Problems], Parsed | None], found: Problems) -> tuple[Parsed, ...]:
    """Parses each line. A line that stands there twice, as after a merge, counts once."""
    lines = {line.text: line for line in reversed(read_table.lines)} if read_table else {}
    parsed = (make(line, found) for line in reversed(lines.values()))
    return tuple(each for each in parsed if each is not None)


def _check_unique(keyed: Iterable[tuple[Line | None, tuple[str, ...]]], found: Problems) -> None:
    first: dict[tuple[str, ...], Line] = {}
    for line, key in keyed:
        if line and first.setdefault(key, line) is not line:
            found.append(line.problem("ledger-syntax", "code", reason="duplicate", first=first[key].number))


def _ledger_row(line: Line, found: Problems) -> LedgerRow | None:
    before = len(found)
    code = _parse_cell(line, "code", _code, found)
    batch = _parse_cell(line, "batch", lambda typed: typed if text.SLUG.fullmatch(typed) else None, found)
    date = _parse_cell(line, "date", _date, found)
    address = _address(line, code or "", found)
    level = _parse_cell(line, "level", lambda typed: typed.upper() if typed.upper() in LEVELS else None, found)
    matrix = _parse_cell(line, "matrix", lambda typed: typed if _MATRIX.fullmatch(typed) else None, found)
    size = _parse_cell(line, "size", lambda typed: typed.lower() if _SIZE.fullmatch(typed.lower()) else None, found)
    quantity = _parse_cell(line, "quantity", lambda typed: _number(typed, 1), found)
    if len(found) > before or not (code and batch and date and address and level and matrix and size and quantity):
        return None
    return LedgerRow(code, batch, date, address, level, matrix, size, quantity, line.value("note"), line)


def _address(line: Line, code: str, found: Problems) -> str | None:
    """The printed address, which ends in the row's own code: two swapped codes show here."""
    other = line.value("address").rpartition("/Q/")[2]
    if code and other != code and printed_codes.fault(other) is None:
        found.append(line.problem("ledger-syntax", "address", reason="swapped", code=code, other=other, file=line.file))
        return None
    return _parse_cell(line, "address", lambda typed: typed if _leads_to(typed, code) else None, found, code or "…")


def _retirement(line: Line, found: Problems) -> Retirement | None:
    before = len(found)
    gone = line.value("fate").lower() == "gone"
    code = _parse_cell(line, "code", _code, found)
    fate = _parse_cell(line, "fate", lambda typed: typed.lower() if typed.lower() in ("moved", "gone") else None, found)
    date = _parse_cell(line, "date", _date, found)
    if fate == "moved":
        _parse_cell(line, "target", _code, found)
    elif gone and line.value("target"):
        found.append(line.problem("ledger-syntax", "target", reason="target"))
    for name in ("title_vi", "reason_vi", "reason_en") if gone else ():
        _parse_cell(line, name, lambda typed: typed, found)
    if len(found) > before or not (code and fate and date):
        return None
    titles = {language: line.value(f"title_{language}") for language in ("vi", "en") if line.value(f"title_{language}")}
    reasons = {language: line.value(f"reason_{language}") for language in ("vi", "en") if line.value(f"reason_{language}")}
    return Retirement(code, "gone" if gone else "moved", line.value("target"), titles, line.value("place"), reasons, date, line)


def _check(line: Line, found: Problems) -> Check | None:
    before = len(found)
    date = _parse_cell(line, "date", _date, found)
    codes = _parse_cell(line, "codes", lambda typed: _number(typed, 0), found)
    right = _parse_cell(line, "right", lambda typed: _number(typed, 0), found)
    if len(found) > before or date is None or codes is None or right is None:
        return None
    return Check(date, codes, right, tuple(line.value("failures").split()))


def _installed(line: Line, found: Problems) -> Installed | None:
    code = _parse_cell(line, "code", _code, found)
    date = _parse_cell(line, "date", _date, found)
    return Installed(code, date, line.value("note"), line.value("photo"), line) if code and date else None


def _dates(line: Line, found: Problems) -> DatesRow | None:
    record = _parse_cell(line, "record", lambda typed: typed if RECORD.fullmatch(typed) else None, found)
    published = _parse_cell(line, "published", _moment, found)
    changed = _parse_cell(line, "changed", _moment, found)
    if record is None or published is None or changed is None:
        return None
    return DatesRow(record, RecordDates(published, max(published, changed)), line)


def _parse_cell(line: Line, name: str, read_cell: Callable[[str], Parsed | None], found: Problems, owner: str = "") -> Parsed | None:
    """A cell's value; None, with a problem whose reason is the column's name, for one that is empty or makes no sense."""
    typed = line.value(name)
    parsed = read_cell(typed) if typed else None
    if parsed is None:
        found.append(line.problem("ledger-syntax", name, reason=_reason(name) if typed else "missing", code=owner))
    return parsed


def _reason(name: str) -> str:
    return {"codes": "number", "right": "number", "quantity": "number", "target": "code", "published": "moment", "changed": "moment"}.get(
        name, name
    )


def _code(typed: str) -> str | None:
    return None if printed_codes.fault(typed) else typed


def _date(typed: str) -> datetime.date | None:
    """A day as 2026-11-24, or as a Vietnamese Excel saves it: 24/11/2026."""
    excel = _WRITTEN_BY_EXCEL.fullmatch(typed)
    try:
        return datetime.date(int(excel[3]), int(excel[2]), int(excel[1])) if excel else datetime.date.fromisoformat(typed)
    except ValueError:
        return None


def _moment(typed: str) -> datetime.datetime | None:
    """A moment as 2026-11-24T08:30:00Z, or the beginning of a day in Vietnam, which is all that somebody may know."""
    day = _date(typed)
    try:
        moment = datetime.datetime.combine(day, datetime.time(), VIETNAM) if day else datetime.datetime.fromisoformat(typed)
        return moment.astimezone(datetime.UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _number(typed: str, least: int) -> int | None:
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) and int(typed) >= least else None


def _leads_to(address: str, code: str) -> bool:
    """Whether it is an absolute address that ends in the row's own code."""
    return is_of_a_site(address) and (not code or address.endswith(f"/Q/{code}"))
