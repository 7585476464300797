"""Recordings: an editor's file goes in; what of it a page plays comes out, with nothing about anybody, or a refusal that says why not.

A file is what it holds, whatever it is called: one that phones and browsers do not play, or that is none, is not published. Sound stays as
it is, byte for byte. Rules: bad-recording, damaged-recording, located-recording.
"""

import re
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from disan.core import files
from disan.drawing.pictures.model import LARGEST, Refused, refused
from disan.drawing.recordings import boxes, chunks, frames, ogg
from disan.drawing.recordings.model import DamagedError, UnplayableError

HEAVY = 10_000_000
"""Bytes from which a recording is told to be large: ten minutes of speech at 128 kbit/s."""
RECIPE = "1"
"""Raised whenever the same recording would be published as other bytes."""

_FORMATS: tuple[tuple[str, re.Pattern[bytes], Callable[[bytes], bytes]], ...] = (
    ("aac", re.compile(rb"\xff[\xf0\xf1\xf8\xf9]"), frames.adts),
    ("mp3", re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"), frames.mpeg),
    ("m4a", re.compile(rb"....ftyp(?!hei|hev|mif1|msf1|avi|3g)|....ftyp3g", re.DOTALL), boxes.mp4),
    ("ogg", re.compile(rb"OggS"), ogg.ogg),
    ("wav", re.compile(rb"RIFF....WAVE", re.DOTALL), chunks.wav),
    ("flac", re.compile(rb"fLaC"), chunks.flac),
)
"""Endings, how such files begin, and what takes out everything but the sound: formats that Android, iOS and Windows play by themselves."""
_OTHERS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"#!AMR"), "AMR"),
    (re.compile(rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11"), "WMA"),
    (re.compile(rb"caff"), "CAF"),
    (re.compile(rb"FORM....AIF[FC]", re.DOTALL), "AIFF"),
    (re.compile(rb"\x1aE\xdf\xa3"), "WebM"),
    (re.compile(rb"MThd"), "MIDI"),
    (re.compile(rb"RIFF....AVI ", re.DOTALL), "AVI"),
)
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|\?xml)", re.IGNORECASE)
_LOCATION = re.compile(
    rb"\xa9xyz....[+-]\d\d|com\.apple\.quicktime\.location|loci\0\0\0\0|GPSL(?:at|ong)itude|(?i:location)[=:]?[+-]?\d{1,3}\.\d", re.DOTALL
)
"""QuickTime's ©xyz and keys, 3GPP's loci (TS 26.244), XMP, and a comment of that name in Ogg or ID3."""


_TAGS = 2_000_000
"""Bytes at each end that are searched: a tag may have a picture in it."""


class Recording(Struct, frozen=True):
    """A recording as it is published: its ending by what it is, and its bytes. `located` tells that the original says where it was made,
    `damaged` that no sound could be found in it."""

    ending: str
    content: bytes
    located: bool
    damaged: bool


def is_recording(head: bytes) -> bool:
    """Whether a file that begins so is meant for a recording of a format that is published."""
    return any(begins.match(head) for _, begins, _ in _FORMATS)


def read(file: Path) -> Recording | Refused:
    """Reads a recording; what is left out of it stays in the file."""
    try:
        return clean(files.content(file, LARGEST))
    except OSError as error:
        return refused(error)


def clean(content: bytes) -> Recording | Refused:
    """The same for what a file holds."""
    for ending, begins, keep in _FORMATS:
        if begins.match(content):
            return _kept(content, ending, keep)
    return _unplayable(content)


def _kept(content: bytes, ending: str, keep: Callable[[bytes], bytes]) -> Recording | Refused:
    try:
        kept = keep(content)
    except UnplayableError as error:
        return Refused("bad-recording", {"format": str(error), "reason": error.reason})
    except DamagedError:
        hidden = _MARKUP.search(content[:4096]) or _names_location(content)  # What cannot be taken apart cannot be cleaned.
        return _unplayable(content) if hidden else Recording(ending, content, located=False, damaged=True)
    located = _names_location(content) and not _names_location(kept)
    return Recording("aac" if ending == "mp3" and kept[1:2] in b"\xf0\xf1\xf8\xf9" else ending, kept, located=located, damaged=False)


def _names_location(content: bytes) -> bool:
    """Whether the ends of a file, where tags are, say where it was made."""
    ends = content[:_TAGS], content[-_TAGS:]
    return any(_LOCATION.search(end) or _LOCATION.search(end.replace(b"\0", b"")) for end in ends)  # ID3 has UTF-16 too.


def _unplayable(content: bytes) -> Refused:
    if any(begins.match(content) for begins, _ in _OTHERS):
        return Refused("bad-recording", {"format": next(name for begins, name in _OTHERS if begins.match(content)), "reason": "format"})
    return Refused("bad-recording", {"reason": "text" if _MARKUP.search(content[:4096]) or _is_text(content[:4096]) else "damaged"})


def _is_text(head: bytes) -> bool:
    return bool(head) and not re.search(rb"[\x00-\x08\x0e-\x1f]", head)
