"""What every block of a text has (see `prose.blocks`): its names, what may stand in it, its options as fields.

A block subclasses it, as a kind subclasses Record; nothing here reads or draws.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import ClassVar

from msgspec import Struct

from disan.content.fields.model import Model
from disan.content.record import schema
from disan.content.record.observation import Observation
from disan.core.strings import Strings, Words


class Need(Enum):
    """Whether a block has a title, or text: `BLOCKS` means blocks that it holds and no other text."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"
    BLOCKS = "blocks"


class BlockRow(Struct, frozen=True):
    """A number that a block shows: what it counts and the number as the language writes it.

    `unit` stands smaller behind it; `figure` is the figure of a record that it is. Both may be empty.
    """

    label: str
    shown: str
    unit: str = ""
    figure: str = ""


class BlockData(Struct, frozen=True):
    """The data that a block shows in a language beyond its own words: SVG markup, rows of a table, a note."""

    drawing: str = ""
    rows: tuple[BlockRow, ...] = ()
    note: str = ""


class KindByFacet(Struct, frozen=True):
    """The records that a block shows without naming them: all of a kind, by its folder, in order of a facet."""

    kind: str
    facet: str


class Block(Model, tag=True):
    """The options of a block."""

    identifier: ClassVar[str]
    name: ClassVar[Words]
    help: ClassVar[Words]
    """One sentence: what it is for."""
    title: ClassVar[Need] = Need.NONE
    text: ClassVar[Need] = Need.NONE
    holds: ClassVar[tuple[str, ...]] = ()
    """The blocks that may stand in it."""
    inside: ClassVar[str] = ""
    """The block outside of which it means nothing."""
    chapter: ClassVar[bool] = False
    """Whether its title is a heading of the page's contents."""
    verse: ClassVar[bool] = False
    """Whether each line of its text stays a line."""
    mapped: ClassVar[bool] = False
    """Whether its records are shown on the map."""

    @property
    def sound(self) -> str:
        """The sound file beside the record that it plays; empty for most."""
        return ""

    def data(self, _strings: Strings, _figures: Mapping[str, Observation]) -> BlockData:
        """The data that it shows beyond its words; `_figures` are those of records that it names, by name, as far as they are there."""
        return BlockData()

    def gathers(self) -> KindByFacet | None:
        """The records that it shows without naming them; None for most."""
        return None

    def figures(self) -> Iterator[tuple[schema.Path, str]]:
        """The figures of records that its options name, each with its path."""
        return schema.figures(self)

    def named(self, *, pictures: bool) -> Iterator[tuple[schema.Path, str]]:
        """The picture files, or else the records, that its options name, each with its path."""
        if not pictures:
            return schema.references(self)
        options = (option for option, said in schema.members(type(self)) if said.picture)
        return (found for option in options for found in schema.each(getattr(self, option), (option,)))
