"""YAML values with their places: what a parser has found, before any field has looked at it. Values only."""

from collections.abc import Mapping

from msgspec import Struct

from disan.core.problems import Position


class Scalar(Struct, frozen=True, tag=True):
    """One value as typed; absent where nothing is, or `~` or `null`."""

    text: str
    at: Position
    absent: bool


class Items(Struct, frozen=True, tag=True):
    """A list of values."""

    nodes: "tuple[Node, ...]"
    at: Position


class YamlTable(Struct, frozen=True, tag=True):
    """Keys and values; a key's own place stands with it."""

    entries: "Mapping[str, tuple[Scalar, Node]]"
    at: Position


Node = Scalar | Items | YamlTable
Data = str | list["Data | None"] | dict[str, "Data"]


def data(node: Node) -> Data:
    """The bare values, without their places; absent ones (nothing, `~`, `null`) left out, and tables of nothing else.

    Of a list only the last ones are left out, so that the others keep their numbers.
    """
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [None if _absent(each) else data(each) for each in _filled(node)]
    return {key: data(value) for key, (_, value) in node.entries.items() if not _absent(value)}


def _absent(node: Node) -> bool:
    """Whether nothing was typed: a template's lines that nobody filled in say nothing."""
    if isinstance(node, Scalar):
        return node.absent
    if isinstance(node, Items):
        return bool(node.nodes) and not _filled(node)
    return bool(node.entries) and all(_absent(value) for _, value in node.entries.values())


def _filled(items: Items) -> tuple[Node, ...]:
    last = len(items.nodes)
    while last and _absent(items.nodes[last - 1]):
        last -= 1
    return items.nodes[:last]
