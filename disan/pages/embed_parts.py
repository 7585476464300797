"""A record's card for other sites, as a template shows it. Frozen values."""

from msgspec import Struct

from disan.pages.parts import Said


class EmbedPage(Struct, frozen=True):
    """The card: what it is called, what it is, where; its picture or drawing; where it leads, and of which site it is."""

    language: str
    title: Said
    kicker: str
    summary: Said | None
    place: str
    image: str
    """Site path."""
    alt: str
    path: str
    """Of the record's page, as a site path; `url` is the same as an address."""
    url: str
    site: str


class EmbedOffered(Struct, frozen=True):
    """What a record's page offers to other sites: the tag that shows the card, and the address of the answer of oEmbed."""

    tag: str
    answer: str
