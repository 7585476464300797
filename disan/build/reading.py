"""All that a site is made of, read or known already: a task and the cache in, the project with its records and articles out."""

import contextlib
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct, msgpack

from disan import pages
from disan.build import snapshot, up_to_date
from disan.build.articles import read_articles
from disan.build.cache import Cache, Table
from disan.build.project import Project, open_project
from disan.build.records import Records, folders, symbols
from disan.build.snapshot import Snapshot
from disan.build.up_to_date import CACHE, Asked, OwnFiles
from disan.content import settings
from disan.content.catalogue import Item
from disan.content.gazetteer import Gazetteer
from disan.content.kinds import KINDS
from disan.content.record import Record
from disan.content.settings import Settings
from disan.core import processes
from disan.core.problems import Problem
from disan.ledger import EMPTY, dates
from disan.ledger.dates import PastDates
from disan.ledger.model import RecordDates
from disan.pages import Plan
from disan.pages.plan import digest
from disan.pages.reading import ArticleReading, Surroundings
from disan.pages.view import View
from disan.render.folders import template_folders

PROMISES: Table[bool] = Table("promises", bool)
"""That the ledger's history and the catalogue break nothing that was printed."""
DATES: Table[PastDates] = Table("past dates", PastDates)
"""What the history says of records' dates, as far as it was read."""


class Task(Struct, frozen=True):
    """What a build is asked for (see `build`), what stands on the disk, the program's version, and whether indexes of texts follow."""

    root: Path
    asked: Asked
    kinds: Sequence[type[Record]]
    jobs: int
    seen: Snapshot
    version: str
    full_text: bool = False

    @property
    def templates(self) -> str:
        """Another one whenever anything among the templates is."""
        return up_to_date.state(self.seen, template_folders(self.root))


class Reading(Struct, frozen=True, dict=True):
    """All that was read: the project, what was made of its records, its articles."""

    project: Project
    around: Surroundings
    today: datetime.date
    records: Records
    articles: Mapping[str, ArticleReading]
    record_dates: Mapping[str, RecordDates]

    def plans(self) -> list[Plan]:
        """Every page of the site."""
        return [plan for view in self.views.values() for plan in pages.plans(view)]

    @cached_property
    def views(self) -> Mapping[str, View]:
        """The site as each of its languages shows it."""
        return {language: self._view(language) for language in self.project.settings.languages}

    def _view(self, language: str) -> View:
        around, texts = self.around, {name: each.texts[language] for name, each in self.articles.items() if language in each.texts}
        return View(
            language,
            around.settings,
            around.settings.addresses,
            around.gazetteer,
            around.year,
            today=self.today,
            catalogue=self.project.catalogue,
            summaries=self.records.summaries,
            pages=self.records,
            articles=texts,
            ledger=self.project.ledger,
            register=self.project.register,
            record_dates=self.record_dates,
            symbol_of=around.symbol_of,
        )


def read(task: Task, cache: Cache, pictures: Path) -> tuple[Reading | None, list[Problem]]:
    """Everything that the site is made of, and what is wrong with it; None where the settings or their province cannot be read.

    `pictures` is the folder in which pictures are made ready.
    """
    found: list[tuple[Surroundings, Records]] = []

    def items(settings: Settings, gazetteer: Gazetteer) -> tuple[Sequence[Item], frozenset[str], Sequence[Problem]]:
        around = Surroundings(task.root, pictures, settings, gazetteer, task.asked.today.year, symbols(cache))
        records = Records(around, folders(around, task.kinds, task.seen), cache, task.jobs)
        found.append((around, records))
        return records.items, records.unread, tuple(records.problems)

    project, problems = open_project(task.root, task.asked.base_url, task.kinds, items)
    if project is None:
        return None, list(problems)
    ((around, records),) = found
    examples = [each.reference for each in project.catalogue.items[:2]]
    texts = read_articles(around, task.seen, task.templates, examples, cache, task.jobs)
    dated, unknown = _dates(task.root, project, cache)
    told = [*problems, *(problem for each in texts.values() for problem in each.problems), *unknown]
    reading = Reading(project, around, task.asked.today, records, texts, dated)
    return reading, [*told, *_broken_promises(task, project, records, cache)]


def _dates(root: Path, project: Project, cache: Cache) -> tuple[Mapping[str, RecordDates], Iterable[Problem]]:
    """When each record was published and changed; a shallow clone is no history, and is told."""
    known = cache.last(DATES, "")
    past, told = dates.of_project(root, known)
    if past and past is not known:
        cache.put(DATES, "", "", msgpack.encode(past))
    return dates.of_records(project.catalogue.items, past, project.ledger.dates), told


@contextlib.contextmanager
def opened(root: Path, today: datetime.date, kinds: Sequence[type[Record]] = KINDS) -> Iterator[tuple[Reading | None, list[Problem]]]:
    """Opens all that the site below `root` is made of on a day, for what is made of it beside the site; see `read`.

    What builds have computed is used; of what is computed here pictures made ready are kept and nothing else.
    """
    kept = root / CACHE
    seen = snapshot.look(up_to_date.folders(root, template_folders(root)), OwnFiles.seen, 0)
    task = Task(root, up_to_date.asked(root, None, today, None), kinds, processes.possible(None), seen, up_to_date.version(seen, kinds))
    with contextlib.closing(Cache.of(kept, task.version, lasting=False)) as cache:
        yield read(task, cache, kept)


def _broken_promises(task: Task, project: Project, records: Records, cache: Cache) -> Iterable[Problem]:
    """What was printed and is not kept; asks git, which answers the same until the next commit."""
    if project.ledger_problems or (not task.asked.past and project.ledger == EMPTY):
        return ()
    from disan.ledger import rules

    stated, _ = settings.read(task.root) if task.asked.base_url else (None, [])
    named = stated.addresses if stated else project.addresses
    key = digest([task.asked.past, project.addresses, named, project.ledger, *records.claims])
    if cache.get(PROMISES, "", key):
        return ()
    broken = rules.broken(task.root, project.ledger, project.catalogue.by_code, project.catalogue.unread, project.addresses, named)
    if not broken:
        cache.put(PROMISES, "", key, msgpack.encode(True))
    return broken
