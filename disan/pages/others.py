"""Pages that are no record and no list: about the site, 404.html, the offline page, and what stands at a record's former addresses."""

from collections.abc import Iterator, Mapping

from disan import addresses as places
from disan import covers
from disan.articles import Article
from disan.guide import SOUND, tone
from disan.pages import bodies
from disan.pages.contexts import AboutPage, ForwardPage, NotFoundPage, NotFoundWords, OfflinePage
from disan.pages.parts import Chapter, Link, PictureShown, Said
from disan.pages.plan import Plan
from disan.pages.view import View
from disan.record.entry import Entry
from disan.strings import load

CODES = "/Q/codes.json"
"""The list of codes that 404.html's repair reads."""


def about(view: View, articles: Mapping[str, Article]) -> Plan:
    """The page about the site."""
    return _article(view, articles[view.language], {language: view.page("about", language) for language in view.settings.languages})


def editing(view: View, articles: Mapping[str, Article]) -> Plan:
    """The guide for editors."""
    return _article(view, articles[view.language], {language: view.page("editing", language) for language in view.settings.languages})


def _article(view: View, article: Article, paths: Mapping[str, str]) -> Plan:
    path = paths[view.language]
    foreign = "" if article.language == view.language else article.language
    context = AboutPage(
        frame=view.frame(article.title, view.settings.tagline.of(view.language), paths, view.own_symbol(path), origin=article.source.file),
        title=Said(article.title, foreign),
        body=bodies.shown(view, article.body, bodies.Files(lambda name: view.beside(article, name), lambda _name: "")),
        body_language=foreign,
        chapters=bodies.chapters(article.body),
    )
    return Plan(path, (places.file(path),), "about.html", context, view.language, article.source.file)


EXAMPLES = tuple(f"drawn-{number}.svg" for number in range(1, 7))
"""The pictures that the guide's examples name."""


def guide(view: View, article: Article) -> Plan:
    """The guide to blocks; its contents are the blocks, not the chapters of the examples."""
    path = view.page("guide")
    paths = {language: view.page("guide", language) for language in view.settings.languages}
    files = bodies.Files(lambda name: _example(view, name), lambda _name: SOUND)
    context = AboutPage(
        frame=view.frame(article.title, view.strings.say("guide.lead"), paths, None),
        title=Said(article.title),
        body=bodies.shown(view, article.body, files),
        body_language="",
        chapters=tuple(Chapter(each.anchor, each.text, each.level) for each in article.body.headings if not each.block),
    )
    return Plan(path, (places.file(path),), "guide.html", context, view.language, "templates/guide.html")


def guide_files() -> dict[str, bytes]:
    """The drawings and the tone of the guide's examples, by site path."""
    return {SOUND: tone(), **{_drawing(name): covers.draw(name).encode("utf-8") for name in EXAMPLES}}


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
    words = tuple(_not_found_words(view, language) for language in view.settings.languages)
    paths = {language: view.home(language) for language in view.settings.languages}
    context = NotFoundPage(
        frame=view.frame(words[0].title, words[0].lead, paths, None, path="/404.html"),
        codes_path=CODES,
        words=words,
    )
    return Plan("/404.html", ("404.html",), "notfound.html", context, view.language, "templates/notfound.html")


def offline(view: View) -> Plan:
    """What the service worker answers with when there is no network and the page is not kept."""
    path = view.page("offline")
    paths = {language: view.page("offline", language) for language in view.settings.languages}
    say = view.strings.say
    context = OfflinePage(view.frame(say("offline.title"), say("offline.lead"), paths, None, path=path))
    return Plan(path, (places.file(path),), "offline.html", context, view.language, "templates/offline.html")


def _not_found_words(view: View, language: str) -> NotFoundWords:
    strings = load(language)
    kinds = tuple(kind for kind in view.catalogue.kinds if view.catalogue.of(kind))
    return NotFoundWords(
        language=language,
        title=strings.say("notfound.title"),
        lead=strings.say("notfound.lead"),
        nearest=strings.say("notfound.nearest"),
        search=strings.say("notfound.search"),
        home=Link(Said(strings.say("notfound.home")), view.home(language)),
        sections=tuple(Link(Said(strings.of(kind.plural)), view.listing(kind, language)) for kind in kinds),
    )


def forwards(view: View, entry: Entry) -> Iterator[Plan]:
    """A page at each former address of a record, in this language, that leads to where it stands now."""
    for slug in entry.record.formerly:
        word = view.strings.of(entry.kind.address)
        path = places.page_path(word, slug, view.language, view.default)
        to = Link(view.title(entry), view.path(entry))
        paths = {language: view.path(entry, language) for language in view.settings.languages}
        context = ForwardPage(view.frame(to.text.text, to.text.text, paths, None, path=path), to, view.addresses.link(to.path))
        yield Plan(path, (places.file(path),), "forward.html", context, view.language, entry.source.file)
