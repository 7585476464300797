"""The pieces of a route through records: its steps on its own page, and the step before and after on the page of each. Frozen values."""

from msgspec import Struct

from disan.pages.map_parts import Province
from disan.pages.parts import FactValue, Link, Said

Point = tuple[float, float]
"""Latitude and longitude in decimal degrees, WGS 84."""


class OwnStep(Struct, frozen=True):
    """A step as its route tells it: its words, or none where its record's title stands for them; that record's name.

    `point` is its own, `commune` the point of the commune that it names.
    """

    words: Said
    target: str
    point: Point | None = None
    commune: Point | None = None


class Step(Struct, frozen=True):
    """A step on the page of its route. `anchor` is its id there; `code` the one that opens its record, empty where there is none."""

    anchor: str
    code: str
    shown: FactValue
    """Its words and details; its link leads to the passage on the record's page."""
    point: Point | None
    """Where it is: its own coordinates or its record's, never a commune's."""


class Mark(Struct, frozen=True):
    """The numbers of the steps that stand at one place of the province's drawing, in its units, or too near for two."""

    x: int
    y: int
    label: str


class RouteMap(Struct, frozen=True):
    """The route in the province: its marks, and a line through them in their order, as points of SVG.

    `window` is the part of the drawing that is shown, as an SVG view box, `unit` its width as a share of the whole drawing's.
    """

    province: Province
    window: str
    unit: float
    marks: tuple[Mark, ...]
    line: str
    caption: str
    """What a mark stands for: the stop itself, or its commune."""


class Route(Struct, frozen=True):
    """A record that is a way through others, as its page shows it. `keep` is empty where it has no records."""

    anchor: str
    """What its passages are called by on the pages of its records."""
    steps: tuple[Step, ...]
    coded: int
    """How many of its records have a printed code."""
    map: RouteMap | None
    files: tuple[str, ...]
    """For maps and devices."""
    keep: str
    """The list of what a reader may keep of it for the time without a network."""


class Passage(Struct, frozen=True):
    """A route that leads through a record, as that record's page shows it to whoever came by it."""

    anchor: str
    """The id that the links of the route carry."""
    code: str
    """The record's own code, which a reader's phone remembers; empty where it has none."""
    route: Link
    """To the step on the page of the route."""
    place: str
    """Which step of how many."""
    before: Link | None
    after: Link | None
