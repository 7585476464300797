"""The front page: what it opens with, a part for each audience, the site in numbers. A view in, a plan out."""

from collections.abc import Iterable, Mapping

from disan.content.catalogue import Catalogue, Item
from disan.content.record import Audience, Record
from disan.pages import boards, maps
from disan.pages.frame_parts import Menu
from disan.pages.frames import frame
from disan.pages.front_page_context import Atlas, AudienceShelves, HomePage, Shelf
from disan.pages.parts import Fact, FactValue, Link, Said
from disan.pages.plan import Plan
from disan.pages.view import View


def home(view: View) -> Plan:
    """The front page: what it opens with, a shelf of each kind, the site in numbers."""
    paths = {language: view.home(language) for language in view.settings.languages}
    opening = _opening(view)
    shelves = {kind: _foremost(view, kind, opening) for kind in view.catalogue.shown_kinds}
    shown = view.card_digests([*([opening] if opening else []), *(item for items in shelves.values() for item in items)])
    return view.plan(view.home(), paths, "home.html", lambda: _home(view, paths, opening, shelves), shows=[view.digest_of_all, *shown])


def _home(view: View, paths: Mapping[str, str], opening: Item | None, shelves: Mapping[type[Record], list[Item]]) -> HomePage:
    name, tagline = view.settings.name.of(view.language), view.settings.tagline.of(view.language)
    return HomePage(
        frame=frame(view, name, tagline, paths, view.own_symbol(paths[view.language])),
        opening=view.card(opening) if opening else None,
        parts=tuple(_part(view, menu, shelves) for menu in view.menus),
        tallies=tuple(_tallies(view, view.catalogue)),
        atlas=Atlas(maps.province(view, maps.commune_dots(view)), view.map_link()) if view.mapped else None,
    )


def _opening(view: View) -> Item | None:
    chosen = view.catalogue.by_reference.get(view.settings.opening or "")
    return chosen or next(iter(sorted(view.catalogue.items, key=_wealth, reverse=True)), None)


def _wealth(item: Item) -> int:
    """What a front page shows first has much to show."""
    return item.outline.filled_fields


def _part(view: View, menu: Menu, shelves: Mapping[type[Record], list[Item]]) -> AudienceShelves:
    """The shelves of the kinds to which a menu leads."""
    paths = {link.path for link in menu.links}
    return AudienceShelves(menu, tuple(_shelf(view, kind, items) for kind, items in shelves.items() if view.listing(kind) in paths))


def _foremost(view: View, kind: type[Record], opening: Item | None) -> list[Item]:
    """A kind's richest records, or its next ones, no two of one commune while there is a choice; more of what visitors come for."""
    most = 6 if kind.audience is Audience.VISITOR else 3
    items = [item for item in view.catalogue.of(kind) if item is not opening]
    items = boards.in_order(view, items) if kind.listed_by_phase else sorted(items, key=_wealth, reverse=True)
    seen: set[str] = set()
    first: list[Item] = []
    rest: list[Item] = []
    for item in items:
        (rest if seen.intersection(item.outline.communes) else first).append(item)
        seen.update(item.outline.communes)
    return (first + rest)[:most]


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
