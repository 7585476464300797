"""Three-way merge of a workbook's row with a record that may have changed since: the row's mark, its cells and the record in, edits out.

Each exported row says of every cell that had a value what that was, as a digest, in a hidden column of its own: it goes with the row
wherever a spreadsheet program sorts, copies or saves it, into a CSV too. A cell that equals it was not edited, whatever the record says by
now. Of lists (places, sources) an item may have moved; only where it is surely the same one do changes of both sides meet in it.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from disan.editing.workbook.columns import CODE, EXPORTED, FOLDER, Column
from disan.editing.workbook.sheet_table import Given, WorkbookRow
from disan.editing.workbook.values import Fields, bare, cell

_GIVEN = (FOLDER, EXPORTED, CODE)
"""Columns that say whose row it is, and are never edited."""
_DIGEST_BYTES = 4


class Edit(Struct, frozen=True):
    """A cell that says something else than the record: its column, the cell, and the record's value as the workbook says it."""

    column: Column
    given: Given
    before: str


class Merged(Struct, frozen=True):
    """What becomes of a row's cells that differ from the record.

    `taken` are the editor's; `conflicts` were changed on both sides; `kept` were changed in the record alone and stay as they are there.
    """

    taken: tuple[Edit, ...]
    conflicts: tuple[Edit, ...] = ()
    kept: tuple[Edit, ...] = ()


def mark(slug: str, fields: Fields, columns: Iterable[Column]) -> str:
    """What a row is exported from: its folder, and each cell's key and digest."""
    cells = ((column.key, _said(column, cell(fields, column))) for column in columns if column.key not in _GIVEN)
    return " ".join([slug, *(f"{key}:{_digest(said)}" for key, said in cells if said)])


def merge(slug: str, row: WorkbookRow, fields: Fields, columns: Sequence[Column]) -> Merged:
    """Merges a row with its record; a row without a mark of its own is taken as it is, cell by cell."""
    shown = [column for column in columns if column.key in row.cells and column.key not in _GIVEN]
    edits = [Edit(column, row.cells[column.key], cell(fields, column)) for column in shown]
    differ = [edit for edit in edits if _said(edit.column, edit.given.text) != _said(edit.column, edit.before)]
    base = exported_from(row, slug)
    if base is None:
        return Merged(tuple(differ))
    ours = {edit.column.path: _digest(_said(edit.column, edit.given.text)) for edit in edits}
    theirs = {edit.column.path: _digest(_said(edit.column, edit.before)) for edit in edits}
    before = {column.path: base.get(column.key, "") for column in shown}
    unsure = _unsure_items(before, ours, theirs)
    edited = [edit for edit in differ if _changed([edit.column.path], before, ours)]
    conflicts = [each for each in edited if _changed([each.column.path], before, theirs) or each.column.path[:2] in unsure]
    kept = [each for each in differ if each not in edited]
    return Merged(tuple(each for each in edited if each not in conflicts), tuple(conflicts), tuple(kept))


def exported_from(row: WorkbookRow, slug: str) -> Mapping[str, str] | None:
    """The digests of the cells that a row had when it was exported, by column; None where its mark is gone, or another row's."""
    given = row.cells.get(EXPORTED)
    folder, *cells = (given.text if given else "").split() or [""]
    return dict(each.rpartition(":")[::2] for each in cells) if slug and folder == slug else None


def _said(column: Column, text: str) -> str:
    """What a cell says, as a file has it: the same however it is called by now."""
    return "\n".join(column.from_cell(line) for line in (bare(text) if column.listed else " ".join(text.split("\n"))).split("\n"))


def _digest(said: str) -> str:
    return hashlib.blake2b(said.encode(), digest_size=_DIGEST_BYTES).hexdigest() if said else ""


Path = tuple[str | int, ...]
"""Where a cell's value stands in a record's data: of a list the field, an item's number, and what of it."""
Cells = Mapping[Path, str]
"""Digests; empty for an empty cell."""


def _unsure_items(before: Cells, ours: Cells, theirs: Cells) -> set[Path]:
    """The items of lists that both sides changed, where it is not sure that both mean the same item."""
    listed = [path for path in before if len(path) > 1 and isinstance(path[1], int)]
    unsure: set[Path] = set()
    for item in {path[:2] for path in listed}:
        cells = [path for path in listed if path[:2] == item]
        field = [path for path in listed if path[0] == item[0]]
        for one, other in ((ours, theirs), (theirs, ours)):
            moved = _changed(cells, before, one) and _moved(field, before, other)
            both = _changed(cells, before, one) and _changed(cells, before, other)
            if moved or (both and not _is_same(cells, before, other)):
                unsure.add(item)
    return unsure


def _changed(cells: Sequence[Path], before: Cells, after: Cells) -> bool:
    return any(before[path] != after[path] for path in cells)


def _is_same(cells: Sequence[Path], before: Cells, after: Cells) -> bool:
    """Whether at least half of what an item said it says still."""
    said = [path for path in cells if before[path]]
    return bool(said) and 2 * sum(before[path] == after[path] for path in said) >= len(said)


def _moved(field: Sequence[Path], before: Cells, after: Cells) -> bool:
    """Whether an item of a list stands where another one stood."""
    was, now = _items(field, before), _items(field, after)
    return any(now[place] in was.values() and now[place] != was[place] and any(now[place].values()) for place in now)


def _items(field: Sequence[Path], cells: Cells) -> dict[str | int, dict[Path, str]]:
    found: dict[str | int, dict[Path, str]] = {}
    for path in field:
        found.setdefault(path[1], {})[path[2:]] = cells[path]
    return found
