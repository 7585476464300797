"""Markdown to raw HTML, with `[[record]]` as a link. Cleans nothing and resolves nothing: see `cleaning` and `assembly`.

The only module that knows the Markdown library.
"""

import functools
import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import STX, AtomicString

from disan.content.markdown.source_spans import bar

_BELOW_CODE_ABOVE_LINKS = 176
"""Priorities of the library's own patterns: code 190, escapes 180, footnotes 175, references 170, links 160."""
_FIRST_AFTER_EMPTY = 99
"""Priorities of the library's block processors: empty blocks 100, all that looks for a sign of its own 90 to 15, paragraphs 10."""
_AFTER_FOOTNOTES_BEFORE_INLINE = 30
_LAST = 0
"""Priorities of the library's tree processors: footnotes 50, inline patterns 20, its own of the name "unescape" 0."""
_PROSE_ONLY = re.compile(r"[^\W\d_][^\n|]*(?:\n[^\W\d_][^\n|]*)*")
"""Lines that begin with a letter and hold no bar: no block but a paragraph begins or goes on like that."""
_INLINE = re.compile(r"[`\\\[<&*_\x02]")
"""What each of the library's inline patterns, and of ours, needs to match; \\x02 begins what the library itself puts in."""
_BREAK = "  \n"
"""What the one pattern without such a sign needs."""

_PATTERNS = {
    "`": ("backtick",),
    "\\": ("escape",),
    "](": ("link", "image_link"),
    "]:": ("reference", "short_reference", "image_reference", "short_image_ref"),
    "<": ("autolink", "automail", "html"),
    "&": ("entity",),
    "[[": ("records",),
}
"""By a sign that each needs to match: inline patterns, of the library and ours. References need one that is defined (`[name]: …`)."""
SIGNS = (*_PATTERNS, "|", "[^", "```", "~~~")
"""What a text may have that some part of the library is needed for; those without a pattern of their own need an extension."""


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


class _Unescape(UnescapeTreeprocessor):
    """The library's last look at every word and attribute, of which hardly any holds what it put in for `\\*`."""

    def unescape(self, text: str) -> str:
        return super().unescape(text) if STX in text else text


class _Shortcuts(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.parser.blockprocessors.register(_Paragraph(md.parser), "prose", _FIRST_AFTER_EMPTY)
        md.treeprocessors.register(_Plain(md), "plain", _AFTER_FOOTNOTES_BEFORE_INLINE)
        md.treeprocessors.register(_Unescape(md), "unescape", _LAST)


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


@functools.lru_cache(maxsize=64)
def _reader(signs: frozenset[str]) -> Markdown:
    """The reader of all texts that have these signs: making one costs more than reading a page.

    What a text has no sign of is not looked for: fenced code alone loads a highlighter of code, which no page of ours has use for.
    """
    extensions: list[Extension] = [SaneListExtension(), _RecordLinksExtension(), _Shortcuts()]
    if "|" in signs:  # Alignment as an attribute: a style attribute would not pass the page's content security policy.
        extensions.append(TableExtension(use_align_attribute=True))
    if "[^" in signs:
        extensions.append(_Footnotes(BACKLINK_TITLE="", USE_DEFINITION_ORDER=False))
    if "```" in signs or "~~~" in signs:
        from markdown.extensions.fenced_code import FencedCodeExtension

        extensions.append(FencedCodeExtension())
    reader = Markdown(extensions=extensions, output_format="html")
    for sign, patterns in _PATTERNS.items():
        for name in () if sign in signs else patterns:
            reader.inlinePatterns.deregister(name)
    if "<" not in signs and "&" not in signs:
        reader.preprocessors.deregister("html_block")
    return reader


def converted(marked: str, looked_for: Iterable[str] = ()) -> str:
    """Raw, untrusted HTML of a marked text; RecursionError when it is nested too deeply.

    Signs that are `looked_for` though the text may have none of them cost time and change nothing.
    """
    try:
        return _reader(frozenset([sign for sign in SIGNS if sign in marked]).union(looked_for)).reset().convert(marked)
    except RecursionError:
        _reader.cache_clear()  # The library's reset does not undo the nesting that it had entered: the next text would suffer.
        raise
