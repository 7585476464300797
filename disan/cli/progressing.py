"""`progress`: how far digitisation has come, for a report or a spreadsheet."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from disan.cli.shared import FINE, WRONG_CONTENT, Command, print_problems
from disan.core import listeners
from disan.core.listeners import pass_on, tell
from disan.core.strings import Strings

if TYPE_CHECKING:
    from disan.pages.progress import Progress


def _progress(options: argparse.Namespace, strings: Strings) -> int:
    from disan.build.project import open_project
    from disan.pages import progress

    project, found = open_project(options.root.resolve())
    print_problems([problem for problem in found if problem.grade == "error"], strings, "text")
    if project is None:
        return WRONG_CONTENT
    kinds = progress.followed(project.catalogue, project.settings) or project.catalogue.shown_kinds
    every = [progress.progress(project.catalogue, kind, project.settings) for kind in kinds]
    if options.format == "csv":
        rows = [("file", "title", "lacks"), *(row for each in every for row in _rows(each, strings))]
        pass_on(listeners.csv(rows, "\n"))
        return FINE
    for each in every:
        tell(progress.said(each, strings))
        for _, title, lacks in _rows(each, strings):
            tell(f"- {title}: {strings.say('progress.lacks', fields=lacks or strings.say('progress.nothing'))}")
    return FINE


def _rows(found: "Progress", strings: Strings) -> "Iterator[tuple[str, str, str]]":
    """Each record's file, title and what it lacks."""
    from disan.pages import progress

    labels = progress.labels(found.kind, strings)
    for file, title, lacks in progress.lines(found):
        yield file, title, ", ".join(labels[name].lower() for name in lacks)


def _add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("text", "csv"), default="text", help="progress_format")


PROGRESS = Command(_add_arguments, _progress)
