"""What the templates of pages that list records are given. Holds no catalogue and no record."""

from msgspec import Struct

from disan.pages.frame_parts import Frame
from disan.pages.map_parts import Province
from disan.pages.parts import Link, ListRow, Said


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


class Compared(Struct, frozen=True):
    """A measure in several records: what it counts, its numbers drawn as SVG markup, and each with a link to where it stands."""

    label: Said
    drawing: str
    rows: tuple[tuple[Link, Said], ...]


class Index(Struct, frozen=True):
    """Another way to the records of a listing: by commune, or by what they may be looked for by."""

    anchor: str
    title: str
    groups: tuple[Group, ...]


class ListingPage(Struct, frozen=True):
    """All records of a kind: by commune; or by phase, and then through indexes too.

    Before them what their figures have in common, and where all of those stand as a table.
    """

    frame: Frame
    kind: str
    title: str
    lead: str
    count: str
    compared: tuple[Compared, ...]
    table: str
    """Site path of a CSV; empty where there are no figures to put into it."""
    register: Link | None
    """To what has no record yet."""
    groups: tuple[Group, ...]
    indexes: tuple[Index, ...]
    calendar: Link | None
    """To the calendar, from a kind at whose records things happen."""


class MapPage(Struct, frozen=True):
    """All records of all kinds by commune, below the province's map."""

    frame: Frame
    title: str
    lead: str
    count: str
    province: Province
    groups: tuple[Group, ...]
