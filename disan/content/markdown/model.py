"""What a Markdown text has become: clean HTML with typed holes, its headings, and what is wrong with it.

Values only. A hole is something that only the whole site can fill: a record's address, a site path, a picture.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct


class Span(Struct, frozen=True):
    """A place in the text as it was typed; line and column count from 1, length in characters."""

    line: int
    column: int
    length: int

    @property
    def order(self) -> tuple[int, int, int]:
        """A key that sorts places: from the top down."""
        return self.line, self.column, self.length


class ReferencePart(Struct, frozen=True, tag=True):
    """A link to another record (`relics/den-cui`), or to a figure of it (`figures/2023#members`); stands for the whole link.

    An empty label means the record's own title, or the figure with its unit.
    """

    target: str
    label: str
    span: Span
    measure: str = ""

    @property
    def name(self) -> str:
        """What is named, as it is typed in a field."""
        return f"{self.target}#{self.measure}" if self.measure else self.target


class AddressPart(Struct, frozen=True, tag=True):
    """A root-absolute site path (`/di-tich/#thach-ha`); stands between the quotes of `href="…"`."""

    path: str
    span: Span


class ImagePart(Struct, frozen=True, tag=True):
    """A picture beside the record; stands for a whole figure, never inside a paragraph."""

    file: str
    alt: str
    title: str
    span: Span


class CardPart(Struct, frozen=True, tag=True):
    """A reference alone on a line (`[[relics/den-cui]]`); stands for the record's card."""

    target: str
    span: Span

    @property
    def name(self) -> str:
        """What is named."""
        return self.target


class BlockPart(Struct, frozen=True, tag=True):
    """A block of the text (see `blocks`): its name and title as typed, where its options stand, and its text, read.

    `options` are the first line of the options and the line after the last. `anchor` is the title's id in the page,
    empty without a title. `fields` is empty until whoever knows the blocks has read the options.
    """

    name: str
    title: str
    anchor: str
    span: Span
    title_span: Span
    options: tuple[int, int]
    content: "Prose"
    fields: object = None


Part = str | ReferencePart | AddressPart | ImagePart | CardPart | BlockPart
"""A run of clean HTML, or a hole in it."""


class Heading(Struct, frozen=True):
    """A heading of the text: level 2 to 6, its id in the page, its words. `block` names the block whose title it is."""

    level: int
    anchor: str
    text: str
    block: str = ""


class TextFault(Struct, frozen=True):
    """Something wrong in the text: a rule's name, where, and what the rule's sentences need."""

    rule: str
    span: Span
    values: Mapping[str, str] = {}
    grade: Literal["error", "warning"] = "error"


class Prose(Struct, frozen=True):
    """A text, read. The parts in order make its HTML; `words` is what a reader reads.

    Headings and faults are those of the whole text, its blocks included; a block's own text has none of them.
    """

    parts: tuple[Part, ...] = ()
    headings: tuple[Heading, ...] = ()
    words: int = 0
    faults: tuple[TextFault, ...] = ()

    def every(self) -> Iterator[Part]:
        """Every part, those inside blocks too, in order."""
        for part in self.parts:
            yield part
            if isinstance(part, BlockPart):
                yield from part.content.every()
