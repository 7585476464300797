"""Finished print files as grey pixels, each drawn by a program that did not write it. Bytes go in, arrays (0 dark, 255 light) come out.

PDF by PDFium, SVG by the renderer inside typst, DXF read by ezdxf and filled by OpenCV. Looks for no code in them.
"""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias, cast

import cv2
import numpy
import pypdfium2
from ezdxf.entities.polyline import Polyline
from ezdxf.filemanagement import read as read_dxf
from numpy.typing import NDArray

from disan.drawing.pictures import Refused, encoding
from disan.drawing.typesetting import Typesetter
from disan.printing.plaques.drawings import CODE_LAYER

Pixels: TypeAlias = NDArray[numpy.uint8]
Loops: TypeAlias = Sequence[Sequence[tuple[float, float]]]

_POINTS_AN_INCH, _MILLIMETRES_AN_INCH = 72, 25.4


_WIDEST = 6000
"""Pixels of a photograph in which a symbol is looked for."""


class OpenOutlineError(ValueError):
    """An outline whose ends do not meet, which a machine would cut as a line."""


def pdf_pages(document: bytes, pixels_a_millimetre: float) -> list[Pixels]:
    """Draws every page, its ground white where nothing is printed."""
    with pypdfium2.PdfDocument(document) as pdf:
        scale = pixels_a_millimetre * _MILLIMETRES_AN_INCH / _POINTS_AN_INCH
        return [numpy.array(page.render(scale=scale, grayscale=True).to_numpy()) for page in pdf]


def pdf_proof(document: bytes, pixels_a_millimetre: float, margin: float) -> bytes:
    """Draws the first page within its cut, in colour, as a PNG; `margin` is the paper round the cut in millimetres."""
    with pypdfium2.PdfDocument(document) as pdf:
        crop = margin * _POINTS_AN_INCH / _MILLIMETRES_AN_INCH
        scale = pixels_a_millimetre * _MILLIMETRES_AN_INCH / _POINTS_AN_INCH
        drawn = pdf[0].render(scale=scale, crop=(crop, crop, crop, crop)).to_numpy()
        done, png = cv2.imencode(".png", drawn)
    assert done
    return png.tobytes()


def pdf_lines(document: bytes) -> list[str]:
    """The lines of text of the first page, in the order of the file."""
    with pypdfium2.PdfDocument(document) as pdf:
        return [line.strip() for line in str(pdf[0].get_textpage().get_text_range()).splitlines()]


def svg(drawing: bytes, side: float, pixels_a_millimetre: float, typesetter: Typesetter) -> Pixels:
    """Draws a square SVG of this side in millimetres."""
    inputs = {"drawing": drawing.decode(), "side": f"{side}"}
    png = typesetter.png("plaques/vector.typ", inputs, pixels_a_millimetre * _MILLIMETRES_AN_INCH)
    return picture(png)


def picture(content: bytes) -> Pixels:
    """A picture's pixels; of an animation those that a program shows which knows none."""
    return cast(Pixels, cv2.imdecode(numpy.frombuffer(content, numpy.uint8), cv2.IMREAD_GRAYSCALE))


def dxf(drawing: bytes, side: float, pixels_a_millimetre: float) -> Pixels:
    """Draws what is dark in a DXF whose unit is the millimetre; OpenOutlineError where an outline is not closed."""
    loops = []
    for line in read_dxf(io.StringIO(drawing.decode("ascii"))).modelspace().query(f'POLYLINE[layer=="{CODE_LAYER}"]'):
        outline = cast(Polyline, line)
        if not outline.is_closed:
            raise OpenOutlineError(CODE_LAYER)
        loops.append([(point.x, point.y) for point in outline.points()])
    return _fill_loops(loops, side, pixels_a_millimetre)


def photograph(file: Path, widest: int = _WIDEST) -> Pixels | Refused:
    """Reads a photograph upright and in grey, at most `widest` pixels wide, whatever it is called, or tells why it cannot be."""
    loaded = encoding.load_grey(file, widest)
    return loaded if isinstance(loaded, Refused) else numpy.frombuffer(loaded.rows, numpy.uint8).reshape(loaded.height, loaded.width)


def resized(pixels: Pixels, share: float) -> Pixels:
    """The pixels made fewer (or more), each new one the mean of those that it covers."""
    return cast(Pixels, cv2.resize(pixels, None, fx=share, fy=share, interpolation=cv2.INTER_AREA))


def _fill_loops(loops: Loops, side: float, pixels_a_millimetre: float) -> Pixels:
    """Loops in millimetres from the lower left, even-odd filled, on a square of light."""
    pixels = round(side * pixels_a_millimetre)
    drawn = numpy.full((pixels, pixels), 255, numpy.uint8)
    corners = [numpy.array([(x * pixels_a_millimetre, pixels - y * pixels_a_millimetre) for x, y in loop]) for loop in loops]
    cv2.fillPoly(drawn, [numpy.round(each).astype(numpy.int32) for each in corners], (0,))
    return drawn
