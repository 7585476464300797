"""What a table's rows would change in content/, and the change itself. Rows in; a plan, or every problem at its cell, out; then files.

Everything is tried on a copy first, and written only when nothing is wrong anywhere: all of it or nothing.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from disan.content.kinds import KINDS
from disan.content.record import Record
from disan.content.record.reading import ORIGINAL
from disan.content.settings import Settings
from disan.core import codes, text
from disan.core.problems import Problem
from disan.core.transactions import Transaction
from disan.editing import assignment, trial
from disan.editing.workbook import changes
from disan.editing.workbook.changes import Change
from disan.editing.workbook.columns import FOLDER, Column
from disan.editing.workbook.sheet_table import WorkbookRow


class ImportPlan(Struct, frozen=True):
    """The changes that a table would make, and how many rows say what is there already, or less."""

    changes: tuple[Change, ...]
    unchanged: int
    kept: int = 0
    """How many cells are older than the record, and leave it as it is."""


def plan_import(
    root: Path,
    kind: type[Record],
    rows: Sequence[WorkbookRow],
    columns: Sequence[Column],
    chosen: Settings,
    randomness: random.Random,
) -> tuple[ImportPlan | None, list[Problem]]:
    """The plan, tried on a copy of the content, and warnings; None, and every problem at its cell, where anything is wrong."""
    problems: list[Problem] = []
    planned: list[Change] = []
    taken, seen = set(assignment.taken(root, KINDS)), dict[str, WorkbookRow]()
    for row in rows:
        slug, found = _slug(root, kind, row, seen)
        problems += found
        if slug:
            change, found = _change(root, kind, slug, row, columns, taken, randomness)
            problems += found
            planned += [change] if change else []
    if problems:
        return None, problems
    made = tuple(each for each in planned if each.new or each.cells)
    by_folder = {f"content/{kind.folder}/{slug}": row for slug, row in seen.items()}
    problems = list(_tried(root, made, chosen, by_folder))
    if problems:
        return None, problems
    kept = sum(len(each.kept) for each in planned)
    return ImportPlan(made, len(rows) - len(made), kept), list(_unmarked(made, by_folder))


def apply(root: Path, plan: ImportPlan) -> None:
    """Writes every change or none. Raises OSError of the disk, NotPossibleError where somebody saved one of the files meanwhile."""
    with Transaction(root / "content") as writing:
        for each in plan.changes:
            writing.put(root / each.path, each.content.encode(), before=None if each.new else each.before)


def _slug(root: Path, kind: type[Record], row: WorkbookRow, seen: dict[str, WorkbookRow]) -> tuple[str, list[Problem]]:
    """The folder of a row's record, noted in `seen`; "" and why where it has none."""
    folder, title = row.cells.get(FOLDER), row.cells["title"]
    if not title.text:
        return "", [title.problem("sheet-no-title")]
    slug = folder.text if folder and folder.text else text.folder_name(title.text)
    place = folder if folder and folder.text else title
    if not text.is_folder_name(slug):
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
    if (root / path).is_file():
        return changes.of_record(kind, root, path, row, columns)
    code = codes.generate(frozenset(taken), randomness)
    taken.add(code)
    return changes.of_new_record(kind, path, row, columns, code)


def _unmarked(made: Sequence[Change], rows: Mapping[str, WorkbookRow]) -> Iterator[Problem]:
    """A warning where it is not known what was edited and what is merely old: at the first such row."""
    for each in made:
        if not (each.new or each.marked):
            warned = rows[each.path.rpartition("/")[0]].cells["title"].problem("sheet-unmarked")
            yield replace(warned, grade="warning")
            return


def _tried(root: Path, changes: Sequence[Change], chosen: Settings, rows: Mapping[str, WorkbookRow]) -> Iterator[Problem]:
    """What the whole content has against the changed records, each told at its row."""
    for problem in trial.errors(root, {each.path: each.content.encode() for each in changes}, chosen):
        cells, values = rows[problem.at.file.rpartition("/")[0]].cells, dict(problem.values)
        given = cells["title"]
        if problem.rule == "no-sources":
            given, values["reason"] = cells.get("sources.1.title") or cells.get("sources.1.url") or given, "sheet"
        yield replace(problem, at=replace(given.at, length=max(1, len(given.text))), line=given.text, values=values)
