"""Symbols of addresses that are alike but for their last characters, as all codes of a host are: addresses in, modules out.

Reed-Solomon codes are linear over GF(2) (ISO/IEC 18004:2015, 7.5), masks are added to a symbol, and a pair of alphanumeric characters is
one number of 11 bits (7.4.4). So each bit of the last characters turns over the same modules whatever the other bits are, and after a few
dozen symbols every other one of the family is a sum of those. Chooses no mask and encodes nothing itself.
"""

from collections.abc import Callable

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
"""The alphanumeric set in the order of its values (ISO/IEC 18004, table 5)."""
_PAIR_BITS, _SINGLE_BITS = 11, 6
_VALUES = {character: value for value, character in enumerate(CHARACTERS)}


class Family:
    """The symbols whose addresses end in so many characters after the same beginning, all with one mask.

    `encode` gives the symbol with given last characters; it is asked only where the symbols known so far do not tell.
    """

    def __init__(self, encode: Callable[[str], int]) -> None:
        self._encode = encode
        self._first: tuple[int, int] | None = None
        self._turned: dict[int, tuple[int, int]] = {}
        """By their highest bit: bits of the last characters, and the modules that these turn over together."""

    def member(self, tail: str) -> int:
        """The symbol with these last characters."""
        if self._first is None:
            self._first = (_bits(tail), self._encode(tail))
        bits, symbol = self._first
        left = bits ^ _bits(tail)
        while left and (known := self._turned.get(left.bit_length())):
            left ^= known[0]
            symbol ^= known[1]
        if not left:
            return symbol
        encoded = self._encode(tail)
        self._turned[left.bit_length()] = (left, symbol ^ encoded)
        return encoded


def _bits(tail: str) -> int:
    """The bits that an encoder writes for these characters, which begin where a pair does."""
    values = [_VALUES[character] for character in tail]
    bits = 0
    for start in range(0, len(values) - 1, 2):
        bits = bits << _PAIR_BITS | (values[start] * len(CHARACTERS) + values[start + 1])
    return bits << _SINGLE_BITS | values[-1] if len(values) % 2 else bits
