"""The records that a kind has, as columns and rows of cells. A project's folder in, texts out."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from disan.content import catalogue
from disan.content import source as sources
from disan.content.kinds import KINDS
from disan.content.record import Record
from disan.content.record.reading import ORIGINAL
from disan.content.source import data
from disan.core.problems import Position, Problem
from disan.editing.workbook.columns import EXPORTED, FOLDER, Column, RecordNames, columns
from disan.editing.workbook.merging import mark
from disan.editing.workbook.values import Fields, cell, counts, expand

_LONGEST_CELL = 32_767
"""Letters that a cell of Excel holds ("Excel specifications and limits")."""
_MOST_ITEMS = 40
"""Items of a list that are understood in a table, however few the records have by now."""


def columns_of(root: Path, kind: type[Record], *, spare: bool = False) -> tuple[Column, ...]:
    """The kind's columns, as many as its longest lists ask for; with `spare` as many as a table may have that was made at another time."""
    needed = counts(fields for _, fields, _ in _records(root, kind))
    lists = {name: max(needed.get(name, 0), _MOST_ITEMS) for name, field in kind.fields.items() if field.listed}
    return columns(kind, lists if spare else needed, _names(root))


def rows_of(root: Path, kind: type[Record], wanted: Sequence[Column]) -> tuple[list[list[str]], list[Problem]]:
    """Each record's cells, by folder; and what is wrong with files that cannot be read, which have no row."""
    rows: list[list[str]] = []
    problems: list[Problem] = []
    for slug, fields, found in _records(root, kind):
        problems += found
        if not found:
            problems += _overlong(f"content/{kind.folder}/{slug}/index.{ORIGINAL}.md", fields, wanted)
            given = {FOLDER: slug, EXPORTED: mark(slug, fields, wanted)}
            rows.append([given[column.key] if column.key in given else cell(fields, column) for column in wanted])
    return rows, problems


def _overlong(file: str, fields: Fields, wanted: Sequence[Column]) -> Iterator[Problem]:
    """Values that no cell holds: what a spreadsheet program cuts off, an import would take out of the record."""
    for column in wanted:
        if column.key not in (FOLDER, EXPORTED) and (length := len(cell(fields, column))) > _LONGEST_CELL:
            yield Problem("sheet-long", Position(file), values={"label": column.label, "length": length, "limit": _LONGEST_CELL})


def _names(root: Path) -> RecordNames:
    """What the project's records are called; one whose file cannot be read has no name, and is told elsewhere."""
    titles: dict[str, str] = {}
    for path in _originals(root, KINDS):
        source, _ = sources.read(path, path.relative_to(root).as_posix())
        if source and (title := source.typed("title")):
            titles[f"{path.parent.parent.name}/{path.parent.name}"] = " ".join(title.split())
    return RecordNames(titles)


def _originals(root: Path, kinds: Sequence[type[Record]]) -> Iterator[Path]:
    paths = (folder / f"index.{ORIGINAL}.md" for _, folder in catalogue.folders(root, kinds))
    return (path for path in paths if path.is_file())


def _records(root: Path, kind: type[Record]) -> Iterator[tuple[str, Fields, list[Problem]]]:
    for path in _originals(root, [kind]):
        source, found = sources.read(path, path.relative_to(root).as_posix())
        bare = data(source.front) if source else {}
        yield path.parent.name, expand(kind, bare) if isinstance(bare, dict) and not found else {}, found
