"""What stands on the disk, and whether it is what stood there at the last look. Folders in; stamps and digests out.

Content decides, not time: a file's stamp (size, time of change in nanoseconds, inode) only vouches for content that was digested when it
had that stamp, as git's index does. A file changed in or after the tick in which the look began may change again without its stamp
showing it ("racy git", Documentation/technical/racy-git.txt), so its stamp is not kept and vouches for nothing.
"""

import hashlib
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from disan.core import files, names

Stamp = tuple[int, int, int]
"""Size in bytes, time of the last change in nanoseconds, inode."""
NO_STAMP: Stamp = (-1, -1, -1)
"""What no file has."""
_LONGEST_TICK = 20
"""Milliseconds; the kernel's is ten at the most."""
FOLDER = files.FOLDER
"""The digest that stands for a folder, whose stamp tells whether names came or went."""


class Snapshot(Struct, frozen=True):
    """Files and folders by path, each with its stamp and the digest of its content."""

    stamps: Mapping[str, Stamp]
    digests: Mapping[str, str]

    def unchanged(self, before: str = "") -> bool:
        """Whether all of them are there as they were, with `before` in front of each path; asks the disk for nothing but stamps."""
        return all(stamp(f"{before}{path}") == each for path, each in self.stamps.items())


NOTHING = Snapshot({}, {})


def stamp(path: str) -> Stamp:
    """The stamp that a file or folder has now; NO_STAMP's opposite of one that is missing."""
    try:
        found = os.stat(path)  # noqa: PTH116  Fifty thousand of these a build: a Path for each would take as long again.
    except OSError:
        return (-2, -2, -2)
    return (found.st_size, found.st_mtime_ns, found.st_ino)


def now(folder: Path) -> int:
    """The time of a change made now, by the clock of the disk on which `folder` is, in nanoseconds."""
    touched = folder / ".now"
    touched.write_bytes(b"")
    when = touched.stat().st_mtime_ns
    touched.unlink()
    return when


def outlast(folder: Path, written: Iterable[Stamp]) -> None:
    """Waits until the tick is over in which the youngest of these was written: from then on a stamp shows every change of it."""
    youngest = max((changed for _, changed, _ in written), default=0)
    for _ in range(_LONGEST_TICK):
        if now(folder) > youngest:
            return
        time.sleep(0.001)


def look(folders: Iterable[Path], before: Snapshot, began: int, *, trust: bool = True) -> Snapshot:
    """Every file below the folders, hidden ones apart. `before` is the last look, `began` when this one did (`now`).

    What has the stamp that it had is taken to have the content that it had; without `trust` every file is read. What is refused (a pipe, a
    link that leads out of its folder) has the reason in the place of a digest.
    """
    areas = {str(folder): os.path.realpath(folder) for folder in folders if folder.is_dir()}
    starts = tuple(f"{folder}{os.sep}" for folder in areas)
    sorts = {path: _sort(kept) for path, kept in before.digests.items() if f"{path}{os.sep}".startswith(starts)} if trust else {}
    own = {path: stamp(path) for path in sorts}
    moved = [path for path, sort in sorts.items() if sort == FOLDER and own[path] != before.stamps[path]]
    if waiting := [*moved, *(path for path in areas if path not in sorts)]:
        _list_again(sorts, waiting, areas)
    stamps: dict[str, Stamp] = {}
    digests: dict[str, str] = {}
    for path, sort in sorts.items():
        now_has = own.get(path) or stamp(path)
        vouched = trust and before.stamps.get(path) == now_has
        digests[path] = _stands_for(sort, now_has) or (before.digests[path] if vouched else digest(path))
        stamps[path] = now_has if now_has[1] < began else NO_STAMP
    for path, sort in sorts.items():
        if sort not in (FOLDER, files.FILE):  # Where a link leads may change without its folder showing it.
            stamps[path.rpartition(os.sep)[0]] = NO_STAMP
    return Snapshot(stamps, digests)


def _stands_for(sort: str, found: Stamp) -> str:
    """What stands in the place of the digest of what is no file; of what is refused, all that is known without opening it."""
    return "" if sort == files.FILE else sort if sort == FOLDER else f"{sort} {found}"


def _sort(kept: str) -> str:
    """What a path is, by what stands for it: anything else is the digest of a file."""
    sort = kept.partition(" ")[0]
    return sort if sort == FOLDER or sort in files.REFUSED else files.FILE


def _list_again(sorts: dict[str, str], waiting: list[str], areas: Mapping[str, str]) -> None:
    """Puts right what is known of folders in which names came or went: for each path, what it is."""
    inside: dict[str, list[str]] = {folder: [] for folder in waiting}
    for path in sorts:
        if (parent := path.rpartition(os.sep)[0]) in inside:
            inside[parent].append(path)
    while waiting:
        folder = waiting.pop()
        found = _listed(folder, next(area for start, area in areas.items() if f"{folder}{os.sep}".startswith(f"{start}{os.sep}")))
        if found is None and sorts.get(folder):
            del sorts[folder]
        elif found is not None:
            sorts[folder] = FOLDER
        for path in inside.get(folder, []):
            if path in sorts and (found or {}).get(path) != sorts[path]:
                del sorts[path]
        for path, sort in (found or {}).items():
            if path not in sorts:
                sorts[path] = sort
                waiting += [path] if sort == FOLDER else []


def digest(path: str) -> str:
    """The digest of a file's content; empty for one that is gone, or no plain file any more."""
    try:
        with files.opened(path) as file:
            return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    except OSError:
        return ""


def _listed(folder: str, area: str) -> dict[str, str] | None:
    """The paths in a folder, and what each is; None of one that is none, or no more."""
    try:
        found = sorted(files.entries(folder, area))
    except OSError:
        return None
    return {f"{folder}{os.sep}{names.printable(name)}": sort for name, sort in found if name != "__pycache__"}
