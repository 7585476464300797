"""A page for each commune of today, and one of them all: what it was made of, its records, what is around. A view in, plans out."""

import functools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from disan.content.catalogue import Item
from disan.content.gazetteer import FormerUnit, Unit, kilometres
from disan.core import text
from disan.pages import cards, feed_files, listings, maps, messages, paging
from disan.pages.days import day
from disan.pages.facet_parts import CountedLink
from disan.pages.frame_parts import FeedOffered
from disan.pages.frames import frame
from disan.pages.listing_contexts import CommuneLine, CommunePage, CommunesPage
from disan.pages.map_parts import Dot
from disan.pages.paging import ListPage, Section
from disan.pages.parts import Fact, FactValue, Link, Said
from disan.pages.plan import Plan
from disan.pages.view import View

_AROUND = 6
"""Communes that are told to be near."""


def plans(view: View) -> Iterator[Plan]:
    """The page of all communes, and of each; none in a site of no province."""
    counts = Counter(code for item in view.catalogue.items for code in item.outline.communes)
    inside: dict[str, list[Item]] = {}
    for item in view.catalogue.items:
        for code in item.outline.communes:
            inside.setdefault(code, []).append(item)
    if view.gazetteer.units:
        paths = {language: view.page("communes", language) for language in view.settings.languages}
        made = functools.partial(_all, view, paths, counts)
        yield view.plan(paths[view.language], paths, "communes.html", made, shows=[sorted(counts.items())])
    for unit in view.gazetteer.today():
        yield from _of_unit(view, unit, inside.get(unit.code, []), counts)


def _of_unit(view: View, unit: Unit, items: list[Item], counts: Mapping[str, int]) -> Iterator[Plan]:
    paths = {language: view.commune(unit, language) for language in view.settings.languages}
    nearest = sorted((each for each in view.gazetteer.today() if each != unit), key=lambda each: kilometres(unit.point, each.point))
    around = tuple(_counted(view, each, counts) for each in nearest[:_AROUND])
    feed = feed_files.offered(view, paths[view.language], items)
    made = functools.partial(_page, view, unit, len(items), around, feed)
    pages = listings.cut(view, by_kind(view, items), len(around))
    yield from listings.of_records(view, paths, pages, made, [len(items), around, feed], template="commune.html")


def by_kind(view: View, items: Sequence[Item]) -> Iterator[Section[Item]]:
    """A commune's records, a section for each kind that it has some of."""
    for kind in view.catalogue.shown_kinds:
        if found := [item for item in items if item.kind is kind]:
            yield paging.section(kind.folder, view.strings.of(kind.plural), found, path=view.listing(kind))


def _page(
    view: View, unit: Unit, count: int, around: tuple[CountedLink, ...], feed: FeedOffered | None, list_page: ListPage[Item]
) -> CommunePage:
    say, name = view.strings.say, cards.commune_name(view, unit)
    title, first = text.capital(name), list_page.number == 1
    records = view.strings.count("shown.records", count)
    lead = say("communes.description", commune=title, province=view.gazetteer.name, count=records)
    address = view.addresses.absolute(list_page.paths[view.language])
    return CommunePage(
        frame=list_page.frame(view, title, lead, feed=feed),
        title=title,
        count=records if count else "",
        before=say("communes.made_of", day=day(view.strings, view.gazetteer.changed)),
        made_of=tuple(made_of(view, unit)) if first else (),
        groups=listings.groups(view, list_page.sections) if count else (),
        pages=list_page.links,
        province=maps.province(view, [Dot(*view.gazetteer.drawing.position(unit.latitude, unit.longitude), "", "", "")]),
        caption=say("communes.caption", commune=name),
        around=around,
        send=messages.ways(view, title, say("communes.offer", commune=name, address=address)) if first else (),
        whole=Link(Said(say("communes.whole")), view.page("communes")),
    )


def made_of(view: View, unit: Unit) -> Iterator[Fact]:
    """The former communes by district, with how much of each."""
    former = view.gazetteer.made_of(unit)
    for district in dict.fromkeys(each.district for each in former):
        names = ", ".join(_former(view, each, unit) for each in former if each.district == district)
        yield Fact("", text.capital(district), (FactValue(names),))


def _former(view: View, former: FormerUnit, unit: Unit) -> str:
    name = view.strings.say(f"unit.{former.kind}", name=former.name)
    if any(each.code == unit.code and each.part for each in former.now):
        name = view.strings.say("communes.part", name=name)
    return name if former.certain else view.strings.say("shown.inferred", text=name)


def _counted(view: View, unit: Unit, counts: Mapping[str, int]) -> CountedLink:
    count = view.strings.number(counts[unit.code]) if counts[unit.code] else ""
    return CountedLink(text.capital(cards.commune_name(view, unit)), view.commune(unit), count)


def _all(view: View, paths: Mapping[str, str], counts: Mapping[str, int]) -> CommunesPage:
    title, units = view.strings.say("communes.title"), cards.in_order(view.gazetteer.today())
    lead = view.strings.say("communes.lead", day=day(view.strings, view.gazetteer.changed))
    kinds = dict.fromkeys(unit.kind for unit in units)
    return CommunesPage(
        frame=frame(view, title, lead, paths, view.own_symbol(paths[view.language])),
        title=title,
        lead=lead,
        count=view.strings.count("communes.units", len(units)),
        groups=tuple(
            (view.strings.say(f"communes.of_kind.{kind}"), tuple(_line(view, each, counts) for each in units if each.kind == kind))
            for kind in kinds
        ),
    )


def _line(view: View, unit: Unit, counts: Mapping[str, int]) -> CommuneLine:
    names = ", ".join(former.name for former in view.gazetteer.made_of(unit) if former.name != unit.name)
    return CommuneLine(_counted(view, unit, counts), names)
