"""Which pages there are, as plans: address, template, and a frozen context of exactly what is shown.

The content as one language shows it goes in; plans come out. It renders nothing and reads no file of a project.
"""

from collections.abc import Iterator

from disan.pages import (
    commune_pages,
    data_page,
    embeds,
    facet_pages,
    front_page,
    listings,
    map_page,
    progress,
    record,
    search_page,
    single_pages,
    status,
)
from disan.pages.plan import Plan
from disan.pages.record import template_of
from disan.pages.view import View

__all__ = ["Plan", "plans", "template_of"]


def plans(view: View) -> Iterator[Plan]:
    """Every page of the site in the view's language; the year of the view dates festivals and nothing else."""
    yield front_page.home(view)
    for kind in view.catalogue.shown_kinds:
        yield from listings.plans(view, kind)
    if view.mapped:
        yield map_page.plan(view)
    yield from commune_pages.plans(view)
    yield from facet_pages.plans(view)
    yield from search_page.plans(view)
    for item in view.catalogue.items:
        yield record.plan(view, item)
        yield from embeds.plans(view, item)
        yield from single_pages.forwards(view, item)
    yield from _single(view)
    yield single_pages.offline(view)
    if view.language == view.default:
        yield single_pages.not_found(view)
        if view.ledger.retirements:
            from disan.pages import retired  # What happened to few codes, few builds load.

            yield from retired.plans(view)


def _single(view: View) -> Iterator[Plan]:
    """The pages that there are once, where what they show is there."""
    for name, page in (("about", single_pages.about), ("editing", single_pages.editing), ("manual", single_pages.manual)):
        if name in view.articles:
            yield page(view)
    yield from status.plans(view)
    yield data_page.plan(view)
    if view.occasions:
        from disan.pages import calendar_page  # A site may have nothing to tell.

        yield from calendar_page.plans(view)
    if view.timed:
        from disan.pages import timeline_page  # Nothing may have a time.

        yield timeline_page.page(view)
    if view.unwritten:
        from disan.pages import register_page  # Few sites have it.

        yield from register_page.plans(view)
    if view.questions:
        from disan.pages import wanted_pages  # Nothing may be missing.

        yield from wanted_pages.plans(view)
    if progress.followed(view.catalogue, view.settings):
        from disan.pages import progress_page  # Few sites have it.

        yield from progress_page.plans(view)
