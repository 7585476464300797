"""The structure of a text to raw HTML, by Python-Markdown: it reads what stands within lines. Cleans nothing and resolves nothing.

Its own reading of lines gives way to `structuring`, at the library's own door: a parser of blocks that makes the tree.
"""

import functools
from collections.abc import Iterable
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, FootnoteExtension
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString, Registry, code_escape

from disan.content.markdown.inline import Signs
from disan.content.markdown.structure import (
    CellTable,
    Definition,
    HeadingLine,
    ItemList,
    Paragraph,
    Piece,
    Quotation,
    Structure,
    Verbatim,
)

_BOXES = {"[ ] ": "☐", "[x] ": "☑"}


class _Footnotes(FootnoteExtension):
    """The library's footnotes, of which one without words would otherwise have no way back."""

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: N802
        division = super().makeFootnotesDiv(root)
        for note in division.iter("li") if division is not None else ():
            if note.get("id") and not len(note):
                back = Element("a", {"href": f"#fnref{str(note.get('id')).removeprefix('fn')}", "class": "footnote-backref"})
                back.text = FN_BACKLINK_TEXT
                SubElement(note, "p").append(back)
        return division


class _AskedTargets(dict[str, tuple[str, str]]):
    """Where links with a name lead, and which of the names were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def clear(self) -> None:
        super().clear()
        self.asked.clear()

    def __getitem__(self, name: str) -> tuple[str, str]:
        self.asked.add(name)
        return super().__getitem__(name)


class _TreeParser(BlockParser):
    """Makes the tree of a structure that is read already."""

    structure = Structure(())

    def parseDocument(self, lines: Iterable[str]) -> "ElementTree[Element | None]":  # noqa: ARG002, N802
        self.root = Element(self.md.doc_tag)
        self.add(self.root, self.structure.pieces)
        return ElementTree(self.root)

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802
        """Adds a footnote by its name, for the library's list of them."""
        self.add(parent, self.structure.footnotes[text])

    def add(self, parent: Element, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self.add_piece(parent, piece)

    def add_piece(self, parent: Element, piece: Piece) -> None:
        match piece:
            case Paragraph():
                SubElement(parent, "p").text = piece.text
            case HeadingLine():
                SubElement(parent, f"h{piece.level}").text = piece.text
            case Verbatim(html=True):
                SubElement(parent, "p").text = AtomicString(self.md.htmlStash.store(piece.text))
            case Verbatim():
                SubElement(SubElement(parent, "pre"), "code").text = AtomicString(code_escape(piece.text + "\n"))
            case Quotation():
                self.add(SubElement(parent, "blockquote"), piece.inside)
            case ItemList():
                self.add_list(parent, piece)
            case CellTable():
                _add_table(parent, piece)
            case _:
                SubElement(parent, "hr")

    def add_list(self, parent: Element, listed: ItemList) -> None:
        element = SubElement(parent, "ul" if listed.start is None else "ol")
        if listed.start not in {None, 1}:
            element.set("start", str(listed.start))
        for item in listed.items:
            one = SubElement(element, "li")
            for piece in _ticked(item):
                if isinstance(piece, Paragraph) and not listed.loose:
                    _add_words(one, piece.text)
                else:
                    self.add_piece(one, piece)


def _ticked(item: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The item with a box for `[ ]` or `[x]` at its beginning (GitHub, "Task list items"); a page has no fields to fill in."""
    if item and isinstance(item[0], Paragraph) and (box := _BOXES.get(item[0].text[:4].lower())):
        return (Paragraph(box + item[0].text[3:]), *item[1:])
    return item


def _add_words(parent: Element, words: str) -> None:
    """Words that are no paragraph of their own."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = f"{parent.text}\n{words}" if parent.text else words


def _add_table(parent: Element, cells: CellTable) -> None:
    table = SubElement(parent, "table")
    _add_row(SubElement(table, "thead"), "th", cells.head, cells.alignments)
    if cells.rows:
        body = SubElement(table, "tbody")
        for row in cells.rows:
            _add_row(body, "td", row, cells.alignments)


def _add_row(parent: Element, tag: str, cells: tuple[str, ...], alignments: tuple[str, ...]) -> None:
    row = SubElement(parent, "tr")
    for words, alignment in zip(cells, alignments, strict=True):
        # A style attribute would not pass the page's content security policy.
        SubElement(row, tag, {"align": alignment} if alignment else {}).text = words


class _Reader(Markdown):
    """The library with our parser of blocks, and no step before it."""

    parser: _TreeParser

    def __init__(self) -> None:
        self.notes = _Footnotes(BACKLINK_TITLE="", USE_DEFINITION_ORDER=False)
        super().__init__(extensions=[self.notes, Signs()], output_format="html")
        self.references: _AskedTargets = _AskedTargets()
        inline = self.treeprocessors["inline"]
        assert isinstance(inline, InlineProcessor)
        inline.inlinePatterns = list(inline.inlinePatterns)  # type: ignore[assignment]  # It asks for each by its number, for each text.

    def build_parser(self) -> "_Reader":
        super().build_parser()
        self.preprocessors = Registry()
        self.parser = _TreeParser(self)
        return self

    def html(self, structure: Structure) -> str:
        self.reset()
        self.parser.structure = structure
        self.notes.footnotes.update({name: name for name in structure.footnotes})
        self.references.update({each.name.lower(): (each.target, each.title) for each in structure.definitions})
        return self.convert("A text that is taken apart already: the library only asks whether there is one.")


@functools.cache
def _reader() -> _Reader:
    """The reader of all texts: making one costs more than reading a page."""
    return _Reader()


def to_html(structure: Structure) -> tuple[str, list[Definition]]:
    """Raw, untrusted HTML of a structure, and the targets that none of its links asks for; RecursionError when it is nested too deeply."""
    reader = _reader()
    try:
        html = reader.html(structure)
    except RecursionError:
        _reader.cache_clear()  # The library's reset does not undo the nesting that it had entered: the next text would suffer.
        raise
    return html, [each for each in structure.definitions if each.name.lower() not in reader.references.asked]
