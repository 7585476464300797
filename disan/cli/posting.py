"""`posters`: posters of records, to print and hang up, each with its code; `plaques --offline-text`: sheets whose code needs no network."""

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from disan.cli.possible import NotPossibleError, possible
from disan.cli.shared import FINE, WRONG_CONTENT, Command, print_problems, today
from disan.core.problems import stops
from disan.core.strings import Strings, load

if TYPE_CHECKING:
    from disan.content.record.entry import Entry
    from disan.core.problems import Problem
    from disan.pages.view import View
    from disan.printing.posters import PosterSheet

Made = TypeVar("Made")


def _posters(options: argparse.Namespace, strings: Strings) -> int:
    return possible(lambda: _made(options, strings), options, strings)


def _made(options: argparse.Namespace, strings: Strings) -> int:
    from disan.printing import posters
    from disan.printing.plaques import permanence

    root = options.root.resolve()
    view, problems = _view(options)
    if view and not options.accept_temporary_address:
        problems += permanence.temporary(root, view.settings)
    print_problems([problem for problem in problems if problem.grade == "error"], strings, "text")
    if view is None or stops(problems):
        return WRONG_CONTENT
    made = [_fitting(partial(posters.poster, view, entry, options.size), strings) for entry in _chosen(view, options, strings)]
    return _written(made, options, strings, "poster.made", Path(options.out or root / "posters").resolve())


def text_sheets(options: argparse.Namespace, strings: Strings) -> int:
    """Sheets whose codes hold plain text: no address is printed, so none has to be permanent, and no ledger knows of them."""
    from disan.printing import text_sheets

    view, problems = _view(options)
    print_problems([problem for problem in problems if problem.grade == "error"], strings, "text")
    if view is None or stops(problems):
        return WRONG_CONTENT
    made = [_fitting(partial(text_sheets.sheet, view, entry), strings) for entry in _chosen(view, options, strings)]
    out = Path(options.out or options.root / "plaques").resolve() / "text"
    return _written(made, options, strings, "poster.text_made", out)


def _view(options: argparse.Namespace) -> "tuple[View | None, list[Problem]]":
    """The site in its first language, and every problem of its content."""
    from disan.build import pipeline
    from disan.content.kinds import KINDS
    from disan.pages.view import View

    root = options.root.resolve()
    content, problems = pipeline.read(root, None, KINDS, root / ".cache")
    if content is None:
        return None, problems
    first = load(content.settings.languages[0])
    read = (content.settings, content.addresses, content.catalogue, content.gallery, content.articles)
    return View(first.language, first, *read, today(options).year, content.ledger), problems


def _chosen(view: "View", options: argparse.Namespace, strings: Strings) -> "list[Entry]":
    from disan.printing.plaques.selection import ChoiceError, Selection, chosen

    codes = tuple(code for given in options.codes for code in given.split(",") if code)
    try:
        return chosen(view.catalogue, Selection(codes, options.kind, options.commune))
    except ChoiceError as error:
        raise NotPossibleError(strings.say(error.key, **error.values)) from error


def _fitting(make: Callable[[], Made], strings: Strings) -> Made:
    from disan.printing.plaques.layout import DoesNotFitError

    try:
        return make()
    except DoesNotFitError as error:
        raise NotPossibleError(strings.say("poster.too_long", text=error.text)) from error


def _written(made: "Sequence[PosterSheet]", options: argparse.Namespace, strings: Strings, sentence: str, out: Path) -> int:
    from disan.printing import posters
    from disan.render.folders import template_folders

    for title, lacking in posters.missing(made):
        raise NotPossibleError(strings.say("poster.missing_glyph", title=title, characters=lacking))
    folders = template_folders(options.root.resolve())
    posters.make(made, out, next(folder for folder in folders if (folder / "posters").is_dir()))
    print(strings.say(sentence, count=strings.number(len(made)), out=out))
    return FINE


def _add_arguments(command: argparse.ArgumentParser) -> None:
    which = command.add_mutually_exclusive_group()
    which.add_argument("--codes", nargs="+", default=[], metavar="CODE", help="plaques_codes")
    which.add_argument("--kind", default="", help="plaques_kind")
    which.add_argument("--commune", default="", help="plaques_commune")
    command.add_argument("--size", choices=("a4", "a3"), default="a4", help="posters_size")
    command.add_argument("--out", type=Path, help="posters_out")
    command.add_argument("--accept-temporary-address", action="store_true", help="plaques_accept")
    command.set_defaults(today=None)


POSTERS = Command("posters", _add_arguments, _posters)
