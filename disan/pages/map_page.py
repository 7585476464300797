"""The map of all records of all kinds: its communes, and the records whose coordinates are known, at them. A view in, a plan out."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from disan.content.catalogue import Item, grouped
from disan.content.gazetteer import Unit
from disan.core import text
from disan.drawing.province_drawing import WIDTH
from disan.pages import cards, maps, neighbours
from disan.pages.facet_parts import CountedLink
from disan.pages.frames import frame
from disan.pages.listing_contexts import MapPage
from disan.pages.map_parts import Pin
from disan.pages.plan import Plan
from disan.pages.view import View

APART = 18
"""Units of the drawing between two pins that do not cover each other."""
MOST_PINS, MOST_PATHS = 80, 150
"""What a page has room for: pins, and records that pins of several name one by one."""

Thing = TypeVar("Thing")
Position = tuple[int, int]
"""In units of the drawing."""


def plan(view: View) -> Plan:
    """The map's page. It lists no record, so that it stays small however many there are: a commune's page does."""
    paths = {language: view.page("map", language) for language in view.settings.languages}
    shows = [view.digest_of_all, *pins(view)]
    return view.plan(view.page("map"), paths, "map.html", lambda: _page(view, paths), shows=shows)


def _page(view: View, paths: Mapping[str, str]) -> MapPage:
    title, lead = view.strings.say("map.title"), view.strings.say("map.lead")
    counts = Counter(code for item in view.catalogue.items for code in item.outline.communes)
    units = cards.in_order(view.gazetteer.unit(code) for code in counts)
    return MapPage(
        frame=frame(view, title, lead, paths, view.own_symbol(paths[view.language])),
        title=title,
        lead=lead,
        count=view.strings.count("shown.records", len(view.catalogue.items)),
        province=maps.province(view, maps.commune_dots(view), pins(view)),
        near=neighbours.near_me(view),
        communes=tuple(_counted(view, unit, counts[unit.code]) for unit in units),
    )


def _counted(view: View, unit: Unit, count: int) -> CountedLink:
    return CountedLink(text.capital(cards.commune_name(view, unit)), view.commune(unit), view.strings.number(count))


def pins(view: View) -> tuple[Pin, ...]:
    """A pin for each record with coordinates; of those of a commune, or of a kind in none, that would cover one another, one for all."""
    placed = ((item, view.gazetteer.drawing.position(*item.outline.points[0])) for item in view.catalogue.items if item.outline.pinpointed)
    listed = grouped((next(iter(item.outline.communes), item.kind.folder), (item, position)) for item, position in placed)
    clusters = clustered(listed.values())
    named = sum(len(each) for each in clusters if len(each) > 1) <= MOST_PATHS
    return tuple(_pin(view, each, named=named) for each in clusters)


def clustered(communes: Collection[Sequence[tuple[Thing, Position]]]) -> list[list[tuple[Thing, Position]]]:
    """Of each commune what would cover one another, together; the more so the more there are, until a page has room for the pins."""
    apart, clusters = APART, _clusters(communes, APART)
    while len(clusters) > MOST_PINS and apart < WIDTH:
        apart *= 2
        clusters = _clusters(communes, apart)
    return clusters


def _clusters(communes: Iterable[Sequence[tuple[Thing, Position]]], apart: float) -> list[list[tuple[Thing, Position]]]:
    """What is less than so far from the first of a cluster is in it."""
    found: list[list[tuple[Thing, Position]]] = []
    for placed in communes:
        clusters: list[list[tuple[Thing, Position]]] = []
        for thing, position in placed:
            near = next((each for each in clusters if math.dist(each[0][1], position) < apart), None)
            if near is None:
                clusters.append(near := [])
            near.append((thing, position))
        found += clusters
    return found


def _pin(view: View, cluster: Sequence[tuple[Item, Position]], *, named: bool) -> Pin:
    x, y = (round(sum(along) / len(cluster)) for along in zip(*(position for _, position in cluster), strict=True))
    items = [item for item, _ in cluster]
    if len(items) == 1:
        return Pin(x, y, view.row(items[0]).title.text, view.path(items[0]))
    label, path = view.strings.count("map.places", len(items)), view.listing(items[0].kind)
    if items[0].outline.communes:
        unit = view.gazetteer.unit(items[0].outline.communes[0])
        label, path = view.strings.say("map.dot", commune=text.capital(cards.commune_name(view, unit)), count=label), view.commune(unit)
    return Pin(x, y, label, path, view.strings.number(len(items)), tuple(view.path(item) for item in items) if named else ())
