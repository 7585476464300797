"""Watching files: folders go in; an event is set whenever anything below them may have changed. Reads no file and builds nothing.

The operating system tells (watchfiles: inotify, FSEvents, ReadDirectoryChangesW). Where it cannot, because it watches too much already,
watchfiles looks for itself several times a second.
"""

import asyncio
import contextlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from watchfiles import awatch

_SETTLED_MILLISECONDS = 40
"""Files are saved in bursts: what follows within this time belongs to the same change."""
_FOLDERS_MILLISECONDS = 1_000
"""How often it is asked whether the folders themselves are still those that are watched."""

Stamps = Mapping[str, tuple[int, int]]
"""By path: the time of the last change in nanoseconds, and the size in bytes."""


def stamps(folders: Sequence[Path]) -> Stamps:
    """Stamps of what stands below the folders now, to tell what changed before `watch` began."""
    found: dict[str, tuple[int, int]] = {}
    for folder in folders:
        for parent, _, names in os.walk(folder):
            for path in (os.path.join(parent, name) for name in names if _is_watched(name)):  # noqa: PTH118  As many as a site has files.
                with contextlib.suppress(OSError):
                    status = os.stat(path)  # noqa: PTH116
                    found[path] = (status.st_mtime_ns, status.st_size)
    return found


async def watch(folders: Sequence[Path], changed: asyncio.Event) -> None:
    """Sets `changed` after each change below the folders, until cancelled.

    It watches as soon as it first waits. A folder that is missing, goes, comes or is replaced by another is a change like any other.
    """
    polling: bool | None = None  # As the environment says: WATCHFILES_FORCE_POLLING.
    while True:
        existing = _existing_folders(folders)
        try:
            await _watch_until_replaced(folders, existing, changed, polling)
        except (OSError, RuntimeError):  # The system's watches are used up, or this disk has none.
            await asyncio.sleep(_FOLDERS_MILLISECONDS / 1000)
            if polling and _existing_folders(folders) == existing:
                continue
            polling = True
        changed.set()


async def _watch_until_replaced(
    folders: Sequence[Path], existing: Mapping[Path, int], changed: asyncio.Event, polling: bool | None
) -> None:
    watcher = awatch(
        *existing,
        watch_filter=lambda _, path: _is_watched(Path(path).name),
        step=_SETTLED_MILLISECONDS,
        rust_timeout=_FOLDERS_MILLISECONDS,
        yield_on_timeout=True,
        force_polling=polling,
        ignore_permission_denied=True,
    )
    async with contextlib.aclosing(watcher):
        async for changes in watcher:
            if changes:
                changed.set()
            if _existing_folders(folders) != existing:
                return


def _existing_folders(folders: Sequence[Path]) -> Mapping[Path, int]:
    """The folders that there are, each with the number by which its disk knows it."""
    found: dict[Path, int] = {}
    for folder in folders:
        with contextlib.suppress(OSError):
            found[folder] = folder.stat().st_ino
    return found


def _is_watched(name: str) -> bool:
    """Whether a file of this name may be part of the site: hidden ones are not."""
    return not name.startswith(".")
