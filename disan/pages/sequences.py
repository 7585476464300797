"""Routes through records: the steps of one on its own page, and on the page of each record on it what comes before and after.

Made of what lists show of records and of the steps' own words: a page changes when these do, and only then.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from disan.content.catalogue import Item
from disan.content.fields.model import Model
from disan.content.record import schema
from disan.content.record.entry import Entry
from disan.core import addresses as places
from disan.core.strings import load
from disan.pages import maps
from disan.pages.contexts import OwnPage
from disan.pages.language_view import CatalogueView, LanguageView
from disan.pages.parts import Fact, FactValue, Link, Said
from disan.pages.sequence_parts import OwnStep, Passage, Point, Route, RouteMap, Step
from disan.pages.view import View

KEEP = "keep.json"
"""The name of a route's list of what to keep, beside its page."""
FOR_MAPS = ("gpx", "kml")
"""The endings of its files for maps."""


def own_steps(view: LanguageView, entry: Entry, own: OwnPage) -> tuple[OwnStep, ...]:
    """The steps of a record that is a route, as it tells them itself; none of any other record."""
    record, names = entry.editions[view.language].record, schema.sequences(entry.kind)
    rows = [(row, getattr(record, row.name)) for row in own.facts if row.name in names and row.known]
    return tuple(_own_step(view, value, model) for row, models in rows for value, model in zip(row.values, models, strict=True))


def _own_step(view: LanguageView, value: FactValue, model: Model) -> OwnStep:
    own = next((point for _, point in schema.points(model)), None)
    found = next((view.gazetteer.find(commune.full) for _, commune in schema.communes(model)), None)
    around = found.today[0] if found and len(found.today) == 1 else None
    points = ((each.latitude, each.longitude) if each else None for each in (own, around))
    return OwnStep(Said(value.text, value.language), value.target, *points)


def passages(view: View, item: Item) -> tuple[Passage, ...]:
    """The routes that lead through a record, in order of the catalogue."""
    return tuple(_passage(view, item, route, at) for route, at in view.routes_through.get(item.reference, ()))


def _passage(view: View, item: Item, route: Item, place: int) -> Passage:
    steps = view.steps(route)
    told = view.strings.say("sequence.place", number=place + 1, count=len(steps))
    here = Link(view.row(route).title, f"{view.path(route)}#{step_anchor(view, place)}")
    before, after = (_neighbour(view, route, steps, other) for other in (place - 1, place + 1))
    return Passage(anchor(view, route, steps, place), item.code, here, told, before, after)


def _neighbour(view: View, route: Item, steps: Sequence[OwnStep], place: int) -> Link | None:
    """The link to a step's record, or to the step on the page of the route where it has none; None before the first and after the last."""
    if not 0 <= place < len(steps):
        return None
    step, found = steps[place], view.catalogue.by_reference.get(steps[place].target)
    if found is None:
        return Link(step.words, f"{view.path(route)}#{step_anchor(view, place)}")
    return Link(step.words if step.words.text else view.row(found).title, f"{view.path(found)}#{anchor(view, route, steps, place)}")


def route_anchor(view: View, route: Item) -> str:
    """What a route's passages are called by, the same in all languages."""
    return f"{load(view.default).say('addresses.sequence')}-{route.slug}"


def anchor(view: View, route: Item, steps: Sequence[OwnStep], place: int) -> str:
    """The id of a route's passage on the page of its step's record, which may stand on it more than once."""
    again = [step.target for step in steps[:place]].count(steps[place].target)
    return f"{route_anchor(view, route)}{f'_{again + 1}' if again else ''}"


def step_anchor(view: View, place: int) -> str:
    """The id of a step on the page of its route, the same in all languages."""
    return f"{load(view.default).say('addresses.step')}-{place + 1}"


def shows(view: View, item: Item) -> list[object]:
    """What its page depends on for being a route, or on one: nothing where it is neither."""
    on_it = (view.catalogue.by_reference.get(step.target) for step in view.steps(item))
    return [*passages(view, item), *((each.reference, each.code) for each in on_it if each)]


def together(view: View, item: Item) -> tuple[str, ...]:
    """The site paths of a route's own page and those of its records, each with the one at its code; none of what is no route."""
    found = [each for step in view.steps(item) if (each := view.catalogue.by_reference.get(step.target))]
    both = ((view.path(each), *([places.code_path(each.code)] if each.code else [])) for each in dict.fromkeys([item, *found]))
    return tuple(path for paths in both for path in paths) if found else ()


def point(view: CatalogueView, step: OwnStep) -> Point | None:
    """Where a step is: its own coordinates, else those of its record itself; a commune's point is neither."""
    found = view.catalogue.by_reference.get(step.target)
    return step.point or (found.outline.points[0] if found and found.outline.pinpointed else None)


def on_map(view: CatalogueView, step: OwnStep) -> Point | None:
    """Where a step stands on a map of the province: at its point, else at that of its record's commune or its own."""
    found = view.catalogue.by_reference.get(step.target)
    return point(view, step) or next(iter(found.outline.points if found else ()), step.commune)


def parted(item: Item, facts: Sequence[Fact]) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Of the rows that a record's page shows, those that tell it as a route, and all others."""
    names = schema.sequences(item.kind)
    on_route = tuple(row for row in facts if row.name in names and row.known)
    return on_route, tuple(row for row in facts if row not in on_route)


def route(view: View, item: Item, facts: Sequence[Fact]) -> Route | None:
    """The record as a route, of the rows that tell it so; None where there are none."""
    path = view.path(item)
    steps = tuple(_steps(view, item, [value for row in facts for value in row.values]))
    coded, keep = len({step.code for step in steps} - {""}), f"{path}{KEEP}" if together(view, item) else ""
    return Route(route_anchor(view, item), steps, coded, _map(view, item), map_files(view, item), keep) if steps else None


def map_files(view: View, item: Item) -> tuple[str, ...]:
    """The site paths of a route's files for maps; none where the place of no step is known."""
    known = any(point(view, step) for step in view.steps(item))
    return tuple(f"{view.path(item)}{item.slug}.{ending}" for ending in FOR_MAPS) if known else ()


def _steps(view: View, route: Item, values: Sequence[FactValue]) -> Iterator[Step]:
    steps = view.steps(route)
    for place, (value, step) in enumerate(zip(values, steps, strict=True)):
        found = view.catalogue.by_reference.get(step.target)
        path = f"{value.path}#{anchor(view, route, steps, place)}" if found else ""
        yield Step(step_anchor(view, place), found.code if found else "", replace(value, path=path), point(view, step))


def _map(view: View, item: Item) -> RouteMap | None:
    steps = view.steps(item)
    known = [on_map(view, step) for step in steps]
    return maps.route_map(view, known, exact=all(point(view, step) for step in steps if on_map(view, step)))
