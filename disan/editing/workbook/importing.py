"""What a table's rows would change in content/, and the change itself. Rows in; a plan, or every problem at its cell, out; then files.

A cell that says what the record says already changes nothing, so a workbook that was only opened and saved is no change at all. Only
fields whose cells differ are written anew; the rest of a file, its text and its translations keep their bytes. Everything is tried on
a copy first, and written only when nothing is wrong anywhere.
"""

import os
import random
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from disan.content import catalogue
from disan.content import source as sources
from disan.content.kinds import KINDS
from disan.content.record import Record
from disan.content.record.reading import ORIGINAL
from disan.content.record.validation import validate
from disan.content.settings import Settings
from disan.content.source import Items, Node, Scalar, Source, YamlTable, data
from disan.content.source.editing import field_lines, with_field
from disan.core import codes, text
from disan.core.problems import Position, Problem
from disan.editing import assignment
from disan.editing.workbook.columns import CODE, FOLDER, Column
from disan.editing.workbook.reading import WorkbookRow
from disan.editing.workbook.values import Fields, bare, called_today, cell, expand, prune, with_cell

_IN_A_CELL = {"unknown": "cell", "words": "column"}
"""Reasons whose cure in a workbook is another than in a file."""
_LONGEST_FOLDER = 255
"""Bytes that file systems take."""


class Change(Struct, frozen=True):
    """A change of one record: its file's new text, and each cell that differs: label, before, after. `code` is a new record's."""

    path: str
    """The file, from the project's root."""
    title: str
    new: bool
    code: str
    content: str
    cells: tuple[tuple[str, str, str], ...]


class ImportPlan(Struct, frozen=True):
    """The changes that a table would make, and how many rows say what is there already."""

    changes: tuple[Change, ...]
    unchanged: int


def plan_import(
    root: Path,
    kind: type[Record],
    rows: Sequence[WorkbookRow],
    columns: Sequence[Column],
    chosen: Settings,
    randomness: random.Random,
) -> tuple[ImportPlan | None, list[Problem]]:
    """The plan, tried on a copy of the content; None, and every problem at its cell, where anything is wrong."""
    problems: list[Problem] = []
    changes: list[Change] = []
    taken, seen = set(assignment.taken(root, KINDS)), dict[str, WorkbookRow]()
    for row in rows:
        slug, found = _slug(root, kind, row, seen)
        problems += found
        if slug:
            change, found = _change(root, kind, slug, row, columns, taken, randomness)
            problems += found
            changes += [change] if change else []
    if problems:
        return None, problems
    made = tuple(each for each in changes if each.new or each.cells)
    problems = list(_tried(root, made, chosen, {f"content/{kind.folder}/{slug}": row for slug, row in seen.items()}))
    return (None, problems) if problems else (ImportPlan(made, len(changes) - len(made)), [])


def apply(root: Path, plan: ImportPlan) -> None:
    """Writes every change: all files beside their places first, then each into its place by a rename. OSError leaves all as it was."""
    places = [(root / each.path, (root / each.path).with_suffix(".md.part"), each.content) for each in plan.changes]
    before = {target: target.read_bytes() if target.is_file() else None for target, _, _ in places}
    made: list[Path] = []
    moved: list[Path] = []
    try:
        for target, part, content in places:
            if not target.parent.exists():
                target.parent.mkdir(parents=True)
                made.append(target.parent)
            part.write_text(content, encoding="utf-8", newline="")
        for target, part, _ in places:
            part.replace(target)
            moved.append(target)
    except OSError:
        _undone({target: before[target] for target in moved}, [part for _, part, _ in places], made)
        raise


def _undone(before: Mapping[Path, bytes | None], parts: Sequence[Path], made: Sequence[Path]) -> None:
    """Puts back what was replaced already (another program may hold one file of many), and takes away what was begun."""
    for target, content in before.items():
        if content is None:
            target.unlink()
        else:
            target.write_bytes(content)
    for part in parts:
        part.unlink(missing_ok=True)
    for folder in reversed(made):
        folder.rmdir()


def _slug(root: Path, kind: type[Record], row: WorkbookRow, seen: dict[str, WorkbookRow]) -> tuple[str, list[Problem]]:
    """The folder of a row's record, noted in `seen`; "" and why where it has none."""
    folder, title = row.cells.get(FOLDER), row.cells["title"]
    if not title.text:
        return "", [title.problem("sheet-no-title")]
    slug = folder.text if folder and folder.text else text.folder_name(title.text)
    place = folder if folder and folder.text else title
    if not text.SLUG.fullmatch(slug) or len(slug) > _LONGEST_FOLDER:
        return "", [place.problem("bad-slug", right=text.folder_name(slug))]
    if slug in seen:
        return "", [place.problem("sheet-twice", row=seen[slug].number)]
    if place is title and (root / "content" / kind.folder / slug).exists():
        return "", [place.problem("sheet-exists", folder=slug)]
    seen[slug] = row
    return slug, []


def _change(
    root: Path, kind: type[Record], slug: str, row: WorkbookRow, columns: Sequence[Column], taken: set[str], randomness: random.Random
) -> tuple[Change | None, list[Problem]]:
    path = f"content/{kind.folder}/{slug}/index.{ORIGINAL}.md"
    new = not (root / path).is_file()
    source, found = (None, []) if new else sources.read(root / path, path)
    if found or (not new and source is None):
        return None, found
    typed = data(source.front) if source else {}
    before: Fields = expand(kind, typed) if isinstance(typed, dict) else {}
    after: Fields = expand(kind, typed) if isinstance(typed, dict) else {}
    differ = []
    for column in columns:
        given = row.cells.get(column.key)
        said = "" if given is None else bare(given.text) if column.listed else given.text
        said = called_today(column, said)
        if given is None or column.key in (FOLDER, CODE) or cell(before, column) in (given.text, said):
            continue
        differ.append((column, replace(given, text=said)))
        with_cell(after, column, said)
    wrong = [*_code_problems(row, before), *_value_problems(kind, after, row, columns)]
    if wrong:
        return None, wrong
    code = "" if not new else codes.generate(frozenset(taken), randomness)
    taken.add(code)
    cells = tuple((column.label.vi, cell(before, column), given.text) for column, given in differ)
    content = _new_text(kind, after, code) if source is None else _edited(root / path, after, [column for column, _ in differ])
    return Change(path, str(after.get("title", "")), new, code, content, cells), []


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
            yield given.problem("sheet-missing", label=problem.values["label"])
        else:
            line = given.text.partition("\n")[0]
            reason = _IN_A_CELL.get(str(problem.values.get("reason", "")), problem.values.get("reason", ""))
            values = {**problem.values, "key": labels.get(given.at, ""), "reason": reason}
            yield replace(problem, at=replace(given.at, length=max(1, len(line))), line=line, values=values)


def _node(value: object, path: tuple[str | int, ...], places: Mapping[tuple[str | int, ...], Position], default: Position) -> Node:
    """Data as values with places: those of the cells that they came from, of the nearest cell for what is made of several."""
    at = places.get(path) or next((place for column, place in places.items() if column[: len(path)] == path and path), default)
    if isinstance(value, dict):
        return YamlTable({key: (Scalar(key, at, False), _node(each, (*path, key), places, at)) for key, each in value.items()}, at)
    if isinstance(value, list):
        return Items(tuple(_node(each, (*path, index), places, at) for index, each in enumerate(value)), at)
    return Scalar(str(value), at, False)


def _new_text(kind: type[Record], after: Fields, code: str) -> str:
    fields = {**(prune(after) or {}), CODE: code}
    ordered = sorted(fields, key=lambda name: (name == CODE, list(kind.fields).index(name)))
    lines = [line for name in ordered for line in field_lines(name, fields[name])]
    return "\n".join(["---", *lines, "---", ""])


def _edited(file: Path, after: Fields, columns: Sequence[Column]) -> str:
    content = file.read_bytes().decode("utf-8")
    for name in dict.fromkeys(column.field for column in columns):
        content = with_field(content, name, prune(after.get(name)))
    return content


def _tried(root: Path, changes: Sequence[Change], chosen: Settings, rows: Mapping[str, WorkbookRow]) -> Iterator[Problem]:
    """What the whole content has against the changed records, each told at its row."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        shutil.copytree(root / "content", trial / "content", copy_function=_linked)
        for each in changes:
            (trial / each.path).parent.mkdir(parents=True, exist_ok=True)
            (trial / each.path).unlink(missing_ok=True)
            (trial / each.path).write_text(each.content, encoding="utf-8", newline="")
        _, found = catalogue.read(trial, KINDS, chosen.languages, chosen.province)
    touched = {each.path for each in changes}
    for problem in found:
        if problem.grade == "error" and problem.at.file in touched:
            cells, values = rows[problem.at.file.rpartition("/")[0]].cells, dict(problem.values)
            given = cells["title"]
            if problem.rule == "no-sources":
                given, values["reason"] = cells.get("sources.1.title") or cells.get("sources.1.url") or given, "sheet"
            yield replace(problem, at=replace(given.at, length=max(1, len(given.text))), line=given.text, values=values)


def _linked(file: str, copy: str) -> None:
    """A second name for a file where the disk allows it: photographs are large."""
    try:
        os.link(file, copy)
    except OSError:
        shutil.copyfile(file, copy)
