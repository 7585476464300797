"""What the front page's template is given. Holds no catalogue and no record."""

from msgspec import Struct

from disan.pages.calendar_context import CalendarLine
from disan.pages.frame_parts import Frame, Menu
from disan.pages.map_parts import Province
from disan.pages.parts import Card, Fact, Link


class Shelf(Struct, frozen=True):
    """A kind on the front page: how many there are, and some of them."""

    link: Link
    kind: str
    lead: str
    count: str
    cards: tuple[Card, ...]


class AudienceShelves(Struct, frozen=True):
    """The front page's part for one sort of reader."""

    menu: Menu
    shelves: tuple[Shelf, ...]


class Atlas(Struct, frozen=True):
    """The map of all records on the front page, and where the whole of it stands."""

    province: Province
    link: Link


class HomePage(Struct, frozen=True):
    """The front page."""

    frame: Frame
    opening: Card | None
    """The record that the magazine opens with."""
    opening_day: CalendarLine | None
    """What happens there in these days; None where it opens for itself."""
    coming: tuple[CalendarLine, ...]
    """What else happens in the province, the next first."""
    calendar: str
    """The calendar's site path."""
    parts: tuple[AudienceShelves, ...]
    tallies: tuple[Fact, ...]
    """The site in numbers."""
    atlas: Atlas | None
    """None while no record's place is known."""
