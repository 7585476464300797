"""Lines of a calendar: what happens at records from today on, day by day. A view in, values for a template out."""

import datetime
from collections.abc import Iterable, Iterator

from disan.content.catalogue import Item
from disan.content.fields.times import VIETNAM
from disan.content.occasions import DaySpan
from disan.core import text
from disan.core.strings import Strings
from disan.pages.calendar_context import CalendarLine
from disan.pages.occasion_parts import OccasionShown
from disan.pages.view import View

Dated = tuple[Item, OccasionShown, DaySpan]
"""What happens at a record, and when."""


def dated(view: View, end: datetime.date) -> list[Dated]:
    """What is on today, or begins before `end`, by day and then by its record, in the same order in every language."""
    return sorted(_dated(view, end), key=lambda each: (each[2].first, each[2].last, each[0].outline.order))


def _dated(view: View, end: datetime.date) -> Iterator[Dated]:
    for item, occasion in view.occasions:
        for span in occasion.spans:
            if span.last >= view.today and span.first < end:
                yield item, occasion, span


def lines(view: View, dated: Iterable[Dated], within: datetime.date | None = None) -> Iterator[CalendarLine]:
    """The lines of what happens; `within` is the first day of the month that they stand in, which their days need not name."""
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


def _days(span: DaySpan, within: datetime.date | None) -> str:
    """The days as figures: 12, 12–14; 28/1 for a first day before the month."""
    first, last = (each.replace(day=1) == within for each in (span.first, span.last))
    if not first:
        return f"{span.first.day}/{span.first.month}"
    return f"{span.first.day}–{span.last.day}" if last and span.first != span.last else str(span.first.day)


def _until(strings: Strings, span: DaySpan, within: datetime.date | None) -> str:
    """The last day in words, where the figures do not have it."""
    if span.first == span.last or (within and span.first.replace(day=1) == span.last.replace(day=1) == within):
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
