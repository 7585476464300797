"""What every page has about it: names, menus, the same page in other languages. Frozen values."""

from msgspec import Struct

from disan.drawing.share_cards import ShareCard
from disan.pages.parts import Link, SymbolDrawing


class Menu(Struct, frozen=True):
    """What the site has for a reader: a name, where the front page begins with it, the links; whether this page is one of them."""

    name: str
    anchor: str
    path: str
    links: tuple[Link, ...]
    current: bool = False


class Alternate(Struct, frozen=True):
    """This page in one of the site's languages."""

    language: str
    name: str
    path: str
    url: str
    current: bool


class FeedOffered(Struct, frozen=True):
    """The feed of what a page lists: its site path, and its address as a reader copies it."""

    path: str
    url: str


class Frame(Struct, frozen=True):
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
    navigation: tuple[Menu, ...]
    search: Link
    about: Link | None
    status: Link
    """Where it is told which plaques were printed and whether their codes open."""
    data: Link
    """Where the files of data are explained."""
    progress: Link | None
    """How far digitisation has come; where the settings follow no kind, what is missing; None where nothing is."""
    edit: str
    """Where the page is edited in a browser; empty where the settings name no repository."""
    editing: Link | None
    """The handbook for editors; None where there is none."""
    keeper: str
    """Who answers for the site; empty when settings do not say."""
    symbol: SymbolDrawing | None
    share: ShareCard | None
    """What a chat program shows for a link to the page; None where the site draws no such cards."""
    share_url: str
    """The card's address, absolute."""
    keep: tuple[str, ...]
    """Site paths that a reader's browser is asked to keep for the time without a network, this page first; empty to keep nothing."""
    feed: FeedOffered | None = None
    """Of a page that lists records of which it is known when they changed."""
