"""Several files written as one: all of them stand as they were or all as wanted, whatever ends the program and whenever.

Paths and bytes go in. New content waits in a hidden folder of its own; once all of it is on the disk a decision is noted there, and each
file takes its place by a rename. What a program that is gone had begun, the next one carries through or takes back (`recover`). This is
a write-ahead log (Gray and Reuter, Transaction Processing, 1993, chapter 9) whose entries are files.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from msgspec import Struct

from disan.core import files, locks, whole
from disan.core.problems import NotPossibleError

PREFIX = ".writing-"
"""How the folders are called in which new content waits: hidden, so that nothing takes them for content."""
_DECIDED, _REVOKED, _LOCK = ".decided", ".revoked", ".lock"


class _Decision(Struct, frozen=True):
    """What is to be written: files from the folder on, whether each was there before, and the folders that have to be made for them."""

    files: tuple[tuple[str, bool], ...]
    folders: tuple[str, ...]


class Transaction:
    """Files to write below a folder. As a context: left without an exception it has written all of them, else none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, bool] = {}
        self._made: list[Path] = []
        self._stage: Path | None = None
        self._lock: int | None = None

    def put(self, path: Path, content: bytes, *, before: bytes | None = None) -> None:
        """Lays a file's new content beside. Raises OSError of the disk, NotPossibleError where `before` is not what stands there now or
        a link would lead out of the folder."""
        if _leads_out(self._folder, path):
            raise NotPossibleError("cli.leads_out", path=path.parent)
        stage = self._staged()
        old, new = _old(stage, len(self._files)), _new(stage, len(self._files))
        there = path.exists()
        if there:
            _keep(path, old)
        if before is not None and (not there or old.read_bytes() != before):
            raise NotPossibleError("cli.changed_meanwhile", path=path)
        whole.write_through(new, content)
        if there:
            new.chmod(path.stat().st_mode & 0o777)
        self._files[path.relative_to(self._folder).as_posix()] = there

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        if self._stage is None:
            return
        try:
            if kind is None:
                self._carry_out(self._stage)
        finally:
            locks.release(self._lock)
            _clear(self._stage)
            _remove_empty(self._made)

    def _staged(self) -> Path:
        """The folder in which content waits, made for the first file: who has nothing to write needs no disk that can be written."""
        if self._stage is None:
            self._made = [each for each in (self._folder, *self._folder.parents) if not each.exists()]
            stage = self._folder / f"{PREFIX}{os.urandom(4).hex()}"
            stage.mkdir(parents=True)
            self._stage = stage
            self._lock = locks.hold(stage / _LOCK)
        return self._stage

    def _carry_out(self, stage: Path) -> None:
        decision = _Decision(tuple(self._files.items()), tuple(_missing_folders(self._folder, self._files)))
        whole.write_through(stage / f"{_DECIDED}.part", msgspec.json.encode(decision))
        whole.sync(stage)
        (stage / f"{_DECIDED}.part").replace(stage / _DECIDED)
        whole.sync(stage)
        _finish(self._folder, stage, decision)


def recover(folder: Path) -> None:
    """Carries through or takes back what programs that are gone had begun to write below a folder. Raises OSError of the disk."""
    for stage in _stages(folder):
        lock = locks.hold(stage / _LOCK)
        if lock is None:  # Its program is still at work.
            continue
        try:
            _recover(folder, stage)
        finally:
            locks.release(lock)
        _clear(stage)


def _recover(folder: Path, stage: Path) -> None:
    for name, put_right in ((_DECIDED, _finish), (_REVOKED, _take_back)):
        decision = _noted(stage / name)
        if decision and not any(_leads_out(folder, folder / each) for each in (*dict(decision.files), *decision.folders)):
            put_right(folder, stage, decision)


def _noted(file: Path) -> _Decision | None:
    """The decision in a file; None where there is none, or where it is nothing of ours: a stranger's proposal may bring such a folder."""
    try:
        return msgspec.json.decode(files.content(file), type=_Decision)
    except (FileNotFoundError, files.RefusedFileError, msgspec.MsgspecError):
        return None


def _leads_out(folder: Path, path: Path) -> bool:
    """Whether a file would, links followed, not lie below the folder."""
    return not f"{os.path.realpath(path.parent)}{os.sep}".startswith(f"{os.path.realpath(folder)}{os.sep}")


def _stages(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as found:
            return sorted(Path(each.path) for each in found if each.name.startswith(PREFIX) and each.is_dir(follow_symlinks=False))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _finish(folder: Path, stage: Path, decision: _Decision) -> None:
    """Puts every file into its place; where the disk refuses one, all are as they were. What is done already is passed over."""
    try:
        for number, (name, _) in enumerate(decision.files):
            if (new := _new(stage, number)).exists():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                new.replace(folder / name)
        for place in {(folder / name).parent for name in (*dict(decision.files), *decision.folders)}:
            whole.sync(place)
    except BaseException:
        (stage / _DECIDED).replace(stage / _REVOKED)
        _take_back(folder, stage, decision)
        raise
    (stage / _DECIDED).unlink(missing_ok=True)


def _take_back(folder: Path, stage: Path, decision: _Decision) -> None:
    """Puts back what was replaced and takes away what was new. What was not reached yet is as it was."""
    for number, (name, there) in enumerate(decision.files):
        if not _new(stage, number).exists():
            if not there:
                (folder / name).unlink(missing_ok=True)
            elif (old := _old(stage, number)).exists():
                old.replace(folder / name)
    _remove_empty([folder / name for name in decision.folders])
    (stage / _REVOKED).unlink(missing_ok=True)


def _remove_empty(folders: Sequence[Path]) -> None:
    """Takes away folders that were made for nothing, the deepest first; one that is not empty, or was never made, stays as it is."""
    for each in folders:
        with contextlib.suppress(OSError):
            each.rmdir()


def _missing_folders(folder: Path, names: Iterable[str]) -> Iterator[str]:
    """The folders that are not there yet, the deepest first."""
    parents = {parent for name in names for parent in (folder / name).parents if parent.is_relative_to(folder) and not parent.exists()}
    yield from (each.relative_to(folder).as_posix() for each in sorted(parents, key=lambda each: -len(each.parts)))


def _new(stage: Path, number: int) -> Path:
    return stage / f".{number}.new"


def _old(stage: Path, number: int) -> Path:
    return stage / f".{number}.old"


def _keep(path: Path, copy: Path) -> None:
    """A second name for a file, so that putting it back needs no room on the disk; a copy where the disk knows no second names."""
    try:
        os.link(path, copy)
    except OSError:
        whole.write_through(copy, path.read_bytes())


def _clear(stage: Path) -> None:
    """Takes the folder away; what the disk will not let go is taken away by the next program."""
    import shutil

    if not ((stage / _DECIDED).exists() or (stage / _REVOKED).exists()):
        shutil.rmtree(stage, ignore_errors=True)
