"""YAML values with their places: what a parser has found, before any field has looked at it. Values only.

Tuples, since a record has some forty of them and making one takes a third of the time.
"""

from collections.abc import Mapping
from typing import NamedTuple

from disan.problems import Position


class Scalar(NamedTuple):
    """One value as typed; `length` in characters of its first line."""

    text: str
    at: Position
    length: int
    absent: bool


class Items(NamedTuple):
    """A list of values."""

    nodes: "tuple[Node, ...]"
    at: Position


class Table(NamedTuple):
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
