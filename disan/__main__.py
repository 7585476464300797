"""Runs the command `disan`, also as `python -m disan`."""

import os

try:
    import signal
    import sys
    from typing import NoReturn
except KeyboardInterrupt:  # The first moment at which it is ours to say that nothing was begun: before, Python itself begins.
    os._exit(2)

_ENDING = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""Signals that end a program beside Ctrl-C's, where a system has them."""


def run(program: str = "disan") -> NoReturn:
    """Runs the command that this process was started with, and ends it; where it cannot even be loaded, says what to install.

    `program` is how it was called, as help tells it.
    """
    try:
        _end_as_by_hand()
        _run(program)
    except KeyboardInterrupt:  # Nothing was begun, or somebody would not even wait for the sentence that says what became of it.
        os._exit(2)


def _run(program: str) -> NoReturn:
    try:
        from disan.cli import run as run_command
    except ModuleNotFoundError as error:
        module = error.name or ""
        if module.partition(".")[0] == "disan":
            raise
        from disan.core import installation
        from disan.core.listeners import tell

        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        tell(f"{installation.missing(module, 'vi')}\n{installation.missing(module, 'en')}", error=True)
        sys.exit(2)
    run_command(program)


def _end_as_by_hand() -> None:
    """Has signals that end a program do what Ctrl-C does, so that what was begun is put away; one that is to be ignored stays so."""
    for each in (getattr(signal, name) for name in _ENDING if hasattr(signal, name)):
        if signal.getsignal(each) is signal.SIG_DFL:
            signal.signal(each, signal.default_int_handler)


if __name__ == "__main__":
    run("python -m disan")
