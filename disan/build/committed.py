"""What stands in `.cache/` and `site/` though no build put it there: a proposal may bring it. A project's folder in, problems out.

Both are made by builds on one machine. What git keeps of the cache is never read; of a site, only what builds listed is replaced.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from disan.core.problems import Position, Problem
from disan.ledger import git


def below(root: Path, site: Path | None) -> Iterator[str]:
    """The site's folder, where it is one of the project's."""
    if site is not None and site != root and site.is_relative_to(root):
        yield site.relative_to(root).as_posix()


def problems(root: Path, names: Sequence[str]) -> list[Problem]:
    """Tells of each of these folders that git keeps it: an error of the cache, which is the first, a warning of the others."""
    past = git.of(root)
    tracked = past.tracked(names) if past else ()
    return [_problem(name, "warning" if place else "error") for place, name in enumerate(names) if _holds(name, tracked)]


def _problem(name: str, grade: Literal["error", "warning"]) -> Problem:
    return Problem("committed-output", Position(name), grade, {"folder": name})


def _holds(name: str, tracked: Iterable[str]) -> bool:
    return any(file == name or file.startswith(f"{name}/") for file in tracked)


def remove_links(folder: Path, depth: int = 2) -> None:
    """Takes away a link in a folder's place, and those in it and in folders of it.

    No build makes any, and what is written would go where they lead.
    """
    with contextlib.suppress(OSError):
        if folder.is_symlink():
            folder.unlink()
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for each in list(found):
            if each.is_symlink():
                os.unlink(each)  # noqa: PTH108
            elif depth > 1 and each.is_dir(follow_symlinks=False):
                remove_links(Path(each.path), depth - 1)
