"""The facets beside a list: where else its records are looked for. A view and records in, counted links out."""

from collections import Counter
from collections.abc import Iterable

from disan.content.catalogue import Item
from disan.pages.facet_parts import CountedLink, FacetShown
from disan.pages.facets import Facet, FacetValue
from disan.pages.parts import Link, Said
from disan.pages.view import View

MOST = 24
"""Values of a facet that are shown at once where all of them have a page: the fullest, in their order."""


def panel(view: View, items: Iterable[Item], here: str = "") -> tuple[FacetShown, ...]:
    """The facets that these records have. `here` is the path of their own page: all values of its facet are shown.

    A value's count is that of the page that it leads to.
    """
    there = Counter(path for item in items for path in view.facets_of[item.reference])
    shown = (_shown(view, facet, _values(facet, there, here), here) for facet in view.facets)
    return tuple(each for each in shown if any(not value.current for value in each.values))


def links(panel: Iterable[FacetShown]) -> int:
    """How many links a panel has."""
    return sum(len(each.values) for each in panel)


def _values(facet: Facet, there: Counter[str], here: str) -> list[FacetValue]:
    own = any(each.path == here for each in facet.values) and any(each.paths for each in facet.values)
    return [each for each in facet.values if own or each.path in there]


def _shown(view: View, facet: Facet, values: list[FacetValue], here: str) -> FacetShown:
    fullest = set(sorted(range(len(values)), key=lambda place: -len(values[place].items))[:MOST]) if facet.path else range(len(values))
    links = tuple(counted(view, each, here) for place, each in enumerate(values) if place in fullest)
    count = view.strings.number(len(facet.values))
    whole = Link(Said(view.strings.say("facets.whole", count=count)), facet.path) if len(links) < len(values) else None
    return FacetShown(facet.label, links, whole)


def counted(view: View, value: FacetValue, here: str = "") -> CountedLink:
    """A value as a link with its count."""
    return CountedLink(value.label, value.path, view.strings.number(len(value.items)), value.path == here)
