"""When in history a record has its place, and what the template of the timeline is given. Frozen values."""

from msgspec import Struct

from disan.content.fields.spans import YearSpan
from disan.pages.frame_parts import Frame
from disan.pages.parts import Link, Said


class TimeShown(Struct, frozen=True):
    """The times of a record in words, and the years that they mean, as they were written."""

    words: tuple[Said, ...]
    spans: tuple[YearSpan, ...]


class TimelineRow(Struct, frozen=True):
    """A record on the timeline: its title, its times in words and as SVG markup."""

    path: str
    title: Said
    words: tuple[Said, ...]
    strip: str


class TimelineCentury(Struct, frozen=True):
    """The records whose first time is in a century; of one with too many for the page only how many, and where they stand."""

    anchor: str
    title: str
    count: str
    rows: tuple[TimelineRow, ...]
    whole: Link | None


class TimelinePage(Struct, frozen=True):
    """All records that have a time in history, by the century in which it begins."""

    frame: Frame
    title: str
    lead: str
    count: str
    overview: str
    """Both are SVG markup."""
    scale: str
    centuries: tuple[TimelineCentury, ...]
