"""What a line of Markdown begins, judged by its first signs: a line without its indentation goes in, what it opens comes out.

CommonMark 0.31 and GitHub's tables and footnotes, but for one thing: no indentation makes code of a line, since editors indent
first lines as in a word processor. A blank of any kind is a blank.
"""

import re
from typing import Literal

from msgspec import Struct

Sign = Literal["text", "fence", "heading", "break", "quote", "item", "html", "definition", "block"]

_DEEPEST = 50
"""Signs within signs that are looked through."""
_FIRST = frozenset("`~#>-+*_<[\ue0200123456789")
"""The characters that every line begins with which is not the text of a paragraph."""
_FENCE = re.compile(r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r"#{1,6}(?=\s|$)")
_BREAK = re.compile(r"(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}")
_ITEM = re.compile(r"(?P<sign>[-+*]|(?P<number>\d{1,9})[.)])(?P<blanks>\s+|$)")
_HTML = re.compile(
    r"</?(?:h[1-6]|p|div|blockquote|hr|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tfoot|tr|th|td)(?:\s|/?>|$)|<pre(?:\s|>|$)|<!--",
    re.IGNORECASE,
)
FOOTNOTE = re.compile(r"\[\^(?P<name>[^\]\s][^\]]*)\]:\s*(?P<text>.*)")
DEFINITION = re.compile(
    r"""\[(?P<name>(?!\^)[^\[\]]+)\]:\s*(?P<target><[^<>]*>|\S+)(?:\s+(?:"(?P<title>[^"]*)"|'(?P<quoted>[^']*)'|\((?P<inner>[^()]*)\)))?\s*"""
)
UNDERLINE = re.compile(r"(?:=+|-+)\s*")


class ItemSign(Struct, frozen=True):
    """The sign of a list's item: `-`, or for `3.` the point alone; its number; the width of the sign and the blanks after it."""

    kind: str
    number: int | None
    width: int
    text: str

    @property
    def interrupts(self) -> bool:
        """Whether it ends a paragraph above it: a year at the beginning of a line does not (CommonMark, "List items")."""
        return bool(self.text) and self.number in (None, 1)


def sign(line: str) -> Sign:
    """What a line opens."""
    if line[:1] not in _FIRST:
        return "text"
    first = line[0]
    if first in "`~":
        return "fence" if _FENCE.match(line) else "text"
    if first == "#":
        return "heading" if _HEADING.match(line) else "text"
    if first == "\ue020":
        return "block"
    if first in "<[>":
        return _bracketed(line)
    if _BREAK.fullmatch(line):
        return "break"
    return "item" if _ITEM.match(line) else "text"


def _bracketed(line: str) -> Sign:
    if line[0] == ">":
        return "quote"
    if line[0] == "<":
        return "html" if _HTML.match(line) else "text"
    return "definition" if FOOTNOTE.fullmatch(line) or DEFINITION.fullmatch(line) else "text"


def fence_after(line: str, fence: str) -> str:
    """The fence of the code that goes on after this line, which begins within `fence`; empty outside of code."""
    if line[:1] not in {"`", "~"} or not (found := _FENCE.match(line)):
        return fence
    if not fence:
        return found["fence"]
    return "" if found["fence"].startswith(fence) and not line.strip(" `~") else fence


def heading(line: str) -> tuple[int, str]:
    """The level and the words of a heading's line, without the signs that may close it."""
    words = line.lstrip("#")
    level = len(line) - len(words)
    open_ended = (words := words.strip()).rstrip("#")
    return level, open_ended.rstrip() if not open_ended or open_ended[-1].isspace() else words


def item_sign(line: str) -> ItemSign | None:
    """The sign that a list's item begins with; None where there is none, or a line across the page."""
    found = _ITEM.match(line)
    if found is None or _BREAK.fullmatch(line):
        return None
    text = line[found.end() :]
    blanks = len(found["blanks"])
    width = len(found["sign"]) + (blanks if text and blanks <= 4 else 1)
    return ItemSign(found["sign"][-1], int(found["number"]) if found["number"] else None, width, text)


def interrupts(line: str) -> bool:
    """Whether a line ends the paragraph that it stands right below."""
    found = item_sign(line) if line[:1] in _FIRST else None
    return found.interrupts if found else not is_text(line)


def is_text(line: str) -> bool:
    """Whether a line opens nothing: it goes on with what is above it, or is a paragraph."""
    opened = sign(line)
    return opened == "text" or (opened == "definition" and not line.startswith("[^"))


def open_paragraph(line: str) -> bool:
    """Whether a paragraph may go on below this line though the signs before it are not repeated (CommonMark, "laziness")."""
    for _ in range(_DEEPEST):
        line = line.lstrip()
        if line.startswith(">"):
            line = line[1:]
        elif found := item_sign(line):
            line = found.text
        else:
            break
    return bool(line) and (is_text(line) or line.startswith("[^"))


def indentation(line: str) -> int:
    """How many blanks a line begins with."""
    return len(line) - len(line.lstrip())
