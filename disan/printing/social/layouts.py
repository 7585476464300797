"""A record's words set into a picture: title, a highlight, and the foot with the code. A size and words in, texts at their places out.

Lengths are pixels; a text's `y` is its first base line. What does not fit at the smallest sizes is None, for the caller to try another.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from disan.drawing import typesetting
from disan.drawing.fitting import FittedText, break_lines, fit_address, fit_text
from disan.drawing.qr import encode
from disan.drawing.typesetting import MILLIMETRES_A_POINT
from disan.printing.plaques.model import QUIET
from disan.printing.plaques.outlines import Loop, outlines
from disan.printing.social.highlights import Highlight
from disan.printing.social.sizes import PictureSize, Rectangle

PITCH = 1.34
"""The distance of lines in ems, so that Ộ does not touch the next line's Ẩ."""
LEVEL = "M"
"""A code on a screen is neither scratched nor bent."""
_ASCENT, _DESCENT = 1.05, 0.3
"""From a line's upper edge to its base line, with two marks above a capital; and below it, in ems."""
_FEWEST_PIXELS = 4
"""A module: what is left of it when a network halves a picture can still be read."""
Role = Literal["kicker", "title", "number", "quote", "lead", "below", "site", "address", "small", "label", "value"]
WEIGHTS: dict[Role, int] = {
    "kicker": 600,
    "title": 700,
    "number": 700,
    "quote": 600,
    "lead": 500,
    "below": 500,
    "site": 700,
    "address": 600,
    "small": 500,
    "label": 500,
    "value": 700,
}


class SetText(Struct, frozen=True):
    """Lines of text at their place."""

    role: Role
    lines: tuple[str, ...]
    size: float
    weight: int
    x: float
    y: float
    pitch: float = PITCH

    @property
    def bottom(self) -> float:
        """The lower edge of its last line."""
        return self.y + ((len(self.lines) - 1) * self.pitch + _DESCENT) * self.size


class SetCode(Struct, frozen=True):
    """A code at its place; `module` and `code_side` are millimetres of a page of one point a pixel, as `symbol` draws them."""

    says: str
    x: float
    y: float
    side: int
    module: float
    code_side: float
    quiet: int
    loops: tuple[Loop, ...]


class LetterMissingError(Exception):
    """Characters of a picture's words that the typeface lacks."""

    def __init__(self, characters: str) -> None:
        super().__init__(characters)
        self.characters = characters


class Foot(Struct, frozen=True):
    """What stands at the foot of a picture: its code, and beside it whose it is."""

    code: SetCode
    texts: tuple[SetText, ...]
    top: float


def check_letters(texts: Iterable[SetText]) -> None:
    """Raises LetterMissingError where a text has a character that the typeface lacks: it would be left out without a word."""
    missing = "".join(typesetting.face(text.weight).missing("".join(text.lines)) for text in texts)
    if missing:
        raise LetterMissingError("".join(dict.fromkeys(missing)))


def set_text(role: Role, fitted: FittedText, x: float, top: float) -> SetText:
    """Places a text with its upper edge at `top`."""
    return SetText(role, fitted.lines, fitted.size, WEIGHTS[role], x, top + _ASCENT * fitted.size)


def one_line(role: Role, words: str, size: float, x: float, top: float) -> SetText:
    """Places a text on one line."""
    return set_text(role, FittedText((words,), size), x, top)


def fit(role: Role, words: str, sizes: Iterable[float], width: float, height: float, most: int = 12) -> FittedText | None:
    """Sets a text in a role's weight; None where no size fits. Looks for no breaks in what is longer than all lines together."""
    measure = typesetting.face(WEIGHTS[role]).width
    wide = measure(words)
    rooms = ((size, min(most, int(height / (size * PITCH)))) for size in sizes)
    return fit_text(words, [size for size, lines in rooms if wide * size <= width * lines], width, height, measure, PITCH, most)


def fit_lines(role: Role, lines: Sequence[str], sizes: Iterable[float], width: float, height: float) -> FittedText | None:
    """Sets lines that stay lines, each broken further where it is too wide, at the largest size that fits; None where none does."""
    if len(lines) == 1:
        return fit(role, lines[0], sizes, width, height)
    measure = typesetting.face(WEIGHTS[role]).width
    for size in sizes:
        if sum(map(measure, lines)) * size * size * PITCH > width * height:
            continue
        broken = [break_lines(line.split(" "), width / size, measure, len(line)) for line in lines]
        count = sum(map(len, broken))
        if all(broken) and count * size * PITCH <= height:
            return FittedText(tuple(line for each in broken for line in each), size)
    return None


def foot(size: PictureSize, says: str, site: str, small: Iterable[str]) -> Foot | None:
    """Sets the foot: the code, the site's name, the code's address in plain letters, and small lines below; None where one is too long."""
    symbol, area = encode(says, LEVEL), size.words
    module = size.code // (symbol.size + 2 * QUIET)
    if module < _FEWEST_PIXELS:
        return None
    side = module * (symbol.size + 2 * QUIET)
    left = area.x + side + size.small
    width = area.x + area.width - left
    texts = [one_line("site", site, size.kicker, left, -0.2 * size.kicker)]
    address = fit_address(says, [size.small], width, typesetting.face(WEIGHTS["address"]).width, 3)
    found = [("address", address), *(("small", fit("small", words, [size.small], width, 1e6, 3)) for words in small)]
    for role, fitted in found:
        if fitted is None:
            return None
        texts.append(set_text(role, fitted, left, texts[-1].bottom + 0.1 * size.small))  # type: ignore[arg-type]
    top = area.bottom - max(side, texts[-1].bottom)
    millimetres = module * MILLIMETRES_A_POINT
    code = SetCode(says, area.x, top, side, millimetres, side * MILLIMETRES_A_POINT, QUIET, outlines(symbol.rows))
    return Foot(code, tuple(_lowered(text, top) for text in texts), top)


def body(size: PictureSize, kicker: str, title: str, highlight: Highlight | None, bottom: float) -> tuple[SetText, ...] | None:
    """Sets what stands above the foot, which begins at `bottom`: the title as large as leaves room for the highlight."""
    area = size.words
    above = fit("kicker", kicker, [size.kicker], area.width, 1e6, 2)
    if above is None:
        return None
    head = set_text("kicker", above, area.x, area.y)
    for title_size in size.titles:
        fitted = fit("title", title, [title_size], area.width, (bottom - head.bottom) * 0.55, 4)
        if fitted is None:
            continue
        shown = set_text("title", fitted, area.x, head.bottom + 0.1 * title_size)
        gap = 0.9 * size.kicker
        room = Rectangle(area.x, shown.bottom + gap, area.width, bottom - gap - (shown.bottom + gap))
        if highlight is None:
            return head, shown
        if found := _highlight(size, highlight, room):
            return head, shown, *found
    return None


def _highlight(size: PictureSize, highlight: Highlight, room: Rectangle) -> tuple[SetText, ...] | None:
    """Sets the highlight in the middle of its room, a little above."""
    sizes = {"number": size.figures, "quote": size.quotations, "lead": size.leads}[highlight.sort]
    for each in sizes:
        inset = each if highlight.sort == "quote" else 0
        lines = fit_lines(highlight.sort, highlight.lines, [each], room.width - inset, room.height)
        if lines is None or (highlight.sort == "number" and len(lines.lines) > 1):
            continue
        texts = [set_text(highlight.sort, lines, room.x + inset, room.y)]
        if highlight.below:
            below = fit("below", highlight.below, [size.leads[0], size.leads[-1]], room.width - inset, 1e6, 3)
            if below is None:
                continue
            texts.append(set_text("below", below, room.x + inset, texts[0].bottom + 0.15 * each * (highlight.sort != "number")))
        if (spare := room.bottom - texts[-1].bottom) >= 0:
            return tuple(_lowered(text, spare * 0.42) for text in texts)
    return None


def _lowered(text: SetText, by: float) -> SetText:
    return SetText(text.role, text.lines, text.size, text.weight, text.x, text.y + by, text.pitch)
