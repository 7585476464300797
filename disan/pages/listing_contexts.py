"""What the templates of pages that list records are given. Holds no catalogue and no record."""

from msgspec import Struct

from disan.pages.facet_parts import CountedLink, FacetShown
from disan.pages.frame_parts import Frame
from disan.pages.map_parts import NearMe, Province
from disan.pages.paging_parts import PageLinks
from disan.pages.parts import Fact, Link, ListRow, Said
from disan.pages.phase_parts import ActionShown


class Group(Struct, frozen=True):
    """Some records of a listing: those of one commune, one year, one need."""

    anchor: str
    title: str
    before: str
    """What the commune was made of and until when, as one line; empty where not known."""
    count: str
    lines: tuple[ListRow, ...]
    note: str = ""
    """What is said where there are no lines."""
    path: str = ""
    """Where the heading leads: to the commune."""


class Compared(Struct, frozen=True):
    """A measure in several records: what it counts, its numbers drawn as SVG markup, and each with a link to where it stands."""

    label: Said
    drawing: str
    rows: tuple[tuple[Link, Said], ...]


class ListingPage(Struct, frozen=True):
    """All records of a kind or of a facet's value, by commune or by phase, or one page of them.

    Before them what their figures have in common, and where all of those stand as a table.
    """

    frame: Frame
    title: str
    lead: str
    count: str
    compared: tuple[Compared, ...]
    table: str
    """Site path of a CSV; empty where there are no figures to put into it."""
    register: Link | None
    """To what has no record yet."""
    groups: tuple[Group, ...]
    timeline: Link | None
    """To the timeline, from a kind whose records have a time in history."""
    calendar: Link | None
    """To the calendar, from a kind at whose records things happen."""
    facets: tuple[FacetShown, ...]
    """By what else the records are looked for."""
    pages: PageLinks | None
    """Where they take more than one page."""


class MapPage(Struct, frozen=True):
    """The province's map, and its communes that have records."""

    frame: Frame
    title: str
    lead: str
    count: str
    province: Province
    communes: tuple[CountedLink, ...]
    near: NearMe


class CommunePage(Struct, frozen=True):
    """A commune of today: what it was made of, its records by kind, where it is and what is around."""

    frame: Frame
    title: str
    count: str
    before: str
    """Until when what it was made of was there."""
    made_of: tuple[Fact, ...]
    """The former communes, by their district."""
    groups: tuple[Group, ...]
    pages: PageLinks | None
    province: Province
    caption: str
    around: tuple[CountedLink, ...]
    """The nearest communes."""
    send: tuple[ActionShown, ...]
    """Ways to tell of something that has no record."""
    whole: Link
    """To all communes."""


class CommuneLine(Struct, frozen=True):
    """A commune among all: how many records it has, and the names of what it was made of."""

    link: CountedLink
    before: str


class CommunesPage(Struct, frozen=True):
    """All communes of today, wards first."""

    frame: Frame
    title: str
    lead: str
    count: str
    groups: tuple[tuple[str, tuple[CommuneLine, ...]], ...]
