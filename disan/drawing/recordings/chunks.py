"""WAV and FLAC: a file goes in; its format and its sound come out, and no other chunk.

Multimedia Programming Interface and Data Specifications 1.0 (RIFF WAVE); RFC 9639 (FLAC).
"""

import itertools
import struct
from collections.abc import Iterator

from disan.drawing.recordings.model import DamagedError, UnplayableError

_KEPT = (b"fmt ", b"fact", b"data")
_PLAYED = (1, 3, 6, 7, 0xFFFE)
"""PCM, floating point, A-law, μ-law, and the extended form of these."""
_MOST = 1000
"""Chunks that are looked at: programs write a dozen."""
_DESCRIBING = (0, 3)
"""Blocks of FLAC that are about the sound: stream and seek points."""


def wav(content: bytes) -> bytes:
    """The file with the chunks of its sound alone; raises DamagedError, or UnplayableError for a coding that only some programs know."""
    found = [(name, body) for name, body in itertools.islice(_riff_chunks(content), _MOST) if name in _KEPT]
    named = dict(found)
    if b"fmt " not in named or b"data" not in named or len(named[b"fmt "]) < 14:
        raise DamagedError("no sound")
    if struct.unpack("<H", named[b"fmt "][:2])[0] not in _PLAYED:
        raise UnplayableError("WAV (ADPCM, GSM…)")
    kept = b"".join(name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2) for name, body in found)
    return b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WAVE" + kept


def _riff_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(content):
        name, size = content[at : at + 4], struct.unpack("<I", content[at + 4 : at + 8])[0]
        yield name, content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def flac(content: bytes) -> bytes:
    """The file with its stream's description, seek points and frames alone; raises DamagedError."""
    at, kept, last = 4, list[tuple[int, bytes]](), False
    while not last:
        if at + 4 > len(content):
            raise DamagedError("no frames")
        last, kind, size = bool(content[at] & 0x80), content[at] & 0x7F, int.from_bytes(content[at + 1 : at + 4], "big")
        if kind in _DESCRIBING:
            kept.append((kind, content[at + 1 : at + 4 + size]))
        at += 4 + size
    if not kept or content[at : at + 1] != b"\xff":
        raise DamagedError("no frames")
    blocks = b"".join(bytes([kind | (0x80 if number == len(kept) - 1 else 0)]) + body for number, (kind, body) in enumerate(kept))
    end = len(content) - 128 if content[-128:-125] == b"TAG" else len(content)
    return b"fLaC" + blocks + content[at:end]
