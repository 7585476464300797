"""What the front page's template is given. Holds no catalogue and no record."""

from msgspec import Struct

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
    """The story or relic that the magazine opens with."""
    parts: tuple[AudienceShelves, ...]
    tallies: tuple[Fact, ...]
    """The site in numbers."""
    atlas: Atlas | None
    """None while no record's place is known."""
