"""The page of what published lists name and has no record yet. A view in, a plan out."""

import functools
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from disan.content.register import FILE, ListedName, PublishedList, Register, Total
from disan.core import text
from disan.pages import cards, messages
from disan.pages.frames import frame
from disan.pages.parts import Link, Said
from disan.pages.plan import Plan
from disan.pages.register_context import ListedGroup, ListedLine, RegisterPage, Told
from disan.pages.view import View


def page(view: View) -> Plan:
    """The page in the view's language, of a view that has a register."""
    assert view.register
    paths = {language: view.page("register", language) for language in view.settings.languages}
    made = functools.partial(_page, view, view.register, paths)
    return view.plan(paths[view.language], paths, "register.html", made, FILE, shows=[view.register, view.unwritten])


def _page(view: View, register: Register, paths: Mapping[str, str]) -> RegisterPage:
    title, lead, path = register.title.of(view.language), register.lead.of(view.language), paths[view.language]
    left, say = view.unwritten, view.strings.say
    handbook = view.articles.get("editing")
    return RegisterPage(
        frame=frame(view, title, lead, paths, view.own_symbol(path), origin=FILE),
        title=title,
        lead=lead,
        count=view.strings.count("register.names", len(left)),
        handbook=Link(Said(handbook.title, handbook.language), view.page("editing")) if handbook else None,
        send=messages.ways(view, title, say("register.offer", title=title, address=view.addresses.absolute(path))),
        groups=tuple(_groups(view, left)),
        decisions=tuple(_decision(view, each) for each in register.decisions if any(each is listing for listing, _ in left)),
        totals=tuple(_total(view, each) for each in register.totals),
    )


def _groups(view: View, left: Iterable[tuple[PublishedList, ListedName]]) -> Iterable[ListedGroup]:
    """By district, as the lists have it, in the order of their names."""
    districts: dict[str, list[ListedLine]] = {}
    for listing, name in left:
        districts.setdefault(name.district, []).append(ListedLine(name.name, _where(view, name), _decided(view, listing)))
    for district in sorted(districts, key=text.collation_key):
        lines = sorted(districts[district], key=lambda line: text.collation_key(line.name))
        yield ListedGroup(text.slug(district), text.capital(district), view.strings.count("register.names", len(lines)), tuple(lines))


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
