"""Pages that are no record and no list: about the site, 404.html, the offline page, and what stands at a record's former addresses."""

import functools
from collections.abc import Callable, Iterator, Mapping

from disan.content.articles import Article
from disan.content.catalogue import Item
from disan.core import addresses as places
from disan.core.strings import load
from disan.drawing import covers
from disan.pages import bodies
from disan.pages.contexts import AboutPage, ForwardPage, NotFoundPage, NotFoundWords, OfflinePage
from disan.pages.frames import frame
from disan.pages.parts import Chapter, Link, PictureShown, Said
from disan.pages.plan import Plan
from disan.pages.view import View

CODES = "/Q/codes.json"
"""The list of codes that 404.html's repair reads."""
OFFLINE = "offline.html"


def about(view: View, articles: Mapping[str, Article]) -> Plan:
    """The page about the site."""
    return _article(view, articles[view.language], {language: view.page("about", language) for language in view.settings.languages})


def editing(view: View, articles: Mapping[str, Article]) -> Plan:
    """The guide for editors."""
    return _article(view, articles[view.language], {language: view.page("editing", language) for language in view.settings.languages})


def _article(view: View, article: Article, paths: Mapping[str, str]) -> Plan:
    pictures = [view.gallery[name].digest for each in article.pictures if (name := f"{article.folder}/{each.file}") in view.gallery]
    shows = [view.digest_of_all, article.language, *article.source.lines, *pictures, *view.shown_of(_named(view, article))]
    return view.plan(
        paths[view.language], paths, "about.html", lambda: _article_page(view, article, paths), article.source.file, shows=shows
    )


def _named(view: View, article: Article) -> list[Item]:
    """The records that an article names."""
    return [found for name in bodies.names(article.body) if (found := view.catalogue.by_reference.get(name))]


def _article_page(view: View, article: Article, paths: Mapping[str, str]) -> AboutPage:
    shown = view.own_symbol(paths[view.language])
    foreign = "" if article.language == view.language else article.language
    return AboutPage(
        frame=frame(view, article.title, view.settings.tagline.of(view.language), paths, shown, origin=article.source.file),
        title=Said(article.title, foreign),
        body=bodies.shown(view, article.body, bodies.TextFiles(lambda name: view.beside(article, name), lambda _name: "")),
        body_language=foreign,
        chapters=bodies.chapters(article.body),
    )


EXAMPLES = tuple(f"drawn-{number}.svg" for number in range(1, 7))
"""The pictures that the guide's examples name."""


def guide(view: View, article: Article) -> Plan:
    """The guide to blocks; its contents are the blocks, not the chapters of the examples."""
    paths = {language: view.page("guide", language) for language in view.settings.languages}
    shows = [view.digest_of_all, article.source.body, *view.shown_of(_named(view, article))]
    return view.plan(
        view.page("guide"), paths, "guide.html", lambda: _guide(view, article, paths), "templates/guide.html", shows=shows, listed=False
    )


def _guide(view: View, article: Article, paths: Mapping[str, str]) -> AboutPage:
    from disan.pages.guide import SOUND  # Loads every block.

    files = bodies.TextFiles(lambda name: _example(view, name), lambda _name: SOUND)
    return AboutPage(
        frame=frame(view, article.title, view.strings.say("guide.lead"), paths, None),
        title=Said(article.title),
        body=bodies.shown(view, article.body, files),
        body_language="",
        chapters=tuple(Chapter(each.anchor, each.text, each.level) for each in article.body.headings if not each.block),
    )


def guide_files() -> dict[str, Callable[[], bytes]]:
    """The drawings and the tone of the guide's examples, by site path: what makes them, for they are always the same."""
    from disan.pages.guide import SOUND, tone

    return {SOUND: tone, **{_drawing(name): functools.partial(_drawn, name) for name in EXAMPLES}}


def _drawn(name: str) -> bytes:
    return covers.draw(name).encode("utf-8")


def _example(view: View, name: str) -> PictureShown | None:
    if name not in EXAMPLES:
        return None
    say = view.strings.say
    caption = Said(say("guide.caption", number=EXAMPLES.index(name) + 1))
    return PictureShown(_drawing(name), (), 1200, 800, Said(say("guide.picture")), caption, say("guide.credit"), say("guide.licence"))


def _drawing(name: str) -> str:
    return f"/covers/{name.removesuffix('.svg')}.{covers.digest(name)}.svg"


def not_found(view: View) -> Plan:
    """404.html, which speaks all the site's languages at once: a mistyped code tells nobody's language."""
    paths = {language: view.home(language) for language in view.settings.languages}
    return view.plan(
        "/404.html", paths, "notfound.html", lambda: _not_found(view, paths), "templates/notfound.html", shows=(), listed=False
    )


def _not_found(view: View, paths: Mapping[str, str]) -> NotFoundPage:
    words = tuple(_not_found_words(view, language) for language in view.settings.languages)
    return NotFoundPage(
        frame=frame(view, words[0].title, words[0].lead, paths, None, path="/404.html"),
        codes_path=CODES,
        words=words,
    )


def offline(view: View) -> Plan:
    """What the service worker answers with when there is no network and the page is not kept."""
    paths = {language: view.page("offline", language) for language in view.settings.languages}
    path = paths[view.language]
    return view.plan(path, paths, OFFLINE, lambda: _offline(view, paths), "templates/offline.html", shows=(), listed=False)


def _offline(view: View, paths: Mapping[str, str]) -> OfflinePage:
    say = view.strings.say
    return OfflinePage(frame(view, say("offline.title"), say("offline.lead"), paths, None, path=paths[view.language]))


def _not_found_words(view: View, language: str) -> NotFoundWords:
    strings = load(language)
    return NotFoundWords(
        language=language,
        title=strings.say("notfound.title"),
        lead=strings.say("notfound.lead"),
        nearest=strings.say("notfound.nearest"),
        search=strings.say("notfound.search"),
        home=Link(Said(strings.say("notfound.home")), view.home(language)),
        sections=tuple(Link(Said(strings.of(kind.plural)), view.listing(kind, language)) for kind in view.catalogue.shown_kinds),
    )


def forwards(view: View, item: Item) -> Iterator[Plan]:
    """A page at each former address of a record, in this language, that leads to where it stands now."""
    for slug in item.outline.formerly:
        path = places.page_path(view.strings.of(item.kind.address), slug, view.language, view.default)
        paths = {language: view.path(item, language) for language in view.settings.languages}
        made = functools.partial(_forward, view, item, path, paths)
        origin = f"{item.path}/index.{view.default}.md"
        yield view.plan(path, paths, "forward.html", made, origin, shows=view.listed_of([item]), listed=False)


def _forward(view: View, item: Item, path: str, paths: Mapping[str, str]) -> ForwardPage:
    to = Link(view.listed(item).title, view.path(item))
    return ForwardPage(frame(view, to.text.text, to.text.text, paths, None, path=path), to, view.addresses.link(to.path))
