"""iCalendar files (RFC 5545): what happens, as values in, the file's bytes out.

Written here and not by a library: that took a third of building a site, for a dozen properties.
"""

import datetime
from collections.abc import Iterable, Iterator

from disan.content.fields.times import VIETNAM
from disan.content.occasions import DaySpan
from disan.core import listeners
from disan.pages.calendar_files import CalendarEvent, CalendarFile, Happening

_REVISED = "20260101T000000Z"
"""DTSTAMP (RFC 5545, 3.8.7.2) is to tell when an event was last revised, which records do not say. The time of the build would make
another file of each; and programs that subscribe take each file whole, so that one day does for all."""
_ASK_AGAIN = "P1D"
"""How often programs that subscribe are to look for a newer one: every day (3.3.6)."""
_DAY = datetime.timedelta(days=1)


def ics(file: CalendarFile) -> bytes:
    """The file: lines of at most 75 octets that end in CRLF. Times are in UTC, so that no table of time zones is needed."""
    told = {each: _written(_told(each)) for each in {event.told for event in file.events}}
    events = (piece for event in file.events for piece in (_written(_begun(event)), told[event.told]))
    return b"".join((_written(_head(file)), *events, _written([("END", "VCALENDAR")])))


def _written(lines: Iterable[tuple[str, str]]) -> bytes:
    return b"".join(listeners.calendar_line(name, value) for name, value in lines)


def _head(file: CalendarFile) -> Iterator[tuple[str, str]]:
    yield "BEGIN", "VCALENDAR"
    yield "VERSION", "2.0"
    yield "PRODID", f"-//disan//NONSGML disan//{file.language.upper()}"
    yield "CALSCALE", "GREGORIAN"
    for name in ("NAME", "X-WR-CALNAME"):  # RFC 7986, and what most programs read.
        yield name, listeners.calendar_text(file.title)
    yield "URL", file.url
    yield "X-WR-TIMEZONE", "Asia/Ho_Chi_Minh"
    for name in ("REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        yield f"{name};VALUE=DURATION", _ASK_AGAIN


def _begun(event: CalendarEvent) -> Iterator[tuple[str, str]]:
    """The lines of an event in which one time differs from the next."""
    yield "BEGIN", "VEVENT"
    yield "UID", listeners.calendar_text(event.uid)
    yield "DTSTAMP", _REVISED
    yield from _times(event.span)


def _told(happening: Happening) -> Iterator[tuple[str, str]]:
    """The other ones."""
    if happening.every_year:
        yield "RRULE", "FREQ=YEARLY"
    yield "SUMMARY", listeners.calendar_text(happening.summary)
    yield "LOCATION", listeners.calendar_text(happening.location)
    yield "DESCRIPTION", listeners.calendar_text(happening.description)
    yield "URL", happening.url
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"


def _times(span: DaySpan) -> Iterator[tuple[str, str]]:
    """Begin and end; whole days end on the day after the last (RFC 5545, 3.6.1), and of what nobody knows the end of, none is said."""
    if span.begins is None or (span.ends is None and span.last != span.first):
        yield "DTSTART;VALUE=DATE", _day(span.first)
        yield "DTEND;VALUE=DATE", _day(span.last + _DAY)
        return
    yield "DTSTART", _utc(span.first, span.begins)
    if span.ends:
        yield "DTEND", _utc(span.last, span.ends)


def _day(day: datetime.date) -> str:
    return day.isoformat().replace("-", "")


def _utc(day: datetime.date, time: datetime.time) -> str:
    return f"{datetime.datetime.combine(day, time, VIETNAM).astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"
