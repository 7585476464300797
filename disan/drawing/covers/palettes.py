"""Colours and choices of a drawing, as a seed decides them."""

import re

from msgspec import Struct

_TOKEN = re.compile(r"\$([a-z]+)")
_FLAG = {"red": "#d3281c", "gold": "#ffd84a"}


class Palette(Struct, frozen=True):
    """Colours of one drawing.

    Behind the motif: `sky`, `sun`, `ring` of the sun's bands and of birds, `far` hills. The motif: `ink`, `wall` between it and the sky,
    `cut` the lines cut into it, `glow` its one bright thing. Below it: `land` and `band`, the lines on it.
    """

    sky: str
    sun: str
    ring: str
    far: str
    ink: str
    wall: str
    cut: str
    glow: str
    land: str
    band: str

    def paint(self, markup: str) -> str:
        """The markup with colours in place of their tokens."""
        parts = _TOKEN.split(markup)
        parts[1::2] = [_FLAG.get(name) or getattr(self, name) for name in parts[1::2]]
        return "".join(parts)


PALETTES = (
    # red lacquer and gold leaf, at night
    Palette("#5c140e", "#7d2013", "#b4622f", "#711b11", "#f0d596", "#c4863c", "#4a0f0b", "#fff1cc", "#2b0806", "#c4863c"),
    # patina, at noon
    Palette("#cfe0d0", "#eef0d4", "#9fc0a8", "#93b8a0", "#123a34", "#5f917d", "#e9efd6", "#c8552f", "#123a34", "#86b99f"),
    # indigo, with a moon
    Palette("#1c2b4d", "#34486f", "#6f88b0", "#2a3d64", "#e3d3a4", "#9a9476", "#16223f", "#f6b24d", "#0e172c", "#7f97bb"),
    # new bronze, at dusk
    Palette("#e0a84c", "#f3d38a", "#cf8f35", "#c98a35", "#42190c", "#9c5522", "#fbe6b4", "#c0311c", "#42190c", "#d99f48"),
    # eggshell and red sun, at dawn
    Palette("#f3e7cb", "#e2684a", "#f0b08e", "#e0c9a0", "#4d130e", "#a9603e", "#f7ecd2", "#d9a02f", "#5c1710", "#dcae72"),
    # rice leaf, in spring
    Palette("#e4ebc9", "#f7efb0", "#c9d594", "#b3c98d", "#1d3f26", "#6f9450", "#f4f3d2", "#cf4a2a", "#24502f", "#a9c67a"),
    # sea mist, in the rains
    Palette("#bfd6da", "#e6efe9", "#94b7bf", "#93b3bb", "#1b3a4b", "#5d8796", "#eaf2ec", "#d98a2b", "#1b3a4b", "#88aeb9"),
    # terracotta, in the dry wind from Laos
    Palette("#e9b98c", "#f7dfb4", "#d98f5f", "#d39a6c", "#3d1a1f", "#95503a", "#fbe9c6", "#f2c14a", "#3d1a1f", "#c9835a"),
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

    def sign(self, place: int) -> int:
        """-1 or 1, as left and right."""
        return 2 * self.index(place, 2) - 1
