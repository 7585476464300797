"""YAML values with their places: what a parser has found, before any field has looked at it. Values only."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from disan.core.problems import Position, Problem


class Scalar(Struct, frozen=True, tag=True):
    """One value as typed; absent where nothing is, or `~` or `null`.

    `doubt` is the problem with what stands behind a # on its line, if that is text: it may be a comment, which only the field can tell.
    """

    text: str
    at: Position
    absent: bool
    doubt: Problem | None = None


class Items(Struct, frozen=True, tag=True):
    """A list of values."""

    nodes: "tuple[Node, ...]"
    at: Position


class YamlTable(Struct, frozen=True, tag=True):
    """Keys and values; a key's own place stands with it."""

    entries: "Mapping[str, tuple[Scalar, Node]]"
    at: Position


Node = Scalar | Items | YamlTable
Data = str | list["Data | None"] | dict[str, "Data | None"]


def data(node: Node) -> Data:
    """The bare values, without their places; None where nothing was typed."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [_bare(each) for each in node.nodes]
    return {key: _bare(value) for key, (_, value) in node.entries.items()}


def _bare(node: Node) -> Data | None:
    return None if isinstance(node, Scalar) and node.absent else data(node)


def uncommented(node: Node) -> Node:
    """The values as they are if no # begins a comment behind a value."""
    if isinstance(node, Scalar):
        return Scalar(f"{node.text} {node.doubt.values['lost']}".strip(), node.at, False) if node.doubt else node
    if isinstance(node, Items):
        return Items(tuple(map(uncommented, node.nodes)), node.at)
    return YamlTable({key: (name, uncommented(value)) for key, (name, value) in node.entries.items()}, node.at)


def doubts(node: Node, *path: str | int) -> Iterator[tuple[tuple[str | int, ...], Problem]]:
    """Each doubt, with the path of keys that leads to its value."""
    if isinstance(node, Scalar):
        yield from [(path, node.doubt)] if node.doubt else []
    elif isinstance(node, Items):
        for index, each in enumerate(node.nodes):
            yield from doubts(each, *path, index)
    else:
        for key, (_, value) in node.entries.items():
            yield from doubts(value, *path, key)
