"""The pages that show many records: a kind's listing by commune, the map, and the front page. A view in, plans out."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from disan.content.catalogue import Catalogue, Item
from disan.content.gazetteer import Unit
from disan.content.record import Record
from disan.core import text
from disan.pages import boards, cards, maps
from disan.pages.contexts import Atlas, Group, HomePage, ListingPage, MapPage, Shelf
from disan.pages.frames import frame
from disan.pages.locations import anchor
from disan.pages.parts import Fact, FactValue, Link, Said
from disan.pages.plan import Plan
from disan.pages.view import View


def listing(view: View, kind: type[Record]) -> Plan:
    """All records of a kind."""
    path = view.listing(kind)
    paths = {language: view.listing(kind, language) for language in view.settings.languages}
    return view.plan(path, paths, "listing.html", lambda: _listing(view, kind, paths), f"content/{kind.folder}")


def _listing(view: View, kind: type[Record], paths: Mapping[str, str]) -> ListingPage:
    items = view.catalogue.of(kind)
    title, lead = view.strings.of(kind.plural), view.strings.of(kind.lead)
    return ListingPage(
        frame=frame(view, title, lead, paths, view.own_symbol(paths[view.language])),
        kind=kind.folder,
        title=title,
        lead=lead,
        count=view.strings.count("shown.records", len(items)),
        groups=tuple(boards.groups(view, kind, items) if kind.listed_by_phase else groups(view, items)),
        indexes=tuple(boards.indexes(view, items, groups(view, items)) if kind.listed_by_phase else ()),
        calendar=view.calendar_link() if view.occasions and kind.occasions is not Record.occasions else None,
    )


def groups(view: View, items: Iterable[Item]) -> list[Group]:
    """The records by commune, in the order of the communes' names; those of no known commune last, all in one when none has any."""
    by_commune: dict[str, tuple[Unit, list[Item]]] = {}
    elsewhere: list[Item] = []
    for item in items:
        for unit in view.catalogue.communes(item):
            by_commune.setdefault(unit.code, (unit, []))[1].append(item)
        if not item.outline.communes:
            elsewhere.append(item)
    ordered = sorted(by_commune.values(), key=lambda pair: (pair[0].kind, text.collation_key(pair[0].name)))
    made = [_group(view, cards.commune_name(view, unit), anchor(view, unit.full), _made_of(view, unit), inside) for unit, inside in ordered]
    if elsewhere:
        title = view.strings.say("shown.elsewhere") if made else ""
        made.append(_group(view, title, "elsewhere" if made else "all", "", elsewhere))
    return made


def _group(view: View, title: str, name: str, before: str, items: list[Item]) -> Group:
    count = view.strings.count("shown.records", len(items))
    return Group(name, text.capital(title), before, count, tuple(view.row(item) for item in items))


def _made_of(view: View, unit: Unit) -> str:
    return ", ".join(former.name for former in view.gazetteer.made_of(unit))


def map_page(view: View) -> Plan:
    """The map of all records of all kinds, and the records by commune."""
    paths = {language: view.page("map", language) for language in view.settings.languages}
    return view.plan(view.page("map"), paths, "map.html", lambda: _map_page(view, paths))


def _map_page(view: View, paths: Mapping[str, str]) -> MapPage:
    title, lead = view.strings.say("map.title"), view.strings.say("map.lead")
    return MapPage(
        frame=frame(view, title, lead, paths, view.own_symbol(paths[view.language])),
        title=title,
        lead=lead,
        count=view.strings.count("shown.records", len(view.catalogue.items)),
        province=maps.province(view, maps.commune_dots(view)),
        groups=tuple(_named(view, group) for group in groups(view, view.catalogue.items)),
    )


def _named(view: View, group: Group) -> Group:
    """Records of no commune are not lost ones here: a story may tell of the whole province."""
    return replace(group, title=view.strings.say("map.elsewhere")) if group.anchor == "elsewhere" else group


def home(view: View) -> Plan:
    """The front page: what it opens with, a shelf of each kind, the site in numbers."""
    paths = {language: view.home(language) for language in view.settings.languages}
    opening = _opening(view)
    shelves = [(kind, _richest(view, kind, opening)) for kind in view.catalogue.shown_kinds]
    shown = view.card_digests([*([opening] if opening else []), *(item for _, items in shelves for item in items)])
    return view.plan(view.home(), paths, "home.html", lambda: _home(view, paths, opening, shelves), shows=[view.digest_of_all, *shown])


def _home(view: View, paths: Mapping[str, str], opening: Item | None, shelves: Iterable[tuple[type[Record], list[Item]]]) -> HomePage:
    name, tagline = view.settings.name.of(view.language), view.settings.tagline.of(view.language)
    return HomePage(
        frame=frame(view, name, tagline, paths, view.own_symbol(paths[view.language])),
        opening=view.card(opening) if opening else None,
        shelves=tuple(_shelf(view, kind, items) for kind, items in shelves),
        tallies=tuple(_tallies(view, view.catalogue)),
        atlas=Atlas(maps.province(view, maps.commune_dots(view)), view.map_link()) if view.mapped else None,
    )


def _opening(view: View) -> Item | None:
    chosen = view.catalogue.by_reference.get(view.settings.opening or "")
    return chosen or next(iter(sorted(view.catalogue.items, key=_wealth, reverse=True)), None)


def _wealth(item: Item) -> int:
    """What a front page shows first has much to show."""
    return item.outline.filled_fields


def _richest(view: View, kind: type[Record], opening: Item | None, most: int = 6) -> list[Item]:
    """A kind's richest records, no two of one commune while there is a choice."""
    items = [item for item in view.catalogue.of(kind) if item is not opening]
    items.sort(key=_wealth, reverse=True)
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
        Fact(kind.folder, strings.of(kind.plural), (FactValue(strings.number(len(catalogue.of(kind)))),)) for kind in catalogue.shown_kinds
    ]
    communes = {code for item in catalogue.items for code in item.outline.communes}
    tallies.append(Fact("communes", strings.say("shown.communes"), (FactValue(strings.number(len(communes))),)))
    return tallies
