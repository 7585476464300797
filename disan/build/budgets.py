"""What a page may cost a reader: a page's address, the file it is made of and its size go in, warnings come out. Reads no HTML."""

import zlib
from collections.abc import Iterator

from disan.core.problems import Position, Problem, Value

FIRST_ROUND_TRIP = 14_000
"""Bytes that a server sends before it waits for an answer: ten segments of 1,460 (RFC 6928) less headers."""
_LEAST_RATIO = 2.5
"""How far each of our pages is compressed at least. Measured over 122 pages at codes, on both sites of this repository: 3.18 to 4.63, the
more the longer, so that a page shorter than this allows need not be compressed to know that it fits."""


def weight(page: bytes) -> int:
    """Bytes of a page as servers send it (DEFLATE at zlib's default level, RFC 1951); 0 for one so short that it fits in any case."""
    return len(zlib.compress(page)) if len(page) > FIRST_ROUND_TRIP * _LEAST_RATIO else 0


def page_problems(path: str, origin: str, compressed: int) -> Iterator[Problem]:
    """A warning where the page at a code's address, so many bytes compressed, needs more than the first round trip.

    `path` is its site path, `origin` the file that an editor would open to shorten it.
    """
    if compressed > FIRST_ROUND_TRIP:
        values: dict[str, Value] = {"path": path, "size": _kilobytes(compressed), "most": _kilobytes(FIRST_ROUND_TRIP)}
        yield Problem("heavy-page", Position(origin), "warning", values)


def _kilobytes(size: int) -> int:
    """Thousands of bytes, rounded up: what is too much never looks like what is allowed."""
    return -(-size // 1000)
