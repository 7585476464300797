"""Markdown to raw HTML, with `[[record]]` as a link. Cleans nothing and resolves nothing: see `cleaning` and `assembly`.

The only module that knows the Markdown library.
"""

import functools
import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from disan.content.markdown.source_spans import bar

_BELOW_CODE_ABOVE_LINKS = 176
"""Priorities of the library's own patterns: code 190, escapes 180, footnotes 175, references 170, links 160."""
_FIRST_AFTER_EMPTY = 99
"""Priorities of the library's block processors: empty blocks 100, all that looks for a sign of its own 90 to 15, paragraphs 10."""
_AFTER_FOOTNOTES_BEFORE_INLINE = 30
"""Priorities of the library's tree processors: footnotes 50, inline patterns 20."""
_PROSE_ONLY = re.compile(r"[^\W\d_][^\n|]*(?:\n[^\W\d_][^\n|]*)*")
"""Lines that begin with a letter and hold no bar: no block but a paragraph begins or goes on like that."""
_INLINE = re.compile(r"[`\\\[<&*_\x02]")
"""What each of the library's inline patterns, and of ours, needs to match; \\x02 begins what the library itself puts in."""
_BREAK = "  \n"
"""What the one pattern without such a sign needs."""


class _Paragraph(ParagraphProcessor):
    """The library's paragraph, taken before a dozen other kinds of block have looked at what can be nothing else."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return _PROSE_ONLY.fullmatch(block) is not None


class _Plain(Treeprocessor):
    """Tells the library which words need none of its seventeen inline patterns: most of a page's time went into trying them."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and _plain(element.text):
                element.text = AtomicString(element.text)
            if element.tail and _plain(element.tail):
                element.tail = AtomicString(element.tail)


def _plain(words: str) -> bool:
    return _INLINE.search(words) is None and _BREAK not in words


class _Shortcuts(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.parser.blockprocessors.register(_Paragraph(md.parser), "prose", _FIRST_AFTER_EMPTY)
        md.treeprocessors.register(_Plain(md), "plain", _AFTER_FOOTNOTES_BEFORE_INLINE)


class _Footnotes(FootnoteExtension):
    """The library's footnotes, which a definition without words, or one inside another, would otherwise break."""

    listing = False

    def setFootnote(self, id: str, text: str) -> None:  # noqa: A002, N802
        if not self.listing:
            super().setFootnote(id, text)

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: N802
        self.listing = True
        try:
            division = super().makeFootnotesDiv(root)
        finally:
            self.listing = False
        for note in division.iter("li") if division is not None else ():
            if note.get("id") and not len(note):
                back = Element("a", {"href": f"#fnref{str(note.get('id')).removeprefix('fn')}", "class": "footnote-backref"})
                back.text = FN_BACKLINK_TEXT
                SubElement(note, "p").append(back)
        return division


class _RecordLinks(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        link = Element("a", href=m["target"].strip())
        link.text = self.unescape(m["label"] or "").strip()
        return link, m.start(0), m.end(0)


class _RecordLinksExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        pattern = rf"\[\[(?P<target>[^\[\]\x02{bar()}]+)(?:{bar()}(?P<label>[^\[\]]*))?\]\](?!\()"
        md.inlinePatterns.register(_RecordLinks(pattern, md), "records", _BELOW_CODE_ABOVE_LINKS)


@functools.cache
def _reader() -> Markdown:
    """The reader of all texts: making one costs more than reading a page."""
    extensions = [
        SaneListExtension(),
        _RecordLinksExtension(),
        _Shortcuts(),
        TableExtension(use_align_attribute=True),  # A style attribute would not pass the page's content security policy.
        _Footnotes(BACKLINK_TITLE="", USE_DEFINITION_ORDER=False),
        FencedCodeExtension(),
    ]
    return Markdown(extensions=extensions, output_format="html")


def to_html(marked: str) -> str:
    """Raw, untrusted HTML of a marked text; RecursionError when it is nested too deeply."""
    try:
        return _reader().reset().convert(marked)
    except RecursionError:
        _reader.cache_clear()  # The library's reset does not undo the nesting that it had entered: the next text would suffer.
        raise
