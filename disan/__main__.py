"""Runs the command `disan`, also as `python -m disan`."""

import sys
from typing import NoReturn

from disan.core import installation
from disan.core.listeners import tell


def run(program: str = "disan") -> NoReturn:
    """Runs the command that this process was started with, and ends it; where it cannot even be loaded, says what to install.

    `program` is how it was called, as help tells it.
    """
    try:
        from disan.cli import run as run_command
    except ModuleNotFoundError as error:
        module = error.name or ""
        if module.partition(".")[0] == "disan":
            raise
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        tell(f"{installation.missing(module, 'vi')}\n{installation.missing(module, 'en')}", error=True)
        sys.exit(2)
    run_command(program)


if __name__ == "__main__":
    run("python -m disan")
