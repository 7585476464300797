"""What has changed of what printed codes promise, since a commit: the record behind a plaque, addresses, rows of the ledger.

Git's memory and the files as they stand go in, changes as values out. Says nothing of whether a change is right: people decide that.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Literal

from msgspec import Struct

from disan.content import settings
from disan.content import source as sources
from disan.content.source import Source
from disan.core import files
from disan.ledger import past
from disan.ledger.git import History
from disan.ledger.model import FILES, PLAQUES
from disan.ledger.reading import read_rows, table_bytes

Sort = Literal["gone", "holder", "title", "place", "text", "address", "row"]
LITTLE = 0.1
"""The share of a text's words up to which a change is a little one, such as a sentence or a spelling mended."""
GUARDED = ("content/plaques.csv", "content/retired.csv", "content/site.yml", ".github/")
"""What nobody should change without a second pair of eyes."""
OWNERS = ".github/CODEOWNERS"
UNFILLED = "@TEN-NGUOI-GIU-MA"
"""Stands in a new site's list of owners for those who are to be named."""
_PLACES = ("places", "coordinates")
_NO_TEXT = (*_PLACES, "title", "code", "formerly")
_ADDRESSES = ("url", "plaque_url")
_BEFORE, _SHOWN = 4, 30
"""Words that are shown of a changed text before the first that differs, and in all."""


class PrintedChange(Struct, frozen=True):
    """One thing that is otherwise: of a code and its record, or of a file, as it was and as it is."""

    subject: str
    sort: Sort
    before: str
    after: str
    percent: int = 0
    """The share of a text's words that differ."""


def changes(history: History, commit: str) -> tuple[PrintedChange, ...]:
    """All that differs from a commit. Raises KeyError where there is no such commit."""
    changed = history.changed(commit)
    return (*_records(history, commit, changed), *_addresses(history, commit), *_rows(history, commit))


def unguarded(history: History) -> bool:
    """Whether the list of owners is missing, leaves out what must be guarded, or has not been filled in."""
    content, _ = files.read(history.root / OWNERS, OWNERS, sources.LARGEST)
    lines = [line.split() for line in content.decode("utf-8", errors="replace").splitlines() if line.strip() and not line.startswith("#")]
    owned = {line[0].lstrip("/") for line in lines if len(line) > 1 and UNFILLED not in line}
    return not owned.issuperset(GUARDED)


def _records(history: History, commit: str, changed: Mapping[str, str]) -> Iterator[PrintedChange]:
    rows = [*read_rows(history.content(commit, PLAQUES), []), *read_rows(table_bytes(history.root, PLAQUES), [])]
    holders = past.holders(history, commit, sorted({row.code for row in rows}))
    folders = {"/".join(parts[:3]) for file in changed if len(parts := PurePosixPath(file).parts) > 3 and parts[0] == "content"}
    present = {past.present_code(history.root, folder): folder for folder in sorted(folders)}
    for code, folder in sorted(holders.items()):
        if folder in folders or code in present:
            yield from _record(history, commit, code, (folder, present.get(code, "")), changed)


def _record(history: History, commit: str, code: str, held: tuple[str, str], changed: Mapping[str, str]) -> Iterator[PrintedChange]:
    """What is otherwise of a code that a record in the folder `held[0]` had and one in `held[1]`, "" where none, has now."""
    before, after = held
    if not after:
        yield PrintedChange(f"{code} · {before}", "gone", _at(history, commit, before, "index.vi.md")[1], "")
        return
    subject = f"{code} · {after}"
    if before != after:
        yield PrintedChange(subject, "holder", before, after)
    names = {PurePosixPath(file).name for file in changed if file.rpartition("/")[0] in held}
    for name in sorted(each for each in names if each.startswith("index.") and each.endswith(".md")):
        was, now = _at(history, commit, before, name)[0], _now(history, after, name)
        yield from _texts(subject, was, now)


def _at(history: History, commit: str, folder: str, name: str) -> tuple[Source | None, str]:
    """A record's file as a commit has it, and its title."""
    found, _ = sources.from_bytes(history.content(commit, f"{folder}/{name}"), f"{folder}/{name}")
    return found, (found.typed("title") if found else "") or ""


def _now(history: History, folder: str, name: str) -> Source | None:
    return sources.read(history.root / folder / name, f"{folder}/{name}")[0]


def _texts(subject: str, was: Source | None, now: Source | None) -> Iterator[PrintedChange]:
    """Title, place and text of one language, those that differ: the title and the place in anything, the text in more than a little."""
    titles = [" ".join(((each.typed("title") if each else "") or "").split()) for each in (was, now)]
    if titles[0] != titles[1]:
        yield PrintedChange(subject, "title", titles[0], titles[1])
    places = [", ".join(_values(each, _PLACES)) for each in (was, now)]
    if places[0] != places[1]:
        yield PrintedChange(subject, "place", places[0], places[1])
    before, after = _words(was), _words(now)
    percent = difference(before, after)
    if percent > LITTLE * 100:
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
        shown = slice(max(0, same - _BEFORE), max(0, same - _BEFORE) + _SHOWN)
        yield PrintedChange(subject, "text", " ".join(before[shown]), " ".join(after[shown]), percent)


def difference(before: Sequence[str], after: Sequence[str]) -> int:
    """The percentage of the words of two texts that stand in one of them only, whatever their order: 0 for the same, 100 for strangers."""
    was, now = Counter(before), Counter(after)
    return round(100 * ((was - now).total() + (now - was).total()) / max(1, len(before) + len(after)))


def _words(source: Source | None) -> list[str]:
    """The words of a record's text: its body, and its fields but for title, place and code."""
    if source is None:
        return []
    fields = [name for name in source.front.entries if name not in _NO_TEXT]
    return " ".join([*_values(source, fields), source.body]).split()


def _values(source: Source | None, names: Sequence[str]) -> list[str]:
    """The texts in fields, as deep as they lie."""
    if source is None:
        return []
    return [text for name in names if name in source.front.entries for text in _flat(sources.data(source.front.entries[name][1]))]


def _flat(data: sources.Data | None) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif data:
        for each in data.values() if isinstance(data, dict) else data:
            yield from _flat(each)


def _addresses(history: History, commit: str) -> Iterator[PrintedChange]:
    was = sources.settings_from_bytes(history.content(commit, settings.FILE), settings.FILE)[0]
    now = sources.settings_from_bytes(files.read(history.root / settings.FILE, settings.FILE, sources.LARGEST)[0], settings.FILE)[0]
    for name in _ADDRESSES:
        before, after = ((each.typed(name) if each else "") or "" for each in (was, now))
        if before != after:
            yield PrintedChange(f"{settings.FILE} · {name}", "address", before, after)


def _rows(history: History, commit: str) -> Iterator[PrintedChange]:
    """Rows of the ledger that are new, and those that are no more."""
    for file in FILES:
        before, after = (_lines(each) for each in (history.content(commit, file), table_bytes(history.root, file)))
        yield from (PrintedChange(file, "row", line, "") for line in before if line not in after)
        yield from (PrintedChange(file, "row", "", line) for line in after if line not in before)


def _lines(content: bytes) -> dict[str, None]:
    lines = content.decode("utf-8-sig", errors="replace").splitlines()
    return dict.fromkeys(line for line in lines[1:] if line.strip())
