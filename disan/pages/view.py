"""The site as seen in one language: what every page's making needs, in one frozen value, and the small things made of it."""

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from disan import addresses as places
from disan import covers, symbol
from disan.addresses import Addresses
from disan.articles import Article
from disan.catalogue import Catalogue
from disan.gallery import Gallery
from disan.ledger import EMPTY, Ledger
from disan.pages import keeping
from disan.pages.parts import Alternate, Cover, Frame, Link, PictureShown, Rendition, Renditions, Said, Symbol
from disan.record import Picture, Record
from disan.record.entry import Edition, Entry
from disan.settings import FILE, Settings
from disan.sharing import ShareCard
from disan.strings import Strings, load
from disan.units import Unit

_BEST = ("avif", "webp", "jpeg")


@dataclass(frozen=True)
class View:
    """One language's view of the site."""

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

    @property
    def default(self) -> str:
        """The language that stands at the root."""
        return self.settings.languages[0]

    def path(self, entry: Entry, language: str | None = None) -> str:
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

    def map_link(self, canonical: str = "") -> Link:
        """The link to the map, as the navigation of the page at `canonical` has it."""
        return Link(Said(self.strings.say("map.title")), self.page("map"), self.page("map") == canonical)

    @property
    def mapped(self) -> bool:
        """Whether there is a map: where nobody knows the place of a single record it would be an empty one."""
        return any(entry.record.coordinates or self.catalogue.communes(entry) for entry in self.catalogue.entries)

    def said(self, edition: Edition, name: str, text: str) -> Said:
        """A text of a record's field, marked Vietnamese where this language has none."""
        return Said(text, "vi" if name in edition.untranslated and self.language != "vi" else "")

    def title(self, entry: Entry) -> Said:
        """A record's title."""
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

    def frame(
        self,
        title: str,
        description: str,
        paths: Mapping[str, str],
        shown: Symbol | None,
        *,
        path: str = "",
        article: bool = False,
        share: ShareCard | None = None,
        origin: str = FILE,
    ) -> Frame:
        """What every page has. `paths` are the page's own in each language, `path` where it stands when elsewhere (and is not kept).

        `origin` is the file that an editor would open to change it.
        """
        canonical = paths[self.language]
        card = share or self.share(self.settings.name.of(self.language), "")
        kinds = (
            Link(Said(self.strings.of(kind.plural)), self.listing(kind), self.listing(kind) == canonical) for kind in self._shown_kinds()
        )
        about = self.articles.get("about", {}).get(self.language)
        return Frame(
            language=self.language,
            site_name=self.settings.name.of(self.language),
            tagline=self.settings.tagline.of(self.language),
            title=title,
            description=description,
            path=path or canonical,
            url=self.addresses.absolute(canonical),
            open_graph_type="article" if article else "website",
            alternates=self.alternates(paths),
            home=Link(Said(self.settings.name.of(self.language)), self.home(), canonical == self.home()),
            navigation=(*kinds, self.map_link(canonical)) if self.mapped else tuple(kinds),
            about=Link(Said(about.title), self.page("about"), canonical == self.page("about")) if about else None,
            status=Link(Said(self.strings.say("status.link")), self.page("status"), canonical == self.page("status")),
            progress=self._progress_link(canonical),
            edit=self.edit(origin),
            editing=self._editing_link(canonical),
            keeper=self.settings.keeper.of(self.language) if self.settings.keeper else "",
            symbol=shown,
            share=card,
            share_url=self.addresses.absolute(card.path) if card else "",
            keep=() if path else keeping.listed(self.addresses, (canonical, *paths.values())),
        )

    def _editing_link(self, canonical: str) -> Link | None:
        """The link to the guide for editors, where there is one."""
        article = self.articles.get("editing", {}).get(self.language)
        return Link(Said(article.title), self.page("editing"), canonical == self.page("editing")) if article else None

    def _progress_link(self, canonical: str) -> Link | None:
        """The link to the houses' progress, where a target is set."""
        if not self.settings.house_target:
            return None
        return Link(Said(self.strings.say("progress.link")), self.page("progress"), canonical == self.page("progress"))

    def _shown_kinds(self) -> tuple[type[Record], ...]:
        return tuple(kind for kind in self.catalogue.kinds if self.catalogue.of(kind))

    def own_symbol(self, path: str) -> Symbol:
        """The QR code of a page that is no record: its own address, for a screen."""
        return drawn(self.addresses.absolute(path))

    def cover(self, entry: Entry, *, inline: bool = False) -> Cover:
        """A record's cover: its picture, or the drawing made of its code."""
        edition = entry.editions[self.language]
        picture = edition.record.cover
        shown = self.picture(entry, picture, edition) if picture else None
        return Cover(shown, cover_path(entry), covers.draw(seed(entry)) if inline and not shown else "")

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
            Renditions(f"image/{each}", tuple(Rendition(f"/pictures/{r.name}", r.width) for r in sorted(found, key=lambda r: r.width)))
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

    def distance(self, one: Entry, other: Entry) -> float:
        """Kilometres between the communes of two records; infinite where one is not known. Good for order, not for travel."""
        return apart(self.catalogue.communes(one), self.catalogue.communes(other))


def apart(here: Sequence[Unit], there: Sequence[Unit]) -> float:
    """Kilometres between the first communes of two lists; infinite where one is empty."""
    if not here or not there:
        return math.inf
    north = (here[0].latitude - there[0].latitude) * 111.2
    east = (here[0].longitude - there[0].longitude) * 111.2 * math.cos(math.radians(here[0].latitude))
    return math.hypot(north, east)


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


def drawn(address: str) -> Symbol:
    """An address as a symbol to draw, with the quiet zone of four modules that ISO/IEC 18004 asks for."""
    made = symbol.encode(address)
    return Symbol(address, made.size + 2 * 4, symbol.path(made, quiet=4))
