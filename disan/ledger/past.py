"""What the past says of the ledger: rows that were committed and are no more as they were, codes that went to another place.

The ledger, the records by code and git's memory go in; problems come out. Everything that any commit up to the present one
ever held counts, which takes in the last commit and the merge base with any branch. The order of rows never matters, so that
branches merge by union.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from disan.content import source as sources
from disan.content.catalogue.item import Item
from disan.core import files, listeners, text
from disan.core.problems import Position, Problem
from disan.ledger.git import History, Version
from disan.ledger.model import PLAQUES, Ledger, LedgerRow
from disan.ledger.reading import COLUMNS, read_rows

_KEYS = tuple(name for name in COLUMNS[PLAQUES] if name not in ("code", "batch"))
_RECORDS = "content/*/*/index.vi.md"
_ESCAPE = "\\"
"""With it a file may write a code in other letters ("\\x37K3QM")."""
_WORD = re.compile(rb"\b[0-9A-Z]{5}\b")


def check_file_lost(versions: Sequence[Version], history: History) -> Iterator[Problem]:
    """Tells that the whole file is gone; once, not for each of its rows."""
    if any(_committed_rows(versions)):
        commit = "HEAD" if history.content("HEAD", PLAQUES) else versions[-1].commit[:10]
        yield Problem("ledger-lost", Position(PLAQUES), values={"file": PLAQUES, "commit": commit})


def last_holder(history: History, code: str) -> tuple[str, str]:
    """Finds the folder of the record that had a code last, and a commit that has it so; two empty words where no commit ever had it."""
    for commit in ("HEAD", *history.before_changes(code, "content")):
        if folder := holders(history, commit, [code]).get(code):
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
        found = holders(history, commit, [code for code in codes if code in entries])
        for code, folder in found.items():
            entry = entries[code]
            stays = entry.path == folder or code == present_code(history.root, folder)  # Of a code that stands twice, another rule tells.
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


def holders(history: History, commit: str, codes: Sequence[str]) -> dict[str, str]:
    """The folders of the records that had these codes at a commit. Files are searched only to parse fewer of them."""
    candidates = history.holding(commit, [*codes, _ESCAPE], _RECORDS) if codes else {}
    named = {folder_of(file): typed(content, file, "code") for file, content in candidates.items()}
    return {code: folder for folder, code in named.items() if code in codes}


def folder_of(file: str) -> str:
    """The folder of a record's file."""
    return file.rpartition("/")[0]


def typed(content: bytes, file: str, field: str) -> str:
    """What a record's file has in a field; nothing where that is empty or the file cannot be read.

    The file is parsed: a line of its text, a comment or another field's value that looks like the field is none.
    """
    source, _ = sources.from_bytes(content, file)
    return (source.typed(field) if source else "") or ""


def present_code(root: Path, folder: str) -> str:
    """The code that the record in a folder has at present, a draft's too."""
    return typed(present_content(root, folder), f"{folder}/index.vi.md", "code")


def present_content(root: Path, folder: str) -> bytes:
    """The bytes of a record's file at present; none where the folder is not one of its own but a link."""
    parent, _, name = folder.rpartition("/")
    file = f"{folder}/index.vi.md"
    return files.read(root / file, file, sources.LARGEST)[0] if name in files.listed(root / parent, parent).folders else b""


def _was_renamed(history: History, commit: str, folder: str, entry: Item) -> bool:
    """Whether the record is the one that stood in `folder` at `commit`, under another name."""
    if folder in {f"{folder_of(entry.path)}/{slug}" for slug in entry.outline.formerly}:
        return True
    file = f"{folder}/index.vi.md"
    if history.root.joinpath(file).is_file() or history.content(commit, f"{entry.path}/index.vi.md"):
        return False
    before = typed(history.content(commit, file), file, "title")
    return bool(before) and text.folded(before) == text.folded(entry.title)
