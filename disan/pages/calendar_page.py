"""The page of what happens in the next twelve months, day by day. A view in, a plan out."""

import datetime
import functools
from collections.abc import Iterable, Iterator

from msgspec import msgpack

from disan.content.catalogue import grouped
from disan.content.settings import FILE
from disan.core import text
from disan.pages import paging
from disan.pages.calendar_context import CalendarMonth, CalendarPage
from disan.pages.calendar_lines import Dated, dated, lines
from disan.pages.days import month
from disan.pages.occasion_parts import OccasionShown
from disan.pages.paging import ListPage, Section
from disan.pages.plan import Plan
from disan.pages.view import View

_LINE = 450
"""Bytes of the elements and of the days of a line, at most."""


def plans(view: View) -> Iterator[Plan]:
    """The pages in the view's language; another day changes them only where it changes what is shown."""
    paths = {language: view.page("calendar", language) for language in view.settings.languages}

    def shows(list_page: ListPage[Dated]) -> Iterable[object]:
        return month(view.strings, view.today), msgpack.encode(_months(view, list_page))

    made, pages = functools.partial(_page, view), paging.cut(_sections(view), functools.partial(_weight, view))
    yield from paging.plans(view, paths, pages, None, made, shows, "calendar.html", FILE)


def _weight(view: View, each: Dated) -> int:
    """Bytes of HTML that a line takes at most, in any language."""
    item = each[0]
    editions = view.summaries[item.reference].editions.values()
    return _LINE + view.weight(item) + max(sum(_bytes(occasion) for occasion in edition.occasions) for edition in editions)


def _bytes(occasion: OccasionShown) -> int:
    return len(msgpack.encode((occasion.name, occasion.lunar, occasion.where, occasion.place, occasion.note)))


def _page(view: View, list_page: ListPage[Dated]) -> CalendarPage:
    title = view.strings.say("calendar.title")
    lead = view.strings.say("calendar.lead", month=month(view.strings, view.today))
    file, months = view.calendar_file(view.page("calendar")), _months(view, list_page)
    address = view.addresses.absolute(file)
    return CalendarPage(
        frame=list_page.frame(view, title, lead),
        title=title,
        lead=lead,
        months=months,
        pages=list_page.links,
        lunar=any(line.lunar for each in months for line in each.lines),
        file=file,
        address=address,
        subscription=f"webcal:{address.partition(':')[2]}",
    )


def _sections(view: View) -> Iterator[Section[Dated]]:
    """The months in which anything begins; what began before this month stands in it while it goes on."""
    months = grouped((_month(view, each), each) for each in dated(view, _year_after(view.today)))
    for first in sorted(months):
        yield paging.section(f"month-{first:%Y-%m}", text.capital(month(view.strings, first)), months[first])


def _month(view: View, each: Dated) -> datetime.date:
    """The first day of the month in which something stands."""
    return max(each[2].first, view.today).replace(day=1)


def _months(view: View, list_page: ListPage[Dated]) -> tuple[CalendarMonth, ...]:
    told = ((each, tuple(lines(view, each.lines, _month(view, each.lines[0])))) for each in list_page.sections)
    return tuple(CalendarMonth(each.anchor, each.title, shown, max(line.over for line in shown)) for each, shown in told)


def _year_after(day: datetime.date) -> datetime.date:
    """The same day of the next year; 1 March where that has no 29 February."""
    leap = (day.month, day.day) == (2, 29)
    return datetime.date(day.year + 1, 3, 1) if leap else day.replace(year=day.year + 1)
