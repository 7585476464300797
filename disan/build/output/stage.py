"""Files that wait for their names: what a build makes, and what the last one left, in; a folder of staged files out.

Where the site has a file already with the content that it would get, nothing is staged. Puts nothing into the site.
"""

import contextlib
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from disan.build import snapshot
from disan.build.output import turns
from disan.build.snapshot import NOTHING, Snapshot

_ALONE = "/index.html"
"""How the names of files end that mostly have a folder for themselves, which is not there yet."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""Never written over: other names may be links to what stands there."""
_TREE = "site"
"""In the stage: what becomes part of the site folder by folder."""


class Staged(Struct, frozen=True):
    """A file that waits for its name: where it is and the digest of its content. `file` is empty where the site has it already."""

    name: str
    file: str
    digest: str


class Stage:
    """A folder in which a build puts its files before they are checked; gone when the build ends.

    `before` are the files that the last build left in `site`: one that is still as it was left, and would be written again with the
    same content, is neither staged nor written. Without a site, for a check, all of them count as they were left. Whatever is staged must
    be taken, or nothing may be published. The folder is below `parent`, or elsewhere where that cannot be written to.
    """

    def __init__(self, parent: Path | None, site: Path | None = None) -> None:
        self.folder = _new_folder(parent, turns.label(site))
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
        self._labels = map(str, itertools.count())

    def __enter__(self) -> "Stage":
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def stands(self, name: str) -> bool:
        """Whether the site has this file as the last build left it."""
        if self.site is None:
            return name in self.before.digests
        kept = self.before.stamps.get(name)
        return kept is not None and kept == snapshot.stamp(f"{self._site}/{name}")

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
        self.take(self.staged(names, content, self.label()))

    def label(self) -> str:
        """One that no other file of the stage has."""
        return next(self._labels)

    def size(self, name: str) -> int:
        """Bytes of a file that was taken: as it waits, or as the site has it; 0 of one that a check without a site knows by its digest."""
        file = self.files.get(name, self._site)
        return max(0, snapshot.stamp(f"{file}/{name}" if file in (self.tree, self._site) else file)[0])

    def sizes(self) -> dict[str, int]:
        """Bytes of every file that was taken, by its name; of what stands as the last build left it, as that found it."""
        return {name: self.size(name) if name in self.files else self.before.stamps[name][0] for name in self.digests}

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

    def put_as(self, name: str, key: str, content: bytes) -> None:
        """Stages and takes a file of which `key` is kept in the place of a digest."""
        self.take_as(self.staged([name], content, self.label()), key)

    def take_as(self, staged: Iterable[Staged], key: str) -> None:
        """What was staged becomes part of the site; `key` is kept in the place of its digest."""
        for each in staged:
            self.take([each])
            self.digests[each.name] = key
            self._keyed.add(each.name)

    def differs(self, name: str) -> bool:
        """Whether a file that was taken certainly has another content than the one that the last build left."""
        before = self.before.digests.get(name)
        return before is not None and before != self.digests[name] and name not in self._keyed

    def left(self) -> Snapshot:
        """What the site has now that all is in place, for the next build to go by."""
        fresh = {name: snapshot.stamp(f"{self.site}/{name}") for name in self.files}
        kept = {name: fresh.get(name) or self.before.stamps[name] for name in self.digests}
        return Snapshot(kept, self.digests)


def _new_folder(parent: Path | None, label: str) -> Path:
    """A folder for one build below `parent`, or, where that cannot be written to, below the system's own for what is temporary."""
    if parent is not None:
        with contextlib.suppress(OSError):
            parent.mkdir(parents=True, exist_ok=True)
            return Path(tempfile.mkdtemp(prefix=label, dir=parent))
    return Path(tempfile.mkdtemp(prefix=label))


def _write(file: str, content: bytes, same: str) -> None:
    """Writes a file below a folder that need not be there yet, or makes it a link to the `same` one, where there is such."""
    if file.endswith(_ALONE):
        _make_folder_of(file)
    try:
        _write_beside(file, content, same)
    except FileNotFoundError:
        _make_folder_of(file)
        _write_beside(file, content, same)


def _write_beside(file: str, content: bytes, same: str) -> None:
    if same and _linked(same, file):
        return
    try:
        descriptor = os.open(file, _NEW, 0o666)  # A Python file of it would take half as long again.
    except FileExistsError:
        os.unlink(file)  # noqa: PTH108
        _write_beside(file, content, "")
        return
    try:
        left = memoryview(content)
        while left:  # A disk that becomes full takes a part, and says so only when it is given the rest.
            left = left[os.write(descriptor, left) :]
    finally:
        os.close(descriptor)


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
    folder = file.rpartition("/")[0]
    try:
        os.mkdir(folder)  # noqa: PTH102  Half the time of `makedirs`, which looks before it tries.
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
