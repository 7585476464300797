"""A file that may be anything goes in; its first frame comes out, with what the file says about it, or a refusal.

Files are read by what they hold, never by what they are called. Only here are the decoders' many ways of failing caught:
what goes wrong with pixels once they are read is a fault of ours.
"""

import functools
import io
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from PIL import ExifTags, Image, ImageChops, ImageFile

from disan.core import files, memory
from disan.drawing.pictures.model import LARGEST, Refused, refused

PIXELS_AT_MOST = 100_000_000
"""That are decoded: 100 megapixels are 300 MB of memory. A JPEG is decoded at a part of its size where that suffices."""
JPEG_PIXELS_AT_MOST = 400_000_000
"""Of a JPEG in its file, of which a phone writes 200 million at the most."""
Image.MAX_IMAGE_PIXELS = None  # The library would judge a picture before it is known how much of it is decoded.

STRETCH_AT_MOST = 20
"""Beyond this ratio of sides nothing can be seen at 400 pixels."""
_LOST_AT_MOST = 1 / 8
"""The share of its height that a JPEG whose end is missing may lack and still be shown."""
_SCANS_OF_WHOLE = 6
"""A progressive JPEG of so many scans, a small picture's inside it among them, shows everything, if a little less sharply."""
_NEARLY = 2

_READ = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")
_HEIC_BRANDS = re.compile(rb"....ftyp(?:hei[cmsx]|hev[cmx]|mif1|msf1)", re.DOTALL)
_PICTURES = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|BM....\0\0\0\0|II\*\0|MM\0\*|II\+\0|MM\0\+|RIFF....WEBP|....ftyp(?:hei|hev|mif1|msf1|avi[fs])",
    re.DOTALL,
)
FAULTS = (
    *(OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, AttributeError, ArithmeticError, MemoryError, RuntimeError),
    *(struct.error, zlib.error, Image.DecompressionBombError),
)
"""What the decoders raise on broken input: each speaks in its own way."""

_LOCATION = re.compile(rb"GPS(?:Dest)?L(?:at|ong)itude|475053(?i:44657374)?4(?i:c6174|c6f6e)|\xa9xyz....[+-]\d\d", re.DOTALL)
"""In XMP, the same in hexadecimal (as ImageMagick keeps it in a PNG), and in a film behind a photograph (QuickTime's ©xyz)."""
_SIGNS = (b"GPSL", b"GPSDest", b"\xa9xyz")
_PLACES = frozenset({ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSDestLatitude, ExifTags.GPS.GPSDestLongitude})
_ABOUT_PIXELS = frozenset(
    {
        *("jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression", "transparency", "gamma", "srgb"),
        *("interlace", "loop", "background", "aspect", "compression", "chromaticity", "resolution", "timestamp"),
    }
)
"""What a file says about its own pixels; anything else is about somebody or somewhere."""


class Description(Struct, frozen=True):
    """The parts of a file beside its first picture: whether it says where that was taken, how many it shows page by page or one after the
    other, and whether it has one more that belongs to the first (a gain map, which only bright screens use)."""

    located: bool = False
    pictures: int = 1
    spare: bool = False


class OpenedPicture(Struct, frozen=True):
    """A picture as it lies in its file: `width` and `height` are the file's, before turning; `pixels` may be fewer.

    `orientation` is EXIF's, 1 to 8; `format` the imaging library's name of the file's format; `silent` is true where
    the file says nothing beyond its pixels, `cut` where its end is missing.
    """

    pixels: Image.Image
    format: str
    width: int
    height: int
    orientation: int
    said: Description
    silent: bool
    cut: bool = False


def open_picture(file: Path, side: int) -> OpenedPicture | Refused:
    """Opens the picture in a file; where the format allows it, only as many pixels as leave `side` on the shorter side."""
    try:
        content = files.content(file, LARGEST)
    except OSError as error:
        return refused(error)
    with without_warnings():
        try:
            with opened(content) as picture:
                return _load(picture, content, side)
        except FAULTS as error:
            if memory.is_short():  # The picture may be all right.
                raise MemoryError from error
            return Refused("heic-picture" if _HEIC_BRANDS.match(content) else "bad-picture")


def describe(content: bytes) -> Description:
    """What the file says of itself, its pixels unread; nothing where it is no picture."""
    with without_warnings():
        try:
            with opened(content) as picture:
                return _described(picture, content)
        except FAULTS:
            return Description()


def is_picture(head: bytes) -> bool:
    """Whether a file that begins so is meant for a picture, by the signatures of the formats that cameras and scanners write."""
    return _PICTURES.match(head) is not None


def opened(content: bytes) -> Image.Image:
    """The picture in a file, its pixels unread. Raises one of FAULTS where it is none."""
    heic = _HEIC_BRANDS.match(content) and _reads_heic()
    return Image.open(io.BytesIO(content), formats=(*_READ, "HEIF") if heic else _READ)


@functools.cache
def _reads_heic() -> bool:
    """Whether what reads the pictures of iPhones is installed: the extra `heic`."""
    try:
        import pillow_heif
    except ImportError:
        return False
    pillow_heif.register_heif_opener()
    return True


@contextmanager
def without_warnings() -> Iterator[None]:
    """Broken metadata makes the library warn on the terminal; what matters of it is ours to say."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _check_size(picture: Image.Image, width: int, height: int) -> Refused | None:
    """`width` and `height` are the file's; the picture's own may be fewer by now."""
    size = {"width": str(width), "height": str(height)}
    in_memory = picture.width * picture.height if not picture.info.get("progressive") else width * height
    if width * height > JPEG_PIXELS_AT_MOST or in_memory > PIXELS_AT_MOST:
        return Refused("picture-too-large", {**size, "limit": str(PIXELS_AT_MOST // 1_000_000)})
    if max(width, height) > STRETCH_AT_MOST * min(width, height):
        return Refused("picture-too-narrow", {**size, "limit": str(STRETCH_AT_MOST)})
    return None


def _load(picture: Image.Image, content: bytes, side: int) -> OpenedPicture | Refused:
    width, height = picture.size
    said = _described(picture, content)
    silent = not said.located and _says_pixels_only(picture)
    picture.draft(None, (side, side))  # A JPEG is decoded at a half, quarter or eighth of its size where that suffices.
    if refused := _check_size(picture, width, height):
        return refused
    try:
        picture.load()
        whole, form = picture, str(picture.format)
    except OSError:
        whole, form = _rest(content, side), "JPEG"
        height = round(height * whole.height / picture.height)
    # The orientation after loading: a TIFF is turned by the library, which then forgets it.
    return OpenedPicture(whole, form, width, height, _orientation(picture), said, silent, whole is not picture)


def _described(picture: Image.Image, content: bytes) -> Description:
    pictures = _count(picture)
    return Description(_names_location(picture, content), pictures, picture.format == "MPO" and pictures == 1)


def _count(picture: Image.Image) -> int:
    """The pictures in a file. In one of several JPEGs (MPO, CIPA DC-007) those that are no views of their own do not count."""
    try:
        if picture.format == "MPO":
            listed = picture.mpinfo[0xB002]  # type: ignore[attr-defined]
            return max(1, sum("Multi-Frame" in each["Attribute"]["MPType"] for each in listed))
        count = int(getattr(picture, "n_frames", 1))
    except FAULTS:
        return 1
    picture.seek(0)
    return count


def _rest(content: bytes, side: int) -> Image.Image:
    """What a JPEG shows whose last bytes are missing; raises OSError where that is not nearly all of it."""
    with Image.open(io.BytesIO(content), formats=("JPEG",)) as picture:
        picture.draft(None, (side, side))
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            picture.load()
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False
        # The decoder makes what it has not read grey.
        grey = Image.new(picture.mode, picture.size, (128,) * len(picture.getbands()) if len(picture.getbands()) > 1 else 128)
        drawn = ImageChops.difference(picture, grey).point(lambda value: 255 if value > _NEARLY else 0).getbbox()
        blurred = picture.info.get("progressive") and content.count(b"\xff\xda") < _SCANS_OF_WHOLE
        if drawn is None or blurred or drawn[3] < picture.height * (1 - _LOST_AT_MOST):
            raise OSError("the end is missing")
        return picture.crop((0, 0, picture.width, drawn[3]))


def _orientation(picture: Image.Image) -> int:
    try:
        orientation = int(picture.getexif().get(ExifTags.Base.Orientation, 1))
    except FAULTS:
        return 1  # Its metadata is broken, its pixels need not be.
    return orientation if 1 <= orientation <= 8 else 1


def _names_location(picture: Image.Image, content: bytes) -> bool:
    try:
        place = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    except FAULTS:
        place = {}
    notes = (note for note in picture.info.values() if isinstance(note, str | bytes))
    plain = (note.encode(errors="replace") if isinstance(note, str) else note for note in notes)
    in_notes = any(_LOCATION.search(re.sub(rb"[\0\s]", b"", note)) for note in plain)  # XMP may be UTF-16, hexadecimal is folded.
    beyond = any(sign in content for sign in _SIGNS) and _LOCATION.search(content)  # To search for a sign first is ten times as quick.
    return bool(_PLACES & place.keys()) or in_notes or bool(beyond)


def _says_pixels_only(picture: Image.Image) -> bool:
    try:
        return picture.format != "MPO" and not set(picture.info) - _ABOUT_PIXELS and not picture.getexif()
    except FAULTS:
        return False
