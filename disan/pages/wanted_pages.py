"""The pages that ask readers for what records lack, one for each question and kind, by commune. A view in, plans out."""

import functools
from collections.abc import Iterator

from disan.content.catalogue import Item
from disan.content.fields.about import Request
from disan.core import text
from disan.pages import listings, messages, paging, progress
from disan.pages.language_view import LanguageView
from disan.pages.paging import ListPage, Section
from disan.pages.parts import Link, Said
from disan.pages.phase_parts import ActionShown
from disan.pages.plan import Plan
from disan.pages.view import View
from disan.pages.wanted import Places, Question
from disan.pages.wanted_context import WantedGroup, WantedLine, WantedPage

_BUTTON = 100
"""Bytes of HTML around a way to send an answer, at most."""


def plans(view: View) -> Iterator[Plan]:
    """The pages for each thing that records of a kind lack."""
    for each in view.questions:
        paths = {language: view.asking(each.asked, each.kind, language) for language in view.settings.languages}
        made = functools.partial(_page, view, each)
        yield from listings.of_records(view, paths, _cut(view, each), made, [counts(view)], template="wanted.html")


def asked_at(view: View) -> Places:
    """For each thing that a record is asked for the page and the commune at which it stands first."""
    found: dict[str, dict[Request, str]] = {}
    for each in view.questions:
        path = view.asking(each.asked, each.kind)
        for number, sections in enumerate(_cut(view, each), 1):
            own = paging.path_of(path, number, view.language)
            for section in sections:
                for item in section.lines:
                    found.setdefault(item.reference, {}).setdefault(each.asked, f"{own}#{section.anchor}")
    return found


def _cut(view: View, each: Question) -> list[tuple[Section[Item], ...]]:
    return listings.cut(view, listings.sections(view, each.items), len(view.questions), _weight(view, each))


def _weight(view: View, each: Question) -> int:
    """Bytes of HTML that the ways to send an answer take on a line at most, in any language."""
    known, longest = (view.settings, view.addresses, view.gazetteer, view.year), max(each.items, key=lambda item: len(_code(item)))
    ways = (_ways(LanguageView(language, *known), each, longest) for language in view.settings.languages)
    return max(sum(len(f"{way.address}{way.copied}{way.words}".encode()) + _BUTTON for way in found) for found in ways)


def links(view: View) -> tuple[Link, ...]:
    """To each of the pages, with how many records it is about."""
    return tuple(_link(view, each) for each in view.questions)


def counts(view: View) -> list[tuple[str, str, int]]:
    """What decides about the links."""
    return [(each.asked.what.vi, each.kind.folder, len(each.items)) for each in view.questions]


def _link(view: View, each: Question) -> Link:
    words = view.strings.say("wanted.counted", count=view.strings.number(len(each.items)), **_called(view, each))
    return Link(Said(text.capital(words)), view.asking(each.asked, each.kind))


def _page(view: View, each: Question, list_page: ListPage[Item]) -> WantedPage:
    say, called = view.strings.say, _called(view, each)
    title, lead = text.capital(say("wanted.title", **called)), say("wanted.lead", **called)
    groups = tuple(_group(view, each, section) for section in list_page.sections)
    sendable = any(line.ways for group in groups for line in group.lines)
    return WantedPage(
        frame=list_page.frame(view, title, lead),
        title=title,
        lead=f"{lead} {say('wanted.how')}" if sendable else lead,
        count=view.strings.count("shown.records", len(each.items)),
        others=tuple(link for link in links(view) if link.path != view.asking(each.asked, each.kind)) if list_page.number == 1 else (),
        groups=groups,
        pages=list_page.links,
        sendable=sendable,
    )


def _group(view: View, each: Question, section: Section[Item]) -> WantedGroup:
    lines = (WantedLine(view.row(item).title, view.path(item), item.code or "", _ways(view, each, item)) for item in section.lines)
    return WantedGroup(section.anchor, section.title, view.strings.count("shown.records", section.count), tuple(lines))


def _ways(view: LanguageView, each: Question, item: Item) -> tuple[ActionShown, ...]:
    say, code = view.strings.say, _code(item)
    subject = say("wanted.subject", what=text.capital(view.strings.of(each.asked.what)), code=code)
    return messages.ways(view, subject, say("wanted.text", code=code, answer=view.strings.of(each.asked.answer)))


def _code(item: Item) -> str:
    return item.code or item.reference


def _called(view: LanguageView, each: Question) -> dict[str, str]:
    return {"what": view.strings.of(each.asked.what), "kinds": progress.called([each.kind], view.strings)}
