"""The page of what happens in the next twelve months, day by day. A view in, a plan out."""

import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping

from msgspec import msgpack

from disan.content.catalogue import Item
from disan.content.fields.times import VIETNAM
from disan.content.occasions import DaySpan
from disan.core import text
from disan.core.strings import Strings
from disan.pages.calendar_context import CalendarLine, CalendarMonth, CalendarPage
from disan.pages.days import month
from disan.pages.frames import frame
from disan.pages.occasion_parts import OccasionShown
from disan.pages.plan import Plan
from disan.pages.view import View

Dated = tuple[Item, OccasionShown, DaySpan]
"""What happens at a record, and when."""


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
    for each in sorted(_dated(view), key=lambda each: (each[2].first, each[2].last, text.collation_key(each[1].name.text))):
        by_month.setdefault(max(each[2].first, view.today).replace(day=1), []).append(each)
    for first, inside in sorted(by_month.items()):
        lines = tuple(_lines(view, first, inside))
        title = text.capital(month(view.strings, first))
        yield CalendarMonth(f"month-{first:%Y-%m}", title, lines, max(line.over for line in lines))


def _dated(view: View) -> Iterator[Dated]:
    """What is on today, or begins within a year."""
    end = _year_after(view.today)
    for item, occasion in view.occasions:
        for span in occasion.spans:
            if span.last >= view.today and span.first < end:
                yield item, occasion, span


def _year_after(day: datetime.date) -> datetime.date:
    """The same day of the next year; 1 March where that has no 29 February."""
    leap = (day.month, day.day) == (2, 29)
    return datetime.date(day.year + 1, 3, 1) if leap else day.replace(year=day.year + 1)


def _lines(view: View, within: datetime.date, dated: Iterable[Dated]) -> Iterator[CalendarLine]:
    for item, occasion, span in dated:
        yield CalendarLine(
            days=_days(span, within),
            until=_until(view.strings, span, within),
            weekdays=_weekdays(view.strings, span),
            times=_times(view.strings, span),
            lunar=occasion.lunar,
            name=occasion.name,
            record=view.row(item).title if occasion.named else None,
            path=view.path(item),
            where=view.where(occasion),
            place=occasion.place,
            note=occasion.note,
            every_year=occasion.every_year,
            first=span.first.isoformat(),
            over=_over(span),
        )


def _over(span: DaySpan) -> int:
    """When the last day is over in Vietnam, in seconds of Unix time."""
    return int(datetime.datetime.combine(span.last + datetime.timedelta(days=1), datetime.time(), VIETNAM).timestamp())


def _days(span: DaySpan, within: datetime.date) -> str:
    """The days as figures: 12, 12–14; 28/1 for a first day before the month."""
    first, last = (each.replace(day=1) == within for each in (span.first, span.last))
    if not first:
        return f"{span.first.day}/{span.first.month}"
    return f"{span.first.day}–{span.last.day}" if last and span.first != span.last else str(span.first.day)


def _until(strings: Strings, span: DaySpan, within: datetime.date) -> str:
    """The last day in words, where the figures do not have it."""
    if span.first.replace(day=1) == span.last.replace(day=1) == within or span.first == span.last:
        return ""
    return strings.say("calendar.until", day=f"{span.last.day}/{span.last.month}")


def _weekdays(strings: Strings, span: DaySpan) -> str:
    first, last = (strings.say(f"date.weekdays.{each.weekday()}").replace(" ", "\N{NO-BREAK SPACE}") for each in (span.first, span.last))
    return text.capital(first if span.first == span.last else strings.say("date.range", first=first, last=last))


def _times(strings: Strings, span: DaySpan) -> str:
    """From when to when on the clock; empty while nobody knows."""
    first, last = (f"{each.hour}:{each.minute:02}" if each else "" for each in (span.begins, span.ends))
    if first and last:
        return strings.say("date.years", first=first, last=last)
    return strings.say("calendar.from", time=first) if first else ""
