"""The command line; what a command needs is loaded for that command alone.

Arguments go in; progress, problems and an exit code come out: 0 fine, 1 the content is wrong, 2 usage, 3 our own fault. It does no work
of its own.
"""

import argparse
import errno
import gc
import importlib
import os
import sys
from collections.abc import Sequence
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
    "fieldwork": "posting",
    "verify": "proving",
    "redirects": "moving",
    "summary": "summarising",
}
"""The commands, and the module of each, which is only loaded for its own command."""

_GARBAGE = 500_000
"""Objects more before the collector looks: loading, reading and rendering make hardly a cycle, and to look costs a sixth of a build."""


_MACHINE = {
    each
    for name in ("EACCES", "EBUSY", "EDQUOT", "EFBIG", "EIO", "EMFILE", "ENFILE", "ENOMEM", "ENOSPC", "EPERM", "EROFS", "ETXTBSY")
    if (each := getattr(errno, name, None))
}
"""What a disk or a system refuses that is full, read-only, broken or somebody else's: neither the content's fault nor the program's."""


def run(program: str = "disan") -> NoReturn:
    """Runs the command that this process was started with, and ends it: what it holds is not taken apart first, for that takes time too.

    `program` is how it was called, as help tells it.
    """
    gc.set_threshold(_GARBAGE)
    code = main(sys.argv[1:], program)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # Told to nobody, as in `main`.
        pass
    os._exit(code)


def main(arguments: Sequence[str], program: str = "disan") -> int:
    """Runs one command and gives its exit code; never raises for what the content holds."""
    _speak_utf8()
    words = list(arguments)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version")):
        words.insert(0, "build")
    options = _parser(words[0], program).parse_args(words)
    strings = load(options.lang)
    try:
        transactions.recover(options.root / "content")
        return int(options.run(options, strings))
    except NotPossibleError as error:
        tell(strings.say(error.key, **error.values), error=True)
        return USAGE
    except KeyboardInterrupt:
        return FINE if options.command == "serve" else 130
    except BrokenPipeError:  # Whoever read has enough, as `head` has.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except ModuleNotFoundError as error:
        if not error.name or error.name.partition(".")[0] == "disan":
            return _our_fault(strings)
        tell(installation.missing(error.name, options.lang), error=True)
        return USAGE
    except OSError as error:
        if error.errno not in _MACHINE:
            return _our_fault(strings)
        tell(strings.say("cli.machine", reason=error.strerror, file=error.filename or strings.say("cli.machine_disk")), error=True)
        return USAGE
    except Exception:  # noqa: BLE001  Whatever is left is a fault of the program: said as such, with its traceback, never as the editor's.
        return _our_fault(strings)


def _our_fault(strings: Strings) -> int:
    import traceback

    tell(traceback.format_exc(), error=True)
    tell(strings.say("cli.our_fault"), error=True)
    return OUR_FAULT


def _speak_utf8() -> None:
    """Vietnamese must print on a Windows console and under LC_ALL=C as well."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
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
