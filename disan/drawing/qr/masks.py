"""Which of a QR symbol's eight masks is best (ISO/IEC 18004:2015, 7.8.3). Modules in, the number of a mask out; encodes nothing.

A symbol is one long number, a bit a module and light guards between the rows, so that each rule of the standard is a handful of
operations on the whole symbol, and on the symbols of all masks at once, one behind the other. Two readings of the standard are segno's,
whose symbols ours must equal: the places of the format information are light while masks are compared, and a pattern at the very edge
counts as having light before it.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

GUARD = 4
"""Light modules after each row: as many as the third rule looks for beside its pattern."""
_LONG_RUN, _BLOCK, _FINDER, _UNEVEN = 3, 3, 40, 10
"""The standard's N1 to N4."""


class ModuleBits(Struct, frozen=True):
    """A square of modules, dark ones as set bits: read along its rows, and along its columns."""

    size: int
    across: int
    down: int

    def xor(self, other: "ModuleBits") -> "ModuleBits":
        """The modules in which two squares differ (exclusive or); of a square and a difference, the square that it leads to."""
        return ModuleBits(self.size, self.across ^ other.across, self.down ^ other.down)

    @property
    def rows(self) -> tuple[bytes, ...]:
        """1 for each dark module and 0 for each light one, row by row."""
        stride = self.size + GUARD
        digits = f"{self.across:0{self.size * stride}b}".encode().translate(_TO_VALUES)
        return tuple(digits[start : start + self.size] for start in range(0, len(digits), stride))


_TO_VALUES = bytes.maketrans(b"01", b"\x00\x01")
_TO_DIGITS = bytes.maketrans(b"\x00\x01", b"01")


def grid(rows: Sequence[bytes]) -> ModuleBits:
    """The square of these rows, a byte of 0 or 1 a module."""
    return ModuleBits(len(rows), _line(rows), _line([bytes(column) for column in zip(*rows, strict=True)]))


def _line(rows: Sequence[bytes]) -> int:
    return int((bytes(GUARD).join(rows) + bytes(GUARD)).translate(_TO_DIGITS), 2)


class MaskChooser:
    """The masks of all symbols of one version and level.

    `differences` tell, for each mask, in which modules its symbol differs from the first mask's; `compared` are the modules that count
    while masks are compared.
    """

    def __init__(self, differences: Sequence[ModuleBits], compared: ModuleBits) -> None:
        self._differences = differences
        self._size = compared.size
        self._stride = self._size + GUARD
        # A row more than there is, so that the last row of one symbol does not touch the first of the next.
        self._bytes = -(-(self._size + 1) * self._stride // 8)
        self._number = len(differences)
        self._turned = int.from_bytes(b"".join(self._lines(each) for each in differences))
        self._compared = self._each(self._lines(compared))
        square = grid([b"\x01" * self._size] * self._size)
        inside = self._each(self._lines(square))
        self._pairs = inside & inside >> 1
        self._across = self._each(self._lines(ModuleBits(self._size, square.across, 0)))

    def best(self, first: ModuleBits) -> tuple[int, ModuleBits]:
        """Chooses the standard's mask, and the symbol with it, from the symbol with the first mask."""
        penalties = self.penalties(first)
        mask = penalties.index(min(penalties))
        return mask, first.xor(self._differences[mask])

    def penalties(self, first: ModuleBits) -> list[int]:
        """The sum of the four penalties for each mask: long runs, blocks of one colour, patterns like a finder's, dark and light uneven."""
        lines = (self._each(self._lines(first)) ^ self._turned) & self._compared
        alike = _without(self._pairs, lines ^ lines >> 1)
        found = _finders(lines)
        counted = zip(*map(self._counted, (*_runs(alike), self._blocks(lines, alike), found, lines & self._across)), strict=True)
        separated = self._separate_counts(found)
        return [
            fives + (_LONG_RUN - 1) * runs + _BLOCK * blocks + _FINDER * (separated[mask] if separated else finders) + self._uneven(dark)
            for mask, (fives, runs, blocks, finders, dark) in enumerate(counted)
        ]

    def _lines(self, square: ModuleBits) -> bytes:
        """A symbol's rows, then its columns."""
        return square.across.to_bytes(self._bytes) + square.down.to_bytes(self._bytes)

    def _each(self, lines: bytes) -> int:
        """The same lines once for each mask."""
        return int.from_bytes(lines * self._number)

    def _parts(self, modules: int, length: int) -> Iterator[int]:
        """All masks' lines, cut into parts of so many bytes."""
        written = modules.to_bytes(self._number * 2 * self._bytes)
        return (int.from_bytes(written[start : start + length]) for start in range(0, len(written), length))

    def _counted(self, modules: int) -> list[int]:
        """The number of modules that are set for each mask."""
        return [part.bit_count() for part in self._parts(modules, 2 * self._bytes)]

    def _blocks(self, lines: int, alike: int) -> int:
        """The places where two by two modules have one colour; `alike` are modules of the colour of the next in their line."""
        pairs = alike & alike >> self._stride & self._across
        return _without(pairs, lines ^ lines >> self._stride)

    def _separate_counts(self, ends: int) -> list[int]:
        """The number of patterns of each mask when a module may belong to one only; none where that makes no difference."""
        if not ends & (ends >> 4 | ends >> 6):
            return []
        counts = [_separate(part) for part in self._parts(ends, self._bytes)]
        return [rows + columns for rows, columns in zip(counts[::2], counts[1::2], strict=True)]

    def _uneven(self, dark: int) -> int:
        return _UNEVEN * int(abs(dark / self._size**2 * 100 - 50) / 5)


def _without(modules: int, others: int) -> int:
    """Those that are not among the others; a complement would be a negative number, with which Python takes longer."""
    return modules ^ modules & others


def _runs(alike: int) -> tuple[int, int]:
    """Places where five modules have one colour, a point each, and where such a run begins, which makes it three points for the first."""
    twos = alike & alike >> 1
    fives = twos & twos >> 2
    return fives, _without(fives, fives << 1)


def _finders(lines: int) -> int:
    """Dark, light, three dark, light, dark, with four light modules before or after; what lies beyond the edge is light."""
    second, sixth, twos = lines >> 1, lines >> 5, lines & lines >> 1
    found = _without(lines & twos >> 2 & lines >> 4 & lines >> 6, second | sixth)
    after, before = lines << 1 | lines << 2, lines >> 7 | lines >> 8
    return _without(found, (after | after << 2) & (before | before >> 2))


def _separate(ends: int) -> int:
    """The number of patterns when each module may belong to one only, the first come first; `ends` are their last modules."""
    count = 0
    while ends:
        last = ends.bit_length() - 1
        ends &= (1 << max(0, last - 6)) - 1
        count += 1
    return count
