"""The province's map: a dot for each commune that has records, and the small map on a record's page. A view in, parts out.

A commune's dot stands for the commune. It is never shown as the place of a record: only coordinates are that.
"""

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from disan.content.catalogue import Item, grouped
from disan.content.gazetteer import Unit
from disan.content.record.entry import Entry
from disan.core import text
from disan.drawing.province_drawing import WIDTH
from disan.pages import cards
from disan.pages.language_view import LanguageView
from disan.pages.map_parts import Dot, Locator, Pin, Province
from disan.pages.parts import Link, Said
from disan.pages.sequence_parts import Mark, Point, RouteMap
from disan.pages.view import View

Points = Iterable[tuple[float, float]]
"""Places in decimal degrees, WGS 84."""
SMALLEST, GROWTH = 4.5, 2.3
"""Radius of a dot in units of the drawing: dots of one record keep apart where communes lie densest, and areas grow evenly."""
ROOM = 25
"""From the middle of a record's dot to the next one's, in units of the drawing."""
MARK, DIGIT, LINE = 30, 20, 24
"""What a mark and a digit take across on a map of the whole drawing, and a line of digits down, in its units."""
LEAST_SHOWN, MARGIN = 300, 60
"""Width of the smallest part of the drawing that still shows where in the province it is, and room around a route, in its units."""


def province(view: LanguageView, dots: Iterable[Dot], pins: Iterable[Pin] = ()) -> Province:
    """The drawing that all pages share, with marks of a page's own over it."""
    drawn = view.gazetteer.drawing
    return Province(drawn.path, WIDTH, drawn.projection.height, tuple(dots), tuple(pins))


def commune_dots(view: View, items: Sequence[Item] | None = None) -> tuple[Dot, ...]:
    """A dot for each commune that has records (all, or these), leading to its page; the fullest come first."""
    counts = _counts(view.catalogue.items if items is None else items)
    full = sorted((unit for unit in view.gazetteer.today() if unit.code in counts), key=lambda unit: -counts[unit.code])
    return tuple(_commune_dot(view, unit, counts[unit.code]) for unit in full)


def _counts(items: Iterable[Item]) -> Mapping[str, int]:
    return Counter(code for item in items for code in item.outline.communes)


def _commune_dot(view: LanguageView, unit: Unit, count: int) -> Dot:
    x, y = view.gazetteer.drawing.position(unit.latitude, unit.longitude)
    label = view.strings.say("map.dot", commune=_commune(view, unit), count=view.strings.count("shown.records", count))
    return Dot(x, y, f"{SMALLEST + GROWTH * math.sqrt(count):.1f}", label, view.commune(unit))


def _commune(view: LanguageView, unit: Unit) -> str:
    return text.capital(cards.commune_name(view, unit))


def locator(view: LanguageView, entry: Entry, points: Points) -> Locator | None:
    """Where in the province a record is: its coordinates, else its communes' points, and words that say which; None where none is known."""
    if not entry.communes and not entry.record.coordinates:
        return None
    names = ", ".join(cards.commune_name(view, unit) for unit in entry.communes)
    caption = view.strings.say("map.site") if entry.record.coordinates else view.strings.say("map.communes", communes=names)
    whole = Link(Said(view.strings.say("map.whole")), view.page("map"))
    dots = (Dot(*point, "", "", "") for point in dict.fromkeys(_positions(view, points)))
    return Locator(province(view, dots), caption, whole)


def linked_dots(view: View, items: Iterable[Item]) -> Iterator[Dot]:
    """A dot for each record that leads to it; those of one place, such as a commune's point, stand around it."""
    for (x, y), there in grouped((point, item) for item in items for point in _positions(view, item.outline.points)).items():
        around = _around(len(there))
        yield from (
            Dot(x + right, y + down, "11", view.row(item).title.text, view.path(item))
            for item, (right, down) in zip(there, around, strict=True)
        )


def _around(count: int) -> list[tuple[int, int]]:
    """How far from a place each of so many dots stands, so that none covers another: one stands on it."""
    away = ROOM / 2 / math.sin(math.pi / count) if count > 1 else 0
    return [(round(away * math.sin(turn)), round(-away * math.cos(turn))) for turn in (2 * math.pi * each / count for each in range(count))]


def route_map(view: LanguageView, points: Sequence[Point | None], *, exact: bool) -> RouteMap | None:
    """A route's steps by their numbers; `exact` where each that is known is at a point of its own. None where no place is known."""
    places = {number: view.gazetteer.drawing.position(*point) for number, point in enumerate(points, 1) if point}
    if not places:
        return None
    drawn = province(view, ())
    left, top, wide, high = _window(list(places.values()), drawn)
    numbers = _together(places, wide / drawn.width)
    marks = tuple(Mark(*place, _label(each)) for place, each in numbers.items())
    in_order = sorted((number, place) for place, each in numbers.items() for number in each)
    line = " ".join(f"{x},{y}" for _, (x, y) in in_order)
    told = ["sequence.order" if exact else "sequence.communes"]
    told += ["sequence.section"] * (wide < drawn.width) + ["sequence.unplaced"] * (not all(points))
    caption = " ".join(map(view.strings.say, told))
    return RouteMap(drawn, f"{left} {top} {wide} {high}", round(wide / drawn.width, 3), marks, line, caption)


def _together(places: Mapping[int, tuple[int, int]], unit: float) -> dict[tuple[int, int], list[int]]:
    """The numbers by the places where they stand: one that would stand upon another's mark or numbers stands with it."""
    found: dict[tuple[int, int], list[int]] = {}
    for number, place in places.items():
        met = (each for each, there in found.items() if _meet((each, there), (place, [number]), unit))
        found.setdefault(next(met, place), []).append(number)
    return found


def _meet(one: tuple[tuple[int, int], list[int]], other: tuple[tuple[int, int], list[int]], unit: float) -> bool:
    """Whether two marks are too near: the numbers of one stand to its right, on a line of their own height."""
    ((west, north), numbers), ((east, south), _) = sorted((one, other))
    return east - west < (MARK + DIGIT * len(_label(numbers))) * unit and abs(south - north) < LINE * unit


def _label(numbers: Sequence[int]) -> str:
    """Numbers in rising order, as a mark tells them."""
    return ", ".join(map(_span, _runs(numbers)))


def _window(places: Sequence[tuple[int, int]], drawn: Province) -> tuple[int, int, int, int]:
    """The part of a drawing, of its own shape, that shows these places with some room around: left, top, width and height."""
    (west, east), (north, south) = ((min(each), max(each)) for each in zip(*places, strict=True))
    shape = drawn.width / drawn.height
    wide = min(drawn.width, round(max(LEAST_SHOWN, east - west + 2 * MARGIN, (south - north + 2 * MARGIN) * shape)))
    high = round(wide / shape)
    left, top = (west + east - wide) // 2, (north + south - high) // 2
    return max(0, min(left, drawn.width - wide)), max(0, min(top, drawn.height - high)), wide, high


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Numbers in rising order, those that follow one another together."""
    for _, run in itertools.groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]


def _span(run: Sequence[int]) -> str:
    return str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}"


def _positions(view: LanguageView, points: Points) -> list[tuple[int, int]]:
    """Places in units of the drawing."""
    return [view.gazetteer.drawing.position(*point) for point in points]
