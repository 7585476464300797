"""Every record of a project made ready: those that are as they were are known already, the others are read, several at a time.

What stands on the disk and the memory of the last build go in; items and problems come out, and the memory has learned the rest.
"""

import functools
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from disan.build import folders, processes
from disan.build.folders import Folder
from disan.build.memory import Form, Memory, kept_form
from disan.build.store.stamps import Snapshot
from disan.content import lunar
from disan.content.catalogue import Item, opened
from disan.content.record import Record
from disan.content.record.entry import Entry
from disan.core.problems import Problem, stops
from disan.drawing import pictures
from disan.drawing.pictures import Derived, Refused
from disan.pages import making
from disan.pages.kept import NOTHING, ArtifactSource
from disan.pages.making import Known, Made, Surroundings, sharing
from disan.pages.plan import digest

_LUNAR, _PROJECT = "lunar", "project"
"""What solar dates are kept under, and that records were read with this project's settings."""
Sent = tuple[str, Known, Form, tuple[Path, ...]]


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
    around: Surroundings,
    kinds: Sequence[type[Record]],
    seen: Snapshot,
    last: Snapshot,
    memory: Memory,
    jobs: int,
    meanwhile: Callable[[], object],
) -> Records:
    """Every record; `seen` is what stands on the disk now, `last` what the last build saw. `meanwhile` is done while processes read: see
    `workers`.
    """
    before, names = memory.known(), folders.names(around.root, kinds, seen)
    project = digest([around.settings, around.gazetteer.digest, around.addresses, str(around.root)])
    same, unsettled = bool(memory.read(_PROJECT, project)), memory.unsettled()
    touched = set(names) if not same or unsettled is None else folders.touched(around.root, seen, last) | unsettled
    doubtful = [name for name in names if name in touched or not _whole(before.get(name), around.year)]
    found = folders.inside(around.root, kinds, seen, project, doubtful) if doubtful else []
    fresh = [each for each in found if not _stands(before.get(each.reference), each, around.year)]
    anew = {each.reference for each in fresh}
    known = {name: before[name] for name in names if name not in anew}
    days = (memory.read(_LUNAR, "") or {}) if fresh else {}
    lunar.remember(days)
    share = sharing()
    for reference, made, form in _made(around, fresh, memory if before else NOTHING, jobs, meanwhile):
        memory.learn(reference, form)
        known[reference] = share(made)
    if fresh and len(lunar.remembered()) > len(days):
        memory.learn_read(_LUNAR, "", dict(lunar.remembered()))
    if not same:
        memory.learn_read(_PROJECT, project, value=True)
    gone = before.keys() - set(names)
    memory.learn_known(known, anew | gone, touched | anew | gone)
    memory.forget(gone, around.settings.languages)
    memory.commit()
    items = tuple(_items(around, kinds, names, known))
    unread = frozenset(name for name, each in known.items() if not each.outline and stops(each.problems))
    problems = tuple(problem for name in names for problem in known[name].problems)
    return Records(items, unread, problems, known, len(fresh))


def _whole(known: Known | None, year: int) -> bool:
    """Whether what is known holds in this year, and the pictures made ready for it are still there."""
    if known is None or (known.outline and known.outline.dated and not known.digest.endswith(_of_year(year))):
        return False
    return not known.copies or all(Path(file).is_file() for _, file in known.copies)


def _stands(known: Known | None, folder: Folder, year: int) -> bool:
    """Whether what is known still holds for what stands in the folder now."""
    return known is not None and _whole(known, year) and known.digest == _digest(known, folder, year)


def _digest(known: Known, folder: Folder, year: int) -> str:
    """Of all that was made of a record: of its folder and, where its page tells of festivals, of the year."""
    return f"{folder.digest}{_of_year(year)}" if known.outline and known.outline.dated else folder.digest


def _of_year(year: int) -> str:
    return f" {year}"


def _made(
    around: Surroundings, fresh: Sequence[Folder], before: ArtifactSource, jobs: int, meanwhile: Callable[[], object]
) -> Iterator[tuple[str, Known, Form]]:
    """What is made of each record; pictures that are not ready are made in between, several at a time."""
    waiting: list[Folder] = []
    files: list[Path] = []
    by_reference = {each.reference: each for each in fresh}
    for reference, known, form, missing in _in_processes(around, fresh, {}, before, jobs, meanwhile):
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
    fresh: Sequence[Folder],
    ready: Mapping[Path, Derived | Refused],
    before: ArtifactSource,
    jobs: int,
    meanwhile: Callable[[], object] = lambda: None,
) -> Iterator[Sent]:
    work = functools.partial(_batch, around, ready, before)
    for sent, dates in processes.mapped(work, processes.batches(fresh, jobs), jobs, meanwhile, ahead=True):
        lunar.remember(dates)
        yield from sent


def _batch(
    around: Surroundings, ready: Mapping[Path, Derived | Refused], before: ArtifactSource, fresh: Sequence[Folder]
) -> tuple[list[Sent], lunar.Dates]:
    """What is made of some records, and the lunar days that were reckoned for the first time."""
    days = len(lunar.remembered())
    sent = [_sent(around, each, making.made(around, each.kind, Path(each.path), each.digest, ready, before)) for each in fresh]
    return sent, dict(itertools.islice(lunar.remembered().items(), days, None))


def _sent(around: Surroundings, folder: Folder, made: Made) -> Sent:
    known = made.known._replace(digest=_digest(made.known, folder, around.year))
    return folder.reference, known, kept_form(made), made.waiting


def _items(around: Surroundings, kinds: Sequence[type[Record]], names: Sequence[str], known: Mapping[str, Known]) -> Iterator[Item]:
    by_name = {kind.folder: kind for kind in kinds}
    opened = functools.partial(_opened, around)
    for name in names:
        found = known[name]
        if found.outline:
            yield Item(name, by_name[name.partition("/")[0]], found.outline, found.digest, opened)


def _opened(around: Surroundings, item: Item) -> Entry | None:
    return opened(item.kind, around.root / item.path, around.settings.languages, around.gazetteer)[0]
