"""Handouts: sheets for paper that a kind of record has a template for, such as a leaflet. A record in, a Handout to draw comes out.

Which kinds have one follows from the templates (`templates/handouts/<kind>.typ`), and what it shows is the template's to choose: it is
given what the record's own page shows, and the code of each record that this one names. Draws nothing and writes nothing.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from disan.content.catalogue import Item
from disan.content.record import Record
from disan.content.record.entry import Entry
from disan.core.addresses import code_path
from disan.core.problems import NotPossibleError
from disan.drawing.province_drawing import WIDTH, ProvinceDrawing
from disan.drawing.qr import encode
from disan.pages import cards, dublin_core, facts, occasions, phases, record, sequences
from disan.pages.contexts import OwnPage
from disan.pages.language_view import CatalogueView, LanguageView
from disan.pages.parts import Fact, Said
from disan.pages.phase_parts import PhaseShown
from disan.printing.code_sheets import CodeSheet
from disan.printing.plaques.model import QUIET
from disan.printing.plaques.outlines import Loop, outlines
from disan.printing.plaques.selection import Selection, select_entries
from disan.printing.posters import described, drawing
from disan.render.folders import template_folders

_LEVEL = "Q"
_PICTURE = 84 / 50
"""The shape of a picture, width over height, as the templates have it."""


MapPoint = tuple[int, int]
"""A place in units of the province's drawing."""


class DrawnSymbol(Struct, frozen=True):
    """A code for a template to draw: `size` modules a side, `quiet` light ones round it; `described` is it in words."""

    says: str
    size: int
    quiet: int
    loops: tuple[Loop, ...]
    described: str


class RecordPicture(Struct, frozen=True):
    """A record's picture, or the drawing in its place, as SVG and in words."""

    drawing: str
    alt: str


class LinkedRecord(Struct, frozen=True):
    """A record that the handout's own names: what its card says, and its code (None where it has none)."""

    kicker: str
    summary: Said | None
    place: str
    symbol: DrawnSymbol | None
    picture: RecordPicture | None
    """None where it has a drawing only."""


class ProvinceMap(Struct, frozen=True):
    """The province's drawing (SVG) without its communes, its sides in units, and where on it the record is, and each step of a route.

    A step whose record has no coordinates stands in its commune; one of which nothing is known has no place.
    """

    drawing: str
    width: int
    height: int
    points: tuple[MapPoint, ...]
    steps: tuple[MapPoint | None, ...]


class Handout(CodeSheet, frozen=True, kw_only=True):
    """A record for a template to draw. `facts` have links to other records, which `linked` has by that path."""

    own: OwnPage
    facts: tuple[Fact, ...]
    phases: tuple[PhaseShown, ...]
    """The one of the day, and those after it."""
    symbol: DrawnSymbol
    linked: Mapping[str, LinkedRecord]
    map: ProvinceMap
    picture: RecordPicture
    strings: Mapping[str, str]
    """The sentences of handouts, by the last part of their keys."""
    site_name: str
    keeper: str
    """Who answers for the site; empty when settings do not say."""
    pages: int
    """Of a list to fill in."""

    def codes(self, notes: Sequence[Any]) -> list[str]:
        """Those that its template noted as drawn; its own at least."""
        drawn = [note["code"] for note in notes if isinstance(note, dict) and "code" in note]
        return drawn if self.symbol.says in drawn else [self.symbol.says, *drawn]


def select_items(root: Path, view: CatalogueView, choice: Selection, today: datetime.date) -> list[Item]:
    """Selects the records of a choice that have a template, and of those that are not named only what is not over.

    NotPossibleError for an unknown word, and where no record is left.
    """
    catalogue = view.catalogue
    kinds = [kind for kind in catalogue.kinds if _has_template(root, kind)]
    entries = select_entries(catalogue, catalogue.entries, choice)
    chosen = [entry for entry in entries if entry.kind in kinds]
    if not chosen or (choice.records and len(chosen) < len(entries)):
        raise NotPossibleError("handout.none", kinds=", ".join(kind.__name__.lower() for kind in kinds))
    lasting = [entry for entry in chosen if choice.records or not _is_over(view, entry, today)]
    if not lasting:
        raise NotPossibleError("handout.over")
    return [catalogue.by_reference[entry.reference] for entry in lasting]


def _is_over(view: LanguageView, entry: Entry, today: datetime.date) -> bool:
    return any(phase.standing == "past" for phase in phases.left(phases.shown(view, entry.record), today)[:1])


def _has_template(root: Path, kind: type[Record]) -> bool:
    return any((folder / template_of(kind)).is_file() for folder in template_folders(root))


def template_of(kind: type[Record]) -> str:
    """The template of a kind's handout."""
    return f"handouts/{kind.__name__.lower()}.typ"


def handout(view: CatalogueView, item: Item, today: datetime.date, pages: int = 1) -> Handout:
    """Gathers what a record's handout shows on a day; `pages` are those of a list to fill in."""
    entry, drawn = item.entry, ProvinceDrawing(view.gazetteer.drawing.outline, ())
    happens = bool(occasions.shown(view, entry))
    own = record.own_page(view, entry, item.outline.points, dublin_core.terms(view, entry), happens=happens)
    rows = facts.filled(view, own.facts, lambda named: view.title(named.entry))
    return Handout(
        template=template_of(item.kind),
        file=f"{'_'.join(part for part in (item.code, item.slug, view.language) if part)}.pdf",
        language=view.language,
        title=own.title.text,
        own=replace(own, body=(), properties=()),
        facts=rows,
        phases=phases.left(own.phases, today),
        symbol=drawn_symbol(view, own.code_address),
        linked=dict(_linked(view, item)),
        map=ProvinceMap(drawn.document, WIDTH, drawn.projection.height, _positions(view, item.outline.points), _steps(view, item, own)),
        picture=_picture(view, entry),
        strings=view.strings.below("handout.words") | {"not_reviewed": view.strings.say("page.not_reviewed")},
        site_name=view.settings.name.of(view.language),
        keeper=view.settings.keeper.of(view.language) if view.settings.keeper else "",
        pages=pages,
    )


def _linked(view: CatalogueView, item: Item) -> Iterator[tuple[str, LinkedRecord]]:
    for named in view.catalogue.named(item):
        entry, code = named.entry, view.addresses.plaque(code_path(named.code)) if named.code else ""
        edition = entry.editions[view.language]
        yield (
            view.path(named),
            LinkedRecord(
                kicker=cards.kicker(view, entry),
                summary=view.said(edition, "summary", edition.record.summary) if edition.record.summary else None,
                place=", ".join(cards.commune_name(view, unit) for unit in entry.communes),
                symbol=drawn_symbol(view, code) if code else None,
                picture=_picture(view, entry) if view.cover(entry).picture else None,
            ),
        )


def _picture(view: LanguageView, entry: Entry) -> RecordPicture:
    return RecordPicture(drawing(view, entry, _PICTURE), described(view, entry))


def _steps(view: CatalogueView, item: Item, own: OwnPage) -> tuple[MapPoint | None, ...]:
    """The place of each step of a route on the province's drawing."""
    places = (sequences.on_map(view, step) for step in sequences.own_steps(view, item.entry, own))
    return tuple(view.gazetteer.drawing.position(*place) if place else None for place in places)


def _positions(view: LanguageView, points: Iterable[tuple[float, float]]) -> tuple[MapPoint, ...]:
    return tuple(view.gazetteer.drawing.position(*point) for point in points)


def drawn_symbol(view: LanguageView, address: str) -> DrawnSymbol:
    """Draws an address as a code for a template."""
    symbol = encode(address, _LEVEL)
    return DrawnSymbol(address, symbol.size, QUIET, outlines(symbol.rows), view.strings.say("plaque.described", address=address))
