"""The page of what published lists name and has no record yet. A view in, a plan out."""

import functools
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from msgspec import msgpack

from disan.content.catalogue import grouped
from disan.content.register import FILE, ListedName, PublishedList, Register, Total
from disan.core import text
from disan.pages import cards, messages, paging
from disan.pages.paging import ListPage, Section
from disan.pages.parts import Link, Said
from disan.pages.plan import Plan
from disan.pages.register_context import ListedGroup, ListedLine, RegisterPage, Told
from disan.pages.view import View

Named = tuple[PublishedList, ListedName]
"""What a list names, with the list."""
_LINE = 200
"""Bytes of the elements of a line, and of a commune that a name is of today."""


def plans(view: View) -> Iterator[Plan]:
    """The pages in the view's language, of a view that has a register."""
    assert view.register
    paths = {language: view.page("register", language) for language in view.settings.languages}
    totals = len(msgpack.encode((view.register.totals, [each.sources for each in view.register.decisions])))
    made = functools.partial(_page, view, view.register)
    shows = [view.register, view.unwritten]
    pages = paging.cut(_sections(view), _weight, totals)
    yield from paging.plans(view, paths, pages, lambda each: each[1].name, made, lambda _: shows, "register.html", FILE)


def _weight(each: Named) -> int:
    """Bytes of HTML that a line takes at most, in any language."""
    listing, name = each
    return _LINE + len(f"{name.name}{name.place}{name.place}{listing.number}".encode()) + len(msgpack.encode(listing.level))


def _page(view: View, register: Register, list_page: ListPage[Named]) -> RegisterPage:
    title, lead, first = register.title.of(view.language), register.lead.of(view.language), list_page.number == 1
    left, say, address = view.unwritten, view.strings.say, view.addresses.absolute(list_page.paths[view.language])
    handbook = view.articles.get("editing")
    decisions = (_decision(view, each) for each in register.decisions if any(each is listing for listing, _ in left))
    return RegisterPage(
        frame=list_page.frame(view, title, lead, FILE),
        title=title,
        lead=lead,
        count=view.strings.count("register.names", len(left)),
        handbook=Link(Said(handbook.title, handbook.language), view.page("editing")) if handbook else None,
        send=messages.ways(view, title, say("register.offer", title=title, address=address)),
        groups=tuple(_group(view, each) for each in list_page.sections),
        pages=list_page.links,
        decisions=tuple(decisions) if first else (),
        totals=tuple(_total(view, each) for each in register.totals) if first else (),
    )


def _sections(view: View) -> Iterator[Section[Named]]:
    """By district, as the lists have it, in the order of their names."""
    districts = grouped((each[1].district, each) for each in view.unwritten)
    for district in sorted(districts, key=text.collation_key):
        lines = sorted(districts[district], key=lambda each: text.collation_key(each[1].name))
        yield paging.section(text.slug(district), text.capital(district), lines)


def _group(view: View, section: Section[Named]) -> ListedGroup:
    lines = (ListedLine(name.name, _where(view, name), _decided(view, listing)) for listing, name in section.lines)
    return ListedGroup(section.anchor, section.title, view.strings.count("register.names", section.count), tuple(lines))


def _where(view: View, name: ListedName) -> str:
    """The commune as the list has it, and that of today where it is certain and has another name."""
    match = view.gazetteer.find(name.place, name.district) if name.place else None
    if name.place and match and match.certain and len(match.today) == 1 and match.today[0].name != name.place:
        return view.strings.say("register.now", place=name.place, unit=cards.commune_name(view, match.today[0]))
    return name.place or ""


def _decided(view: View, listing: PublishedList) -> str:
    when = listing.date.formatted(view.strings) if listing.date else ""
    return ", ".join(filter(None, (listing.level.of(view.language), listing.number, when)))


def _decision(view: View, listing: PublishedList) -> Told:
    strings = view.strings
    number = strings.say("recognition.decision", number=listing.number) if listing.number else strings.say("register.no_number")
    head = ", ".join(filter(None, (number, listing.date.formatted(strings) if listing.date else "")))
    key = "register.some" if len(listing.names) < listing.count else "register.whole"
    named = strings.say(key, count=strings.number(listing.count), named=strings.number(len(listing.names)))
    note = listing.note.of(view.language) if listing.note else ""
    return Told(head, f"{text.capital(listing.level.of(view.language))}. {named}", note, _sources(listing.sources))


def _total(view: View, total: Total) -> Told:
    worded = total.when.of(view.language) if total.when else ""
    head = text.capital(total.as_of.formatted(view.strings)) if total.as_of else worded
    return Told(head, total.text.of(view.language), "", _sources([total.source]))


def _sources(addresses: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(((urlsplit(each).hostname or each).removeprefix("www."), each) for each in addresses)
