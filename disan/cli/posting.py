"""Sheets for a machine of one's own: `posters`, `handouts`, `fieldwork`; and `plaques --offline-text`, whose codes need no network."""

import argparse
import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from disan.cli.shared import FINE, WRONG_CONTENT, Command, check_out, day, number, out_folder, print_problems, today
from disan.core import text
from disan.core.listeners import tell
from disan.core.problems import NotPossibleError, stops
from disan.core.strings import Strings

if TYPE_CHECKING:
    from disan.core.problems import Problem
    from disan.pages.language_view import CatalogueView
    from disan.printing.code_sheets import CodeSheet
    from disan.printing.plaques.selection import Selection

    Draw = Callable[[CatalogueView], Iterable[CodeSheet]]
    """Sets the sheets that are asked for; DoesNotFitError where a text is too long."""


def _posters(options: argparse.Namespace, strings: Strings) -> int:
    check_out(options)
    from disan.printing.plaques.selection import select_coded
    from disan.printing.posters import poster

    def draw(view: "CatalogueView") -> "Iterable[CodeSheet]":
        return (poster(view, entry, options.size) for entry in select_coded(view.catalogue, selection(options)))

    permanent = not options.accept_temporary_address
    return _printed(draw, options, strings, "poster.made", out_folder(options, "posters"), permanent=permanent)


def _handouts(options: argparse.Namespace, strings: Strings) -> int:
    check_out(options)
    from disan.printing import handouts

    root, day_of = options.root.resolve(), today(options)

    def draw(view: "CatalogueView") -> "Iterable[CodeSheet]":
        items = handouts.select_items(root, view, selection(options), day_of)
        return (handouts.handout(view, item, day_of, options.pages) for item in items)

    permanent = not options.accept_temporary_address
    return _printed(draw, options, strings, "handout.made", out_folder(options, "handouts"), permanent=permanent)


def _fieldwork(options: argparse.Namespace, strings: Strings) -> int:
    check_out(options)
    from disan.printing import fieldwork

    def draw(view: "CatalogueView") -> "Iterable[CodeSheet]":
        return fieldwork.sheets(view, selection(options), options.missing)

    return _printed(draw, options, strings, "fieldwork.made", out_folder(options, "fieldwork"), permanent=False)


def text_sheets(options: argparse.Namespace, strings: Strings) -> int:
    """Prints sheets whose codes hold plain text: no address is printed, so none has to be permanent, and no ledger knows of them."""
    from disan.printing.plaques.selection import select_coded
    from disan.printing.text_sheets import text_sheet

    def draw(view: "CatalogueView") -> "Iterable[CodeSheet]":
        return (text_sheet(view, entry) for entry in select_coded(view.catalogue, selection(options)))

    return _printed(draw, options, strings, "poster.text_made", out_folder(options, "plaques") / "text", permanent=False)


def _printed(draw: "Draw", options: argparse.Namespace, strings: Strings, sentence: str, out: Path, *, permanent: bool) -> int:
    """Sheets in `out`; where the address of their codes must be `permanent`, none with one that is not."""
    from disan.printing import code_sheets
    from disan.printing.plaques import permanence
    from disan.render.folders import folder_with

    root = options.root.resolve()
    view, problems = _view(options)
    if view and permanent:
        problems += permanence.check_plaque_url(root, view.settings)
    print_problems([problem for problem in problems if problem.grade == "error"], strings, "text")
    if view is None or stops(problems):
        return WRONG_CONTENT
    with told_too_long():
        count = code_sheets.make_sheets(list(draw(view)), out, lambda template: folder_with(root, template))
    tell(strings.count(sentence, count, out=out))
    return FINE


@contextlib.contextmanager
def told_too_long() -> Iterator[None]:
    """Raises NotPossibleError for a text that is too long for its sheet, or that the typeface cannot show."""
    from disan.drawing.fitting import DoesNotFitError
    from disan.printing.code_sheets import UnshownError

    try:
        yield
    except DoesNotFitError as error:
        raise NotPossibleError("poster.too_long", text=error.text) from error
    except UnshownError as error:
        raise NotPossibleError("poster.missing_glyph", title=error.title, characters=error.characters) from error


def _view(options: argparse.Namespace) -> "tuple[CatalogueView | None, list[Problem]]":
    """The site in the language that is asked for, else its first, and every problem of its content."""
    views, problems = content_views(options)
    language = getattr(options, "language", None) or next(iter(views), "")
    if views and language not in views:
        raise NotPossibleError("handout.no_language", language=language, languages=", ".join(views))
    return views.get(language), problems


def content_views(options: argparse.Namespace) -> "tuple[Mapping[str, CatalogueView], list[Problem]]":
    """The site in each of its languages, the first one first, and every problem of its content; no view where it cannot be read."""
    from disan.build.project import open_project
    from disan.core.processes import possible
    from disan.pages import gallery
    from disan.pages.language_view import CatalogueView

    root = options.root.resolve()
    project, problems = open_project(root)
    if project is None:
        return {}, list(problems)
    settings, records = project.settings, project.catalogue
    pictures, found = gallery.of_records(root, records.entries, root / ".cache", possible(None))
    year = today(options).year
    views = {
        language: CatalogueView(language, settings, project.addresses, records.gazetteer, year, pictures, catalogue=records)
        for language in settings.languages
    }
    return views, [*problems, *found]


def add_selection(command: argparse.ArgumentParser) -> None:
    """Adds the options of commands that print something for chosen records."""
    which = command.add_mutually_exclusive_group()
    which.add_argument("records", nargs="*", default=[], metavar="RECORD", help="plaques_records")
    which.add_argument("--codes", nargs="+", default=[], metavar="CODE", help="plaques_codes")
    which.add_argument("--kind", type=text.normalized, default="", help="plaques_kind")
    which.add_argument("--commune", type=text.normalized, default="", help="plaques_commune")


def selection(options: argparse.Namespace) -> "Selection":
    """Reads which records are chosen; names may stand apart or with commas between them."""
    from disan.printing.plaques.selection import Selection

    names = tuple(name for typed in (*options.records, *options.codes) for name in typed.split(",") if name)
    return Selection(names, options.kind, options.commune)


def _add_posters(command: argparse.ArgumentParser) -> None:
    add_selection(command)
    command.add_argument("--size", choices=("a4", "a3"), default="a4", help="posters_size")
    command.add_argument("--out", type=Path, help="posters_out")
    command.add_argument("--accept-temporary-address", action="store_true", help="plaques_accept")
    command.set_defaults(today=None)


def _add_handouts(command: argparse.ArgumentParser) -> None:
    add_selection(command)
    command.add_argument("--language", help="handouts_language")
    command.add_argument("--pages", type=number, default=1, help="handouts_pages")
    command.add_argument("--out", type=Path, help="handouts_out")
    command.add_argument("--accept-temporary-address", action="store_true", help="plaques_accept")
    command.add_argument("--today", type=day, default=None, help="handouts_today")


def _add_fieldwork(command: argparse.ArgumentParser) -> None:
    add_selection(command)
    command.add_argument("--missing", nargs="+", default=[], metavar="FIELD", help="fieldwork_missing")
    command.add_argument("--language", help="handouts_language")
    command.add_argument("--out", type=Path, help="fieldwork_out")
    command.set_defaults(today=None)


POSTERS = Command(_add_posters, _posters)
HANDOUTS = Command(_add_handouts, _handouts)
FIELDWORK = Command(_add_fieldwork, _fieldwork)
