"""The text of a booklet, written by templates, and all that goes with it. A view and what was asked for in, a Book out."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace

from disan.content.catalogue import Item
from disan.content.gazetteer import Unit
from disan.core import text
from disan.core.addresses import code_path
from disan.drawing import typesetting
from disan.pages import bodies, cards, commune_pages, facts, gallery, maps
from disan.pages.contexts import OwnPage
from disan.pages.days import day
from disan.pages.language_view import scene
from disan.pages.map_parts import Dot
from disan.pages.parts import Said
from disan.pages.view import View
from disan.printing.booklets import markup
from disan.printing.booklets.illustrations import Illustrations
from disan.printing.booklets.model import Book, Booklet, BookletEntry, BookletPart, CommuneText, RecordText
from disan.printing.handouts import RecordPicture, drawn_symbol
from disan.printing.posters import described, drawing, short_facts
from disan.render import Renderer
from disan.render.folders import template_folders

_FACT_COUNT = 4
"""Of a record among others."""
_LACQUER = "#7c1a12"
_COVER = 148 / 105
"""The shape of the picture on a cover, width over height."""


class BookletSubject(Struct, frozen=True):
    """What a booklet is about, in the words of its cover; `path` is its page's, `address` what its code says."""

    name: str
    title: str
    kicker: str
    lead: Said | None
    cover: RecordPicture
    path: str
    address: str
    review: str


class BookletWriter:
    """Writes booklets of the site below `root` as it is on a day, in the view's language."""

    def __init__(self, root: Path, view: View, today: datetime.date) -> None:
        self.root, self.view, self._today = root, view, today
        folders = template_folders(root)
        own = [folder / "booklets" for folder in folders if (folder / "booklets").is_dir()]
        self.renderer = Renderer([*own, *folders], view.addresses.absolute)

    def of_record(self, item: Item) -> Book:
        """The booklet of a record: its text, its facts, the records that it names, its sources."""
        named = self.view.catalogue.named(item)
        view, own = self._with_pictures([item, *named]), self.view.own_page(item)
        told = (*own.facts, *facts.claims(view, item))
        shown = RecordText(
            own=own,
            body=bodies.filled(view, own.body),
            facts=tuple(row for row in facts.filled(view, told, lambda each: view.card(each).title) if row.known),
            entries=tuple(_entry(view, each) for each in named),
        )
        subject = BookletSubject(
            name="_".join(part for part in (item.code, item.slug, view.language) if part),
            title=own.title.text,
            kicker=own.kicker,
            lead=own.summary,
            cover=RecordPicture(drawing(view, item.entry, _COVER), described(view, item.entry)),
            path=view.path(item),
            address=own.code_address,
            review=_review(view, own),
        )
        return self._book(view, subject, "record_booklet.html", shown, [item, *named])

    def of_commune(self, unit: Unit) -> Book:
        """The booklet of a commune of today: what it was made of, and its records by kind."""
        items = [each for each in self.view.catalogue.items if unit.code in each.outline.communes]
        view = self._with_pictures(items)
        say, name, drawn = view.strings.say, cards.commune_name(view, unit), view.gazetteer.drawing
        x, y = drawn.position(*unit.point)
        caption = say("communes.caption", commune=name)
        shown = CommuneText(
            title=text.capital(name),
            before=say("communes.made_of", day=day(view.strings, view.gazetteer.changed)),
            made_of=tuple(commune_pages.made_of(view, unit)),
            province=maps.province(view, [Dot(x, y, "", "", "")]),
            caption=caption,
            groups=tuple(
                (section.title, tuple(_entry(view, each) for each in section.lines)) for section in commune_pages.by_kind(view, items)
            ),
        )
        subject = BookletSubject(
            name=f"{text.slug(unit.full)}_{view.language}",
            title=shown.title,
            kicker=say("booklet.commune", province=view.gazetteer.name),
            lead=Said(say("booklet.commune_lead", count=view.strings.count("shown.records", len(items)))),
            cover=RecordPicture(drawn.document.replace("</svg>", f'<circle cx="{x}" cy="{y}" r="13" fill="{_LACQUER}"/></svg>'), caption),
            path=view.commune(unit),
            address=view.addresses.absolute(view.commune(unit)),
            review=say("booklet.reviews"),
        )
        return self._book(view, subject, "commune_booklet.html", shown, items)

    def _with_pictures(self, items: Sequence[Item]) -> View:
        """The view with the pictures of some records, which must be at hand to be printed."""
        found, _ = gallery.of_records(self.root, [each.entry for each in items], self.root / ".cache", 1)
        return replace(self.view, gallery=found)

    def _book(self, view: View, subject: BookletSubject, template: str, shown: RecordText | CommuneText, items: Sequence[Item]) -> Book:
        ready, style = view.gallery.values(), self.renderer.source("booklets/drawings.css")
        illustrations = Illustrations(view, ready, [scene(each.entry) for each in items], style)
        tree = markup.read(self.renderer.page(template, shown, view.strings).html)
        markup.lead_within(tree)
        illustrations.place(tree)
        _mark_unprinted(tree)
        booklet = Booklet(
            template="booklets/booklet.typ",
            file=f"{subject.name}.pdf",
            language=view.language,
            title=subject.title,
            kicker=subject.kicker,
            lead=subject.lead,
            cover=subject.cover,
            symbol=drawn_symbol(view, subject.address),
            parts=tuple(map(_part, tree)),
            drawings=illustrations.drawings,
            symbols=illustrations.symbols,
            review=subject.review,
            day=view.strings.say("booklet.day", day=day(view.strings, self._today)),
            strings=view.strings.below("booklet.words"),
            site_name=view.settings.name.of(view.language),
            keeper=view.settings.keeper.of(view.language) if view.settings.keeper else "",
        )
        source, images = view.addresses.absolute(subject.path), tuple(illustrations.images.values())
        return Book(booklet, images, source, self._today.isoformat(), self.renderer.source("booklets/book.css"))


def _mark_unprinted(tree: Element) -> None:
    """Marks what is in another language's writing that the printed typeface lacks: Hán and Nôm, beside which stands how it is read."""
    for each in tree.iter():
        if each.get("lang") and typesetting.face(400).missing(markup.words(each)):
            each.set("data-unprinted", "")


def _part(section: Element) -> BookletPart:
    """A part of its section, whose first heading is its title."""
    title = section.find("h1")
    headings = (each for each in section.iter("h2") if each.get("id"))
    chapters = tuple((each.get("id", ""), markup.words(each)) for each in headings)
    return BookletPart(section.get("id", ""), markup.words(title) if title is not None else "", markup.write(section), chapters)


def _entry(view: View, item: Item) -> BookletEntry:
    address = view.addresses.plaque(code_path(item.code)) if item.code else view.addresses.absolute(view.path(item))
    return BookletEntry(view.card(item), address, tuple(short_facts(view, item.entry)[:_FACT_COUNT]))


def _review(view: View, own: OwnPage) -> str:
    return view.strings.say("page.reviewed", by=own.reviewed) if own.reviewed else view.strings.say("page.not_reviewed")
