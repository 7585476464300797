"""The boxes of a print file (ISO 15930): where the cut runs and how far colour goes past it. A PDF goes in, the same with boxes comes out.

Sets what a typesetter cannot, reads it back, and tells in which inks a shape is filled. Draws nothing.
"""

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import cast

import pikepdf
from msgspec import Struct

_POINTS_A_MILLIMETRE = Decimal(72) / Decimal("25.4")
_IN_MILLIMETRES = pikepdf.Matrix().scaled(float(1 / _POINTS_A_MILLIMETRE), float(1 / _POINTS_A_MILLIMETRE))


class Boxes(Struct, frozen=True):
    """Boxes of a page in millimetres from its lower left corner: left, lower, right, upper."""

    media: tuple[float, ...]
    bleed: tuple[float, ...]
    trim: tuple[float, ...]


class Filled(Struct, frozen=True):
    """A filled path: left, lower, right and upper edge of what it covers, in millimetres; its ink as the operator says it."""

    box: tuple[float, float, float, float]
    ink: tuple[str, ...]


def with_boxes(document: bytes, margin: float, bleed: float) -> bytes:
    """The document with TrimBox and BleedBox on every page, `margin` millimetres of paper round the cut. Same in, same out."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        for page in pdf.pages:
            left, lower, right, upper = (Decimal(str(each)) for each in page.mediabox)
            for name, away in (("/TrimBox", margin), ("/BleedBox", margin - bleed)):
                inset = Decimal(str(away)) * _POINTS_A_MILLIMETRE
                box = (left + inset, lower + inset, right - inset, upper - inset)
                page.obj[name] = pikepdf.Array([round(each, 4) for each in box])
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def boxes(document: bytes) -> Boxes:
    """The boxes of the first page; KeyError where it has none of its own."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        page = pdf.pages[0].obj
        read = (tuple(float(each) / float(_POINTS_A_MILLIMETRE) for each in page[name]) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
        media, bleed, trim = read
    return Boxes(media, bleed, trim)


def fills(document: bytes) -> list[Filled]:
    """Every path that the first page fills by itself, not through a form, with its ink ("0 0 0 1 k" is black ink alone)."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        return list(_fills(pdf.pages[0]))


def _fills(page: pikepdf.Page) -> Iterator[Filled]:
    states: list[tuple[pikepdf.Matrix, tuple[str, ...]]] = []
    matrix = _IN_MILLIMETRES
    ink: tuple[str, ...] = ("0", "g")
    points: list[tuple[float, float]] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        operands = list(cast("list[Decimal]", instruction.operands))
        if operator == "q":
            states.append((matrix, ink))
        elif operator == "Q":
            matrix, ink = states.pop()
        elif operator == "cm":
            matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
        elif operator in ("k", "rg", "g", "sc", "scn"):
            ink = (*(f"{each}" for each in operands), operator)
        else:
            yield from _path(operator, operands, points, matrix, ink)


def _path(
    operator: str, operands: list[Decimal], points: list[tuple[float, float]], matrix: pikepdf.Matrix, ink: tuple[str, ...]
) -> Iterator[Filled]:
    """One operator that builds or paints a path."""
    numbers = [float(each) for each in operands] if operator in ("m", "l", "c", "v", "y", "re") else []
    if operator == "re":
        x, y, width, height = numbers
        numbers = [x, y, x + width, y + height]
    points += [matrix.transform(point) for point in zip(numbers[::2], numbers[1::2], strict=True)]
    if operator in ("f", "F", "f*", "B", "B*", "b", "b*") and points:
        xs, ys = zip(*points, strict=True)
        yield Filled((min(xs), min(ys), max(xs), max(ys)), ink)
    if operator in ("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n"):
        points.clear()
