"""When each record was first published and last changed: git's history, else the table content/dates.csv, in; dates by record out.

Asks no clock. A date is the moment at which a commit was made, as its committer noted it, in UTC: merging and building elsewhere change no
date. A history that begins with the table goes on from it.
"""

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from disan.content.catalogue import Item
from disan.core import listeners
from disan.core.problems import Position, Problem
from disan.core.transactions import Transaction
from disan.ledger import git
from disan.ledger.git import Commit, History
from disan.ledger.model import DATES, DatesRow, RecordDates

_AT_ONCE = 500
"""Commits whose files are asked for together."""
_NEVER = float("inf")
Moments = Mapping[str, int]
"""Seconds of Unix time, by the reference of a record that is or was there."""


class PastDates(Struct, frozen=True):
    """What the history up to a commit says: when each record was first no draft, and when anything in its folder last changed."""

    commit: str
    published: Moments
    changed: Moments


_NOTHING = PastDates("", {}, {})


def of_project(root: Path, known: PastDates | None = None) -> tuple[PastDates | None, list[Problem]]:
    """What the history of a project tells, None where it has none; a shallow clone is no history, which is told as a warning."""
    history = git.of(root)
    if history is None:
        return None, []
    if known and known.commit == history.commit:
        return known, []
    if not history.complete:
        return None, [Problem("history-shallow", Position("content"), "warning")]
    return of_history(history, known), []


def of_history(history: History, known: PastDates | None = None) -> PastDates:
    """Reads the history; where it goes on from what is `known`, only what came since. NotPossibleError where git fails."""
    before = known if known and history.follows(known.commit) else _NOTHING
    published, changed = dict(before.published), dict(before.changed)
    commits = history.commits("content", before.commit)
    told = [each for each in commits if not (each.first and any(name == DATES for name, _ in each.files))]
    for start in range(0, len(told), _AT_ONCE):
        _add(history, told[start : start + _AT_ONCE], published, changed)
    return PastDates(history.commit, published, changed)


def _add(history: History, commits: Iterable[Commit], published: dict[str, int], changed: dict[str, int]) -> None:
    """Adds what some commits tell. The order of commits changes nothing: the earliest publication and the latest change count."""
    from disan.ledger.reading import RECORD

    earlier: list[tuple[str, str, int]] = []
    for commit in commits:
        for name, made in commit.files:
            folder, _, file = name.removeprefix("content/").rpartition("/")
            reference = "/".join(folder.split("/")[:2])
            if not RECORD.fullmatch(reference):
                continue
            changed[reference] = max(changed.get(reference, 0), commit.time)
            if folder == reference and file == "index.vi.md" and made.strip("0") and commit.time < published.get(reference, _NEVER):
                earlier.append((reference, made, commit.time))
    contents = history.objects([made for _, made, _ in earlier])
    for (reference, _, time), content in zip(earlier, contents, strict=True):
        if time < published.get(reference, _NEVER) and not _is_draft(content):
            published[reference] = time


def _is_draft(content: bytes) -> bool:
    if b"draft" not in content:
        return False
    from disan.content.fields.plain import affirms  # Few files have the word.
    from disan.ledger.past import typed

    return affirms(typed(content, "index.vi.md", "draft"))


def of_records(items: Iterable[Item], past: PastDates | None, rows: Iterable[DatesRow]) -> dict[str, RecordDates]:
    """The dates of records by reference; under a former name too a record was this one. One that neither knows has none."""
    known = joined(past, rows)
    found: dict[str, RecordDates] = {}
    for item in items:
        kind = item.reference.partition("/")[0]
        names = (item.reference, *(f"{kind}/{slug}" for slug in item.outline.formerly))
        dates = [known[name] for name in names if name in known]
        if dates:
            found[item.reference] = RecordDates(min(each.published for each in dates), max(each.changed for each in dates))
    return found


def joined(past: PastDates | None, rows: Iterable[DatesRow]) -> dict[str, RecordDates]:
    """What the history and rows of the table tell of each record: the earliest publication, the latest change."""
    published = {name: _moment(seconds) for name, seconds in (past or _NOTHING).published.items()}
    changed = {name: _moment(seconds) for name, seconds in (past or _NOTHING).changed.items()}
    for row in rows:
        published[row.record] = min(published.get(row.record, row.dates.published), row.dates.published)
        changed[row.record] = max(changed.get(row.record, row.dates.changed), row.dates.changed)
    return {name: RecordDates(first, max(first, changed.get(name, first))) for name, first in published.items()}


def _moment(seconds: int) -> datetime.datetime:
    """The moment; the last that there is for a commit of a clock that was far out."""
    latest = datetime.datetime.max.replace(tzinfo=datetime.UTC, microsecond=0)
    return datetime.datetime.fromtimestamp(min(max(seconds, 0), latest.timestamp()), datetime.UTC)


def csv(past: PastDates | None, rows: Iterable[DatesRow]) -> bytes:
    """The table with all that the history and its rows so far tell, a row a record; a record that is no more stays. Nothing of nothing."""
    from disan.ledger.reading import COLUMNS

    told = sorted(joined(past, rows).items())
    cells = [[record, written(dates.published), written(dates.changed)] for record, dates in told]
    return listeners.csv([COLUMNS[DATES], *cells], "\n").encode("utf-8") if cells else b""


def written(moment: datetime.datetime) -> str:
    """A moment in UTC as RFC 3339 has it: 2026-11-24T08:30:00Z."""
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def write(root: Path, content: bytes) -> bool:
    """Puts the table in its place; False where it is so already, and nothing is written."""
    from disan.ledger.reading import table_bytes

    if not content or table_bytes(root, DATES) == content:
        return False
    with Transaction(root / "content") as writing:
        writing.put(root / DATES, content)
    return True
