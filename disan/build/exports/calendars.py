"""iCalendar files (RFC 5545): what happens, as values in, the file's bytes out. Slow to load, for its library is: only for what changed."""

import datetime
from collections.abc import Iterator

from icalendar import Calendar, Event

from disan.content.fields.times import VIETNAM
from disan.content.occasions import DaySpan
from disan.core import listeners
from disan.pages.calendar_files import CalendarEvent, CalendarFile

_REVISED = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""DTSTAMP (RFC 5545, 3.8.7.2) is to tell when an event was last revised, which records do not say. The time of the build would make
another file of each; and programs that subscribe take each file whole, so that one day does for all."""
_ASK_AGAIN = datetime.timedelta(days=1)
"""How often programs that subscribe are to look for a newer one."""
_DAY = datetime.timedelta(days=1)


def ics(file: CalendarFile) -> bytes:
    """The file: lines of at most 75 octets that end in CRLF. Times are in UTC, so that no table of time zones is needed."""
    made = Calendar()
    made.add("VERSION", "2.0")
    made.add("PRODID", f"-//disan//NONSGML disan//{file.language.upper()}")
    made.add("CALSCALE", "GREGORIAN")
    for name in ("NAME", "X-WR-CALNAME"):  # RFC 7986, and what most programs read.
        made.add(name, listeners.plain(file.title))
    made.add("URL", file.url)
    made.add("X-WR-TIMEZONE", "Asia/Ho_Chi_Minh")
    for name in ("REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        made.add(name, _ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for event in file.events:
        made.add_component(_event(event))
    return bytes(made.to_ical())


def _event(event: CalendarEvent) -> Event:
    made = Event()
    made.add("UID", event.uid)
    made.add("DTSTAMP", _REVISED)
    for name, when in _times(event.span):
        made.add(name, when)
    if event.every_year:
        made.add("RRULE", {"FREQ": "YEARLY"})
    for name in ("summary", "location", "description", "url"):
        made.add(name.upper(), listeners.plain(getattr(event, name)))
    made.add("TRANSP", "TRANSPARENT")
    return made


def _times(span: DaySpan) -> Iterator[tuple[str, datetime.date]]:
    """Begin and end; whole days end on the day after the last (RFC 5545, 3.6.1), and of what nobody knows the end of, none is said."""
    if span.begins is None or (span.ends is None and span.last != span.first):
        yield from (("DTSTART", span.first), ("DTEND", span.last + _DAY))
        return
    yield "DTSTART", _utc(span.first, span.begins)
    if span.ends:
        yield "DTEND", _utc(span.last, span.ends)


def _utc(day: datetime.date, time: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(day, time, VIETNAM).astimezone(datetime.UTC)
