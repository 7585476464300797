"""Every record of a project made ready: those that are as they were are known already, the others are read, several at a time.

What stands on the disk and the memory of the last build go in; items and problems come out, and the memory has learned the rest.
"""

import functools
import itertools
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from disan import lunar, pictures, workers
from disan.catalogue import Item, opened
from disan.pages import making
from disan.pages.kept import NOTHING, Kept
from disan.pages.making import Known, Made, Surroundings
from disan.pages.plan import digest
from disan.pictures import Derived, Refused
from disan.problems import Problem, stops
from disan.record import Record
from disan.record.entry import Entry
from disan.site.memory import Form, Memory, kept_form
from disan.store.stamps import FOLDER, Seen

_CHUNK = 32
"""Records that a process takes at a time."""

_LUNAR = "lunar"
"""What solar dates are kept under."""
Sent = tuple[str, Known, Form, tuple[Path, ...]]


class Folder(NamedTuple):
    """A record's folder, and a digest of everything in it and of what all records depend on."""

    reference: str
    """The record's name: relics/den-cui."""
    kind: type[Record]
    path: str
    digest: str


class Records(NamedTuple):
    """All records: the items of those that could be read, drafts among them, and what is wrong with each by itself."""

    items: tuple[Item, ...]
    unread: frozenset[str]
    problems: tuple[Problem, ...]
    known: Mapping[str, Known]
    read: int
    """How many were not known as they are."""

    def claims(self) -> Iterator[str]:
        """What each says that a printed code may depend on: its names, its code, its title; of one that cannot be read, all."""
        for name, each in self.known.items():
            about = each.outline
            yield f"{name} {(about.code, about.title, about.formerly, about.draft) if about else each.digest}"


def ready(
    around: Surroundings, kinds: Sequence[type[Record]], seen: Seen, memory: Memory, jobs: int, meanwhile: Callable[[], object]
) -> Records:
    """Every record; `seen` is what stands on the disk now. `meanwhile` is done while processes read: see `workers`."""
    before = memory.known()
    project = digest([around.settings, around.addresses, str(around.root)])
    folders = list(_folders(around.root, kinds, seen, project))
    names = {each.reference for each in folders}
    known = {each.reference: before[each.reference] for each in folders if _stands(before.get(each.reference), each, around.year)}
    fresh = [each for each in folders if each.reference not in known]
    days = (memory.read(_LUNAR, "") or {}) if fresh else {}
    lunar.remember(days)
    for reference, made, form in _made(around, fresh, memory if before else NOTHING, jobs, meanwhile):
        memory.learn(reference, made, form)
        known[reference] = made
    if fresh and len(lunar.remembered()) > len(days):
        memory.learn_read(_LUNAR, "", dict(lunar.remembered()))
    memory.forget(before.keys() - names, around.settings.languages)
    memory.commit()
    for name, each in known.items():
        for language, shown, listed in each.cards:
            memory.digests.setdefault(language, {})[name] = (shown, listed)
    items = tuple(_items(around, folders, known))
    unread = frozenset(name for name, each in known.items() if not each.outline and stops(each.problems))
    problems = tuple(problem for each in folders for problem in known[each.reference].problems)
    return Records(items, unread, problems, known, len(fresh))


def _folders(root: Path, kinds: Sequence[type[Record]], seen: Seen, project: str) -> Iterator[Folder]:
    """The folder of every record, by kind and name; `project` tells what all depend on."""
    by_name = {kind.folder: kind for kind in kinds}
    inside: dict[tuple[str, str], list[str]] = {}
    start = f"{root / 'content'}{os.sep}"
    for path, each in seen.digests.items():
        parts = path[len(start) :].split(os.sep, 2) if path.startswith(start) else []
        if len(parts) > 1 and parts[0] in by_name and (len(parts) > 2 or each == FOLDER):
            inside.setdefault((parts[0], parts[1]), []).append(f"{parts[2]} {each}" if len(parts) > 2 else "")
    order = {name: place for place, name in enumerate(by_name)}
    for kind, name in sorted(inside, key=lambda pair: (order[pair[0]], pair[1])):
        yield Folder(f"{kind}/{name}", by_name[kind], f"{start}{kind}{os.sep}{name}", digest([project, *sorted(inside[kind, name])]))


def _stands(known: Known | None, folder: Folder, year: int) -> bool:
    """Whether what is known still holds, and the pictures made ready for it are still there."""
    if known is None or known.digest != _digest(known, folder, year):
        return False
    return not known.copies or all(Path(file).is_file() for _, file in known.copies)


def _digest(known: Known, folder: Folder, year: int) -> str:
    """Of all that was made of a record: of its folder and, where its page tells of festivals, of the year."""
    return f"{folder.digest} {year}" if known.outline and known.outline.dated else folder.digest


def _made(
    around: Surroundings, folders: Sequence[Folder], before: Kept, jobs: int, meanwhile: Callable[[], object]
) -> Iterator[tuple[str, Known, Form]]:
    """What is made of each record; pictures that are not ready are made in between, several at a time."""
    waiting: list[Folder] = []
    files: list[Path] = []
    by_reference = {each.reference: each for each in folders}
    for reference, known, form, missing in _in_processes(around, folders, {}, before, jobs, meanwhile):
        if missing:
            waiting.append(by_reference[reference])
            files += missing
        else:
            yield reference, known, form
    if waiting:
        made = pictures.derive_all(tuple(dict.fromkeys(files)), around.cache, jobs)
        for reference, known, form, _ in _in_processes(around, waiting, made, before, 1):
            yield reference, known, form


def _in_processes(
    around: Surroundings,
    folders: Sequence[Folder],
    ready: Mapping[Path, Derived | Refused],
    before: Kept,
    jobs: int,
    meanwhile: Callable[[], object] = lambda: None,
) -> Iterator[Sent]:
    chunks = [folders[start : start + _CHUNK] for start in range(0, len(folders), _CHUNK)]
    work = functools.partial(_chunk, around, ready, before)
    for sent, dates in workers.mapped(work, chunks, jobs, meanwhile):
        lunar.remember(dates)
        yield from sent


def _chunk(around: Surroundings, ready: Mapping[Path, Derived | Refused], before: Kept, folders: Sequence[Folder]
) -> tuple[list[Sent], lunar.Dates]:
    """What is made of some records, and the lunar days that were reckoned for the first time."""
    days = len(lunar.remembered())
    sent = [_sent(around, each, making.made(around, each.kind, Path(each.path), each.digest, ready, before)) for each in folders]
    return sent, dict(itertools.islice(lunar.remembered().items(), days, None))


def _sent(around: Surroundings, folder: Folder, made: Made) -> Sent:
    known = made.known._replace(digest=_digest(made.known, folder, around.year))
    return folder.reference, known, kept_form(made), made.waiting


def _items(around: Surroundings, folders: Sequence[Folder], known: Mapping[str, Known]) -> Iterator[Item]:
    for each in folders:
        found = known[each.reference]
        if found.outline:
            opened = functools.partial(_opened, each, around.settings.languages)
            yield Item(each.reference, each.kind, found.outline, found.digest, opened)


def _opened(folder: Folder, languages: Sequence[str]) -> Entry | None:
    return opened(folder.kind, Path(folder.path), languages)[0]
