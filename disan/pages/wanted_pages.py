"""The pages that ask readers for what records lack, one for each question and kind, by commune. A view in, plans out."""

import functools
from collections.abc import Iterator, Mapping

from disan.content.catalogue import Item
from disan.content.settings import FILE
from disan.core import text
from disan.pages import listings, messages, progress
from disan.pages.frames import frame
from disan.pages.parts import Link, Said
from disan.pages.phase_parts import ActionShown
from disan.pages.plan import Plan
from disan.pages.view import View
from disan.pages.wanted import Question
from disan.pages.wanted_context import WantedGroup, WantedLine, WantedPage


def plans(view: View) -> Iterator[Plan]:
    """A page for each thing that records of a kind lack."""
    for each in view.questions:
        paths = {language: view.asking(each.asked, each.kind, language) for language in view.settings.languages}
        shows = [view.digest_of_all, counts(view), *(item.reference for item in each.items)]
        yield view.plan(paths[view.language], paths, "wanted.html", functools.partial(_page, view, each, paths), FILE, shows=shows)


def links(view: View) -> tuple[Link, ...]:
    """To each of the pages, with how many records it is about."""
    return tuple(_link(view, each) for each in view.questions)


def counts(view: View) -> list[tuple[str, str, int]]:
    """What decides about the links."""
    return [(each.asked.what.vi, each.kind.folder, len(each.items)) for each in view.questions]


def _link(view: View, each: Question) -> Link:
    words = view.strings.say("wanted.counted", count=view.strings.number(len(each.items)), **_called(view, each))
    return Link(Said(text.capital(words)), view.asking(each.asked, each.kind))


def _page(view: View, each: Question, paths: Mapping[str, str]) -> WantedPage:
    say, called = view.strings.say, _called(view, each)
    title, lead = text.capital(say("wanted.title", **called)), say("wanted.lead", **called)
    groups = tuple(_groups(view, each))
    sendable = any(line.ways for group in groups for line in group.lines)
    return WantedPage(
        frame=frame(view, title, lead, paths, view.own_symbol(paths[view.language])),
        title=title,
        lead=f"{lead} {say('wanted.how')}" if sendable else lead,
        count=view.strings.count("shown.records", len(each.items)),
        others=tuple(link for link in links(view) if link.path != paths[view.language]),
        groups=groups,
        sendable=sendable,
    )


def _groups(view: View, each: Question) -> Iterator[WantedGroup]:
    items = {view.path(item): item for item in each.items}
    for group in listings.groups(view, each.items):
        lines = (WantedLine(row.title, row.path, items[row.path].code or "", _ways(view, each, items[row.path])) for row in group.lines)
        yield WantedGroup(group.anchor, group.title, group.count, tuple(lines))


def _ways(view: View, each: Question, item: Item) -> tuple[ActionShown, ...]:
    say, code = view.strings.say, item.code or item.reference
    subject = say("wanted.subject", what=text.capital(view.strings.of(each.asked.what)), code=code)
    return messages.ways(view, subject, say("wanted.text", code=code, answer=view.strings.of(each.asked.answer)))


def _called(view: View, each: Question) -> dict[str, str]:
    return {"what": view.strings.of(each.asked.what), "kinds": progress.called([each.kind], view.strings)}
