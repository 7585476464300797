"""What happens at a record: once, or on the same days of every year, lunar or solar. Values in, solar days out.

Knows no clock: from which year on days are reckoned is the caller's to say.
"""

import datetime
from collections.abc import Iterator

from msgspec import Struct

from disan.content import lunar
from disan.content.fields.dates import LunarDay, SolarDay

YEARS = 3
"""For so many years the days of what comes back are reckoned: the year that is asked for, and those after it."""
_SHORT_MONTH = 29


class DaySpan(Struct, frozen=True):
    """A day, or several in a row; from which time of the first to which of the last (UTC+7), where that is known."""

    first: datetime.date
    last: datetime.date
    begins: datetime.time | None = None
    ends: datetime.time | None = None


class FieldText(Struct, frozen=True):
    """A text, and the field that holds it, which a translation may lack."""

    field: str
    text: str


class Occasion(Struct, frozen=True):
    """What happens on known days. `identity` tells it from the record's others as long as its days stay the same."""

    identity: str
    spans: tuple[DaySpan, ...]
    """The days by the solar calendar, in their order; none where the years that were asked for have no such day."""
    every_year: bool = False
    lunar: tuple[LunarDay, LunarDay] | None = None
    """First and last day, of what comes back by the lunar calendar."""
    name: FieldText | None = None
    """None where the record's title is its name."""
    note: FieldText | None = None
    place: FieldText | None = None
    """Where in the record's place it happens, or where else."""
    at: str = ""
    """The record at which it happens, where that is another and the place has no words of its own."""


def text_of(field: str, text: str | None) -> FieldText | None:
    """A field's text, where there is one."""
    return FieldText(field, text) if text else None


def every_lunar_year(first: LunarDay, last: LunarDay, year: int) -> Occasion:
    """What happens from one lunar day to another, from the first time that reaches into `year` on.

    A year that lacks the first day goes without; where it lacks the last, which is the 30th of a short month, the 29th is the last.
    """
    found = (_in_lunar_year(first, last, each) for each in range(year - 1, year + YEARS))
    spans = tuple(span for span in found if span and span.last.year >= year)
    return Occasion(f"lunar-{first.day}-{first.month}", spans, every_year=True, lunar=(first, last))


def _in_lunar_year(first: LunarDay, last: LunarDay, year: int) -> DaySpan | None:
    ends_in = year + ((last.month, last.day) < (first.month, first.day))
    begins, ends = (lunar.solar(day.day, day.month, each) for day, each in ((first, year), (last, ends_in)))
    ends = ends or lunar.solar(_SHORT_MONTH, last.month, ends_in)
    return DaySpan(begins, ends) if begins and ends else None


def every_year(day: SolarDay, year: int) -> Occasion:
    """What happens on a solar day, in `year` and the years after; on 29 February in leap years alone."""
    spans = tuple(DaySpan(found, found) for each in range(year, year + YEARS) for found in _on(day, each))
    return Occasion(f"solar-{day.day}-{day.month}", spans, every_year=True)


def _on(day: SolarDay, year: int) -> Iterator[datetime.date]:
    try:
        yield datetime.date(year, day.month, day.day)
    except ValueError:
        return
