"""A symbol's dark areas as merged, closed outlines, for knives, engravers and printers that would show seams between modules.

Rows of modules go in; loops of corner points come out, in modules from the symbol's upper left corner, y downwards. Dark lies on
the right of each edge: outer loops run clockwise, holes the other way. Where two dark modules only touch at a corner their loops
stay apart.
"""

import functools
from collections.abc import Sequence

Point = tuple[int, int]
Loop = tuple[Point, ...]

_RIGHT, _DOWN, _LEFT, _UP = (1, 0), (0, 1), (-1, 0), (0, -1)
_SIDES = (((0, 0), _RIGHT, _UP), ((1, 0), _DOWN, _RIGHT), ((1, 1), _LEFT, _DOWN), ((0, 1), _UP, _LEFT))
"""Of a module: the corner at which its edge begins, where the edge leads, and on which side of the module it lies."""


@functools.lru_cache(maxsize=8)
def outlines(rows: tuple[bytes, ...]) -> tuple[Loop, ...]:
    """The loops round the dark modules (1), each without its first point repeated and with corners only."""
    edges = _edges(rows)
    loops: list[Loop] = []
    for start in sorted(edges, key=lambda point: (point[1], point[0])):
        while start in edges:
            loops.append(_corners(_trace_loop(edges, start)))
    return tuple(loops)


def _edges(rows: Sequence[bytes]) -> dict[Point, list[Point]]:
    """From each corner point, the directions in which edges leave it."""
    edges: dict[Point, list[Point]] = {}
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                for (corner_x, corner_y), direction, (right, down) in _SIDES:
                    if not _dark(rows, x + right, y + down):
                        edges.setdefault((x + corner_x, y + corner_y), []).append(direction)
    return edges


def _dark(rows: Sequence[bytes], x: int, y: int) -> bool:
    return 0 <= y < len(rows) and 0 <= x < len(rows[y]) and bool(rows[y][x])


def _trace_loop(edges: dict[Point, list[Point]], start: Point) -> list[Point]:
    """One loop along the edges, which it uses up. At a crossing it turns right, round its own module."""
    at, heading, passed = start, edges[start][0], []
    while True:
        passed.append(at)
        leaving = edges[at]
        right = (-heading[1], heading[0])
        heading = right if right in leaving and len(leaving) > 1 and len(passed) > 1 else leaving[0]
        leaving.remove(heading)
        if not leaving:
            del edges[at]
        at = (at[0] + heading[0], at[1] + heading[1])
        if at == start:
            return passed


def _corners(points: Sequence[Point]) -> Loop:
    """The points at which the loop turns."""
    corners = []
    for before, point, after in zip([points[-1], *points[:-1]], points, [*points[1:], points[0]], strict=True):
        if (point[0] - before[0], point[1] - before[1]) != (after[0] - point[0], after[1] - point[1]):
            corners.append(point)
    return tuple(corners)
