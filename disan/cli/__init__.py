"""The command line; what a command needs is loaded for that command alone.

Arguments go in; progress, problems and an exit code come out: 0 fine, 1 the content is wrong, 2 usage, 3 our own fault. It does no work
of its own.
"""

import argparse
import contextlib
import gc
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from disan import __version__
from disan.cli.shared import FINE, OUR_FAULT, USAGE, Bilingual, Command, add_common
from disan.core import installation, transactions
from disan.core.listeners import tell
from disan.core.problems import NotPossibleError
from disan.core.strings import Strings, load

MODULES = {
    "build": "building",
    "check": "building",
    "serve": "building",
    "init": "initialising",
    "new": "records",
    "assign": "records",
    "sheet": "sheets",
    "import": "sheets",
    "progress": "progressing",
    "shrink": "records",
    "photos": "receiving",
    "plaques": "printing",
    "posters": "posting",
    "handouts": "posting",
    "booklets": "booklets",
    "newsletter": "newsletters",
    "fieldwork": "posting",
    "social": "social",
    "verify": "proving",
    "redirects": "moving",
    "summary": "summarising",
    "dates": "dating",
    "pack": "packing",
    "handover": "packing",
}
"""The commands, and the module of each, which is only loaded for its own command."""

_GARBAGE = 500_000
"""Objects more before the collector looks: loading, reading and rendering make hardly a cycle, and to look costs a sixth of a build."""
_LAST_STREAM = 2
"""The number of standard error."""


def run(program: str = "disan") -> NoReturn:
    """Runs the command that this process was started with, and ends it: what it holds is not taken apart first, for that takes time too.

    `program` is how it was called, as help tells it.
    """
    gc.set_threshold(_GARBAGE)
    code = main(sys.argv[1:], program)
    for each in signal.valid_signals() & {signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGINT)}:
        signal.signal(each, signal.SIG_IGN)  # All is done and told.
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):  # Told to nobody, as in `listeners`.
            stream.flush()
    os._exit(code)


def main(arguments: Sequence[str], program: str = "disan") -> int:
    """Runs one command and gives its exit code; never raises for what the content holds."""
    _open_streams()
    words = list(arguments)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version")):
        words.insert(0, "build")
    strings, command = load("vi"), words[0]
    try:
        options = _parser(command, program).parse_args(words)
        strings = load(options.lang)
        _open_root(options.root)
        return int(options.run(options, strings))
    except ModuleNotFoundError as error:
        if not error.name or error.name.partition(".")[0] == "disan":
            return _our_fault(strings)
        tell(installation.missing(error.name, strings.language), error=True)
        return USAGE
    except SystemExit:  # argparse has told all.
        raise
    except BaseException as error:  # noqa: BLE001  Whatever it is (a library may panic), it is told as what it is.
        return _ended(error, command, strings)


def _open_root(root: Path) -> None:
    """Puts right what a command that is gone had begun to write. Raises NotPossibleError where there is no folder, OSError of the disk."""
    if not root.is_dir():
        raise NotPossibleError("faults.no_root", root=root)
    transactions.recover(root / "content")


def _ended(error: BaseException, command: str, strings: Strings) -> int:
    """Says what ended a command. What is not the machine's is a fault of the program: said as such, with its traceback."""
    from disan.core import faults

    if isinstance(error, KeyboardInterrupt) and command == "serve":  # There is no other way to end it.
        return FINE
    sentence = faults.sentence(error, strings)
    if not sentence:
        return _our_fault(strings)
    tell(sentence, error=True)
    return USAGE


def _our_fault(strings: Strings) -> int:
    import traceback

    tell(traceback.format_exc(), error=True)
    tell(strings.say("cli.our_fault"), error=True)
    return OUR_FAULT


def _open_streams() -> None:
    """Opens nothing in the place of streams that are closed, lest a file take their numbers; Vietnamese must print under LC_ALL=C too."""
    while (spare := os.open(os.devnull, os.O_RDWR)) <= _LAST_STREAM:
        pass
    os.close(spare)
    for number, name in enumerate(("stdout", "stderr"), 1):
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, "w", encoding="utf-8", closefd=False))  # noqa: SIM115  As long as the process.
        if hasattr(stream := getattr(sys, name), "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


class _Parser(argparse.ArgumentParser):
    """Says in both languages that a command was typed wrongly; argparse itself speaks English only."""

    def error(self, message: str) -> NoReturn:
        say = [load(language).say("cli.usage", command=self.prog) for language in ("vi", "en")]
        self.exit(USAGE, f"{self.format_usage()}{say[0]}\n{say[1]} ({message})\n")


def _parser(chosen: str, program: str) -> argparse.ArgumentParser:
    """Knows the arguments of the command that is chosen, and of the others what help with all tells."""
    parser = _Parser(prog=program, description="about", formatter_class=Bilingual)
    parser.add_argument("--version", action="version", version=f"disan {__version__}", help="version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in [chosen] if chosen in MODULES else MODULES:
        command = commands.add_parser(name, help=name, description=name, formatter_class=Bilingual)
        if name == chosen:
            implementation: Command = getattr(importlib.import_module(f"disan.cli.{MODULES[name]}"), name.upper())
            command.set_defaults(run=implementation.run)
            add_common(command)
            implementation.add_arguments(command)
    return parser
