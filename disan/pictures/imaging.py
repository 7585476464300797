"""A picture file of any kind goes in; upright sRGB pixels, encoded files or a refusal come out. Keeps no cache.

The only module that knows the imaging library. Files are read by what they hold, never by what they are called.
"""

import base64
import io
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageOps

from disan.pictures.model import Format, Refused

PIXELS_AT_MOST = 100_000_000
"""A phone's largest photograph has fewer, and 100 megapixels are 300 MB of memory."""

STRETCH_AT_MOST = 20
"""Beyond this ratio of sides nothing can be seen at 400 pixels, and WebP ends at 16,383 a side."""

READ = ("JPEG", "MPO", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")
_HEIC_BRANDS = re.compile(rb"....ftyp(?:hei[cmsx]|hev[cmx]|mif1|msf1)", re.DOTALL)
_FAULTS = (
    *(OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, AttributeError, ArithmeticError, MemoryError, RuntimeError),
    *(struct.error, zlib.error, Image.DecompressionBombError),
)
"""What the decoders raise on broken input: each speaks in its own way."""

_WHITE = (255, 255, 255)
_LOCATION_IN_XMP = re.compile(rb"GPSL(?:at|ong)itude")
_HARMLESS = frozenset(
    {
        *("jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression", "transparency", "gamma", "srgb"),
        *("interlace", "loop", "background", "aspect", "compression", "chromaticity", "resolution", "timestamp"),
    }
)
"""What a file says about its own pixels; anything else is about somebody or somewhere."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture's pixels, upright, at the size asked for; `width` and `height` are the original's, upright."""

    pixels: Image.Image
    width: int
    height: int
    located: bool


def seen(file: Path, widest: int) -> Seen | Refused:
    """The first frame, at most `widest` pixels wide, in grey or RGB, sRGB, nothing transparent, nothing attached."""
    with _quietly():
        try:
            with Image.open(file, formats=READ) as picture:
                return _refusal(picture) or _seen(picture, widest)
        except _FAULTS as fault:
            return _unreadable(file, fault)


def located(file: Path) -> bool:
    """Whether the file says where it was taken, in its EXIF or XMP; False for what is no picture."""
    with _quietly():
        try:
            with Image.open(file, formats=READ) as picture:
                return _located(picture)
        except _FAULTS:
            return False


def encoded(pixels: Image.Image, form: Format, quality: int) -> bytes:
    """The pixels as a file. One thread and no tiles, since these would change the bytes from machine to machine."""
    options: dict[Format, dict[str, Any]] = {
        "avif": {"quality": quality, "speed": 8, "codec": "aom", "max_threads": 1, "autotiling": False},
        "webp": {"quality": quality, "method": 4},
        "jpeg": {"quality": quality, "progressive": True, "optimize": True},
    }
    written = io.BytesIO()
    pixels.save(written, form, **options[form])
    return written.getvalue()


def resized(pixels: Image.Image, width: int) -> Image.Image:
    """The pixels at a width, in proportion."""
    height = max(1, round(width * pixels.height / pixels.width))
    return pixels if pixels.size == (width, height) else pixels.resize((width, height), Image.Resampling.LANCZOS)


def placeholder(pixels: Image.Image) -> str:
    """A WebP 20 pixels wide as a data URI, to stand in until the picture has come."""
    small = encoded(resized(pixels.convert("RGB"), 20), "webp", 40)
    return "data:image/webp;base64," + base64.b64encode(small).decode("ascii")


def shrunk(file: Path, longest: int) -> bytes | Refused:
    """The file for the repository to keep: see `disan.pictures.shrunk`."""
    with _quietly():
        try:
            with Image.open(file, formats=READ) as picture:
                return _refusal(picture) or _shrunk(picture, file, longest)
        except _FAULTS as fault:
            return _unreadable(file, fault)


@contextmanager
def _quietly() -> Iterator[None]:
    """Broken metadata makes the library warn on the terminal; what matters of it is ours to say."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _refusal(picture: Image.Image) -> Refused | None:
    width, height = picture.size
    size = {"width": str(width), "height": str(height)}
    if width * height > PIXELS_AT_MOST:
        return Refused("picture-too-large", {**size, "limit": str(PIXELS_AT_MOST // 1_000_000)})
    if max(width, height) > STRETCH_AT_MOST * min(width, height):
        return Refused("picture-too-narrow", {**size, "limit": str(STRETCH_AT_MOST)})
    return None


def _unreadable(file: Path, fault: BaseException) -> Refused:
    if isinstance(fault, Image.DecompressionBombError):
        return Refused("picture-too-large", {"width": "", "height": "", "limit": str(PIXELS_AT_MOST // 1_000_000)})
    if isinstance(fault, FileNotFoundError):
        return Refused("missing-picture")
    try:
        with file.open("rb") as opened:
            return Refused("heic-picture" if _HEIC_BRANDS.match(opened.read(12)) else "bad-picture")
    except OSError:
        return Refused("bad-picture")


def _seen(picture: Image.Image, widest: int) -> Seen:
    turned = _turned(picture)
    width, height = picture.size[::-1] if turned else picture.size
    picture.draft(None, (widest, widest))  # A JPEG is decoded at a fraction of its size where that suffices.
    upright = _transposed(picture)
    flat = _flat(upright)
    small = resized(flat, min(widest, width)) if flat.width > widest else flat
    pixels = _in_srgb(small, upright.info.get("icc_profile"))
    pixels.info.clear()
    return Seen(pixels, width, height, _located(picture))


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(ExifTags.Base.Orientation, 1))
    except _FAULTS:
        return 1


def _turned(picture: Image.Image) -> bool:
    return _orientation(picture) in {5, 6, 7, 8}


def _transposed(picture: Image.Image) -> Image.Image:
    picture.load()
    try:
        return ImageOps.exif_transpose(picture)
    except _FAULTS:
        return picture.copy()  # Its metadata is broken, its pixels are not.


def _flat(picture: Image.Image) -> Image.Image:
    """In one of the modes L, RGB, CMYK or LAB, still in the picture's own colours; what is transparent becomes white."""
    if picture.mode.startswith("I") or picture.mode == "F":
        return _in_eight_bits(picture)
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        flat = Image.new("RGB", clear.size, _WHITE)
        flat.paste(clear, mask=clear.getchannel("A"))
        return flat
    return picture.copy() if picture.mode in {"L", "RGB", "CMYK", "LAB"} else picture.convert("L" if picture.mode == "1" else "RGB")


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Sixteen bits a pixel to eight; floating point from its darkest to its lightest."""
    deep = picture.convert("F")
    low, high = (float(value) for value in deep.getextrema())  # type: ignore[arg-type]
    if picture.mode != "F":
        low, high = 0.0, 65535.0 if high > 255 else 255.0
    span = 255.0 / ((high - low) or 1.0)
    return deep.point(lambda value: value * span + (0.5 - low * span)).convert("L")


def _in_srgb(picture: Image.Image, profile: object) -> Image.Image:
    if isinstance(profile, bytes) and profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "sRGB" not in ImageCms.getProfileDescription(own) or picture.mode not in {"L", "RGB"}:
                ours = ImageCms.createProfile("sRGB")
                converted = ImageCms.profileToProfile(picture, own, ours, outputMode="RGB")
                return converted if converted is not None else picture.convert("RGB")
        except (ImageCms.PyCMSError, *_FAULTS):
            pass  # A profile that does not fit its picture is as good as none.
    if picture.mode == "LAB":
        lab = ImageCms.createProfile("LAB")
        converted = ImageCms.profileToProfile(picture, lab, ImageCms.createProfile("sRGB"), outputMode="RGB")
        return converted if converted is not None else picture.convert("L")
    return picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")


def _located(picture: Image.Image) -> bool:
    try:
        place = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        if ExifTags.GPS.GPSLatitude in place or ExifTags.GPS.GPSLongitude in place:
            return True
    except _FAULTS:
        pass
    notes = (picture.info.get(name) for name in ("xmp", "XML:com.adobe.xmp"))
    return any(_LOCATION_IN_XMP.search(note.encode() if isinstance(note, str) else note) for note in notes if note)


def _says_more(picture: Image.Image) -> bool:
    return picture.format == "MPO" or bool(set(picture.info) - _HARMLESS) or bool(picture.getexif())


def _shrunk(picture: Image.Image, file: Path, longest: int) -> bytes:
    if max(picture.size) <= longest and not _says_more(picture):
        picture.load()
        return file.read_bytes()
    form = "JPEG" if picture.format == "MPO" else str(picture.format)
    picture.draft(None, (longest, longest))
    upright = _transposed(picture)
    keeps_holes = upright.has_transparency_data and form in {"PNG", "WEBP", "AVIF"}
    pixels = upright.convert("RGBA") if keeps_holes else _in_srgb(_flat(upright), upright.info.get("icc_profile"))
    pixels.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    pixels.info.clear()
    options: dict[str, dict[str, Any]] = {
        "JPEG": {"quality": 90, "progressive": True, "optimize": True},
        "WEBP": {"quality": 90},
        "AVIF": {"quality": 85, "speed": 8, "codec": "aom", "max_threads": 1, "autotiling": False},
        "PNG": {"optimize": True},
        "TIFF": {"compression": "tiff_lzw"},
    }
    written = io.BytesIO()
    pixels.save(written, form, **options.get(form, {}))
    return written.getvalue()
