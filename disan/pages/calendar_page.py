"""The page of what happens in the next twelve months, day by day. A view in, a plan out."""

import datetime
import functools
from collections.abc import Iterator, Mapping

from msgspec import msgpack

from disan.core import text
from disan.pages.calendar_context import CalendarMonth, CalendarPage
from disan.pages.calendar_lines import Dated, dated, lines
from disan.pages.days import month
from disan.pages.frames import frame
from disan.pages.plan import Plan
from disan.pages.view import View


def page(view: View) -> Plan:
    """The page in the view's language; another day changes it only where it changes what is shown."""
    paths = {language: view.page("calendar", language) for language in view.settings.languages}
    months = tuple(_months(view))
    shows = [month(view.strings, view.today), msgpack.encode(months)]
    made = functools.partial(_page, view, paths, months)
    return view.plan(view.page("calendar"), paths, "calendar.html", made, shows=shows)


def _page(view: View, paths: Mapping[str, str], months: tuple[CalendarMonth, ...]) -> CalendarPage:
    title = view.strings.say("calendar.title")
    lead = view.strings.say("calendar.lead", month=month(view.strings, view.today))
    file = view.calendar_file(paths[view.language])
    address = view.addresses.absolute(file)
    return CalendarPage(
        frame=frame(view, title, lead, paths, view.own_symbol(paths[view.language])),
        title=title,
        lead=lead,
        months=months,
        lunar=any(line.lunar for each in months for line in each.lines),
        file=file,
        address=address,
        subscription=f"webcal:{address.partition(':')[2]}",
    )


def _months(view: View) -> Iterator[CalendarMonth]:
    """The months in which anything begins; what began before this month stands in it while it goes on."""
    by_month: dict[datetime.date, list[Dated]] = {}
    for each in dated(view, _year_after(view.today)):
        by_month.setdefault(max(each[2].first, view.today).replace(day=1), []).append(each)
    for first, inside in sorted(by_month.items()):
        told = tuple(lines(view, inside, first))
        title = text.capital(month(view.strings, first))
        yield CalendarMonth(f"month-{first:%Y-%m}", title, told, max(line.over for line in told))


def _year_after(day: datetime.date) -> datetime.date:
    """The same day of the next year; 1 March where that has no 29 February."""
    leap = (day.month, day.day) == (2, 29)
    return datetime.date(day.year + 1, 3, 1) if leap else day.replace(year=day.year + 1)
