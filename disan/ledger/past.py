"""What the past says of the ledger: rows that were committed and are no more as they were, codes that went to another place.

The ledger, the records by code and git's memory go in; problems come out. Everything that any commit up to the present one
ever held counts, which takes in the last commit and the merge base with any branch. The order of rows never matters, so that
branches merge by union.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from disan.content.catalogue.item import Item
from disan.core import files, listeners, text
from disan.core.problems import Position, Problem
from disan.ledger.git import History, Version
from disan.ledger.model import PLAQUES, Ledger, LedgerRow
from disan.ledger.reading import COLUMNS, LARGEST, read_rows

_KEYS = tuple(name for name in COLUMNS[PLAQUES] if name not in ("code", "batch"))
_CODED = r"^code:[[:space:]]*[\"']?("
_TITLE = re.compile(r"^title:\s*(.*?)\s*$", re.MULTILINE)
_WORD = re.compile(rb"\b[0-9A-Z]{5}\b")
_CODE = re.compile(r"^code:\s*[\"']?([0-9A-Z]{5})", re.MULTILINE)


def check_file_lost(versions: Sequence[Version], history: History) -> Iterator[Problem]:
    """Tells that the whole file is gone; once, not for each of its rows."""
    if any(_committed_rows(versions)):
        commit = "HEAD" if history.content("HEAD", PLAQUES) else versions[-1].commit[:10]
        yield Problem("ledger-lost", Position(PLAQUES), values={"file": PLAQUES, "commit": commit})


def last_holder(history: History, code: str) -> tuple[str, str]:
    """Finds the folder of the record that had a code last, and a commit that has it so; two empty words where no commit ever had it."""
    pattern = f"{_CODED}{code})"
    for commit in ("HEAD", f"{history.last_changing(pattern, 'content') or 'HEAD'}~1"):
        if folder := _holders(history, commit, [code]).get(code):
            return folder, commit
    return "", ""


def check_rows(ledger: Ledger, versions: Sequence[Version]) -> Iterator[Problem]:
    """Tells committed rows that the present ledger lacks, or has with another value in any column."""
    present = {row.key: row for row in ledger.rows}
    reported: set[tuple[str, str]] = set()
    for before in _committed_rows(versions):
        now = present.get(before.key)
        if before.key in reported or (now and now.without_position() == before.without_position()):
            continue
        reported.add(before.key)
        if now is None:
            values = {"code": before.code, "batch": before.batch, "row": as_csv_row(before)}
            yield Problem("ledger-row-lost", Position(PLAQUES), values=values)
        elif now.line:
            name = next(name for name in _KEYS if getattr(now, name) != getattr(before, name))
            was = str(getattr(before, name))
            reason = "" if was else "empty"
            yield now.line.problem("ledger-row-changed", name, code=now.code, batch=now.batch, before=was, reason=reason)


def as_csv_row(row: LedgerRow) -> str:
    """A row as a line of the file."""
    return listeners.csv([[str(getattr(row, name)) for name in COLUMNS[PLAQUES]]], "")


def check_codes_reused(ledger: Ledger, entries: Mapping[str, Item], versions: Sequence[Version], history: History) -> Iterator[Problem]:
    """Tells printed codes that, since their first printing was committed, went from one record to another.

    A folder may be renamed: then its title stays, or `formerly` names the old folder.
    """
    for commit, codes in _first_printed(ledger, versions).items():
        holders = _holders(history, commit, [code for code in codes if code in entries])
        for code, folder in holders.items():
            entry = entries[code]
            stays = entry.path == folder or code in codes_in(history.root / folder)  # Of a code that stands twice, another rule tells.
            if not stays and not _was_renamed(history, commit, folder, entry):
                slug = folder.rpartition("/")[2]
                yield entry.source.problem("code-reused", entry.source.at("code"), code=code, other=folder, slug=slug, reason="printed")


def _committed_rows(versions: Sequence[Version]) -> Iterator[LedgerRow]:
    """The rows of all versions, as first committed. Versions share most lines, so what was seen is not read again."""
    lines_read: set[bytes] = set()
    for version in versions:
        lines = version.content.splitlines()
        if not lines_read.issuperset(lines):
            lines_read.update(lines)
            yield from read_rows(version.content, [])


def _first_printed(ledger: Ledger, versions: Sequence[Version]) -> dict[str, list[str]]:
    """The codes of the present ledger by the commit that first had them."""
    by_commit: dict[str, list[str]] = {}
    waiting = {code.encode() for code in ledger.printed()}
    lines_read: set[bytes] = set()
    for version in versions:
        fresh = [line for line in version.content.splitlines() if line not in lines_read]
        lines_read.update(fresh)
        named = {code for line in fresh for code in _WORD.findall(line)} & waiting
        waiting -= named
        if named:
            by_commit[version.commit] = sorted(code.decode() for code in named)
    return by_commit


def _holders(history: History, commit: str, codes: Sequence[str]) -> dict[str, str]:
    """The folders of the records that had these codes at a commit."""
    if not codes:
        return {}
    found = history.lines(commit, f"{_CODED}{'|'.join(codes)})", "content")
    pairs = ((_CODE.match(line), file) for file, line in found if file.endswith("/index.vi.md"))
    return {match[1]: file.removesuffix("/index.vi.md") for match, file in pairs if match}


def codes_in(folder: Path) -> list[str]:
    """The codes that a record's file names at present, read as plain text: of a draft too, and of one that nothing else can read."""
    file = folder / "index.vi.md"
    content, _ = files.read(file, f"content/{folder.parent.name}/{folder.name}/{file.name}", LARGEST)
    return _CODE.findall(content.decode("utf-8", errors="replace"))


def _was_renamed(history: History, commit: str, folder: str, entry: Item) -> bool:
    """Whether the record is the one that stood in `folder` at `commit`, under another name."""
    if folder.rpartition("/")[2] in entry.outline.formerly:
        return True
    if history.root.joinpath(folder, "index.vi.md").is_file() or history.content(commit, f"{entry.path}/index.vi.md"):
        return False
    before = _TITLE.search(history.content(commit, f"{folder}/index.vi.md").decode("utf-8", errors="replace"))
    return before is not None and text.folded(before[1].strip("\"'")) == text.folded(entry.title)
