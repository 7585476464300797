"""What happens at a record, as one language tells it. Frozen values."""

from msgspec import Struct

from disan.content.occasions import DaySpan
from disan.pages.parts import Said


class OccasionShown(Struct, frozen=True):
    """What happens at a record on known days; see `content.occasions.Occasion`."""

    identity: str
    """Its own within the record, and the same in all languages."""
    name: Said
    named: bool
    """Whether it has a name of its own: else the record's title is its name."""
    note: Said | None
    where: Said | None
    """Where in the place it happens, or where else; None where that is not said."""
    at: str
    """The record that says where it happens, where nothing else does, by its reference; else empty."""
    place: str
    """The communes."""
    lunar: str
    """The lunar days in words; empty for what the solar calendar decides."""
    every_year: bool
    spans: tuple[DaySpan, ...]
