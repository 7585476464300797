"""Prose: an editor's Markdown goes in, clean HTML with typed holes comes out. Never raises for what an editor typed.

Knows no records, no files, no addresses and not which blocks there are: who calls fills the holes, reads the blocks'
options and words the faults. Rules: dead-link, unsafe-link, dead-anchor, dead-footnote, unused-footnote, picture-elsewhere,
forbidden-tag, private-character, too-deep, unclosed-block, stray-block-end, indented-block.
"""

from msgspec.structs import replace

from disan.content.markdown import assembly, blocks, cleaning, conversion, source_spans
from disan.content.markdown.model import AddressPart, BlockPart, CardPart, Heading, ImagePart, Part, Prose, ReferencePart, Span, TextFault
from disan.content.markdown.shared import Shared

__all__ = ["AddressPart", "BlockPart", "CardPart", "Heading", "ImagePart", "Part", "Prose", "ReferencePart", "Span", "TextFault", "read"]

_DEEPEST = 4
"""Blocks within blocks: what is sensible has two."""


def read(text: str) -> Prose:
    """The prose of a Markdown text.

    Links to records, site paths, pictures and blocks are holes; other addresses must be whole (https, mailto, tel). What is
    not allowed is left out and told as a fault; spans are places in `text` as it was given.
    """
    shared = Shared()
    prose = _read(source_spans.without_marks(text), 0, shared, 0)
    faults = sorted([*_private(text), *shared.faults, *shared.dead_anchors()], key=lambda fault: fault.span.order)
    return replace(prose, headings=tuple(shared.headings), faults=tuple(faults))


def _read(text: str, above: int, shared: Shared, depth: int) -> Prose:
    """The prose of a text, or of a block's text, whose headings, ids and faults are the whole text's."""
    extracted = blocks.extract(text, above)
    shared.faults += extracted.faults
    marked = source_spans.mark(extracted.text, cleaning.ALLOWED, above)
    try:
        raw = conversion.to_html(blocks.separate_marks(marked.text))
    except RecursionError:
        shared.faults.append(TextFault("too-deep", Span(above + 1, 1, 1)))
        return Prose()
    shared.faults += _forbidden(raw, marked)
    clean = cleaning.sanitise(raw)

    def inside(number: int) -> BlockPart:
        return _block(*extracted.blocks[number], shared, depth + 1)

    return assembly.assemble(clean, marked, shared, inside)


def _block(block: BlockPart, text: str, shared: Shared, depth: int) -> BlockPart:
    anchor = shared.add_heading(2, block.title, block.name) if block.title else ""
    if depth > _DEEPEST:
        shared.faults.append(TextFault("too-deep", block.span))
        return replace(block, anchor=anchor)
    return replace(block, anchor=anchor, content=_read(text, block.options[1] - 1, shared, depth))


def _private(text: str) -> list[TextFault]:
    return [TextFault("private-character", span, {"character": f"U+{character:04X}"}) for span, character in source_spans.private(text)]


def _forbidden(raw: str, marked: source_spans.Marked) -> list[TextFault]:
    return [
        TextFault("forbidden-tag", marked.span(tag), {"tag": source_spans.bare(tag).strip("<").lower()}) for tag in source_spans.at_tag(raw)
    ]
