"""YAML lines in, values with their places out, or problems at the line that began the trouble. The only user of the YAML library."""

import itertools
from collections.abc import Iterator

import yaml
from msgspec.structs import replace

from disan.content.source import complaints, losses
from disan.content.source.forgiving import forgiven
from disan.content.source.losses import Loss
from disan.content.source.nodes import Items, Node, Scalar, YamlTable
from disan.content.source.pasted import FENCE_LENGTH, unreadable
from disan.core import text
from disan.core.problems import Position, Problem, Value

_DEEPEST = 12
_LONGEST_VALUE = 50_000
"""Letters of a value: what is told at length is text, and stands below the fields."""
_MOST_ITEMS = 1000


def parse(lines: list[str], offset: int, file: str) -> tuple[YamlTable | None, list[Problem]]:
    """The table that YAML lines make, `offset` lines of the file standing before them; or what is wrong with them."""
    meant = forgiven(lines)
    if (opened := losses.unclosed_quote(meant)) is not None:
        return None, [complaints.unclosed(lines, *opened, offset, file)]
    builder = _Builder(file, offset, lines, meant)
    try:
        # The loader's own next event, without the generator of `yaml.parse` around it: half the time for each.
        node = builder.document(iter(yaml.CSafeLoader("\n".join(meant) + "\n").get_event, None))
    except _NotParsedError as refused:
        return None, [*builder.problems, refused.problem]
    except yaml.YAMLError as error:
        sure = (each for each in builder.problems if each.rule != "lost-text")  # What follows a fault may be read amiss.
        return None, [*sure, complaints.problem(error, lines, offset, file)]
    if node is None:
        node = YamlTable({}, Position(file))
    if not isinstance(node, YamlTable):
        builder.found("yaml-syntax", replace(node.at, length=1), reason="no-colon")
        return None, builder.problems
    top = YamlTable(node.entries, Position(file, length=FENCE_LENGTH))
    return (None if builder.problems else top), builder.problems


def _marks(event: yaml.Event) -> tuple[tuple[int, int], tuple[int, int]]:
    """Line and column, from 0, where an event begins and ends."""
    start, end = event.start_mark, event.end_mark
    assert start is not None  # The parser marks every event; the type stubs do not know it.
    assert end is not None
    return (start.line, start.column), (end.line, end.column)


class _NotParsedError(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    """Makes nodes of parser events; gathers duplicate keys and what would be lost, stops at too deep a nesting."""

    def __init__(self, file: str, offset: int, lines: list[str], meant: list[str]) -> None:
        self.file, self.offset, self.lines, self.meant = file, offset, lines, meant
        self.problems: list[Problem] = []
        self.as_meant = lines == meant

    def place(self, event: yaml.Event, length: int = 1) -> Position:
        (line, column), _ = _marks(event)
        return self.position(line, column, length)

    def position(self, line: int, column: int, length: int) -> Position:
        """The place of what the parser found there, both counted from 0; where it looked for more and found nothing it is past the end."""
        line = min(line, max(0, len(self.lines) - 1))
        return Position(self.file, line + 1 + self.offset, self.column(line, column) + 1, length)

    def column(self, line: int, column: int) -> int:
        """The column in the line as typed of what the parser found in the line as meant."""
        if self.as_meant or line >= len(self.lines) or len(self.lines[line]) == len(self.meant[line]):
            return column
        moved = len(self.lines[line]) - len(self.meant[line])
        stem = len(self.lines[line]) - len(self.lines[line].lstrip())
        return max(stem, column + moved) if column > stem else column

    def found(self, rule: str, at: Position, **values: Value) -> None:
        index = at.line - 1 - self.offset
        self.problems.append(Problem(rule, at, "error", values, self.lines[index] if 0 <= index < len(self.lines) else ""))

    def loss(self, loss: Loss, column: int | None = None) -> Problem:
        """The problem with what is lost; `column` is where the value begins on that line, from 0: all from there can be put in quotes."""
        line = self.lines[loss.line]
        at = Position(self.file, loss.line + 1 + self.offset, self.column(loss.line, loss.column) + 1, len(loss.text))
        right = "" if column is None else complaints.with_quotes(line, self.column(loss.line, column))
        if loss.reason == "space":
            right = complaints.with_space(line)
        return Problem("lost-text", at, "error", {"reason": loss.reason, "lost": loss.text, "right": right}, line)

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        node: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and node is not None:
                (line, _), _ = _marks(event)
                self.problems.append(self.loss(Loss("document", line, 0, self.meant[line] if line < len(self.meant) else "")))
            elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent | yaml.AliasEvent) and node is None:
                node = self.node(event, events, 0)
        return node

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        if depth > _DEEPEST:
            self.found("too-deep", self.place(event))
            raise _NotParsedError(self.problems.pop())
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            self.sign(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        at = self.place(event)
        if isinstance(event, yaml.AliasEvent):
            return Scalar("", at, True)
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(self.items(events, at, depth)), at)
        return self.table(events, at, depth)

    def items(self, events: Iterator[yaml.Event], at: Position, depth: int) -> Iterator[Node]:
        for count in itertools.count(1):
            if isinstance(inner := next(events), yaml.SequenceEndEvent):
                return
            if count > _MOST_ITEMS:
                raise _NotParsedError(self.too_long(at, "items", _MOST_ITEMS))
            yield self.node(inner, events, depth + 1)

    def too_long(self, at: Position, reason: str, limit: int) -> Problem:
        self.found("too-long", at, reason=reason, limit=limit)
        return self.problems.pop()

    def sign(self, event: yaml.Event) -> None:
        """Notes an anchor, a tag or an alias, which has no use here."""
        (line, column), _ = _marks(event)
        word = self.meant[line][column:].split(None, 1)[0]
        self.problems.append(self.loss(Loss("sign", line, column, word), column))

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        (line, column), (last, end) = _marks(event)
        value, doubt = event.value, None
        if len(value) > _LONGEST_VALUE:
            raise _NotParsedError(self.too_long(self.place(event), "value", _LONGEST_VALUE))
        if event.style in ("|", ">"):
            self.problems += [
                self.loss(each, column if len(each.text) > 1 and each.column == column else None)
                for each in losses.block(self.meant, line, column, value)
            ]
        elif found := losses.comment(self.meant, last, end):
            if event.style in (None, "") and losses.is_hashtag(found.text):
                value = f"{value} {found.text}".lstrip()
            else:
                doubt = self.loss(found, found.column if not value else column if last == line else None)
        if event.style in (None, "") and (last > line or ":" in value):
            self.problems += [self.loss(each) for each in losses.joined(self.meant, line, column, last)]
        if event.style == '"':
            value = text.normalized(value)
            self.problems += [replace(each, at=self.place(event), line=self.lines[line]) for each in unreadable([value], self.file)]
        absent = not value.strip() or (value in ("~", "null") and event.style in (None, ""))
        length = (end if last == line else len(self.lines[line])) - column
        return Scalar(value, self.position(line, column, max(1, length)), absent, doubt)

    def table(self, events: Iterator[yaml.Event], at: Position, depth: int) -> YamlTable:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = self.node(inner, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.found("yaml-syntax", key.at, reason="token")
            elif key.text in entries:
                reason = "inner" if depth else ""
                self.found("duplicate-key", key.at, key=key.text, first=entries[key.text][0].at.line, reason=reason)
            else:
                entries[key.text] = (key, value)
        return YamlTable(entries, at)
