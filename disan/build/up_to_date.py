"""Whether a site still is what its content says: what a build was asked for and what it saw in; the last report, or None, out.

Asks the disk for stamps and reads nothing, so that a build of which nothing has changed ends before anything is loaded. Knows no record.
"""

import contextlib
import datetime
import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from disan.build.store import FILE, Store, looks
from disan.build.store.stamps import FOLDER, Snapshot
from disan.core.problems import Problem
from disan.ledger import git

PROGRAM = Path(__file__).parent.parent


class Asked(NamedTuple):
    """What a build is asked for, as far as its result depends on it."""

    site: str
    year: int
    base_url: str | None
    past: str
    """Where the project's history stands, which the ledger is compared with."""


class BuildReport(NamedTuple):
    """What a build found and made. `pages` counts pages without their code twins; nothing was written when `stopped`.

    `read` and `rendered` count the records and pages that the last build did not know already.
    """

    problems: tuple[Problem, ...]
    stopped: bool
    pages: int = 0
    codes: int = 0
    written: int = 0
    removed: int = 0
    read: int = 0
    rendered: int = 0

    def with_published(self, written: int, removed: int) -> "BuildReport":
        """The same report, with how many files were written and removed."""
        return self._replace(written=written, removed=removed)


class Last(NamedTuple):
    """What a finished build leaves: what it was asked for, what was installed, what it told."""

    asked: Asked
    installed: str
    report: BuildReport


def asked(root: Path, site: Path | None, today: datetime.date, base_url: str | None) -> Asked:
    """What a build is asked for: pages know the year of `today`, and no more of it."""
    return Asked(str(site), today.year, base_url, git.position(root))


def report(root: Path, wanted: Asked) -> BuildReport | None:
    """The report of the last build, where building again would change nothing."""
    file = root / ".cache" / FILE
    if not file.is_file():
        return None
    try:
        with contextlib.closing(Store.reading(file)) as store:
            last = store.get("known", "last")
            if not isinstance(last, Last) or last.asked != wanted or last.installed != installed():
                return None
            for what, before in (("inputs", ""), ("outputs", f"{wanted.site}/")):
                seen = looks.read(store, what).seen
                if not seen.stamps or not seen.unchanged(before):  # Nothing seen: what was kept is damaged.
                    return None
    except Exception:  # noqa: BLE001  Whatever is wrong with the store, the build that follows will begin a new one.
        return None
    return last.report._replace(written=0, removed=0, read=0, rendered=0)


def folders(root: Path, templates: Iterable[Path]) -> tuple[Path, ...]:
    """Everything that a site is made of: content, templates, the program."""
    return (root / "content", *templates, PROGRAM)


def state(seen: Snapshot, folders: Iterable[Path]) -> str:
    """Another one whenever anything below the folders is."""
    starts = tuple(f"{folder}{os.sep}" for folder in folders)
    return _digest(sorted(f"{path} {each}" for path, each in seen.digests.items() if path.startswith(starts) and each != FOLDER))


def winning(seen: Snapshot, folders: Sequence[Path]) -> Callable[[str], str]:
    """The digest of the file that wins for a name ("parts/card.html"): of the first folder that has one; empty when none has."""

    def found(name: str) -> str:
        digests = (seen.digests.get(f"{folder}{os.sep}{name.replace('/', os.sep)}", FOLDER) for folder in folders)
        return next((each for each in digests if each != FOLDER), "")

    return found


def version(seen: Snapshot, kinds: Sequence[type]) -> str:
    """Another one whenever the program, what it stands on, or its kinds of records are others."""
    return _digest([state(seen, [PROGRAM]), *(f"{kind.__module__}.{kind.__qualname__}" for kind in kinds), installed()])


def installed() -> str:
    """The libraries and the interpreter that are here: a digest of their names and versions, which stand in the names of folders."""
    names = [
        name
        for folder in dict.fromkeys(sys.path)
        if folder.endswith("-packages") and os.path.isdir(folder)  # noqa: PTH112  Path costs more than all the rest here.
        for name in os.listdir(folder)  # noqa: PTH208
        if name.endswith((".dist-info", ".egg-info"))
    ]
    return _digest([sys.version, *sorted(names)])


def _digest(parts: Iterable[str]) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
