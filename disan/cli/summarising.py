"""`summary`: what a proposal changes, as the comment that the check workflow puts beside it."""

import argparse

from disan.cli.shared import FINE, Command, day, today
from disan.core.listeners import pass_on
from disan.core.problems import NotPossibleError
from disan.core.strings import Strings


def _summary(options: argparse.Namespace, strings: Strings) -> int:
    from disan.build import pipeline
    from disan.build.project import open_project
    from disan.editing import printed, summary
    from disan.ledger import git

    root = options.root.resolve()
    past = git.required(root)
    try:
        changes = past.changed(options.since)
    except KeyError:
        raise NotPossibleError("summary.no_commit", commit=options.since) from None
    report = pipeline.build(root, None, today(options))
    project, _ = open_project(root)
    found = summary.touched(changes, project.catalogue if project else None, project.settings.languages if project else ())
    inside = sum(any(file.startswith(f"content/{each.reference}/") for each in found) for file in changes)
    promises = summary.PrintedChanges(printed.changes(past, options.since), printed.unguarded(past))
    pass_on(summary.text(promises, found, len(changes) - inside, report.problems, options.built_at, strings))
    return FINE


def _add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--since", metavar="COMMIT", required=True, help="summary_since")
    command.add_argument("--built-at", metavar="URL", default="", help="summary_built_at")
    command.add_argument("--today", type=day, default=None, help="today")


SUMMARY = Command(_add_arguments, _summary)
