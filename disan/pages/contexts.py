"""What each template is given: one frozen class a template. Holds no catalogue and no record."""

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from disan.drawing.share_cards import ShareCard
from disan.pages.body_parts import BodyPart, Hole
from disan.pages.embed_parts import EmbedOffered, EmbedPage
from disan.pages.figure_parts import Observations
from disan.pages.frame_parts import Alternate, Frame
from disan.pages.map_parts import Locator
from disan.pages.parts import (
    Badge,
    Card,
    Chapter,
    Citation,
    Cover,
    DatesShown,
    Fact,
    Link,
    NearCard,
    PictureShown,
    PlaceLine,
    Property,
    Said,
    SourceLine,
    SymbolDrawing,
)
from disan.pages.phase_parts import ActionShown, PhaseShown
from disan.pages.sequence_parts import Passage, Route

if TYPE_CHECKING:  # What few builds make, few load.
    from disan.pages.calendar_context import CalendarPage
    from disan.pages.code_contexts import GonePage, StatusPage
    from disan.pages.data_context import DataPage
    from disan.pages.front_page_context import HomePage
    from disan.pages.listing_contexts import CommunePage, CommunesPage, ListingPage, MapPage
    from disan.pages.progress_context import ProgressPage
    from disan.pages.register_context import RegisterPage
    from disan.pages.search_context import SearchPage
    from disan.pages.timeline_parts import TimelinePage
    from disan.pages.wanted_context import WantedPage


class Way(Struct, frozen=True):
    """The way to the site: links that open a map app at its coordinates (decimal degrees, WGS 84), or that search by name without any."""

    geo: str
    """geo: URI (RFC 5870)."""
    google: str
    apple: str
    latitude: str = ""
    longitude: str = ""


class OwnPage(Struct, frozen=True):
    """What a record's page says of the record itself: all that stays as it is whatever becomes of other records."""

    kind: str
    kind_link: Link
    kicker: str
    title: Said
    title_note: Said | None
    other_names: tuple[str, ...]
    summary: Said | None
    cover: Cover
    badge: Badge | None
    places: tuple[PlaceLine, ...]
    code: str
    """Empty for a record without a code."""
    code_address: str
    """What the plaque encodes, in full."""
    notice: str
    """What a reader whom the text may hurt is told before it; empty where there is nothing."""
    sights: tuple[Fact, ...]
    figures: tuple[Fact, ...]
    observations: Observations | None
    """Figures that other pages may quote, each with its id in this one."""
    facts: tuple[Fact, ...]
    body: tuple[BodyPart | Hole, ...]
    body_language: str
    chapters: tuple[Chapter, ...]
    reading_time: str
    """How long the body takes to read, at 200 words a minute; empty without a body."""
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
    locator: Locator | None
    """None where neither commune nor coordinates are known."""
    report: tuple[ActionShown, ...]
    """How to report a mistake without an account, the text filled in; empty where the settings have no contact."""
    calendar: str
    """Site path of what happens there as an iCalendar file; empty where nothing does on a known day."""
    when: str
    """When it takes place; empty for what has no time."""
    phases: tuple[PhaseShown, ...]
    actions: tuple[ActionShown, ...]
    properties: tuple[Property, ...]
    """What it says as schema.org data."""
    terms: tuple[tuple[str, str], ...]
    """What it says in terms of Dublin Core, each with a value."""
    description: str
    """For search engines and chat programs."""
    symbol: SymbolDrawing
    share: ShareCard | None
    origin: str
    """The file that an editor would open to change it."""


class RecordPage(Struct, frozen=True):
    """One record, at its page address and at its code's: what is its `own`, and what others change."""

    own: OwnPage
    frame: Frame
    facts: tuple[Fact, ...]
    """Its own, with the records that they name by title and link; without those that its route tells."""
    phases: tuple[PhaseShown, ...]
    """The one that holds on the day of the build, and those after it."""
    actions: tuple[ActionShown, ...]
    """What can be done about it in that phase."""
    open_until: int
    """Until when, in seconds of Unix time; 0 for ever."""
    dates: DatesShown | None
    """None where nobody knows when it was published."""
    citation: Citation
    embed: EmbedOffered | None
    """None where no card is made for other sites."""
    json_ld: str
    """The record as schema.org data, for a script element of type application/ld+json."""
    body: tuple[BodyPart, ...]
    near: tuple[NearCard, ...]
    parts: tuple[Card, ...]
    """The records that belong to it."""
    related: tuple[Card, ...]
    route: Route | None
    """Where it is a way through other records."""
    passages: tuple[Passage, ...]
    """The routes that lead through it."""
    following: Card | None
    """The next one, where records of this kind are read one after the other."""
    arrival: str
    """On the page of a code that moved here: why the plaque says another name; else empty."""
    wanted: tuple[Link, ...]
    """Where readers are asked for what it lacks."""
    moves: tuple[Alternate, ...]
    """The translations to which a reader's language may move the page at its code's address."""


class AboutPage(Struct, frozen=True):
    """A page of prose from content/about.*.md."""

    frame: Frame
    title: Said
    body: tuple[BodyPart, ...]
    body_language: str
    chapters: tuple[Chapter, ...]


class NotFoundWords(Struct, frozen=True):
    """What 404.html says in one language."""

    language: str
    title: str
    lead: str
    nearest: str
    """Above the codes that are most like the one that was typed."""
    search: str
    """The label of the search field."""
    submit: str
    field: str
    """Site path of the search page."""
    index: str
    """Site path of the index that repairs codes."""
    home: Link
    sections: tuple[Link, ...]


class NotFoundPage(Struct, frozen=True):
    """404.html: one file for every address that is not there, in all languages at once."""

    frame: Frame
    words: tuple[NotFoundWords, ...]


class ForwardPage(Struct, frozen=True):
    """What stands at an address that a record had formerly: a link to where it stands now."""

    frame: Frame
    to: Link
    to_address: str
    """The address for the page's refresh."""


class OfflinePage(Struct, frozen=True):
    """What a reader without a network sees instead of a page that is not kept."""

    frame: Frame


Context: TypeAlias = (
    "HomePage | ListingPage | MapPage | CommunePage | CommunesPage | RecordPage | AboutPage | NotFoundPage | ForwardPage | OfflinePage"
    " | DataPage | GonePage | StatusPage | ProgressPage | CalendarPage | RegisterPage | TimelinePage | WantedPage | SearchPage | EmbedPage"
)
