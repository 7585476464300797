"""Pixels go in, encoded files come out: for pages in three formats, and for the repository in the file's own."""

import base64
import io
from pathlib import Path
from typing import Any

from msgspec import Struct
from PIL import Image

from disan.drawing.pictures import colours, reading
from disan.drawing.pictures.model import Format, Refused

_FOR_PAGES: dict[Format, dict[str, Any]] = {
    # One thread and no tiles: more of them would change the bytes from machine to machine.
    "avif": {"speed": 8, "codec": "aom", "max_threads": 1, "autotiling": False},
    "webp": {"method": 4},
    "jpeg": {"progressive": True, "optimize": True},
}
_FOR_KEEPING: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90, "progressive": True, "optimize": True},
    "WEBP": {"quality": 90},
    "AVIF": {"quality": 85, **_FOR_PAGES["avif"]},
    "PNG": {"optimize": True},
    "TIFF": {"compression": "tiff_lzw"},
}


class LoadedPicture(Struct, frozen=True):
    """A picture's pixels as a page shows them; `width` and `height` are those of the original, upright, in pixels."""

    pixels: Image.Image
    width: int
    height: int
    located: bool

    def height_at(self, width: int) -> int:
        """The height in pixels at a width, in the original's proportion."""
        return max(1, round(width * self.height / self.width))

    def resized(self, width: int) -> Image.Image:
        """The pixels at a width."""
        return self.pixels.resize((width, self.height_at(width)), Image.Resampling.LANCZOS)


def load_picture(file: Path, widest: int) -> LoadedPicture | Refused:
    """Loads the picture in a file, at most `widest` pixels wide."""
    opened = reading.open_picture(file, widest)
    if isinstance(opened, Refused):
        return opened
    upright = colours.turn_upright(opened)
    width, height = (opened.height, opened.width) if opened.orientation >= 5 else (opened.width, opened.height)
    full = LoadedPicture(colours.to_srgb(upright), width, height, opened.located)
    return LoadedPicture(full.resized(widest), width, height, opened.located) if full.pixels.width > widest else full


def encode(pixels: Image.Image, form: Format, quality: int) -> bytes:
    """Encodes the pixels as a file for a page, without metadata."""
    return _save(pixels, form, {"quality": quality, **_FOR_PAGES[form]})


def placeholder(picture: LoadedPicture) -> str:
    """A WebP 20 pixels wide as a data URI, to stand in until the picture has come."""
    return "data:image/webp;base64," + base64.b64encode(encode(picture.resized(20).convert("RGB"), "webp", 40)).decode("ascii")


def shrink(file: Path, longest: int = 2560) -> bytes | Refused:
    """Makes what the repository should keep instead of the file: at most `longest` pixels a side, no metadata, the same format.

    A file that is so already comes back byte for byte, so that shrinking twice loses nothing.
    """
    opened = reading.open_picture(file, longest)
    if isinstance(opened, Refused):
        return opened
    if opened.silent and max(opened.width, opened.height) <= longest:
        return file.read_bytes()
    upright = colours.turn_upright(opened)
    form = "JPEG" if opened.format == "MPO" else opened.format
    keeps_holes = upright.has_transparency_data and form in {"PNG", "WEBP", "AVIF"}
    pixels = upright.convert("RGBA") if keeps_holes else colours.to_srgb(upright)
    pixels.info = {}
    pixels.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return _save(pixels, form, _FOR_KEEPING.get(form, {}))


def reduce_drawing(png: bytes, form: str) -> bytes:
    """Makes a drawing's PNG smaller: in few colours a PNG of 128 without dots, with a photograph in it a JPEG."""
    with Image.open(io.BytesIO(png)) as opened:
        pixels = opened.convert("RGB")
    if form == "jpeg":
        return _save(pixels, "JPEG", {"quality": 82, **_FOR_PAGES["jpeg"]})
    few = pixels.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    return _save(few, "PNG", {"compress_level": 4})


def _save(pixels: Image.Image, form: str, options: dict[str, Any]) -> bytes:
    written = io.BytesIO()
    pixels.save(written, form, **options)
    return written.getvalue()
