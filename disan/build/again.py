"""What was read of a project beside its records, read again only where the files are others that it was read from.

What stands on the disk and the memory of the last build go in, and how to read; what was read comes out. Knows none of it by itself.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from disan.build.memory import Memory
from disan.build.store.stamps import FOLDER, Snapshot
from disan.pages.plan import digest

Value = TypeVar("Value")


class CachedReading(Protocol):
    """Reads, or remembers what was read."""

    def __call__(
        self,
        name: str,
        files: Iterable[Path],
        also: Iterable[object],
        read: Callable[[], Value],
        /,
        *,
        holds: Callable[[Value], bool] = ...,
    ) -> Value:
        """What `read` gives, which depends on nothing but these files, those below these folders, and what `also` says.

        It is only remembered where it `holds`.
        """


def afresh(
    _name: str,
    _files: Iterable[Path],
    _also: Iterable[object],
    read: Callable[[], Value],
    *,
    holds: Callable[[Value], bool] = bool,  # noqa: ARG001
) -> Value:
    """Where nothing is remembered."""
    return read()


class Again:
    """What the last build read, as far as it holds."""

    def __init__(self, memory: Memory, seen: Snapshot) -> None:
        self._memory, self._seen = memory, seen

    def __call__(
        self,
        name: str,
        files: Iterable[Path],
        also: Iterable[object],
        read: Callable[[], Value],
        *,
        holds: Callable[[Value], bool] = lambda _value: True,
    ) -> Value:
        """See `Reading`; a folder is looked through to its last file."""
        state = digest([*(f"{path} {each}" for file in files for path, each in self._below(file)), *also])
        kept: Any = self._memory.read(name, state)
        if kept is not None:
            value: Value = kept
            return value
        value = read()
        if holds(value):
            self._memory.learn_read(name, state, value)
        return value

    def _below(self, file: Path) -> list[tuple[str, str]]:
        """A file, or what stands in a folder, with digests of contents; nothing where there is nothing."""
        found = self._seen.digests.get(str(file), "")
        inside = f"{file}{os.sep}"
        folder = [(path, each) for path, each in self._seen.digests.items() if path.startswith(inside)] if found == FOLDER else []
        return sorted([(str(file), found), *folder])
