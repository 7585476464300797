"""The front page: what it opens with, what is coming, a part for each audience, the site in numbers. A view in, a plan out.

Knows no clock: which festival is near, and whose month it is, goes by the day of the build.
"""

import datetime
from collections.abc import Iterable, Mapping

from msgspec import msgpack

from disan.content.catalogue import Catalogue, Item
from disan.content.record import Audience, Record
from disan.pages import boards, feed_files, maps
from disan.pages.calendar_lines import Dated, dated, lines
from disan.pages.frame_parts import Menu
from disan.pages.frames import frame
from disan.pages.front_page_context import Atlas, AudienceShelves, HomePage, Shelf
from disan.pages.parts import Fact, FactValue, Link, Said
from disan.pages.plan import Plan
from disan.pages.view import View

_NEAR = datetime.timedelta(days=15)
"""So long before a festival the front page opens with its place: time to plan a journey."""
_SEASON = datetime.timedelta(days=10)
"""What lasts longer is no day to come for, and would open the front page for months."""
_AHEAD = datetime.timedelta(days=90)
_OF_A_KIND = 3
_COMING = 4
"""Days of the next weeks that the front page has room for."""


def home(view: View) -> Plan:
    """The front page: what it opens with, what is coming, a shelf of each kind, the site in numbers."""
    paths = {language: view.home(language) for language in view.settings.languages}
    soon = dated(view, view.today + _AHEAD)
    opening = _opening(view, soon)
    days: dict[str, Dated] = {}
    for each in soon:
        days.setdefault(each[0].reference, each)
    own, others = ([each for each in days.values() if (each[0] is opening) == mine] for mine in (True, False))
    opening_day, next_days = next(lines(view, own), None), tuple(lines(view, others[:_COMING]))
    shelves = {kind: _foremost(view, kind, opening) for kind in view.catalogue.shown_kinds}
    shown = view.card_digests([*([opening] if opening else []), *(item for items in shelves.values() for item in items)])
    feed = feed_files.offered(view, view.home(), view.dated)

    def made() -> HomePage:
        name, tagline = view.settings.name.of(view.language), view.settings.tagline.of(view.language)
        return HomePage(
            frame=frame(view, name, tagline, paths, view.own_symbol(paths[view.language]), feed=feed),
            opening=view.card(opening) if opening else None,
            opening_day=opening_day,
            coming=next_days,
            calendar=view.page("calendar"),
            parts=tuple(_part(view, menu, shelves) for menu in view.frame.navigation),
            tallies=tuple(_tallies(view, view.catalogue)),
            atlas=Atlas(maps.province(view, maps.commune_dots(view)), view.map_link()) if view.mapped else None,
        )

    said = msgpack.encode((opening_day, next_days))
    return view.plan(view.home(), paths, "home.html", made, shows=[view.digest_of_all, said, feed, *shown])


def _opening(view: View, soon: Iterable[Dated]) -> Item | None:
    """The place of the next festival where one is near; else what the settings choose; else the serial records, one a month in turn."""
    near = (
        item
        for item, _, span in soon
        if item.kind.audience is Audience.VISITOR and span.first < view.today + _NEAR and span.last - span.first < _SEASON
    )
    chosen = view.catalogue.by_reference.get(view.settings.opening or "")
    return next(near, chosen or in_turn(view) or max(view.catalogue.items, key=_wealth, default=None))


def in_turn(view: View) -> Item | None:
    """The one of the records that are read in series whose month it is; None where there are none."""
    series = [item for item in view.catalogue.items if item.kind.serial]
    return series[(view.today.year * 12 + view.today.month) % len(series)] if series else None


def _wealth(item: Item) -> int:
    """What a front page shows first has much to show."""
    return item.outline.filled_fields


def _part(view: View, menu: Menu, shelves: Mapping[type[Record], list[Item]]) -> AudienceShelves:
    """The shelves of the kinds to which a menu leads."""
    paths = {link.path for link in menu.links}
    return AudienceShelves(menu, tuple(_shelf(view, kind, items) for kind, items in shelves.items() if view.listing(kind) in paths))


def _foremost(view: View, kind: type[Record], opening: Item | None) -> list[Item]:
    """A kind's richest records, or its next ones, no two of one commune while there is a choice."""
    items = [item for item in view.catalogue.of(kind) if item is not opening]
    items = boards.in_order(view, items) if kind.listed_by_phase else sorted(items, key=_wealth, reverse=True)
    seen: set[str] = set()
    first: list[Item] = []
    rest: list[Item] = []
    for item in items:
        (rest if seen.intersection(item.outline.communes) else first).append(item)
        seen.update(item.outline.communes)
    return (first + rest)[:_OF_A_KIND]


def _shelf(view: View, kind: type[Record], items: Iterable[Item]) -> Shelf:
    return Shelf(
        link=Link(Said(view.strings.of(kind.plural)), view.listing(kind)),
        kind=kind.folder,
        lead=view.strings.of(kind.lead),
        count=view.strings.count("shown.records", len(view.catalogue.of(kind))),
        cards=tuple(view.card(item) for item in items),
    )


def _tallies(view: View, catalogue: Catalogue) -> list[Fact]:
    strings = view.strings
    tallies = [
        Fact(kind.folder, strings.of(kind.plural), (FactValue(strings.number(len(catalogue.of(kind)))),))
        for kind in catalogue.shown_kinds
        if kind.audience is Audience.VISITOR
    ]
    communes = {code for item in catalogue.items for code in item.outline.communes}
    tallies.append(Fact("communes", strings.say("shown.communes"), (FactValue(strings.number(len(communes))),)))
    return tallies
