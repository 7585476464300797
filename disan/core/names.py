"""Names of files: one as it lies on a disk or was typed in; the form in which names are compared, or why not every system can have it, out.

Vietnamese names come decomposed from a Mac, percent-coded from a browser, with odd blanks from a screenshot. Asks no disk.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote

from msgspec.structs import replace

from disan.core import text
from disan.core.problems import Position, Problem

_LITTER = re.compile(
    r"(?i:@eaDir|#recycle|\$RECYCLE\.BIN|System Volume Information|lost\+found|__MACOSX|Thumbs\.db|ehthumbs\.db|desktop\.ini|Icon\r)"
    r"|~\$.*|.*~"
)
"""What Windows, macOS, network disks and word processors leave beside the files of their users."""
_SAFE = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]')
"""Of "Naming Files, Paths, and Namespaces" of Microsoft, whose systems cannot check out such names."""
_LONGEST = 200
"""Bytes in UTF-8: file systems have 255, of which a name that waits to be renamed takes some more."""
LONGEST_PATH = 180
"""Characters of a path from the project's folder: Windows has 260 for a whole one ("Maximum Path Length Limitation" of Microsoft), of which
the place where a repository is checked out takes up to 80."""
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_D_STROKE = str.maketrans("ÐƉð", "ĐĐđ")


def is_passed_over(name: str) -> bool:
    """Whether a file or folder is nobody's content: hidden, or left there by a machine."""
    return name.startswith(".") or _LITTER.fullmatch(name) is not None


def fault(name: str) -> str:
    """Why a name cannot be on every system: `encoding`, `character`, `end`, `reserved` or `length`; empty for one that can."""
    if _SAFE.fullmatch(name) and len(name) <= _LONGEST:
        return "reserved" if text.is_reserved(name) else ""
    try:
        length = len(name.encode())
    except UnicodeEncodeError:  # Bytes that are no UTF-8, as the disk gave them.
        return "encoding"
    if _FORBIDDEN.search(name):
        return "character"
    if name[-1:] in (".", " ") or name[:1] == " ":
        return "end"
    return "reserved" if text.is_reserved(name) else "length" if length > _LONGEST else ""


def is_long_path(path: str) -> bool:
    """Whether a path from the project's folder is too long for some systems."""
    return len(path) > LONGEST_PATH


def is_usable(name: str) -> bool:
    """Whether files of a site can be made of a name, on this system at least."""
    return fault(name) not in ("encoding", "length")


def portable(name: str) -> str:
    """The nearest name that every system can have."""
    shown = printable(name)
    ending = re.search(r"\.[A-Za-z0-9]{1,5}$", shown)
    stem = " ".join(_FORBIDDEN.sub(" ", shown[: ending.start()] if ending else shown).replace("\ufffd", " ").split()).strip(". ")
    while len(stem.encode()) > _LONGEST // 2:
        stem = stem[:-1].rstrip()
    named = stem if stem and not text.is_reserved(stem) else f"tep-{stem}".rstrip("-")
    return named + (ending[0] if ending else "")


def printable(name: str) -> str:
    """The name as a message may show it: what is no UTF-8 or would move the cursor is replaced (U+FFFD)."""
    decoded = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", "\ufffd", decoded)


def comparable(name: str) -> str:
    """The name as it is compared: percent-coding undone, composed (NFC), one kind of blank and of Đ, nothing that is invisible."""
    return _folded(name) if "%" not in name else _folded(_decoded(name))


def _folded(name: str) -> str:
    if name.isascii() and "  " not in name:
        return name.strip()
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", name)).translate(_D_STROKE).split())


def _decoded(name: str) -> str:
    try:
        return unquote(name, errors="strict")
    except UnicodeDecodeError:
        return name


def by_comparison(found: Iterable[str]) -> Mapping[str, str]:
    """Names as they lie on a disk, by how they are compared; of several alike the plainest."""
    alike = sorted(found, key=lambda name: (name == comparable(name), name))
    return {comparable(name): name for name in alike}


def twins(found: Iterable[str]) -> list[tuple[str, str]]:
    """Names that one folder of Windows or macOS cannot both have, for they differ in case or composition only: each with the first."""
    first: dict[str, str] = {}
    told = [(name, first.setdefault(unicodedata.normalize("NFC", name).casefold(), name)) for name in sorted(found)]
    return [(name, other) for name, other in told if name != other]


def problems(folder: str, found: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with the names in a folder, which is named from the project's root."""
    for each in found:
        if reason := fault(each):
            yield problem("unportable-name", f"{folder}/{each}", reason=reason, right=portable(each))
        elif is_long_path(f"{folder}/{each}"):
            yield replace(problem("long-path", f"{folder}/{each}", limit=str(LONGEST_PATH)), grade="warning")
    for each, other in twins(found):
        yield problem("unportable-name", f"{folder}/{each}", reason="twin", right=printable(other))


def problem(rule: str, name: str, **values: str) -> Problem:
    """A problem of a file or folder as a whole, by its name from the project's root."""
    shown = printable(name)
    return Problem(rule, Position(shown), values={"file": shown.rpartition("/")[2], **values})
