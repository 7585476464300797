"""MP3 and bare AAC: a file goes in, its frames of sound come out, and no tag before, between or behind them.

ISO/IEC 11172-3 and 13818-3 (MPEG audio, layer III); ISO/IEC 13818-7, annex (ADTS).
"""

from collections.abc import Callable

from disan.drawing.recordings.model import DamagedError

_BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Kilobits a second of layer III by the index in a frame's head: of MPEG 1, and of 2 and 2.5."""
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""Samples a second, by version and index."""
_SEARCHES = 100_000
"""How often the next frame is looked for before the file counts as damaged: a tag with a picture has some thousand places to look at."""


def mpeg(content: bytes) -> bytes:
    """The frames of an MP3; of a file whose tag is followed by ADTS, those. Raises DamagedError where there are none."""
    start = _behind_tags(content)
    if content[start : start + 1] == b"\xff" and _adts_length(content, start):
        return adts(content)
    return _frames(content, start, _mpeg_length)


def adts(content: bytes) -> bytes:
    """The frames of bare AAC; raises DamagedError where there are none."""
    return _frames(content, _behind_tags(content), _adts_length)


def _behind_tags(content: bytes) -> int:
    """The place behind all ID3v2 tags at the beginning (id3.org, "ID3v2.4.0", 3.1)."""
    at = 0
    while content[at : at + 3] == b"ID3" and len(content) >= at + 10:
        size = 0
        for each in content[at + 6 : at + 10]:
            size = size << 7 | each & 0x7F
        at += 10 + size + (10 if content[at + 5] & 0x10 else 0)
    return at


def _frames(content: bytes, at: int, length: Callable[[bytes, int], int]) -> bytes:
    """All that lies in frames, each followed by another or by the end; what lies between runs of them is left out."""
    runs: list[bytes] = []
    for _ in range(_SEARCHES):
        end, count = at, 0
        while (size := length(content, end)) and end + size <= len(content):
            end, count = end + size, count + 1
        if count > 1 or (count == 1 and not runs):
            runs.append(content[at:end])
            at = end - 1
        at = content.find(b"\xff", at + 1)
        if at < 0:
            break
    else:
        raise DamagedError("no frames")
    if not runs:
        raise DamagedError("no frames")
    return b"".join(runs)


def _mpeg_length(content: bytes, at: int) -> int:
    """The bytes of the frame of layer III that begins here; 0 where none does."""
    head = content[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, bitrate = head[1] >> 3 & 3, head[2] >> 2 & 3, head[2] >> 4
    if version == 1 or rate == 3 or bitrate in (0, 15):
        return 0
    samples, kilobits = (144, _BITRATES[3]) if version == 3 else (72, _BITRATES[2])
    return samples * 1000 * kilobits[bitrate] // _RATES[version][rate] + (head[2] >> 1 & 1)


def _adts_length(content: bytes, at: int) -> int:
    """The bytes of the ADTS frame that begins here; 0 where none does."""
    head = content[at : at + 7]
    if len(head) < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0 or head[2] >> 2 & 15 > 12:
        return 0
    size = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return size if size >= 7 else 0
