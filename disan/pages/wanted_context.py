"""What the template of the pages that ask readers for something is given. Frozen values; counts nothing."""

from msgspec import Struct

from disan.pages.frame_parts import Frame
from disan.pages.paging_parts import PageLinks
from disan.pages.parts import Link, Said
from disan.pages.phase_parts import ActionShown


class WantedLine(Struct, frozen=True):
    """A record that lacks what is asked for: its title and path, its code, and ways to send the answer."""

    title: Said
    path: str
    code: str
    """Empty where it has none."""
    ways: tuple[ActionShown, ...]
    """None where the settings have no contact."""


class WantedGroup(Struct, frozen=True):
    """Those of one commune."""

    anchor: str
    title: str
    count: str
    lines: tuple[WantedLine, ...]


class WantedPage(Struct, frozen=True):
    """The records of a kind that lack one thing, by commune."""

    frame: Frame
    title: str
    lead: str
    count: str
    others: tuple[Link, ...]
    """The pages that ask for other things, each with its count."""
    groups: tuple[WantedGroup, ...]
    pages: PageLinks | None
    sendable: bool
    """Whether there is a way to send an answer."""
