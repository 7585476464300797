"""Long lists in pages that stay small: sections of lines in, and a plan for each page out. Shows no line itself.

A page holds as many lines as surely fit: each line knows how many bytes of HTML it takes at most, and a page has room for so many.
"""

import bisect
import functools
import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from disan.content.settings import FILE
from disan.core import text
from disan.core.strings import load
from disan.pages.contexts import Context
from disan.pages.frame_parts import FeedOffered, Frame
from disan.pages.frames import frame
from disan.pages.paging_parts import PageLink, PageLinks
from disan.pages.plan import Plan
from disan.pages.view import View

ROOM = 37_000
"""Bytes of lines and of links to other pages on a page, of the 60,000 that it may have: what every page has takes the rest."""
_HEADING, _TOLD, LINK = 210, 100, 110
"""Bytes of a section's heading with the link to it, of what is told below it, and of a link to another page, about as many in any language.

They are no bytes of a language's words, so that lists are cut alike in all languages: each page has its other in the next language.
"""

_SPREAD, _BESIDE = 20, 9
"""Of a list of many pages one has links to so many in even steps, and to so many before and behind it: from one page to any other are two
taps among 380. Links to all would take the room of the lines: at 340 pages the whole of it."""
_MOST_LINKS = _SPREAD + 1 + 2 * _BESIDE + 1

Line = TypeVar("Line")


class Section(Struct, Generic[Line], frozen=True):
    """Lines below one heading, which may be empty. Cut in two, both halves have it, and the count of the whole."""

    anchor: str
    title: str
    lines: tuple[Line, ...]
    count: int
    before: str = ""
    """What a commune was made of and until when, as one line."""
    path: str = ""
    """Where the heading leads."""
    note: str = ""
    """What is said where there are no lines."""


class ListPage(Struct, Generic[Line], frozen=True):
    """One of the pages that a list is cut into: its number from 1, its sections, its path in each language, the links between them."""

    number: int
    sections: tuple[Section[Line], ...]
    paths: Mapping[str, str]
    links: PageLinks | None

    def frame(self, view: View, title: str, lead: str, origin: str = FILE, feed: FeedOffered | None = None) -> Frame:
        """What this page has about it: a title that tells it from the others; the first has a code for a screen, and the list's feed."""
        first = self.number == 1
        titled = title if first else view.strings.say("pages.title", title=title, number=self.number)
        symbol = view.own_symbol(self.paths[view.language]) if first else None
        return frame(view, titled, lead, self.paths, symbol, origin=origin, feed=feed if first else None)


def section(anchor: str, title: str, lines: Iterable[Line], **more: str) -> Section[Line]:
    """A section that is whole."""
    held = tuple(lines)
    return Section(anchor, title, held, len(held), **more)


def cut(sections: Iterable[Section[Line]], weight: Callable[[Line], int], first: int = 0) -> list[tuple[Section[Line], ...]]:
    """The sections page by page, at least one. `weight` is what a line takes at most, `first` what the first page has besides: bytes."""
    weighed = [(each, tuple(itertools.accumulate(map(weight, each.lines), initial=0))) for each in sections]
    links, pages = 0, _cut(weighed, ROOM, ROOM - first)
    while links < (needed := min(len(pages), _MOST_LINKS)) > 1:
        links = needed
        pages = _cut(weighed, ROOM - LINK * links, ROOM - LINK * links - first)
    return pages


def _cut(sections: Iterable[tuple[Section[Line], Sequence[int]]], room: int, left: int) -> list[tuple[Section[Line], ...]]:
    """The pages, each with `room` but the first, which has `left`; with each section go the bytes before each of its lines and of all."""
    made: list[list[Section[Line]]] = [[]]
    for each, ends in sections:
        begin, heading = 0, _HEADING + _TOLD * (bool(each.before) + bool(each.note))
        while True:
            fitting = bisect.bisect_right(ends, ends[begin] + left - heading) - 1
            if fitting > begin or not each.lines or not made[-1]:
                end = min(max(fitting, begin + 1), len(each.lines))
                made[-1].append(replace(each, lines=each.lines[begin:end]))
                left, begin = left - heading - (ends[end] - ends[begin]), end
            if begin == len(each.lines):
                break
            made.append([])
            left = room
    return [tuple(each) for each in made]


def plans(
    view: View,
    paths: Mapping[str, str],
    pages: Sequence[tuple[Section[Line], ...]],
    name: Callable[[Line], str] | None,
    page: Callable[[ListPage[Line]], Context],
    shows: Callable[[ListPage[Line]], Iterable[object]],
    template: str,
    origin: str,
) -> Iterator[Plan]:
    """A plan for each page of a list that is `cut`, the first of them at `paths`.

    `name` is what lines are sorted by; None where it is something else. `page` makes a page's context, `shows` tells what decides about it.
    """
    ends = list(itertools.accumulate(sum(len(each.lines) for each in sections) for sections in pages))
    said = [_said(view, each, name, begin + 1) for each, begin in zip(pages, [0, *ends], strict=False)]
    for number, each in enumerate(pages, 1):
        links = _links(view, paths[view.language], said, number) if len(pages) > 1 else None
        own = {language: path_of(path, number, language) for language, path in paths.items()}
        list_page = ListPage(number, each, own, links)
        made = functools.partial(page, list_page)
        yield view.plan(own[view.language], own, template, made, origin, shows=[*shows(list_page), links])


def path_of(path: str, number: int, language: str) -> str:
    """The site path of a page of the list that begins at `path`."""
    return path if number == 1 else f"{path}{load(language).say('addresses.list_page')}-{number}/"


def _links(view: View, path: str, said: list[str], here: int) -> PageLinks:
    def link(number: int) -> PageLink:
        return PageLink(str(number), said[number - 1], path_of(path, number, view.language), number == here)

    before, after = link(here - 1) if here > 1 else None, link(here + 1) if here < len(said) else None
    return PageLinks(tuple(map(link, linked(len(said), here))), before, after)


def linked(count: int, here: int) -> list[int]:
    """The pages that one of a list of so many has links to, by their numbers from 1."""
    if count <= _MOST_LINKS:
        return list(range(1, count + 1))
    spread = range(1, count + 1, math.ceil(count / _SPREAD))
    return sorted({count, *spread, *range(max(1, here - _BESIDE), min(count, here + _BESIDE) + 1)})


def _said(view: View, sections: tuple[Section[Any], ...], name: Callable[[Any], str] | None, number: int) -> str:
    """What is on a page: from which section to which; of one section the letters, or where its lines do not go by name their numbers."""
    titles = [each.title for each in sections if each.title]
    lines = sections[0].lines if len(sections) == 1 else ()
    if len(titles) > 1 or not lines:
        return _span(view, titles[0], titles[-1]) if titles else ""
    if name:
        part = _span(view, _letter(name(lines[0])), _letter(name(lines[-1])))
    else:
        part = view.strings.say("date.years", first=view.strings.number(number), last=view.strings.number(number + len(lines) - 1))
    return view.strings.say("pages.part", title=titles[0], part=part) if titles else part


def _span(view: View, first: str, last: str) -> str:
    return first if first == last else view.strings.say("date.range", first=first, last=last)


def _letter(name: str) -> str:
    """The letter or figure under which a name stands."""
    bare = text.from_initial(name)
    return text.initial(bare) or bare[:1]
