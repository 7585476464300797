"""Blocks of an editor's text: `/// name | title`, lines of `option: value`, an empty line, text, and `///` on its own line.

A text goes in; the same text comes out with a mark in each outermost block's place, line for line, and the blocks beside it.
The notation is that of pymdown-extensions' blocks; what that passes over in silence is a fault here: a block that is not
closed, an end without a beginning, a block in a list or a quotation. Which blocks there are is not known here.
Rules: unclosed-block, stray-block-end, indented-block.
"""

import re

from msgspec import Struct

from disan.content.markdown.line_signs import fence_after
from disan.content.markdown.model import BlockPart, Prose, Span, TextFault

_NAME = r"(?:[^|/ \t]+(?:[ \t]+[^|/ \t]+)*)?"
_FENCE = re.compile(rf"(?P<slashes>/{{3,}}+)[ \t]*+(?P<name>{_NAME})[ \t]*+(?:\|[ \t]*+(?P<title>(?:[^ \t].*)?))?")
"""Of a line without blanks at its end."""
_INDENTED = re.compile(r"(?P<before>[ \t>]*[ \t>]|[ \t>]*(?:[-*+]|\d+\.)[ \t]+)(?P<slashes>/{3,})[ \t]*(?:[^/\s].*)?")
_OPTION = re.compile(r"[ \t]*[a-z_]+[ \t]*:(?:[ \t]|$)")
_MARK, _MARK_END, _ZERO = "\ue020", "\ue021", 0xE030
_PLACED = re.compile(f"{_MARK}([{chr(_ZERO)}-{chr(_ZERO + 9)}]+){_MARK_END}")


class ExtractedBlocks(Struct, frozen=True):
    """A text whose blocks are marks, and the blocks by their number, each with its text as typed, which nobody has read yet."""

    text: str
    blocks: tuple[tuple[BlockPart, str], ...]
    faults: tuple[TextFault, ...]


class _OpenBlock(Struct, frozen=True):
    line: int
    match: re.Match[str]

    @property
    def slashes(self) -> int:
        return len(self.match["slashes"])


class _BlockExtractor:
    """Lines count from 1 in `lines`; what goes out counts from 1 in the whole text."""

    def __init__(self, lines: list[str], above: int) -> None:
        self.lines, self.above, self.remaining = lines, above, list(lines)
        self.opened: list[_OpenBlock] = []
        self.blocks: list[tuple[BlockPart, str]] = []
        self.faults: list[TextFault] = []

    def read_line(self, number: int, line: str) -> None:
        fence = _FENCE.fullmatch(line)
        if fence is None:
            if not self.opened and (found := _INDENTED.fullmatch(line)):
                self.fault("indented-block", number, found, "slashes")
        elif fence["name"] or fence["title"]:
            self.opened.append(_OpenBlock(number, fence))
        elif any(each.slashes == len(fence["slashes"]) for each in self.opened):
            self.close(number, len(fence["slashes"]))
        elif not self.opened:
            self.fault("stray-block-end", number, fence, "slashes")

    def close(self, number: int, slashes: int) -> None:
        """Closes the innermost block of so many slashes; those inside it that stay open are its own text's fault."""
        outermost = self.opened[0]
        while self.opened.pop().slashes != slashes:
            pass
        if not self.opened:
            self.extract_block(outermost, number)

    def end(self) -> None:
        if self.opened:
            opened = self.opened[0]
            self.faults.append(TextFault("unclosed-block", self.span(opened.line, opened.match, "name"), {"name": opened.match["name"]}))
            self.extract_block(self.opened[0], len(self.lines) + 1)

    def extract_block(self, opened: _OpenBlock, end: int) -> None:
        """The block from its opening line to before line `end`; in its place a mark and empty lines."""
        first, last = opened.line + 1, self.options_end(opened.line + 1, end)
        name = self.span(opened.line, opened.match, "name")
        title = self.span(opened.line, opened.match, "title") if opened.match["title"] else name
        options = (first + self.above, last + self.above)
        text = "\n".join(self.lines[last - 1 : end - 1])
        block = BlockPart(opened.match["name"], opened.match["title"] or "", "", name, title, options, Prose())
        self.blocks.append((block, text))
        self.remaining[opened.line - 1 : end] = [_mark(len(self.blocks) - 1), *[""] * (min(end, len(self.lines)) - opened.line)]

    def options_end(self, first: int, end: int) -> int:
        """The line after the last option: options go on to the first empty line, or to a block inside."""
        if first >= end or not _OPTION.match(self.lines[first - 1]):
            return first
        over = (n for n in range(first, end) if not self.lines[n - 1].strip() or _FENCE.fullmatch(self.lines[n - 1].rstrip()))
        return next(over, end)

    def fault(self, rule: str, number: int, match: re.Match[str], group: str) -> None:
        self.faults.append(TextFault(rule, self.span(number, match, group)))

    def span(self, number: int, match: re.Match[str], group: str) -> Span:
        return Span(number + self.above, match.start(group) + 1, max(1, len(match[group] or "")))


def extract(text: str, above: int = 0) -> ExtractedBlocks:
    """The text with its outermost blocks taken out, line for line; `above` lines stand before it in the whole text."""
    if "///" not in text:
        return ExtractedBlocks(text, (), ())
    extractor = _BlockExtractor(text.split("\n"), above)
    code = ""
    for number, line in enumerate(extractor.lines, 1):
        code = fence_after(line.lstrip(), code)
        if not code:
            extractor.read_line(number, line.rstrip())
    extractor.end()
    return ExtractedBlocks("\n".join(extractor.remaining), tuple(extractor.blocks), tuple(extractor.faults))


def split_at_marks(words: str) -> tuple[list[str], list[int]]:
    """The words around the marks of blocks, and the blocks' numbers between them: one fewer."""
    if _MARK not in words:
        return [words], []
    pieces = _PLACED.split(words)
    return pieces[::2], [int("".join(chr(ord(digit) - _ZERO + ord("0")) for digit in number)) for number in pieces[1::2]]


def _mark(number: int) -> str:
    return _MARK + "".join(chr(_ZERO + int(digit)) for digit in str(number)) + _MARK_END
