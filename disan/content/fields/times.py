"""Times as notices give them: a day with a time of day, or a date as exactly as it is known. Text goes in, frozen values come out.

All times are Vietnam's, which has no summer time. Knows no clock.
"""

import datetime
import re
from typing import Self, TypeVar

from msgspec.structs import replace

from disan.content.fields.dates import When
from disan.content.fields.errors import RefusedError, refused
from disan.core import text
from disan.core.strings import Strings, Words

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
_TIME = (
    r"(?P<hour>\d{1,2})(?:[:h](?P<minute>[0-5]\d)(?::00)?(?:\+07:00)?|h| ?giờ(?: ?(?P<minutes>[0-5]?\d)(?: ?phút)?)?)"
    r"(?: (?P<part>sáng|trưa|chiều|tối|am|pm))?"
)
_BEFORE = rf"(?:(?:lúc|từ) )?{_TIME}(?: ?,| -| ngày| on| of)? (?P<day>.+)"
_BEHIND = rf"(?P<day>\d{{4}}-\d\d-\d\d(?=t)|.+?)(?:t|,? (?:lúc |từ |at )?){_TIME}"
_SEVERAL = r"\d(?:[:h]\d\d|h| ?giờ).* ?(?:-|–|đến|to) ?\d{1,2}(?:[:h]| ?giờ)"
_NAME = r"thứ (?:hai|ba|tư|bốn|năm|sáu|bảy|[2-7])|chủ nhật|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WEEKDAY = rf"(?:(?:{_NAME})(?:,| -)? ?|ngày (?=\d{{1,2}}[/.-]))"
"""Compiled where they are used: it takes longer than reading a record, and few records have times."""
_AFTERNOON = {"trưa": 11, "chiều": 12, "tối": 12, "pm": 12}
"""Parts of the day, each with the hours before which twelve more are meant: 11 giờ trưa is 11:00, 1 giờ trưa 13:00."""
_NAMES = (
    ("thứ hai", "thứ 2", "monday"),
    ("thứ ba", "thứ 3", "tuesday"),
    ("thứ tư", "thứ bốn", "thứ 4", "wednesday"),
    ("thứ năm", "thứ 5", "thursday"),
    ("thứ sáu", "thứ 6", "friday"),
    ("thứ bảy", "thứ 7", "saturday"),
    ("chủ nhật", "sunday"),
)
"""The days of the week as they are called, Monday first."""
_NOON = 12
_HOURS = 24
_ONE_TIME = Words(
    "một giờ của một ngày như 7:00 ngày 5/12/2026; giờ kết thúc ghi ở ô kết thúc",
    "one time of one day, such as 7:00, 5/12/2026; when it ends goes into the field for the end",
)
_NO_TIME = Words("giờ từ 0:00 đến 23:59 và đủ ngày, như 7:00 ngày 5/12/2026", "a time from 0:00 to 23:59 and a whole day: 7:00, 5/12/2026")


class Scheduled(When, frozen=True):
    """A time that is planned, or was kept: a date as exactly as it is known, and of a day the time."""

    time: datetime.time | None = None

    @property
    def begins(self) -> datetime.datetime:
        """The first moment that it may mean."""
        return datetime.datetime.combine(self.earliest, self.time or datetime.time(), VIETNAM)

    @property
    def ends(self) -> datetime.datetime:
        """The first moment after all that it may mean: a time of day is one moment."""
        return self.begins if self.time else datetime.datetime.combine(self.latest, datetime.time(), VIETNAM) + datetime.timedelta(days=1)

    @property
    def edtf(self) -> str:
        """The canonical text: EDTF level 1; with a time level 0, which is ISO 8601: 2026-12-05T07:00:00+07:00."""
        return self.begins.isoformat() if self.time else super().edtf

    def formatted(self, strings: Strings) -> str:
        """The date as a newspaper of the language writes it, with the day of the week and the time where they are known."""
        said = super().formatted(strings)
        if self.first.day is None or self.first != self.last or self.about or self.inferred:
            return said
        if not self.time:
            return strings.say("date.on_weekday", weekday=self._weekday(strings), date=said)
        return strings.say("date.at", time=_clock(self.time), weekday=self._weekday(strings), date=said)

    def to(self, end: "Scheduled | None", strings: Strings) -> str:
        """This time and when it ends, in words: of one day the two times and the day once."""
        if end is None or end == self:
            return self.formatted(strings)
        if self.time and end.time and self.earliest == end.earliest:
            times = strings.say("date.years", first=_clock(self.time), last=_clock(end.time))
            return strings.say("date.at", time=times, weekday=self._weekday(strings), date=super().formatted(strings))
        return strings.say("date.range", first=self.formatted(strings), last=end.formatted(strings))

    def _weekday(self, strings: Strings) -> str:
        return strings.say(f"date.weekdays.{self.earliest.weekday()}")

    @classmethod
    def read(cls, value: object) -> Self:
        """The time that a text means; refuses what `When` does, several times at once, a time of no single day, a wrong day of the week."""
        plain = " ".join(text.normalized(str(value)).casefold().split())
        made = cls._read(plain, value)
        named = re.search(_NAME, plain)
        names = _NAMES[made.earliest.weekday()]
        if named and named[0] not in names and made.first == made.last and made.first.day is not None:
            raise refused("bad-date", value=str(value), right=plain.replace(named[0], names[-1 if named[0].endswith("day") else 0]))
        return made

    @classmethod
    def _read(cls, plain: str, value: object) -> Self:
        found = re.fullmatch(_BEFORE, _without_weekday(plain)) or re.fullmatch(_BEHIND, plain)
        if re.search(_SEVERAL, plain):
            raise refused("wrong-type", value=str(value), expected=_ONE_TIME)
        if not found:
            return super().read(_without_weekday(plain) or plain)
        time, day = _time(found), _day(cls, found["day"])
        if time is None or day is None:
            raise refused("wrong-type", value=str(value), expected=_NO_TIME)
        return replace(day, time=time)


Time = TypeVar("Time", bound=Scheduled)


def _clock(time: datetime.time) -> str:
    return f"{time.hour}:{time.minute:02}"


def _without_weekday(plain: str) -> str:
    return re.sub(_WEEKDAY, "", plain)


def _time(found: re.Match[str]) -> datetime.time | None:
    hour, minute = int(found["hour"]), int(found["minute"] or found["minutes"] or 0)
    later = hour < _AFTERNOON.get(found["part"], 0)
    hour += _NOON * later
    return datetime.time(hour, minute) if hour < _HOURS else None


def _day(cls: type[Time], typed: str) -> Time | None:
    """The single day that a text means; None where it means none, or more than one."""
    try:
        day = cls.read(_without_weekday(typed))
    except RefusedError as error:
        if any(fault.rule == "bad-date" for fault in error.faults):
            raise
        return None
    exact = day.first == day.last and day.first.day is not None and not (day.about or day.inferred or day.time)
    return day if exact else None
