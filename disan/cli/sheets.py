"""`sheet` and `import`: records to a spreadsheet and back."""

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING

from disan.cli.shared import FINE, WRONG_CONTENT, Command, parse_kind, print_problems
from disan.core import files, whole
from disan.core import problems as problem_values
from disan.core.listeners import tell
from disan.core.problems import NotPossibleError
from disan.core.strings import Strings

if TYPE_CHECKING:
    from disan.editing.workbook import ImportPlan

_LARGEST_WORKBOOK, _LARGEST_TEXT = 100_000_000, 30_000_000
"""Bytes: ten thousand photographs with their thumbnails, ten thousand records with their texts."""
_LONGEST = 60
"""Letters of a cell's value that a difference shows."""


def _sheet(options: argparse.Namespace, strings: Strings) -> int:
    from disan.content import province, settings
    from disan.editing import workbook

    kind = parse_kind(options.kind, strings)
    if options.file.suffix.lower() != ".xlsx":
        raise NotPossibleError("sheet.ending", file=options.file)
    if options.file.exists() and not options.force:
        raise NotPossibleError("sheet.there", file=options.file)
    root = options.root.resolve()
    columns = workbook.columns_of(root, kind)
    rows, found = workbook.rows_of(root, kind, columns)
    chosen, _ = settings.read(root)
    known, unusable = province.read(root, chosen.province if chosen else province.DEFAULT)
    print_problems([*found, *unusable], strings, "text")
    if found or known is None:
        return WRONG_CONTENT
    whole.replace(options.file, workbook.write(kind, columns, rows, known, strings))
    tell(strings.count("sheet.made", len(rows), file=options.file))
    return FINE


def _import(options: argparse.Namespace, strings: Strings) -> int:
    from disan.content import settings
    from disan.editing import workbook

    kind, root = parse_kind(options.kind, strings), options.root.resolve()
    content = table_content(options.file)
    chosen, found = settings.read(root)
    columns = workbook.columns_of(root, kind, spare=True)
    rows, problems = workbook.read(content, options.file.name, columns, strings.say("sheet.data"))
    found += problems
    plan: ImportPlan | None = None
    if chosen and not problem_values.stops(found):
        plan, problems = workbook.plan_import(root, kind, rows, columns, chosen, random.SystemRandom())
        found += problems
    print_problems(found, strings, "text")
    if plan is None:
        tell(strings.say("sheet.refused"), error=True)
        return WRONG_CONTENT
    _print_plan(plan, strings, dry=options.dry_run)
    if not options.dry_run:
        workbook.apply(root, plan)
    new = sum(each.new for each in plan.changes)
    counts = {"new": new, "changed": len(plan.changes) - new, "unchanged": plan.unchanged}
    shown = {name: strings.number(count) for name, count in counts.items()}
    if plan.kept:
        tell(strings.count("sheet.kept", plan.kept))
    tell(strings.say("sheet.would" if options.dry_run else "sheet.done", **shown))
    if plan.changes and not options.dry_run:
        tell(strings.say("sheet.outdated"))
    return FINE


def table_content(file: Path) -> bytes:
    """The bytes of a workbook or CSV that was given; NotPossibleError where it is not there, or has more than any of our tables."""
    if not file.is_file():
        raise NotPossibleError("sheet.not_there", file=file)
    limit = _LARGEST_WORKBOOK if file.suffix.lower() == ".xlsx" else _LARGEST_TEXT
    if (size := file.stat().st_size) > limit:
        raise NotPossibleError("sheet.too_large", file=file, size=-(-size // 1_000_000), limit=limit // 1_000_000)
    return files.content(file, limit)


def _print_plan(plan: "ImportPlan", strings: Strings, *, dry: bool) -> None:
    """The difference in words. A dry run tells no codes: the next run draws others."""
    new = "sheet.would_be_new" if dry else "sheet.new"
    for each in plan.changes:
        tell(strings.say(new if each.new else "sheet.changed", title=each.title, path=each.path, code=each.code))
        for label, before, after in () if each.new else each.cells:
            tell("  " + strings.say("sheet.cell", label=label, before=_short(before, strings), after=_short(after, strings)))


def _short(value: str, strings: Strings) -> str:
    line = " / ".join(value.split("\n"))
    return (line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…") or strings.say("sheet.empty")


def _add_sheet(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", metavar="KIND", help="kind")
    command.add_argument("file", metavar="FILE.xlsx", type=Path, help="sheet_file")
    command.add_argument("--force", action="store_true", help="sheet_force")


def _add_import(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", metavar="KIND", help="kind")
    command.add_argument("file", metavar="FILE", type=Path, help="import_file")
    command.add_argument("--dry-run", action="store_true", help="dry_run")


SHEET = Command(_add_sheet, _sheet)
IMPORT = Command(_add_import, _import)
