"""What lies behind and before a motif: sky with a drum's face for sun, hills, ground of a season, a band of the drum below all.

Everything runs on far beyond the frame, so that a drawing fills a strip, a square and a tall sheet alike.
"""

import functools
import math
from collections.abc import Callable

from disan.drawing.covers.palettes import SeededChoices
from disan.drawing.covers.shapes import END, at, disc, line, palm, path, ring, row, waves

_TILE = (
    '<pattern id="t" width="32" height="60" patternUnits="userSpaceOnUse" y="70">'
    '<path fill="$band" d="M0 6h32v2l-8 12-8-12-8 12-8-12zM0 54h32v-2l-8-12-8 12-8-12-8 12z"/>'
    '<path fill="none" stroke="$band" stroke-width="2.6" d="M0 2h32M0 58h32M16 23L48 37M-16 23L16 37"/>'
    '<circle cx="16" cy="30" r="7" fill="$land" stroke="$band" stroke-width="2.6"/><circle cx="16" cy="30" r="2.4" fill="$band"/></pattern>'
)
BAND = f'{_TILE}<g fill="$land">{path(f"M{-END} 66H{END}v64H{-END}z")}</g>' + path(f"M{-END} 70H{END}v60H{-END}z", "url(#t)")
"""The band of a drum that closes every drawing: lines, saw-teeth, circles joined by tangents."""
RISE = path(f"M{-END} 10V-30Q-300-46-180-40T120-36T300-34H{END}V10z", "$wall")
"""The rise on which the farther motifs of a scene stand."""
MEADOW = path(f"M{-END} 2H{END}V14H{-END}z", "$land")
"""What parts them from the nearest."""


def behind(draws: SeededChoices) -> str:
    """All that lies behind a motif, with the ground that it stands on."""
    return _sky(draws) + _hills(draws) + _sides(draws) + _ground(draws)


def _sky(draws: SeededChoices) -> str:
    """The sky and its sun: a drum's face, low and large behind the motif, or high and small beside it; birds."""
    side = draws.sign(2)
    large = draws.index(3, 3)
    x, y, radius = ((side * 30, -186, 236), (side * 150, -268, 128), (side * 96, -226, 180))[large]
    face = at(x, y, _face(draws.between(4, 10, 16)), radius / 236)
    return path(f"M{-END}-2000H{END}V400H{-END}z", "$sky") + face + _birds(-side, draws)


@functools.cache
def _face(rays: int) -> str:
    points = []
    for each in range(rays * 2):
        radius, angle = (150, 56)[each % 2], math.pi * each / rays
        points.append(f"{radius * math.sin(angle):.0f} {-radius * math.cos(angle):.0f}")
    rings = ring(0, 0, 228, 5, "$ring") + ring(0, 0, 206, 16, "$ring", "5 9.4") + ring(0, 0, 184, 4, "$ring") + ring(0, 0, 166, 4, "$ring")
    return disc(0, 0, 236, "$sun") + rings + path(f"M{' '.join(points)}z", "$ring")


_BIRD = "M-62 4q30-8 50-18q4-22 36-44q-4 24-14 42q30-8 42-4l34-4l-34 14q-20 14-48 14q-14 18-44 30q12-16 16-30q-18-4-38 0z"
"""A bird of the drum's rings: long bill, long tail."""


def _birds(side: int, draws: SeededChoices) -> str:
    count = draws.between(5, 1, 3)
    near = "".join(
        at(side * (236 - 88 * each), -322 + 44 * ((each + draws.index(6, 2)) % 2), path(_BIRD, "$ring"), 0.5) for each in range(count)
    )
    return near + _far_birds(side)


@functools.cache
def _far_birds(side: int) -> str:
    return "".join(at(side * (330 + 210 * each), -330 + 46 * (each % 3), path(_BIRD, "$far"), 0.5) for each in range(1, 12))


def _hills(draws: SeededChoices) -> str:
    """A range of far hills, one of four outlines that come again and again along it."""
    outlines: tuple[str, ...] = (
        "q90-96 170-26q70-74 150-6q60-60 140-20q80-44 140 52",
        "l96-112l58 50l92-96l104 92l70-44l180 110",
        "q150-64 300 0t300 0",
        "l70-40h90l60-56h110l70 50h80l50 46h70",
    )
    outline = outlines[draws.index(7, len(outlines))]
    start = -END + draws.index(8, 6) * 90
    return path(f"M{start} 6{outline * 10}V40H{-END}z", "$far")


def _rice(draws: SeededChoices) -> str:
    shift = draws.index(9, 20)
    return "".join(
        line(f"M{-END - shift * step // 2} {y}H{END}", height, "$band", f"4 {gap}")
        for step, y, height, gap in ((1, 14, 9, 12), (2, 30, 12, 17), (3, 50, 15, 24))
    )


def _river(_draws: SeededChoices) -> str:
    return path(f"M{-END} 16H{END}V64H{-END}z", "$far") + waves(26, 4, "$band") + waves(46, 4, "$band")


def _furrows(_draws: SeededChoices) -> str:
    return (
        line(f"M{-END} 14H{END}", 4, "$band", "40 14")
        + line(f"M{-END} 30H{END}", 4, "$band", "70 18")
        + line(f"M{-END} 50H{END}", 5, "$band", "110 24")
    )


def _tiles(_draws: SeededChoices) -> str:
    return (
        line(f"M{-END} 12H{END}M{-END} 33H{END}M{-END} 56H{END}", 3, "$band")
        + row(-END, END, 12, 33, 3, 101, "$band")
        + row(-END, END, 33, 56, 3, 76, "$band")
    )


GROUNDS: tuple[Callable[[SeededChoices], str], ...] = (_rice, _river, _furrows, _tiles)


def _ground(draws: SeededChoices) -> str:
    """The ground: young rice, a river, furrows after the harvest, or a paved yard."""
    return path(f"M{-END} 0H{END}V1600H{-END}z", "$land") + GROUNDS[draws.index(10, len(GROUNDS))](draws)


def _sides(draws: SeededChoices) -> str:
    """What stands beside the motif where the frame is wider than it: palms, in groups, far out on both sides."""
    return "" if draws.index(11, 2) else _palms()


@functools.cache
def _palms() -> str:
    groups = range(1, 7)
    stand = (at(0, 0, palm(210)) + at(42, 0, palm(150), 0.9) + at(-34, 0, palm(170), 0.8)).replace("$ink", "$far")
    palms = "".join(at(side * (60 + 380 * each), 4, stand, 0.8) for each in groups for side in (-1, 1))
    return f'<g fill="$far">{palms}</g>'
