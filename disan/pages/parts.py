"""The pieces that pages are made of: frozen values, ready to show, sorted and chosen beforehand.

Paths are site paths ("/di-tich/den-cui/"); a template turns them into addresses with `link(path)`, which also tells the
checks that the page links there. `Said.language` is empty where the text is in the page's own language. No record is in here.
"""

from msgspec import Struct

from disan.content.fields.coordinates import Coordinates
from disan.pages.figure_parts import Observations
from disan.pages.phase_parts import PhaseShown


class Said(Struct, frozen=True):
    """A text and, where it is not in the page's language, its own language."""

    text: str
    language: str = ""


class Link(Struct, frozen=True):
    """A link within the site."""

    text: Said
    path: str
    current: bool = False


class SymbolDrawing(Struct, frozen=True):
    """A QR code to draw: `size` modules a side, quiet zone of 4 included; `path` is SVG path data of its dark runs."""

    address: str
    size: int
    path: str


class ImageCandidate(Struct, frozen=True):
    """One rendition of a picture: site path and width in pixels."""

    path: str
    width: int


class ImageSource(Struct, frozen=True):
    """A picture in one format, as the `type` of a <source>: smallest first."""

    type: str
    items: tuple[ImageCandidate, ...]


class PictureShown(Struct, frozen=True):
    """A picture with what it needs around it; sizes in pixels. `sources` are best format first; `path` is a JPEG.

    `placeholder` is a tiny picture as a data URI, `focus` the point to keep when it is cropped (CSS, "40% 30%"); either may be empty.
    """

    path: str
    sources: tuple[ImageSource, ...]
    width: int
    height: int
    alt: Said
    caption: Said | None
    credit: str
    licence: str
    placeholder: str = ""
    focus: str = ""


class Chapter(Struct, frozen=True):
    """A heading of a text: its id, its words, its level (2 to 6)."""

    anchor: str
    text: str
    level: int


class Cover(Struct, frozen=True):
    """A page's or card's cover: a picture where there is one, else a drawing; `drawing` is the site path of an SVG file.

    `depicted` are the drawing's words, which a page that opens with it says; empty where there is a picture.
    """

    picture: PictureShown | None
    drawing: str
    depicted: str = ""


class FactValue(Struct, frozen=True):
    """A line of a fact: its text, its language where it is not the page's, and where it leads; of a table, what else is in it.

    One that names a record has that record's name as `target`: its path, and its title where there is no text, are put in when a page is
    made of it. `url` leads out of the site, or to a telephone. `small` stands below the text, `folded` opens below it.
    """

    text: str
    language: str = ""
    path: str = ""
    target: str = ""
    url: str = ""
    small: str = ""
    folded: tuple[str, ...] = ()
    details: "tuple[Fact, ...]" = ()


class Fact(Struct, frozen=True):
    """A row of the facts table; `values` has one item a line. `known` is false where the page says that nobody knows yet.

    `language` is the label's own, where it is not the page's; the lines of an `ordered` one are numbered.
    """

    name: str
    label: str
    values: tuple[FactValue, ...]
    known: bool = True
    language: str = ""
    ordered: bool = False


class DatesShown(Struct, frozen=True):
    """When a record was first published and last changed: moments in UTC (RFC 3339) for programs, the days in Vietnam in a sentence.

    `year` is that of the last change.
    """

    published: str
    changed: str
    told: str
    year: str


class Citation(Struct, frozen=True):
    """A page as a reference to it: author, year or what stands in its place, title, the address that stays; and for two programs."""

    author: str
    year: str
    title: Said
    address: str
    bibtex: str
    ris: str


class Property(Struct, frozen=True):
    """A property of schema.org and its values: texts, a point (WGS 84), the records that it names, as `targets`, or things of its own."""

    name: str
    texts: tuple[str, ...] = ()
    point: Coordinates | None = None
    targets: tuple[str, ...] = ()
    things: "tuple[Thing, ...]" = ()


class Thing(Struct, frozen=True):
    """A thing at schema.org that is no record: its type and what is said of it."""

    type: str
    properties: tuple[Property, ...]


class Badge(Struct, frozen=True):
    """The mark beside a title, such as a rank; of one that no source states, `inferred`, the text says so too."""

    text: str
    inferred: bool


class Card(Struct, frozen=True):
    """A neighbour: what a listing, a link or a front page shows of a record."""

    path: str
    kind: str
    kicker: str
    title: Said
    summary: Said | None
    place: str
    badge: Badge | None
    """Rank of a relic, say."""
    cover: Cover
    figures: tuple[Fact, ...]
    """At most three short facts."""
    when: str
    """When it takes place; empty for what has no time."""
    phases: tuple[PhaseShown, ...]
    observations: Observations | None = None
    """What other pages may quote of it."""


class NearCard(Struct, frozen=True):
    """The card of a record that is near, and in words how."""

    card: Card
    how: str


class ListRow(Struct, frozen=True):
    """A record among many others: what a row of a listing, or a link, shows of it."""

    path: str
    kicker: str
    title: Said
    badge: Badge | None
    figures: tuple[Fact, ...]
    place: str
    when: str
    phases: tuple[PhaseShown, ...]


class PlaceLine(Struct, frozen=True):
    """One place: today's commune, and what it was called before, with the time of each name; or a name that fits no commune alone."""

    village: str
    now: str
    before: str
    commune_path: str
    """Site path of the commune's page, empty where the commune is not linked."""
    inferred: bool
    note: Said | None


class SourceLine(Struct, frozen=True):
    """A source of the record; `host` stands for the title where there is none."""

    title: Said
    url: str
    host: str
    note: Said | None
