"""Whether a site still is what its content says: what a build was asked for and what it saw in; the last report, or None, out.

Asks the disk for stamps and reads nothing, so that a build of which nothing has changed ends before anything is loaded. Knows no record.
"""

import contextlib
import datetime
import hashlib
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from disan.build.cache import Cache, Table
from disan.build.snapshot import FOLDER, NOTHING, Snapshot
from disan.core.problems import Problem
from disan.ledger import git

CACHE = ".cache"
"""The folder below a project's root for what builds keep."""
PROGRAM = Path(__file__).parent.parent


class Asked(Struct, frozen=True):
    """What a build is asked for, as far as its result depends on it."""

    site: str
    today: datetime.date
    base_url: str | None
    past: str
    """Where the project's history stands, which the ledger is compared with."""
    share_cards: bool
    exports_anew: bool


class BuildReport(Struct, frozen=True):
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


class Last(Struct, frozen=True):
    """What a finished build leaves: what it was asked for, what was installed, what it told."""

    asked: Asked
    installed: str
    report: BuildReport


def asked(
    root: Path, site: Path | None, today: datetime.date, base_url: str | None, *, share_cards: bool = True, exports_anew: bool = True
) -> Asked:
    """What a build is asked for."""
    return Asked(str(site), today, base_url, git.position(root), share_cards, exports_anew)


SNAPSHOTS: Table[Snapshot] = Table("snapshots", Snapshot)
"""What the last build saw, as "inputs", and what it left in the site, as "outputs"."""
LAST: Table[Last] = Table("last", Last)


class OwnFiles:
    """The program and its templates as a build of this process saw them: for the next site, never built yet, they are not read again."""

    seen = NOTHING


def report(root: Path, wanted: Asked) -> BuildReport | None:
    """The report of the last build, where building again would change nothing."""
    with contextlib.closing(Cache.read_only(root / CACHE)) as cache:
        last = cache.last(LAST, "")
        if last is None or last.asked != wanted or last.installed != installed():
            return None
        for what, before in (("inputs", ""), ("outputs", f"{wanted.site}/")):
            seen = cache.last(SNAPSHOTS, what)
            if seen is None or not seen.stamps or not seen.unchanged(before):
                return None
    return replace(last.report, written=0, removed=0, read=0, rendered=0)


def folders(root: Path, templates: Iterable[Path]) -> tuple[Path, ...]:
    """Everything that a site is made of: content, templates, the program."""
    return (root / "content", *templates, PROGRAM)


def state(seen: Snapshot, folders: Iterable[Path]) -> str:
    """Another one whenever anything below the folders is."""
    starts = tuple(f"{folder}{os.sep}" for folder in folders)
    return _digest(sorted(f"{path} {each}" for path, each in seen.digests.items() if path.startswith(starts) and each != FOLDER))


def version(seen: Snapshot, kinds: Sequence[type]) -> str:
    """Another one whenever the program, what it stands on, or its kinds of records are others."""
    return _digest([state(seen, [PROGRAM]), *(f"{kind.__module__}.{kind.__qualname__}" for kind in kinds), installed()])


def program(seen: Snapshot) -> str:
    """Another one whenever the program's own modules are, wherever they stand and whatever is installed beside them."""
    start = f"{PROGRAM}{os.sep}"
    modules = ((path[len(start) :].replace(os.sep, "/"), each) for path, each in seen.digests.items() if path.startswith(start))
    return _digest(sorted(f"{name} {each}" for name, each in modules if name.endswith(".py")))


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
