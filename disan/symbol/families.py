"""Symbols of addresses that are alike but for their last characters, as all codes of a host are: addresses in, modules out.

Reed-Solomon codes are linear over GF(2) (ISO/IEC 18004:2015, 7.5), masks are added to a symbol, and a pair of alphanumeric characters is
one number of 11 bits (7.4.4). So each bit of the last characters turns over the same modules whatever the other bits are: a few dozen
symbols made by the encoder tell what every other one of the family looks like. Chooses no mask and encodes nothing itself.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from disan.symbol.masks import Grid

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
"""The alphanumeric set in the order of its values (ISO/IEC 18004, table 5)."""
_PAIR_BITS, _SINGLE_BITS = 11, 6
_VALUES = {character: value for value, character in enumerate(CHARACTERS)}


class Family(NamedTuple):
    """The symbol whose last characters are all 0, and which modules each of their bits turns over, the first character's first."""

    zero: Grid
    bits: tuple[Grid, ...]

    def member(self, tail: str) -> Grid:
        """The symbol with these last characters, of which there are as many as the family was made with."""
        across, down = self.zero.across, self.zero.down
        for changed in (bit for bit, said in zip(self.bits, _bits(tail), strict=True) if said):
            across ^= changed.across
            down ^= changed.down
        return Grid(self.zero.size, across, down)


def family(length: int, made: Callable[[str], Grid]) -> Family:
    """The family of tails of a length; `made` gives the symbol for one of them, always with the same mask."""
    zero = made("0" * length)
    return Family(zero, tuple(zero.differing(made(tail)) for tail in _single_bits(length)))


def _single_bits(length: int) -> Iterator[str]:
    """Every tail of which one bit is set. All of 1 to 1024 are pairs of characters: the largest pair is 45 * 45 - 1."""
    for start in range(0, length, 2):
        pair = length - start > 1
        for bit in reversed(range(_PAIR_BITS if pair else _SINGLE_BITS)):
            first, second = divmod(1 << bit, len(CHARACTERS))
            said = CHARACTERS[first] + CHARACTERS[second] if pair else CHARACTERS[second]
            yield "0" * start + said + "0" * (length - start - len(said))


def _bits(tail: str) -> Iterator[bool]:
    values = map(_VALUES.__getitem__, tail)
    while group := list(islice(values, 2)):
        number, width = (group[0] * len(CHARACTERS) + group[1], _PAIR_BITS) if len(group) == 2 else (group[0], _SINGLE_BITS)
        yield from (bool(number >> bit & 1) for bit in reversed(range(width)))
