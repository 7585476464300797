"""Figures drawn as SVG: bars, columns, a line, counted signs. Labelled figures in, markup for a page out.

Drawn 360 units wide, so that words are as large as the page's on a phone of 360 pixels. Colours, fonts and motion are the style
sheet's, by class; a drawing is hidden from assistive technology, since a table of the same figures stands with it.
"""

import math
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from disan.core import listeners

WIDTH = 360
MOST_SIGNS = 80
"""Signs in a whole drawing: more cannot be counted by eye."""
_LABEL, _VALUE, _SMALL = 15, 16, 12.5
"""Sizes of type in units; a line of it is 1.4 times as high, so that stacked Vietnamese marks stay apart."""
_LETTER = 0.56
"""Width of a letter in sizes of type: a wide average of system fonts, measured on Vietnamese words."""
_COLUMN_HEIGHT = 180
_SIGN = 22


class Bar(Struct, frozen=True):
    """A figure: its label, its value (0 or more), and the value as the language writes it, unit included."""

    label: str
    value: float
    shown: str


class Drawing(Struct, frozen=True):
    """SVG markup, and for counted signs how much one sign stands for (else 0)."""

    svg: str
    sign: float = 0


def draw(kind: str, bars: Sequence[Bar]) -> Drawing:
    """Draws the figures as `bar`, `column`, `line` or `pictogram`; ValueError for no figures, a negative one or another kind.

    Columns and lines whose labels would run into each other are drawn as bars: what can be read goes before what was asked for.
    """
    if not bars or any(bar.value < 0 for bar in bars):
        raise ValueError("a chart needs figures of 0 or more")
    if kind == "pictogram":
        sign = sign_value(sum(bar.value for bar in bars))
        return Drawing(_svg(_pictogram(bars, sign)), sign)
    draws: dict[str, Callable[[Sequence[Bar]], list[str]]] = {"bar": _bars, "column": _columns, "line": _line}
    if kind not in draws:
        raise ValueError(kind)
    return Drawing(_svg((draws[kind] if kind == "bar" or _fit(bars) else _bars)(bars)))


def sign_value(total: float) -> float:
    """The least of 1, 2, 5 times a power of ten (1 at least) of which `total` has at most `MOST_SIGNS`."""
    power = 1.0
    while True:
        for step in (1, 2, 5):
            if total <= step * power * MOST_SIGNS:
                return step * power
        power *= 10


def wrap_words(words: str, size: float, width: float) -> list[str]:
    """Breaks the words into lines of at most `width` units at a size of type; a word that is wider stands alone."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def text_width(words: str, size: float) -> float:
    """Measures words at a size of type, in units."""
    return len(words) * size * _LETTER


def _svg(parts: list[str]) -> str:
    """The drawing; its last part is its height."""
    *marks, height = parts
    return f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" aria-hidden="true" focusable="false">{"".join(marks)}</svg>'


def _bars(bars: Sequence[Bar]) -> list[str]:
    longest = max(text_width(bar.shown, _VALUE) for bar in bars)
    room = max(WIDTH / 3, WIDTH - longest - 12)
    parts: list[str] = []
    top = 0.0
    for bar in bars:
        lines = wrap_words(bar.label, _LABEL, WIDTH)
        parts += _lines(lines, 0, top, _LABEL, "chart-label")
        top += len(lines) * _LABEL * 1.4 + 4
        length = _length(bar, bars, room)
        parts.append(f'<rect class="chart-bar" y="{_n(top)}" width="{_n(length)}" height="16"/>')
        parts.append(_text(bar.shown, length + 8, top + 14, "chart-value"))
        top += 34
    return [*parts, _n(top - 12)]


def _columns(bars: Sequence[Bar]) -> list[str]:
    slot, base = WIDTH / len(bars), _COLUMN_HEIGHT + 24
    parts = [f'<path class="chart-axis" d="M0 {base + 5}H{WIDTH}"/>']
    for index, bar in enumerate(bars):
        middle, height = slot * (index + 0.5), _length(bar, bars, _COLUMN_HEIGHT)
        across = min(56, slot * 0.62)
        parts.append(
            f'<rect class="chart-column" x="{_n(middle - across / 2)}" y="{_n(base - height)}" width="{_n(across)}" height="{_n(height)}"/>'
        )
        parts.append(_text(bar.shown, middle, base - height - 7, "chart-value chart-small chart-middle"))
        parts += _lines(wrap_words(bar.label, _SMALL, slot - 4), middle, base + 10, _SMALL, "chart-label chart-small chart-middle")
    return [*parts, _n(base + 16 + _rows(bars, slot) * _SMALL * 1.4)]


def _line(bars: Sequence[Bar]) -> list[str]:
    slot, base = WIDTH / len(bars), _COLUMN_HEIGHT + 24
    points = [(slot * (index + 0.5), base - _length(bar, bars, _COLUMN_HEIGHT)) for index, bar in enumerate(bars)]
    path = " ".join(f"{_n(x)} {_n(y)}" for x, y in points)
    parts = [f'<path class="chart-axis" d="M0 {base + 5}H{WIDTH}"/><path class="chart-line" d="M{path}"/>']
    for bar, (x, y) in zip(bars, points, strict=True):
        parts.append(f'<circle class="chart-dot" cx="{_n(x)}" cy="{_n(y)}" r="5"/>')
        parts.append(_text(bar.shown, x, y - 12, "chart-value chart-small chart-middle"))
        parts += _lines(wrap_words(bar.label, _SMALL, slot - 4), x, base + 10, _SMALL, "chart-label chart-small chart-middle")
    return [*parts, _n(base + 16 + _rows(bars, slot) * _SMALL * 1.4)]


def _pictogram(bars: Sequence[Bar], sign: float) -> list[str]:
    parts: list[str] = []
    top, across = 0.0, WIDTH // _SIGN
    for bar in bars:
        lines = wrap_words(bar.label, _LABEL, WIDTH - text_width(bar.shown, _VALUE) - 12)
        parts += _lines(lines, 0, top, _LABEL, "chart-label")
        parts.append(_text(bar.shown, WIDTH, top + _VALUE, "chart-value chart-end"))
        top += max(1, len(lines)) * _LABEL * 1.4 + 6
        full, rest = divmod(bar.value / sign, 1)
        part = rest if rest > 0.005 else 0
        places = [((n % across + 0.5) * _SIGN, top + (n // across + 0.5) * _SIGN) for n in range(int(full) + bool(part))]
        parts += [_dots(places, "chart-ring"), _dots(places, "chart-face"), _dots(places[: int(full)], "chart-sign")]
        if part:
            parts.append(_sector(*places[-1], part))
        top += math.ceil(len(places) / across) * _SIGN + 16
    return [*parts, _n(top - 10)]


def _dots(places: Sequence[tuple[float, float]], name: str) -> str:
    """A dot at each place, which are in rows: a row is one line whose dashes of no length have round ends.

    A line a hair longer than its last dash, or that one is lost.
    """
    if not places:
        return ""
    rows = {y: [x for x, at in places if at == y] for _, y in places}
    lines = "".join(f"M{_n(min(row))} {_n(y)}H{_n(max(row) + 0.1)}" for y, row in rows.items())
    return f'<path class="{name}" d="{lines}"/>'


def _sector(x: float, y: float, share: float) -> str:
    """The share of a sign's disc that it counts, clockwise from the top."""
    turn = 2 * math.pi * share
    end = f"{_n(x + 5.5 * math.sin(turn))} {_n(y - 5.5 * math.cos(turn))}"
    return f'<path class="chart-part" d="M{_n(x)} {_n(y)}V{_n(y - 5.5)}A5.5 5.5 0 {int(share > 0.5)} 1 {end}z"/>'


def _fit(bars: Sequence[Bar]) -> bool:
    """Whether every word and value finds room in its share of the width."""
    slot = WIDTH / len(bars)
    words = [word for bar in bars for word in bar.label.split()]
    return all(text_width(word, _SMALL) <= slot - 4 for word in [*words, *(bar.shown for bar in bars)]) and _rows(bars, slot) <= 4


def _rows(bars: Sequence[Bar], slot: float) -> int:
    return max(len(wrap_words(bar.label, _SMALL, slot - 4)) for bar in bars)


def _length(bar: Bar, bars: Sequence[Bar], most: float) -> float:
    """The length of a figure where the largest is `most`."""
    return most * bar.value / (max(each.value for each in bars) or 1)


def _lines(lines: Sequence[str], x: float, top: float, size: float, names: str) -> Iterator[str]:
    return (_text(line, x, top + size + number * size * 1.4, names) for number, line in enumerate(lines))


def _text(words: str, x: float, y: float, names: str) -> str:
    return f'<text class="{names}" x="{_n(x)}" y="{_n(y)}">{listeners.xml(words)}</text>'


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
