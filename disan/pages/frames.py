"""What every page has about it: names, addresses, navigation, what to keep. A view and a page's own words in, a frame out."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from disan.content.record import Audience
from disan.content.settings import FILE
from disan.core import text
from disan.core.strings import load
from disan.drawing.share_cards import ShareCard
from disan.pages import offline_list, progress
from disan.pages.frame_parts import Alternate, FeedOffered, Frame, Menu
from disan.pages.parts import Link, Said, SymbolDrawing
from disan.pages.view import View

_LINKS = ("home", "search", "about", "status", "data", "progress", "editing")
"""The fields of a frame that lead to one page."""


def frame(
    view: View,
    title: str,
    description: str,
    paths: Mapping[str, str],
    shown: SymbolDrawing | None,
    *,
    path: str = "",
    article: bool = False,
    share: ShareCard | None = None,
    origin: str = FILE,
    feed: FeedOffered | None = None,
    kept: bool = True,
) -> Frame:
    """What every page has. `paths` are the page's own in each language, `path` where it stands when elsewhere (and is not kept).

    `origin` is the file that an editor would open to change it; what is not `kept` has no list of what to keep, or gets one of its own.
    """
    canonical = paths[view.language]
    return replace(
        view.frame,
        title=title,
        description=description,
        path=path or canonical,
        url=view.addresses.absolute(canonical),
        open_graph_type="article" if article else "website",
        alternates=_alternates(view, paths),
        edit=view.edit(origin),
        symbol=shown,
        **({"share": share, "share_url": view.addresses.absolute(share.path)} if share else {}),
        feed=feed,
        keep=offline_list.listed(view.addresses, (canonical, *paths.values())) if kept and not path else (),
        **_current(view, canonical),
    )


def of_no_page(view: View) -> Frame:
    """What all pages of a language share, of a page that is nowhere."""
    say, name, card = view.strings.say, view.settings.name.of(view.language), view.share(view.settings.name.of(view.language), "")
    articles = {each: Link(Said(view.articles[each].title), view.page(each)) for each in ("about", "editing") if each in view.articles}
    return Frame(
        language=view.language,
        site_name=name,
        tagline=view.settings.tagline.of(view.language),
        title="",
        description="",
        path="",
        url="",
        open_graph_type="",
        alternates=(),
        home=Link(Said(name), view.home()),
        navigation=tuple(menu for audience in Audience if (menu := _menu(view, audience)).links),
        search=Link(Said(say("search.title")), view.page("search")),
        about=articles.get("about"),
        status=Link(Said(say("status.link")), view.page("status")),
        data=Link(Said(say("data.link")), view.page("data")),
        progress=_progress_link(view),
        edit="",
        editing=articles.get("editing"),
        keeper=view.settings.keeper.of(view.language) if view.settings.keeper else "",
        symbol=None,
        share=card,
        share_url=view.addresses.absolute(card.path) if card else "",
        keep=(),
    )


def _current(view: View, canonical: str) -> dict[str, Any]:
    """The fields in which the page at `canonical` is marked as the current one: most pages are in no menu and share what is said once."""
    shown = ((name, getattr(view.frame, name)) for name in _LINKS)
    marked: dict[str, Any] = {name: replace(link, current=True) for name, link in shown if link and link.path == canonical}
    progress_link = view.frame.progress
    if progress_link and canonical in view.question_paths and progress_link.path in view.question_paths:
        marked["progress"] = replace(progress_link, current=True)
    if any(link.path == canonical for menu in view.frame.navigation for link in menu.links):
        marked["navigation"] = tuple(_marked(menu, canonical) for menu in view.frame.navigation)
    return marked


def _marked(menu: Menu, canonical: str) -> Menu:
    links = tuple(replace(link, current=link.path == canonical) for link in menu.links)
    return replace(menu, links=links, current=any(link.current for link in links))


def _alternates(view: View, paths: Mapping[str, str]) -> tuple[Alternate, ...]:
    """The same page in each language, from its path in each."""
    return tuple(
        Alternate(each, load(each).say("language.name"), path, view.addresses.absolute(path), each == view.language)
        for each, path in paths.items()
    )


def _progress_link(view: View) -> Link | None:
    """The link to the progress of digitisation, where the settings follow a kind; else to the first page that asks for what is missing."""
    kinds = progress.followed(view.catalogue, view.settings)
    if not kinds:
        return Link(Said(view.strings.say("wanted.record")), view.question_paths[0]) if view.question_paths else None
    title = view.strings.say("progress.title", kinds=progress.called(kinds, view.strings))
    return Link(Said(title), view.page("progress"))


def _menu(view: View, audience: Audience) -> Menu:
    """The links to the kinds' listings that are for a reader, and a visitor's to the map, the timeline and the calendar."""
    kinds = (kind for kind in view.catalogue.shown_kinds if kind.audience is audience)
    links = [Link(Said(view.strings.of(kind.plural)), view.listing(kind)) for kind in kinds]
    if audience is Audience.VISITOR:
        communes = Link(Said(view.strings.say("communes.title")), view.page("communes"))
        ways = (
            (view.gazetteer.units, communes),
            (view.mapped, view.map_link()),
            (view.timed, view.timeline_link()),
            (view.occasions, view.calendar_link()),
        )
        links += [link for there, link in ways if there]
    name = view.strings.of(audience.label)
    return Menu(name, text.slug(name), f"{view.home()}#{text.slug(name)}", tuple(links))
