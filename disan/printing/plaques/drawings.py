"""The symbol alone, in millimetres, for makers who have a drawing program: SVG and DXF. A Plaque goes in, bytes come out.

Each file holds merged, closed outlines (even-odd filled), not one square a module: a knife or a mill would cut between squares. The
drawing's own edge is the edge of the quiet zone.
"""

import io
from collections.abc import Iterator
from typing import TextIO, cast

from ezdxf.addons.r12writer import r12writer

from disan.core import listeners
from disan.printing.plaques.model import QUIET, Plaque
from disan.printing.plaques.outlines import outlines

CODE_LAYER, QUIET_LAYER = "CODE", "QUIET_ZONE"
"""In a DXF: what is dark, and the square that must stay bare round it."""


def svg(plaque: Plaque) -> bytes:
    """An SVG as large as the symbol is printed; its user unit is a module."""
    side = plaque.symbol.size + 2 * QUIET
    loops = ("M" + "L".join(f"{x + QUIET} {y + QUIET}" for x, y in loop) + "Z" for loop in outlines(plaque.symbol.rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{plaque.size.code:g}mm" height="{plaque.size.code:g}mm" '
        f'viewBox="0 0 {side} {side}">\n<title>{listeners.xml(plaque.address)}</title>\n'
        f'<path fill="#000" fill-rule="evenodd" d="{"".join(loops)}"/>\n</svg>\n'
    ).encode()


def dxf(plaque: Plaque) -> bytes:
    """A DXF of release 12, which every machine reads; its unit is the millimetre, its origin the lower left corner."""
    stream = io.StringIO()
    with r12writer(cast(TextIO, stream)) as drawing:
        for loop in _loops_in_millimetres(plaque):
            drawing.add_polyline_2d(loop, layer=CODE_LAYER, closed=True)
        side = plaque.size.code
        drawing.add_polyline_2d([(0, 0), (side, 0), (side, side), (0, side)], layer=QUIET_LAYER, closed=True)
    return stream.getvalue().encode("ascii")


def _loops_in_millimetres(plaque: Plaque) -> Iterator[list[tuple[float, float]]]:
    """The loops in millimetres from the lower left corner of the quiet zone, y upwards."""
    module, side = plaque.module, plaque.size.code
    for loop in outlines(plaque.symbol.rows):
        yield [(round((x + QUIET) * module, 4), round(side - (y + QUIET) * module, 4)) for x, y in loop]
