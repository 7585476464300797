"""What stands on the disk, and whether it is what stood there at the last look. Folders in; stamps and digests out.

Content decides, not time: a file's stamp (size, time of change in nanoseconds, inode) only vouches for content that was digested when it
had that stamp, as git's index does. A file changed in or after the tick in which the look began may change again without its stamp
showing it ("racy git", Documentation/technical/racy-git.txt), so its stamp is not kept and vouches for nothing.
"""

import hashlib
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from disan.core import files, names

Stamp = tuple[int, int, int]
"""Size in bytes, time of the last change in nanoseconds, inode."""
NO_STAMP: Stamp = (-1, -1, -1)
"""What no file has."""
_PIECE = 65_536
"""Bytes read at once: nearly every text is smaller."""
_LONGEST_TICK = 20
"""Milliseconds; the kernel's is ten at the most."""
FOLDER = files.FOLDER
"""The digest that stands for a folder, whose stamp tells whether names came or went."""
_SORTS = {each: each for each in (FOLDER, *files.REFUSED)}
"""What begins what stands in the place of a digest; anything else is the digest of a file."""


class Snapshot(Struct, frozen=True):
    """Files and folders by path, each with its stamp and the digest of its content."""

    stamps: Mapping[str, Stamp]
    digests: Mapping[str, str]

    def unchanged(self, before: str = "") -> bool:
        """Whether all of them are there as they were, with `before` in front of each path; asks the disk for nothing but stamps."""
        return all(stamp(f"{before}{path}") == each for path, each in self.stamps.items())

    def below(self, folders: Iterable[Path]) -> "Snapshot":
        """Those below some folders, and the folders themselves."""
        starts = tuple(f"{folder}{os.sep}" for folder in folders)
        inside = [path for path in self.digests if f"{path}{os.sep}".startswith(starts)]
        return Snapshot({path: self.stamps[path] for path in inside}, {path: self.digests[path] for path in inside})


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
    areas = tuple(str(folder) for folder in folders if folder.is_dir())
    starts = tuple(f"{folder}{os.sep}" for folder in areas)
    kept = before.digests.items() if trust else ()
    sorts = {path: _SORTS.get(each.partition(" ")[0], files.FILE) for path, each in kept if f"{path}{os.sep}".startswith(starts)}
    own = {path: stamp(path) for path in sorts}
    moved = [path for path, sort in sorts.items() if sort == FOLDER and own[path] != before.stamps[path]]
    if waiting := [*moved, *(path for path in areas if path not in sorts)]:
        _list_again(sorts, waiting, areas)
    stamps: dict[str, Stamp] = {}
    digests: dict[str, str] = {}
    for path, sort in sorts.items():
        now_has = own.get(path) or stamp(path)
        if sort == files.FILE:
            digests[path] = before.digests[path] if trust and before.stamps.get(path) == now_has else digest(path)
        else:  # What is refused is told by all that is known without opening it.
            digests[path] = sort if sort == FOLDER else f"{sort} {now_has}"
        stamps[path] = now_has if now_has[1] < began else NO_STAMP
    for path in [path for path, each in digests.items() if " " in each]:  # Where a link leads may change without its folder showing it.
        stamps[path.rpartition(os.sep)[0]] = NO_STAMP
    return Snapshot(stamps, digests)


def _list_again(sorts: dict[str, str], waiting: list[str], areas: Sequence[str]) -> None:
    """Puts right what is known of folders in which names came or went: for each path, what it is."""
    inside: dict[str, list[str]] = {folder: [] for folder in waiting}
    for path in sorts:
        if (parent := path.rpartition(os.sep)[0]) in inside:
            inside[parent].append(path)
    while waiting:
        folder = waiting.pop()
        found = _listed(folder, next(area for area in areas if f"{folder}{os.sep}".startswith(f"{area}{os.sep}")))
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
            made = hashlib.blake2b(digest_size=16)
            while piece := file.read(_PIECE):
                made.update(piece)
            return made.hexdigest()
    except OSError:
        return ""


def _listed(folder: str, area: str) -> dict[str, str] | None:
    """The paths in a folder, and what each is; None of one that is none, or no more."""
    try:
        found = sorted(files.entries(folder, area))
    except OSError:
        return None
    return {f"{folder}{os.sep}{names.printable(name)}": sort for name, sort in found if _counts(name)}


def _counts(name: str) -> bool:
    """Whether what has a name may be part of a site; what is wrong with one that may not is told where its folder is listed."""
    return name != "__pycache__" and names.is_usable(name)
