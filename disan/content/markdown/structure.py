"""What a text is made of: paragraphs, headings, lists, quotations, tables, code. Values only; words are still as they were typed."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct


class Paragraph(Struct, frozen=True):
    """Lines that are one paragraph, joined by line breaks."""

    text: str


class HeadingLine(Struct, frozen=True):
    """A heading of level 1 to 6."""

    level: int
    text: str


class ThematicBreak(Struct, frozen=True):
    """A line across the page."""


class Verbatim(Struct, frozen=True):
    """Lines that are shown as they are typed (code), or HTML that an editor wrote."""

    text: str
    html: bool = False


class Quotation(Struct, frozen=True):
    """What stands behind `>`."""

    inside: tuple[Piece, ...]


class ItemList(Struct, frozen=True):
    """A list; `start` is the number of its first item, None for bullets. The paragraphs of a loose list stand apart."""

    start: int | None
    loose: bool
    items: tuple[tuple[Piece, ...], ...]


class CellTable(Struct, frozen=True):
    """A table: its head, its rows, as wide as the head, and each column's alignment or an empty text."""

    alignments: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Piece: TypeAlias = Paragraph | HeadingLine | ThematicBreak | Verbatim | Quotation | ItemList | CellTable


class Definition(Struct, frozen=True):
    """Where links of the form `[words][name]` lead: `[name]: target "title"`."""

    line: int
    name: str
    target: str
    title: str


class Remark(Struct, frozen=True):
    """What an editor should know of a line: rule, number of the line, what stands there, values for the rule's sentences."""

    rule: str
    line: int
    typed: str
    values: dict[str, str]
    stops: bool = False
    """Whether it is an error: something typed would be shown nowhere."""


class Structure(Struct, frozen=True):
    """A text taken apart: its pieces, its footnotes by name, the targets of its links, what is to be told of it."""

    pieces: tuple[Piece, ...]
    footnotes: dict[str, tuple[Piece, ...]] = {}
    definitions: tuple[Definition, ...] = ()
    remarks: tuple[Remark, ...] = ()
