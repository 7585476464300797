"""`social`: pictures, an animation and texts for posting a record on social networks."""

import argparse
from typing import TYPE_CHECKING

from disan.cli.posting import content_views
from disan.cli.shared import FINE, WRONG_CONTENT, Command, check_out, out_folder, print_problems
from disan.core.listeners import one_line, tell
from disan.core.problems import NotPossibleError, stops
from disan.core.strings import Strings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from disan.pages.language_view import CatalogueView
    from disan.printing.social.kits import SocialKit
    from disan.printing.social.omissions import Omission

_LONGEST_QUOTED = 60
"""Letters of what was left out: enough to find it."""


def _social(options: argparse.Namespace, strings: Strings) -> int:
    check_out(options)
    from disan.drawing.fitting import DoesNotFitError
    from disan.printing.code_sheets import UnshownError
    from disan.printing.social import kits
    from disan.render.folders import folder_with

    root, out = options.root.resolve(), out_folder(options, "social")
    views, problems = content_views(options)
    print_problems([problem for problem in problems if problem.grade == "error"], strings, "text")
    if not views or stops(problems):
        return WRONG_CONTENT
    try:
        made = _kits(options, views, strings)
        count, omissions = kits.make(made, out, lambda template: folder_with(root, template))
    except DoesNotFitError as error:
        raise NotPossibleError("social.too_long", text=error.text) from error
    except UnshownError as error:
        raise NotPossibleError("poster.missing_glyph", title=error.title, characters=error.characters) from error
    for each in omissions:
        tell(_omitted(each, strings), error=True)
    first = next(iter(views.values()))
    if first.addresses.unreachable:
        tell(strings.say("social.unreachable", address=first.addresses.url), error=True)
    tell(strings.count("social.made", count, out=out))
    return FINE


def _kits(options: argparse.Namespace, views: "Mapping[str, CatalogueView]", strings: Strings) -> "Sequence[SocialKit]":
    """What is posted of the records that are named, in each language of the site in which they have a title."""
    from disan.printing.plaques.selection import Selection, select_entries
    from disan.printing.social import kits

    made: list[SocialKit] = []
    for language, view in views.items():
        for entry in select_entries(view.catalogue, list(view.catalogue.entries), Selection(tuple(options.records))):
            found = kits.kit(view, entry, options.show)
            if found:
                made.append(found)
            else:
                tell(strings.say("social.untranslated", record=entry.reference, language=strings.called(language)), error=True)
    return made


def _omitted(omission: "Omission", strings: Strings) -> str:
    """What a record's posts do without, and what an editor can do about it."""
    from disan.printing.social import networks

    words = strings.say(f"social.sort_{omission.words}") if omission.where == "wanted" else one_line(omission.words, _LONGEST_QUOTED)
    most = networks.LONGEST_TITLE if omission.where == "title" else networks.LONGEST
    return strings.say(
        f"social.omitted_{omission.where}",
        record=omission.record,
        language=strings.called(omission.language),
        file=omission.file,
        words=words,
        most=strings.number(most),
    )


def _add_social(command: argparse.ArgumentParser) -> None:
    from pathlib import Path

    command.add_argument("records", nargs="+", metavar="REFERENCE", help="social_records")
    command.add_argument("--show", choices=("number", "quote", "lead"), default="", help="social_show")
    command.add_argument("--out", type=Path, help="social_out")
    command.set_defaults(today=None)


SOCIAL = Command(_add_social, _social)
