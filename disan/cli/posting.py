"""`posters`: posters of records, to print and hang up, each with its code; `plaques --offline-text`: sheets whose code needs no network."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from disan.cli.shared import FINE, WRONG_CONTENT, Command, check_out, out_folder, print_problems, today
from disan.core import text
from disan.core.problems import NotPossibleError, stops
from disan.core.strings import Strings

if TYPE_CHECKING:
    from disan.content.record.entry import Entry
    from disan.core.problems import Problem
    from disan.pages.language_view import CatalogueView
    from disan.printing.code_sheets import CodeSheet
    from disan.printing.plaques.selection import Selection


def _posters(options: argparse.Namespace, strings: Strings) -> int:
    check_out(options)
    from disan.printing import posters

    def draw(view: "CatalogueView", entry: "Entry") -> posters.Poster:
        return posters.poster(view, entry, options.size)

    permanent = not options.accept_temporary_address
    return _printed(draw, options, strings, "poster.made", out_folder(options, "posters"), permanent=permanent)


def text_sheets(options: argparse.Namespace, strings: Strings) -> int:
    """Prints sheets whose codes hold plain text: no address is printed, so none has to be permanent, and no ledger knows of them."""
    from disan.printing import text_sheets

    return _printed(text_sheets.text_sheet, options, strings, "poster.text_made", out_folder(options, "plaques") / "text", permanent=False)


def _printed(
    draw: "Callable[[CatalogueView, Entry], CodeSheet]",
    options: argparse.Namespace,
    strings: Strings,
    sentence: str,
    out: Path,
    *,
    permanent: bool,
) -> int:
    """The chosen records' sheets, in `out`; where the address of their codes must be `permanent`, none with one that is not."""
    from disan.drawing.fitting import DoesNotFitError
    from disan.printing import code_sheets
    from disan.printing.plaques import permanence
    from disan.printing.plaques.selection import select_entries
    from disan.render.folders import folder_with

    root = options.root.resolve()
    view, problems = _view(options)
    if view and permanent:
        problems += permanence.check_plaque_url(root, view.settings)
    print_problems([problem for problem in problems if problem.grade == "error"], strings, "text")
    if view is None or stops(problems):
        return WRONG_CONTENT
    try:
        sheets = [draw(view, entry) for entry in select_entries(view.catalogue, selection(options))]
    except DoesNotFitError as error:
        raise NotPossibleError("poster.too_long", text=error.text) from error
    for title, lacking in code_sheets.missing_glyphs(sheets):
        raise NotPossibleError("poster.missing_glyph", title=title, characters=lacking)
    code_sheets.make_sheets(sheets, out, folder_with(root, "posters"))
    print(strings.say(sentence, count=strings.number(len(sheets)), out=out))
    return FINE


def _view(options: argparse.Namespace) -> "tuple[CatalogueView | None, list[Problem]]":
    """The site in its first language, and every problem of its content."""
    from disan.build.processes import possible
    from disan.build.project import open_project
    from disan.pages import gallery
    from disan.pages.language_view import CatalogueView

    root = options.root.resolve()
    project, problems = open_project(root)
    if project is None:
        return None, list(problems)
    settings, records = project.settings, project.catalogue
    pictures, found = gallery.of_records(root, records.entries, root / ".cache", possible(None))
    view = CatalogueView(
        settings.languages[0], settings, project.addresses, records.gazetteer, today(options).year, pictures, catalogue=records
    )
    return view, [*problems, *found]


def add_selection(command: argparse.ArgumentParser) -> None:
    """Adds the options of commands that print something for chosen records."""
    which = command.add_mutually_exclusive_group()
    which.add_argument("--codes", nargs="+", default=[], metavar="CODE", help="plaques_codes")
    which.add_argument("--kind", type=text.normalized, default="", help="plaques_kind")
    which.add_argument("--commune", type=text.normalized, default="", help="plaques_commune")


def selection(options: argparse.Namespace) -> "Selection":
    """Reads which records are chosen; codes may stand apart or with commas between them."""
    from disan.printing.plaques.selection import Selection

    return Selection(tuple(code for codes in options.codes for code in codes.split(",") if code), options.kind, options.commune)


def _add_arguments(command: argparse.ArgumentParser) -> None:
    add_selection(command)
    command.add_argument("--size", choices=("a4", "a3"), default="a4", help="posters_size")
    command.add_argument("--out", type=Path, help="posters_out")
    command.add_argument("--accept-temporary-address", action="store_true", help="plaques_accept")
    command.set_defaults(today=None)


POSTERS = Command(_add_arguments, _posters)
