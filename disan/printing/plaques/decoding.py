"""What two decoders that share no code read in pixels: zxing-cpp and OpenCV's QRCodeDetectorAruco.

OpenCV's plain detector misses symbols that are perfect (2 of 105 on a bench of our own), so it is not used; this one is asked at up
to three scales. Pixels go in, readings come out; what they ought to be is the caller's to say.
"""

import functools
from collections.abc import Sequence
from typing import cast

import cv2
import zxingcpp
from msgspec import Struct

from disan.printing.plaques.model import QUIET
from disan.printing.plaques.rasters import Pixels, resized

_SCALES = (10.0, 6.0, 4.0)
"""Pixels a module at which OpenCV is asked, one after another."""


_LIGHT = 150
"""Of 255: what is brighter counts as light."""


class Decoded(Struct, frozen=True):
    """A code that zxing-cpp found: what it says and how it was made; its box in pixels: left, upper, right, lower."""

    content: bytes
    version: int
    level: str
    mask: int
    box: tuple[float, float, float, float]

    @property
    def size(self) -> int:
        """Modules a side (ISO/IEC 18004, 5.3.1)."""
        return 17 + 4 * self.version

    @property
    def width(self) -> float:
        """Pixels from side to side, without the quiet zone."""
        return self.box[2] - self.box[0]


def read_with_zxing(pixels: Pixels) -> list[Decoded]:
    """Reads every code of a kind made of modules. Bar codes are left out: rows of modules now and then look like a short one (ITF)."""
    return [
        _as_decoded(found) for found in zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.AllMatrix))
    ]


def read_qr(pixels: Pixels) -> list[Decoded]:
    """Reads QR symbols alone, which is many times as quick as looking for every kind."""
    found = zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [_as_decoded(each) for each in found]


def read_with_opencv(pixels: Pixels, pixels_a_module: float, scales: Sequence[float] = _SCALES) -> list[bytes]:
    """Reads with OpenCV, scale by scale until it reads something; nothing where every scale fails."""
    for scale in scales:
        share = scale / pixels_a_module
        content, *_ = _detector().detectAndDecode(resized(pixels, share) if share != 1 else pixels)
        if content:
            return [content.encode()]
    return []


def is_confirmed(pixels: Pixels, found: Decoded) -> bool:
    """Whether OpenCV, shown this code and its quiet zone alone, reads the same: it reads but one code of a page with several."""
    left, upper, right, lower = (round(side) for side in found.box)
    module = found.width / found.size
    away = round(QUIET * module)
    alone = pixels[max(upper - away, 0) : lower + away, max(left - away, 0) : right + away]
    return read_with_opencv(alone, module) == [found.content]


def sample_modules(pixels: Pixels, box: tuple[float, float, float, float], size: int) -> tuple[bytes, ...]:
    """Samples the symbol's modules as they are printed: 1 where the middle of one is dark."""
    left, upper, right, lower = box
    columns = [int(left + (right - left) * (x + 0.5) / size) for x in range(size)]
    rows = [int(upper + (lower - upper) * (y + 0.5) / size) for y in range(size)]
    return tuple(bytes(int(pixels[row, column] < 128) for column in columns) for row in rows)


def has_quiet_zone(pixels: Pixels, box: tuple[float, float, float, float], size: int, width: int) -> bool:
    """Whether `width` modules on every side of the box, which is `size` modules wide, are light and inside the pixels.

    A third of a module is granted, for a decoder tells the box to a pixel or two.
    """
    left, upper, right, lower = box
    module = (right - left) / size
    near, far = module / 3, module * (width - 1 / 3)
    top, bottom, first, last = round(upper - far), round(lower + far), round(left - far), round(right + far)
    if top < 0 or first < 0 or bottom > pixels.shape[0] or last > pixels.shape[1]:
        return False
    zone = pixels[top:bottom, first:last].copy()
    zone[round(far - near) : round(far + lower - upper + near), round(far - near) : round(far + right - left + near)] = 255
    return int(zone.min()) > _LIGHT


@functools.cache
def _detector() -> cv2.QRCodeDetectorAruco:
    return cv2.QRCodeDetectorAruco()


def _as_decoded(found: zxingcpp.Barcode) -> Decoded:
    corners = (found.position.top_left, found.position.top_right, found.position.bottom_right, found.position.bottom_left)
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    extra = cast("dict[str, str | int]", found.extra or {})
    version, mask = int(extra.get("Version", 0)), int(extra.get("DataMask", -1))
    return Decoded(bytes(found.bytes), version, str(found.ec_level), mask, (min(xs), min(ys), max(xs), max(ys)))
