"""Sheets for a field trip, one for each commune: what to photograph, measure and ask at each record. Records in, sheets to draw out.

A photograph of a record's code on the sheet tells which record the ones after it are of, so that the code is as large as a hand's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from disan.content.catalogue import Catalogue
from disan.content.fields.about import Request
from disan.content.record import schema
from disan.content.record.entry import Entry
from disan.core import text
from disan.core.addresses import code_path
from disan.core.problems import NotPossibleError
from disan.pages import cards, facts, wanted
from disan.pages.language_view import CatalogueView
from disan.pages.locations import anchor
from disan.printing.code_sheets import CodeSheet
from disan.printing.handouts import DrawnSymbol, drawn_symbol
from disan.printing.plaques.selection import Selection, select_entries

_TEMPLATE = "fieldwork/sheet.typ"


class FieldTask(Struct, frozen=True):
    """One thing to bring back: what, with a box for each view to be photographed and each of the sights there; without boxes a blank."""

    what: str
    boxes: tuple[str, ...]
    sights: tuple[str, ...]


class FieldRecord(Struct, frozen=True):
    """A record of a sheet: its code (None where it has none), where it is to be looked for, what is missing."""

    title: str
    kicker: str
    place: str
    code: str
    symbol: DrawnSymbol | None
    tasks: tuple[FieldTask, ...]


class FieldSheet(CodeSheet, frozen=True, kw_only=True):
    """The sheet of a commune."""

    records: tuple[FieldRecord, ...]
    strings: Mapping[str, str]
    site_name: str

    def codes(self, notes: Sequence[Any]) -> list[str]:  # noqa: ARG002  Each code is drawn once.
        """The code of each record that has one."""
        return [each.symbol.says for each in self.records if each.symbol]


def sheets(view: CatalogueView, choice: Selection, missing: Sequence[str]) -> Iterator[FieldSheet]:
    """The sheets of the chosen records that lack something: what is named by its field or in words, else anything.

    NotPossibleError for an unknown word, and where no record lacks it.
    """
    catalogue, among = view.catalogue, _named(view.catalogue, missing)
    by_commune: dict[str, list[FieldRecord]] = {}
    for entry in select_entries(catalogue, catalogue.entries, choice):
        tasks = tuple(_task(view, entry, asked) for asked in _lacking(entry) if not among or asked in among)
        if tasks:
            by_commune.setdefault(_commune(view, entry), []).append(_record(view, entry, tasks))
    if not by_commune:
        raise NotPossibleError("fieldwork.none")
    return (_sheet(view, name, by_commune[name]) for name in sorted(by_commune, key=text.collation_key))


def _named(catalogue: Catalogue, words: Iterable[str]) -> set[Request]:
    """What the words mean: a field's name, or what is asked for in either language."""
    asked = [(name, said.asked) for kind in catalogue.kinds for name, said in schema.members(kind) if said.asked]
    names = {text.slug(name): each for field, each in asked for name in (field, each.what.vi, each.what.en)}
    for word in words:
        if text.slug(word) not in names:
            raise NotPossibleError("fieldwork.unknown", word=word, words=", ".join(dict.fromkeys(field for field, _ in asked)))
    return {names[text.slug(word)] for word in words}


def _lacking(entry: Entry) -> Iterator[Request]:
    empty = [name for name, _ in schema.members(entry.kind) if getattr(entry.record, name) in (None, ())]
    return wanted.lacks(entry.kind, empty)


def _task(view: CatalogueView, entry: Entry, asked: Request) -> FieldTask:
    sights = (value.text for row in facts.sights(view, entry) if row.known for value in row.values)
    boxes = tuple(view.strings.of(each) for each in asked.boxes)
    return FieldTask(text.capital(view.strings.of(asked.what)), boxes, tuple(sights) if boxes else ())


def _commune(view: CatalogueView, entry: Entry) -> str:
    return text.capital(cards.commune_name(view, entry.communes[0])) if entry.communes else view.strings.say("shown.elsewhere")


def _record(view: CatalogueView, entry: Entry, tasks: tuple[FieldTask, ...]) -> FieldRecord:
    code = entry.record.code or ""
    return FieldRecord(
        title=view.title(entry).text,
        kicker=cards.kicker(view, entry),
        place=", ".join(dict.fromkeys(each.village for each in entry.record.places if each.village)),
        code=code,
        symbol=drawn_symbol(view, view.addresses.plaque(code_path(code))) if code else None,
        tasks=tasks,
    )


def _sheet(view: CatalogueView, commune: str, records: Sequence[FieldRecord]) -> FieldSheet:
    return FieldSheet(
        template=_TEMPLATE,
        file=f"{anchor(view, commune)}.pdf",
        language=view.language,
        title=view.strings.say("fieldwork.title", commune=commune),
        records=tuple(records),
        strings=view.strings.below("fieldwork.words"),
        site_name=view.settings.name.of(view.language),
    )
