"""Files as editors write them: bytes in, YAML values with their places and a Markdown body out.

Every scalar stays text until a field says otherwise (`no`, `1.10` and `09` arrive as typed). Forgives what does no harm
(a BOM, CRLF, NFD, smart quotes around keys, bullets pasted from a word processor); the rest becomes problems. Knows no field.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from disan import text
from disan.problems import Position, Problem
from disan.strings import Words

LARGEST = 500_000
"""Bytes a text file may have: a long book chapter is 100 KB, so more is a picture or a log in the wrong place."""
_DEEPEST = 12
_FENCE = re.compile(r"---[ \t]*")
_SMART_KEY = re.compile(r"^(\s*(?:- )?)[“”„\"']([A-Za-z_]+)[“”\"'](\s*:)")
_BULLET = re.compile(r"^(\s*)[•·▪–][ \t\u00a0]+")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as typed; `length` in characters of its first line."""

    text: str
    at: Position
    length: int
    absent: bool


@dataclass(frozen=True, slots=True)
class Items:
    """A list of values."""

    nodes: "tuple[Node, ...]"
    at: Position


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and values; a key's own place stands with it."""

    entries: "Mapping[str, tuple[Scalar, Node]]"
    at: Position


Node = Scalar | Items | Table
Data = str | list["Data | None"] | dict[str, "Data"]


@dataclass(frozen=True, slots=True)
class Source:
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
    front, problems = _parsed(lines[1:end], 1, file)
    body = "\n".join(lines[end + 1 :])
    return (Source(file, front, body, end + 2, tuple(lines)) if front else None), problems


def read_settings(path: Path, file: str) -> Read:
    """A file that is YAML from end to end."""
    lines, problems = _lines(path, file)
    if problems:
        return None, problems
    front, problems = _parsed(lines, 0, file)
    return (Source(file, front, "", len(lines) + 1, tuple(lines)) if front else None), problems


def within(source: Source, first: int, last: int, at: Position) -> Read:
    """The YAML that stands in a source's body, from line `first` to before line `last` of the file; it belongs to the thing at `at`."""
    front, problems = _parsed(list(source.lines[first - 1 : last - 1]), first - 1, source.file)
    inner = Source(source.file, Table(front.entries, at), "", last, source.lines) if front else None
    return inner, problems


def data(node: Node) -> Data:
    """The bare values, without their places; absent ones (nothing, `~`, `null`) left out."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [None if isinstance(each, Scalar) and each.absent else data(each) for each in node.nodes]
    kept = ((key, value) for key, (_, value) in node.entries.items())
    return {key: data(value) for key, value in kept if not (isinstance(value, Scalar) and value.absent)}


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


def _forgiven(line: str) -> str:
    """The line with what word processors put in: quotes around a key, a bullet for a hyphen, no-break spaces before it."""
    line = _BULLET.sub(r"\1- ", line)
    line = _SMART_KEY.sub(r"\1\2\3", line)
    stem = len(line) - len(line.lstrip(" \u00a0"))
    return line[:stem].replace("\u00a0", " ") + line[stem:]


def _parsed(lines: list[str], offset: int, file: str) -> tuple[Table | None, list[Problem]]:
    yaml_text = "\n".join(_forgiven(line) for line in lines) + "\n"
    builder = _Builder(file, offset, lines)
    try:
        node = builder.document(yaml.parse(yaml_text, Loader=yaml.CSafeLoader))
    except _RefusedError as refused:
        return None, [*builder.problems, refused.problem]
    except yaml.YAMLError as error:
        return None, [*builder.problems, _syntax(error, lines, offset, file)]
    if node is None:
        node = Table({}, Position(file, offset or 1))
    if not isinstance(node, Table):
        builder.found("wrong-type", node.at, key="YAML", expected=Words("các dòng “khóa: giá trị”", "lines of “key: value”"))
        return None, builder.problems
    top = Table(node.entries, Position(file))
    return (None if builder.problems else top), builder.problems


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    """Makes nodes of parser events; gathers duplicate keys, stops at an alias or at too deep a nesting."""

    def __init__(self, file: str, offset: int, lines: list[str]) -> None:
        self.file, self.offset, self.lines = file, offset, lines
        self.problems: list[Problem] = []

    def place(self, event: yaml.Event) -> Position:
        mark = event.start_mark
        assert mark is not None  # The parser marks every event; the type stubs do not know it.
        return Position(self.file, mark.line + 1 + self.offset, mark.column + 1)

    def found(self, rule: str, at: Position, length: int = 1, **values: object) -> Problem:
        index = at.line - 1 - self.offset
        problem = Problem(rule, at, "error", values, self.lines[index] if 0 <= index < len(self.lines) else "", length)
        self.problems.append(problem)
        return problem

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        for event in events:
            if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent | yaml.AliasEvent):
                node = self.node(event, events, 0)
                for _ in events:
                    pass
                return node
        return None

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        at = self.place(event)
        if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
            alias = isinstance(event, yaml.AliasEvent)
            self.found("alias" if alias else "too-deep", at, len(getattr(event, "anchor", None) or "") + 1)
            raise _RefusedError(self.problems.pop())
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, at)
        if isinstance(event, yaml.SequenceStartEvent):
            nodes = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                nodes.append(self.node(inner, events, depth + 1))
            return Items(tuple(nodes), at)
        return self.table(events, at, depth)

    def scalar(self, event: yaml.ScalarEvent, at: Position) -> Scalar:
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        plain = event.style in (None, "")
        first = self.lines[start.line] if start.line < len(self.lines) else ""
        length = end.column - start.column if end.line == start.line else len(first) - start.column
        return Scalar(event.value, at, max(1, length), plain and event.value in ("", "~", "null"))

    def table(self, events: Iterator[yaml.Event], at: Position, depth: int) -> Table:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = self.node(inner, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.found("wrong-type", key.at, key="YAML", expected=Words("một khóa là chữ", "a key of plain text"))
            elif key.text in entries:
                self.found("duplicate-key", key.at, key.length, key=key.text, first=entries[key.text][0].at.line)
            else:
                entries[key.text] = (key, value)
        return Table(entries, at)


def _syntax(error: yaml.YAMLError, lines: list[str], offset: int, file: str) -> Problem:
    """The parser's complaint as a problem: at the line that began the trouble, with a cure for what editors do most."""
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    values: dict[str, object] = {"reason": "quote"}
    if context is not None and "quoted scalar" in str(getattr(error, "context", "")):
        mark = context
    else:
        what = str(getattr(error, "problem", None) or error)
        values = _cure(what, lines[mark.line] if mark is not None and mark.line < len(lines) else "")
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    line = min(line, max(len(lines) - 1, 0))
    shown = lines[line] if lines else ""
    at = Position(file, line + 1 + offset, min(column, len(shown)) + 1)
    return Problem("yaml-syntax", at, "error", values, shown)


def _cure(what: str, line: str) -> dict[str, object]:
    """Which cure to show; a line that is merely indented has no colon in its value, so it is not told to use quotes."""
    key, _, value = line.partition(":")
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in what:
        return {"reason": "tab"}
    if "mapping values are not allowed" in what and ": " in f"{value.strip()} ":
        return {"reason": "colon", "right": f'{key.strip()}: "{value.strip()}"'}
    if "cannot start any token" in what or "special characters" in what:
        return {"reason": "token"}
    return {"reason": "indent"}
