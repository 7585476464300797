"""Files into place, whole or not at all: staged files and their names in, a site folder out.

A file appears under its name by one rename, its own or that of a whole new folder, so that a reader or a kill at any instant never
meets half of one. A list in the site folder names what builds wrote; only what stands in it is ever removed. Decides nothing about
content.
"""

import filecmp
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from disan.store import stamps
from disan.store.stamps import NOTHING, Seen

LIST = ".disan-files"
"""In the site folder: the files that builds wrote, one a line, sorted."""
_TREE = "site"
"""In the stage: what becomes part of the site folder by folder."""
_PART = ".disan-part"
"""The one name under which a file is written before its rename, so that a killed build leaves at most this behind."""


class Published(NamedTuple):
    """What a publication changed: how many files were written, and how many removed."""

    written: int
    removed: int


class Staged(NamedTuple):
    """A file that waits for its name: where it is and the digest of its content. `file` is empty where the site has it already."""

    name: str
    file: str
    digest: str


class Stage:
    """A folder in which a build puts its files before they are checked; gone when the build ends.

    `before` are the files that the last build left in `site`: one that is still as it was left, and would be written again with the
    same content, is neither staged nor written. Without a site, for a check, all of them count as they were left. Whatever is staged must
    be taken, or nothing may be published.
    """

    def __init__(self, parent: Path | None, site: Path | None = None) -> None:
        if parent is not None:
            parent.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix="stage-", dir=parent))
        self.site = site
        self.before = NOTHING
        self._folder, self._site = str(self.folder), str(site)
        self._process = 0
        self.tree = f"{self._folder}/{_TREE}"
        """The files that the last build did not leave, in folders as they will have them in the site."""
        self.files: dict[str, str] = {}
        """By their names in the site: where each is, or `tree` for one that is there under its name."""
        self.digests: dict[str, str] = {}
        self._keyed: set[str] = set()

    def __enter__(self) -> "Stage":
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def stands(self, name: str) -> bool:
        """Whether the site has this file as the last build left it."""
        if self.site is None:
            return name in self.before.digests
        kept = self.before.stamps.get(name)
        return kept is not None and kept == stamps.stamp(f"{self._site}/{name}")

    def staged(self, names: Iterable[str], content: bytes, label: str) -> list[Staged]:
        """One content under one or more names (site paths without the leading slash), not yet the stage's; `label` tells files apart.

        The names are links to one file where the disk knows such, for a code's page stands under three names. Changes nothing of the
        stage but its folder, so that it may be done in a process of its own.
        """
        digest = blake2b(content, digest_size=16).hexdigest()
        made: list[Staged] = []
        for number, name in enumerate(names):
            file = ""
            if self.before.digests.get(name) != digest or not self.stands(name):
                file = f"{self._own_folder()}/{label}-{number}" if name in self.before.digests else f"{self.tree}/{name}"
                _write(file, content, next((each.file for each in made if each.file), ""))
            made.append(Staged(name, file, digest))
        return made

    def _own_folder(self) -> str:
        """A folder for each process: in one of all, they would wait for each other at every file."""
        process = os.getpid()
        if process != self._process:
            self._process = process
            os.makedirs(f"{self._folder}/{process}", exist_ok=True)  # noqa: PTH103
        return f"{self._folder}/{process}"

    def take(self, staged: Iterable[Staged]) -> None:
        """What was staged becomes part of the site."""
        for each in staged:
            self.digests[each.name] = each.digest
            if each.file:
                self.files[each.name] = self.tree if each.file.startswith(f"{self.tree}/") else each.file

    def put(self, names: Iterable[str], content: bytes) -> None:
        """Stages and takes at once."""
        self.take(self.staged(names, content, f"{len(self.digests)}"))

    def kept(self, names: Sequence[str]) -> bool:
        """Whether the site has all these files as the last build left them; then they stay as they are."""
        if not all(map(self.stands, names)):
            return False
        for name in names:
            self.digests[name] = self.before.digests[name]
        return True

    def has(self, name: str, key: str) -> bool:
        """Whether the site has a file with the content that `key` stands for; it is kept then."""
        return self.before.digests.get(name) == key and self.kept([name])

    def made(self, name: str, key: str, content: Callable[[], bytes]) -> None:
        """A file of which `key` tells when its content is another; it is only made when the site has not the right one."""
        if not self.has(name, key):
            self.put_as(name, key, content())

    def put_as(self, name: str, key: str, content: bytes) -> None:
        """Stages and takes a file of which `key` is kept in the place of a digest."""
        self.put([name], content)
        self.digests[name] = key
        self._keyed.add(name)

    def differs(self, name: str) -> bool:
        """Whether a file that was taken certainly has another content than the one that the last build left."""
        before = self.before.digests.get(name)
        return before is not None and before != self.digests[name] and name not in self._keyed

    def left(self) -> Seen:
        """What the site has now that all is in place, for the next build to go by."""
        fresh = {name: stamps.stamp(f"{self.site}/{name}") for name in self.files}
        kept = {name: fresh.get(name) or self.before.stamps[name] for name in self.digests}
        return Seen(kept, self.digests)


def _write(file: str, content: bytes, same: str) -> None:
    """Writes a file below a folder that need not be there yet, or makes it a link to the `same` one, where there is such."""
    try:
        _write_beside(file, content, same)
    except FileNotFoundError:
        _make_folder_of(file)
        _write_beside(file, content, same)


def _write_beside(file: str, content: bytes, same: str) -> None:
    if same and _linked(same, file):
        return
    try:
        with open(file, "xb", buffering=0) as opened:  # noqa: PTH123  Path would take as long again.
            opened.write(content)
    except FileExistsError:  # Never written over: other names may be links to it.
        os.unlink(file)  # noqa: PTH108
        _write_beside(file, content, "")


def _linked(file: str, name: str) -> bool:
    """Gives a file a further name; whether the disk knows such. FileNotFoundError where the name's folder is not there."""
    try:
        os.link(file, name)
    except FileNotFoundError:
        raise
    except OSError:
        return False
    return True


def _make_folder_of(file: str) -> None:
    os.makedirs(file.rpartition("/")[0], exist_ok=True)  # noqa: PTH103


def foreign(names: Iterable[str], site: Path) -> list[str]:
    """The names among these at which the site folder has files that no build of ours wrote."""
    ours = _listed(site)
    return sorted(name for name in {*names} - ours if os.path.lexists(site / name))


def publish(stage: Stage, site: Path) -> Published:
    """What was staged into `site`; files of earlier builds that the stage does not have go.

    The list is first widened to old and new names, so that a build killed on the way leaves no file unaccounted for.
    """
    site.mkdir(parents=True, exist_ok=True)
    with os.scandir(site) as found:
        for left in [each for each in found if each.name.startswith(_PART)]:
            os.unlink(left)  # noqa: PTH108
    before = _listed(site)
    names = set(stage.digests)
    gone = sorted(before - names)
    if before != names:
        _write_list(site, before | names)
    same = _settled(stage.tree, site, "") if os.path.isdir(stage.tree) else 0  # noqa: PTH112
    for name, staged in stage.files.items():
        if staged != stage.tree:
            same += not _placed(staged, site, name, differs=stage.differs(name))
    for name in gone:
        _remove(site, name)
    if before != names:
        _write_list(site, names)
    return Published(len(stage.files) - same, len(gone))


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
        _make_folder_of(target)
        part = f"{site}/{_PART}-{os.getpid()}"
        shutil.copyfile(staged, part)
        os.replace(part, target)  # noqa: PTH105
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
    return {line for line in lines if line and line[0] != "/" and not (".." in line and ".." in line.split("/"))}


def _write_list(site: Path, names: Iterable[str]) -> None:
    (site / _PART).write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8", newline="\n")
    (site / _PART).replace(site / LIST)
