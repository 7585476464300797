"""Listings by phase: what comes and runs by time, what has no day yet, what is over by year."""

import datetime
from collections.abc import Iterable, Iterator

from disan.content.catalogue import Item
from disan.content.fields.times import VIETNAM
from disan.content.record import Record
from disan.pages import phases
from disan.pages.paging import Section, section
from disan.pages.view import View

_ORDER = {"running": 0, "coming": 0, "unscheduled": 1, "past": 2}
"""Where records stand on a board by the standing of their phase."""


def in_order(view: View, items: Iterable[Item]) -> list[Item]:
    """The records as a board has them: what comes and runs by time, what has no day yet, what is over, the latest first."""

    def place(item: Item) -> tuple[int, int]:
        standing, begin = _standing(view, item), phases.begin(view.edition(item).row.phases)
        return _ORDER[standing], -begin if standing == "past" else begin

    return sorted(items, key=place)


def sections(view: View, kind: type[Record], items: Iterable[Item]) -> Iterator[Section[Item]]:
    """The records by phase; where nothing comes or runs, that is said."""
    ordered = in_order(view, items)
    current, waiting, over = ([item for item in ordered if _ORDER[_standing(view, item)] == place] for place in range(3))
    plural = view.strings.of(kind.plural)
    note = "" if current else view.strings.say("board.none", kind=plural[:1].lower() + plural[1:])
    yield section("current", view.strings.say("board.current"), current, note=note)
    if waiting:
        yield section("unscheduled", view.strings.say("board.unscheduled"), waiting)
    for year in dict.fromkeys(_year(view, item) for item in over):
        inside = [item for item in over if _year(view, item) == year]
        yield section(f"year-{year}", view.strings.say("board.year", year=year), inside)


def _standing(view: View, item: Item) -> str:
    return view.row(item).phases[0].standing


def _year(view: View, item: Item) -> int:
    return datetime.datetime.fromtimestamp(phases.begin(view.edition(item).row.phases), VIETNAM).year
