"""M4A and other MP4: a file goes in; the same with its tags, positions and tracks that are no sound overwritten comes out.

Boxes are blanked where they are, for tables in the file count its bytes. ISO/IEC 14496-12.
"""

import itertools
import struct
from collections.abc import Iterator

from msgspec import Struct

from disan.drawing.recordings.model import DamagedError, UnplayableError

_TOLD = (b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"name", b"cprt")
"""Boxes about somebody or something else than the sound, and those in which anything may stand."""
_HOLDING = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf", b"edts", b"dinf")
_MOST = 200_000
"""Boxes: an hour in fragments of a second has a tenth of them."""
_DEEPEST = 8
"""A sample table, the innermost of them, is the fifth."""
_PHONE = {b"samr": "AMR", b"sawb": "AMR", b"sevc": "EVRC", b"sqcp": "QCELP", b"alac": "Apple Lossless", b"ac-3": "AC-3", b"ec-3": "AC-3"}
"""Codings that not every browser plays, by their sample entries."""


class Box(Struct, frozen=True):
    """A box: its name, where that stands, where its content begins and ends."""

    name: bytes
    at: int
    start: int
    end: int


def mp4(content: bytes) -> bytes:
    """The file with nothing but its tracks of sound; raises DamagedError, and UnplayableError for a film or a coding few phones know."""
    every = list(itertools.islice(_all(content, 0, len(content)), _MOST + 1))
    if len(every) > _MOST:
        raise DamagedError("boxes without number")
    tracks = [(each, _handler(content, each)) for each in every if each.name == b"trak"]
    if any(handler == b"vide" for _, handler in tracks):
        raise UnplayableError("MP4", "film")
    if not any(handler == b"soun" for _, handler in tracks):
        raise DamagedError("no sound")
    for each in every:
        coding = content[each.start + 12 : each.start + 16]
        if each.name == b"stsd" and coding in _PHONE:
            raise UnplayableError(_PHONE[coding])
    kept = bytearray(content)
    for each in [*(track for track, handler in tracks if handler != b"soun"), *(each for each in every if each.name in _TOLD)]:
        kept[each.at : each.at + 4] = b"free"  # Players pass over it.
        kept[each.start : each.end] = bytes(each.end - each.start)
    return bytes(kept)


def _handler(content: bytes, track: Box) -> bytes:
    """What a track holds: "soun", "vide", "text" …"""
    return next((content[each.start + 8 : each.start + 12] for each in _all(content, track.start, track.end) if each.name == b"hdlr"), b"")


def _all(content: bytes, start: int, end: int, depth: int = 0) -> Iterator[Box]:
    """Every box, those inside others behind them."""
    if depth > _DEEPEST:
        raise DamagedError("boxes without end")
    for each in _boxes(content, start, end):
        yield each
        if each.name in _HOLDING:
            yield from _all(content, each.start, each.end, depth + 1)


def _boxes(content: bytes, start: int, end: int) -> Iterator[Box]:
    """The boxes one after the other."""
    while start + 8 <= end:
        size, head = struct.unpack(">I", content[start : start + 4])[0], 8
        if size == 1 and start + 16 <= end:
            size, head = struct.unpack(">Q", content[start + 8 : start + 16])[0], 16
        size = size or end - start
        if size < head or start + size > end:
            raise DamagedError("a box leads out of its file")
        yield Box(content[start + 4 : start + 8], start + 4, start + head, start + size)
        start += size
