"""What a QR symbol's modules are: a text, or parts of one with their modes, in; rows of modules out. The only module that knows segno.

Its documentation: https://segno.readthedocs.io/en/stable/make.html.
"""

import segno
from msgspec import Struct
from segno import consts

Content = bytes | str | list[tuple[str, int]]
"""A text, or its parts with the mode of each."""
BYTE, ALPHANUMERIC = consts.MODE_BYTE, consts.MODE_ALPHANUMERIC


class Encoded(Struct, frozen=True):
    """A symbol's mask, and its rows: 1 for each dark module and 0 for each light one."""

    mask: int
    rows: tuple[bytes, ...]


def encoded(content: Content, level: str, *, mask: int | None = None, version: int | None = None) -> Encoded:
    """The smallest symbol for a content, or that of a version, with the mask that is asked for or else the best.

    ValueError where the content is too long for it, or the level is none of L, M, Q, H; a level is never raised.
    """
    made = segno.make(content, error=level, version=version, mask=mask, micro=False, boost_error=False)  # type: ignore[arg-type]
    return Encoded(made.mask, tuple(map(bytes, made.matrix)))
