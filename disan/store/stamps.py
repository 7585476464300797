"""What stands on the disk, and whether it is what stood there at the last look. Folders in; stamps and digests out.

Content decides, not time: a file's stamp (size, time of change in nanoseconds, inode) only vouches for content that was digested when it
had that stamp, as git's index does. A file changed in or after the tick in which the look began may change again without its stamp
showing it ("racy git", Documentation/technical/racy-git.txt), so its stamp is not kept and vouches for nothing.
"""

import hashlib
import itertools
import os
import time
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

Stamp = tuple[int, int, int]
"""Size in bytes, time of the last change in nanoseconds, inode."""
NO_STAMP: Stamp = (-1, -1, -1)
"""What no file has."""
_LONGEST_TICK = 20
"""Milliseconds; the kernel's is ten at the most."""
FOLDER = "folder"
"""The digest that stands for a folder, whose stamp tells whether names came or went."""


class Seen(NamedTuple):
    """Files and folders by path, each with its stamp and the digest of its content."""

    stamps: Mapping[str, Stamp]
    digests: Mapping[str, str]

    def unchanged(self, before: str = "") -> bool:
        """Whether all of them are there as they were, with `before` in front of each path; asks the disk for nothing but stamps."""
        return all(stamp(f"{before}{path}") == each for path, each in self.stamps.items())


NOTHING = Seen({}, {})


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


def look(folders: Iterable[Path], before: Seen, began: int, *, trust: bool = True) -> Seen:
    """Every file below the folders, hidden ones apart. `before` is the last look, `began` when this one did (`now`).

    What has the stamp that it had is taken to have the content that it had; without `trust` every file is read.
    """
    stamps: dict[str, Stamp] = {}
    digests: dict[str, str] = {}
    for path, is_folder, own in _walked(folders, before, trust=trust):
        vouched = trust and before.stamps.get(path) == own
        digests[path] = FOLDER if is_folder else before.digests[path] if vouched else digest(path)
        stamps[path] = own if own[1] < began else NO_STAMP
    return Seen(stamps, digests)


def digest(path: str) -> str:
    """The digest of a file's content; empty for one that is gone."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123  As above.
            return hashlib.blake2b(file.read(), digest_size=16).hexdigest()
    except OSError:
        return ""


def _walked(folders: Iterable[Path], before: Seen, *, trust: bool) -> Iterator[tuple[str, bool, Stamp]]:
    """Every path below the folders, whether it is a folder, and its stamp; a folder whose stamp stands is not listed again."""
    inside: dict[str, list[tuple[str, bool]]] = {}
    if trust:
        for path, kept in before.digests.items():
            inside.setdefault(path.rpartition(os.sep)[0], []).append((path, kept == FOLDER))
    waiting = [str(folder) for folder in folders if folder.is_dir()]
    while waiting:
        folder = waiting.pop()
        own = stamp(folder)
        yield folder, True, own
        vouched = trust and before.stamps.get(folder, NO_STAMP) == own
        for path, is_folder in inside.get(folder, []) if vouched else _listed(folder):
            if is_folder:
                waiting.append(path)
            else:
                yield path, False, stamp(path)


def _listed(folder: str) -> list[tuple[str, bool]]:
    with os.scandir(folder) as found:
        return sorted((each.path, each.is_dir()) for each in found if not each.name.startswith(".") and each.name != "__pycache__")


def packed(seen: Seen) -> tuple[str, bytes, str]:
    """A look in few large values, which are quicker read than many small ones."""
    numbers = array("q", itertools.chain.from_iterable(seen.stamps.values()))
    return "\0".join(seen.stamps), numbers.tobytes(), "\0".join(seen.digests[path] for path in seen.stamps)


def unpacked(paths: str, numbers: bytes, digests: str) -> Seen:
    """The look that was packed; ValueError where the values do not fit together."""
    names = paths.split("\0") if paths else []
    flat = array("q", numbers)
    stamps = zip(flat[0::3], flat[1::3], flat[2::3], strict=True)
    kept = digests.split("\0") if names else []
    return Seen(dict(zip(names, stamps, strict=True)), dict(zip(names, kept, strict=True)))
