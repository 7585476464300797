"""The pages that show many records: a kind's listing by commune, the map, and the front page. A view in, plans out."""

from collections.abc import Iterable
from dataclasses import replace

from disan import addresses as places
from disan import text
from disan.catalogue import Catalogue
from disan.pages import cards, maps
from disan.pages.contexts import Atlas, Group, HomePage, ListingPage, MapPage, Shelf
from disan.pages.parts import Fact, Link, Said
from disan.pages.placing import anchor
from disan.pages.plan import Plan
from disan.pages.view import View
from disan.record import Record
from disan.record.entry import Entry
from disan.units import Unit, gazetteer


def listing(view: View, kind: type[Record]) -> Plan:
    """All records of a kind."""
    entries = view.catalogue.of(kind)
    title, lead = view.strings.of(kind.plural), view.strings.of(kind.lead)
    path = view.listing(kind)
    paths = {language: view.listing(kind, language) for language in view.settings.languages}
    context = ListingPage(
        frame=view.frame(title, lead, paths, view.own_symbol(path)),
        kind=kind.folder,
        title=title,
        lead=lead,
        count=view.strings.count("shown.records", len(entries)),
        groups=tuple(groups(view, entries)),
    )
    return Plan(path, (places.file(path),), "listing.html", context, view.language, f"content/{kind.folder}")


def groups(view: View, entries: Iterable[Entry]) -> list[Group]:
    """The records by commune, in the order of the communes' names; those of no known commune last, all in one when none has any."""
    by_commune: dict[str, tuple[Unit, list[Entry]]] = {}
    elsewhere: list[Entry] = []
    for entry in entries:
        communes = view.catalogue.communes(entry)
        for unit in communes:
            by_commune.setdefault(unit.code, (unit, []))[1].append(entry)
        if not communes:
            elsewhere.append(entry)
    ordered = sorted(by_commune.values(), key=lambda pair: (pair[0].kind, text.collated(pair[0].name)))
    made = [_group(view, cards.commune_name(view, unit), anchor(view, unit.full), _made_of(unit), inside) for unit, inside in ordered]
    if elsewhere:
        title = view.strings.say("shown.elsewhere") if made else ""
        made.append(_group(view, title, "elsewhere" if made else "all", "", elsewhere))
    return made


def _group(view: View, title: str, name: str, before: str, entries: list[Entry]) -> Group:
    count = view.strings.count("shown.records", len(entries))
    return Group(name, title[:1].upper() + title[1:], before, count, tuple(cards.card(view, entry) for entry in entries))


def _made_of(unit: Unit) -> str:
    return ", ".join(former.name for former in gazetteer().made_of(unit))


def map_page(view: View) -> Plan:
    """The map of all records of all kinds, and the records by commune."""
    path, title, lead = view.page("map"), view.strings.say("map.title"), view.strings.say("map.lead")
    paths = {language: view.page("map", language) for language in view.settings.languages}
    context = MapPage(
        frame=view.frame(title, lead, paths, view.own_symbol(path)),
        title=title,
        lead=lead,
        count=view.strings.count("shown.records", len(view.catalogue.entries)),
        province=maps.province(maps.commune_dots(view)),
        groups=tuple(_named(view, group) for group in groups(view, view.catalogue.entries)),
    )
    return Plan(path, (places.file(path),), "map.html", context, view.language, "content/site.yml")


def _named(view: View, group: Group) -> Group:
    """Records of no commune are not lost ones here: a story may tell of the whole province."""
    return replace(group, title=view.strings.say("map.elsewhere")) if group.anchor == "elsewhere" else group


def home(view: View) -> Plan:
    """The front page: what it opens with, a shelf of each kind, the site in numbers."""
    catalogue = view.catalogue
    opening = _opening(view)
    path = view.home()
    paths = {language: view.home(language) for language in view.settings.languages}
    context = HomePage(
        frame=view.frame(view.settings.name.of(view.language), view.settings.tagline.of(view.language), paths, view.own_symbol(path)),
        opening=cards.card(view, opening) if opening else None,
        shelves=tuple(_shelf(view, kind, opening) for kind in catalogue.kinds if catalogue.of(kind)),
        tallies=tuple(_tallies(view, catalogue)),
        atlas=Atlas(maps.province(maps.commune_dots(view)), view.map_link()) if view.mapped else None,
    )
    return Plan(path, (places.file(path),), "home.html", context, view.language, "content/site.yml")


def _opening(view: View) -> Entry | None:
    chosen = view.catalogue.by_reference.get(view.settings.opening or "")
    return chosen or next(iter(sorted(view.catalogue.entries, key=cards.by_wealth, reverse=True)), None)


def _shelf(view: View, kind: type[Record], opening: Entry | None, most: int = 6) -> Shelf:
    """A kind's richest records, no two of one commune while there is a choice."""
    entries = [entry for entry in view.catalogue.of(kind) if entry is not opening]
    entries.sort(key=cards.by_wealth, reverse=True)
    seen: set[str] = set()
    first: list[Entry] = []
    rest: list[Entry] = []
    for entry in entries:
        codes = {unit.code for unit in view.catalogue.communes(entry)}
        (rest if codes & seen else first).append(entry)
        seen |= codes
    return Shelf(
        link=Link(Said(view.strings.of(kind.plural)), view.listing(kind)),
        kind=kind.folder,
        lead=view.strings.of(kind.lead),
        count=view.strings.count("shown.records", len(view.catalogue.of(kind))),
        cards=tuple(cards.card(view, entry) for entry in (first + rest)[:most]),
    )


def _tallies(view: View, catalogue: Catalogue) -> list[Fact]:
    strings = view.strings
    tallies = [
        Fact(kind.folder, strings.of(kind.plural), (Said(strings.number(len(catalogue.of(kind)))),))
        for kind in catalogue.kinds
        if catalogue.of(kind)
    ]
    communes = {unit.code for entry in catalogue.entries for unit in catalogue.communes(entry)}
    tallies.append(Fact("communes", strings.say("shown.communes"), (Said(strings.number(len(communes))),)))
    return tallies
