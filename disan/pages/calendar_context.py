"""What the template of the calendar's page is given. Frozen values; reckons nothing."""

from msgspec import Struct

from disan.pages.frame_parts import Frame
from disan.pages.paging_parts import PageLinks
from disan.pages.parts import Said


class CalendarLine(Struct, frozen=True):
    """What happens on a day, or on several in a row."""

    days: str
    """As large as they may stand: 12, 12–14, and 28/1 where it is no day of the month that it stands in."""
    until: str
    """The last day in words, where it is in another month than the first; else empty."""
    weekdays: str
    times: str
    lunar: str
    """The lunar days in words; empty for what the solar calendar decides."""
    name: Said
    record: Said | None
    """The record at which it happens; None where that is its name."""
    path: str
    where: Said | None
    place: str
    note: Said | None
    every_year: bool
    first: str
    """The first day in ISO 8601."""
    over: int
    """When its last day is over in Vietnam, in seconds of Unix time: script goes by the reader's own clock."""


class CalendarMonth(Struct, frozen=True):
    """What begins in a month, or goes on from before it."""

    anchor: str
    title: str
    lines: tuple[CalendarLine, ...]
    over: int
    """When the last of them is over."""


class CalendarPage(Struct, frozen=True):
    """What happens in the next twelve months."""

    frame: Frame
    title: str
    lead: str
    months: tuple[CalendarMonth, ...]
    pages: PageLinks | None
    lunar: bool
    """Whether any of the days was reckoned."""
    file: str
    """Site path of the same as an iCalendar file."""
    address: str
    """The file's address in full."""
    subscription: str
    """The same, as calendar programs ask for it by themselves from then on (webcal:)."""
