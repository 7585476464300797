"""What goes into an archive: files by their names there, and what is left out of it with the reason. Opens nothing."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from disan.core.problems import Problem
from disan.core.strings import Strings


class Piece(Struct, frozen=True):
    """A file of an archive: its name there, and its content or the file that has it."""

    name: str
    content: bytes | Path


class LeftOut(Struct, frozen=True):
    """What an archive lacks: `key` names the sentence that says what and why, `values` fill it."""

    key: str
    values: Mapping[str, str | int] = {}

    def told(self, strings: Strings) -> str:
        """The sentence."""
        return strings.say(f"pack.left_out.{self.key}", **self.values)


class Portion(Struct, frozen=True):
    """One part of an archive: the files that are there, what is not, and what the door to the disk refuses."""

    pieces: tuple[Piece, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()
