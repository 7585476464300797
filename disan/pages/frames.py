"""What every page has about it: names, addresses, navigation, what to keep. A view and a page's own words in, a frame out."""

from collections.abc import Mapping

from msgspec.structs import replace

from disan.content.settings import FILE
from disan.drawing.share_cards import ShareCard
from disan.pages import offline_list, progress
from disan.pages.frame_parts import FeedOffered, Frame, Menu
from disan.pages.parts import Link, Said, SymbolDrawing
from disan.pages.view import View


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
) -> Frame:
    """What every page has. `paths` are the page's own in each language, `path` where it stands when elsewhere (and is not kept).

    `origin` is the file that an editor would open to change it.
    """
    canonical = paths[view.language]
    card = share or view.share(view.settings.name.of(view.language), "")
    about = view.articles.get("about")
    return Frame(
        language=view.language,
        site_name=view.settings.name.of(view.language),
        tagline=view.settings.tagline.of(view.language),
        title=title,
        description=description,
        path=path or canonical,
        url=view.addresses.absolute(canonical),
        open_graph_type="article" if article else "website",
        alternates=view.alternates(paths),
        home=Link(Said(view.settings.name.of(view.language)), view.home(), canonical == view.home()),
        navigation=_navigation(view, canonical),
        search=Link(Said(view.strings.say("search.title")), view.page("search"), canonical == view.page("search")),
        about=Link(Said(about.title), view.page("about"), canonical == view.page("about")) if about else None,
        status=Link(Said(view.strings.say("status.link")), view.page("status"), canonical == view.page("status")),
        data=Link(Said(view.strings.say("data.link")), view.page("data"), canonical == view.page("data")),
        progress=_progress_link(view, canonical),
        edit=view.edit(origin),
        editing=_editing_link(view, canonical),
        keeper=view.settings.keeper.of(view.language) if view.settings.keeper else "",
        symbol=shown,
        share=card,
        share_url=view.addresses.absolute(card.path) if card else "",
        feed=feed,
        keep=() if path else offline_list.listed(view.addresses, (canonical, *paths.values())),
    )


def _editing_link(view: View, canonical: str) -> Link | None:
    """The link to the handbook for editors, where there is one."""
    article = view.articles.get("editing")
    return Link(Said(article.title), view.page("editing"), canonical == view.page("editing")) if article else None


def _progress_link(view: View, canonical: str) -> Link | None:
    """The link to the progress of digitisation, where the settings follow a kind; else to the first page that asks for what is missing."""
    kinds = progress.followed(view.catalogue, view.settings)
    if not kinds:
        asking = [view.asking(each.asked, each.kind) for each in view.questions]
        return Link(Said(view.strings.say("wanted.record")), asking[0], canonical in asking) if asking else None
    title = view.strings.say("progress.title", kinds=progress.called(kinds, view.strings))
    return Link(Said(title), view.page("progress"), canonical == view.page("progress"))


def _navigation(view: View, canonical: str) -> tuple[Menu, ...]:
    """The menus, of which one may lead to the page at `canonical`; most pages are in none and share what is said once."""
    if not any(link.path == canonical for menu in view.menus for link in menu.links):
        return view.menus
    marked = (replace(menu, links=tuple(replace(link, current=link.path == canonical) for link in menu.links)) for menu in view.menus)
    return tuple(replace(menu, current=any(link.current for link in menu.links)) for menu in marked)
