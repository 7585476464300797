"""Drawn covers for what has no photograph: a scene (its motifs and a seed) goes in, one small SVG document comes out.

The drawings are our own, in the manner of bronze-drum bands and of prints cut in wood: a motif says what sort of place or work it is, and
never shows the place itself; the seed decides light, season, colours and composition. The same scene gives the same bytes on every machine.
Nothing here reads files or knows records. Only presentation attributes are used, so that no page's policy stands in the way.

A drawing has a middle that is always shown, `WIDTH` by `HEIGHT`; beyond it the scene goes on, so that it fills a frame of any shape.
"""

import functools
import hashlib
from collections.abc import Callable, Mapping

from msgspec import Struct

from disan.drawing.covers import landscape
from disan.drawing.covers.buildings import BUILDINGS
from disan.drawing.covers.deeds import DEEDS
from disan.drawing.covers.homes import HOMES
from disan.drawing.covers.palettes import PALETTES, SeededChoices
from disan.drawing.covers.places import PLACES
from disan.drawing.covers.shapes import at
from disan.drawing.covers.things import THINGS
from disan.drawing.covers.trees import TREES

WIDTH, HEIGHT = 580, 530
"""The part of a drawing that every frame shows whole."""
_LEFT, _TOP = -290, -400
MOTIFS: Mapping[str, tuple[Callable[[], str], ...]] = {**BUILDINGS, **HOMES, **PLACES, **THINGS, **DEEDS}
"""The ways in which each motif is drawn, by its name."""
_PLACINGS = {
    1: ((0, 0, 1.0),),
    2: ((148, -34, 0.52), (-104, 4, 0.68)),
    3: ((-190, -40, 0.44), (188, -40, 0.44), (0, 8, 0.6)),
}
"""Where the motifs of a scene stand, the farthest first, and how large; the first motif of a scene is the nearest."""


class Scene(Struct, frozen=True):
    """What a cover shows: one to three motifs, the main one first, and the seed (a code or a name) of all that varies."""

    motifs: tuple[str, ...]
    seed: str


@functools.cache
def digest(scene: Scene) -> str:
    """Eight hexadecimal digits that change when the scene is drawn otherwise."""
    return hashlib.sha256(draw(scene).encode()).hexdigest()[:8]


@functools.lru_cache(maxsize=16)
def draw(scene: Scene, ratio: float = WIDTH / HEIGHT) -> str:
    """Draws a scene as an SVG document in text; `ratio` is the width of the frame over its height, where a reader cannot fit it to one."""
    draws = SeededChoices(hashlib.sha256(" ".join((*scene.motifs, scene.seed)).encode()).digest())
    palette = PALETTES[draws.index(0, len(PALETTES))]
    drawn = landscape.behind(draws) + f'<g fill="$ink">{_standing(scene.motifs, draws)}</g>' + landscape.BAND
    framed = f'viewBox="{_frame(ratio)}" preserveAspectRatio="xMidYMax meet"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {framed}>{palette.paint(drawn)}</svg>'


def _frame(ratio: float) -> str:
    """The part of the endless drawing that a frame of this shape shows: wider on both sides, or higher."""
    width, height = max(WIDTH, HEIGHT * ratio), max(HEIGHT, WIDTH / ratio)
    return f"{_LEFT - (width - WIDTH) / 2:.0f} {_TOP - (height - HEIGHT):.0f} {width:.0f} {height:.0f}"


def _standing(motifs: tuple[str, ...], draws: SeededChoices) -> str:
    variants = [MOTIFS[name] for name in motifs]
    drawn = [_variant(variants[draws.index(12 + place, len(variants))]) for place, variants in enumerate(variants)]
    if len(drawn) == 1:
        return _alone(drawn[0], draws)
    *far, near = (at(x, y, markup, scale) for (x, y, scale), markup in zip(_PLACINGS[len(drawn)], reversed(drawn), strict=True))
    halo = '<use href="#n" stroke="$sky" stroke-width="13" stroke-linejoin="round"/>'
    return "".join([landscape.RISE, *far, halo, landscape.MEADOW, f'<g id="n">{near}</g>'])


def _alone(motif: str, draws: SeededChoices) -> str:
    """One motif in the middle, or smaller and a little aside, with a tree behind it."""
    side, tree = draws.sign(15), TREES[draws.index(16, len(TREES))]
    share = (0, 1, 1, 2)[draws.index(17, 4)]
    beside = at(side * (224 + 8 * share), 2, _tree(tree), 0.9).replace("$ink", "$wall")
    return (beside if share else "") + at(-side * 15 * share, 30 * share * 0.2, motif, 1 - 0.08 * share)


@functools.cache
def _variant(draw_motif: Callable[[], str]) -> str:
    return draw_motif()


@functools.cache
def _tree(draw_tree: Callable[[], str]) -> str:
    return f'<g fill="$wall">{draw_tree()}</g>'
