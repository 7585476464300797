"""Pixels go in, encoded files come out: for pages in three formats, and for the repository in the file's own."""

import base64
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from PIL import Image

from disan.core import files
from disan.drawing.pictures import colours, reading
from disan.drawing.pictures.model import HEAVY, LARGEST, Format, Refused

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
    "HEIF": {"quality": 85},
}
_SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
"""Formats in which a photograph that comes in is kept."""
KEPT = tuple(_SUFFIXES.values())
_LIGHTER = (90, 82, 74)
"""Qualities tried one after the other until a file is lighter than it was."""
_WORTH_IT = 0.9
"""The share of its bytes below which a picture that says nothing of anybody is written anew."""
_SHORTEST_SIDE = 1600
"""Pixels of the shorter side that a scroll or a panorama keeps: pages show as many."""


class LoadedPicture(Struct, frozen=True):
    """A picture's pixels as a page shows them; `width` and `height` are those of the original, upright, in pixels."""

    pixels: Image.Image
    width: int
    height: int
    opened: reading.OpenedPicture

    def height_at(self, width: int) -> int:
        """The height in pixels at a width, in the original's proportion."""
        return max(1, round(width * self.height / self.width))

    def resized(self, width: int) -> Image.Image:
        """The pixels at a width."""
        return self.pixels.resize((width, self.height_at(width)), Image.Resampling.LANCZOS)


class GreyPixels(Struct, frozen=True):
    """A picture as bytes, 0 dark and 255 light, row by row from the top left."""

    width: int
    height: int
    rows: bytes


def load_picture(file: Path, widest: int) -> LoadedPicture | Refused:
    """Loads the picture in a file, at most `widest` pixels wide."""
    opened = reading.open_picture(file, widest)
    if isinstance(opened, Refused):
        return opened
    upright = colours.turn_upright(opened)
    width, height = (opened.height, opened.width) if opened.orientation >= 5 else (opened.width, opened.height)
    full = LoadedPicture(colours.to_srgb(upright), width, height, opened)
    return LoadedPicture(full.resized(widest), width, height, opened) if full.pixels.width > widest else full


def load_grey(file: Path, widest: int) -> GreyPixels | Refused:
    """Loads the picture in a file upright and in grey, at most `widest` pixels wide."""
    loaded = load_picture(file, widest)
    if isinstance(loaded, Refused):
        return loaded
    grey = loaded.pixels.convert("L")
    return GreyPixels(grey.width, grey.height, grey.tobytes())


def encode(pixels: Image.Image, form: Format, quality: int) -> bytes:
    """Encodes the pixels as a file for a page, without metadata."""
    return _save(pixels, form, {"quality": quality, **_FOR_PAGES[form]})


def placeholder(picture: LoadedPicture) -> str:
    """A WebP 20 pixels wide, or 1,000 in all, as a data URI, to stand in until the picture has come."""
    width = max(1, min(20, int((1000 * picture.width / picture.height) ** 0.5)))
    return "data:image/webp;base64," + base64.b64encode(encode(picture.resized(width).convert("RGB"), "webp", 40)).decode("ascii")


def shrink(file: Path, longest: int = 2560) -> bytes | Refused:
    """Makes what the repository should keep instead of the file: at most `longest` pixels a side, no metadata, the same format.

    A file that is so already comes back byte for byte, so that shrinking twice loses nothing. Refuses what would lose a picture, or
    would not get lighter: several-pictures, cut-picture, large-picture.
    """
    opened = reading.open_picture(file, longest)
    if isinstance(opened, Refused):
        return opened
    if lossy := would_lose(opened):
        return lossy
    before = files.content(file, LARGEST)
    size = _size_to_keep(opened.width, opened.height, longest)
    if opened.silent and size == (opened.width, opened.height) and len(before) <= HEAVY:
        return before
    after = _kept(opened, _form(opened), size, len(before))
    if (len(after) > len(before) * _WORTH_IT and opened.silent) or (len(after) >= len(before) and not opened.said.located):
        return _too_heavy(len(before))
    return after


def receive(file: Path, longest: int = 2560) -> tuple[bytes, str] | Refused:
    """Makes of a photograph that comes in what the repository may keep, and its suffix: upright, pixels alone, at most `longest` a side.

    JPEG, PNG and WebP stay what they are, anything else becomes JPEG. Refuses what would lose a picture or be too heavy, as `shrink` does.
    """
    opened = reading.open_picture(file, longest)
    if isinstance(opened, Refused):
        return opened
    if lossy := would_lose(opened):
        return lossy
    size, form = _size_to_keep(opened.width, opened.height, longest), _form(opened) if _form(opened) in _SUFFIXES else "JPEG"
    content = files.content(file, LARGEST)
    if not (opened.silent and form == opened.format and size == (opened.width, opened.height) and len(content) <= HEAVY):
        content = _kept(opened, form, size, HEAVY)
    return (content, _SUFFIXES[form]) if len(content) <= HEAVY else _too_heavy(len(content))


def would_lose(opened: reading.OpenedPicture) -> Refused | None:
    """The refusal of a picture that a new file would hold but in part."""
    if opened.said.pictures > 1:
        return Refused("several-pictures", {"count": str(opened.said.pictures)})
    return Refused("cut-picture") if opened.cut else None


def _too_heavy(size: int) -> Refused:
    return Refused("large-picture", {"size": round(size / 1_000_000, 1), "limit": HEAVY // 1_000_000, "reason": "kept"})


def _size_to_keep(width: int, height: int, longest: int) -> tuple[int, int]:
    """The size in pixels: a scroll or a panorama, at a 2,560th of which nothing could be read, keeps its shorter side."""
    shorter, longer = sorted((width, height))
    share = min(1.0, longest / longer if longer <= 3 * shorter else _SHORTEST_SIDE / shorter)
    return max(1, round(width * share)), max(1, round(height * share))


def _form(opened: reading.OpenedPicture) -> str:
    """The format of the file's first picture."""
    return "JPEG" if opened.format == "MPO" else opened.format


def _kept(opened: reading.OpenedPicture, form: str, size: tuple[int, int], before: int) -> bytes:
    """The picture upright in a format; `size` is that before turning. Lighter than `before` bytes where a quality allows it."""
    upright = colours.turn_upright(opened)
    keeps_holes = upright.has_transparency_data and form in {"PNG", "WEBP", "AVIF"}
    pixels = upright.convert("RGBA") if keeps_holes else colours.to_srgb(upright)
    pixels.info = {}
    pixels.thumbnail(size[::-1] if opened.orientation >= 5 else size, Image.Resampling.LANCZOS)
    options = _FOR_KEEPING.get(form, {})
    tried = [options, *({**options, "quality": each} for each in _LIGHTER if "quality" in options and each < options["quality"])]
    encoded = (_save(pixels, form, each) for each in tried)
    smallest = next(encoded)
    while len(smallest) >= before and (lighter := next(encoded, None)):
        smallest = lighter
    return smallest


def reduce_drawing(png: bytes, form: str) -> bytes:
    """Makes a drawing's PNG smaller: in few colours a PNG of 128 without dots, with a photograph in it a JPEG."""
    with Image.open(io.BytesIO(png)) as opened:
        pixels = opened.convert("RGB")
    if form == "jpeg":
        return _save(pixels, "JPEG", {"quality": 82, **_FOR_PAGES["jpeg"]})
    few = pixels.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    return _save(few, "PNG", {"compress_level": 4})


def animate(frames: Sequence[bytes], milliseconds: Sequence[int], colours: int = 64) -> bytes:
    """Makes an animated PNG (APNG) that begins again and again, of as many PNGs of one size as there are durations, in few colours.

    Whatever knows no animation shows its last frame.
    """
    pixels = [Image.open(io.BytesIO(frame)).convert("RGB") for frame in frames]
    palette = pixels[-1].quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few = [each.quantize(palette=palette, dither=Image.Dither.NONE) for each in pixels]
    written, whole = io.BytesIO(), few[-1]
    whole.save(written, "PNG", save_all=True, append_images=few, default_image=True, duration=list(milliseconds), loop=0, compress_level=9)
    return written.getvalue()


def _save(pixels: Image.Image, form: str, options: dict[str, Any]) -> bytes:
    written = io.BytesIO()
    pixels.save(written, form, **options)
    return written.getvalue()
