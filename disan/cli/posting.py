"""`posters`: posters of records, to print and hang up, each with its code."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from disan.cli.printing import NotPossibleError, needing_plaques
from disan.cli.shared import FINE, USAGE, WRONG_CONTENT, Command, print_problems, today, told, wrong_arguments
from disan.problems import stops
from disan.strings import Strings, load

if TYPE_CHECKING:
    from disan.site import Content


def _posters(options: argparse.Namespace, strings: Strings) -> int:
    if wrong := wrong_arguments(argparse.Namespace(base_url=None, out=options.out, root=options.root), strings):
        print(wrong, file=sys.stderr)
        return USAGE
    try:
        return needing_plaques(lambda: _made(options, strings), strings)
    except NotPossibleError as error:
        print(error, file=sys.stderr)
        return USAGE


def _made(options: argparse.Namespace, strings: Strings) -> int:
    from disan import site
    from disan.kinds import KINDS
    from disan.plaques import permanence

    root = options.root.resolve()
    content, problems = site.read(root, None, KINDS, root / ".cache")
    if content and not options.accept_temporary_address:
        problems += permanence.temporary(root, content.settings)
    print_problems([problem for problem in problems if problem.grade == "error"], strings, "text")
    if content is None or stops(problems):
        return WRONG_CONTENT
    return _written(options, content, strings)


def _written(options: argparse.Namespace, content: "Content", strings: Strings) -> int:
    from disan import posters, site
    from disan.pages.view import View
    from disan.plaques.layout import DoesNotFitError
    from disan.plaques.selection import Choice, ChoiceError, chosen

    first = load(content.settings.languages[0])
    year = today(options).year
    view = View(
        first.language,
        first,
        content.settings,
        content.addresses,
        content.catalogue,
        content.gallery,
        content.articles,
        year,
        content.ledger,
    )
    codes = tuple(code for given in options.codes for code in given.split(",") if code)
    out = Path(options.out or options.root / "posters").resolve()
    try:
        entries = chosen(content.catalogue, Choice(codes, options.kind, options.commune))
        made = [posters.poster(view, entry, options.size) for entry in entries]
    except ChoiceError as error:
        raise NotPossibleError(strings.say(error.key, **error.values)) from error
    except DoesNotFitError as error:
        raise NotPossibleError(strings.say("poster.too_long", text=error.text)) from error
    for title, lacking in posters.missing(made):
        raise NotPossibleError(strings.say("poster.missing_glyph", title=title, characters=lacking))
    folders = site.template_folders(options.root.resolve())
    posters.make(made, out, next(folder for folder in folders if (folder / "posters").is_dir()))
    print(strings.say("poster.made", count=strings.number(len(made)), out=out))
    return FINE


def _add_arguments(command: argparse.ArgumentParser) -> None:
    which = command.add_mutually_exclusive_group()
    which.add_argument("--codes", nargs="+", default=[], metavar="CODE", help=told("plaques_codes"))
    which.add_argument("--kind", default="", help=told("plaques_kind"))
    which.add_argument("--commune", default="", help=told("plaques_commune"))
    command.add_argument("--size", choices=("a4", "a3"), default="a4", help=told("posters_size"))
    command.add_argument("--out", type=Path, help=told("posters_out"))
    command.add_argument("--accept-temporary-address", action="store_true", help=told("plaques_accept"))
    command.set_defaults(today=None)


POSTERS = Command("posters", _add_arguments, _posters)
