"""Whether finished print files say what they must. A Plaque and the files as written go in; faults come out, none when all is right.

Every file is drawn as pixels by another program than wrote it, and read by two decoders; what they read is compared byte for byte
with the address. Releases nothing and mends nothing: one fault anywhere keeps a whole batch back.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from disan.core import addresses
from disan.core.problems import Position, Problem, Value
from disan.core.strings import Strings
from disan.drawing.typesetting import Typesetter
from disan.printing.plaques import boxes, decoding, rasters
from disan.printing.plaques.decoding import Decoded
from disan.printing.plaques.model import BLEED, QUIET, Plaque, matrix_digest
from disan.printing.plaques.rasters import Pixels

PRINT = 300 / 25.4
"""Pixels a millimetre of a sharp print."""
COARSE = 2.5
"""Pixels a module of a poor picture, from far away: zxing must still read it."""
_MODULE = 8.0
"""Pixels a module at which drawings are looked at."""
_BLACK = ("0", "0", "0", "1", "k")
_TOLERANCE = 0.2
"""Millimetres by which boxes and shapes may be off what they should be."""


class PrintFault(Struct, frozen=True):
    """A fault of a file: the reason's name, and the values that its sentence needs."""

    file: str
    reason: str
    values: Mapping[str, Value] = {}

    def problem(self, folder: str) -> Problem:
        """The problem with the file in this folder."""
        return Problem("plaque-not-verified", Position(f"{folder}/{self.file}"), values={"reason": self.reason, **self.values})


class VerificationResult(Struct, frozen=True):
    """The faults of a plaque's files. `coarse` says whether OpenCV too read the coarsest picture, which is told and not required."""

    faults: tuple[PrintFault, ...]
    coarse: bool


def verify_plaque(plaque: Plaque, files: Mapping[str, bytes], strings: Strings, typesetter: Typesetter) -> VerificationResult:
    """Verifies the plaque's files, by their endings (pdf, svg, dxf), as they were written."""
    side, scale = plaque.size.code, _MODULE / plaque.module
    stem = plaque.stem
    faults: list[PrintFault] = []
    page = rasters.pdf_pages(files["pdf"], PRINT)[0]
    found = decoding.read_with_zxing(page)
    faults += _check_picture(plaque, f"{stem}.pdf", page, PRINT, found)
    faults += [*_check_words(plaque, files["pdf"], strings), *_check_print(plaque, files["pdf"], found)]
    coarse = rasters.pdf_pages(files["pdf"], COARSE / plaque.module)[0]
    faults += _check_contents(plaque, f"{stem}.pdf", "zxing", f"{COARSE:g}", [each.content for each in decoding.read_with_zxing(coarse)])
    drawn_svg = rasters.svg(files["svg"], side, scale, typesetter)
    faults += _check_picture(plaque, f"{stem}.svg", drawn_svg, scale, decoding.read_with_zxing(drawn_svg))
    try:
        drawn_dxf = rasters.dxf(files["dxf"], side, scale)
        faults += _check_picture(plaque, f"{stem}.dxf", drawn_dxf, scale, decoding.read_with_zxing(drawn_dxf))
    except rasters.OpenOutlineError:
        faults.append(PrintFault(f"{stem}.dxf", "open"))
    read = decoding.read_with_opencv(coarse, COARSE, (COARSE,))
    faults += [
        PrintFault(f"{stem}.pdf", "text", _text_difference("OpenCV", each, plaque)) for each in read if each != plaque.address.encode()
    ]
    return VerificationResult(tuple(faults), bool(read))


def verify_sheet(plaques: Sequence[Plaque], file: str, page: Pixels) -> Iterator[PrintFault]:
    """Verifies a sheet on which exactly these plaques stand, read whole by zxing-cpp and plaque by plaque by OpenCV."""
    found = decoding.read_with_zxing(page)
    expected = sorted(plaque.address.encode() for plaque in plaques)
    if sorted(each.content for each in found) != expected:
        yield PrintFault(file, "sheet", {"count": len(found), "expected": len(expected)})
        return
    for each in found:
        if not decoding.is_confirmed(page, each):
            yield PrintFault(file, "unread", {"decoder": "OpenCV", "scale": "10, 6, 4", "expected": each.content.decode()})


def _check_picture(plaque: Plaque, file: str, pixels: Pixels, pixels_a_millimetre: float, found: Sequence[Decoded]) -> Iterator[PrintFault]:
    """Both decoders at full sharpness, zxing's readings given; and how the symbol is made."""
    yield from _check_contents(plaque, file, "zxing", f"{plaque.module * pixels_a_millimetre:.0f}", [each.content for each in found])
    otherwise = decoding.read_with_opencv(pixels, plaque.module * pixels_a_millimetre)
    yield from _check_contents(plaque, file, "OpenCV", "10, 6, 4", otherwise)
    if len(found) == 1:
        yield from _check_symbol(plaque, file, pixels, found[0], pixels_a_millimetre)


def _check_contents(plaque: Plaque, file: str, decoder: str, scale: str, texts: Sequence[bytes]) -> Iterator[PrintFault]:
    """Exactly one code, with exactly the address."""
    if not texts:
        yield PrintFault(file, "unread", {"decoder": decoder, "scale": scale, "expected": plaque.address})
    elif len(texts) > 1:
        yield PrintFault(file, "several", {"count": len(texts)})
    elif texts[0] != plaque.address.encode():
        yield PrintFault(file, "text", _text_difference(decoder, texts[0], plaque))


def _text_difference(decoder: str, content: bytes, plaque: Plaque) -> dict[str, Value]:
    return {"decoder": decoder, "seen": content.decode(errors="replace"), "expected": plaque.address}


def _check_symbol(plaque: Plaque, file: str, pixels: Pixels, found: Decoded, pixels_a_millimetre: float) -> Iterator[PrintFault]:
    """Version, level, mask and every module as ordered; its size in millimetres; its quiet zone."""
    ordered = plaque.symbol
    matrix = matrix_digest(decoding.sample_modules(pixels, found.box, ordered.size))
    module = (found.box[2] - found.box[0]) / ordered.size / pixels_a_millimetre
    for part, is_so, should in (
        ("version", found.version, ordered.version),
        ("level", found.level, ordered.level),
        ("mask", found.mask, ordered.mask),
        ("matrix", matrix, plaque.matrix),
    ):
        if is_so != should:
            yield PrintFault(file, "symbol", {"part": part, "seen": is_so, "expected": should})
    if abs(module / plaque.module - 1) > 0.02:
        yield PrintFault(file, "symbol", {"part": "module mm", "seen": f"{module:.2f}", "expected": f"{plaque.module:.2f}"})
    if not decoding.has_quiet_zone(pixels, found.box, ordered.size, QUIET):
        yield PrintFault(file, "quiet", {"count": QUIET})


def _check_words(plaque: Plaque, document: bytes, strings: Strings) -> Iterator[PrintFault]:
    """The address as printed is the address as encoded; the code as printed is the one at its end."""
    file, lines = f"{plaque.stem}.pdf", rasters.pdf_lines(document)
    starts = [number for number, line in enumerate(lines) if "://" in line]
    spelled = ["".join(lines[start:end]) for start in starts for end in range(start + 1, len(lines) + 1)]
    if len(starts) != 1 or plaque.address not in spelled:
        yield PrintFault(file, "printed", {"seen": " ".join(lines[start] for start in starts), "expected": plaque.address})
    label = strings.say("plaque.code", code=plaque.code)
    labelled = any(line == label or line.startswith(f"{label} ") for line in lines)
    if not labelled or not plaque.address.endswith(addresses.code_path(plaque.code)):
        yield PrintFault(file, "code", {"code": plaque.code, "expected": plaque.address})


def _check_print(plaque: Plaque, document: bytes, read: Sequence[Decoded]) -> Iterator[PrintFault]:
    """The boxes, and the one shape where the symbol stands: black ink alone."""
    file, size = f"{plaque.stem}.pdf", plaque.size
    try:
        found = boxes.boxes(document)
    except KeyError:
        yield PrintFault(file, "boxes")
        return
    left, lower, right, upper = found.trim
    expected = (left - BLEED, lower - BLEED, right + BLEED, upper + BLEED)
    sides = [right - left - size.width, upper - lower - size.height, *(a - b for a, b in zip(found.bleed, expected, strict=True))]
    if max(abs(side) for side in sides) > _TOLERANCE:
        yield PrintFault(file, "boxes")
    for reading in read[:1]:
        first, top, last, bottom = (side / PRINT for side in reading.box)
        height = found.media[3]
        box = (first, height - bottom, last, height - top)
        shapes = [each for each in boxes.fills(document) if _overlap(each.box, box) and not _encloses(each.box, box)]
        if len(shapes) != 1 or shapes[0].ink != _BLACK:
            yield PrintFault(file, "ink", {"seen": "; ".join(" ".join(each.ink) for each in shapes) or "–"})


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _encloses(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether one reaches a quiet zone's width past the other on all sides: a ground, not a shape."""
    away = 2 * _TOLERANCE
    return one[0] < other[0] - away and one[1] < other[1] - away and one[2] > other[2] + away and one[3] > other[3] + away
