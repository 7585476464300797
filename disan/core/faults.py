"""Faults of the machine in sentences: what Python or a library raised goes in, what happened and what to do about it comes out.

The one place that knows which errors are the machine's (a full disk, a file that Excel holds, a program that is missing) and not the
program's own. A command ends here, and so does a build of the preview.
"""

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from disan.core import memory
from disan.core.files import RefusedFileError
from disan.core.listeners import UnheardError, short
from disan.core.problems import NotPossibleError, report
from disan.core.strings import Strings

_PACKAGE = Path(__file__).parents[1]
_SORTS: Mapping[str, tuple[str, ...]] = {
    "full": ("ENOSPC", "EDQUOT"),
    "too_large": ("EFBIG",),
    "read_only": ("EROFS",),
    "rights": ("EACCES", "EPERM"),
    "in_use": ("EBUSY", "ETXTBSY", "EDEADLK"),
    "broken": ("EIO", "ENXIO", "ENODEV", "ESTALE", "EREMOTEIO", "EBADMSG"),
    "busy": ("EMFILE", "ENFILE", "ENOLCK", "EAGAIN"),
    "memory": ("ENOMEM",),
    "name": ("ENAMETOOLONG", "EINVAL", "EILSEQ"),
    "not_there": ("ENOENT",),
    "network": ("ENETDOWN", "ENETUNREACH", "EHOSTUNREACH", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT"),
    "in_the_way": ("EEXIST", "ENOTDIR", "EISDIR", "ENOTEMPTY", "ELOOP", "EXDEV", "EMLINK", "EOPNOTSUPP", "ENOSYS"),
}
"""What the disk or the system refuses, by the sentences of the table `faults`, and the names of their numbers; no system has them all."""
_BY_NUMBER = {number: sort for sort, names in _SORTS.items() for name in names if (number := getattr(errno, name, None)) is not None}
_PLAIN = {"Symlink loop": "in_the_way", "can't start new thread": "busy"}
"""How errors begin that Python tells without a number: pathlib's before 3.13, and threading's."""
_HELD = (32, 33)
"""Of Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION."""
_LONGEST = 300
"""Letters of a path: what to do about it stands behind."""
_LOCK = "~$"
"""How the file begins that Excel and Word put beside one that they have open."""


def sentence(error: BaseException, strings: Strings) -> str:
    """What happened and what to do; empty for what is a fault of the program's own."""
    if isinstance(error, NotPossibleError):
        return strings.say(error.key, **error.values)
    if isinstance(error, RefusedFileError):
        return report([error.problem(error.filename or "")], strings)
    sort = _sort(error) or ("memory" if memory.is_short() else "")
    if not sort:
        return ""
    told, file = strings.say(f"faults.{sort}"), getattr(error, "filename", None)
    told = (
        strings.say("faults.at", file=short(str(file), _LONGEST), told=told) if isinstance(file, str | Path) else told[0].upper() + told[1:]
    )
    return f"{told} {strings.say('faults.whole')}"


def _sort(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt):
        return "stopped"
    if isinstance(error, UnheardError):
        return "unheard"
    if isinstance(error, MemoryError):
        return "memory"
    if isinstance(error, ImportError):
        return "" if (error.name or "").partition(".")[0] == "disan" else "library"
    if isinstance(error, UnicodeEncodeError):  # Bytes of a name that are no letters stand as halves of characters.
        return "name" if error.reason == "surrogates not allowed" else ""
    if isinstance(error, RuntimeError):
        return next((sort for start, sort in _PLAIN.items() if str(error).startswith(start)), _of_library(error))
    return _sort_of_disk(error) if isinstance(error, OSError) else _of_library(error)


def _of_library(error: BaseException) -> str:
    """What libxml2 tells by the name of its number, which writes a part of each workbook."""
    return _BY_NUMBER.get(getattr(errno, str(error).removeprefix("IO_"), 0), "")


def _sort_of_disk(error: OSError) -> str:
    sort = _BY_NUMBER.get(error.errno or 0, "")
    if getattr(error, "winerror", None) in _HELD or (sort == "rights" and _held(error.filename)):
        return "in_use"
    if error.filename is None and sort in ("not_there", "name"):  # What is not valid without a name is a mistake of ours.
        return "no_folder" if sort == "not_there" else ""
    if sort in ("not_there", "rights") and _is_ours(error.filename):
        return "installation"
    return sort


def _held(file: object) -> bool:
    """Whether a program of an office has the file open: on Windows the system says no more than that it may not be written."""
    if not isinstance(file, str | Path):
        return False
    folder, name = os.path.split(file)
    names = (each := name.removeprefix(".").removesuffix(".part"), each[len(_LOCK) :])
    return any(os.path.exists(os.path.join(folder, _LOCK + each)) for each in names)  # noqa: PTH110, PTH118  It asks, and never raises.


def _is_ours(file: object) -> bool:
    return isinstance(file, str | Path) and Path(file).is_relative_to(_PACKAGE)
