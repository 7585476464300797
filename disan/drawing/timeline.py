"""Times drawn along one scale, as SVG: how many begin in each century, the scale's years, and the times of one thing as a strip.

Goes from left to right in shares of the width, so that a drawing is as wide as its place and a dot stays round. The scale is stepped: a
year of today takes twenty times the room of one before the year 1000, of which little is known. Colours are the style sheet's, by class;
every drawing is hidden from assistive technology, since the same times stand beside it in words.
"""

import itertools
from collections.abc import Mapping, Sequence

from msgspec import Struct

BEFORE = 0
"""The year that stands for all before the common era, and the century."""
_STEPS = ((1, 4.0), (1000, 14.0), (1400, 27.0), (1800, 62.0), (1900, 76.0), (2030, 99.0))
"""A year, and how far from the left it stands, in hundredths of the width; what is later stands at the last."""
_BEFORE = (0.5, 3.5)
_MARKED = (1, 500, 1000, 1200, 1400, 1500, 1600, 1700, 1800, 1900, 1950, 2000)
_NAMED = (1000, 1200, 1400, 1500, 1600, 1700, 1800, 1900, 1950, 2000)
_EVERYWHERE = frozenset((1000, 1400, 1600, 1800, 1900, 2000))
"""The years whose names find room on a phone of 320 pixels."""
_MINOR = ' class="minor"'
_THINNEST = 1.2
_NEAR = 8
"""Years to either side of one that is no more than near."""
_TALLEST, _GROUND = 64, 86
"""Pixels: the column of the century with most, and from the top to where all columns stand."""
_WIDE_ENOUGH = 6.0
"""Hundredths of the width that a number above a column needs."""


class TimeMark(Struct, frozen=True):
    """Years to be drawn, BEFORE among them. `about`: its ends fade; `traditional`: it is drawn in dashes."""

    first: int
    last: int
    about: bool = False
    traditional: bool = False


def position(year: int) -> float:
    """How far from the left a year stands, in hundredths of the width; years that come later never stand further left."""
    if year <= BEFORE:
        return _BEFORE[0]
    for (start, left), (end, right) in itertools.pairwise(_STEPS):
        if year <= end:
            return left + (year - start) / (end - start) * (right - left)
    return _STEPS[-1][1]


def reach(mark: TimeMark) -> tuple[float, float]:
    """From where to where a mark is drawn, in hundredths of the width: never too thin to be seen, never outside."""
    if mark.last <= BEFORE:
        return _BEFORE
    near = _NEAR if mark.about and mark.first == mark.last else 0
    left, right = position(mark.first - near), position(mark.last + near)
    more = max(0.0, _THINNEST - (right - left)) / 2
    left = min(max(left - more, 0.0), 100 - _THINNEST)
    return left, min(max(right + more, left + _THINNEST), 100.0)


def strip(marks: Sequence[TimeMark]) -> str:
    """The times of one thing, with a thread from the first to the last; `overview` must stand in the same page."""
    ends = [end for mark in marks for end in reach(mark)]
    thread = f'<line class="thread" x1="{_n(min(ends))}" x2="{_n(max(ends))}"/>' if len(marks) > 1 else ""
    drawn = "".join(map(_mark, marks))
    return f'<svg class="strip" aria-hidden="true"><use href="#scale"/><svg y="50%">{thread}{drawn}</svg></svg>'


def overview(counts: Mapping[int, int]) -> str:
    """A column for each century, as high as it has many, and as wide as the century is on the scale; with what strips refer to."""
    most = max(counts.values(), default=0) or 1
    columns = "".join(_column(century, count, count / most * _TALLEST) for century, count in sorted(counts.items()))
    return f'<svg class="overview" aria-hidden="true" height="{_GROUND}">{_definitions()}{columns}</svg>'


def scale(before: str) -> str:
    """The years of the scale by name, `before` for those before the common era."""
    names = "".join(f'<text x="{_n(position(year))}" y="17"{"" if year in _EVERYWHERE else _MINOR}>{year}</text>' for year in _NAMED)
    return f'<svg class="scale" aria-hidden="true" height="24"><text class="first" x="0" y="17">{before}</text>{names}</svg>'


def _definitions() -> str:
    lines = "".join(f'<line x1="{_n(position(year))}" x2="{_n(position(year))}" y2="100%"/>' for year in _MARKED)
    stops = "".join(
        f'<stop class="fade" offset="{at}" stop-opacity="{share}"/>' for at, share in ((0, 0.12), (0.3, 1), (0.7, 1), (1, 0.12))
    )
    return f'<defs><linearGradient id="fade">{stops}</linearGradient><g id="scale">{lines}</g></defs>'


def _mark(mark: TimeMark) -> str:
    if mark.first == mark.last != BEFORE and not (mark.about or mark.traditional):
        return f'<circle cx="{_n(position(mark.first))}"/>'
    left, right = reach(mark)
    look = ' class="told"' if mark.traditional else ' class="about"' if mark.about else ""
    return f'<rect{look} x="{_n(left)}" width="{_n(right - left)}"/>'


def _column(century: int, count: int, height: float) -> str:
    left, right = _BEFORE if century <= BEFORE else (position(century * 100 - 99), position(century * 100))
    middle, width = (left + right) / 2, right - left
    number = f'<text x="{_n(middle)}" y="{_GROUND - height - 5:.0f}">{count}</text>' if width >= _WIDE_ENOUGH else ""
    return f'<rect x="{_n(left)}" y="{_GROUND - height:.1f}" width="{_n(width - 0.3)}" height="{height:.1f}"/>{number}'


def _n(share: float) -> str:
    return f"{share:.1f}".removesuffix(".0") + "%"
