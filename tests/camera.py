"""A telephone's camera before a plaque, simulated: a symbol's modules and a view go in, the grey pixels of a frame come out.

The frame is what a browser or a chat program hands to its decoder: 1280 x 720 pixels through a lens of 65 degrees, as wide as the main
cameras of cheap telephones are. The order is that of the light: printed and damaged, tilted, small, out of focus, flat, noisy.
"""

import math
from dataclasses import dataclass
from typing import TypeAlias, cast

import cv2
import numpy
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[numpy.uint8]

FRAME = (1280, 720)
_FOCAL = FRAME[0] / 2 / math.tan(math.radians(65 / 2))
"""Pixels that a thing as wide as it is far away would fill."""
_SUPERSAMPLING = 3
_STONE = 0.8
"""How light the wall is beside the plaque, of 1."""


@dataclass(frozen=True, slots=True)
class View:
    """How the plaque is seen."""

    metres: float = 1.0
    tilt: float = 0.0
    """Degrees between the camera's line of sight and the plaque's upright."""
    blur: float = 0.6
    """Pixels: the standard deviation of a Gaussian."""
    contrast: float = 0.9
    """Of 1: light reflectance less dark reflectance."""
    noise: float = 4.0
    """Grey levels of 255: a standard deviation."""
    damage: float = 0.0
    """The share of the symbol that is covered by dirt or worn away, in spots of one to three modules."""


def frame(modules: Pixels, millimetres: float, view: View, seed: int) -> Pixels:
    """The camera's picture of a square symbol (1 dark, its quiet zone included) printed so many millimetres wide.

    The seed settles where it stands in the picture, how it is turned by a few degrees, its damage and the noise.
    """
    chance = numpy.random.default_rng(seed)
    printed = _damaged(_printed(modules, view.contrast), len(modules), view, chance)
    seen = _seen(printed, millimetres, view, chance)
    soft = cv2.GaussianBlur(seen, (0, 0), view.blur) if view.blur else seen
    noisy = soft * 255 + chance.normal(0, view.noise, soft.shape)
    return cast(Pixels, numpy.clip(noisy, 0, 255).astype(numpy.uint8))


def _printed(modules: Pixels, contrast: float) -> NDArray[numpy.float32]:
    """Reflectances, each module a square of 16 points."""
    light = 0.5 + contrast / 2
    reflected = numpy.where(modules > 0, light - contrast, light).astype(numpy.float32)
    return cast("NDArray[numpy.float32]", numpy.kron(reflected, numpy.ones((16, 16), numpy.float32)))


def _damaged(printed: NDArray[numpy.float32], size: int, view: View, chance: numpy.random.Generator) -> NDArray[numpy.float32]:
    """With spots, each as light or as dark as the print is, until they cover the share that was asked for."""
    covered = numpy.zeros(printed.shape, numpy.uint8)
    side, light = printed.shape[0], 0.5 + view.contrast / 2
    while covered.mean() < view.damage:
        middle = tuple(int(each) for each in chance.integers(0, side, 2))
        radius = int(chance.uniform(0.5, 1.5) * side / size)
        cv2.circle(covered, middle, radius, 1, -1)
        cv2.circle(printed, middle, radius, float(chance.choice([light, light - view.contrast])), -1)
    return printed


def _seen(printed: NDArray[numpy.float32], millimetres: float, view: View, chance: numpy.random.Generator) -> NDArray[numpy.float32]:
    """In perspective on a wall, each pixel the mean of what it covers."""
    turned, tilted = math.radians(chance.uniform(-8, 8)), math.radians(view.tilt)
    half, far = millimetres / 2, view.metres * 1000
    focal = _FOCAL * _SUPERSAMPLING
    middle = [_SUPERSAMPLING * (side / 2 + chance.uniform(-40, 40)) for side in FRAME]
    corners = []
    for x, y in ((-half, -half), (half, -half), (half, half), (-half, half)):
        across, down = x * math.cos(turned) - y * math.sin(turned), x * math.sin(turned) + y * math.cos(turned)
        depth = far + across * math.sin(tilted)
        corners.append((middle[0] + focal * across * math.cos(tilted) / depth, middle[1] + focal * down / depth))
    side = printed.shape[0]
    flat = numpy.array([(0, 0), (side, 0), (side, side), (0, side)], numpy.float32)
    projection = cv2.getPerspectiveTransform(flat, numpy.array(corners, numpy.float32))
    large = (FRAME[0] * _SUPERSAMPLING, FRAME[1] * _SUPERSAMPLING)
    wall = cv2.warpPerspective(printed, projection, large, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_CONSTANT, borderValue=(_STONE,))
    return cast("NDArray[numpy.float32]", cv2.resize(wall, FRAME, interpolation=cv2.INTER_AREA))
