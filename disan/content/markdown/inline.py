"""What stands within lines and Python-Markdown does not read: bare addresses, `\\` at a line's end, struck words, `[[record]]`.

Resolves and cleans nothing: see `assembly`.
"""

import re
import string
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor, SubstituteTagInlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import INLINE_PLACEHOLDER_RE, AtomicString

from disan.content.markdown.source_spans import bars

_BEFORE_ESCAPES = 185
_BELOW_CODE_ABOVE_LINKS = 176
_BELOW_HTML_ABOVE_ENTITIES = 85
"""Priorities of the library's own patterns: code 190, escapes 180, footnotes 175, references 170, links 160, HTML 90, entities 80, signs
of emphasis 60."""
_AFTER_FOOTNOTES_BEFORE_INLINE = 30
"""Priorities of the library's tree processors: footnotes 50, inline patterns 20."""
_SIGNS = re.compile(r"[`\\\[<&*_~@\x02]")
"""What each of the library's inline patterns, and of ours, needs to match; \\x02 begins what the library itself puts in."""
_OTHER_SIGNS = ("://", "www.", "  \n")
"""What those need that have no sign of one letter."""
_ADDRESS = (
    rf"(?<![^\W_])(?i:https?://|www\.(?=[^\W_]))(?:[^\s<>\"“”«»\[\]|\x02]|{INLINE_PLACEHOLDER_RE.pattern})+"
    r"|(?<![\w.+-])[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_ENTITY = re.compile(r"&[A-Za-z0-9]+;$")
_ESCAPED = re.compile("\x02\\d+\x03")
"""What the library puts for a character behind a backslash."""
_LONGEST_LINK = 2000
"""Letters between brackets, of words or of an address."""
_FOOTNOTE = re.compile(r"\[\^([^\[\]]*)\]")
"""The library's goes over brackets that open, to the end of the text for each."""
_BRACKET, _DEEPEST_BRACKETS = re.compile(r"[\[\]]"), 20
_ENDS = "?!.,:;*_~'’…"


class _Plain(Treeprocessor):
    """Tells the library which words need none of its inline patterns: most of a page's time went into trying them."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and _plain(element.text):
                element.text = AtomicString(element.text)
            if element.tail and _plain(element.tail):
                element.tail = AtomicString(element.tail)


def _plain(words: str) -> bool:
    return _SIGNS.search(words) is None and not any(sign in words for sign in _OTHER_SIGNS)


class _RecordLinks(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        link = Element("a", href=m["target"].strip())
        link.text = self.unescape(m["label"] or "").strip()
        return link, m.start(0), m.end(0)


class _BareAddresses(InlineProcessor):
    """Addresses as GitHub links them ("Autolinks (extension)"): without the punctuation that ends the sentence, and no quotation mark."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        address = _without_end(self.without_elements(m[0]))
        if address.lower().removeprefix("https://").removeprefix("http://") in {"", "www"}:
            return None, m.start(0), m.end(0)
        words = self.unescape(address)
        scheme = "" if "://" in address else "http://" if address.startswith("www.") else "mailto:"
        link = Element("a", href=scheme + words)
        link.text = AtomicString(words)
        return link, m.start(0), m.start(0) + len(address)

    def without_elements(self, address: str) -> str:
        """The address up to what the library has read already, such as a tag; a character behind a backslash is one of its own."""
        inline = self.md.treeprocessors["inline"]
        assert isinstance(inline, InlineTreeprocessor)
        stash = inline.stashed_nodes
        read = (found for found in INLINE_PLACEHOLDER_RE.finditer(address) if not _ESCAPED.fullmatch(str(stash.get(found[1]))))
        return address[: next((found.start() for found in read), len(address))]


def _without_end(address: str) -> str:
    """The address without what ends the sentence around it: marks, a reference to a character, a bracket that it does not open."""
    while True:
        if entity := _ENTITY.search(address):
            address = address[: entity.start()]
        elif address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1]
        elif (shorter := address.rstrip(_ENDS)) != address:
            address = shorter
        else:
            return address


def _near(reading: Callable[[str, int], tuple[Any, ...]]) -> Callable[[str, int], tuple[Any, ...]]:
    """The same reading of what stands between brackets, which for a bracket that is never closed does not go on to the text's end."""

    def read(data: str, index: int) -> tuple[Any, ...]:
        *found, end, handled = reading(data[index : index + _LONGEST_LINK], 0)
        return (*found, index + end, handled)

    return read


def _between(data: str, index: int) -> tuple[str, int, bool]:
    """What stands from a place to the bracket that closes, the place behind it, and whether there is one: in place of the library's, which
    goes on to the end of the text for each bracket that opens."""
    depth = 1
    for found in _BRACKET.finditer(data, index, index + _LONGEST_LINK):
        depth += 1 if found[0] == "[" else -1
        if depth == 0:
            return data[index : found.start()], found.end(), True
        if depth > _DEEPEST_BRACKETS:
            break
    return "", index, False


class Signs(Extension):
    """Our patterns beside the library's, and its own at the signs of CommonMark."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        record = rf"\[\[(?P<target>[^\[\]\x02{bars()}]+)(?:[{bars()}](?P<label>[^\[\]]*))?\]\](?!\()"
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"(?<!\\)\\\n", "br"), "backslash", _BEFORE_ESCAPES)
        md.inlinePatterns.register(_RecordLinks(record, md), "records", _BELOW_CODE_ABOVE_LINKS)
        md.inlinePatterns.register(_BareAddresses(_ADDRESS, md), "addresses", _BELOW_HTML_ABOVE_ENTITIES)
        md.treeprocessors.register(_Plain(md), "plain", _AFTER_FOOTNOTES_BEFORE_INLINE)
        for each in (each for each in md.inlinePatterns if isinstance(each, LinkInlineProcessor)):
            each.getText, each.getLink = _between, _near(each.getLink)  # type: ignore[method-assign, assignment]
        if "footnote" in md.inlinePatterns:
            md.inlinePatterns["footnote"].compiled_re = _FOOTNOTE
        md.ESCAPED_CHARS = list(string.punctuation)
        assert md.delimiters is not None, "the library's own emphasis"
        md.delimiters.add("~", "del", double=True)
