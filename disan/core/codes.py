"""Printed codes: four characters and a check character. Text goes in; a code, its repair or its fault comes out.

The check character is Damm's scheme over the field GF(32): multiplication by x modulo x^5 + x^2 + 1 is a linear, totally
anti-symmetric map, so every single wrong character and every swap of neighbours shows. Source: H. M. Damm, "Total
anti-symmetrische Quasigruppen", Marburg 2004; that this map does it is proved by exhaustion in the tests. Any two codes
hence differ in two places at least. Knows no records: which codes are taken is the caller's to say.
"""

import random
import re
from typing import Literal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which the eye takes for 1, 1, 0 and V."""

Fault = Literal["length", "alphabet", "check"]

_BODY = 4
_DIGITS_AT_LEAST = 2
_OVERFLOW, _MODULUS = 0b100000, 0b100101
_TABLED = r"\d+(E\d+)?|\d*(JAN|FEB|MAR|APR|MAY|SEP|DEC)\d*"
"""What a spreadsheet that opens a CSV file, and some readers of YAML, take for a number or a day: 01234, 246E4, 12MAR."""
_LOOK_ALIKES = str.maketrans("ILOU", "110V")
_FILLING = re.compile(r"[\s\u200b\ufeff\-‐‑–—]+")


def check_character(body: str) -> str:
    """The check character of four characters of the alphabet; ValueError for any other."""
    interim = 0
    for character in body:
        interim = (interim ^ ALPHABET.index(character)) << 1
        if interim & _OVERFLOW:
            interim ^= _MODULUS
    return ALPHABET[interim]


def fault(code: str) -> Fault | None:
    """The fault that keeps a text from being a code: its length, a character, or the check character; None for a code."""
    if len(code) != _BODY + 1:
        return "length"
    if not set(code) <= set(ALPHABET):
        return "alphabet"
    return None if check_character(code[:_BODY]) == code[_BODY] else "check"


def repair(typed: str) -> str | None:
    """The code that was meant: capitals, look-alikes put right, spaces and hyphens dropped; None when it is still none."""
    code = _FILLING.sub("", typed).upper().translate(_LOOK_ALIKES)
    return None if fault(code) else code


def generate(taken: frozenset[str], randomness: random.Random) -> str:
    """A new code, none of the `taken`. At least two digits stand in it, lest chance spell a word on a temple's gate; and a
    spreadsheet leaves it as it is, lest a ledger that was opened and saved come back with 2460000 where 246E4 was printed.

    Those are rules for giving codes only: others are valid too.
    """
    while True:
        body = "".join(randomness.choices(ALPHABET, k=_BODY))
        code = body + check_character(body)
        if sum(map(str.isdigit, body)) >= _DIGITS_AT_LEAST and code not in taken and not re.fullmatch(_TABLED, code):
            return code
