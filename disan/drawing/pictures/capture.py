"""What a photograph says of its taking: when, by which camera, where (Exif 3.0, JEITA CP-3451F). A file in, values out, and a thumbnail.

Nothing of it is kept in a picture that is published. What is broken, or cannot be so, counts as not said.
"""

import datetime
import hashlib
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from PIL import ExifTags, Image

from disan.core import files, text
from disan.drawing.pictures import encoding, reading
from disan.drawing.pictures.model import LARGEST, Refused, refused

_THUMBNAIL = 200
"""Pixels: so wide a thumbnail is."""
_INEXACT = 100.0
"""Metres of error beyond which a camera does not know where it is."""


class Capture(Struct, frozen=True):
    """A photograph: the digest of its file, when and with what it was taken, as far as it says so, and a JPEG 200 pixels wide.

    `taken` is the camera's own time; `point` is latitude and longitude in decimal degrees, WGS 84.
    """

    digest: str
    thumbnail: bytes
    taken: datetime.datetime | None = None
    camera: str = ""
    point: tuple[float, float] | None = None


def examine(file: Path) -> Capture | Refused:
    """Reads a photograph; refuses what cannot be shown, or not whole (`cut-picture`, `several-pictures`)."""
    loaded = encoding.load_picture(file, _THUMBNAIL)
    if isinstance(loaded, Refused):
        return loaded
    if lossy := encoding.would_lose(loaded.opened):
        return lossy
    try:
        content = files.content(file, LARGEST)
    except OSError as error:
        return refused(error)
    thumbnail = encoding.encode(loaded.pixels, "jpeg", 60)
    exif = _exif(content)
    shot, place = _table(exif, ExifTags.IFD.Exif), _table(exif, ExifTags.IFD.GPSInfo)
    camera = " ".join(text.normalized(str(exif.get(tag, ""))).strip("\0 ") for tag in (ExifTags.Base.Make, ExifTags.Base.Model))
    return Capture(digest_of(content), thumbnail, _moment(shot, exif), camera.strip(), _point(place))


def digest_of(content: bytes) -> str:
    """The digest by which the same photograph is known again."""
    return hashlib.sha256(content).hexdigest()[:20]


def _exif(content: bytes) -> Image.Exif:
    with reading.without_warnings():
        try:
            with reading.opened(content) as picture:
                return picture.getexif()
        except reading.FAULTS:
            return Image.Exif()


def _table(exif: Image.Exif, which: ExifTags.IFD) -> Mapping[int, Any]:
    try:
        return exif.get_ifd(which)
    except reading.FAULTS:
        return {}


def _moment(shot: Mapping[int, Any], exif: Image.Exif) -> datetime.datetime | None:
    for said in (shot.get(ExifTags.Base.DateTimeOriginal), shot.get(ExifTags.Base.DateTimeDigitized), exif.get(ExifTags.Base.DateTime)):
        try:
            return datetime.datetime.strptime(str(said).strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  The camera's own time.
        except ValueError:
            continue
    return None


def _point(place: Mapping[int, Any]) -> tuple[float, float] | None:
    """Where the camera was; None where it does not know, as a camera does that says 0, 0."""
    latitude = _angle(place.get(ExifTags.GPS.GPSLatitude), place.get(ExifTags.GPS.GPSLatitudeRef), "S")
    longitude = _angle(place.get(ExifTags.GPS.GPSLongitude), place.get(ExifTags.GPS.GPSLongitudeRef), "W")
    error = _number(place.get(ExifTags.GPS.GPSHPositioningError, 0))
    inexact = error > _INEXACT or abs(latitude) > 90 or abs(longitude) > 180
    return None if math.isnan(latitude + longitude) or inexact or latitude == longitude == 0 else (latitude, longitude)


def _angle(said: Any, reference: Any, away: str) -> float:
    """Decimal degrees of degrees, minutes and seconds; NaN for anything else."""
    if not isinstance(said, Sequence) or len(said) != 3:
        return math.nan
    degrees, minutes, seconds = map(_number, said)
    size = degrees + minutes / 60 + seconds / 3600
    return -size if str(reference).strip("\0 ").upper() == away else size


def _number(said: Any) -> float:
    try:
        return float(said)
    except (TypeError, ValueError, ArithmeticError):
        return math.nan
