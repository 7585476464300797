"""Originals made fit for a repository, which keeps them for ever: smaller, and silent about who took them and where.

A project's folder in, what was done to each file out. Touches only pictures and recordings below content/, known by what they hold, that
are too heavy or say where they were made; what cannot be read, or would lose a part, stays as it is and is told.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from disan.core import files
from disan.core.problems import Grade, Position, Problem
from disan.core.transactions import Transaction
from disan.drawing import recordings
from disan.drawing.pictures import HEAVY, LARGEST, Refused, encoding, reading
from disan.drawing.recordings import Recording

_SUFFIXES = frozenset({".jpg", ".jpeg", ".jfif", ".png", ".webp", ".avif", ".tif", ".tiff", ".bmp", ".heic"})
"""How pictures are called: one that is called so and is none is told."""
_HEAD = 16
"""Bytes that tell what a file is."""
_LEFT = ("several-pictures", "cut-picture", "large-picture")
"""Rules for which a picture is left as it is, and that a build can live with."""


class Shrunk(Struct, frozen=True):
    """An original and its size in bytes, before and after; `spare` tells that a second picture in it, for bright screens, was left out."""

    file: str
    before: int
    after: int
    spare: bool = False


def shrink(root: Path, *, dry_run: bool) -> Iterator[Shrunk | Problem]:
    """Each original that needs it, as soon as it is made smaller; with `dry_run` nothing is written.

    They take their places together behind the last: who is interrupted has all of the old ones.
    """
    with Transaction(root / "content") as writing:
        for name in _originals(root):
            made = _made(root / name, name)
            if isinstance(made, Problem):
                yield made
            elif made is not None:
                done, content = made
                if not dry_run:
                    writing.put(root / name, content)
                yield done


def _originals(root: Path) -> Iterator[str]:
    """Every plain file below content/; a link's own content stands elsewhere."""
    for folder in files.walk(root / "content", "content"):
        yield from (f"{folder.name}/{file}" for file in folder.files if not (root / folder.name / file).is_symlink())


def _made(path: Path, name: str) -> tuple[Shrunk, bytes] | Problem | None:
    """What is to stand in a file's place; None where it may stay."""
    try:
        with files.opened(path) as file:
            head = file.read(_HEAD)
        picture = reading.is_picture(head) or path.suffix.lower() in _SUFFIXES
        if not picture and not recordings.is_recording(head):
            return None
        content = files.content(path, LARGEST)
    except OSError as error:
        return files.refusal(error).problem(name)
    return _picture(path, name, content) if picture else _recording(name, content)


def _picture(path: Path, name: str, content: bytes) -> tuple[Shrunk, bytes] | Problem | None:
    said = reading.describe(content)
    if len(content) <= HEAVY and not said.located:
        return None
    small = encoding.shrink(path)
    if isinstance(small, Refused):
        grade: Grade = "warning" if small.rule in _LEFT else "error"
        return Problem(small.rule, Position(name), grade, {"file": path.name, "reason": "left", **small.values})
    return Shrunk(name, len(content), len(small), said.spare), small


def _recording(name: str, content: bytes) -> tuple[Shrunk, bytes] | None:
    found = recordings.clean(content)
    if isinstance(found, Recording) and found.located:
        return Shrunk(name, len(content), len(found.content)), found.content
    return None
