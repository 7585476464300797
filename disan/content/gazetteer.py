"""A province's communes and wards: those of today, and those that they were made of. A name goes in, units come out.

Reads no files (see `province`). Knows no record and no village; a unit's point is good for a dot on the province's map, never for a
site of its own.
"""

import datetime
import functools
import itertools
import math
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from disan.core import text
from disan.drawing.province_drawing import ProvinceDrawing

_MARGIN_KM = 10.0
_KM_PER_DEGREE = 111.2
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_KINDS = {"xã": "xã", "xa": "xã", "x.": "xã", "phường": "phường", "phuong": "phường", "p.": "phường"}
_KINDS |= dict.fromkeys(("thị trấn", "thi tran", "tt", "tt."), "thị trấn")
_NAMED = re.compile(rf"(?P<kind>{'|'.join(map(re.escape, _KINDS))})(?:(?<=\.)| ) ?(?P<name>\S.*)")


Point = tuple[float, float]
"""Latitude and longitude in decimal degrees, WGS 84."""


class Unit(Struct, frozen=True):
    """A commune or ward of today, with a point inside it (decimal degrees, WGS 84)."""

    code: str
    name: str
    kind: str
    latitude: float
    longitude: float

    @property
    def full(self) -> str:
        """The name with its kind: Xã Thạch Hà."""
        return f"{self.kind.capitalize()} {self.name}"

    @property
    def point(self) -> Point:
        """The point inside it."""
        return self.latitude, self.longitude


class Became(Struct, frozen=True):
    """A unit that a former one went into, whole or in `part`; `main` is where most of a split one went."""

    code: str
    part: bool = False
    main: bool = True


class FormerUnit(Struct, frozen=True):
    """A commune, ward or town of before 1 July 2025, its district, and what it became.

    One that had ended even before that layer has no code; it is not `certain` where what it became is inferred.
    """

    code: str
    name: str
    kind: str
    district: str
    now: tuple[Became, ...]
    certain: bool = True

    @property
    def full(self) -> str:
        """The name with its kind: xã Thạch Trị."""
        return f"{self.kind} {self.name}"


class Match(Struct, frozen=True):
    """The units of today that a name leads to, likeliest first; `former` is the unit of before that it named, if it did.

    Not `certain` where that unit was split between several, where the link is inferred, or where the name has namesakes.
    """

    today: tuple[Unit, ...]
    former: FormerUnit | None
    certain: bool


class Bounds(Struct, frozen=True):
    """A box in decimal degrees, WGS 84."""

    south: float
    west: float
    north: float
    east: float

    def hold(self, latitude: float, longitude: float) -> bool:
        """Whether the point lies in the box."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east

    def rounded(self) -> dict[str, Any]:
        """The four sides for a sentence, to a tenth of a degree."""
        sides = {"south": self.south, "west": self.west, "north": self.north, "east": self.east}
        return {side: f"{value:.1f}" for side, value in sides.items()}


Named = Unit | FormerUnit
Border = tuple[tuple[float, float], ...]
"""Corners of a border as (longitude, latitude), decimal degrees, WGS 84; the last repeats the first."""


class Gazetteer(Struct, frozen=True, dict=True):
    """The province's name, its units in their layers, and its coarse outline.

    `changed` is the day on which the units of today began; `former` is the layer of just before, `aliases` are units that had ended
    earlier. Two of the same `digest` are the same.
    """

    name: str
    changed: datetime.date
    units: tuple[Unit, ...]
    former: tuple[FormerUnit, ...]
    aliases: tuple[FormerUnit, ...]
    outline: Border
    digest: str

    def today(self) -> tuple[Unit, ...]:
        """The units of today in the order of their codes."""
        return tuple(sorted(self.units, key=lambda unit: unit.code))

    def unit(self, code: str) -> Unit:
        """The unit of today with this code; KeyError when there is none."""
        return self._by_code[code]

    def made_of(self, unit: Unit) -> tuple[FormerUnit, ...]:
        """The former units of which all or part went into this one."""
        return self._former_of.get(unit.code, ())

    def find(self, name: str, district: str | None = None, as_of: datetime.date | None = None) -> Match | None:
        """Finds what "xã Thạch Trị" leads to; None where it is no name of the province.

        A name with its kind is looked for first, then without, for communes become wards and keep their names. Names of
        the day of the change and after are looked for among today's units first, earlier ones among the former. Without a date, a
        district says that the name is a former one. The district only chooses between namesakes: districts changed too.
        """
        kind, spelled = _read(name)
        former_first = as_of < self.changed if as_of else district is not None
        today, *before = self._by_spelling
        layers = (*before, today) if former_first else (today, *before)
        for wanted, layer in itertools.product((kind, "") if kind else ("",), layers):
            found = [each for each in layer.get(spelled, ()) if wanted in ("", each.kind)]
            if found:
                return self._match(found, district)
        return None

    def held(self, name: str, district: str | None) -> bool:
        """Whether a unit of just before the change was called so, with its kind and in this district as far as they are told."""
        kind, spelled = _read(name)
        alike = (each for each in self._by_spelling[1].get(spelled, ()) if isinstance(each, FormerUnit) and kind in ("", each.kind))
        return any(not district or _spelling(each.district) == _spelling(district) for each in alike)

    def nearest(self, name: str) -> str | None:
        """The known name most like a mistyped one, with its kind, or None."""
        kind, spelled = _read(name.partition(",")[0])  # Some write the district and the province behind it.
        near = text.nearest(spelled, (each.name for each in self._named))
        kinds = [each.kind for each in self._named if each.name == near]
        return f"{kind if kind in kinds else kinds[0]} {near}" if near else None

    def bounds(self) -> Bounds:
        """The box around the units' points and the outline, and ten kilometres more: nothing of the province lies beyond."""
        longitudes = [unit.longitude for unit in self.units] + [longitude for longitude, _ in self.outline]
        latitudes = [unit.latitude for unit in self.units] + [latitude for _, latitude in self.outline]
        up = _MARGIN_KM / _KM_PER_DEGREE
        aside = up / math.cos(math.radians(max(latitudes)))
        return Bounds(min(latitudes) - up, min(longitudes) - aside, max(latitudes) + up, max(longitudes) + aside)

    def inside_outline(self, latitude: float, longitude: float) -> bool:
        """Whether the point lies inside the coarse outline: a ray eastward crosses it an odd number of times."""
        crossings = 0
        for (west, south), (east, north) in itertools.pairwise(self.outline):
            if (south > latitude) != (north > latitude):
                crossings += longitude < west + (latitude - south) / (north - south) * (east - west)
        return crossings % 2 == 1

    @functools.cached_property
    def drawing(self) -> ProvinceDrawing:
        """The province as a small drawing, with a dot for each commune of today."""
        return ProvinceDrawing(self.outline, tuple(unit.point for unit in self.today()))

    @functools.cached_property
    def _by_code(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in self.units}

    @functools.cached_property
    def _former_of(self) -> dict[str, tuple[FormerUnit, ...]]:
        return {unit.code: tuple(each for each in self.former if any(now.code == unit.code for now in each.now)) for unit in self.units}

    @functools.cached_property
    def _named(self) -> tuple[Named, ...]:
        return self.units + self.former + self.aliases

    @functools.cached_property
    def _by_spelling(self) -> tuple[dict[str, list[Named]], ...]:
        """The units of each layer by their names as names are compared: today's, the former ones, the aliases."""
        layers: list[dict[str, list[Named]]] = []
        for units in (self.units, self.former, self.aliases):
            layers.append({})
            for each in units:
                layers[-1].setdefault(_spelling(each.name), []).append(each)
        return tuple(layers)

    def _match(self, found: Sequence[Named], district: str | None) -> Match:
        here = [each for each in found if district and isinstance(each, FormerUnit) and _spelling(each.district) == _spelling(district)]
        matches = [self._of(each) for each in here or found]
        units = tuple(dict.fromkeys(unit for match in matches for unit in match.today))
        return matches[0] if len(matches) == 1 else Match(units, None, certain=False)

    def _of(self, named: Named) -> Match:
        if isinstance(named, Unit):
            return Match((named,), None, certain=True)
        return Match(tuple(self.unit(each.code) for each in named.now), named, certain=named.certain and len(named.now) == 1)


NOWHERE = Gazetteer("", datetime.date.min, (), (), (), (), "")
"""That of no province: where a catalogue holds nothing because its province's data cannot be read."""


def kilometres(here: Point, there: Point) -> float:
    """How far two points of one province are from each other on a plane: as the crow flies, not by any road."""
    east = (here[1] - there[1]) * math.cos(math.radians(here[0]))
    return math.hypot(here[0] - there[0], east) * _KM_PER_DEGREE


def _spelling(name: str) -> str:
    """A name as names are compared: without case, and alike for both places of the tone mark (Hòa, Hoà)."""
    return " ".join(_tone_last(word) for word in name.casefold().split())


def _tone_last(word: str) -> str:
    marked = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", _TONES.sub("", marked)) + "".join(_TONES.findall(marked))


def _read(name: str) -> tuple[str, str]:
    """The kind that a name says it is, empty where it does not, and its spelling."""
    plain = " ".join(text.normalized(name).casefold().split())
    found = _NAMED.fullmatch(plain)
    return (_KINDS[found["kind"]], _spelling(found["name"])) if found else ("", _spelling(plain))
