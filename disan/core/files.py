"""The one door to the disk: files that editors and strangers put into a project are opened and listed here and nowhere else.

A path in, bytes, names or problems out. What is no plain file of the project (a link that leads out of it, a pipe, a device) is refused
before it is opened, and no file is read beyond what its kind may have.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from msgspec import Struct

from disan.core import names
from disan.core.problems import Problem

FILE, FOLDER = "file", "folder"
REFUSED = ("special", "outside", "linked", "loop", "nowhere")
"""Why something is neither: it is a pipe or a device, or a link that leads out of its area, to a folder, round and round, nowhere."""
_PATIENT = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOCTTY", 0)
)
"""Nobody may ever write into a pipe: to open it for reading must not wait for that."""
_POINTER, _LONGEST_POINTER = b"version https://git-lfs.github.com/spec/v1\n", 1024
"""How the small text begins that git LFS leaves in a file's place where the file itself was not fetched (its specification), and its bytes
at most."""
_REASONS = {errno.ELOOP: "loop", errno.ENOENT: "nowhere", errno.ENOTDIR: "nowhere"}


class RefusedFileError(OSError):
    """A file that is not opened: the rule that it breaks and what the rule's sentences need."""

    def __init__(self, rule: str, **values: str) -> None:
        super().__init__(rule)
        self.rule, self.values = rule, values

    def problem(self, name: str) -> Problem:
        """The refusal as a problem of the file, by its name from the project's root."""
        return names.problem(self.rule, name, **self.values)


class Listing(Struct, frozen=True):
    """What a folder of the project holds: names in order, hidden ones and a machine's own left out, and what is wrong with them."""

    name: str
    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def opened(path: Path | str, limit: int = sys.maxsize) -> BufferedReader:
    """Opens a plain file of at most `limit` bytes; RefusedFileError for anything else, OSError where the disk refuses.

    The open file is asked what it is, so that it does not matter what stood under its name before. What only points to a file is none.
    """
    try:
        check_plain(os.stat(path), limit)  # noqa: PTH116  Opening some devices does something by itself.
        return _opened(path, limit)
    except RefusedFileError as error:
        error.filename = str(path)
        raise


def _opened(path: Path | str, limit: int) -> BufferedReader:
    descriptor = os.open(path, _PATIENT)
    try:
        found = os.fstat(descriptor)
        check_plain(found, limit)
        if found.st_size < _LONGEST_POINTER:
            _check_whole(descriptor)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def check_plain(found: os.stat_result, limit: int) -> None:
    """Raises RefusedFileError for what is no plain file, or has more than `limit` bytes."""
    if not stat.S_ISREG(found.st_mode):
        raise RefusedFileError("no-plain-file", reason="special")
    if found.st_size > limit:
        raise too_large(found.st_size, limit)


def _check_whole(descriptor: int) -> None:
    if os.read(descriptor, len(_POINTER)) == _POINTER:
        raise RefusedFileError("lfs-pointer")
    os.lseek(descriptor, 0, os.SEEK_SET)


def content(path: Path | str, limit: int = sys.maxsize) -> bytes:
    """Reads a plain file of at most `limit` bytes whole; raises as `opened` does."""
    with opened(path, limit) as file:
        return file.read(os.fstat(file.fileno()).st_size)  # Some files of the system have more than they say.


def read(path: Path, name: str, limit: int) -> tuple[bytes, list[Problem]]:
    """Reads a file of the project whole, or tells why it cannot be. `name` is the path's end, from the project's root."""
    try:
        check_inside(path, name)
        return content(path, limit), []
    except OSError as error:
        return b"", [refusal(error).problem(name)]


def refusal(error: OSError) -> RefusedFileError:
    """What the disk said, as a refusal."""
    return error if isinstance(error, RefusedFileError) else RefusedFileError("unreadable-file", detail=error.strerror or str(error))


def too_large(size: int, limit: int) -> RefusedFileError:
    """The refusal of a file that has more bytes than its kind may have."""
    unit, rule = (1_000_000, "oversized-file") if limit >= 1_000_000 else (1000, "file-too-large")
    return RefusedFileError(rule, size=str(size // unit), limit=str(limit // unit))


def check_inside(path: Path, name: str) -> str:
    """Raises RefusedFileError where a file or folder lies, links followed, outside of what it belongs to, and gives that folder's path.

    That is the folder of the project that `name` begins with, which may be a link itself; of a name that is not the path's end, the
    folder that the file stands in.
    """
    whole = str(path)
    first, *below = name.split("/")
    area = whole[: -len(name)] + first if whole.replace(os.sep, "/").endswith(f"/{name}") else os.path.dirname(whole)  # noqa: PTH120
    if not whole.startswith(area + os.sep) or not _leads_straight(area, below):
        _follow(path, area)
    return area


def _leads_straight(area: str, below: list[str]) -> bool:
    """Whether no link is on the way from a folder down, which nearly always saves following it. Raises OSError where nothing is there."""
    for each in below:
        area = f"{area}{os.sep}{each}"
        if each == ".." or stat.S_ISLNK(os.lstat(area).st_mode):
            return False
    return True


def _follow(path: Path, area: str) -> None:
    try:
        found = os.path.realpath(path, strict=True)
    except OSError as error:
        raise _lost(path, error) from error
    if not f"{found}{os.sep}".startswith(os.path.realpath(area).rstrip(os.sep) + os.sep):
        raise RefusedFileError("no-plain-file", reason="outside")


def _lost(path: Path, error: OSError) -> OSError:
    """A link that leads nowhere or round and round; what is simply not there stays what it is."""
    linked = os.path.islink(path)  # noqa: PTH114
    return RefusedFileError("no-plain-file", reason=_REASONS[error.errno or 0]) if linked and error.errno in _REASONS else error


def entries(folder: str, area: str = "") -> Iterator[tuple[str, str]]:
    """Yields what stands in a folder: its name and `file`, `folder`, or why it is refused; nothing of what nobody reads.

    A link counts for the file that it leads to where that lies below `area`; without an area, wherever that lies. Raises OSError.
    """
    with os.scandir(folder) as found:
        for each in found:
            if not names.is_passed_over(each.name):
                yield each.name, _sort_of(each, area)


def _sort_of(entry: "os.DirEntry[str]", area: str) -> str:
    if area and entry.is_symlink():
        return _sort_of_link(entry.path, area)
    return FOLDER if entry.is_dir() else FILE if entry.is_file() else "special"


def _sort_of_link(path: str, area: str) -> str:
    try:
        found = os.path.realpath(path, strict=True)
    except OSError as error:
        return _REASONS.get(error.errno or 0, "nowhere")
    if not found.startswith(os.path.realpath(area).rstrip(os.sep) + os.sep):
        return "outside"
    return "linked" if os.path.isdir(found) else FILE if os.path.isfile(found) else "special"  # noqa: PTH112, PTH113


def listed(folder: Path, name: str) -> Listing:
    """Lists a folder of the project; one that is not there is empty. `name` is the path's end, from the project's root."""
    try:
        found = sorted(entries(str(folder), check_inside(folder, name)))
    except (FileNotFoundError, NotADirectoryError):
        return Listing(name)
    except OSError as error:
        return Listing(name, problems=(refusal(error).problem(name),))
    usable = [(each, sort) for each, sort in found if sort in (FILE, FOLDER) and names.is_usable(each)]
    return Listing(
        name,
        tuple(each for each, sort in usable if sort == FILE),
        tuple(each for each, sort in usable if sort == FOLDER),
        tuple(names.problems(name, [each for each, _ in found]))
        + tuple(names.problem("no-plain-file", f"{name}/{each}", reason=sort) for each, sort in found if sort not in (FILE, FOLDER)),
    )


def walk(folder: Path, name: str) -> Iterator[Listing]:
    """Lists a folder of the project and all below it; links to folders are never followed."""
    found = listed(folder, name)
    yield found
    for each in found.folders:
        yield from walk(folder / each, f"{name}/{each}")


def every(folder: Path) -> Iterator[Path]:
    """Every file of a folder that is no project's and of those in it, in order of their names; a link to a folder counts for a file."""
    for name, sort in sorted(entries(str(folder), str(folder))):
        yield from every(folder / name) if sort == FOLDER else [folder / name]
