"""Which of a QR symbol's eight masks is best (ISO/IEC 18004:2015, 7.8.3). Modules in, a penalty out; encodes nothing.

A symbol is one long number, a bit a module and light guards between the rows, so that each rule of the standard is a handful of
operations on the whole symbol. Two readings of the standard are segno's, whose symbols ours must equal: the places of the format
information are light while masks are compared, and a pattern at the very edge counts as having light before it.
"""

import functools
from collections.abc import Sequence
from typing import NamedTuple

GUARD = 4
"""Light modules after each row: as many as the third rule looks for beside its pattern."""
_LONG_RUN, _BLOCK, _FINDER, _UNEVEN = 3, 3, 40, 10
"""The standard's N1 to N4."""


class Grid(NamedTuple):
    """A square of modules, dark ones as set bits: read along its rows, and along its columns."""

    size: int
    across: int
    down: int

    def differing(self, other: "Grid") -> "Grid":
        """The modules in which two squares differ; of a square and a difference, the square that it leads to."""
        return Grid(self.size, self.across ^ other.across, self.down ^ other.down)

    def within(self, other: "Grid") -> "Grid":
        """The modules that are dark in both."""
        return Grid(self.size, self.across & other.across, self.down & other.down)

    @property
    def rows(self) -> tuple[bytes, ...]:
        """1 for each dark module and 0 for each light one, row by row."""
        stride = self.size + GUARD
        digits = f"{self.across:0{self.size * stride}b}".encode().translate(_TO_VALUES)
        return tuple(digits[start : start + self.size] for start in range(0, len(digits), stride))


_TO_VALUES = bytes.maketrans(b"01", b"\x00\x01")
_TO_DIGITS = bytes.maketrans(b"\x00\x01", b"01")


def grid(rows: Sequence[bytes]) -> Grid:
    """The square of these rows, a byte of 0 or 1 a module."""
    return Grid(len(rows), _line(rows), _line([bytes(column) for column in zip(*rows, strict=True)]))


def _line(rows: Sequence[bytes]) -> int:
    return int((bytes(GUARD).join(rows) + bytes(GUARD)).translate(_TO_DIGITS), 2)


@functools.cache
def _inside(size: int) -> int:
    """All modules but the guards."""
    return _line([b"\x01" * size] * size)


def penalty(square: Grid) -> int:
    """The sum of the four penalties: long runs, blocks of one colour, patterns like a finder's, more dark than light or less."""
    size, across, inside = square.size, square.across, _inside(square.size)
    lines = (across, inside ^ across, square.down, inside ^ square.down)
    points = sum(map(_runs, lines)) + _finders(across) + _finders(square.down)
    points += sum(_blocks(line, size) for line in lines[:2])
    return points + _UNEVEN * int(abs(across.bit_count() / size**2 * 100 - 50) / 5)


def _runs(line: int) -> int:
    """Three points for five modules of a colour, one for each beyond."""
    twos = line & line >> 1
    fives = twos & twos >> 2 & line >> 4
    return fives.bit_count() + (_LONG_RUN - 1) * (fives & ~(fives << 1)).bit_count()


def _blocks(line: int, size: int) -> int:
    pairs = line & line >> 1
    return _BLOCK * (pairs & pairs >> size + GUARD).bit_count()


def _finders(line: int) -> int:
    """Dark, light, three dark, light, dark, with four light modules before or after; what lies beyond the edge is light."""
    twos = line & line >> 1
    found = line & ~(line >> 1) & twos >> 2 & line >> 4 & ~(line >> 5) & line >> 6
    after = line << 1 | line << 2 | line << 3 | line << 4
    before = line >> 7 | line >> 8 | line >> 9 | line >> 10
    counted = found & ~(after & before)
    if counted & (counted >> 4 | counted >> 6):
        return _FINDER * _apart(counted)
    return _FINDER * counted.bit_count()


def _apart(ends: int) -> int:
    """How many patterns there are when each module may belong to one only, the first come first; `ends` are their last modules."""
    count = 0
    while ends:
        last = ends.bit_length() - 1
        ends &= (1 << max(0, last - 6)) - 1
        count += 1
    return count
