"""The pieces of maps: the province's drawing and the dots over it. Frozen values."""

from msgspec import Struct

from disan.pages.parts import Link


class Dot(Struct, frozen=True):
    """A dot on the province's map, in units of its drawing; `path` leads to the commune's records, empty on a record's own map."""

    x: int
    y: int
    radius: str
    """Empty where the template draws the one lit dot."""
    label: str
    path: str


class Pin(Struct, frozen=True):
    """A mark at the coordinates of a record, in units of the drawing; or of several that would cover one another, with their number.

    `path` leads to the record, or to the commune that several share, whose page lists them; `paths` are then theirs, where they are few.
    """

    x: int
    y: int
    label: str
    path: str
    number: str = ""
    paths: tuple[str, ...] = ()


class Province(Struct, frozen=True):
    """The drawing of the province that all pages share, as a file's site path and its size in units, and marks over it."""

    drawing: str
    width: int
    height: int
    dots: tuple[Dot, ...]
    pins: tuple[Pin, ...] = ()


class NearMe(Struct, frozen=True):
    """What a reader's browser needs to tell what is near: the site path of the search index, and the box that holds the province.

    The box is south, west, north and east in decimal degrees, parted by spaces.
    """

    index: str
    bounds: str
    province: str


class Locator(Struct, frozen=True):
    """Where in the province a record is. `caption` says whether the dot is a commune's or the site's own."""

    province: Province
    caption: str
    whole: Link
    """To the map of all records."""


class FillingDot(Struct, frozen=True):
    """A dot of a map that fills, in units of the drawing: as large as what its commune has so far, and the next covers it."""

    x: int
    y: int
    radius: str


class FillingStep(Struct, frozen=True):
    """A value by which a map fills: what it is called and where its records are, how many there are, its dots.

    `told` is said while it comes; `share` is its number in hundredths of the largest.
    """

    label: str
    path: str
    count: str
    told: str
    share: int
    dots: tuple[FillingDot, ...]


class FillingMap(Struct, frozen=True):
    """A map that fills step by step; `total` says what it ends with, `notes` what it leaves out."""

    province: Province
    steps: tuple[FillingStep, ...]
    total: str
    notes: tuple[str, ...]
