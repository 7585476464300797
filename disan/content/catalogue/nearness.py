"""Which records are near which: the records of a catalogue in, each one's neighbours out, with how each is near.

Two that both have coordinates of their own are as far apart as those; any others as far as their communes' points. A commune's point
is never taken for a record's.
"""

import heapq
import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Literal

from msgspec import Struct

from disan.content.catalogue.item import Item
from disan.content.gazetteer import Gazetteer, Point, kilometres


class Neighbour(Struct, frozen=True):
    """A record beside another, and how it is near.

    `kilometres` are between their own `points`, or the points of their `communes`. In the `same` commune they put it in order with the
    others: half the way to the next commune's point.
    """

    item: Item
    how: Literal["points", "same", "communes"]
    kilometres: float


_Ring = tuple[Literal["same", "communes"], float, list[Item]]
"""Records that are equally far by their communes."""


class Nearness:
    """The neighbours of every record; the catalogue's order chooses among those equally far."""

    def __init__(self, items: Sequence[Item], gazetteer: Gazetteer) -> None:
        self._items, self._gazetteer = items, gazetteer
        self._place = {each.reference: place for place, each in enumerate(items)}
        self._rings: dict[tuple[tuple[str, ...], bool], tuple[_Ring, ...]] = {}

    def around(self, item: Item) -> Iterator[Neighbour]:
        """The records near this one, itself among them, the nearest first: one that has neither a commune nor coordinates has none."""
        by_commune = self.around_communes(item.outline.communes, loose=item.outline.pinpointed)
        if not item.outline.pinpointed:
            return by_commune
        return heapq.merge(self._measured(item.outline.points[0]), by_commune, key=self._order)

    def around_communes(self, communes: Sequence[str], *, loose: bool = False) -> Iterator[Neighbour]:
        """The records near these communes, by code, the nearest first; the first counts. `loose`: only those without coordinates."""
        own = tuple(communes)
        if (own, loose) not in self._rings:
            self._rings[own, loose] = tuple(self._ringed(own, loose=loose))
        for how, far, items in self._rings[own, loose]:
            for each in items:
                yield Neighbour(each, how, far)

    def _ringed(self, own: tuple[str, ...], *, loose: bool) -> Iterator[_Ring]:
        """The records by how far their communes are, those that share one of `own` first."""
        within: list[list[Item]] = []
        rings: dict[float, list[list[Item]]] = {}
        for communes, items in self._by_communes.items() if own else ():
            there = [each for each in items if not each.outline.pinpointed] if loose else items
            ring = rings.setdefault(self._between(own[0], communes[0]), []) if set(own).isdisjoint(communes) else within
            ring.append(there)
        if within:
            yield "same", self._reach(own[0]), self._joined(within)
        for far in sorted(rings):
            yield "communes", far, self._joined(rings[far])

    def _joined(self, parts: Sequence[list[Item]]) -> list[Item]:
        """Parts that are in the catalogue's order, as one that is."""
        return parts[0] if len(parts) == 1 else sorted(itertools.chain(*parts), key=lambda each: self._place[each.reference])

    def _measured(self, point: Point) -> Iterator[Neighbour]:
        """Those with coordinates, the nearest first: square after square around a point, until what lies beyond can be no nearer."""
        waiting: list[tuple[float, int, Item]] = []
        side, cells = self._grid
        (row, column), width = _cell(point, side), kilometres(point, (point[0], point[1] + side))
        for ring in range(self._span + 1):
            for each in itertools.chain.from_iterable(cells.get(cell, ()) for cell in _square(row, column, ring)):
                heapq.heappush(waiting, (kilometres(point, each.outline.points[0]), self._place[each.reference], each))
            while waiting and waiting[0][0] < ring * width:
                yield self._taken(waiting)
        while waiting:
            yield self._taken(waiting)

    @staticmethod
    def _taken(waiting: list[tuple[float, int, Item]]) -> Neighbour:
        far, _, item = heapq.heappop(waiting)
        return Neighbour(item, "points", far)

    @property
    def _order(self) -> Callable[[Neighbour], tuple[float, int]]:
        return lambda each: (each.kilometres, self._place[each.item.reference])

    @cached_property
    def _grid(self) -> tuple[float, dict[tuple[int, int], list[Item]]]:
        """Those with coordinates of their own by square of a grid, and its side in degrees: about as many squares as there are of them."""
        points = [each.outline.points[0] for each in self._items if each.outline.pinpointed]
        spans = (max(along) - min(along) for along in zip(*points, strict=True))
        side = max(*spans, 0.001) / math.sqrt(len(points))
        cells: dict[tuple[int, int], list[Item]] = {}
        for each in self._items:
            if each.outline.pinpointed:
                cells.setdefault(_cell(each.outline.points[0], side), []).append(each)
        return side, cells

    @cached_property
    def _span(self) -> int:
        """The cells from one end of the grid to the other."""
        span: int = max(max(along) - min(along) for along in zip(*self._grid[1], strict=True))
        return span

    @cached_property
    def _by_communes(self) -> dict[tuple[str, ...], list[Item]]:
        grouped: dict[tuple[str, ...], list[Item]] = {}
        for each in self._items:
            if each.outline.communes:
                grouped.setdefault(each.outline.communes, []).append(each)
        return grouped

    def _between(self, here: str, there: str) -> float:
        return kilometres(self._gazetteer.unit(here).point, self._gazetteer.unit(there).point)

    def _reach(self, commune: str) -> float:
        """Half the way from a commune's point to the next one."""
        return min((self._between(commune, each.code) for each in self._gazetteer.units if each.code != commune), default=0.0) / 2


def _cell(point: Point, side: float) -> tuple[int, int]:
    return math.floor(point[0] / side), math.floor(point[1] / side)


def _square(row: int, column: int, ring: int) -> Iterator[tuple[int, int]]:
    """The cells of a grid that stand `ring` away from one."""
    for step in range(-ring, ring + 1):
        edge = abs(step) == ring
        yield from ((row + step, column + aside) for aside in (range(-ring, ring + 1) if edge else (-ring, ring)))
