"""Facets as a page shows them: folded lists of counted links. Frozen values."""

from msgspec import Struct

from disan.pages.parts import Link


class CountedLink(Struct, frozen=True):
    """A link to the records of a value, and how many they are."""

    label: str
    path: str
    count: str
    current: bool = False
    key: str = ""
    """On the search page, what the index calls the value: its facet and itself."""


class FacetShown(Struct, frozen=True):
    """A facet with the values that a page leads to; `whole` leads to all of them, where these are some."""

    label: str
    values: tuple[CountedLink, ...]
    whole: Link | None
