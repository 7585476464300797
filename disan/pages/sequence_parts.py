"""The pieces of a way through records: its steps on its own page, and the step before and after on the page of each. Frozen values."""

from msgspec import Struct

from disan.pages.parts import FactValue, Link


class Step(Struct, frozen=True):
    """A step on the page of its way. `anchor` is its id there; `code` the printed code that opens its record, empty where there is none."""

    anchor: str
    code: str
    shown: FactValue
    """Its words and details; its link leads to the passage on the record's page."""


class Passage(Struct, frozen=True):
    """A way that leads through a record, as that record's page shows it to whoever came by it."""

    anchor: str
    """The id that the links of the way carry."""
    way: Link
    """To the step on the page of the way."""
    place: str
    """Which step of how many."""
    before: Link | None
    after: Link | None
