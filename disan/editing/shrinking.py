"""Originals made fit for a repository, which keeps them for ever: smaller, and silent about who took them and where.

A project's folder in, what was done to each file out. Touches only pictures below content/ that are too heavy or say where they
were taken; what cannot be read stays as it is and is told.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from disan.core.problems import Position, Problem
from disan.core.transactions import Transaction
from disan.drawing.pictures import HEAVY, Refused, encoding, reading

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif", ".tiff", ".bmp"})


class Shrunk(Struct, frozen=True):
    """A picture and its size in bytes, before and after."""

    file: str
    before: int
    after: int


def shrink(root: Path, *, dry_run: bool) -> Iterator[Shrunk | Problem]:
    """Each picture that needs it, as soon as it is made smaller; with `dry_run` nothing is written.

    They take their places together behind the last: who is interrupted has all of the old ones.
    """
    with Transaction(root / "content") as writing:
        for path in sorted((root / "content").rglob("*")):
            if path.suffix.lower() not in SUFFIXES or not path.is_file():
                continue
            before = path.stat().st_size
            if before <= HEAVY and not reading.has_location(path):
                continue
            name = path.relative_to(root).as_posix()
            small = encoding.shrink(path)
            if isinstance(small, Refused):
                yield Problem(small.rule, Position(name), "error", {"file": path.name, **small.values})
                continue
            if not dry_run:
                writing.put(path, small)
            yield Shrunk(name, before, len(small))
