"""What becomes of a picture: the files a page may choose from, or why there are none. Values only."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from disan.core import files

LARGEST = 100_000_000
"""Bytes of an original: GitHub takes no file that has more ("About large files on GitHub")."""
HEAVY = 2_000_000
"""Bytes from which an original is told to be shrunk: a photograph of 2,560 pixels at a good quality has about one million."""
Format = Literal["avif", "webp", "jpeg"]


class Rendition(Struct, frozen=True):
    """One file made of a picture: where it lies in the cache, its name on the site, width and height in pixels, size in bytes."""

    file: Path
    name: str
    format: Format
    width: int
    height: int
    size: int


class Derived(Struct, frozen=True):
    """A picture as the site shows it: upright, in sRGB, without metadata.

    `width` and `height` are those of the original, upright, in pixels; `placeholder` is a WebP of 20 pixels as a data URI;
    `located` tells that the original says where it was taken, `pictures` how many it shows of which this is the first, `cut` that its end
    is missing.
    """

    digest: str
    width: int
    height: int
    renditions: tuple[Rendition, ...]
    placeholder: str
    located: bool = False
    pictures: int = 1
    cut: bool = False


class Refused(Struct, frozen=True):
    """A picture that cannot be shown: the rule it breaks and what the rule's sentences need."""

    rule: str
    values: Mapping[str, str | float] = {}


def refused(error: OSError) -> Refused:
    """What the disk said of an original, as a refusal of the picture."""
    if isinstance(error, FileNotFoundError):
        return Refused("missing-picture")
    said = files.refusal(error)
    return Refused(said.rule, said.values)
