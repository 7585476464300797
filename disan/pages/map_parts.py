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


class Province(Struct, frozen=True):
    """The drawing of the province that all pages share, as a file's site path and its size in units, and dots over it."""

    drawing: str
    width: int
    height: int
    dots: tuple[Dot, ...]


class Locator(Struct, frozen=True):
    """Where in the province a record is. `caption` says whether the dot is a commune's or the site's own."""

    province: Province
    caption: str
    whole: Link
    """To the map of all records."""
