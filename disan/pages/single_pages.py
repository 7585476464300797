"""Pages that are no record and no list: about the site, 404.html, the offline page, and what stands at a record's former addresses."""

import functools
from collections.abc import Iterator, Mapping

from msgspec import msgpack

from disan.content.catalogue import Item
from disan.content.settings import FILE
from disan.core import addresses as places
from disan.core.strings import load
from disan.pages import bodies, fillings, search_index
from disan.pages.contexts import AboutPage, ForwardPage, NotFoundPage, NotFoundWords, OfflinePage
from disan.pages.frames import frame
from disan.pages.parts import Link, Said
from disan.pages.plan import Plan, digest
from disan.pages.summary import ArticleText
from disan.pages.view import View

OFFLINE = "offline.html"


def about(view: View) -> Plan:
    """The page about the site."""
    return _article(view, "about", "about.html", view.settings.tagline.of(view.language))


def editing(view: View) -> Plan:
    """The handbook for editors."""
    return _article(view, "editing", "about.html", view.settings.tagline.of(view.language))


def manual(view: View) -> Plan:
    """The manual of blocks, which search engines are not told of."""
    return _article(view, "manual", "manual.html", view.strings.say("manual.lead"))


def _article(view: View, name: str, template: str, lead: str) -> Plan:
    text, paths = view.articles[name], {language: view.page(name, language) for language in view.settings.languages}
    named = [found for target in bodies.targets(text.body) if (found := view.catalogue.by_reference.get(target))]
    gathered = fillings.shows(view, bodies.gathered(text.body))
    shows = [view.digest_of_all, digest([msgpack.encode(text)]), *view.card_digests(named), *gathered]
    ours = text.file.startswith("templates/")
    made = functools.partial(_article_page, view, text, paths, lead, ours=ours)
    return view.plan(paths[view.language], paths, template, made, text.file, shows=shows, listed=not ours)


def _article_page(view: View, text: ArticleText, paths: Mapping[str, str], lead: str, *, ours: bool) -> AboutPage:
    """The page of a text of the site's own, or of `ours`, which nobody scans and no editor of the site changes."""
    symbol, origin = (None, FILE) if ours else (view.own_symbol(paths[view.language]), text.file)
    return AboutPage(
        frame=frame(view, text.title, lead, paths, symbol, origin=origin),
        title=Said(text.title, text.language),
        body=bodies.filled(view, text.body),
        body_language=text.language,
        chapters=text.chapters,
    )


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
        search=strings.say("search.field.label"),
        submit=strings.say("search.field.submit"),
        field=view.page("search", language),
        index=search_index.path(view, language),
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
        yield view.plan(path, paths, "forward.html", made, origin, shows=view.row_digests([item]), listed=False)


def _forward(view: View, item: Item, path: str, paths: Mapping[str, str]) -> ForwardPage:
    to = Link(view.row(item).title, view.path(item))
    return ForwardPage(frame(view, to.text.text, to.text.text, paths, None, path=path), to, view.addresses.link(to.path))
