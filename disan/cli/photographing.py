"""`plaques --proof`: which plaques photographs show, and whether each is one that was printed here."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from disan.cli.shared import FINE, WRONG_CONTENT, print_problems
from disan.core import names
from disan.core.listeners import tell
from disan.core.strings import Strings

if TYPE_CHECKING:
    from disan.ledger import Ledger


def proof(options: argparse.Namespace, photographs: Sequence[Path], strings: Strings) -> int:
    """Tells of each photograph what it shows; not fine where one shows no plaque of ours."""
    from disan.build.project import open_project
    from disan.core.addresses import code_path
    from disan.printing.plaques.photographs import find_symbols, list_photographs

    root = options.root.resolve()
    project, problems = open_project(root)
    print_problems(project.ledger_problems if project else problems, strings, "text")
    if project is None or project.ledger_problems:
        return WRONG_CONTENT
    records, printed = project.catalogue, project.ledger
    codes_by_address = {project.addresses.plaque(code_path(code)): code for code in records.by_code}
    pictures = list_photographs(photographs)
    every = [each for file in pictures for each in find_symbols(file, printed, codes_by_address, _expected(printed, root, file))]
    for each in every:
        item = records.by_code.get(each.code)
        values = {
            "code": each.code,
            "address": each.address,
            "batches": ", ".join(each.batches),
            "expected": each.expected,
            "title": item.title if item else "–",
        }
        mark = strings.say("verify.right_mark" if each.result == "right" else "verify.wrong_mark")
        tell(f"{mark} {names.printable(each.file)} {strings.say(f'photographs.{each.result}', **values)}")
    right = {each.file for each in every if each.result == "right"}
    tell(strings.say("photographs.total", right=strings.number(len(right)), photographs=strings.number(len(pictures))))
    return FINE if every and all(each.result == "right" for each in every) else WRONG_CONTENT


def _expected(printed: "Ledger", root: Path, file: Path) -> tuple[str, ...]:
    """The codes for which content/installed.csv names this photograph."""
    from disan.ledger import PHOTOS

    kept = root / PHOTOS
    named = names.comparable(file.name) if file.resolve().parent == kept.resolve() else ""
    return tuple(each.code for each in printed.installed if each.photo and names.comparable(each.photo) == named)
