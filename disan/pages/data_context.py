"""What the template of the page about open data is given. Frozen values; counts nothing."""

from msgspec import Struct

from disan.pages.frame_parts import Frame
from disan.pages.parts import Link


class DataLine(Struct, frozen=True):
    """A file: its name and site path, what is in it, how much in words."""

    name: str
    path: str
    what: str
    amount: str


class DataGroup(Struct, frozen=True):
    """Files below a heading."""

    title: str
    files: tuple[DataLine, ...]


class ColumnLine(Struct, frozen=True):
    """A column: its name, what it means, the sort of its cells."""

    name: str
    meaning: str
    type: str


class ColumnTable(Struct, frozen=True):
    """The columns of a file."""

    title: str
    count: str
    lines: tuple[ColumnLine, ...]


class DataPage(Struct, frozen=True):
    """The page that explains the files of data."""

    frame: Frame
    title: str
    lead: str
    count: str
    groups: tuple[DataGroup, ...]
    columns: tuple[ColumnTable, ...]
    notes: tuple[str, ...]
    """What a reader of the data must know."""
    citation: str
    licence: str
    licence_address: str
    """Empty where the licence has none that is known."""
    about: Link | None
