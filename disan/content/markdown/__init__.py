"""Prose: an editor's Markdown goes in, clean HTML with typed holes comes out. Never raises for what an editor typed.

Knows no records, no files, no addresses and not which blocks there are: who calls fills the holes, reads the blocks'
options and words the faults. Rules: dead-link, unsafe-link, dead-anchor, dead-footnote, unused-footnote, picture-elsewhere,
forbidden-tag, private-character, too-deep, unclosed-block, stray-block-end, indented-block; those of `accidents` and `structuring`.
"""

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from disan.content.markdown import assembly, blocks, cleaning, conversion, source_spans, structuring
from disan.content.markdown.model import AddressPart, BlockPart, CardPart, Heading, ImagePart, Part, Prose, ReferencePart, Span, TextFault
from disan.content.markdown.shared import Shared
from disan.content.markdown.structure import Definition, Remark

__all__ = ["AddressPart", "BlockPart", "CardPart", "Heading", "ImagePart", "Part", "Prose", "ReferencePart", "Span", "TextFault", "read"]

_DEEPEST = 4
"""Blocks within blocks: what is sensible has two."""


def read(text: str, is_verse: Callable[[str], bool] = lambda _name: False) -> Prose:
    """The prose of a Markdown text, read as GitHub reads it.

    Links to records, site paths, pictures and blocks are holes; other addresses must be whole (https, mailto, tel). What is
    not allowed is left out and told as a fault; spans are places in `text` as it was given. `is_verse` tells by a block's name
    whether each line of its text stays a line.
    """
    shared = Shared()
    private = _private(text)
    prose = _TextReading(shared, is_verse).read(source_spans.without_marks(text) if private else text)
    faults = sorted([*private, *shared.faults, *shared.dead_anchors()], key=lambda fault: fault.span.order)
    return replace(prose, headings=tuple(shared.headings), faults=tuple(faults))


class _TextReading:
    def __init__(self, shared: Shared, is_verse: Callable[[str], bool]) -> None:
        self.shared, self.is_verse = shared, is_verse

    def read(self, text: str, above: int = 0, depth: int = 0, *, verse: bool = False) -> Prose:
        """The prose of a text, or of a block's text, whose headings, ids and faults are the whole text's."""
        extracted = blocks.extract(text, above)
        self.shared.faults += extracted.faults
        marked = source_spans.mark(extracted.text, cleaning.ALLOWED, above)
        try:
            structure = structuring.read_verse(marked.text) if verse else structuring.read(marked.text, above)
            raw, unused = conversion.to_html(structure)
        except RecursionError:
            self.shared.faults.append(TextFault("too-deep", Span(above + 1, 1, 1)))
            return Prose()
        self.shared.faults += [*_forbidden(raw, marked), *_remarked(structure.remarks, unused, marked)]

        def inside(number: int) -> BlockPart:
            return self.block(*extracted.blocks[number], depth + 1)

        return assembly.assemble(cleaning.sanitise(raw), marked, self.shared, inside)

    def block(self, block: BlockPart, text: str, depth: int) -> BlockPart:
        anchor = self.shared.add_heading(2, block.title, block.name) if block.title else ""
        if depth > _DEEPEST:
            self.shared.faults.append(TextFault("too-deep", block.span))
            return replace(block, anchor=anchor)
        content = self.read(text, block.options[1] - 1, depth, verse=self.is_verse(block.name))
        return replace(block, anchor=anchor, content=content)


def _remarked(remarks: Iterable[Remark], unused: Iterable[Definition], marked: source_spans.Marked) -> Iterator[TextFault]:
    told = [*remarks, *(Remark("unused-definition", each.line, f"[{each.name}]:", {"name": each.name}, stops=True) for each in unused)]
    for each, span in zip(told, marked.on_lines((each.line, each.typed) for each in told), strict=True):
        yield TextFault(each.rule, span, each.values, "error" if each.stops else "warning")


def _private(text: str) -> list[TextFault]:
    return [TextFault("private-character", span, {"character": f"U+{character:04X}"}) for span, character in source_spans.private(text)]


def _forbidden(raw: str, marked: source_spans.Marked) -> list[TextFault]:
    return [
        TextFault("forbidden-tag", marked.span(tag), {"tag": source_spans.bare(tag).strip("<").lower()}) for tag in source_spans.at_tag(raw)
    ]
