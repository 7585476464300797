"""YAML values with their places: what a parser has found, before any field has looked at it. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass

from disan.problems import Position


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


def data(node: Node) -> Data:
    """The bare values, without their places; absent ones (nothing, `~`, `null`) left out."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [None if isinstance(each, Scalar) and each.absent else data(each) for each in node.nodes]
    kept = ((key, value) for key, (_, value) in node.entries.items())
    return {key: data(value) for key, value in kept if not (isinstance(value, Scalar) and value.absent)}
