"""Which of a QR symbol's eight masks is best (ISO/IEC 18004:2015, 7.8.3). Modules in, the number of a mask out; encodes nothing.

A symbol is one long number, so that each rule of the standard is a handful of operations on all its rows and columns at once. Two
readings of the standard are segno's, whose symbols ours must equal: the places of the format information are light while masks are
compared, and a pattern at the very edge counts as having light before it.
"""

import functools
from collections.abc import Sequence

_GUARD = 4
"""Light modules after each line: as many as the third rule looks for beside its pattern."""
_LONG_RUN, _BLOCK, _FINDER, _UNEVEN = 3, 3, 40, 10
"""The standard's N1 to N4."""
_TO_VALUES = bytes.maketrans(b"01", b"\x00\x01")
_TO_DIGITS = bytes.maketrans(b"\x00\x01", b"01")


def number_of(rows: Sequence[bytes]) -> int:
    """The number of a symbol whose rows have a byte of 0 (light) or 1 (dark) a module: a bit a module, row by row, then column by column.

    Guards follow each line, a light line stands between rows and columns. Modules in which two symbols differ are their exclusive or.
    """
    lines = [*rows, bytes(len(rows)), *map(bytes, zip(*rows, strict=True))]
    return int(b"".join(line + bytes(_GUARD) for line in lines).translate(_TO_DIGITS), 2)


def rows_of(number: int) -> tuple[bytes, ...]:
    """The rows of a symbol, 1 for each dark module and 0 for each light one."""
    size = _size(number.bit_length())
    digits = f"{number:b}".encode().translate(_TO_VALUES)
    return tuple(digits[start : start + size] for start in range(0, size * (size + _GUARD), size + _GUARD))


@functools.cache
def _size(bits: int) -> int:
    """Modules a side. The first of them is a finder's corner, which is dark, so a symbol's number is as long as can be."""
    return next(size for size in range(21, 178, 4) if (2 * size + 1) * (size + _GUARD) == bits)


class MaskChooser:
    """The masks of all symbols of one version and level, of `size` modules a side.

    `differences` tell, for each mask, in which modules its symbol differs from the first mask's; `compared` are the modules that count
    while masks are compared.
    """

    def __init__(self, differences: Sequence[int], compared: int, size: int) -> None:
        self._differences, self._compared, self._size = differences, compared, size
        inside = number_of([b"\x01" * size] * size)
        self._pairs = inside & inside >> 1
        """Modules that have a next one in their line."""
        self._across = inside >> (size + 1) * (size + _GUARD) << (size + 1) * (size + _GUARD)
        """Modules of rows, not of columns."""

    def best(self, first: int) -> tuple[int, int]:
        """Chooses the standard's mask, and the symbol with it, from the symbol with the first mask."""
        symbols = [first ^ difference for difference in self._differences]
        penalties = [self._penalty(symbol & self._compared) for symbol in symbols]
        mask = penalties.index(min(penalties))
        return mask, symbols[mask]

    def _penalty(self, lines: int) -> int:
        """The sum of the four penalties: long runs, blocks of one colour, patterns like a finder's, dark and light uneven."""
        alike = _without(self._pairs, lines ^ lines >> 1)
        twos = alike & alike >> 1
        fives = twos & twos >> 2  # Each is a point; the first of a run is three.
        runs = fives.bit_count() + (_LONG_RUN - 1) * _without(fives, fives << 1).bit_count()
        below = self._size + _GUARD
        blocks = _without(alike & alike >> below & self._across, lines ^ lines >> below)
        uneven = int(abs((lines & self._across).bit_count() / self._size**2 * 100 - 50) / 5)
        return runs + _BLOCK * blocks.bit_count() + _FINDER * _separate(_finders(lines)) + _UNEVEN * uneven


def _without(modules: int, others: int) -> int:
    """Those that are not among the others; a complement would be a negative number, with which Python takes longer."""
    return modules ^ modules & others


def _finders(lines: int) -> int:
    """Dark, light, three dark, light, dark, with four light modules before or after; what lies beyond the edge is light."""
    second, sixth, twos = lines >> 1, lines >> 5, lines & lines >> 1
    found = _without(lines & twos >> 2 & lines >> 4 & lines >> 6, second | sixth)
    after, before = lines << 1 | lines << 2, lines >> 7 | lines >> 8
    return _without(found, (after | after << 2) & (before | before >> 2))


def _separate(ends: int) -> int:
    """The number of patterns when each module may belong to one only, the first come first; `ends` are their last modules."""
    if not ends & (ends >> 4 | ends >> 6):
        return ends.bit_count()
    count = 0
    while ends:
        last = ends.bit_length() - 1
        ends &= (1 << max(0, last - 6)) - 1
        count += 1
    return count
