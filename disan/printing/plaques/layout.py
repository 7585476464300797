"""Where everything stands on a plaque. A Plaque and its sentences go in; a Face of the plaque, in millimetres from the cut, comes out.

Lines are broken and sized here, by the typeface's own widths, so that a title never runs over and is never clipped; templates only
draw. Draws nothing itself.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from disan.core.strings import Strings
from disan.drawing import typesetting
from disan.drawing.fitting import FittedText, first_that_fits, fit_address, fit_text
from disan.drawing.typesetting import MILLIMETRES_A_POINT
from disan.printing.plaques.model import BLEED, QUIET, Plaque
from disan.printing.plaques.outlines import Loop, outlines

SMALLEST_ADDRESS = 18.0
"""In points (docs/architecture.md, "What a plaque carries")."""
MARGIN = 10.0
"""Paper round the cut of a single plaque, in millimetres: the bleed, and the marks that tell where to cut."""
_SIDE, _ADDRESS_SIDE, _TOP, _FOOT = 6.5, 5.0, 10.5, 5.0
"""White at the sides, and beside the address; what the ornament takes above; where the last line stands above the cut.

Of the smallest plaque."""
_TITLE_PITCH, _TEXT_PITCH = 1.38, 1.32
"""Distances of lines in ems. Be Vietnam Pro's Ẩ rises 1.16 em and its Ộ hangs 0.24, so titles need more than the usual 1.3."""
_AIR = 5.0
"""What is kept for the distances between lines of different roles, at least, in millimetres of the smallest plaque."""
_ASCENT = 0.95
"""How far a first line's letters reach above its base line, in ems, for all but the rarest stacked capitals."""


class TextBlock(Struct, frozen=True):
    """Lines of one role, centred on `x` or beginning or ending there; `y` is the base line of the first; `size` in points."""

    role: str
    language: str
    lines: tuple[str, ...]
    x: float
    y: float
    align: str
    size: float
    weight: int
    pitch: float


class PlaqueFace(Struct, frozen=True):
    """A plaque ready to be drawn. Lengths are millimetres from the upper left corner of the cut."""

    title: str
    width: float
    height: float
    bleed: float
    margin: float
    scale: float
    code_x: float
    code_y: float
    code_side: float
    """With its quiet zone."""
    quiet: int
    module: float
    loops: tuple[Loop, ...]
    described: str
    """The symbol in words, for those who hear the file read."""
    blocks: tuple[TextBlock, ...]


class _Row(Struct, frozen=True):
    """Lines before they have a place: what they are, and the air that they want above them, relative to one another."""

    role: str
    language: str
    text: FittedText
    weight: int
    pitch: float
    air: float

    @property
    def height(self) -> float:
        """In millimetres."""
        return len(self.text.lines) * self.text.size * self.pitch * MILLIMETRES_A_POINT


def face(plaque: Plaque, strings: Strings, second: Strings) -> PlaqueFace:
    """Lays out a plaque; DoesNotFitError where a text is too long."""
    size, scale = plaque.size, plaque.size.scale
    below = [_address(plaque), *_sentences(plaque, strings, second)]
    foot = _FOOT * scale + 4.5 * scale
    spare = size.height - _TOP * scale - size.code - foot - sum(row.height for row in below) - _AIR * scale
    above = _titles(plaque, second, spare)
    rows = [*above, *below]
    air = (spare + _AIR * scale - sum(row.height for row in above)) / (sum(row.air for row in rows) + 2.2)
    code_y = _TOP * scale + sum(row.height + row.air * air for row in above) + air
    blocks = [
        *_stack(above, _TOP * scale, air, size.width / 2),
        *_stack(below, code_y + size.code, air, size.width / 2),
        *_foot(plaque, strings),
    ]
    return PlaqueFace(
        title=plaque.title,
        width=size.width,
        height=size.height,
        bleed=BLEED,
        margin=MARGIN,
        scale=scale,
        code_x=(size.width - size.code) / 2,
        code_y=code_y,
        code_side=size.code,
        quiet=QUIET,
        module=plaque.module,
        loops=outlines(plaque.symbol.rows),
        described=strings.say("plaque.described", address=plaque.address),
        blocks=tuple(blocks),
    )


def _usable_width(plaque: Plaque) -> float:
    """The width that text may take, in points."""
    return (plaque.size.width - 2 * _SIDE * plaque.size.scale) / MILLIMETRES_A_POINT


def _half_point_sizes(largest: float, smallest: float) -> Iterator[float]:
    """Sizes in half points, from the largest."""
    return (half / 2 for half in range(int(largest * 2), int(smallest * 2) - 1, -1))


def _titles(plaque: Plaque, second: Strings, room: float) -> list[_Row]:
    """The title, large, and its translation below, in the room that is left; two lines rather than three while they stay large."""
    scale, height = plaque.size.scale, room / MILLIMETRES_A_POINT
    translated: list[_Row] = []
    if plaque.translation:
        measure = typesetting.face(500).width
        tried = (
            fit_text(
                plaque.translation,
                _half_point_sizes(largest * scale, 7.5 * scale),
                _usable_width(plaque),
                height,
                measure,
                _TEXT_PITCH,
                most,
            )
            for largest, most in ((10.5, 1), (9, 2), (8, 3))
        )
        text = first_that_fits("translation", plaque.translation, tried)
        translated = [_Row("translation", second.language, text, 500, _TEXT_PITCH, 0.4)]
        height -= translated[0].height / MILLIMETRES_A_POINT
    measure = typesetting.face(700).width
    tried = (
        fit_text(
            plaque.title, _half_point_sizes(largest * scale, smallest * scale), _usable_width(plaque), height, measure, _TITLE_PITCH, most
        )
        for largest, smallest, most in ((26, 15, 2), (18, 11, 3), (11, 9, 4))
    )
    return [_Row("title", "vi", first_that_fits("title", plaque.title, tried), 700, _TITLE_PITCH, 1), *translated]


def _address(plaque: Plaque) -> _Row:
    sizes = list(_half_point_sizes(max(SMALLEST_ADDRESS, 15.5 * plaque.size.scale), SMALLEST_ADDRESS))
    width = _usable_width(plaque) + 2 * (_SIDE - _ADDRESS_SIDE) * plaque.size.scale / MILLIMETRES_A_POINT
    tried = [fit_address(plaque.address, sizes, width, typesetting.face(500).width, 3)]
    return _Row("address", "zxx", first_that_fits("address", plaque.address, tried), 500, 1.25, 0.6)


def _sentences(plaque: Plaque, strings: Strings, second: Strings) -> list[_Row]:
    """The sentences on how to scan, and the warning, each in two languages."""
    scan, second_scan = strings.say("plaque.scan"), second.say("plaque.scan")
    sentences = [("scan", strings, scan, 9.0, 600, 1.2), ("scan", second, second_scan, 8.0, 500, 0.0)]
    if plaque.size.terse:
        sentences = [("scan", strings, f"{scan} · {second_scan}", 8.5, 600, 1.2)]
    sentences.append(("warning", strings, strings.say("plaque.warning"), 7.4, 500, 0.9))
    sentences.append(("warning", second, second.say("plaque.warning"), 6.6, 400, 0.0))
    return [
        _Row(role, spoken.language, _sentence(text, size, weight, plaque), weight, _TEXT_PITCH, air)
        for role, spoken, text, size, weight, air in sentences
    ]


def _sentence(text: str, size: float, weight: int, plaque: Plaque) -> FittedText:
    """A sentence of the program's own: a little smaller rather than on one line more."""
    sizes = [size * plaque.size.scale * share for share in (1, 0.96, 0.92)]
    measure, width = typesetting.face(weight).width, _usable_width(plaque)
    return first_that_fits("sentence", text, (fit_text(text, sizes, width, 1e6, measure, _TEXT_PITCH, most) for most in (1, 2, 3)))


def _stack(rows: Sequence[_Row], top: float, air: float, x: float) -> Iterator[TextBlock]:
    """The rows one below the other."""
    for row in rows:
        top += row.air * air
        size = row.text.size * MILLIMETRES_A_POINT
        base = top + size * (_ASCENT + (row.pitch - 1.2) / 2)
        yield TextBlock(row.role, row.language, row.text.lines, x, base, "center", row.text.size, row.weight, row.pitch)
        top += row.height


def _foot(plaque: Plaque, strings: Strings) -> Iterator[TextBlock]:
    """The code, to be read out on a telephone, and the mark of the batch."""
    scale, width = plaque.size.scale, plaque.size.width
    y, side = plaque.size.height - _FOOT * scale, _SIDE * scale
    label = strings.say("plaque.code", code=plaque.code)
    yield TextBlock("code", "vi", (label,), side, y, "left", 11 * scale, 700, 1.3)
    yield TextBlock("mark", "vi", (plaque.mark,), width - side, y, "right", 6 * scale, 500, 1.3)
