"""The site's settings in one language, and the small things that any page makes of them: texts, addresses, pictures, symbols.

Knows no other record than the one that it is asked about: what a record's own page is made of, no other record changes.
"""

import functools
from collections.abc import Callable

from msgspec import Struct

from disan.content.articles import Article
from disan.content.catalogue import Catalogue, Item
from disan.content.fields.about import Request
from disan.content.gazetteer import Gazetteer, Unit
from disan.content.record import Motif, Picture, Record
from disan.content.record.entry import Edition, Entry
from disan.content.settings import Settings
from disan.core import addresses as places
from disan.core import text
from disan.core.addresses import Addresses
from disan.core.strings import Strings, load
from disan.drawing import covers
from disan.drawing.covers import Scene
from disan.drawing.share_cards import ShareCard
from disan.pages.gallery import Gallery
from disan.pages.parts import Cover, ImageCandidate, ImageSource, Link, PictureShown, Said, SymbolDrawing
from disan.pages.recordings import Recordings

_SITE = Motif.DRUM
"""What stands for the site as a whole."""
_BEST = ("avif", "webp", "jpeg")


def drawn(_name: str, address: str) -> SymbolDrawing:
    """An address as a symbol to draw, with the quiet zone of four modules that ISO/IEC 18004 asks for."""
    return _drawing(address)


@functools.lru_cache(maxsize=16)  # All languages of a record show the same one.
def _drawing(address: str) -> SymbolDrawing:
    from disan.drawing import qr  # Loads the encoder and more, which few builds need: nearly every code was drawn before.

    made = qr.encode(address)
    return SymbolDrawing(address, made.size + 2 * 4, qr.path(made, quiet=4))


class LanguageView(Struct, frozen=True, eq=False):
    """The site's settings as one language shows them. `gallery` has the pictures that are ready, `recordings` those that can be
    played, `year` dates festivals."""

    language: str
    settings: Settings
    addresses: Addresses
    gazetteer: Gazetteer
    year: int
    gallery: Gallery = {}
    recordings: Recordings = {}
    symbol_of: Callable[[str, str], SymbolDrawing] = drawn
    """Draws an address as the QR code of a page, which has a name, or knows how it was drawn."""

    @property
    def strings(self) -> Strings:
        """The language's sentences."""
        return load(self.language)

    @property
    def default(self) -> str:
        """The language that stands at the root."""
        return self.settings.languages[0]

    def path(self, entry: Entry | Item, language: str | None = None) -> str:
        """The site path of a record's page."""
        return self._path(load(language or self.language).of(entry.kind.address), entry.slug, language)

    def listing(self, kind: type[Record], language: str | None = None) -> str:
        """The site path of a kind's listing."""
        return self._path(load(language or self.language).of(kind.address), "", language)

    def home(self, language: str | None = None) -> str:
        """The site path of the front page."""
        return self._path("", "", language)

    def page(self, name: str, language: str | None = None) -> str:
        """The site path of a page that there is once, by its name among the `addresses` of the strings: about, calendar, map."""
        return self._path(load(language or self.language).say(f"addresses.{name}"), "", language)

    def commune(self, unit: Unit, language: str | None = None) -> str:
        """The site path of a commune's page."""
        return f"{self.page('communes', language)}{text.path_name(unit.full)}/"

    def browse(self, facet: str, value: str, language: str | None = None) -> str:
        """The site path of the records that a facet has one value for, by their labels in that language."""
        return f"{self.page('browse', language)}{text.path_name(facet)}/{text.path_name(value)}/"

    def _path(self, section: str, slug: str, language: str | None) -> str:
        return places.page_path(section, slug, language or self.language, self.default)

    def asking(self, asked: Request, kind: type[Record], language: str | None = None) -> str:
        """The site path of the page that asks readers for something of a kind's records."""
        strings = load(language or self.language)
        return self._path(strings.say("addresses.wanted"), text.slug(f"{strings.of(asked.what)} {strings.of(kind.address)}"), language)

    def edit(self, file: str) -> str:
        """Where a file of the project is edited in a browser; empty where the settings name no repository."""
        return f"{self.settings.repository}/edit/main/{file}" if self.settings.repository else ""

    def map_link(self) -> Link:
        """The link to the map."""
        return Link(Said(self.strings.say("map.title")), self.page("map"))

    def timeline_link(self) -> Link:
        """The link to the timeline."""
        return Link(Said(self.strings.say("timeline.title")), self.page("timeline"))

    def calendar_link(self) -> Link:
        """The link to the calendar."""
        return Link(Said(self.strings.say("calendar.title")), self.page("calendar"))

    def feed_path(self, path: str) -> str:
        """The site path of the feed of what a page lists: beside the page, called as it is; of the front page by a name of its own."""
        name = f"{path}{self.strings.say('addresses.feed')}" if path == self.home() else path.rstrip("/")
        return f"{name}.atom"

    def calendar_file(self, path: str) -> str:
        """The site path of what happens on a page's days as an iCalendar file: beside the page, called as it is."""
        return f"{path.rstrip('/')}.ics"

    def said(self, edition: Edition, name: str, text: str) -> Said:
        """A text of a record's field, marked Vietnamese where this language has none."""
        return Said(text, "vi" if name in edition.untranslated and self.language != "vi" else "")

    def title(self, entry: Entry) -> Said:
        """A record's title; of a record that is not opened its card has it."""
        edition = entry.editions[self.language]
        return self.said(edition, "title", edition.record.title)

    def share(self, title: str, kicker: str, entry: Entry | None = None) -> ShareCard | None:
        """The card of a page, with a record's picture or drawing or else the site's; None where the settings want none."""
        if not self.settings.share_cards:
            return None
        cover = entry.editions[self.language].record.cover if entry else None
        name = entry.file(cover.file) if entry and cover else ""
        derived = self.gallery.get(name)
        return ShareCard(
            language=self.language,
            kicker=kicker,
            title=title,
            site_name=self.settings.name.of(self.language),
            tagline=self.settings.tagline.of(self.language),
            scene=scene(entry) if entry else Scene((_SITE.identifier,), self.addresses.host),
            picture=name if derived else "",
            digest=derived.digest if derived else "",
        )

    def own_symbol(self, path: str) -> SymbolDrawing:
        """The QR code of a page that is no record: its own address, for a screen."""
        return self.symbol_of(path, self.addresses.absolute(path))

    def cover(self, entry: Entry) -> Cover:
        """A record's cover: its picture, or the drawing in its place."""
        edition = entry.editions[self.language]
        picture = edition.record.cover
        shown = self.picture(entry, picture, edition) if picture else None
        return Cover(shown, cover_path(scene(entry)), "" if shown else self.depicted(entry))

    def depicted(self, entry: Entry) -> str:
        """What a record's drawing shows, in words that claim no more."""
        motifs = dict.fromkeys(each.formatted(self.strings) for each in entry.record.scene())
        return self.strings.say("page.drawn", motifs=", ".join(motifs))

    def sound(self, entry: Entry, file: str) -> str:
        """The site path of a recording beside a record; empty where it cannot be played."""
        return self.recordings.get(entry.file(file), "")

    def picture(self, entry: Entry, picture: Picture, edition: Edition) -> PictureShown | None:
        """A picture with its renditions; None while they could not be made."""
        field = "cover" if picture == edition.record.cover else "pictures"
        caption = self.said(edition, field, picture.caption) if picture.caption else None
        return self._ready(entry.file(picture.file), picture, self.said(edition, field, picture.alt), caption)

    def beside(self, article: Article, file: str) -> PictureShown | None:
        """A picture that an article's front matter describes; None for any other, and while it could not be made."""
        picture = next((each for each in article.pictures if each.file == file), None)
        foreign = "" if article.language == self.language else article.language
        caption = Said(picture.caption, foreign) if picture and picture.caption else None
        return self._ready(article.file(file), picture, Said(picture.alt, foreign), caption) if picture else None

    def _ready(self, name: str, picture: Picture, alt: Said, caption: Said | None) -> PictureShown | None:
        derived = self.gallery.get(name)
        if derived is None:
            return None
        by_format = {each: [r for r in derived.renditions if r.format == each] for each in _BEST}
        sources = tuple(
            ImageSource(
                f"image/{each}", tuple(ImageCandidate(f"/pictures/{r.name}", r.width) for r in sorted(found, key=lambda r: r.width))
            )
            for each, found in by_format.items()
            if found
        )
        return PictureShown(
            path=sources[-1].items[min(1, len(sources[-1].items) - 1)].path,
            sources=sources,
            width=derived.width,
            height=derived.height,
            alt=alt,
            caption=caption,
            credit=picture.credit,
            licence=picture.licence,
            placeholder=derived.placeholder,
            focus=picture.focus or "",
        )


class CatalogueView(LanguageView, frozen=True, eq=False, dict=True, kw_only=True):
    """The same, with the records that the one in hand may name."""

    catalogue: Catalogue


def scene(entry: Entry) -> Scene:
    """What a record's drawing is made of: its motifs, and its code, else its name."""
    return Scene(tuple(each.identifier for each in entry.record.scene()), entry.record.code or entry.reference)


def cover_path(scene: Scene) -> str:
    """The site path of a drawing, which changes with the drawing, so that a kept copy is never an old one."""
    return f"/covers/{scene.seed.replace('/', '-')}.{covers.digest(scene)}.svg"
