"""Pictures: an editor's file goes in, the files that pages choose from come out, or a refusal that says why not.

Floor 2. Knows no records and no pages. Rules: missing-picture, bad-picture, heic-picture, picture-too-large,
picture-too-narrow.
"""

import base64
import bisect
import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from disan.core import files, processes
from disan.drawing.pictures import cache as cached
from disan.drawing.pictures.model import HEAVY, LARGEST, Derived, Format, Refused, Rendition, refused

if TYPE_CHECKING:
    from disan.drawing.pictures.encoding import LoadedPicture

__all__ = ["HEAVY", "LARGEST", "Derived", "Format", "Refused", "Rendition", "as_svg", "derive", "derive_all", "found"]

WIDTHS = (400, 800, 1200, 1600)
_TALLEST = 16_383
"""Pixels a side: WebP has no more (RFC 9649, 2.7)."""
_LARGEST_SHOWN = 8_000_000
"""Pixels of the largest file made of a scroll: twice those of an upright photograph."""
_RECIPE = "2"
"""Raised whenever the same file would give other bytes."""

_QUALITIES: Mapping[Format, Sequence[int]] = {"avif": range(60, 11, -3), "webp": range(78, 25, -4), "jpeg": range(78, 33, -4)}
_BYTES_AT_800: Mapping[Format, int] = {"avif": 40_000, "webp": 64_000, "jpeg": 90_000}
"""A phone on a weak network (400 kbit/s) has 40 KB in 0.8 seconds; AVIF is what nearly all phones take."""


def derive(file: Path, cache: Path) -> Derived | Refused:
    """Makes of a picture its files in AVIF, WebP and JPEG, 400, 800, 1200 and 1600 pixels wide, never wider than it is.

    Kept under `cache` by the file's content, so that the same bytes are worked on once.
    """
    digest = _digest(file)
    if isinstance(digest, Refused):
        return digest
    return cached.find_entry(_folder(cache), digest) or _make_renditions(file, cache, digest)


def found(file: Path, cache: Path) -> Derived | None:
    """Finds a picture that is ready; None where it has yet to be derived, or cannot be."""
    digest = _digest(file)
    return cached.find_entry(_folder(cache), digest) if isinstance(digest, str) else None


def derive_all(files: Sequence[Path], cache: Path, jobs: int) -> dict[Path, Derived | Refused]:
    """`derive` for many files, in at most `jobs` processes; no process is started for what is ready already."""
    digests = {file: _digest(file) for file in files}
    first = {
        digest: file for file, digest in reversed(digests.items()) if isinstance(digest, str)
    }  # Files of the same content are worked on once.
    ready: dict[str, Derived | Refused] = {digest: entry for digest in first if (entry := cached.find_entry(_folder(cache), digest))}
    missing = [digest for digest in first if digest not in ready]
    ready |= zip(missing, _derive_in_processes([first[digest] for digest in missing], cache, jobs), strict=True)
    return {file: ready[digest] if isinstance(digest, str) else digest for file, digest in digests.items()}


def _folder(cache: Path) -> Path:
    return cache / "pictures"


@functools.cache
def _recipe() -> bytes:
    """Names what besides the file decides about the bytes: the recipe and the encoders, which come with the library."""
    from PIL import __version__  # The number alone; the library's own parts are loaded where a picture is made.

    return f"{_RECIPE} {__version__} ".encode()


def _digest(file: Path) -> str | Refused:
    try:
        with files.opened(file, LARGEST) as opened:
            return hashlib.file_digest(opened, lambda: hashlib.sha256(_recipe())).hexdigest()[:20]
    except OSError as error:
        return refused(error)


def _derive_in_processes(files: Sequence[Path], cache: Path, jobs: int) -> Iterator[Derived | Refused]:
    return processes.mapped_apart(functools.partial(derive, cache=cache), files, jobs)


def _make_renditions(file: Path, cache: Path, digest: str) -> Derived | Refused:
    from disan.drawing.pictures import encoding

    picture = encoding.load_picture(file, WIDTHS[-1])
    if isinstance(picture, Refused):
        return picture
    contents = {
        (width, form): _encode_within_budget(picture, width, form)
        for width in _widths(picture.width, picture.height)
        for form in _QUALITIES
    }
    names = {(width, form): f"{digest}-{width}.{'jpg' if form == 'jpeg' else form}" for width, form in contents}
    renditions = tuple(
        Rendition(_folder(cache) / digest / names[key], names[key], key[1], key[0], picture.height_at(key[0]), len(content))
        for key, content in contents.items()
    )
    said, cut = picture.opened.said, picture.opened.cut
    held = encoding.placeholder(picture)
    derived = Derived(digest, picture.width, picture.height, renditions, held, said.located, said.pictures, cut)
    cached.write_entry(_folder(cache), derived, {names[key]: content for key, content in contents.items()})
    return derived


def _widths(width: int, height: int) -> tuple[int, ...]:
    """The widths worth having: the set ones below the picture's own, and its own where it is a tenth more than the last.

    Of a scroll, whose height is many times that, its own is what the formats can have and a phone can load.
    """
    own = max(1, min(width, WIDTHS[-1], _TALLEST * width // height, int((_LARGEST_SHOWN * width / height) ** 0.5)))
    below = tuple(each for each in WIDTHS if each <= own)
    return below if below and own < below[-1] * 1.1 else (*below, own)


def _encode_within_budget(picture: "LoadedPicture", width: int, form: Format) -> bytes:
    """The best quality that stays within the format's bytes; the last one when none does.

    Allowed bytes grow with the width to the power of 1.5: larger pictures need fewer bytes a pixel to look the same. A scroll has so many
    for each part of it that fills a phone's screen, which is twice as high as wide.
    """
    from disan.drawing.pictures import encoding

    pixels = picture.resized(width)
    allowed = _BYTES_AT_800[form] * (width / 800) ** 1.5 * max(1.0, picture.height / picture.width / 2)
    encoded = functools.cache(lambda quality: encoding.encode(pixels, form, quality))
    qualities = _QUALITIES[form]
    if picture.height > 2 * picture.width and len(encoded(qualities[0])) <= allowed:  # A screenshot is flat, and large to encode often.
        return encoded(qualities[0])
    # Lower quality means fewer bytes, so a few encodings find the first quality that fits.
    fitting = bisect.bisect_left(qualities[:-1], True, key=lambda quality: len(encoded(quality)) <= allowed)
    return encoded(qualities[fitting])


def as_svg(picture: Rendition) -> str:
    """A JPEG rendition as an SVG, which is text, as the data of a typesetter's template must be."""
    width, height = picture.width, picture.height
    data = base64.b64encode(files.content(picture.file)).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{data}"/></svg>'
    )
