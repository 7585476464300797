"""Files of a route for maps and devices, beside its page: of the steps whose own place is known, and no others. A view in, makers out."""

import functools
from collections.abc import Callable, Iterator, Mapping

from disan.content.catalogue import Item
from disan.pages import sequences
from disan.pages.sequence_parts import Point
from disan.pages.view import View


def beside(view: View, item: Item) -> Mapping[str, Callable[[], bytes]]:
    """GPX and KML of a route, by their site paths; none where the place of no step is known."""
    return {path: functools.partial(_made, view, item, path.rpartition(".")[2]) for path in sequences.map_files(view, item)}


def _made(view: View, item: Item, ending: str) -> bytes:
    from disan.drawing import routes  # Loads a writer of XML, which few builds need.

    points = [routes.Waypoint(*each) for each in _waypoints(view, item)]
    told = view.strings.say("sequence.located", count=len(points), all=len(view.steps(item)))
    return routes.WRITERS[ending](view.own_page(item).title.text, told, view.addresses.absolute(view.path(item)), points)


def _waypoints(view: View, item: Item) -> Iterator[tuple[str, Point, str]]:
    """Number and name, place and address of each step whose place is known."""
    for number, step in enumerate(view.steps(item), 1):
        found, point = view.catalogue.by_reference.get(step.target), sequences.point(view, step)
        if point:
            words = step.words.text or (view.row(found).title.text if found else "")
            path = view.path(found) if found else f"{view.path(item)}#{sequences.step_anchor(view, number - 1)}"
            yield f"{number}. {words}", point, view.addresses.absolute(path)
