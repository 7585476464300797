"""What the template of the register is given. Frozen values; counts nothing."""

from msgspec import Struct

from disan.pages.frame_parts import Frame
from disan.pages.paging_parts import PageLinks
from disan.pages.parts import Link
from disan.pages.phase_parts import ActionShown


class ListedLine(Struct, frozen=True):
    """What a list names: its name, where that is, and by which decision."""

    name: str
    where: str
    decided: str


class ListedGroup(Struct, frozen=True):
    """What stands in one district."""

    anchor: str
    title: str
    count: str
    lines: tuple[ListedLine, ...]


class Told(Struct, frozen=True):
    """A line with where it is from: the host of each source, and its address."""

    head: str
    text: str
    note: str
    sources: tuple[tuple[str, str], ...]


class RegisterPage(Struct, frozen=True):
    """What published lists name and has no record yet."""

    frame: Frame
    title: str
    lead: str
    count: str
    handbook: Link | None
    """How to write."""
    send: tuple[ActionShown, ...]
    """Ways to offer a text; empty where the settings have no contact."""
    groups: tuple[ListedGroup, ...]
    pages: PageLinks | None
    decisions: tuple[Told, ...]
    totals: tuple[Told, ...]
