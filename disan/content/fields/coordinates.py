"""Coordinates of a site, as phones and maps write them. Text goes in; a point comes out, WGS 84.

Decimal degrees with a point or a comma, or degrees, minutes and seconds; latitude first. Guesses nothing: a pair that is
turned round is refused with what to type. Whether the point lies in the province is the catalogue's to say.
"""

import re
from typing import Self

from msgspec import Struct

from disan.content.fields.errors import refused
from disan.core.strings import Strings, Words

_EXPECTED = Words("vĩ độ rồi kinh độ, như 18.3419, 105.9030", "latitude, then longitude, such as 18.3419, 105.9030")
_LATITUDES = (8.0, 23.5)
_LONGITUDES = (102.0, 110.0)
"""Vietnam's mainland in whole and half degrees, wide enough to tell a latitude from a longitude."""
_PLACES = 6
"""Decimal places that are kept: a tenth of a metre."""

_LETTER = r"[NSEWBĐ]"
_ANGLE = (
    r"(?P<sign{0}>[-−])?(?:"
    r"(?P<decimal{0}>\d{{1,3}}[.,]\d+)\s*[°º˚]?"
    r"|(?P<degrees{0}>\d{{1,3}})\s*[°º˚]\s*"
    r"(?:(?P<minutes{0}>\d{{1,2}}(?:[.,]\d+)?)\s*(?:['’‘′´]\s*|$)"
    r"(?:(?P<seconds{0}>\d{{1,2}}(?:[.,]\d+)?)\s*(?:[\"”“″]|['’‘′´]{{2}}))?)?)"
)
_BETWEEN = r"(?:\s*[,;/]\s*|\s+|(?<=[^\d\s,.]))"
_FIRST, _SECOND = _ANGLE.format(1), _ANGLE.format(2)
_SHAPES = (
    rf"{_FIRST}\s*(?P<letter1>{_LETTER})?{_BETWEEN}{_SECOND}\s*(?P<letter2>{_LETTER})?",
    rf"(?P<letter1>{_LETTER})\s*{_FIRST}{_BETWEEN}(?P<letter2>{_LETTER})\s*{_SECOND}",
)
"""Compiled where they are used: it takes longer than reading a record, and not every record has coordinates."""


class Coordinates(Struct, frozen=True):
    """A point in decimal degrees, WGS 84."""

    latitude: float
    longitude: float

    def formatted(self, strings: Strings) -> str:
        """Latitude and longitude in decimal degrees, as map applications take them: 18.3419, 105.9030."""
        return strings.say("coordinates.shown", latitude=_degrees(self.latitude), longitude=_degrees(self.longitude))

    @classmethod
    def read(cls, value: object) -> Self:
        """The point; refuses `wrong-type` (unreadable) and `swapped-coordinates`."""
        pair = _pair(str(value))
        if pair is None:
            raise refused("wrong-type", value=str(value), expected=_EXPECTED)
        latitude, longitude = pair
        if _within(latitude, _LONGITUDES) and _within(longitude, _LATITUDES):
            raise refused("swapped-coordinates", value=str(value), right=f"{_degrees(longitude)}, {_degrees(latitude)}")
        return cls(latitude, longitude)


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def _degrees(value: float) -> str:
    """At least four decimal places (ten metres), more where they are known."""
    digits = f"{value:.{_PLACES}f}".rstrip("0")
    return max(digits, f"{value:.4f}", key=len)


def _pair(typed: str) -> tuple[float, float] | None:
    bare = " ".join(typed.split()).strip("()[]").strip()
    for shape in _SHAPES:
        found = re.fullmatch(shape, bare, re.IGNORECASE)
        if found:
            first, second = _angle(found, 1), _angle(found, 2)
            return None if first is None or second is None else (first, second)
    return None


def _angle(found: re.Match[str], which: int) -> float | None:
    """The angle in decimal degrees; None when minutes or seconds reach 60."""
    part = {name: found[f"{name}{which}"] for name in ("sign", "decimal", "degrees", "minutes", "seconds", "letter")}
    minutes, seconds = _real(part["minutes"]), _real(part["seconds"])
    if minutes >= 60 or seconds >= 60:
        return None
    size = _real(part["decimal"] or part["degrees"]) + minutes / 60 + seconds / 3600
    # In Vietnamese N is south (nam), but whoever types N for a place in Vietnam means north, as devices write it.
    away = bool(part["sign"]) != ((part["letter"] or "").upper() in {"S", "W"})
    return round(-size if away else size, _PLACES)


def _real(digits: str | None) -> float:
    return float((digits or "0").replace(",", "."))
