"""The pages that show many records: a kind's listing by commune, and others cut as it is. A view in, plans out."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from disan.content.catalogue import Item, grouped
from disan.content.gazetteer import Unit
from disan.content.record import Record, schema
from disan.content.record.observation import observing
from disan.content.settings import FILE
from disan.core import text
from disan.pages import boards, cards, facet_panel, feed_files, observations, paging
from disan.pages.contexts import Context
from disan.pages.days import day
from disan.pages.facet_parts import FacetShown
from disan.pages.frame_parts import FeedOffered
from disan.pages.listing_contexts import Group, ListingPage
from disan.pages.locations import anchor
from disan.pages.open_data import files
from disan.pages.paging import ListPage, Section
from disan.pages.plan import Plan, digest
from disan.pages.view import View


def plans(view: View, kind: type[Record]) -> Iterator[Plan]:
    """All records of a kind."""
    items, path = view.catalogue.of(kind), view.listing(kind)
    paths = {language: view.listing(kind, language) for language in view.settings.languages}
    listed = boards.sections(view, kind, items) if kind.listed_by_phase else sections(view, items)
    panel = facet_panel.panel(view, items, path)
    figures = digest([view.digest_of_all, *view.card_digests(items)]) if observing(kind) else ""
    feed = feed_files.offered(view, path, items)
    made, also = functools.partial(_listing, view, kind, panel, feed), [view.register_link(kind), panel, figures, feed]
    origin, by_name = f"content/{kind.folder}", not kind.listed_by_phase
    yield from of_records(view, paths, cut(view, listed, facet_panel.links(panel)), made, also, origin, by_name=by_name)


def of_records(
    view: View,
    paths: Mapping[str, str],
    pages: Sequence[tuple[Section[Item], ...]],
    made: Callable[[ListPage[Item]], Context],
    also: Iterable[object],
    origin: str = FILE,
    *,
    template: str = "listing.html",
    by_name: bool = True,
) -> Iterator[Plan]:
    """The pages of a list of records; `also` is what the first shows beside them, `by_name` whether lines follow their names."""
    first = tuple(also)

    def shows(list_page: ListPage[Item]) -> Iterator[object]:
        yield from first if list_page.number == 1 else ()
        for each in list_page.sections:
            yield from (each.title, each.count, each.before, each.note, *view.row_digests(each.lines))

    return paging.plans(view, paths, pages, (lambda item: item.title) if by_name else None, made, shows, template, origin)


def cut(view: View, listed: Iterable[Section[Item]], links: int, beside: int = 0) -> list[tuple[Section[Item], ...]]:
    """Sections of records page by page; the first has so many `links` besides, and a line takes `beside` bytes beyond a row."""
    return paging.cut(listed, lambda item: view.weight(item) + beside, paging.LINK * links)


def _listing(
    view: View, kind: type[Record], panel: tuple[FacetShown, ...], feed: FeedOffered | None, list_page: ListPage[Item]
) -> ListingPage:
    items = view.catalogue.of(kind)
    title, lead, first = view.strings.of(kind.plural), view.strings.of(kind.lead), list_page.number == 1
    return ListingPage(
        frame=list_page.frame(view, title, lead, feed=feed),
        title=title,
        lead=lead,
        count=view.strings.count("shown.records", len(items)),
        compared=observations.compared(view.card(item) for item in items) if kind.compared_by and first else (),
        table=files.figures_path(view, kind) if first else "",
        register=view.register_link(kind) if first else None,
        groups=groups(view, list_page.sections),
        timeline=view.timeline_link() if first and view.timed and schema.timed(kind) else None,
        calendar=view.calendar_link() if first and view.occasions and kind.occasions is not Record.occasions else None,
        facets=panel if first else (),
        pages=list_page.links,
    )


def sections(view: View, items: Iterable[Item]) -> list[Section[Item]]:
    """The records by commune, in the order of the communes' names; those of no known commune last, all in one when none has any."""
    listed = tuple(items)
    by_code = grouped((code, item) for item in listed for code in item.outline.communes)
    found = {view.gazetteer.unit(code): each for code, each in by_code.items()}
    elsewhere = tuple(item for item in listed if not item.outline.communes)
    made = [_of_commune(view, unit, found[unit]) for unit in cards.in_order(found)]
    if elsewhere or not made:
        title = view.strings.say("shown.elsewhere") if made else ""
        made.append(paging.section("elsewhere" if made else "all", title, elsewhere))
    return made


def _of_commune(view: View, unit: Unit, items: Iterable[Item]) -> Section[Item]:
    title, before = text.capital(cards.commune_name(view, unit)), _made_of(view, unit)
    return paging.section(anchor(view, unit.full), title, items, before=before, path=view.commune(unit))


def groups(view: View, listed: Iterable[Section[Item]]) -> tuple[Group, ...]:
    """Sections of records as a template shows them."""
    return tuple(group(view, each) for each in listed)


def group(view: View, section: Section[Item]) -> Group:
    """A section of records as a template shows it."""
    count, rows = view.strings.count("shown.records", section.count), tuple(view.row(item) for item in section.lines)
    return Group(section.anchor, section.title, section.before, count, rows, section.note, section.path)


def _made_of(view: View, unit: Unit) -> str:
    names, until = ", ".join(former.name for former in view.gazetteer.made_of(unit)), day(view.strings, view.gazetteer.changed)
    return view.strings.say("shown.called", when=view.strings.say("shown.before", day=until), names=names) if names else ""
