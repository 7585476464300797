"""What templates are given: frozen values, ready to show, sorted and chosen beforehand. Holds no catalogue and no record.

Paths are site paths ("/di-tich/den-cui/"); a template turns them into addresses with `link(path)`, which also tells the
checks that the page links there. `Said.language` is empty where the text is in the page's own language.
"""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Said:
    """A text and, where it is not in the page's language, its own language."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the site."""

    text: Said
    path: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Alternate:
    """This page in one of the site's languages."""

    language: str
    name: str
    path: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR code to draw: `size` modules a side, quiet zone of 4 included; `path` is SVG path data of its dark runs."""

    address: str
    size: int
    path: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page has."""

    language: str
    site_name: str
    tagline: str
    title: str
    description: str
    path: str
    url: str
    """The canonical address, absolute."""
    open_graph_type: str
    alternates: tuple[Alternate, ...]
    home: Link
    navigation: tuple[Link, ...]
    about: Link | None
    keeper: str
    """Who answers for the site; empty when settings do not say."""
    symbol: Symbol | None


@dataclass(frozen=True, slots=True)
class Rendition:
    """One rendition of a picture: site path and width in pixels."""

    path: str
    width: int


@dataclass(frozen=True, slots=True)
class Renditions:
    """A picture in one format, as the `type` of a <source>: smallest first."""

    type: str
    items: tuple[Rendition, ...]


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A picture with what it needs around it; sizes in pixels. `sources` are best format first; `path` is a JPEG."""

    path: str
    sources: tuple[Renditions, ...]
    width: int
    height: int
    alt: Said
    caption: Said | None
    credit: str
    licence: str


@dataclass(frozen=True, slots=True)
class BodyPart:
    """A run of a text's clean HTML, or a hole in it: a site path (inside an href), or a picture. Exactly one is set."""

    html: Markup | str = ""
    path: str = ""
    picture: PictureShown | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of a text: its id, its words, its level (2 to 6)."""

    anchor: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Cover:
    """A page's or card's cover: a picture where there is one, else a drawing; `drawing` is the site path of an SVG file.

    `inline` is the same drawing as SVG markup for the page that opens with it, so that it costs no request.
    """

    picture: PictureShown | None
    drawing: str
    inline: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the facts table; `values` has one item a line. `known` is false where the page says that nobody knows yet."""

    name: str
    label: str
    values: tuple[Said, ...]
    known: bool = True


@dataclass(frozen=True, slots=True)
class Card:
    """A neighbour: what a listing, a link or a front page shows of a record."""

    path: str
    kind: str
    kicker: str
    title: Said
    summary: Said | None
    place: str
    badge: str
    """Rank of a relic, say; empty where there is none."""
    cover: Cover
    figures: tuple[Fact, ...]
    """At most three short facts."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place: today's commune, and what it was called before 1 July 2025; either may be empty."""

    village: str
    now: str
    before: str
    commune_path: str
    """Site path of the commune's group in the kind's listing (with #anchor), empty where the commune is not linked."""
    inferred: bool
    note: Said | None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source of the record; `host` stands for the title where there is none."""

    title: Said
    url: str
    host: str
    note: Said | None


@dataclass(frozen=True, slots=True)
class Way:
    """The way to the site, where its coordinates are known: decimal degrees, WGS 84, and links that open a map app."""

    latitude: str
    longitude: str
    geo: str
    """geo: URI (RFC 5870)."""
    google: str
    apple: str


@dataclass(frozen=True, slots=True)
class Report:
    """How to report a mistake without an account, subject and text filled in; either link may be empty."""

    mail: str
    sms: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record, at its page address or (`at_plaque`) at its code's address."""

    frame: Frame
    kind: str
    kind_link: Link
    kicker: str
    title: Said
    title_note: Said | None
    other_names: tuple[str, ...]
    summary: Said | None
    cover: Cover
    badge: str
    places: tuple[PlaceLine, ...]
    code: str
    """Empty for a record without a code."""
    code_address: str
    """What the plaque encodes, in full."""
    figures: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    body: tuple[BodyPart, ...]
    body_language: str
    chapters: tuple[Chapter, ...]
    minutes: int
    """Reading time of the body at 200 words a minute; 0 without a body."""
    untranslated: bool
    """True where any text on the page falls back to Vietnamese."""
    pictures: tuple[PictureShown, ...]
    sound: str
    """Site path of a recording; empty where there is none."""
    sound_credit: str
    disagreements: tuple[Said, ...]
    sources: tuple[SourceLine, ...]
    reviewed: str
    """By whom and when; empty while nobody has."""
    way: Way | None
    report: Report
    near: tuple[Card, ...]
    related: tuple[Card, ...]
    at_plaque: bool
    moves: tuple[Alternate, ...]
    """On a code page: the translations to which a reader's language may move the page."""
    json_ld: Markup
    """The record as schema.org data, for a script element of type application/ld+json."""


@dataclass(frozen=True, slots=True)
class Group:
    """The records of one commune in a listing."""

    anchor: str
    title: str
    before: str
    """What the commune was made of, as one line; empty where not known."""
    count: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ListingPage:
    """All records of a kind, by commune."""

    frame: Frame
    kind: str
    title: str
    lead: str
    count: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A kind on the front page: how many there are, and some of them."""

    link: Link
    kind: str
    lead: str
    count: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """The front page."""

    frame: Frame
    opening: Card | None
    """The story or relic that the magazine opens with."""
    shelves: tuple[Shelf, ...]
    tallies: tuple[Fact, ...]
    """The site in numbers."""


@dataclass(frozen=True, slots=True)
class AboutPage:
    """A page of prose from content/about.*.md."""

    frame: Frame
    title: Said
    body: tuple[BodyPart, ...]
    body_language: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class NotFoundWords:
    """What 404.html says in one language."""

    language: str
    title: str
    lead: str
    nearest: str
    """Above the codes that are most like the one that was typed."""
    search: str
    """The label of the search field."""
    home: Link
    sections: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """404.html: one file for every address that is not there, in all languages at once."""

    frame: Frame
    codes_path: str
    """Site path of the list of codes that the repair script reads."""
    words: tuple[NotFoundWords, ...]


@dataclass(frozen=True, slots=True)
class ForwardPage:
    """What stands at an address that a record had formerly: a link to where it stands now."""

    frame: Frame
    to: Link
    to_address: str
    """The address for the page's refresh."""


Context = HomePage | ListingPage | RecordPage | AboutPage | NotFoundPage | ForwardPage
