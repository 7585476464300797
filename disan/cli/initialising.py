"""`init`: a new site, a folder with content alone."""

import argparse
import random
from pathlib import Path

from disan.cli.shared import FINE, Command
from disan.core.listeners import tell
from disan.core.problems import NotPossibleError
from disan.core.strings import Strings


def _init(options: argparse.Namespace, strings: Strings) -> int:
    from disan.content.kinds import KINDS
    from disan.editing import new_site

    program = new_site.repository(options.program_repository)
    if program is None:
        raise NotPossibleError("cli.bad_repository", repository=options.program_repository)
    files = new_site.files(KINDS, program, random.SystemRandom())
    try:
        new_site.write(options.folder, files)
    except new_site.NotEmptyError as error:
        raise NotPossibleError("cli.not_empty", folder=options.folder) from error
    tell(strings.say("cli.init", folder=options.folder, count=strings.number(len(files))))
    if program == new_site.UNKNOWN:
        tell(strings.say("cli.program_unknown", placeholder=program))
    return FINE


def _add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", metavar="FOLDER", type=Path, help="init_folder")
    command.add_argument("--program-repository", metavar="OWNER/NAME", help="program_repository")


INIT = Command(_add_arguments, _init)
