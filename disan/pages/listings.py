"""The pages that show many records: a kind's listing by commune, and the map. A view in, plans out."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from disan.content.catalogue import Item
from disan.content.gazetteer import Unit
from disan.content.record import Record
from disan.content.record.observation import observing
from disan.core import text
from disan.pages import boards, cards, figure_tables, maps, observations
from disan.pages.days import day
from disan.pages.frames import frame
from disan.pages.listing_contexts import Group, ListingPage, MapPage
from disan.pages.locations import anchor
from disan.pages.plan import Plan
from disan.pages.view import View


def listing(view: View, kind: type[Record]) -> Plan:
    """All records of a kind."""
    path = view.listing(kind)
    paths = {language: view.listing(kind, language) for language in view.settings.languages}
    shows = [view.digest_of_all, *(view.card_digests(view.catalogue.of(kind)) if observing(kind) else ()), view.register_link(kind)]
    plan = view.plan(path, paths, "listing.html", lambda: _listing(view, kind, paths), f"content/{kind.folder}", shows=shows)
    return replace(plan, beside=figure_tables.beside(view, kind))


def _listing(view: View, kind: type[Record], paths: Mapping[str, str]) -> ListingPage:
    items = view.catalogue.of(kind)
    title, lead = view.strings.of(kind.plural), view.strings.of(kind.lead)
    return ListingPage(
        frame=frame(view, title, lead, paths, view.own_symbol(paths[view.language])),
        kind=kind.folder,
        title=title,
        lead=lead,
        count=view.strings.count("shown.records", len(items)),
        compared=observations.compared(view.card(item) for item in items) if kind.compared_by else (),
        table=figure_tables.path(view, kind),
        register=view.register_link(kind),
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
    names, until = ", ".join(former.name for former in view.gazetteer.made_of(unit)), day(view.strings, view.gazetteer.changed)
    return view.strings.say("shown.called", when=view.strings.say("shown.before", day=until), names=names) if names else ""


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
