"""`pack`: everything of a site as one archive, and whether one is undamaged; `handover`: the checklist to sign."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from disan.cli.shared import FINE, WRONG_CONTENT, Command, check_out, day, out_folder, print_problems, progress, today
from disan.core import whole
from disan.core.listeners import tell
from disan.core.problems import NotPossibleError, stops
from disan.core.strings import Strings

if TYPE_CHECKING:
    from disan.verify.handover import PackReport

_CHECKLISTS = "handover"
_NOT_INTO = ("content", "templates", "site", "disan", "tests", ".git", ".cache")


def _pack(options: argparse.Namespace, strings: Strings) -> int:
    return _checked(options.check, strings) if options.check else _packed(options, strings)


def _packed(options: argparse.Namespace, strings: Strings) -> int:
    from disan.build import pipeline
    from disan.build.project import open_project
    from disan.printing import handover as checklists
    from disan.verify import handover

    root, day_of = options.root.resolve(), today(options)
    out = _out(options, root, f"disan-{day_of.year}.zip")
    if not options.without_program:
        tell(strings.say("pack.network"), error=True)
    report = pipeline.build(root, root / "site", day_of, full_text=True, progress=progress(strings))
    print_problems(report.problems, strings, "text")
    project, _ = open_project(root)
    if report.stopped or project is None:
        tell(strings.say("pack.stopped"), error=True)
        return WRONG_CONTENT
    signed = tuple(handover.Piece(f"{_CHECKLISTS}/{name}", content) for name, content in checklists.checklists(project))
    order = handover.PackOrder(project, root / "site", root / "plaques", out, day_of, not options.without_program, signed)
    done = handover.pack(order)
    print_problems(done.problems, strings, "text")
    if stops(done.problems):
        tell(strings.say("pack.stopped"), error=True)
        return WRONG_CONTENT
    _tell(done, out, strings)
    return FINE


def _tell(done: "PackReport", out: Path, strings: Strings) -> None:
    """What was packed; what was not is told last, where it is seen."""
    megabytes = strings.number(round(done.size / 1e6, 1))
    tell(strings.say("pack.made", out=out, files=strings.number(done.files), megabytes=megabytes))
    if done.web_archive:
        tell(strings.say("pack.web_archive", file=done.web_archive))
    for each in done.left_out:
        tell(strings.say("pack.lacks", what=each.told(strings)), error=True)


def _out(options: argparse.Namespace, root: Path, usual: str) -> Path:
    """The file to write; NotPossibleError for one that is no zip, would lie among the editors' work, or is there already."""
    out: Path = (options.out or root / usual).resolve()
    if out.suffix.lower() != ".zip":
        raise NotPossibleError("pack.ending", file=options.out)
    if any(out.is_relative_to(root / name) for name in _NOT_INTO):
        raise NotPossibleError("cli.bad_out", out=options.out)
    there = next((each for each in (out, out.with_suffix(".wacz")) if each.exists()), None)
    if there and not options.force:
        raise NotPossibleError("pack.there", file=there)
    return out


def _checked(file: Path, strings: Strings) -> int:
    from disan.verify import handover

    if not file.is_file():
        raise NotPossibleError("pack.not_there", file=file)
    found = handover.damages(file)
    for each in found:
        tell(strings.say(f"pack.damage.{each.fault}", name=each.name), error=True)
    tell(strings.say("pack.damaged" if found else "pack.whole", file=file), error=bool(found))
    return WRONG_CONTENT if found else FINE


def _handover(options: argparse.Namespace, strings: Strings) -> int:
    from disan.build.project import open_project
    from disan.printing import handover as checklists

    check_out(options)
    project, found = open_project(options.root.resolve())
    print_problems([problem for problem in found if problem.grade == "error"], strings, "text")
    if project is None:
        return WRONG_CONTENT
    out, made = out_folder(options, _CHECKLISTS), list(checklists.checklists(project))
    for name, content in made:
        whole.replace(out / name, content)
    tell(strings.say("checklist.made", count=strings.number(len(made)), out=out))
    return FINE


def _add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", metavar="FILE.zip", type=Path, help="pack_out")
    command.add_argument("--without-program", action="store_true", help="pack_without_program")
    command.add_argument("--force", action="store_true", help="sheet_force")
    command.add_argument("--check", metavar="FILE", type=Path, help="pack_check")
    command.add_argument("--today", type=day, default=None, help="today")


def _add_handover(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, help="handover_out")


PACK = Command(_add_arguments, _pack)
HANDOVER = Command(_add_handover, _handover)
