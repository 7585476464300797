"""Covers for records that have no photograph: a seed (a record's code or slug) goes in, one small SVG document comes out.

The drawings are our own, in the manner of bronze-drum bands: a many-rayed star, rings of saw-teeth, circles joined by tangents,
hatched ladders, long-winged birds. The same seed gives the same bytes on every machine. Nothing here reads files or knows records.
Only presentation attributes are used, so that the drawing may stand inside a page whose policy forbids styles.
"""

import functools
import hashlib
import math

from msgspec import Struct

WIDTH, HEIGHT = 1200, 800
"""The drawing's own measure; a frame of another shape shows its middle."""


class Palette(Struct, frozen=True):
    """Colours of one drawing: `ground` behind all, `field` of the drum's face, `line` of the bands, `light` of the star."""

    ground: str
    field: str
    line: str
    light: str


PALETTES = (
    Palette("#4a100d", "#64170f", "#d29a4a", "#f6e3b8"),  # red lacquer
    Palette("#10302c", "#1a453e", "#86b99f", "#f1dda6"),  # patina
    Palette("#181a26", "#242838", "#b48a4c", "#f0dfb8"),  # night
    Palette("#c18b38", "#d19d4a", "#42190c", "#fff3d6"),  # new bronze
    Palette("#e7d9b8", "#f2e8cf", "#7a2317", "#4a100d"),  # eggshell
    Palette("#a9bda1", "#c3d2b8", "#1f4a43", "#64170f"),  # rice leaf
    Palette("#1d2c4a", "#293b5e", "#9fb6d2", "#f4e4bb"),  # indigo
)


class SeededChoices(Struct, frozen=True):
    """Numbers drawn from a seed: byte by byte, so that one choice never shifts another."""

    digest: bytes

    def index(self, place: int, count: int) -> int:
        """A whole number from 0 to count - 1, decided by the byte at `place`."""
        return self.digest[place] % count

    def between(self, place: int, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + self.index(place, high - low + 1)


def _use(name: str, turn: float = 0) -> str:
    turned = f' transform="rotate({turn:g})"' if turn else ""
    return f'<use href="#{name}"{turned}/>'


@functools.cache
def _repeated_around(name: str, motif: str, doublings: int, times: int) -> str:
    """The motif repeated round the origin, times * 2**doublings often: each step doubles the one before."""
    count = times * 2**doublings
    steps = [f'<g id="{name}">{motif}</g>']
    last = name
    for step in range(doublings):
        following = f"{name}{step}"
        steps.append(f'<g id="{following}">{_use(last)}{_use(last, 360 / count * 2**step)}</g>')
        last = following
    rest = "".join(_use(last, 360 / times * turn) for turn in range(1, times))
    return f"<defs>{''.join(steps)}</defs>{_use(last)}{rest}"


def _polar(radius: float, degrees: float) -> str:
    """A point `degrees` clockwise from straight up, as "x y"."""
    angle = math.radians(degrees)
    return f"{radius * math.sin(angle):.0f} {-radius * math.cos(angle):.0f}"


@functools.cache
def _wedge(count: int) -> str:
    """One slice of the rings: two facing rows of saw-teeth with a circle and its tangent between them, and an outer tooth."""
    half = 180 / count
    teeth = (
        f"M{_polar(196, -half)}L{_polar(222, 0)} {_polar(196, half)}z"
        f"M{_polar(280, -half)}L{_polar(254, 0)} {_polar(280, half)}z"
        f"M{_polar(470, -half)}L{_polar(436, 0)} {_polar(470, half)}z"
    )
    size = 238 * math.tan(math.radians(half)) * 0.62
    return (
        f'<path d="{teeth}"/>'
        f'<circle cy="-238" r="{size:.1f}" fill="none" stroke-width="2.5"/><circle cy="-238" r="{size / 3:.1f}"/>'
        f'<path d="M{_polar(238 + size, 0)}L{_polar(238 - size, 2 * half)}" stroke-width="2"/>'
    )


_BIRD = (
    '<path d="M-62-340q38-4 58-22q6-26 34-40q-4 22-12 38q16-4 28-2l22-12 -10 14 46 4 -50 6q-22 14-48 10'
    'q-14 22-44 32q14-16 18-32q-20 0-42 4z"/>'
)


_RINGS = (
    '<g fill="none" stroke-width="4">'
    + "".join(f'<circle r="{radius}"/>' for radius in (148, 188, 288, 326, 428, 478))
    + '<circle r="168" stroke-width="26" stroke-dasharray="3 7"/><circle r="307" stroke-width="24" stroke-dasharray="3 9"/></g>'
)
"""The plain and the hatched rings: a ladder is one circle with a broad dashed stroke."""


@functools.cache
def _star(rays: int, light: str) -> str:
    """The star in the middle of the face, its rays meeting round a raised boss."""
    points = " ".join(f"{_polar(136, 360 / rays * ray)} {_polar(44, 360 / rays * (ray + 0.5))}" for ray in range(rays))
    return f'<path d="M{points}z" fill="{light}"/>'


def _face(palette: Palette, draws: SeededChoices) -> str:
    """A whole drum face round the origin, 490 units in radius."""
    doublings, times = ((3, 5), (4, 3), (3, 7), (2, 9))[draws.index(3, 4)]
    birds = _repeated_around("b", _BIRD, 1, draws.between(4, 4, 6))
    return (
        f'<circle r="490" fill="{palette.field}"/><g fill="{palette.line}" stroke="{palette.line}" stroke-width="0">'
        f"{_RINGS}{_repeated_around('w', _wedge(times * 2**doublings), doublings, times)}{birds}</g>"
        f"{_star(draws.between(5, 8, 16), palette.light)}"
    )


def _placed(face: str, x: int, y: int, scale: float, turn: int = 0) -> str:
    return f'<g id="f" transform="translate({x} {y})scale({scale:g})rotate({turn})">{face}</g>'


def _band(top: int, scale: float = 1) -> str:
    """A straight band across the drawing, 120 high at scale 1, filled with the pattern `p`."""
    return f'<path fill="url(#p)" transform="translate(0 {top})scale({scale:g})" d="M0 0h{WIDTH / scale:.0f}v120H0z"/>'


@functools.cache
def _pattern(palette: Palette) -> str:
    """One tile of a straight band, 40 by 120: saw-teeth, circles with tangents, saw-teeth."""
    return (
        f'<pattern id="p" width="40" height="120" patternUnits="userSpaceOnUse"><g fill="{palette.line}" stroke="{palette.line}">'
        '<path stroke-width="0" d="M0 8h40v4L20 38 0 12zM0 112h40v-4L20 82 0 108z"/>'
        '<g fill="none" stroke-width="3"><path d="M0 2h40M0 118h40M20 47L60 73M-20 47L20 73"/><circle cx="20" cy="60" r="13"/></g>'
        '<circle cx="20" cy="60" r="4"/></g></pattern>'
    )


def _clasp(palette: Palette, draws: SeededChoices) -> str:
    """The whole face on a straight band, as a clasp sits on a belt."""
    band = _pattern(palette) + _band(340)
    return band + _placed(_face(palette, draws), 600 + draws.between(6, -140, 140), 400, 0.72, draws.index(7, 30))


def _near(palette: Palette, draws: SeededChoices) -> str:
    """So near that the rings run out of the frame."""
    side = 1 if draws.index(6, 2) else -1
    return _placed(_face(palette, draws), 600 + side * draws.between(7, 180, 260), 420, 1.3, draws.index(8, 30))


def _rising(palette: Palette, draws: SeededChoices) -> str:
    """The face rising like the sun behind a straight band."""
    face = _placed(_face(palette, draws), 600 + draws.between(6, -160, 160), 560, 0.95, draws.index(7, 30))
    return f'{_pattern(palette)}{face}<path fill="{palette.ground}" d="M0 560h{WIDTH}v240H0z"/>{_band(570)}'


def _pair(palette: Palette, draws: SeededChoices) -> str:
    """Two faces, near and far, leaning out of opposite corners."""
    side = 1 if draws.index(6, 2) else -1
    far = f'<use href="#f" transform="translate({600 + side * 330} 140)scale(.5)translate(-{600 - side * 250} -520)"/>'
    return _placed(_face(palette, draws), 600 - side * 250, 520, 1.0, draws.index(7, 30)) + far


def _shore(palette: Palette, draws: SeededChoices) -> str:
    """Bands that broaden towards the reader like waves, and the face as a moon half risen over them."""
    face = _placed(_face(palette, draws), 600 + draws.between(6, -240, 240), 380, 0.62, draws.index(7, 30))
    sea = f'<path fill="{palette.ground}" d="M0 420h{WIDTH}v380H0z"/>'
    return f"{_pattern(palette)}{face}{sea}{_band(430, 0.5)}{_band(502, 0.8)}{_band(612, 1.3)}"


def _valley(palette: Palette, draws: SeededChoices) -> str:
    """A great face below one corner, its rings like terraces, and its star small in the sky across."""
    side = 1 if draws.index(6, 2) else -1
    sky = f'<g transform="translate({600 + side * 300} 230)">{_star(draws.between(5, 8, 16), palette.light)}</g>'
    return _placed(_face(palette, draws), 600 - side * draws.between(7, 330, 430), 800, 1.55, draws.index(8, 30)) + sky


COMPOSITIONS = (_clasp, _near, _rising, _pair, _shore, _valley)


@functools.cache
def digest(seed: str) -> str:
    """Eight hexadecimal digits that change when the cover of `seed` is drawn otherwise."""
    return hashlib.sha256(draw(seed).encode()).hexdigest()[:8]


@functools.lru_cache(maxsize=16)
def draw(seed: str) -> str:
    """Draws the cover of `seed` as an SVG document in text: always the same for the same seed."""
    draws = SeededChoices(hashlib.sha256(seed.encode()).digest())
    palette = PALETTES[draws.index(0, len(PALETTES))]
    composition = COMPOSITIONS[draws.index(1, len(COMPOSITIONS))]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="xMidYMid slice">'
        f'<path fill="{palette.ground}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>{composition(palette, draws)}</svg>'
    )
