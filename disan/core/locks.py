"""Locks that end with the program that holds them, however it ends: a file's path in, what holds it out.

Knows nothing of what is locked.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

_PAUSE_SECONDS = 0.1


def hold(file: Path) -> int | None:
    """Holds the lock that a file is, made where there is none; None where another holds it, or has just taken its folder away.

    On a disk without locks, such as some of a network, it is held by everybody: who else works there is not known.
    """
    try:
        opened = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), 0o666)
    except FileNotFoundError:
        return None
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        os.close(opened)
        return None
    except OSError:
        return opened
    return opened


def wait(file: Path, waiting: Callable[[], None]) -> int | None:
    """Holds the lock as soon as nobody else does; tells once that it is `waiting`. None where its folder is not there. Raises OSError."""
    told = False
    while (held := hold(file)) is None and file.exists():
        if not told:
            waiting()
            told = True
        time.sleep(_PAUSE_SECONDS)
    return held


def release(lock: int | None) -> None:
    """Lets go of a lock."""
    if lock is not None:
        os.close(lock)
