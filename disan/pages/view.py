"""The site as seen in one language: what every page's making needs, in one frozen value, and the small things made of it."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from disan.content.articles import Article
from disan.content.catalogue import Catalogue, Item
from disan.content.record import Picture, Record
from disan.content.record.entry import Edition, Entry
from disan.content.settings import FILE, Settings
from disan.core import addresses as places
from disan.core.addresses import Addresses
from disan.core.strings import Strings, load
from disan.drawing import covers
from disan.drawing.share_cards import ShareCard
from disan.ledger import EMPTY, Ledger
from disan.pages.contexts import Context, OwnPage
from disan.pages.gallery import Gallery
from disan.pages.kept import NOTHING, ArtifactSource
from disan.pages.parts import Alternate, Card, Cover, ImageCandidate, ImageSource, Link, ListRow, PictureShown, Said, SymbolDrawing
from disan.pages.plan import GivenPlan, digest

_BEST = ("avif", "webp", "jpeg")


class _ViewParts(NamedTuple):
    """What a view is made of."""

    language: str
    strings: Strings
    settings: Settings
    addresses: Addresses
    catalogue: Catalogue
    gallery: Gallery
    articles: Mapping[str, Mapping[str, Article]]
    year: int
    """The year of the build, for festivals."""
    ledger: Ledger = EMPTY
    kept: ArtifactSource = NOTHING


class View(_ViewParts):
    """One language's view of the site."""

    @property
    def default(self) -> str:
        """The language that stands at the root."""
        return self.settings.languages[0]

    def card(self, item: Item) -> Card:
        """How this page shows another record."""
        return self.kept.card(item.reference, self.language)

    def listed(self, item: Item) -> ListRow:
        """How this page shows a record among many."""
        return self.kept.listed(item.reference, self.language)

    def body(self, item: Item) -> OwnPage:
        """A record's own page."""
        return self.kept.body(item.reference, self.language)

    def shown_of(self, items: Iterable[Item]) -> list[str]:
        """What decides about a page that shows these records' cards."""
        return [self._card_digests[item.reference][0] for item in items]

    def listed_of(self, items: Iterable[Item]) -> list[str]:
        """What decides about a page that lists these records, or names them."""
        return [self._card_digests[item.reference][1] for item in items]

    @cached_property
    def _card_digests(self) -> Mapping[str, tuple[str, str]]:
        return self.kept.card_digests(self.language)

    @cached_property
    def digest(self) -> str:
        """Of what every page of this language depends on."""
        articles = [(name, article.title) for name in ("about", "editing") if (article := self.articles.get(name, {}).get(self.language))]
        kinds = [kind.folder for kind in self.catalogue.shown_kinds]
        return digest([self.language, self.settings, self.addresses, articles, kinds, self.mapped, self.catalogue.gazetteer.digest])

    @cached_property
    def digest_of_all(self) -> str:
        """Of what a page depends on that may list any record, and any printed code. One that shows cards depends on those besides."""
        ledger = (self.ledger.rows, self.ledger.retirements, self.ledger.checks, self.ledger.installed)
        seen = [f"{item.reference} {item.code} {' '.join(item.outline.communes)}" for item in self.catalogue.items]
        return digest([self.digest, ledger, self.year, *seen, *self.listed_of(self.catalogue.items)])

    def urls(self, paths: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """A page's absolute address in each language, from its path in each."""
        return tuple((language, self.addresses.absolute(path)) for language, path in paths.items())

    def plan(
        self,
        path: str,
        paths: Mapping[str, str],
        template: str,
        context: Callable[[], Context],
        origin: str = FILE,
        *,
        shows: Iterable[object] | None = None,
        listed: bool = True,
    ) -> GivenPlan:
        """A page that is no record's. `paths` are the page's own in each language; `listed`, whether search engines are told of it.

        `shows` is what it depends on beside what all pages do; left out, on what lists show of every record, and on every printed code.
        """
        decided = digest([self.digest_of_all] if shows is None else [self.digest, *shows])
        return GivenPlan(
            path, (places.file(path),), template, context, self.language, origin, decided, (), self.urls(paths) if listed else ()
        )

    def path(self, entry: Entry | Item, language: str | None = None) -> str:
        """The site path of a record's page."""
        spoken = language or self.language
        return places.page_path(load(spoken).of(entry.kind.address), entry.slug, spoken, self.default)

    def listing(self, kind: type[Record], language: str | None = None) -> str:
        """The site path of a kind's listing."""
        spoken = language or self.language
        return places.page_path(load(spoken).of(kind.address), "", spoken, self.default)

    def home(self, language: str | None = None) -> str:
        """The site path of the front page."""
        return places.page_path("", "", language or self.language, self.default)

    def page(self, name: str, language: str | None = None) -> str:
        """The site path of a page that there is once: about, editing, guide, map, offline, progress or status."""
        spoken = language or self.language
        return places.page_path(load(spoken).say(f"addresses.{name}"), "", spoken, self.default)

    def edit(self, file: str) -> str:
        """Where a file of the project is edited in a browser; empty where the settings name no repository."""
        return f"{self.settings.repository}/edit/main/{file}" if self.settings.repository else ""

    def map_link(self) -> Link:
        """The link to the map."""
        return Link(Said(self.strings.say("map.title")), self.page("map"))

    @cached_property
    def mapped(self) -> bool:
        """Whether there is a map: where nobody knows the place of a single record it would be an empty one."""
        return any(item.outline.points for item in self.catalogue.items)

    def said(self, edition: Edition, name: str, text: str) -> Said:
        """A text of a record's field, marked Vietnamese where this language has none."""
        return Said(text, "vi" if name in edition.untranslated and self.language != "vi" else "")

    def title(self, entry: Entry) -> Said:
        """A record's title; of a record that is not opened its card has it."""
        edition = entry.editions[self.language]
        return self.said(edition, "title", edition.record.title)

    def alternates(self, paths: Mapping[str, str]) -> tuple[Alternate, ...]:
        """The same page in each language, from its path in each."""
        return tuple(
            Alternate(each, load(each).say("language.name"), path, self.addresses.absolute(path), each == self.language)
            for each, path in paths.items()
        )

    def share(self, title: str, kicker: str, entry: Entry | None = None) -> ShareCard | None:
        """The card of a page, with a record's picture or drawing or else the site's; None where the settings want none."""
        if not self.settings.share_cards:
            return None
        cover = entry.editions[self.language].record.cover if entry else None
        name = f"{entry.path}/{cover.file}" if entry and cover else ""
        derived = self.gallery.get(name)
        return ShareCard(
            language=self.language,
            kicker=kicker,
            title=title,
            site_name=self.settings.name.of(self.language),
            tagline=self.settings.tagline.of(self.language),
            seed=seed(entry) if entry else self.addresses.host,
            picture=name if derived else "",
            digest=derived.digest if derived else "",
        )

    @cached_property
    def sections(self) -> tuple[Link, ...]:
        """The links to the kinds' listings and to the map."""
        kinds = tuple(Link(Said(self.strings.of(kind.plural)), self.listing(kind)) for kind in self.catalogue.shown_kinds)
        return (*kinds, self.map_link()) if self.mapped else kinds

    def own_symbol(self, path: str) -> SymbolDrawing:
        """The QR code of a page that is no record: its own address, for a screen."""
        return self.symbol(path, self.addresses.absolute(path))

    def symbol(self, name: str, address: str) -> SymbolDrawing:
        """An address as the QR code of a record's page (by its reference) or of another (by its path): as it was drawn before, or now."""
        return self.kept.symbol(name, self.language, address) or drawn(address)

    def cover(self, entry: Entry) -> Cover:
        """A record's cover: its picture, or the drawing made of its code, which stands in the record's own page."""
        edition = entry.editions[self.language]
        picture = edition.record.cover
        shown = self.picture(entry, picture, edition) if picture else None
        return Cover(shown, cover_path(entry), "" if shown else covers.draw(seed(entry)))

    def picture(self, entry: Entry, picture: Picture, edition: Edition) -> PictureShown | None:
        """A picture with its renditions; None while they could not be made."""
        field = "cover" if picture == edition.record.cover else "pictures"
        caption = self.said(edition, field, picture.caption) if picture.caption else None
        return self._ready(f"{entry.path}/{picture.file}", picture, self.said(edition, field, picture.alt), caption)

    def beside(self, article: Article, file: str) -> PictureShown | None:
        """A picture that an article's front matter describes; None for any other, and while it could not be made."""
        picture = next((each for each in article.pictures if each.file == file), None)
        foreign = "" if article.language == self.language else article.language
        caption = Said(picture.caption, foreign) if picture and picture.caption else None
        return self._ready(f"{article.folder}/{file}", picture, Said(picture.alt, foreign), caption) if picture else None

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


def day(strings: Strings, date: datetime.date) -> str:
    """A day as the language writes it in figures and in the middle of a sentence."""
    name = f"date.months.{date.month}"
    month = strings.say(name) if strings.has(name) else str(date.month)
    return strings.say("date.day", day=date.day, month=month, year=date.year)


def seed(entry: Entry) -> str:
    """What a record's drawing is made of: its code, else its name."""
    return entry.record.code or entry.reference


def cover_path(entry: Entry) -> str:
    """The site path of a record's drawing, which changes with the drawing, so that a kept copy is never an old one."""
    return f"/covers/{seed(entry).replace('/', '-')}.{covers.digest(seed(entry))}.svg"


def sound_path(entry: Entry, file: str) -> str:
    """The site path of a recording beside a record."""
    return f"/sounds/{entry.kind.folder}/{entry.slug}/{file}"


def drawn(address: str) -> SymbolDrawing:
    """An address as a symbol to draw, with the quiet zone of four modules that ISO/IEC 18004 asks for."""
    from disan.drawing import qr  # Loads the encoder and more, which few builds need: nearly every code was drawn before.

    made = qr.encode(address)
    return SymbolDrawing(address, made.size + 2 * 4, qr.path(made, quiet=4))
