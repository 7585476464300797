"""Marks that travel through Markdown with the text, so that what comes out still knows where it was typed.

A text goes in; the same text comes out with a mark of private-use characters before each link target, picture file and
forbidden tag. Searching for a target afterwards would find the wrong one when it is typed twice, or stands in code too.
"""

import bisect
import functools
import re
import sys
from collections.abc import Iterable, Iterator

from msgspec import Struct

from disan.content.markdown.model import Span

_OPEN, _CLOSE, _BAR, _ESCAPED_BAR, _ZERO = "\ue000", "\ue001", "\ue002", "\ue003", 0xE010
_MARK = re.compile(f"{_OPEN}([{chr(_ZERO)}-{chr(_ZERO + 9)}]+){_CLOSE}")
_ANY_MARK = re.compile("[\ue000-\ue0ff]+")
_PRIVATE = "[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
_FOREIGN = "[\ue000-\ue01f\ue040-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
_REFERENCE = re.compile(r"&#(?:x0*([0-9a-f]{1,6})|0*([0-9]{1,7}));?", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_TARGETS = {
    "record": re.compile(r"[^\[\]|\n]+?(?=\\?\||\]\])"),
    "link": re.compile(r"(?<=<)[^<>\n]*|(?:[^\s()<>]|\([^\s()]*\))*"),
    "definition": re.compile(r"(?<=<)[^<>\n]*|[^\s>]*"),
    "attribute": re.compile(r"[^\s\"'>]*"),
    "tag": re.compile(r"<[A-Za-z0-9-]+"),
}


class Marked(Struct, frozen=True):
    """A text with its marks: mark number n stands for `spans[n]`."""

    typed: str
    text: str
    spans: tuple[Span, ...]
    above: int = 0
    """The lines that stand before it in the whole text."""

    def span(self, marked: str) -> Span:
        """The place where a piece of output with a mark in it was typed; without a mark, where its like first stands."""
        found = _MARK.search(marked)
        if found:
            return self.spans[int("".join(chr(ord(digit) - _ZERO + ord("0")) for digit in found[1]))]
        return self.first(bare(marked))

    def first(self, words: str) -> Span:
        """The first place of these words in the typed text, or its beginning when they were not typed so."""
        place = self.typed.find(words)
        return _span(_line_starts(self.typed), max(0, place), len(words) if place >= 0 else 1, self.above)

    def on_lines(self, places: Iterable[tuple[int, str]]) -> Iterator[Span]:
        """The place of each of these words on its line, counted in the whole text, or else of all that the line holds."""
        lines = _LINE_END.split(self.typed)
        for line, words in places:
            typed = lines[line - self.above - 1]
            column = typed.find(words)
            yield Span(line, column + 1, len(words)) if column >= 0 else Span(line, 1, max(1, len(typed)))


def mark(typed: str, allowed: frozenset[str], above: int = 0) -> Marked:
    """The text with a mark at every target, and before every tag that is not among the `allowed` ones.

    Marks of blocks stay in it; `above` lines stand before it in the whole text.
    """
    starts: list[int] = []
    pieces: list[str] = []
    spans: list[Span] = []
    done = 0
    for found in _pattern(allowed, attributes="=" in typed).finditer(typed):
        starts = starts or _line_starts(typed)
        place = found.start() if found.lastgroup == "tag" else found.end()
        target = _TARGETS[str(found.lastgroup)].match(typed, place)
        pieces += [_own(typed[done:place]), _mark(len(spans))]
        spans.append(_span(starts, place, len(target[0].rstrip()) if target else 1, above))
        done = place
        if found.lastgroup == "record" and target and typed[target.end()] != "]":
            # A bar, which editors write `\\|` in a table, would end the link's cell there; it is what it was again in what comes out.
            done = typed.index("|", target.end()) + 1
            pieces += [_own(target[0]), _BAR if done == target.end() + 1 else _ESCAPED_BAR]
    return Marked(typed, "".join([*pieces, _own(typed[done:])]), tuple(spans), above)


def without_marks(typed: str) -> str:
    """The text that an editor typed without the characters that marks are made of."""
    return _ANY_MARK.sub("", typed)


def bare(text: str) -> str:
    """The text without marks."""
    return text if text.isprintable() else _ANY_MARK.sub("", text.replace(_BAR, "|").replace(_ESCAPED_BAR, "\\|"))


def at_tag(html: str) -> list[str]:
    """The marks that stand right before a tag in raw HTML, with the tag's name: those in code are escaped there."""
    return [found[0] for found in re.finditer(_MARK.pattern + r"<[A-Za-z][A-Za-z0-9-]*", html)]


def bars() -> str:
    """The characters that stand for the bar of `[[target|label]]` between marking and reading."""
    return _BAR + _ESCAPED_BAR


def private(typed: str) -> list[tuple[Span, int]]:
    """Private-use characters of the text with their places: no font of ours has them, and marks are made of them."""
    if _ordinary(typed):
        return []
    starts = _line_starts(typed)
    return [(_span(starts, found.start(), 1), ord(found[0])) for found in re.finditer(_PRIVATE, typed)]


@functools.cache
def _pattern(allowed: frozenset[str], *, attributes: bool) -> re.Pattern[str]:
    """Every alternative but attributes begins with a bare mark, so that the library passes over letters without trying any."""
    attribute = r"""|(?P<attribute>\b(?i:href|src)[ \t]*=(?:[ \t]*["'])?)"""
    return re.compile(
        rf"""\[(?P<record>\[(?!\^)(?=[^\[\]|\n]+(?:\|(?:[^\[\]\n]|\n(?![ \t]*\n))*)?\]\](?!\()))
        |\](?P<link>\([ \t]*<?)
        |\[(?P<definition>(?:(?<=^\[)|(?<=^[ ]\[)|(?<=^[ ]{{2}}\[)|(?<=^[ ]{{3}}\[))(?!\^)[^\[\]\n]+\]:[ \t]*<?)
        |(?<!\\)<(?P<tag>(?=(?!(?i:{"|".join(sorted(allowed))})[\s/>])(?i:[a-z][a-z0-9-]*)[\s/>]))
        {attribute if attributes else ""}""",
        re.MULTILINE | re.VERBOSE,
    )


def _ordinary(text: str) -> bool:
    """Whether a text surely has neither marks nor control characters: asked first, since looking for them takes several times as long."""
    return text.replace("\n", " ").isprintable()


def _own(text: str) -> str:
    named = _REFERENCE.sub(_without_mark, text) if "&#" in text else text
    return named if _ordinary(named) else re.sub(_FOREIGN, "", named)


def _without_mark(found: re.Match[str]) -> str:
    """A reference to a character, but where that is one of which marks are made: it would be one of ours in what comes out."""
    number = int(found[1], 16) if found[1] else int(found[2])
    return "\ufffd" if number <= sys.maxunicode and re.match(_PRIVATE, chr(number)) else found[0]


def _mark(number: int) -> str:
    return _OPEN + "".join(chr(_ZERO + int(digit)) for digit in str(number)) + _CLOSE


@functools.lru_cache(maxsize=8)  # A text with many faults, or footnotes, asks once for each.
def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in _LINE_END.finditer(text))]


def _span(starts: list[int], offset: int, length: int, above: int = 0) -> Span:
    line = bisect.bisect_right(starts, offset)
    return Span(line + above, offset - starts[line - 1] + 1, max(1, length))
