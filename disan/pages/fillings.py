"""Maps that fill with all records of a kind, one value of a facet after the other. A view and what a text gathers in, parts out.

Numbers are of the records on this site. A dot stands for a commune of today, never for the place of a record.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from disan.content.catalogue import Item
from disan.content.record.block import KindByFacet
from disan.pages.facets import FacetValue
from disan.pages.map_parts import FillingDot, FillingMap, FillingStep
from disan.pages.maps import GROWTH, SMALLEST, province
from disan.pages.plan import digest
from disan.pages.view import View


def filling(view: View, gathered: KindByFacet) -> FillingMap:
    """The map of what a block gathers; without steps where no record of the kind says anything of the facet."""
    items = [item for item in view.catalogue.items if item.kind.folder == gathered.kind]
    facet = next((each for each in view.facets if each.identifier == gathered.facet), None)
    values = [(value, [item for item in value.items if item.kind.folder == gathered.kind]) for value in (facet.values if facet else ())]
    steps = tuple(_steps(view, [(value, each) for value, each in values if each]))
    shown = {item.reference for _, each in values for item in each}
    return FillingMap(
        province(view, ()), steps, _total(view, items, len(shown)), tuple(_notes(view, facet.label if facet else "", items, shown))
    )


def shows(view: View, kinds: Iterable[str]) -> Iterator[str]:
    """What decides about a map of the records of these kinds, by their folders: what they are looked for by, and where they are."""
    wanted = frozenset(kinds)
    for item in view.catalogue.items if wanted else ():
        if item.kind.folder in wanted:
            yield digest([item.reference, view.edition(item).facets, item.outline.communes])


def _steps(view: View, values: Sequence[tuple[FacetValue, Sequence[Item]]]) -> Iterator[FillingStep]:
    number, largest = view.strings.number, max((len(items) for _, items in values), default=1)
    filled, so_far = Counter[str](), set[str]()
    for value, items in values:
        here = Counter(code for item in items for code in item.outline.communes)
        filled += here
        so_far |= {item.reference for item in items}
        dots = tuple(_dot(view, code, filled[code]) for code in here)
        told = view.strings.say("filling.step", label=value.label, count=number(len(items)), whole=number(len(so_far)))
        yield FillingStep(value.label, value.path, number(len(items)), told, round(100 * len(items) / largest), dots)


def _dot(view: View, code: str, count: int) -> FillingDot:
    unit = view.gazetteer.unit(code)
    return FillingDot(*view.gazetteer.drawing.position(unit.latitude, unit.longitude), f"{SMALLEST + GROWTH * math.sqrt(count):.1f}")


def _total(view: View, items: Sequence[Item], count: int) -> str:
    kinds = {view.strings.of(item.kind.plural) for item in items}
    name = next(iter(kinds), "")
    return view.strings.count("filling.total", count, kind=f"{name[:1].lower()}{name[1:]}")


def _notes(view: View, label: str, items: Sequence[Item], shown: Collection[str]) -> Iterator[str]:
    """By what it fills, what a dot is, and what it leaves out."""
    if label:
        yield view.strings.say("filling.by", facet=f"{label[:1].lower()}{label[1:]}")
    yield view.strings.say("filling.dots")
    if left := sum(item.reference not in shown for item in items):
        yield view.strings.count("filling.left", left)
    if placeless := sum(item.reference in shown and not item.outline.communes for item in items):
        yield view.strings.count("filling.placeless", placeless)
