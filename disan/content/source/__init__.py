"""Files as editors write them: bytes in, YAML values with their places and a Markdown body out.

Every scalar stays text until a field says otherwise (`no`, `1.10` and `09` arrive as typed). Forgives what does no harm
(a BOM, CRLF, NFD, smart quotes around keys, bullets pasted from a word processor); the rest becomes problems. Knows no field.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from disan.content.source import pasted
from disan.content.source.complaints import with_quotes
from disan.content.source.nodes import Data, Items, Node, Scalar, YamlTable, data, doubts, uncommented
from disan.content.source.parsing import parse
from disan.content.source.pasted import FENCE, FENCE_LENGTH
from disan.core import files, text
from disan.core.problems import Grade, Position, Problem, Value

__all__ = [
    "Data",
    "Items",
    "Node",
    "Scalar",
    "Source",
    "YamlTable",
    "data",
    "doubts",
    "from_bytes",
    "read",
    "read_inner",
    "read_settings",
    "settings_from_bytes",
    "uncommented",
    "with_quotes",
]

LARGEST = 500_000
"""Bytes a text file may have: a long book chapter is 100 KB, so more is a picture or a log in the wrong place."""
_LONGEST_LINE = 50_000
"""Letters: a page of a book has two thousand."""
_DASHES = re.compile(r"[-–—_=*+]{1,12}[ \t]*")
"""A fence of other dashes than three hyphens: word processors change them while they are typed."""
_FIELD = re.compile(r"[ \t]|- |[A-Za-z_]+[ \t]*:")
_WORD = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How files of word processors begin (ZIP, OLE, RTF), whatever they are called."""
_BULLETS = "•·▪●○◦"
"""What a word processor puts for the hyphen of a list."""
_SYMBOL = re.compile("^([ \t]*)[\uf020-\uf0ff](?=[ \t\u00a0])", re.MULTILINE)
"""The same in a font of signs (Symbol, Wingdings), which puts it among the private characters of Unicode."""
_BULLET = re.compile(rf"^([ \t]*)[{_BULLETS}][ \t\u00a0]", re.MULTILINE)


class Source(Struct, frozen=True):
    """A file read: its front matter, and its body with the number of the body's first line."""

    file: str
    front: YamlTable
    body: str
    body_line: int
    lines: tuple[str, ...]

    def problem(self, rule: str, at: Position, grade: Grade = "error", /, **values: Value) -> Problem:
        """A problem in this file, with the line that it stands on."""
        return Problem(rule, at, grade, values, self.line(at))

    def line(self, at: Position) -> str:
        """The line at a place in this file, as it stands."""
        return self.lines[at.line - 1] if at.line <= len(self.lines) else ""

    def at(self, *keys: str | int) -> Position:
        """The place of the value at this path of keys, or of the nearest thing around it that is there."""
        at = self.front.at
        for name, node in self._along(keys):
            at = node.at if name is None or (isinstance(node, Scalar) and not node.absent) else name.at
        return at

    def key_at(self, *keys: str | int) -> Position:
        """The place of the last of these keys itself."""
        return [self.front.at, *(name.at for name, _ in self._along(keys) if name)][-1]

    def typed(self, *keys: str | int) -> str | None:
        """The text at the end of the path of keys: None where nothing stands, "" for what is no text."""
        *_, (depth, node) = enumerate([self.front, *(node for _, node in self._along(keys))])
        if depth < len(keys):
            return None
        return node.text if isinstance(node, Scalar) else ""

    def _along(self, keys: Sequence[str | int]) -> Iterator[tuple[Scalar | None, Node]]:
        """The values that a path of keys leads through, each with its key where it stands in a table, as far as there are any."""
        node: Node = self.front
        for key in keys:
            if isinstance(node, YamlTable) and str(key) in node.entries:
                name, node = node.entries[str(key)]
                yield name, node
            elif isinstance(node, Items) and isinstance(key, int) and key < len(node.nodes):
                node = node.nodes[key]
                yield None, node
            else:
                return


Read = tuple[Source | None, list[Problem]]


def read(path: Path, file: str) -> Read:
    """A record's file: front matter between two lines of `---`, then Markdown. `file` is its name in problems."""
    raw, problems = files.read(path, file, LARGEST)
    return (None, problems) if problems else from_bytes(raw, file)


def from_bytes(raw: bytes, file: str) -> Read:
    """The same of bytes that stand on no disk, such as an earlier version of a record."""
    decoded, problems = _decoded(raw, file)
    if problems:
        return None, problems
    lines = _lines(decoded)
    if problems := list(_overlong(lines, file)):
        return None, problems
    if not lines or not FENCE.fullmatch(lines[0]):
        first = lines[0] if lines else ""
        reason = "empty" if not any(lines) else "dashes" if _DASHES.fullmatch(first) else ""
        return None, [Problem("no-front-matter", Position(file, length=len(first)), values={"reason": reason}, line=first)]
    end = next((number for number, line in enumerate(lines[1:], 1) if FENCE.fullmatch(line)), None)
    if end is None:
        return None, [_unclosed(lines, file)]
    problems = list(pasted.unreadable(lines, file))
    if problems:
        return None, problems
    problems = [*pasted.faults(lines, end, file), *pasted.in_old_fonts(decoded, file)]
    front, found = (None, []) if any(each.rule == "merge-conflict" for each in problems) else parse(lines[1:end], 1, file)
    body = "\n".join(lines[end + 1 :])
    if any(bullet in body for bullet in _BULLETS):
        body = _BULLET.sub(r"\1- ", body)
    return (Source(file, front, body, end + 2, tuple(lines)) if front else None), [*found, *problems]


def _overlong(lines: list[str], file: str) -> Iterator[Problem]:
    """Paragraphs on one line that no book has: reading them takes more than their length."""
    for number, line in enumerate(lines, 1):
        if len(line) > _LONGEST_LINE:
            yield Problem("too-long", Position(file, number), values={"reason": "line", "limit": _LONGEST_LINE}, line=line)


def _unclosed(lines: list[str], file: str) -> Problem:
    """The second fence is missing, or is not made of three hyphens."""
    for number in range(1, len(lines)):
        if _DASHES.fullmatch(lines[number]) and _FIELD.match(lines[number - 1]):
            at = Position(file, number + 1, 1, len(lines[number]))
            return Problem("unclosed-front-matter", at, values={"reason": "dashes"}, line=lines[number])
    return Problem("unclosed-front-matter", Position(file, length=FENCE_LENGTH), line=lines[0])


def read_settings(path: Path, file: str) -> Read:
    """A file that is YAML from end to end."""
    raw, problems = files.read(path, file, LARGEST)
    return (None, problems) if problems else settings_from_bytes(raw, file)


def settings_from_bytes(raw: bytes, file: str) -> Read:
    """The same of bytes that stand on no disk."""
    decoded, problems = _decoded(raw, file)
    lines = _lines(decoded)
    problems += [*_overlong(lines, file), *pasted.unreadable(lines, file), *pasted.faults(lines, len(lines), file)]
    if problems:
        return None, problems
    front, found = parse(lines, 0, file)
    return (Source(file, front, "", len(lines) + 1, tuple(lines)) if front else None), [
        *found,
        *pasted.in_old_fonts(decoded, file),
    ]


def read_inner(source: Source, first: int, last: int, at: Position) -> Read:
    """The YAML that stands in a source's body, from line `first` to before line `last` of the file; it belongs to the thing at `at`."""
    front, problems = parse(list(source.lines[first - 1 : last - 1]), first - 1, source.file)
    inner = Source(source.file, YamlTable(front.entries, replace(at, length=FENCE_LENGTH)), "", last, source.lines) if front else None
    return inner, problems


def _decoded(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    """The file's text as it stands, with the line ends of today."""
    if raw.startswith(_WORD):
        return "", [Problem("not-utf8", Position(file), values={"reason": "word"})]
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return "", [Problem("not-utf8", Position(file, line, column))]


def _lines(decoded: str) -> list[str]:
    """The lines with the letters that were meant."""
    lines = _SYMBOL.sub(r"\1•", text.normalized(decoded)).split("\n")
    return lines[:-1] if lines[-1] == "" else lines
