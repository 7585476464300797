"""YAML lines in, values with their places out, or problems at the line that began the trouble. The only user of the YAML library."""

import re
from collections.abc import Iterator

import yaml

from disan.problems import Position, Problem
from disan.source.nodes import Items, Node, Scalar, Table
from disan.strings import Words

_DEEPEST = 12
_SMART_KEY = re.compile(r"^(\s*(?:- )?)[“”„\"']([A-Za-z_]+)[“”\"'](\s*:)")
_NO_SPACE = re.compile(r"\s*(?:- )?([A-Za-z_]+)(:(?![\s/])|：)(.+)")
"""A colon with no space behind it, or the full-width one of an East Asian keyboard; not the colon of an address."""
_BULLET = re.compile(r"^(\s*)[•·▪–][ \t\u00a0]+")
_TYPED = re.compile(r" *(?:- )?[A-Za-z_#]")
"""How nearly every line begins: with nothing to forgive."""


def _forgiven(line: str) -> str:
    """The line with what word processors put in: quotes around a key, a bullet for a hyphen, no-break spaces before it."""
    if _TYPED.match(line):
        return line
    line = _BULLET.sub(r"\1- ", line)
    line = _SMART_KEY.sub(r"\1\2\3", line)
    stem = len(line) - len(line.lstrip(" \u00a0"))
    return line[:stem].replace("\u00a0", " ") + line[stem:]


def parsed(lines: list[str], offset: int, file: str) -> tuple[Table | None, list[Problem]]:
    """The table that YAML lines make, `offset` lines of the file standing before them; or what is wrong with them."""
    yaml_text = "\n".join(_forgiven(line) for line in lines) + "\n"
    builder = _Builder(file, offset, lines)
    try:
        # The loader's own next event, without the generator of `yaml.parse` around it: half the time for each.
        node = builder.document(iter(yaml.CSafeLoader(yaml_text).get_event, None))
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
        if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
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
        value = event.value
        if end.line == start.line:
            length = end.column - start.column
        else:
            first = self.lines[start.line] if start.line < len(self.lines) else ""
            length = len(first) - start.column
        return Scalar(value, at, max(1, length), value in ("", "~", "null") and event.style in (None, ""))

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
    crowded = _crowded(lines[: line + 1]) if values["reason"] == "indent" else None
    if crowded is not None:
        line, column, values = crowded
    shown = lines[line] if lines else ""
    at = Position(file, line + 1 + offset, min(column, len(shown)) + 1)
    return Problem("yaml-syntax", at, "error", values, shown)


def _crowded(lines: list[str]) -> tuple[int, int, dict[str, object]] | None:
    """The last of the lines or the one above it, where its colon has no space behind it; the parser stumbles one line later."""
    for number in range(len(lines) - 1, max(len(lines) - 3, -1), -1):
        found = _NO_SPACE.match(lines[number])
        if found:
            return number, found.start(2), {"reason": "space", "right": f"{found[1]}: {found[3].strip()}"}
    return None


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
