"""Files as editors write them: bytes in, YAML values with their places and a Markdown body out.

Every scalar stays text until a field says otherwise (`no`, `1.10` and `09` arrive as typed). Forgives what does no harm
(a BOM, CRLF, NFD, smart quotes around keys, bullets pasted from a word processor); the rest becomes problems. Knows no field.
"""

import re
from pathlib import Path
from typing import NamedTuple

from disan import text
from disan.problems import Position, Problem
from disan.source.nodes import Data, Items, Node, Scalar, Table, data
from disan.source.parsing import parsed

__all__ = ["Data", "Items", "Node", "Scalar", "Source", "Table", "data", "read", "read_settings", "within"]

LARGEST = 500_000
"""Bytes a text file may have: a long book chapter is 100 KB, so more is a picture or a log in the wrong place."""
_FENCE = re.compile(r"---[ \t]*")
_AGAIN = re.compile(r"(title|code)[ \t]*:")
_BULLET = re.compile(r"^([ \t]*)[•·▪●○◦][ \t\u00a0]", re.MULTILINE)
"""What a word processor puts for the hyphen of a list."""


class Source(NamedTuple):
    """A file read: its front matter, and its body with the number of the body's first line."""

    file: str
    front: Table
    body: str
    body_line: int
    lines: tuple[str, ...]

    def problem(self, rule: str, at: Position, *, length: int = 1, warning: bool = False, **values: object) -> Problem:
        """A problem in this file, with the line that it stands on."""
        return Problem(rule, at, "warning" if warning else "error", values, self.line(at), length)

    def line(self, at: Position) -> str:
        """The line at a place in this file, as it stands."""
        return self.lines[at.line - 1] if at.line <= len(self.lines) else ""

    def at(self, *keys: str | int) -> tuple[Position, int]:
        """Where the value at this path of keys stands, or the nearest thing around it that does; and its length."""
        node: Node = self.front
        place, length = self.front.at, 3
        for key in keys:
            if isinstance(node, Table) and str(key) in node.entries:
                name, node = node.entries[str(key)]
                place, length = (node.at, node.length) if isinstance(node, Scalar) and not node.absent else (name.at, name.length)
            elif isinstance(node, Items) and isinstance(key, int) and key < len(node.nodes):
                node = node.nodes[key]
                place, length = node.at, node.length if isinstance(node, Scalar) else 1
            else:
                break
        return place, length


Read = tuple[Source | None, list[Problem]]


def read(path: Path, file: str) -> Read:
    """A record's file: front matter between two lines of `---`, then Markdown. `file` is its name in problems."""
    lines, problems = _lines(path, file)
    if problems:
        return None, problems
    if not lines or not _FENCE.fullmatch(lines[0]):
        first = lines[0] if lines else ""
        return None, [Problem("no-front-matter", Position(file), line=first, length=len(first))]
    end = next((number for number, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line)), None)
    if end is None:
        return None, [Problem("unclosed-front-matter", Position(file), line=lines[0], length=3)]
    front, problems = parsed(lines[1:end], 1, file)
    body = _BULLET.sub(r"\1- ", "\n".join(lines[end + 1 :]))
    problems += _pasted_twice(lines, end, file)
    return (Source(file, front, body, end + 2, tuple(lines)) if front else None), problems


def _pasted_twice(lines: list[str], end: int, file: str) -> list[Problem]:
    """A second record below the first: its fields would be shown to visitors as text."""
    for number in range(end + 1, len(lines) - 1):
        if _FENCE.fullmatch(lines[number]) and _AGAIN.match(lines[number + 1]):
            return [Problem("pasted-twice", Position(file, number + 1), line=lines[number], length=3)]
    return []


def read_settings(path: Path, file: str) -> Read:
    """A file that is YAML from end to end."""
    lines, problems = _lines(path, file)
    if problems:
        return None, problems
    front, problems = parsed(lines, 0, file)
    return (Source(file, front, "", len(lines) + 1, tuple(lines)) if front else None), problems


def within(source: Source, first: int, last: int, at: Position) -> Read:
    """The YAML that stands in a source's body, from line `first` to before line `last` of the file; it belongs to the thing at `at`."""
    front, problems = parsed(list(source.lines[first - 1 : last - 1]), first - 1, source.file)
    inner = Source(source.file, Table(front.entries, at), "", last, source.lines) if front else None
    return inner, problems


def _lines(path: Path, file: str) -> tuple[list[str], list[Problem]]:
    size = path.stat().st_size
    if size > LARGEST:
        return [], [Problem("file-too-large", Position(file), values={"size": size // 1000, "limit": LARGEST // 1000})]
    raw = path.read_bytes()
    try:
        decoded = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return [], [Problem("not-utf8", Position(file, line, column))]
    whole = text.composed(decoded.replace("\r\n", "\n").replace("\r", "\n"))
    lines = whole.split("\n")
    return (lines[:-1] if lines[-1] == "" else lines), []
