"""Ogg with Opus or Vorbis: a file goes in; the same with its comments overwritten comes out.

RFC 3533 (pages), RFC 7845 (Opus), Vorbis I specification, 5. The packet of comments keeps its length, so that pages stay where they are.
"""

import struct
from collections.abc import Iterator

from disan.drawing.recordings.model import DamagedError, UnplayableError

_HEAD = 27
_CODINGS = ((b"OpusHead", b"OpusTags", b""), (b"\x01vorbis", b"\x03vorbis", b"\x01"))
"""How a stream begins, how its comments begin and end."""


def ogg(content: bytes) -> bytes:
    """The file without comments; raises DamagedError, and UnplayableError for anything but one stream of Opus or Vorbis."""
    pages = list(_pages(content))
    if not pages:
        raise DamagedError("no pages")
    first = content[pages[0][1] : pages[0][2]]
    coding = next((each for each in _CODINGS if first.startswith(each[0])), None)
    if coding is None or len({content[start + 14 : start + 18] for start, _, _ in pages}) > 1:
        raise UnplayableError("Ogg (Speex, FLAC, Theora…)")
    kept = bytearray(content)
    spans = _second_packet(content, pages)
    empty = _no_comments(coding[1], coding[2], sum(end - start for _, start, end in spans))
    for page, start, end in spans:
        kept[start:end], empty = empty[: end - start], empty[end - start :]
        whole = next(last for at, _, last in pages if at == page)
        kept[page + 22 : page + 26] = bytes(4)
        kept[page + 22 : page + 26] = struct.pack("<I", _checksum(bytes(kept[page:whole])))
    return b"".join(bytes(kept[start:end]) for start, _, end in pages)


def _pages(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Each page: where it, its body and the next one begin; up to what is no page any more."""
    at = 0
    while content[at : at + 4] == b"OggS" and at + _HEAD <= len(content):
        body = at + _HEAD + content[at + 26]
        end = body + sum(content[at + _HEAD : body])
        if end > len(content):
            return
        yield at, body, end
        at = end


def _second_packet(content: bytes, pages: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Where the comments are: page, begin and end of each part."""
    spans: list[tuple[int, int, int]] = []
    packet = 0
    for page, body, _ in pages:
        at = body
        for size in content[page + _HEAD : body]:
            if packet == 1 and size:
                spans.append((page, at, at + size))
            at += size
            packet += size < 255
        if packet > 1:
            return spans
    raise DamagedError("no comments")


def _no_comments(begin: bytes, end: bytes, length: int) -> bytes:
    """A packet of this length that says nothing: blanks for the encoder's name, and no comment."""
    blanks = length - len(begin) - len(end) - 8
    if blanks < 0:
        raise DamagedError("no room")
    return begin + struct.pack("<I", blanks) + b" " * blanks + struct.pack("<I", 0) + end


def _checksum(page: bytes) -> int:
    """The page's CRC: polynomial 0x04c11db7, from 0, not reflected (RFC 3533, 6)."""
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _TABLE[value >> 24 ^ byte]
    return value


def _entry(index: int) -> int:
    value = index << 24
    for _ in range(8):
        value = (value << 1 ^ (0x04C11DB7 if value & 0x80000000 else 0)) & 0xFFFFFFFF
    return value


_TABLE = tuple(_entry(index) for index in range(256))
