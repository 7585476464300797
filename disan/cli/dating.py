"""`dates`: when each record was published and last changed, written from git's history into content/dates.csv."""

import argparse

from disan.cli.shared import FINE, WRONG_CONTENT, Command, print_problems
from disan.core.listeners import tell
from disan.core.problems import NotPossibleError
from disan.core.strings import Strings


def _dates(options: argparse.Namespace, strings: Strings) -> int:
    from disan import ledger
    from disan.ledger import dates, git
    from disan.ledger.model import DATES

    root = options.root.resolve()
    history = git.required(root)
    if not history.complete:
        raise NotPossibleError("dates.shallow")
    before, problems = ledger.read(root)
    found = [each for each in problems if each.at.file == DATES]
    print_problems(found, strings, "text")
    if found:
        return WRONG_CONTENT
    past = dates.of_history(history)
    count = len(past.published)
    if dates.write(root, dates.csv(past, before.dates)):
        tell(strings.count("dates.written", count, file=DATES))
    else:
        tell(strings.count("dates.same", count, file=DATES))
    return FINE


def _add_arguments(command: argparse.ArgumentParser) -> None:
    """It takes no options of its own."""


DATES = Command(_add_arguments, _dates)
