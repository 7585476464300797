"""What YAML would drop of a text, or join to another: lines and the place of a value in them in, what is lost out. Reads no YAML.

Comments on lines of their own are comments; every other sign of YAML may be text to whoever typed it.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

_OPENS = re.compile(r"""(?P<stem> *(?:- +)*)(?P<key>[^\s"'#\-\[{][^"'#]*?:[ \t]+)?(?P<mark>["'])""")
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*'")}
_COMMENT = re.compile(r"[ \t]*(#.*)")
_HEADER = re.compile(r"[|>][-+\d]*[ \t]*(#.*)")
_HASHTAGS = re.compile(r"#\d.*|#[^\s#]+(?:[ \t]+#[^\s#]+)*")
"""A number sign before a number, or nothing but hashtags: a comment has a blank behind its #."""
_DASH = re.compile(r" *(-(?:[ \t].*)?)$")
_CROWDED = re.compile(r" *(?:- +)*([a-z_]+:(?!//)[^\s].*)")


class Loss(Struct, frozen=True):
    """What is lost, where (line and column from 0), and why: the name of its hint."""

    reason: str
    line: int
    column: int
    text: str


def comment(lines: Sequence[str], line: int, column: int) -> Loss | None:
    """What stands behind a # where a value ends."""
    found = _COMMENT.match(lines[line], column) if line < len(lines) and column < len(lines[line]) else None
    return Loss("comment", line, found.start(1), found[1].rstrip()) if found else None


def is_hashtag(comment: str) -> bool:
    """Whether what stands behind a value can only be text."""
    return bool(_HASHTAGS.fullmatch(comment))


def block(lines: Sequence[str], line: int, column: int, value: str) -> Iterator[Loss]:
    """A text's | or > with no text below it, and what stands behind it."""
    if not value.strip():
        yield Loss("sign", line, column, lines[line][column:].rstrip())
    elif found := _HEADER.match(lines[line], column):
        yield Loss("comment", line, found.start(1), found[1].rstrip())


def joined(lines: Sequence[str], first: int, column: int, last: int) -> Iterator[Loss]:
    """Lines of a bare value that look like an item or a field of their own."""
    for number in range(first, min(last + 1, len(lines))):
        if number > first and (found := _DASH.match(lines[number])):
            yield Loss("dash", number, found.start(1), found[1].rstrip())
        found = _CROWDED.match(lines[number])
        if found and (number > first or found.start(1) == column):
            yield Loss("space", number, found.start(1), found[1].rstrip())


def unclosed_quote(lines: Sequence[str]) -> tuple[int, int] | None:
    """The line and the column of a quotation mark that opens a value and is not closed in it, from 0."""
    number = 0
    while number < len(lines):
        found = _OPENS.match(lines[number]) if '"' in lines[number] or "'" in lines[number] else None
        if found and (found["key"] or "-" in found["stem"]):
            last = _end(lines, number, found)
            if last is None:
                return number, found.start("mark")
            number = last
        number += 1
    return None


def _end(lines: Sequence[str], first: int, found: re.Match[str]) -> int | None:
    """The line in which the value is closed; all its lines stand further in than its key or its hyphen."""
    depth = len(found["stem"]) if found["key"] else found["stem"].rindex("-")
    typed = lines[first][found.start("mark") :]
    for number in range(first + 1, len(lines) + 1):
        if _CLOSED[found["mark"]].match(typed):
            return number - 1
        if number == len(lines) or (lines[number].strip() and len(lines[number]) - len(lines[number].lstrip(" ")) <= depth):
            return None
        typed += "\n" + lines[number]
    return None
