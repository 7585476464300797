"""What a booklet is before anything is drawn or packed: frozen values. Reads nothing and writes nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from disan.pages.body_parts import BodyPart
from disan.pages.contexts import OwnPage
from disan.pages.map_parts import Province
from disan.pages.parts import Card, Fact, Said
from disan.printing.code_sheets import CodeSheet
from disan.printing.handouts import DrawnSymbol, RecordPicture


class BookletEntry(Struct, frozen=True):
    """A record in a booklet: what its card says, a few facts as labels and values, and what the code beside it says."""

    card: Card
    address: str
    facts: tuple[tuple[str, str], ...]


class RecordText(Struct, frozen=True):
    """What the template of a record's booklet is given: the record as its own page shows it, and the records that it names."""

    own: OwnPage
    body: tuple[BodyPart, ...]
    facts: tuple[Fact, ...]
    entries: tuple[BookletEntry, ...]


class CommuneText(Struct, frozen=True):
    """What the template of a commune's booklet is given: what it was made of, where it is, and its records by kind."""

    title: str
    before: str
    made_of: tuple[Fact, ...]
    province: Province
    caption: str
    groups: tuple[tuple[str, tuple[BookletEntry, ...]], ...]


class BookletPart(Struct, frozen=True):
    """A part with a title of its own: in the EPUB a file of this name, in the PDF begun on a new page. `markup` is XHTML."""

    name: str
    title: str
    markup: str
    chapters: tuple[tuple[str, str], ...]
    """Ids and words of the headings below its own."""


class BookletImage(Struct, frozen=True):
    """A file that an EPUB shows: its name, its media type and its bytes."""

    name: str
    media_type: str
    content: bytes


class Booklet(CodeSheet, frozen=True, kw_only=True):
    """A booklet ready to be drawn; `template` is that of its PDF."""

    kicker: str
    lead: Said | None
    cover: RecordPicture
    symbol: DrawnSymbol
    """Leads to the page of which it is made."""
    parts: tuple[BookletPart, ...]
    drawings: Mapping[str, str]
    """What its parts show, as SVG, by the name in their markup."""
    symbols: Mapping[str, DrawnSymbol]
    """Its parts' codes, by the name in their markup."""
    review: str
    """By whom it was reviewed, or that nobody has."""
    day: str
    """Of which day it is true, in words."""
    strings: Mapping[str, str]
    site_name: str
    keeper: str

    def codes(self, notes: Sequence[Any]) -> list[str]:
        """Those that its template noted as drawn; its own and those of its parts at least."""
        drawn = [note["code"] for note in notes if isinstance(note, dict) and "code" in note]
        wanted = {self.symbol.says, *(each.says for each in self.symbols.values())}
        return [*drawn, *sorted(wanted.difference(drawn))]


class Book(Struct, frozen=True):
    """A booklet with what its EPUB has besides: the files that it shows, what libraries are told of it, its style sheet."""

    booklet: Booklet
    images: tuple[BookletImage, ...]
    source: str
    """The address of the page of which it is made."""
    modified: str
    """The day of which it is true, as ISO 8601 has it."""
    style: str
