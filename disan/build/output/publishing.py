"""Staged files into place: a stage in, a site folder out.

A file appears under its name by one rename, its own or that of a whole new folder, so that a reader or a kill at any instant never
meets half of one. A list in the site folder names what builds wrote; only what stands in it is ever removed. Decides nothing about
content.
"""

import contextlib
import filecmp
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from disan.build.output.stage import Stage
from disan.core import files

LIST = ".disan-files"
"""In the site folder: the files that builds wrote, one a line, sorted."""
_ODD = re.compile(r"(?:^|/)\.{0,2}(?:/|$)|[\\:\x00-\x1f]")
"""In a name that leads elsewhere, on one system or another."""
_PART = ".disan-part"
"""The one name under which a file is written before its rename, so that a killed build leaves at most this behind."""


class Published(Struct, frozen=True):
    """What a publication changed: how many files were written, and how many removed."""

    written: int
    removed: int


def foreign(names: Iterable[str], site: Path) -> list[str]:
    """The names among these at which the site folder has files that no build of ours wrote."""
    ours = listed(site)
    return sorted(name for name in {*names} - ours if os.path.lexists(site / name))


def publish(stage: Stage, site: Path) -> Published:
    """What was staged into `site`; files of earlier builds that the stage does not have go.

    The list is first widened to old and new names, so that a build killed on the way leaves no file unaccounted for.
    """
    site.mkdir(parents=True, exist_ok=True)
    with os.scandir(site) as found:
        for left in [each for each in found if each.name.startswith(_PART)]:
            os.unlink(left)  # noqa: PTH108
    before = listed(site)
    names = set(stage.digests)
    gone = sorted(before - names)
    if before != names:
        _write_list(site, before | names)
    _remove_links(site, [*stage.files, *gone])
    same = _settled(stage.tree, site, "") if os.path.isdir(stage.tree) else 0  # noqa: PTH112
    for name, staged in stage.files.items():
        if staged != stage.tree:
            same += not _placed(staged, site, name, differs=stage.differs(name))
    for name in gone:
        _remove(site, name)
    if before != names:
        _write_list(site, names)
    return Published(len(stage.files) - same, len(gone))


def _remove_links(site: Path, names: Iterable[str]) -> None:
    """Takes away links that stand where files of ours go or where their folders are: what is written would go where they lead."""
    seen: set[str] = set()
    for name in names:
        for end in [place for place, mark in enumerate(name) if mark == "/"] + [len(name)]:
            part = name[:end]
            if part not in seen and os.path.islink(path := f"{site}/{part}"):  # noqa: PTH114
                os.unlink(path)  # noqa: PTH108
            seen.add(part)


def _settled(staged: str, site: Path, inside: str) -> int:
    """Puts all of a folder below `inside` in the site, as a whole where there is no such folder yet; how many files were there already."""
    same = 0
    with os.scandir(staged) as found:
        for each in list(found):
            name = f"{inside}{each.name}"
            if not each.is_dir():
                same += not _placed(each.path, site, name)
            elif os.path.lexists(f"{site}/{name}") or not _moved(each.path, f"{site}/{name}"):
                os.makedirs(f"{site}/{name}", exist_ok=True)  # noqa: PTH103
                same += _settled(each.path, site, f"{name}/")
    return same


def _moved(folder: str, target: str) -> bool:
    """Whether the folder could be moved; to another disk it cannot."""
    try:
        os.rename(folder, target)  # noqa: PTH104
    except OSError:
        return False
    return True


def _placed(staged: str, site: Path, name: str, *, differs: bool = False) -> bool:
    """Puts a staged file in its place; False where the same stands there already, which is not looked for where it `differs`."""
    target = f"{site}/{name}"
    if not differs and os.path.isfile(target) and filecmp.cmp(staged, target, shallow=False):  # noqa: PTH113
        return False
    try:
        os.replace(staged, target)  # noqa: PTH105
    except OSError:  # Somebody took its folder away, or the site is on another disk than the stage.
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        part = f"{site}/{_PART}-{os.getpid()}"
        shutil.copyfile(staged, part)
        os.replace(part, target)  # noqa: PTH105
    return True


def _remove(site: Path, name: str) -> None:
    target = site / name
    with contextlib.suppress(NotADirectoryError, IsADirectoryError):  # Somebody has put something else there: it is not ours.
        target.unlink(missing_ok=True)
    for parent in target.parents:
        if parent == site or (parent.is_dir() and any(parent.iterdir())):
            break
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            parent.rmdir()


def listed(site: Path) -> set[str]:
    """The names in the list; one that points outside the site folder is not ours and is passed over."""
    try:
        listed = b"" if (site / LIST).is_symlink() else files.content(site / LIST)
    except (FileNotFoundError, files.RefusedFileError):
        return set()
    lines = listed.decode("utf-8", "replace").split("\n")
    return {line for line in lines if line and line[0] != "/" and not _ODD.search(line)}


def _write_list(site: Path, names: Iterable[str]) -> None:
    (site / _PART).write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8", newline="\n")
    (site / _PART).replace(site / LIST)
