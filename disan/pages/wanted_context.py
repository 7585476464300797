"""What the template of the pages that ask readers for something is given. Frozen values; counts nothing."""

from collections.abc import Mapping

from msgspec import Struct

from disan.pages.frame_parts import Frame
from disan.pages.listing_contexts import Group
from disan.pages.parts import Link
from disan.pages.phase_parts import ActionShown


class WantedPage(Struct, frozen=True):
    """The records of a kind that lack one thing, by commune; `codes` and `ways` to send it are by the path of the record's page."""

    frame: Frame
    title: str
    lead: str
    count: str
    others: tuple[Link, ...]
    """The pages that ask for other things, each with its count."""
    groups: tuple[Group, ...]
    codes: Mapping[str, str]
    ways: Mapping[str, tuple[ActionShown, ...]]
    """Empty where the settings have no contact."""
