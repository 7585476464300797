"""Dates as sources give them: a day, a month, a year, a century, a range, about or inferred; lunar and solar days of any year.

Text goes in, either in a subset of EDTF (Library of Congress; ISO 8601-2) or as Vietnamese editors write dates; frozen
values come out. Knows no clock and turns no lunar day into a solar one (see `lunar`).
"""

import calendar
import datetime
from collections.abc import Callable
from typing import Self

from msgspec import Struct

from disan.content.fields import reading
from disan.content.fields.errors import refused
from disan.content.fields.reading import Moment
from disan.content.fields.spans import YearSpan
from disan.core.problems import Value
from disan.core.strings import Strings, Words

_WHEN = Words(
    "một ngày như 9/12/2013, 12/2013, 2013, khoảng 1930, 1964-1972 hoặc thế kỷ 18",
    "a date such as 2013-12-09, 2013-12, 2013, 1930~, 1964/1972 or 18th century",
)
_LUNAR_DAY = Words("một ngày âm lịch như 15/2 hoặc rằm tháng Giêng", "a lunar day and month such as 15/2")
_SOLAR_DAY = Words("ngày và tháng như 24/7", "a day and month such as 24/7")
_LEAP_YEAR = 2000
_LUNAR_MONTH_DAYS = 30


class When(Struct, frozen=True):
    """A time as exactly as it is known. `last` differs from `first` only for a range; a century is a range, 1701 to 1800."""

    first: Moment
    last: Moment
    about: bool = False
    inferred: bool = False

    @property
    def earliest(self) -> datetime.date:
        """The first day that it may mean, for sorting."""
        return datetime.date(self.first.year, self.first.month or 1, self.first.day or 1)

    @property
    def latest(self) -> datetime.date:
        """The last day that it may mean."""
        month = self.last.month or 12
        return datetime.date(self.last.year, month, self.last.day or calendar.monthrange(self.last.year, month)[1])

    @property
    def exact(self) -> bool:
        """Whether it is a day, or a range of days, of which nothing is in doubt."""
        return None not in (self.first.day, self.last.day) and not (self.about or self.inferred)

    @property
    def edtf(self) -> str:
        """The canonical text: EDTF level 1, `~` for about and `?` for inferred, `%` for both."""
        mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get((self.about, self.inferred), "")
        ends = (self.first,) if self.first == self.last else (self.first, self.last)
        return "/".join(f"{end.iso}{mark}" for end in ends)

    @property
    def spans(self) -> tuple[YearSpan, ...]:
        """Its years; a century is no more than about."""
        about = self.about or self.inferred or reading.centuries(self.first, self.last) is not None
        return (YearSpan(self.first.year, self.last.year, about),)

    def formatted(self, strings: Strings) -> str:
        """The date as a newspaper of the language writes it, marked where it is inferred."""
        said = self._format_bare(strings)
        if self.about:
            said = strings.say("date.about", date=said)
        return strings.say("date.inferred", date=said) if self.inferred else said

    def _format_bare(self, strings: Strings) -> str:
        if self.first == self.last:
            alone = not (self.about or self.inferred)
            return _moment(self.first, strings, "date.day_alone" if alone else "date.day")
        centuries = reading.centuries(self.first, self.last)
        if centuries and centuries[0] == centuries[1]:
            return century(centuries[0], strings)
        if centuries:
            return strings.say("date.range", first=century(centuries[0], strings), last=century(centuries[1], strings))
        key = "date.years" if self.first.month is None and self.last.month is None else "date.range"
        return strings.say(key, first=_moment(self.first, strings), last=_moment(self.last, strings))

    @classmethod
    def read(cls, value: object) -> Self:
        """The date that a text means; refuses `bad-date` (impossible, with the likely one) or `wrong-type` (unreadable)."""
        plain, about, inferred = reading.qualified(str(value))
        ends = reading.ends(plain)
        if ends is None:
            short = reading.with_century(plain)
            if short:
                raise refused("bad-date", value=str(value), right=short, reason="year")
            raise refused("wrong-type", value=str(value), **_instead(plain))
        when = cls(ends[0], ends[1], about, inferred)
        if not (ends[0].exists and ends[1].exists and when.earliest <= when.latest):
            raise refused("bad-date", value=str(value), right=reading.likely(plain, ends[0], ends[1]))
        return when


def _instead(plain: str) -> dict[str, Value]:
    """What to type for a text that is no date: the year that it names, or an example."""
    year = reading.year_within(plain)
    if not year:
        return {"expected": _WHEN, "reason": "example"}
    return {"expected": Words(f"{year}, phần còn lại ghi ở Ghi chú", f"{year}, and the rest in a note")}


class LunarDay(Struct, frozen=True):
    """A day of the Vietnamese lunar calendar, in any year: day 1 to 30, month 1 to 12."""

    day: int
    month: int

    def formatted(self) -> str:
        """Day and month: 15/2."""
        return f"{self.day}/{self.month}"

    @classmethod
    def read(cls, value: object) -> Self:
        """The lunar day that a text means: 15/2, rằm tháng Giêng, mùng 3 tháng Ba."""
        return cls(*_day_of_year(str(value), _LUNAR_DAY, lambda day, month: 1 <= day <= _LUNAR_MONTH_DAYS and 1 <= month <= 12, "lunar"))


class SolarDay(Struct, frozen=True):
    """A day of the solar calendar, in any year."""

    day: int
    month: int

    def formatted(self, strings: Strings) -> str:
        """Day and month: 24/7, 24 July."""
        return strings.say("date.day_of_year", day=self.day, month=_month(self.month, strings))

    @classmethod
    def read(cls, value: object) -> Self:
        """The day that a text means: 24/7, 24 tháng 7."""
        return cls(*_day_of_year(str(value), _SOLAR_DAY, lambda day, month: Moment(_LEAP_YEAR, month, day).exists, "day"))


def _day_of_year(typed: str, expected: Words, exists: Callable[[int, int], bool], reason: str) -> tuple[int, int]:
    """The day and the month that are typed; refuses `wrong-type`, or `bad-date` where the calendar has none such in any year."""
    found = reading.day_and_month(typed)
    if found is None:
        raise refused("wrong-type", value=typed, expected=expected)
    day, month = found
    if not exists(day, month):
        raise refused("bad-date", value=typed, right=f"{month}/{day}" if exists(month, day) else "", reason=reason)
    return found


def _month(month: int, strings: Strings) -> str:
    """The month's name, or its number in a language that counts months, as Vietnamese does."""
    key = f"date.months.{month}"
    return strings.say(key) if strings.has(key) else str(month)


def _moment(moment: Moment, strings: Strings, day_key: str = "date.day") -> str:
    if moment.month is None:
        return strings.say("date.year", year=moment.year)
    month = _month(moment.month, strings)
    if moment.day is None:
        return strings.say("date.month", month=month, year=moment.year)
    return strings.say(day_key, day=moment.day, month=month, year=moment.year)


def century(number: int, strings: Strings) -> str:
    """A century in words: thế kỷ 15, 15th century; 0 stands for all before the common era."""
    if not number:
        return strings.say("date.before")
    key = f"date.century.{number}"
    return strings.say(key if strings.has(key) else "date.century.other", century=number)
