"""YAML lines in, values with their places out, or problems at the line that began the trouble. The only user of the YAML library."""

import re
from collections.abc import Iterator

import yaml
from msgspec.structs import replace

from disan.content.source import complaints
from disan.content.source.nodes import Items, Node, Scalar, YamlTable
from disan.content.source.pasted import FENCE_LENGTH
from disan.core.problems import Position, Problem, Value

_DEEPEST = 12
_SMART_KEY = r"^(\s*(?:- )?)[“”„\"']([A-Za-z_]+)[“”\"'](\s*:)"
_BULLET = r"^(\s*)[•·▪●○◦–][ \t\u00a0]+"
_LISTED = r"^(\s*)(?:(?:[—+*]|\d{1,2}[.)])[ \t\u00a0]+|-(?=[^\W\d_]))"
"""Other marks that begin an item, and a hyphen with no space behind it: taken for one only where a list is expected."""
_TYPED = re.compile(r" *(?:- )?[^\W\d]| *#")
"""How nearly every line begins, with a letter or a comment: with nothing to forgive."""


def _forgiven(lines: list[str]) -> list[str]:
    """The lines without what word processors put in: quotes around a key, a bullet for a hyphen, no-break spaces before it."""
    made: list[str] = []
    listing = False
    for typed in lines:
        listing = (listing and typed[:1] in ("", " ", "\u00a0")) or (bool(made) and made[-1].rstrip().endswith(":"))
        if _TYPED.match(typed):
            made.append(typed)
            continue
        line = re.sub(_BULLET, r"\1- ", typed)
        line = re.sub(_LISTED, r"\1- ", line) if listing else line
        line = re.sub(_SMART_KEY, r"\1\2\3", line)
        stem = len(line) - len(line.lstrip(" \u00a0"))
        made.append(line[:stem].replace("\u00a0", " ") + line[stem:])
    return made


def parse(lines: list[str], offset: int, file: str) -> tuple[YamlTable | None, list[Problem]]:
    """The table that YAML lines make, `offset` lines of the file standing before them; or what is wrong with them."""
    forgiven = _forgiven(lines)
    builder = _Builder(file, offset, lines, forgiven)
    try:
        # The loader's own next event, without the generator of `yaml.parse` around it: half the time for each.
        node = builder.document(iter(yaml.CSafeLoader("\n".join(forgiven) + "\n").get_event, None))
    except _NotParsedError as refused:
        return None, [*builder.problems, refused.problem]
    except yaml.YAMLError as error:
        return None, [*builder.problems, complaints.problem(error, lines, offset, file)]
    if node is None:
        node = YamlTable({}, Position(file, offset or 1))
    if not isinstance(node, YamlTable):
        builder.found("yaml-syntax", replace(node.at, length=1), reason="no-colon")
        return None, builder.problems
    top = YamlTable(node.entries, Position(file, length=FENCE_LENGTH))
    return (None if builder.problems else top), builder.problems


class _NotParsedError(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    """Makes nodes of parser events; gathers duplicate keys, stops at an alias or at too deep a nesting."""

    def __init__(self, file: str, offset: int, lines: list[str], forgiven: list[str]) -> None:
        self.file, self.offset, self.lines, self.forgiven = file, offset, lines, forgiven
        self.problems: list[Problem] = []

    def place(self, event: yaml.Event, length: int = 1) -> Position:
        mark = event.start_mark
        assert mark is not None  # The parser marks every event; the type stubs do not know it.
        return Position(self.file, mark.line + 1 + self.offset, self.column(mark.line, mark.column) + 1, length)

    def column(self, line: int, column: int) -> int:
        """The column in the line as typed of what the parser found in the forgiven one."""
        if line >= len(self.lines) or len(self.lines[line]) == len(self.forgiven[line]):
            return column
        moved = len(self.lines[line]) - len(self.forgiven[line])
        stem = len(self.lines[line]) - len(self.lines[line].lstrip())
        return max(stem, column + moved) if column > stem else column

    def found(self, rule: str, at: Position, **values: Value) -> None:
        index = at.line - 1 - self.offset
        self.problems.append(Problem(rule, at, "error", values, self.lines[index] if 0 <= index < len(self.lines) else ""))

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        for event in events:
            if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent | yaml.AliasEvent):
                node = self.node(event, events, 0)
                for _ in events:
                    pass
                return node
        return None

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
            alias = isinstance(event, yaml.AliasEvent)
            self.found("alias" if alias else "too-deep", self.place(event, len(getattr(event, "anchor", None) or "") + 1))
            raise _NotParsedError(self.problems.pop())
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        at = self.place(event)
        if isinstance(event, yaml.SequenceStartEvent):
            nodes = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                nodes.append(self.node(inner, events, depth + 1))
            return Items(tuple(nodes), at)
        return self.table(events, at, depth)

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        value = event.value
        if end.line == start.line:
            length = end.column - start.column
        else:
            first = self.lines[start.line] if start.line < len(self.lines) else ""
            length = len(first) - start.column
        return Scalar(value, self.place(event, max(1, length)), value in ("", "~", "null") and event.style in (None, ""))

    def table(self, events: Iterator[yaml.Event], at: Position, depth: int) -> YamlTable:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = self.node(inner, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.found("yaml-syntax", key.at, reason="token")
            elif key.text in entries:
                self.found("duplicate-key", key.at, key=key.text, first=entries[key.text][0].at.line)
            else:
                entries[key.text] = (key, value)
        return YamlTable(entries, at)
