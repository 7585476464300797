"""disan as another checkout has it, to be measured beside this one: its folder stands in the environment variable BENCH_EARLIER.

That checkout runs with its own .venv where it has one. Its records are those of this one.
"""

import dataclasses
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.peers import disan
from bench.peers.peer import Build


def _checkout() -> Path:
    """The other checkout; RuntimeError where none is named."""
    named = os.environ.get("BENCH_EARLIER", "")
    if not named or not (Path(named) / "build.py").is_file():
        raise RuntimeError("BENCH_EARLIER names no folder with a build.py")
    return Path(named).resolve()


def _install() -> None:
    """It is there, or it is left out."""
    _checkout()


def _versions() -> Mapping[str, str]:
    return {"earlier disan": _checkout().name}


def _prepare(folder: Path) -> None:
    disan.prepared(folder, _checkout() / "templates")


def _command(build: Build) -> Sequence[str]:
    checkout = _checkout()
    own = checkout / ".venv" / "bin" / "python"
    python = str(own) if own.exists() else sys.executable
    return (python, str(checkout / "build.py"), "build", "--root", str(build.folder), "--out", str(build.folder / "site"))


PEER = dataclasses.replace(
    disan.PEER,
    key="earlier",
    name="disan, an earlier checkout",
    install=_install,
    versions=_versions,
    command=_command,
    prepare=_prepare,
    settings="The same command in another checkout, with that checkout's own environment.",
    differs="Nothing but the program.",
)
