"""A province as a small drawing: its outline in, a stylised silhouette as SVG and places on it out.

Points are decimal degrees (WGS 84), drawn equirectangularly with true proportions at the province's middle latitude. The
outline is walked in long steps and rounded off, so that it pretends to no precision: a locator, no map of borders. Nothing
outside the province is drawn. Knows no record.
"""

import functools
import hashlib
import itertools
import math
from collections.abc import Iterable

from msgspec import Struct

WIDTH = 640
"""Units of the drawing from side to side; its height follows from the province's shape."""
BRONZE = "#a17c3d"
"""The one colour of the drawing, which stands apart from light and from dark paper."""

_MARGIN = 22
_STEP = 22.0
"""Units between two corners before rounding off: some five kilometres, less than which the outline does not know."""

Point = tuple[float, float]


class Projection(Struct, frozen=True):
    """From degrees to units of the drawing: `across` and `down` are units a degree, `height` the drawing's."""

    west: float
    north: float
    across: float
    down: float
    height: int

    def point(self, latitude: float, longitude: float) -> Point:
        """The point of a place in units of the drawing, unrounded; y grows southwards as in SVG."""
        return _MARGIN + (longitude - self.west) * self.across, _MARGIN + (self.north - latitude) * self.down


class ProvinceDrawing(Struct, frozen=True, dict=True):
    """A province's drawing, of its outline as (longitude, latitude), closed, and the points of its communes as (latitude, longitude)."""

    outline: tuple[Point, ...]
    communes: tuple[Point, ...]

    @functools.cached_property
    def projection(self) -> Projection:
        """The projection that fits the province into the drawing's width."""
        longitudes, latitudes = zip(*self.outline, strict=True)
        west, south, north = min(longitudes), min(latitudes), max(latitudes)
        across = (WIDTH - 2 * _MARGIN) / (max(longitudes) - west)
        down = across / math.cos(math.radians((south + north) / 2))
        return Projection(west, north, across, down, round((north - south) * down) + 2 * _MARGIN)

    def position(self, latitude: float, longitude: float) -> tuple[int, int]:
        """The point of a place in the drawing's viewBox, `0 0 WIDTH height`, in whole units: about a quarter of a kilometre a unit."""
        x, y = self.projection.point(latitude, longitude)
        return round(x), round(y)

    @functools.cached_property
    def silhouette(self) -> str:
        """The province as SVG path data in whole units.

        Curves from middle to middle of the sides, bent by the corners: the quadratic B-spline to which Chaikin's cutting of
        corners tends (Riesenfeld 1975).
        """
        points = [self.projection.point(latitude, longitude) for longitude, latitude in self.outline]
        corners = [(round(x), round(y)) for x, y in _calmed(_corners(points))]
        middles = [((a[0] + b[0]) // 2, (a[1] + b[1]) // 2) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
        x, y = middles[-1]
        data = f"M{x} {y}q"
        numbers: list[int] = []
        for corner, middle in zip(corners, middles, strict=True):
            numbers += [corner[0] - x, corner[1] - y, middle[0] - x, middle[1] - y]
            x, y = middle
        return data + _run(numbers) + "z"

    @functools.cached_property
    def document(self) -> str:
        """The silhouette as a whole SVG document, edged like a bronze drum, with a faint dot for each commune."""
        dots = "".join("M{} {}h0".format(*self.position(*commune)) for commune in self.communes)
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.projection.height}">'
        return (
            f'{head}<g fill="none" stroke="{BRONZE}">'
            f'<clipPath id="c"><path id="o" d="{self.silhouette}"/></clipPath><use href="#o" fill="{BRONZE}" fill-opacity=".14"/>'
            # Strokes are cut along their middle by the clip: a rule at the edge, a ladder within it, a finer rule inside that.
            '<g clip-path="url(#c)"><use href="#o" stroke-width="20" stroke-dasharray="2 4"/><use href="#o" stroke-width="5"/>'
            "</g>"
            f'<path d="{dots}" stroke-width="6" stroke-linecap="round"/></g></svg>'
        )

    @functools.cached_property
    def path(self) -> str:
        """The site path of that document: it changes with the drawing, so that readers may keep the file for ever."""
        return f"/assets/province.{hashlib.sha256(self.document.encode()).hexdigest()[:8]}.svg"


def _corners(points: list[Point]) -> list[Point]:
    """A closed outline walked in even steps."""
    sides = list(itertools.pairwise(points))
    count = round(sum(math.dist(*side) for side in sides) / _STEP)
    step = sum(math.dist(*side) for side in sides) / count
    corners: list[Point] = []
    walked = 0.0
    for start, end in sides:
        length = math.dist(start, end)
        while len(corners) < count and len(corners) * step <= walked + length:
            share = (len(corners) * step - walked) / length
            corners.append((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
        walked += length
    return corners


def _calmed(corners: list[Point]) -> list[Point]:
    """Each corner drawn half way to the middle of its neighbours: inlets narrower than two steps close."""
    neighbours = zip(corners, [corners[-1], *corners], [*corners[1:], corners[0]], strict=False)
    return [((2 * x + before[0] + after[0]) / 4, (2 * y + before[1] + after[1]) / 4) for (x, y), before, after in neighbours]


def _run(numbers: Iterable[int]) -> str:
    """Numbers as path data has them, without the spaces that a minus sign saves."""
    return "".join(str(number) if number < 0 else f" {number}" for number in numbers).lstrip()
