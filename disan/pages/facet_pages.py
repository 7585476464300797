"""A page for each value of a facet that has no page of another sort: its records by commune. A view in, plans out."""

import functools
from collections.abc import Iterator

from disan.content.catalogue import Item
from disan.pages import facet_panel, listings
from disan.pages.facet_parts import FacetShown
from disan.pages.facets import FacetValue
from disan.pages.listing_contexts import ListingPage
from disan.pages.paging import ListPage
from disan.pages.plan import Plan
from disan.pages.view import View


def plans(view: View) -> Iterator[Plan]:
    """Every value's page; kinds, communes and records have theirs."""
    for value in (each for facet in view.facets for each in facet.values if each.paths):
        panel = facet_panel.panel(view, value.items, value.path)
        pages = listings.cut(view, listings.sections(view, value.items), facet_panel.links(panel))
        made = functools.partial(_page, view, value, panel)
        yield from listings.of_records(view, value.paths, pages, made, [value.heading, len(value.items), panel])


def _page(view: View, value: FacetValue, panel: tuple[FacetShown, ...], list_page: ListPage[Item]) -> ListingPage:
    count = view.strings.count("shown.records", len(value.items))
    return ListingPage(
        frame=list_page.frame(view, value.heading, view.strings.say("facets.lead", heading=value.heading, count=count)),
        title=value.heading,
        lead="",
        count=count,
        compared=(),
        table="",
        register=None,
        groups=listings.groups(view, list_page.sections),
        timeline=None,
        calendar=None,
        facets=panel if list_page.number == 1 else (),
        pages=list_page.links,
    )
