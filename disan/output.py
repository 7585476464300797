"""Files into place, whole or not at all: staged files and their names in, a site folder out.

A file appears under its name by one rename, so that a reader or a kill at any instant never meets half of one. A list in
the site folder names what builds wrote; only what stands in it is ever removed. Decides nothing about content.
"""

import filecmp
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

LIST = ".disan-files"
"""In the site folder: the files that builds wrote, one a line, sorted."""
_PART = ".disan-part"
"""The one name under which a file is written before its rename, so that a killed build leaves at most this behind."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication changed: how many files were written, and how many removed."""

    written: int
    removed: int


class Stage:
    """A folder in which a build puts its files before they are checked; gone when the build ends."""

    def __init__(self, parent: Path | None) -> None:
        if parent is not None:
            parent.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix="stage-", dir=parent))
        self.files: dict[str, Path] = {}

    def __enter__(self) -> "Stage":
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def put(self, names: Iterable[str], content: bytes) -> None:
        """One content under one or more names (site paths without the leading slash); it is written once."""
        staged = self.folder / f"{len(self.files):06d}"
        staged.write_bytes(content)
        for name in names:
            self.files[name] = staged


def foreign(names: Iterable[str], site: Path) -> list[str]:
    """The names among these at which the site folder has files that no build of ours wrote."""
    ours = _listed(site)
    return sorted(name for name in names if name not in ours and os.path.lexists(site / name))


def publish(files: Mapping[str, Path], site: Path) -> Published:
    """The staged files into `site`; files of earlier builds that are no longer made go, all others stay.

    The list is first widened to old and new names, so that a build killed on the way leaves no file unaccounted for.
    """
    site.mkdir(parents=True, exist_ok=True)
    (site / _PART).unlink(missing_ok=True)
    before = _listed(site)
    gone = sorted(before - files.keys())
    if before != files.keys():
        _write_list(site, before | files.keys())
    written = sum(_place(staged, site, name) for name, staged in sorted(files.items()))
    for name in gone:
        _remove(site, name)
    if before != files.keys():
        _write_list(site, set(files))
    return Published(written, len(gone))


def _place(staged: Path, site: Path, name: str) -> bool:
    target = site / name
    if target.is_file() and filecmp.cmp(staged, target, shallow=False):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(staged, site / _PART)
    (site / _PART).replace(target)
    return True


def _remove(site: Path, name: str) -> None:
    target = site / name
    target.unlink(missing_ok=True)
    for parent in target.parents:
        if parent == site or any(parent.iterdir()):
            break
        parent.rmdir()


def _listed(site: Path) -> set[str]:
    """The names in the list; one that points outside the site folder is not ours and is passed over."""
    try:
        lines = (site / LIST).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return set()
    return {line for line in lines if line and not PurePosixPath(line).is_absolute() and ".." not in PurePosixPath(line).parts}


def _write_list(site: Path, names: Iterable[str]) -> None:
    (site / _PART).write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8", newline="\n")
    (site / _PART).replace(site / LIST)
