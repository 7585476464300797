"""`progress`: how far the houses' digitisation has come, for a report or a spreadsheet."""

import argparse
import csv
import sys

from disan.cli.shared import FINE, WRONG_CONTENT, Command, print_problems
from disan.core.strings import Strings


def _progress(options: argparse.Namespace, strings: Strings) -> int:
    from disan.content import catalogue, settings
    from disan.content.kinds import KINDS
    from disan.content.kinds.house import House
    from disan.pages import progress

    root = options.root.resolve()
    chosen, found = settings.read(root)
    if chosen is None:
        print_problems(found, strings, "text")
        return WRONG_CONTENT
    records, found = catalogue.read(root, KINDS, chosen.languages, chosen.province)
    print_problems([problem for problem in found if problem.grade == "error"], strings, "text")
    standing = progress.progress(records, chosen.house_target, chosen.languages)
    labels = {name: strings.of(label) for name, label in progress.labels(House).items()}
    labels[progress.TRANSLATION] = strings.say("progress.translation")
    rows = [(file, title, ", ".join(labels[name].lower() for name in lacks)) for file, title, lacks in progress.lines(standing)]
    if options.format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([("file", "title", "lacks"), *rows])
        return FINE
    whole = standing.target or len(rows)
    print(strings.say("progress.of", count=strings.number(len(rows)), whole=strings.number(whole)))
    for _, title, lacks in rows:
        print(f"- {title}: {strings.say('progress.lacks', fields=lacks or strings.say('progress.nothing'))}")
    return FINE


def _add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("text", "csv"), default="text", help="progress_format")


PROGRESS = Command(_add_arguments, _progress)
