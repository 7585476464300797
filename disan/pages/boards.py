"""Listings by phase: what comes and runs by time, what has no day yet, what is over by year; then by commune and by what is needed."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from disan.content.catalogue import Item
from disan.content.fields.times import VIETNAM
from disan.content.record import Record
from disan.core import text
from disan.pages import phases
from disan.pages.listing_contexts import Group, Index
from disan.pages.view import View

_ORDER = {"running": 0, "coming": 0, "unscheduled": 1, "past": 2}
"""Where records stand on a board by the standing of their phase."""


def in_order(view: View, items: Iterable[Item]) -> list[Item]:
    """The records as a board has them: what comes and runs by time, what has no day yet, what is over, the latest first."""

    def place(item: Item) -> tuple[int, int]:
        standing, begin = _standing(view, item), phases.begin(view.edition(item).row.phases)
        return _ORDER[standing], -begin if standing == "past" else begin

    return sorted(items, key=place)


def groups(view: View, kind: type[Record], items: Iterable[Item]) -> Iterator[Group]:
    """The records by phase; where nothing comes or runs, that is said."""
    ordered = in_order(view, items)
    current, waiting, over = ([item for item in ordered if _ORDER[_standing(view, item)] == place] for place in range(3))
    plural = view.strings.of(kind.plural)
    note = "" if current else view.strings.say("board.none", kind=plural[:1].lower() + plural[1:])
    yield replace(_group(view, "current", view.strings.say("board.current"), current), note=note)
    if waiting:
        yield _group(view, "unscheduled", view.strings.say("board.unscheduled"), waiting)
    for year in dict.fromkeys(_year(view, item) for item in over):
        inside = [item for item in over if _year(view, item) == year]
        yield _group(view, f"year-{year}", view.strings.say("board.year", year=year), inside)


def indexes(view: View, items: Sequence[Item], by_commune: Sequence[Group]) -> Iterator[Index]:
    """The records by what they are looked for by, and by commune."""
    by_facet: dict[str, list[Item]] = {}
    for item in items:
        for facet in view.row(item).facets:
            by_facet.setdefault(facet, []).append(item)
    if by_facet:
        named = sorted(by_facet, key=text.collation_key)
        inside = [_group(view, f"facet-{text.slug(each)}", each[:1].upper() + each[1:], by_facet[each]) for each in named]
        yield Index("facets", view.strings.say("board.facets"), tuple(inside))
    if any(each.title for each in by_commune):
        yield Index("communes", view.strings.say("board.communes"), tuple(by_commune))


def _group(view: View, anchor: str, title: str, items: Sequence[Item]) -> Group:
    return Group(anchor, title, "", view.strings.count("shown.records", len(items)), tuple(view.row(item) for item in items))


def _standing(view: View, item: Item) -> str:
    return view.row(item).phases[0].standing


def _year(view: View, item: Item) -> int:
    return datetime.datetime.fromtimestamp(phases.begin(view.edition(item).row.phases), VIETNAM).year
