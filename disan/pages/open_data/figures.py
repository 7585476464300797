"""The figures of a record as rows of a table, a row a figure; those of a kind make one file. A record by itself in, rows out."""

import functools
from collections.abc import Iterator, Mapping, Sequence

from disan.content.record import Record
from disan.content.record.entry import Entry
from disan.content.record.observation import Observation, observations
from disan.core.listeners import Cell
from disan.core.strings import Words, load
from disan.pages.open_data import columns, values
from disan.pages.open_data.columns import DataColumn

_BOUNDS = ("least", "most", "bounds")


@functools.cache
def shown(kind: type[Record], languages: tuple[str, ...]) -> tuple[DataColumn, ...]:
    """The table's columns; words stand once in each language, and what tells one record's figures from another's stands first.

    `value` is as the first language writes it, without the unit. `least` and `most` are plain numbers, as far as the source sets a bound:
    more than 400 has no most, nearly 400 no least; "about" stands in `bounds` where both are only that.
    """
    return tuple(_shown(kind, languages))


def _shown(kind: type[Record], languages: Sequence[str]) -> Iterator[DataColumn]:
    labels = {name: said.label for name, said in columns.members(Observation)}
    if kind.compared_by:
        yield DataColumn(kind.compared_by, dict(columns.members(kind))[kind.compared_by].label)
    yield columns.RECORD
    yield DataColumn("measure", labels["measure"])
    yield from columns.worded("label", labels["label"], languages)
    yield DataColumn("value", labels["value"])
    yield from (DataColumn(name, labels["value"], "string" if name == "bounds" else "number") for name in _BOUNDS)
    yield from columns.worded("unit", labels["unit"], languages)
    yield from columns.worded("note", labels["note"], languages)
    yield DataColumn("source", Words("Nguồn", "Source"))


def rows(entry: Entry, languages: tuple[str, ...]) -> list[list[Cell]]:
    """The rows of a record's figures, in their order; none where it has no figures."""
    said = [observations(entry.editions[language].record) for language in languages]
    names = [column.name for column in shown(entry.kind, languages)] if said[0] else []
    told = (_cells(entry, dict(zip(languages, each, strict=True))) for each in zip(*said, strict=True))
    return [[cells.get(name, "") for name in names] for cells in told]


def _cells(entry: Entry, said: Mapping[str, Observation]) -> dict[str, Cell]:
    """One figure by the names of columns; `said` is it in each language."""
    first, own = next(iter(said.items()))
    compared_by = entry.kind.compared_by
    told: dict[str, Cell] = {compared_by: getattr(entry.record, compared_by).edtf} if compared_by else {}
    told |= {"record": entry.reference, "measure": own.measure, "value": own.value.formatted(load(first)), "source": _source(entry, own)}
    told |= {name: each for name, each in zip(_BOUNDS, values.bounds(own.value), strict=True) if each is not None}
    for name in ("label", "unit", "note"):
        told |= {f"{name}_{language}": getattr(each, name) or "" for language, each in said.items()}
    return told


def _source(entry: Entry, own: Observation) -> str:
    named = entry.record.sources[own.source - 1 : own.source] if own.source else ()
    return "".join(source.url or source.title or "" for source in named)
