"""What git, GitHub and GitHub Pages carry: sizes and counts in, warnings long before their ends out. Opens nothing.

Where the limits come from, of GitHub's documentation: "GitHub Pages limits" (a site and its repository 1 GB each, ten minutes for a
deployment) and "About large files on GitHub" (a warning at 50 MB, no file above 100 MB). It names no number of files; a site of 400 MB
has been reported to take the ten minutes (issue 436 of endlessm/threadbare), so that many files are told before many bytes are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from disan.build.snapshot import Snapshot
from disan.core.problems import Position, Problem, Value

SITE = REPOSITORY = 1_000_000_000
"""Bytes."""
FILE, HEAVY_FILE = 100_000_000, 50_000_000
"""Bytes: what git's host refuses, and what it warns of."""
MANY_FILES = 50_000
"""Of a site, each of which is sent and compared in a deployment; some four thousand records with their pages, codes, cards for other
sites and pictures."""
_SHARE = 0.7
"""Of a limit, from which on it is told."""
_SORTS = ("pictures", "sounds", "share")
"""Folders of a site that an editor can do something about."""


def problems(root: Path, sizes: Mapping[str, int], seen: Snapshot, kept: int, told: Iterable[Problem]) -> Iterator[Problem]:
    """Tells what comes near a limit. `sizes` are the bytes of the site's files by name, `seen` what stands on the disk below `root`.

    `kept` are the bytes of the repository. A file that is too large is not told again where it has been `told` as a picture or a recording.
    """
    yield from _site(sizes)
    if kept >= REPOSITORY * _SHARE:
        yield _near("large-repository", "content", kept, REPOSITORY)
    known = {each.values.get("file") for each in told if each.rule == "oversized-file"}
    content = f"{root / 'content'}"
    for path, (size, _, _) in seen.stamps.items():
        if size >= HEAVY_FILE and path.startswith(content):
            place = Path(path)
            near = _near("large-file", place.relative_to(root).as_posix(), size, FILE, file=place.name)
            if size <= FILE:
                yield near
            elif place.name not in known:
                yield replace(near, rule="oversized-file", grade="error")


def _site(sizes: Mapping[str, int]) -> Iterator[Problem]:
    whole = sum(sizes.values())
    if whole >= SITE * _SHARE:
        folders: Counter[str] = Counter()
        for name, size in sizes.items():
            folders[name.partition("/")[0]] += size
        most = max(_SORTS, key=lambda sort: folders[sort])
        mostly = folders[most] * 3 > whole
        part = folders[most] if mostly else whole - sum(folders[sort] for sort in _SORTS)
        yield _near("large-site", "site", whole, SITE, reason=most if mostly else "pages", part=megabytes(part))
    if len(sizes) >= MANY_FILES * _SHARE:
        yield Problem("many-files", Position("site"), "warning", {"count": len(sizes), "most": MANY_FILES})


def _near(rule: str, name: str, size: int, limit: int, **values: Value) -> Problem:
    return Problem(rule, Position(name), "warning", {"size": megabytes(size), "limit": megabytes(limit), **values})


def megabytes(size: int) -> int:
    """Millions of bytes, rounded up: what is too much never looks like what is allowed."""
    return -(-size // 1_000_000)
