"""A short animation of a record for a post: the bars of a chart grow, or else a number counts; then the whole stands long.

A view and a record in, a SocialMotion ready to be drawn out, or none where the record has neither. What its last frame shows is what the
record says; between, only lengths and the number move.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from disan.content.fields.errors import RefusedError
from disan.content.fields.numbers import Quantity
from disan.content.record.entry import Entry
from disan.core.strings import Strings
from disan.drawing import typesetting
from disan.drawing.fitting import FittedText, fit_text
from disan.pages.language_view import CatalogueView
from disan.printing.social.highlights import ChartShown, Highlight, charts, highlights
from disan.printing.social.layouts import PITCH, WEIGHTS, SetCode, SetText, check_letters, fit, foot, set_text
from disan.printing.social.pictures import address, small_lines
from disan.printing.social.sizes import PictureSize, Rectangle

TEMPLATE = "social/motion.typ"
FRAMES, FRAME, STANDING = 20, 60, 3_800
"""Frames that move, and milliseconds of each and of the whole that stands: five seconds in all."""
SIZE = PictureSize(
    width=1080,
    height=1350,
    illustration=Rectangle(0, 0, 0, 0),
    ornament=Rectangle(0, 0, 1080, 190),
    words=Rectangle(72, 236, 936, 1048),
    code=222,
    kicker=30,
    small=24,
    titles=(60, 54, 48, 42, 37),
    figures=(230, 200, 170, 140, 116, 96),
    quotations=(),
    leads=(44, 40, 36, 32),
)
_MOST_BARS, _BAR, _GAP = 8, 52, 40
"""Bars of a picture; the height of one, and the most between two."""
_LABELS, _VALUE, _LONGEST_SHARE = (36, 33, 30), 42, 0.78
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


class MovingBar(Struct, frozen=True):
    """A bar: where it stands, how long it becomes, and its value, which stands behind its end."""

    x: float
    y: float
    height: float
    length: float
    value: SetText


class SocialMotion(Struct, frozen=True):
    """An animation ready to be drawn: for each frame the share of each bar's length, or the number as far as it has counted."""

    language: str
    width: int
    height: int
    ornament: Rectangle
    texts: tuple[SetText, ...]
    code: SetCode
    bars: tuple[MovingBar, ...]
    shares: tuple[tuple[float, ...], ...]
    number: SetText | None
    counts: tuple[str, ...]
    told: tuple[str, ...]
    """Its words, in order."""

    @property
    def file(self) -> str:
        """The name of its file: any program that knows PNG shows it, and one that knows no animation shows the whole."""
        return f"{self.language}-motion.png"


def motion(view: CatalogueView, entry: Entry) -> tuple[SocialMotion | None, tuple[str, ...]]:
    """The animation of a record's first chart that finds room, else of its first number, or none; and the titles of what found none."""
    without: list[str] = []
    for words, made in _tried(view, entry):
        if made:
            check_letters((*made.texts, *(bar.value for bar in made.bars), *([made.number] if made.number else [])))
            return made, tuple(without)
        without.append(words)
    return None, tuple(without)


def _tried(view: CatalogueView, entry: Entry) -> Iterator[tuple[str, SocialMotion | None]]:
    for chart in charts(view, entry):
        yield chart.title, _of_chart(view, entry, chart)
    for each in highlights(view, entry):
        if each.sort == "number" and (counts := counted(each.lines[0], view.strings)):
            yield each.told(view.strings), _of_number(view, entry, each, counts)


def durations() -> tuple[int, ...]:
    """The milliseconds of each frame."""
    return (*(FRAME for _ in range(FRAMES - 1)), STANDING)


def eased(step: int, late: float = 0) -> float:
    """How far a movement has come at a step of `FRAMES`: fast, then slower; one that begins `late` (0 to 1) ends with the others."""
    time = max(0.0, (step / (FRAMES - 1) - late) / (1 - late))
    return round(1 - (1 - time) ** 3, 4)


def _head(view: CatalogueView, entry: Entry, title: str) -> tuple[SetText, ...] | None:
    kicker = fit("kicker", view.title(entry).text, [SIZE.kicker], SIZE.words.width, 1e6, 2)
    if kicker is None:
        return None
    first = set_text("kicker", kicker, SIZE.words.x, SIZE.words.y)
    fitted = fit("title", title, SIZE.titles, SIZE.words.width, 1e6, 3)
    return (first, set_text("title", fitted, SIZE.words.x, first.bottom + 4)) if fitted else None


def _of_chart(view: CatalogueView, entry: Entry, chart: ChartShown) -> SocialMotion | None:
    """The chart in bars, whatever it is drawn as on the page: their lengths are to scale."""
    small, said = tuple(small_lines(view, entry)), [view.strings.say("block.source", source=chart.source)] if chart.source else []
    head, below = _head(view, entry, chart.title), foot(SIZE, address(view, entry), view.settings.name.of(view.language), small)
    notes = [fit("small", each, [SIZE.small], SIZE.words.width, 1e6, 3) for each in said]
    if not head or not below or len(chart.figures) > _MOST_BARS or None in notes:
        return None
    bottom = below.top - _GAP
    sources = [set_text("small", each, SIZE.words.x, bottom - len(each.lines) * SIZE.small * PITCH) for each in notes if each]
    top, bottom = head[-1].bottom + _GAP, min([each.y - SIZE.small - _GAP / 2 for each in sources], default=bottom)
    labels = [fit("label", each.label, _LABELS, SIZE.words.width, 1e6, 2) for each in chart.figures]
    if None in labels:
        return None
    set_labels = [each for each in labels if each]
    needed = [len(each.lines) * each.size * PITCH + _BAR for each in set_labels]
    spare = bottom - top - sum(needed)
    if spare < 0.3 * _GAP * len(needed):
        return None
    apart = min(2.0 * _GAP, spare / len(needed))
    starts = [top + (spare - apart * len(needed)) * 0.4 + sum(needed[:place]) + place * apart for place in range(len(needed))]
    texts = [set_text("label", label, SIZE.words.x, start) for label, start in zip(set_labels, starts, strict=True)]
    bars = tuple(_bars(chart, [text.bottom + 6 for text in texts]))
    shares = tuple(tuple(eased(step, 0.4 * place / len(bars)) for place in range(len(bars))) for step in range(FRAMES))
    told = (view.title(entry).text, chart.title, *(f"{each.label}: {each.shown}" for each in chart.figures), *said, *small)
    return _made(view, (*head, *texts, *sources, *below.texts), below.code, told, bars=bars, shares=shares)


def _bars(chart: ChartShown, tops: Sequence[float]) -> Iterator[MovingBar]:
    """The longest leaves room for the widest value behind it."""
    wide = max(typesetting.face(WEIGHTS["value"]).width(each.shown) for each in chart.figures) * _VALUE
    room = max(SIZE.words.width * 0.3, min(SIZE.words.width * _LONGEST_SHARE, SIZE.words.width - wide - 24))
    largest = max(each.value for each in chart.figures) or 1
    for each, top in zip(chart.figures, tops, strict=True):
        length = room * each.value / largest
        value = SetText("value", (each.shown,), _VALUE, WEIGHTS["value"], SIZE.words.x + length + 18, top + _BAR / 2 + 0.36 * _VALUE)
        yield MovingBar(SIZE.words.x, top, _BAR, length, value)


def _of_number(view: CatalogueView, entry: Entry, highlight: Highlight, counts: tuple[str, ...]) -> SocialMotion | None:
    """The number large, what it counts below it."""
    shown, width = highlight.lines[0], SIZE.words.width
    small = tuple(small_lines(view, entry))
    below = foot(SIZE, address(view, entry), view.settings.name.of(view.language), small)
    head = _head(view, entry, view.title(entry).text)
    number = fit_text(shown, SIZE.figures, width, 1e6, typesetting.face(WEIGHTS["number"]).width, PITCH, 1)
    label = fit("below", highlight.below, SIZE.leads, width, 1e6, 4)
    if not (below and head and number and label):
        return None
    title = set_text("title", FittedText(head[1].lines, head[1].size), SIZE.words.x, SIZE.words.y)
    large = set_text("number", number, SIZE.words.x, 0)
    words = set_text("below", label, SIZE.words.x, large.bottom)
    spare = below.top - title.bottom - words.bottom
    if spare < _GAP:
        return None
    lowered = title.bottom + spare * 0.45
    large = set_text("number", number, SIZE.words.x, lowered)
    texts = (title, set_text("below", label, SIZE.words.x, large.bottom), *below.texts)
    told = (view.title(entry).text, highlight.told(view.strings), *small)
    return _made(view, texts, below.code, told, number=large, counts=counts)


def counted(shown: str, strings: Strings) -> tuple[str, ...]:
    """A number as it counts up to what is shown, frame by frame, the words round it standing; nothing where there is none to count."""
    found = _NUMBER.search(shown)
    try:
        value = Quantity.read(found[0]).low if found else 0
    except RefusedError:
        return ()
    if not found or not value:
        return ()
    places = 0 if value == int(value) else len(f"{value:.15g}".partition(".")[2])
    steps = (strings.number(round(value * eased(step), places)) for step in range(FRAMES - 1))
    return (*(f"{shown[: found.start()]}{step}{shown[found.end() :]}" for step in steps), shown)


def _made(
    view: CatalogueView,
    texts: tuple[SetText, ...],
    code: SetCode,
    told: tuple[str, ...],
    *,
    bars: tuple[MovingBar, ...] = (),
    shares: tuple[tuple[float, ...], ...] = (),
    number: SetText | None = None,
    counts: tuple[str, ...] = (),
) -> SocialMotion:
    return SocialMotion(
        language=view.language,
        width=SIZE.width,
        height=SIZE.height,
        ornament=SIZE.ornament,
        texts=texts,
        code=code,
        bars=bars,
        shares=shares or tuple(() for _ in counts),
        number=number,
        counts=counts,
        told=told,
    )
