"""A record's data as the texts of cells, and data with the texts of changed cells in it. Data and columns in, texts or data out."""

import copy
import re
from collections.abc import Iterable, Mapping
from typing import Any

from disan.content.fields.model import Model, leading
from disan.content.record import Record
from disan.content.source import Data
from disan.editing.workbook.columns import Column

_BULLET, _MARK = re.compile(r"^[•·▪] *"), re.compile(r"^[-•·▪–—+*] +")
Fields = dict[str, Any]
"""A front matter's bare values by field; below are texts, lists and tables."""


def expand(kind: type[Record], data: Mapping[str, Data | None]) -> Fields:
    """The data with every short form written out: a list where a single value stood, a table where a bare line did."""
    whole: Fields = copy.deepcopy(dict(data))
    for name, value in whole.items():
        field = kind.fields.get(name)
        inner = field.inside(Model) if field else None
        if field and field.listed:
            items = value if isinstance(value, list) else [value]
            whole[name] = [_table(inner, each) if inner else each for each in items]
    return whole


def counts(records: Iterable[Fields]) -> dict[str, int]:
    """The number of items in the longest list of each field."""
    longest: dict[str, int] = {}
    for fields in records:
        for name, value in fields.items():
            if isinstance(value, list):
                longest[name] = max(longest.get(name, 0), len(value))
    return longest


def cell(fields: Fields, column: Column) -> str:
    """The text of a record in a column's cell."""
    value: Any = fields
    for step in column.path:
        inside = isinstance(value, dict) and step in value
        value = value[step] if inside or (isinstance(value, list) and isinstance(step, int) and step < len(value)) else ""
    items = value if isinstance(value, list) else [value]
    return "\n".join(column.to_cell(" ".join(str(each).split())) for each in items if each is not None)


def with_cell(fields: Fields, column: Column, text: str) -> None:
    """Puts a cell's text in its place; an empty one takes the value out."""
    place: Any = fields
    for step, following in zip(column.path, column.path[1:], strict=False):
        if isinstance(step, int):
            place += [{} for _ in range(step + 1 - len(place))]
            place = place[step]
        else:
            place = place.setdefault(step, [] if isinstance(following, int) else {})
    lines = [column.from_cell(line) for line in text.split("\n") if line]
    if lines:
        place[column.path[-1]] = lines if column.listed else " ".join(lines)
    else:
        place.pop(column.path[-1], None)


def bare(text: str) -> str:
    """Lines of a cell without the marks of a list that some put before each; one alone may begin with a sign: - 2 độ C."""
    lines = text.split("\n")
    mark = _MARK if len(lines) > 1 and all(map(_MARK.match, lines)) else _BULLET
    return "\n".join(mark.sub("", line) for line in lines)


def prune(value: Any) -> Any:
    """A value without empty tables and lists; None where nothing is left."""
    if isinstance(value, dict):
        kept = {key: inner for key, each in value.items() if (inner := prune(each)) is not None}
        return kept or None
    if isinstance(value, list):
        return [inner for each in value if (inner := prune(each)) is not None] or None
    return value


def _table(inner: type[Model], item: Any) -> Any:
    """A bare line as the table that it stands for."""
    if isinstance(item, dict) or item is None:
        return item
    table = inner.table(item)
    return table if isinstance(table, dict) else {leading(inner): item}
