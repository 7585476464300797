"""Plaques set together on large paper, with marks that tell where to cut. Faces go in; the plan of the sheets comes out.

Each plaque keeps its own bleed, so that a cut that strays shows ground and not a neighbour. Draws nothing itself.
"""

from msgspec import Struct

from disan.printing.plaques.layout import PlaqueFace

_EDGE = 8.0
"""What a printer's grip and the cutting marks need on each side, in millimetres."""


class SheetGrid(Struct, frozen=True):
    """The number of plaques that stand side by side and one above the other on paper of this size."""

    width: float
    height: float
    columns: int
    rows: int

    @property
    def places(self) -> int:
        """The number of plaques that a sheet holds."""
        return self.columns * self.rows


class SheetPlan(Struct, frozen=True):
    """One sheet: its paper, what stands on it with the upper left corners of the cuts, and a line for the shop. Millimetres."""

    label: str
    faces: tuple[PlaqueFace, ...]
    corners: tuple[tuple[float, float], ...]


class Sheets(Struct, frozen=True):
    """All the sheets on one size of paper."""

    title: str
    width: float
    height: float
    bleed: float
    sheets: tuple[SheetPlan, ...]


def best_grid(paper: tuple[float, float], width: float, height: float, bleed: float) -> SheetGrid:
    """The grid of as many plaques as the paper takes, upright or across; an empty one where none fits."""
    return max((_grid(*sides, width + 2 * bleed, height + 2 * bleed) for sides in (paper, paper[::-1])), key=lambda each: each.places)


def plan_sheets(faces: tuple[PlaqueFace, ...], paper: tuple[float, float], title: str) -> Sheets | None:
    """Plans the faces, all of one size, on as few sheets as can be; None where the paper is too small for one."""
    first = faces[0]
    grid = best_grid(paper, first.width, first.height, first.bleed)
    if not grid.places:
        return None
    groups = [faces[start : start + grid.places] for start in range(0, len(faces), grid.places)]
    labels = (f"{title} · {number}/{len(groups)}" for number in range(1, len(groups) + 1))
    sheets = tuple(SheetPlan(label, group, _corners(grid, first, len(group))) for label, group in zip(labels, groups, strict=True))
    return Sheets(title, grid.width, grid.height, first.bleed, sheets)


def _grid(width: float, height: float, cell_width: float, cell_height: float) -> SheetGrid:
    return SheetGrid(width, height, int((width - 2 * _EDGE) // cell_width), int((height - 2 * _EDGE) // cell_height))


def _corners(grid: SheetGrid, face: PlaqueFace, count: int) -> tuple[tuple[float, float], ...]:
    """Row by row; the block of plaques stands in the middle of the paper."""
    across, down = face.width + 2 * face.bleed, face.height + 2 * face.bleed
    left = (grid.width - grid.columns * across) / 2 + face.bleed
    top = (grid.height - grid.rows * down) / 2 + face.bleed
    return tuple((left + place % grid.columns * across, top + place // grid.columns * down) for place in range(count))
