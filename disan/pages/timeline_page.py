"""The page of all records that have a time in history, along one scale and by century. A view in, a plan out."""

import functools
import itertools
from collections.abc import Iterator, Mapping

from markupsafe import escape

from disan.content.catalogue import Item, grouped
from disan.content.fields.periods import century_term
from disan.core import text
from disan.drawing.timeline import TimeMark, overview, scale, strip
from disan.pages import timeline
from disan.pages.frames import frame
from disan.pages.parts import Link, Said
from disan.pages.plan import Plan
from disan.pages.timeline_parts import TimelineCentury, TimelinePage, TimelineRow, TimeShown
from disan.pages.view import View

_ROOM = 30_000
"""Bytes of the page's 60,000 that are left to the records that it tells; of the others it tells how many there are, by century."""
_AROUND = 60
"""Bytes of a row beside what is its own."""

_Timed = tuple[Item, TimeShown]
_ByCentury = Mapping[int, tuple[_Timed, ...]]


def page(view: View) -> Plan:
    """The page in the view's language."""
    paths = {language: view.page("timeline", language) for language in view.settings.languages}
    shows = [*view.row_digests(item for item, _ in view.timed), *(time for _, time in view.timed)]
    return view.plan(view.page("timeline"), paths, "timeline.html", functools.partial(_page, view, paths), shows=shows)


def _page(view: View, paths: Mapping[str, str]) -> TimelinePage:
    title, lead = view.strings.say("timeline.title"), view.strings.say("timeline.lead")
    by_century = grouped((timeline.century(time.spans), (item, time)) for item, time in view.timed)
    return TimelinePage(
        frame=frame(view, title, lead, paths, view.own_symbol(paths[view.language])),
        title=title,
        lead=lead,
        count=view.strings.count("shown.records", len(view.timed)),
        overview=overview({century: len(inside) for century, inside in by_century.items()}),
        scale=scale(view.strings.say("timeline.before")),
        centuries=tuple(_centuries(view, by_century)),
    )


def _centuries(view: View, by_century: _ByCentury) -> Iterator[TimelineCentury]:
    rows = {century: tuple(_row(view, *timed) for timed in sorted(by_century[century], key=_order)) for century in sorted(by_century)}
    told = _told({century: sum(map(_weight, each)) for century, each in rows.items()})
    for century, each in rows.items():
        title, count = text.capital(century_term(century, view.strings).label), view.strings.count("shown.records", len(each))
        listed = century in told
        yield TimelineCentury(timeline.anchor(century), title, count, each if listed else (), None if listed else _whole(view, century))


def _whole(view: View, century: int) -> Link | None:
    """The link to all records that a period puts into a century; None where none is."""
    name = century_term(century, view.strings).identifier
    found = (each for facet in view.facets for each in facet.values if each.identifier == name)
    return next((Link(Said(each.heading), each.path) for each in found), None)


def _told(weights: Mapping[int, int]) -> frozenset[int]:
    """The centuries whose records find room on the page: those with few go before those with many."""
    lightest = sorted(weights, key=lambda century: weights[century])
    sums = itertools.accumulate(weights[century] for century in lightest)
    return frozenset(century for century, weight in zip(lightest, sums, strict=True) if weight <= _ROOM)


def _weight(row: TimelineRow) -> int:
    """Bytes of a row in the page, at most about."""
    words = "".join((row.path, row.title.text, *(each.text for each in row.words)))
    return _AROUND + len(escape(words).encode()) + len(row.strip)


def _order(timed: _Timed) -> tuple[int, int, str]:
    """By when its time begins, then by when that ends, then by title."""
    item, time = timed
    first = min(time.spans, key=lambda span: (span.first, span.last))
    return first.first, first.last, item.outline.order


def _row(view: View, item: Item, time: TimeShown) -> TimelineRow:
    marks = [TimeMark(each.first, each.last, each.about, each.traditional) for each in time.spans]
    return TimelineRow(view.path(item), view.row(item).title, time.words, strip(marks))
