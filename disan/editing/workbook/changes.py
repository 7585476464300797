"""What one row changes of its record: the row and the record's file in; the file's new text, or every problem at its cell, out.

A cell that says what the record says already changes nothing, so a workbook that was only opened and saved is no change at all. Only
fields whose cells were edited are written anew; the rest of a file, its text and its translations keep their bytes.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from disan.content import source as sources
from disan.content.record import Record
from disan.content.record.validation import validate
from disan.content.source import Items, Node, Scalar, Source, YamlTable, data
from disan.content.source.editing import field_lines, with_field
from disan.core import files
from disan.core.problems import Position, Problem
from disan.core.strings import Words
from disan.editing.workbook import damage, merging
from disan.editing.workbook.columns import CODE, Column
from disan.editing.workbook.merging import Edit
from disan.editing.workbook.sheet_table import Given, WorkbookRow
from disan.editing.workbook.values import Fields, bare, expand, prune, with_cell

_IN_A_CELL = {"unknown": "cell", "words": "column"}
"""Reasons whose cure in a workbook is another than in a file."""


class Change(Struct, frozen=True):
    """A change of one record: its file's new text, and each cell that differs: label, before, after. `code` is a new record's."""

    path: str
    """The file, from the project's root."""
    title: str
    new: bool
    code: str
    content: str
    cells: tuple[tuple[str, str, str], ...]
    before: bytes = b""
    """What the file held when it was read."""
    kept: tuple[tuple[str, str, str], ...] = ()
    """Cells that nobody edited and that the record has changed since the workbook was made: label, what the record says, the old value."""
    marked: bool = True
    """Whether the row says what it was exported from."""


Changed = tuple[Change | None, list[Problem]]


def of_new_record(kind: type[Record], path: str, row: WorkbookRow, columns: Sequence[Column], code: str) -> Changed:
    """The record that a row makes at `path`, with the code that it is given."""
    slug = path.split("/")[-2]
    merged = merging.merge(slug, row, {}, columns)
    if merging.exported_from(row, slug) is not None:  # The record was moved or removed since: a row that nobody edited brings nothing back.
        return None, [row.cells["title"].problem("sheet-gone", folder=slug)] * bool(merged.taken or merged.conflicts)
    edits = merged.taken
    after: Fields = {}
    problems = [*_with_edits(kind, after, edits, row, columns), *_code_problems(row, {})]
    return (None, problems) if problems else (Change(path, str(after.get("title", "")), True, code, _new_text(kind, after, code), ()), [])


def of_record(kind: type[Record], root: Path, path: str, row: WorkbookRow, columns: Sequence[Column]) -> Changed:
    """What a row changes of the record at `path`, a file from the root on."""
    source, found = sources.read(root / path, path)
    if found or source is None:
        return None, found
    typed = data(source.front)
    fields: Fields = expand(kind, typed) if isinstance(typed, dict) else {}
    slug = path.split("/")[-2]
    merged = merging.merge(slug, row, fields, columns)
    problems = [*_code_problems(row, fields), *map(_conflict, merged.conflicts)]
    after: Fields = expand(kind, typed) if isinstance(typed, dict) else {}
    problems += _with_edits(kind, after, merged.taken, row, columns)
    if problems:
        return None, problems
    before = files.content(root / path)
    content = before.decode("utf-8")
    for name in dict.fromkeys(edit.column.field for edit in merged.taken):
        content = with_field(content, name, prune(after.get(name)))
    cells = tuple((edit.column.label.vi, edit.before, edit.given.text) for edit in merged.taken)
    kept = tuple((edit.column.label.vi, edit.before, edit.given.text) for edit in merged.kept)
    marked = merging.exported_from(row, slug) is not None
    return Change(path, str(after.get("title", "")), False, "", content, cells, before, kept, marked), []


def _conflict(edit: Edit) -> Problem:
    """A cell that was changed here and in the record: both values are told, and nobody's is taken."""
    there = " / ".join(edit.before.split("\n"))
    reason = "emptied" if not there else "" if edit.given.text else "cleared"
    return edit.given.problem("sheet-conflict", label=edit.column.label, there=there, reason=reason)


def _with_edits(kind: type[Record], after: Fields, edits: Sequence[Edit], row: WorkbookRow, columns: Sequence[Column]) -> list[Problem]:
    """Puts the edits into a record's data; what the kind has against the whole is told at its cells."""
    for edit in edits:
        with_cell(after, edit.column, bare(edit.given.text) if edit.column.listed else edit.given.text)
    spoilt = [problem for edit in edits if (problem := damage.problem(edit.given))]
    return spoilt or list(_value_problems(kind, after, row, columns))


def _code_problems(row: WorkbookRow, before: Fields) -> Iterator[Problem]:
    """A code belongs to the program: a workbook shows it and never gives another."""
    given = row.cells.get(CODE)
    if given and given.text and given.text != before.get(CODE, ""):
        yield given.problem("sheet-code", right=before.get(CODE, ""), reason="" if before.get(CODE) else "new")


def _value_problems(kind: type[Record], after: Fields, row: WorkbookRow, columns: Sequence[Column]) -> Iterator[Problem]:
    """What the kind has against the row's values, each at its cell."""
    places = {column.path: row.cells[column.key] for column in columns if column.key in row.cells}
    labels = {row.cells[column.key].at: column.label for column in columns if column.key in row.cells}
    title = row.cells["title"]
    front = _node(prune(after) or {}, (), {path: given.at for path, given in places.items()}, title.at)
    assert isinstance(front, YamlTable)
    _, found = validate(kind, Source(title.at.file, front, "", 1, ()))
    for problem in found:
        given = next((each for each in places.values() if each.at == problem.at), title)
        if problem.rule == "missing-field":
            yield _missing(problem, given, places, labels)
        else:
            line = given.text.partition("\n")[0]
            reason = _IN_A_CELL.get(str(problem.values.get("reason", "")), problem.values.get("reason", ""))
            values = {**problem.values, "key": labels.get(given.at, ""), "reason": reason}
            yield replace(problem, at=replace(given.at, length=max(1, len(line))), line=line, values=values)


def _missing(problem: Problem, beside: Given, places: Mapping[tuple[str | int, ...], Given], labels: Mapping[Position, Words]) -> Problem:
    """The empty cell that should not be; `beside` is what needs it, or the title where the record does."""
    key, found = str(problem.values["key"]), [path for path, given in places.items() if given is beside]
    cell = next((places[path] for path in ((*found[0][:-1], key), (key,)) if path in places), beside)
    needs = labels[beside.at] if len(found[0]) > 1 and cell is not beside else None
    return cell.problem("sheet-missing", label=problem.values["label"], beside=needs)


def _node(value: object, path: tuple[str | int, ...], places: Mapping[tuple[str | int, ...], Position], default: Position) -> Node:
    """Data as values with places: those of the cells that they came from, of the nearest cell for what is made of several."""
    at = places.get(path) or next((place for column, place in places.items() if column[: len(path)] == path and path), default)
    if isinstance(value, dict):
        inner = {key: _node(each, (*path, key), places, at) for key, each in value.items()}
        return YamlTable({key: (Scalar(key, node.at, False), node) for key, node in inner.items()}, at)
    if isinstance(value, list):
        return Items(tuple(_node(each, (*path, index), places, at) for index, each in enumerate(value)), at)
    return Scalar(str(value), at, False)


def _new_text(kind: type[Record], after: Fields, code: str) -> str:
    fields = {**(prune(after) or {}), CODE: code}
    ordered = sorted(fields, key=lambda name: (name == CODE, list(kind.fields).index(name)))
    lines = [line for name in ordered for line in field_lines(name, fields[name])]
    return "\n".join(["---", *lines, "---", ""])
