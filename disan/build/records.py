"""Every record of a project read by itself, several at a time, or known already: a snapshot and the cache in, summaries and pages out."""

import functools
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, msgpack

from disan.build.cache import Cache, Table
from disan.build.snapshot import FOLDER, Snapshot
from disan.content.catalogue import Item, read_entry
from disan.content.record import Record
from disan.content.record.entry import Entry
from disan.core import processes
from disan.core.problems import Problem, stops
from disan.drawing import pictures
from disan.pages.contexts import OwnPage
from disan.pages.language_view import drawn
from disan.pages.open_data.rows import FORMS
from disan.pages.parts import Card, SymbolDrawing
from disan.pages.plan import digest
from disan.pages.reading import Ready, RecordReading, Surroundings, read_record
from disan.pages.summary import RecordSummary

SUMMARIES: Table[RecordSummary] = Table("summaries", RecordSummary)
CARDS: Table[Card] = Table("cards", Card)
OWN_PAGES: Table[OwnPage] = Table("own pages", OwnPage)
ROWS: Mapping[str, Table[bytes]] = {form: Table(f"rows of {form}", bytes) for form in FORMS}
"""Rows of records in the files of data, by the form of the file."""
SYMBOLS: Table[SymbolDrawing] = Table("symbols", SymbolDrawing)
"""QR codes of pages that are no record's, by path; a record's is kept with its own page."""
_AT_HAND = 4096
"""Cards that are kept in memory: neighbours are shown by many pages."""


class Folder(Struct, frozen=True):
    """A record's folder: `relics/den-cui`, its kind, where it is, a digest of all that is in it and of what all records depend on."""

    reference: str
    kind: type[Record]
    path: str
    digest: str


class Records:
    """All records, drafts and those that cannot be read among them: their summaries, and pages as the cache has them or read again."""

    def __init__(self, around: Surroundings, folders: Mapping[str, Folder], cache: Cache, jobs: int) -> None:
        self._around, self._folders, self._cache = around, folders, cache
        known = cache.load(SUMMARIES)
        fresh = [each for each in folders.values() if not _up_to_date(known.get(each.reference), each)]
        for folder, reading in _readings(around, fresh, jobs):
            _keep(cache, folder, reading)
        gone = known.keys() - folders.keys()
        cache.drop(SUMMARIES, gone)
        for table in (CARDS, OWN_PAGES):
            cache.drop(table, [_name(reference, language) for reference in gone for language in around.settings.languages])
        for rows in ROWS.values():
            cache.drop(rows, gone)
        self.summaries: Mapping[str, RecordSummary] = {name: known[name][1] for name in folders}
        self.read = len(fresh)
        """How many were not known as they are."""
        self.card = functools.lru_cache(_AT_HAND)(self._card)

    @property
    def problems(self) -> Iterator[Problem]:
        """What is wrong with each by itself."""
        return (problem for each in self.summaries.values() for problem in each.problems)

    @property
    def unread(self) -> frozenset[str]:
        """The names of those that cannot be read."""
        return frozenset(name for name, each in self.summaries.items() if not each.outline and stops(each.problems))

    @property
    def items(self) -> list[Item]:
        """Those that could be read, drafts among them, as the catalogue lists them."""
        return [Item(name, self._folders[name].kind, each.outline, self._opened) for name, each in self.summaries.items() if each.outline]

    @property
    def claims(self) -> list[str]:
        """What each says that a printed code may depend on: its names, its code, its title; of one that cannot be read, all."""
        told = ((name, each.outline) for name, each in self.summaries.items())
        return [f"{name} {(of.code, of.title, of.formerly, of.draft) if of else self._folders[name].digest}" for name, of in told]

    def own_page(self, reference: str, language: str) -> OwnPage:
        """A record's own page."""
        found = self._cache.get(OWN_PAGES, _name(reference, language), self._folders[reference].digest)
        return found or msgpack.decode(self._reading(reference).own_pages[language], type=OwnPage)

    def rows(self, form: str, references: Iterable[str]) -> Iterator[bytes]:
        """The rows of records in the files of a form, those of one kind read at once."""
        for folder, chosen in itertools.groupby(references, lambda each: each.partition("/")[0]):
            found = self._cache.beginning(ROWS[form], f"{folder}/")
            for reference in chosen:
                digest, row = found.get(reference, ("", b""))
                yield row if digest == self._folders[reference].digest else self._reading(reference).rows[form]

    def _card(self, reference: str, language: str) -> Card:
        """How other pages show a record; `card` remembers some."""
        found = self._cache.get(CARDS, _name(reference, language), self._folders[reference].digest)
        return found or msgpack.decode(self._reading(reference).cards[language], type=Card)

    def _reading(self, reference: str) -> RecordReading:
        """A record read again, because the cache has lost it."""
        return _read(self._around, self._folders[reference])

    def _opened(self, item: Item) -> Entry | None:
        return read_entry(item.kind, Path(self._folders[item.reference].path), self._around.settings.languages, self._around.gazetteer)[0]


def symbols(cache: Cache) -> Callable[[str, str], SymbolDrawing]:
    """What draws an address as the QR code of a record's page (`relics/den-cui.vi`) or of another (its path), or knows how it was drawn."""

    def symbol(name: str, address: str) -> SymbolDrawing:
        own = None if name.startswith("/") else cache.last(OWN_PAGES, name)
        found = own.symbol if own else cache.last(SYMBOLS, name)
        return found if found and found.address == address else drawn(name, address)

    return symbol


def folders(around: Surroundings, kinds: Sequence[type[Record]], seen: Snapshot) -> dict[str, Folder]:
    """The folder of every record by its reference: by kind, then by name."""
    start = f"{around.root / 'content'}{os.sep}"
    inside: dict[str, list[str]] = {}
    for path, each in seen.digests.items():
        if path.startswith(start):
            kind, _, rest = path[len(start) :].partition(os.sep)
            slug, below, name = rest.partition(os.sep)
            if slug and (below or each == FOLDER):
                inside.setdefault(f"{kind}/{slug}", []).append(f"{name} {each}")
    shared = digest([around.settings, around.gazetteer.digest, str(around.root), around.year])
    by_kind: dict[str, list[str]] = {}
    for reference in sorted(inside):
        by_kind.setdefault(reference.partition("/")[0], []).append(reference)
    return {
        reference: Folder(reference, kind, f"{start}{reference}", digest([shared, *sorted(inside[reference])]))
        for kind in kinds
        for reference in by_kind.get(kind.folder, ())
    }


def _up_to_date(known: tuple[str, RecordSummary] | None, folder: Folder) -> bool:
    """Whether what is known was read of the folder as it is, and the pictures made ready for it are still there."""
    return known is not None and known[0] == folder.digest and all(os.path.isfile(file) for _, file in known[1].copies)  # noqa: PTH113


def _readings(around: Surroundings, fresh: Sequence[Folder], jobs: int) -> Iterator[tuple[Folder, RecordReading]]:
    """Each folder read; pictures that are not ready are made in between, several at a time."""
    waiting: list[Folder] = []
    files: dict[Path, None] = {}
    for folder, reading in _in_processes(functools.partial(_read_folder, around, {}), fresh, jobs):
        if reading.missing:
            waiting.append(folder)
            files |= dict.fromkeys(reading.missing)
        else:
            yield folder, reading
    ready = pictures.derive_all(tuple(files), around.cache, jobs)
    yield from _in_processes(functools.partial(_read_folder, around, ready), waiting, 1)


def _in_processes(read: Callable[[Folder], RecordReading], fresh: Sequence[Folder], jobs: int) -> Iterator[tuple[Folder, RecordReading]]:
    def batch(chosen: Sequence[Folder]) -> list[RecordReading]:
        return [read(each) for each in chosen]

    batches = processes.batches(fresh, jobs)
    for chosen, readings in zip(batches, processes.mapped(batch, batches, jobs), strict=True):
        yield from zip(chosen, readings, strict=True)


def _read_folder(around: Surroundings, ready: Ready, folder: Folder) -> RecordReading:
    return read_record(around, folder.kind, Path(folder.path), ready)


def _read(around: Surroundings, folder: Folder) -> RecordReading:
    reading = _read_folder(around, {}, folder)
    return _read_folder(around, pictures.derive_all(reading.missing, around.cache, 1), folder) if reading.missing else reading


def _keep(cache: Cache, folder: Folder, reading: RecordReading) -> None:
    for language, card in reading.cards.items():
        cache.put(CARDS, _name(folder.reference, language), folder.digest, card)
    for language, own_page in reading.own_pages.items():
        cache.put(OWN_PAGES, _name(folder.reference, language), folder.digest, own_page)
    for form, row in reading.rows.items():
        cache.put(ROWS[form], folder.reference, folder.digest, msgpack.encode(row))
    cache.put(SUMMARIES, folder.reference, folder.digest, msgpack.encode(reading.summary), reading.summary)


def _name(reference: str, language: str) -> str:
    return f"{reference}.{language}"
