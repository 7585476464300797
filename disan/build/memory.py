"""What a build knows of the last one, and what it leaves for the next: the store, in terms of records and pages.

Whatever does not fit (another version of the program, damage, a build of somebody else) is as if nothing were known.
"""

import functools
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple, cast

from disan.build.store import FILE, DamagedError, Store, looks, opened, packed
from disan.build.store.stamps import NOTHING, Snapshot
from disan.pages import cards
from disan.pages.contexts import OwnPage
from disan.pages.making import Known, Made
from disan.pages.parts import Card, ListRow, SymbolDrawing

Row = tuple[str, str, str, str]
"""Of a page: its plan's digest, the name of its recipe, a digest of the recipe's files as they were, its share card's file or ""."""
Recipes = Mapping[str, tuple[str, ...]]
"""The files among the templates that pages are made of; many pages have the same."""
Facts = tuple[tuple[str, ...], tuple[str, ...]]
"""Of a page: its links and its anchors."""
_READ_AHEAD = 4096
"""Cards that are kept at hand: neighbours are shown by many pages."""
_FEW = 32
"""Records that a page may name before what lists show is read of all: sooner or later it is a list."""


class Form(NamedTuple):
    """What was made of a record as it is kept, by language."""

    cards: Mapping[str, bytes]
    listed: Mapping[str, bytes]
    bodies: Mapping[str, bytes]


class Memory:
    """The store of a project. It also is what pages are made of: see `pages.view.Kept`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._process = os.getpid()
        self.digests: dict[str, dict[str, tuple[str, str]]] = {}
        self.card = functools.lru_cache(maxsize=_READ_AHEAD)(self._card)
        self._named = 0
        self._rows: dict[str, Row] = {}
        self._looks: dict[str, looks.KeptSnapshots] = {}

    @classmethod
    def of(cls, folder: Path, stage: Path, *, lasting: bool, new: bool = False) -> "Memory":
        """The memory below `folder`, or a `new` one. Unless it is to be `lasting`, what is learned goes into a copy in `stage`."""
        if lasting:
            return cls(opened(folder, stage, new=new))
        if (folder / FILE).is_file() and not new:
            for file in folder.glob(f"{FILE}*"):
                shutil.copyfile(file, stage / file.name)
        return cls(opened(stage, stage))

    def seen(self, what: str) -> Snapshot:
        """The last look at "inputs" or at "outputs"."""
        self._looks[what] = looks.read(self._store, what)
        return self._looks[what].seen

    def fits(self, version: str) -> bool:
        """Whether the last build was by this version of the program; all else is forgotten."""
        fitting = bool(self._store.get("known", "version") == version)
        if not fitting:
            self._store.clear()
            self._looks.clear()
            self._store.put("known", [("version", packed(version))])
        return fitting

    def known(self) -> dict[str, Known]:
        """What is kept of each record in few words, by reference."""
        return self._store.bundled("items")

    def learn_known(self, known: Mapping[str, Known], changed: Set[str], unsettled: Set[str]) -> None:
        """Keeps what is known of all records, some of which changed or went; `unsettled` are to be doubted until a build ends well."""
        for name, each in known.items():
            for language, shown, listed in each.cards:
                self.digests.setdefault(language, {})[name] = (shown, listed)
        if changed:
            self._store.put_bundled("items", known, changed)
            self._store.put("known", [("unsettled", packed(frozenset(unsettled)))])

    def forget(self, references: Iterable[str], languages: Sequence[str]) -> None:
        """Drops what was made of records that are no more."""
        names = [_name(reference, language) for reference in references for language in languages]
        for table in Form._fields if names else ():
            self._store.drop(table, names)

    def unsettled(self) -> frozenset[str] | None:
        """The records that were learned or forgotten by builds that did not end well, after the last that did; None where that is lost."""
        found: frozenset[str] | None = self._store.get("known", "unsettled")
        return found

    def learn(self, reference: str, form: Form) -> None:
        """Keeps what was made of a record."""
        for table, values in zip(Form._fields, form, strict=True):
            self._store.put(table, ((_name(reference, language), value) for language, value in values.items()))

    def card_digests(self, language: str) -> Mapping[str, tuple[str, str]]:
        """For each record, what changes with anything that its card shows, and with anything that a list of many shows of it."""
        return self.digests.get(language, {})

    def _card(self, reference: str, language: str) -> Card:
        """How other pages show a record; `card` remembers some. DamagedError where it is lost."""
        return cast("Card", self._whole("cards", reference, language))

    def listed(self, reference: str, language: str) -> ListRow:
        """How a list of many shows a record; DamagedError where it is lost."""
        self._named += 1
        if self._named <= _FEW:
            return cast("ListRow", self._whole("listed", reference, language))
        found: ListRow | None = self._all_listed.get(_name(reference, language))
        if found is None:
            raise DamagedError
        return found

    @functools.cached_property
    def _all_listed(self) -> dict[str, ListRow]:
        return self._here().all("listed")

    def body(self, reference: str, language: str) -> OwnPage:
        """A record's own page; DamagedError where it is lost."""
        return cast("OwnPage", self._whole("bodies", reference, language))

    def _whole(self, table: str, reference: str, language: str) -> object:
        found: object = self._here().get(table, _name(reference, language))
        if found is None:
            raise DamagedError
        return found

    def symbol(self, name: str, language: str, address: str) -> SymbolDrawing | None:
        """The QR code of an address, where it was drawn for this page before; see `learn` and `leave_pages`."""
        if name.startswith("/"):
            found: SymbolDrawing | None = self._here().get("symbols", name)
        else:
            body: OwnPage | None = self._here().get("bodies", _name(name, language))
            found = body.symbol if body else None
        return found if found and found.address == address else None

    def read(self, name: str, state: str) -> Any:
        """What was read under a name when its files were in this state; None where they were not. See `again`."""
        kept = self._store.get("read", name)
        return kept[1] if kept and kept[0] == state else None

    def learn_read(self, name: str, state: str, value: object) -> None:
        """Keeps what was read."""
        self._store.put("read", [(name, packed((state, value)))])

    def pages(self) -> dict[str, Row]:
        """The rows of all pages, by path."""
        self._rows = self._store.bundled("pages")
        return self._rows

    def recipes(self) -> Recipes:
        """The recipes of all pages."""
        return self._store.get("known", "recipes") or {}

    def facts(self, path: str) -> Facts | None:
        """The links and anchors of a page."""
        facts: Facts | None = self._store.get("facts", path)
        return facts

    def all_facts(self) -> dict[str, Facts]:
        """The links and anchors of all pages, by path."""
        return self._store.all("facts")

    def leave_pages(
        self, pages: Mapping[str, tuple[Row, Facts]], symbols: Mapping[str, SymbolDrawing], gone: Iterable[str], recipes: Recipes
    ) -> None:
        """Keeps what a finished build knows of pages: of those made, symbols of those that are no record's; and which are gone."""
        gone = set(gone)
        rows = {path: row for path, row in self._rows.items() if path not in gone} | {path: row for path, (row, _) in pages.items()}
        self._store.put_bundled("pages", rows, gone | pages.keys())
        self._store.put("facts", ((path, packed(facts)) for path, (_, facts) in pages.items()))
        self._store.put("symbols", ((path, packed(symbol)) for path, symbol in symbols.items()))
        self._store.drop("facts", gone)
        self._store.drop("symbols", gone)
        self._store.put("known", [("recipes", packed(dict(recipes)))])

    def leave(self, seen: Mapping[str, Snapshot], last: object) -> None:
        """Keeps what was seen on the disk, and what to tell when nothing changes; the build has ended well."""
        for what, look in seen.items():
            looks.keep(self._store, what, self._looks[what].whole if what in self._looks else NOTHING, look)
        self._store.put("known", [("last", packed(last)), ("unsettled", packed(frozenset()))])
        self._store.commit()

    def commit(self) -> None:
        """Lets other processes see what was learned."""
        self._store.commit()

    def close(self) -> None:
        """Ends."""
        self._store.close()

    def _here(self) -> Store:
        """The store, opened anew where this process was forked since."""
        if os.getpid() != self._process:
            self._inherited = self._store  # The connection of the process that forked this one: not ours to close.
            self._store, self._process = self._store.again(), os.getpid()
        return self._store


def kept_form(made: Made) -> Form:
    """What was made of a record as it is kept."""
    listed = {language: packed(cards.listed(card)) for language, card in made.cards.items()}
    return Form(_packed(made.cards), listed, _packed(made.bodies))


def _packed(values: Mapping[str, object]) -> dict[str, bytes]:
    return {language: packed(value) for language, value in values.items()}


def _name(reference: str, language: str) -> str:
    return f"{reference}.{language}"
