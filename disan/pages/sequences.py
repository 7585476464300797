"""Ways through records: the steps of one on its own page, and on the page of each record on it what comes before and after.

Made of what lists show of records and of the steps' own words: a page changes when these do, and only then.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from disan.content.catalogue import Item
from disan.content.record import Record, schema
from disan.core.strings import load
from disan.pages.contexts import OwnPage
from disan.pages.parts import Fact, FactValue, Link, Said
from disan.pages.sequence_parts import Passage, Step
from disan.pages.view import View


def own_steps(kind: type[Record], own: OwnPage) -> tuple[FactValue, ...]:
    """The steps of a record that is a way, as it tells them itself; none of any other record."""
    rows = [row for row in own.facts if row.name in schema.sequences(kind) and row.known]
    return tuple(replace(step, details=()) for row in rows for step in row.values)


def passages(view: View, item: Item) -> tuple[Passage, ...]:
    """The ways that lead through a record, in order of the catalogue."""
    return tuple(_passage(view, way, place) for way, place in view.ways_through.get(item.reference, ()))


def _passage(view: View, way: Item, place: int) -> Passage:
    steps = view.steps(way)
    told = view.strings.say("sequence.place", number=place + 1, count=len(steps))
    here = Link(view.row(way).title, f"{view.path(way)}#{step_anchor(view, place)}")
    before, after = (_neighbour(view, way, steps, other) for other in (place - 1, place + 1))
    return Passage(anchor(view, way, steps, place), here, told, before, after)


def _neighbour(view: View, way: Item, steps: Sequence[FactValue], place: int) -> Link | None:
    """The link to a step's record, or to the step on the page of the way where it has none; None before the first and after the last."""
    if not 0 <= place < len(steps):
        return None
    step, found = steps[place], view.catalogue.by_reference.get(steps[place].target)
    if found is None:
        return Link(Said(step.text, step.language), f"{view.path(way)}#{step_anchor(view, place)}")
    words = Said(step.text, step.language) if step.text else view.row(found).title
    return Link(words, f"{view.path(found)}#{anchor(view, way, steps, place)}")


def anchor(view: View, way: Item, steps: Sequence[FactValue], place: int) -> str:
    """The id of a way's passage on the page of its step's record, the same in all languages; a record may stand on a way more than once."""
    again = [step.target for step in steps[:place]].count(steps[place].target)
    return f"{load(view.default).say('addresses.sequence')}-{way.slug}{f'_{again + 1}' if again else ''}"


def step_anchor(view: View, place: int) -> str:
    """The id of a step on the page of its way, the same in all languages."""
    return f"{load(view.default).say('addresses.step')}-{place + 1}"


def shows(view: View, item: Item) -> list[object]:
    """What its page depends on for being a way, or on one: nothing where it is neither."""
    on_it = (view.catalogue.by_reference.get(step.target) for step in view.steps(item))
    return [*passages(view, item), *((each.reference, each.code) for each in on_it if each)]


def shown(view: View, item: Item, facts: Sequence[Fact]) -> tuple[Step, ...]:
    """The steps on the page of their way, of the rows that it shows."""
    rows = [row for row in facts if row.name in schema.sequences(item.kind) and row.known]
    return tuple(_shown(view, item, (value for row in rows for value in row.values)))


def _shown(view: View, way: Item, values: Iterator[FactValue]) -> Iterator[Step]:
    steps = view.steps(way)
    for place, value in enumerate(values):
        found = view.catalogue.by_reference.get(steps[place].target)
        path = f"{value.path}#{anchor(view, way, steps, place)}" if found else ""
        yield Step(step_anchor(view, place), found.code if found else "", replace(value, path=path))
