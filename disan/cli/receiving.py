"""`photos`: photographs that come back from a field trip, into a workbook and from it into their records."""

import argparse
import functools
from pathlib import Path
from typing import TYPE_CHECKING

from disan.cli.shared import FINE, WRONG_CONTENT, Command, print_problems, progress
from disan.cli.sheets import table_content
from disan.core import installation, whole
from disan.core.listeners import tell
from disan.core.problems import NotPossibleError, stops
from disan.core.strings import Strings

if TYPE_CHECKING:
    from disan.content.gazetteer import Gazetteer
    from disan.content.settings import Settings
    from disan.editing.photographs import Placement, ReadSymbols, Trip

_NAME = "photos.xlsx"


def _photos(options: argparse.Namespace, strings: Strings) -> int:
    from disan.content import province, settings

    root, folder = options.root.resolve(), options.folder.resolve()
    if not folder.is_dir():
        raise NotPossibleError("photos.no_folder", folder=options.folder)
    if folder.is_relative_to(root / "content"):
        raise NotPossibleError("photos.in_content", folder=options.folder)
    chosen, problems = settings.read(root)
    known, unusable = province.read(root, chosen.province if chosen else province.DEFAULT)
    print_problems([*problems, *unusable], strings, "text")
    if chosen is None or known is None:
        return WRONG_CONTENT
    if options.workbook:
        return _place(options, strings, chosen, known)
    return _collect(options, strings, chosen, known)


def _collect(options: argparse.Namespace, strings: Strings, chosen: "Settings", known: "Gazetteer") -> int:
    """Writes the workbook, and tells what it holds and what to do with it."""
    from disan.editing import photographs

    output = options.output or options.folder / _NAME
    if output.suffix.lower() != ".xlsx":
        raise NotPossibleError("sheet.ending", file=output)
    if output.exists():
        raise NotPossibleError("photos.exists", **_as_typed(folder=options.folder, file=output))
    trip, problems = photographs.open_folder(
        options.root.resolve(),
        options.folder.resolve(),
        chosen,
        known,
        _reader(strings),
        progress(strings, "photos.progress"),
        by_position=options.by_position,
    )
    print_problems(problems, strings, "text")
    if not trip.photographs:
        tell(strings.say("photos.none", folder=options.folder), error=True)
        return WRONG_CONTENT
    whole.replace(output, photographs.write(trip, strings))
    if problems:
        tell(strings.say("photos.left", count=strings.number(len(problems))))
    _print_trip(trip, strings)
    tell(strings.say("photos.made", **_as_typed(folder=options.folder, file=output)))
    return FINE


def _as_typed(**paths: Path) -> dict[str, str]:
    """Paths as they stand in a command."""
    return {name: f'"{path}"' if " " in str(path) else str(path) for name, path in paths.items()}


def _reader(strings: Strings) -> "ReadSymbols":
    """What reads plaques; one that reads none, which is told, where the libraries for it are not installed."""
    try:
        from disan.printing.plaques.photographs import read_addresses
    except ModuleNotFoundError as error:
        if not error.name or error.name.partition(".")[0] == "disan":
            raise
        tell(strings.say("photos.unreadable", install=installation.command("plaques")), error=True)
        return lambda _: ()
    return read_addresses


def _print_trip(trip: "Trip", strings: Strings) -> None:
    from disan.editing import photographs

    for file, match in trip.unmatched:
        tell(f"{file}: {photographs.how(match, trip.names, strings)}")
    if trip.unread:
        tell(strings.say("photos.unread", count=strings.number(trip.unread)))
    matched = len(trip.photographs) - len(list(trip.unmatched))
    counts = {"photographs": len(trip.photographs), "matched": matched, "records": len({*trip.known.matched()})}
    tell(strings.say("photos.found_all", **{name: strings.number(count) for name, count in counts.items()}))


def _place(options: argparse.Namespace, strings: Strings, chosen: "Settings", known: "Gazetteer") -> int:
    """Puts into their records what the workbook says, and tells it."""
    from disan.editing import photographs

    root, folder, file = options.root.resolve(), options.folder.resolve(), options.workbook
    content = table_content(file)
    answers, problems = photographs.read(root, content, file.name, chosen, known, strings.say("sheet.data"))
    placement: Placement | None = None
    if answers:
        problems += photographs.check(root, folder, answers.wishes)
    if answers and not stops(problems):
        placement, found = photographs.plan(root, folder, answers.wishes, chosen, progress(strings, "photos.progress"))
        problems += found
    print_problems(problems, strings, "text")
    if answers is None or placement is None:
        tell(strings.say("photos.refused"), error=True)
        return WRONG_CONTENT
    if not options.dry_run:
        photographs.apply(root, placement)
    _print_placement(placement, strings)
    say = functools.partial(strings.say, "photos.would" if options.dry_run else "photos.done")
    counts = {"pictures": placement.added(), "records": len(placement.changes), "refused": answers.refused, "open": answers.open}
    tell(say(**{name: strings.number(count) for name, count in counts.items()}))
    if placement.changes and not options.dry_run:
        tell(strings.say("photos.next", file=file))
    return FINE


def _print_placement(placement: "Placement", strings: Strings) -> None:
    for each in placement.changes:
        tell(strings.say("photos.record", title=each.title, path=each.path))
        for path in each.pictures:
            name = path.rpartition("/")[2]
            tell("  " + strings.say("photos.cover" if name == each.cover else "photos.picture", name=name))
        if each.point:
            tell("  " + strings.say("photos.point", point=each.point))


def _add_photos(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", metavar="FOLDER", type=Path, help="photos_folder")
    command.add_argument("--workbook", metavar="FILE.xlsx", type=Path, help="photos_workbook")
    command.add_argument("--output", metavar="FILE.xlsx", type=Path, help="photos_output")
    command.add_argument("--by-position", action="store_true", help="photos_by_position")
    command.add_argument("--dry-run", action="store_true", help="dry_run")


PHOTOS = Command(_add_photos, _photos)
