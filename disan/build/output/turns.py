"""Turns at a site: a folder for locks and a site in, one build of it at a time.

What a build that was killed left of its stage is taken away by the next one.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path

from disan.core import locks

_STAGE, _LOCK = "stage-", ".lock"


def label(site: Path | None) -> str:
    """How the stages of a site begin."""
    return f"{_STAGE}{blake2b(os.fsencode(site or ''), digest_size=6).hexdigest()}-"


@contextlib.contextmanager
def turn(parent: Path, site: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Lets one program at a time build a site; who comes second is told that it is `waiting`, and waits.

    Where nothing can be written below `parent`, or the disk knows no locks, nobody waits: each file of a site is replaced whole.
    """
    lock = None
    with contextlib.suppress(OSError):
        parent.mkdir(parents=True, exist_ok=True)
        lock = locks.wait(_lock(parent, label(site)), waiting)
        _clear(parent, label(site))
    try:
        yield
    finally:
        locks.release(lock)


def _lock(parent: Path, stage: str) -> Path:
    """The lock of a stage's site."""
    return parent / f"{_STAGE}{stage.split('-')[1]}{_LOCK}"


def _clear(parent: Path, own: str) -> None:
    """Takes away the stages that nobody works in: those of this site, and of others whose lock nobody holds."""
    for left in [each for each in parent.glob(f"{_STAGE}*") if each.is_dir()]:
        lock = None
        if left.name.startswith(own) or not (file := _lock(parent, left.name)).exists() or (lock := locks.hold(file)) is not None:
            shutil.rmtree(left, ignore_errors=True)
        locks.release(lock)
