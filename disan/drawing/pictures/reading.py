"""A file that may be anything goes in; its first frame comes out, with what the file says about it, or a refusal.

Files are read by what they hold, never by what they are called. Only here are the decoders' many ways of failing caught:
what goes wrong with pixels once they are read is a fault of ours.
"""

import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from PIL import ExifTags, Image

from disan.drawing.pictures.model import Refused

PIXELS_AT_MOST = 100_000_000
"""A phone's largest photograph has fewer (a 108 megapixel sensor writes 12), and 100 megapixels are 300 MB of memory."""

STRETCH_AT_MOST = 20
"""Beyond this ratio of sides nothing can be seen at 400 pixels, and WebP ends at 16,383 a side."""

_READ = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")
_HEIC_BRANDS = re.compile(rb"....ftyp(?:hei[cmsx]|hev[cmx]|mif1|msf1)", re.DOTALL)
_FAULTS = (
    *(OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, AttributeError, ArithmeticError, MemoryError, RuntimeError),
    *(struct.error, zlib.error, Image.DecompressionBombError),
)
"""What the decoders raise on broken input: each speaks in its own way."""

_LOCATION_IN_XMP = re.compile(rb"GPSL(?:at|ong)itude")
_ABOUT_PIXELS = frozenset(
    {
        *("jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression", "transparency", "gamma", "srgb"),
        *("interlace", "loop", "background", "aspect", "compression", "chromaticity", "resolution", "timestamp"),
    }
)
"""What a file says about its own pixels; anything else is about somebody or somewhere."""


class OpenedPicture(Struct, frozen=True):
    """A picture as it lies in its file: `width` and `height` are the file's, before turning; `pixels` may be fewer.

    `orientation` is EXIF's, 1 to 8; `format` the imaging library's name of the file's format; `silent` is true where
    the file says nothing beyond its pixels.
    """

    pixels: Image.Image
    format: str
    width: int
    height: int
    orientation: int
    located: bool
    silent: bool


def open_picture(file: Path, side: int) -> OpenedPicture | Refused:
    """Opens the picture in a file; where the format allows it, only as many pixels as leave `side` on the shorter side."""
    with _without_warnings():
        try:
            with Image.open(file, formats=_READ) as picture:
                return _check_size(picture) or _load(picture, side)
        except _FAULTS as fault:
            return _explain_fault(file, fault)


def has_location(file: Path) -> bool:
    """Whether the file says where it was taken (GPS in EXIF or XMP), which a public repository would tell everybody.

    False for what is no picture.
    """
    with _without_warnings():
        try:
            with Image.open(file, formats=_READ) as picture:
                return _names_location(picture)
        except _FAULTS:
            return False


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Broken metadata makes the library warn on the terminal; what matters of it is ours to say."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _check_size(picture: Image.Image) -> Refused | None:
    width, height = picture.size
    size = {"width": str(width), "height": str(height)}
    if width * height > PIXELS_AT_MOST:
        return Refused("picture-too-large", {**size, "limit": str(PIXELS_AT_MOST // 1_000_000)})
    if max(width, height) > STRETCH_AT_MOST * min(width, height):
        return Refused("picture-too-narrow", {**size, "limit": str(STRETCH_AT_MOST)})
    return None


def _explain_fault(file: Path, fault: BaseException) -> Refused:
    if isinstance(fault, Image.DecompressionBombError):
        return Refused("picture-too-large", {"width": "", "height": "", "limit": str(PIXELS_AT_MOST // 1_000_000)})
    if isinstance(fault, FileNotFoundError):
        return Refused("missing-picture")
    try:
        with file.open("rb") as stream:
            return Refused("heic-picture" if _HEIC_BRANDS.match(stream.read(12)) else "bad-picture")
    except OSError:
        return Refused("bad-picture")


def _load(picture: Image.Image, side: int) -> OpenedPicture:
    width, height = picture.size
    place, silent = _names_location(picture), _says_pixels_only(picture)
    picture.draft(None, (side, side))  # A JPEG is decoded at a half, quarter or eighth of its size where that suffices.
    picture.load()
    # The orientation after loading: a TIFF is turned by the library, which then forgets it.
    return OpenedPicture(picture, str(picture.format), width, height, _orientation(picture), place, silent)


def _orientation(picture: Image.Image) -> int:
    try:
        orientation = int(picture.getexif().get(ExifTags.Base.Orientation, 1))
    except _FAULTS:
        return 1  # Its metadata is broken, its pixels need not be.
    return orientation if 1 <= orientation <= 8 else 1


def _names_location(picture: Image.Image) -> bool:
    try:
        place = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    except _FAULTS:
        place = {}
    notes = (picture.info.get(name) or b"" for name in ("xmp", "XML:com.adobe.xmp"))
    in_notes = any(_LOCATION_IN_XMP.search(note.encode() if isinstance(note, str) else note) for note in notes)
    return in_notes or ExifTags.GPS.GPSLatitude in place or ExifTags.GPS.GPSLongitude in place


def _says_pixels_only(picture: Image.Image) -> bool:
    try:
        return picture.format != "MPO" and not set(picture.info) - _ABOUT_PIXELS and not picture.getexif()
    except _FAULTS:
        return False
