"""`booklets`: a record or a commune as a PDF to print and an EPUB to read."""

import argparse
from pathlib import Path

from disan.cli.posting import told_too_long
from disan.cli.shared import FINE, WRONG_CONTENT, Command, check_out, day, out_folder, print_problems, today
from disan.core import text
from disan.core.listeners import tell
from disan.core.problems import NotPossibleError, stops
from disan.core.strings import Strings


def _booklets(options: argparse.Namespace, strings: Strings) -> int:
    check_out(options)
    from disan.build import reading
    from disan.content.catalogue import Item
    from disan.printing.booklets import choosing, making
    from disan.printing.booklets.writing import BookletWriter
    from disan.printing.plaques import permanence
    from disan.render.folders import folder_with

    root, day_of, out = options.root.resolve(), today(options), out_folder(options, "booklets")
    with reading.opened(root, day_of) as (found, told):
        unlasting = permanence.check_plaque_url(root, found.project.settings) if found and not options.accept_temporary_address else ()
        problems = [*told, *unlasting]
        print_problems([problem for problem in problems if problem.grade == "error"], strings, "text")
        if found is None or stops(problems):
            return WRONG_CONTENT
        language = options.language or found.project.settings.languages[0]
        if language not in found.views:
            raise NotPossibleError("handout.no_language", language=language, languages=", ".join(found.views))
        chosen = choosing.choose(found.project.catalogue, options.names)
        writer = BookletWriter(root, found.views[language], day_of)
        with told_too_long():
            books = [writer.of_record(each) if isinstance(each, Item) else writer.of_commune(each) for each in chosen]
            count = making.make(books, out, lambda template: folder_with(root, template), writer.renderer)
    tell(strings.count("booklet.made", count, out=out))
    return FINE


def _add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("names", nargs="+", type=text.normalized, metavar="NAME", help="booklets_names")
    command.add_argument("--language", help="booklets_language")
    command.add_argument("--out", type=Path, help="booklets_out")
    command.add_argument("--accept-temporary-address", action="store_true", help="plaques_accept")
    command.add_argument("--today", type=day, default=None, help="booklets_today")


BOOKLETS = Command(_add_arguments, _booklets)
