"""The search page: a field, and without script every record by name and by commune; its pages by letter. A view in, plans out."""

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import escape
from msgspec import Struct, json
from msgspec.structs import replace

from disan.content.catalogue import Item, grouped
from disan.content.settings import FILE
from disan.core import text
from disan.pages import facet_panel, neighbours, paging, search_index
from disan.pages.facet_parts import CountedLink, FacetShown
from disan.pages.frames import frame
from disan.pages.paging import ListPage
from disan.pages.plan import Plan
from disan.pages.search_context import LetterShown, SearchPage
from disan.pages.view import View

SEARCH = "search.html"
_WORDS = "field.json"
"""What the field says before it has the index, beside the search page."""
_BESIDE = 16_000
"""Bytes of HTML that the search page has beside records: facets, letters, communes."""
_LINE = 110
"""Bytes of the elements of a line beside its words."""
_FIGURES = "0-9"


class Letter(Struct, frozen=True):
    """The records under a letter of the Vietnamese alphabet, or under figures; `path` is where they stand, on a page or below an anchor."""

    name: str
    items: tuple[Item, ...]
    path: str


def plans(view: View) -> Iterator[Plan]:
    """The search page, and one for each letter where that one has no room for all records."""
    paths = {language: view.page("search", language) for language in view.settings.languages}
    found = _by_letter(view)
    sections = [paging.section(name, name, items) for name, items in found.items()]
    whole = len(paging.cut(sections, functools.partial(_weight, view), _BESIDE)) == 1
    letters = [
        Letter(name, items, f"{paths[view.language]}{'#' if whole else ''}{_typed(name)}{'' if whole else '/'}")
        for name, items in found.items()
    ]
    made = functools.partial(_page, view, paths, letters, whole=whole)
    shows = [view.digest_of_all, search_index.decided(view)]
    yield replace(view.plan(paths[view.language], paths, SEARCH, made, shows=shows), beside=_beside(view))
    for letter in () if whole else letters:
        yield from _letter_plans(view, paths, letters, letter)


def _by_letter(view: View) -> Mapping[str, tuple[Item, ...]]:
    """Every record by its title, as a Vietnamese dictionary orders them; those that begin with no letter come last."""
    titled = [(text.from_initial(view.row(item).title.text), item) for item in view.catalogue.items]
    ordered = sorted(titled, key=lambda pair: text.collation_key(pair[0]))
    found = grouped((text.initial(title), item) for title, item in ordered)
    return {name: items for name, items in found.items() if name} | {name: items for name, items in found.items() if not name}


def _typed(name: str) -> str:
    return text.telex(name) if name else _FIGURES


def _weight(view: View, item: Item) -> int:
    """Bytes of HTML that a record's line takes at most."""
    row = view.row(item)
    return _LINE + len(escape(f"{view.addresses.link(row.path)}{row.title.text}{row.kicker}{row.place}").encode())


def _letter_plans(view: View, paths: dict[str, str], letters: Sequence[Letter], letter: Letter) -> Iterator[Plan]:
    """The pages of a letter. In other languages, whose titles begin otherwise, the search page stands for them."""
    counts = [(each.name, len(each.items)) for each in letters]

    def shows(list_page: ListPage[Item]) -> Iterator[object]:
        yield from (counts, *view.row_digests(list_page.sections[0].lines))

    def page(list_page: ListPage[Item]) -> SearchPage:
        return _letter_page(view, letters, letter, replace(list_page, paths=paths | dict(list_page.paths)))

    pages = paging.cut([paging.section("", letter.name, letter.items)], functools.partial(_weight, view))
    here = {view.language: letter.path}
    for plan in paging.plans(view, here, pages, lambda item: item.title, page, shows, SEARCH, FILE):
        yield replace(plan, listed=None)


def _page(view: View, paths: Mapping[str, str], letters: Sequence[Letter], *, whole: bool) -> SearchPage:
    title, lead = view.strings.say("search.title"), view.strings.say("search.lead")
    communes = next((facet.values for facet in view.facets if facet.path == view.page("communes")), ())
    return SearchPage(
        frame=frame(view, title, lead, paths, view.own_symbol(paths[view.language])),
        title=title,
        lead=lead,
        count=view.strings.count("shown.records", len(view.catalogue.items)),
        letters=_counted(view, letters),
        shown=tuple(_shown(view, each.name, each.items, _typed(each.name)) for each in letters) if whole else (),
        facets=_keyed(view),
        full_text=view.settings.full_text,
        communes=tuple(facet_panel.counted(view, each) for each in communes),
        near=neighbours.near_me(view) if view.mapped else None,
    )


def _keyed(view: View) -> tuple[FacetShown, ...]:
    """The facets, their values as the index calls them."""
    keys = {value.path: f"{facet.identifier}/{value.identifier}" for facet in view.facets for value in facet.values}
    found = facet_panel.panel(view, view.catalogue.items)
    return tuple(replace(each, values=tuple(replace(value, key=keys[value.path]) for value in each.values)) for each in found)


def _letter_page(view: View, letters: Sequence[Letter], letter: Letter, list_page: ListPage[Item]) -> SearchPage:
    title = view.strings.say("search.of_letter", letter=_name(view, letter.name))
    lead = view.strings.say("search.by_name_lead")
    return SearchPage(
        frame=list_page.frame(view, title, lead),
        title=title,
        lead=lead,
        count=view.strings.count("shown.records", len(letter.items)),
        letters=_counted(view, letters, letter.path),
        shown=tuple(_shown(view, letter.name, each.lines, "") for each in list_page.sections),
        pages=list_page.links,
    )


def _counted(view: View, letters: Sequence[Letter], here: str = "") -> tuple[CountedLink, ...]:
    count = view.strings.number
    return tuple(CountedLink(_name(view, each.name), each.path, count(len(each.items)), each.path == here) for each in letters)


def _shown(view: View, name: str, items: Sequence[Item], anchor: str) -> LetterShown:
    count = view.strings.count("shown.records", len(items))
    return LetterShown(anchor, _name(view, name), count, tuple(view.row(item) for item in items))


def _name(view: View, name: str) -> str:
    return name or view.strings.say("search.digits")


def _beside(view: View) -> Mapping[str, Callable[[], bytes]]:
    """The index, and what the field says before it has that."""
    return {f"{view.page('search')}{_WORDS}": functools.partial(_words, view), **search_index.files(view)}


def _words(view: View) -> bytes:
    paths = {"index": search_index.path(view), "search": view.page("search"), "map": view.page("map") if view.mapped else ""}
    addresses = {name: path and view.addresses.link(path) for name, path in paths.items()}
    return json.encode({"say": view.strings.below("search.field"), **addresses})
