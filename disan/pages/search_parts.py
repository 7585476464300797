"""The pieces of the search index, as they stand in its file: lists of values by their place, what many of them say by its number."""

from msgspec import Struct

from disan.content.gazetteer import Point

Numbers = tuple[int, ...]


class IndexedKind(Struct, frozen=True, array_like=True):
    """A kind of records: what one is called, and the site path of the listing, below which its records stand."""

    name: str
    path: str


class IndexedCommune(Struct, frozen=True, array_like=True):
    """A commune of today: its name alone, its name in running text, its page, the numbers of what it was made of, its whole name in
    Vietnamese where running text has another, and its point."""

    name: str
    shown: str
    path: str
    places: Numbers
    vietnamese: str
    point: Point


class IndexedValue(Struct, frozen=True, array_like=True):
    """A value by which records are looked for: its identifier, its label, and of one that has a page of its own what stands there above
    the records, and its site path."""

    identifier: str
    label: str
    heading: str = ""
    path: str = ""


class IndexedFacet(Struct, frozen=True, array_like=True):
    """A facet: its identifier, its label, and its values; the values of all facets are numbered in one row."""

    identifier: str
    label: str
    values: tuple[IndexedValue, ...]


class IndexedRecord(Struct, frozen=True, array_like=True):
    """A record. `slug` is "" where it is that of the title in Vietnamese, `original`, which is "" where it is the title itself.

    `made_of` is 1 where each name that its communes had may have been its own.
    """

    kind: int
    title: str
    original: str
    slug: str
    code: str
    labels: Numbers
    communes: Numbers
    made_of: int
    places: Numbers
    values: Numbers
    finding: Numbers
    """Records by whose titles it is looked for too, such as a person's, by their numbers."""
    villages: tuple[str, ...]
    names: tuple[str, ...]
    subjects: tuple[str, ...]
    language: str
    """The title's, where it is not the page's."""
    stands: int
    """1 for what stands in one place: by that a reader who is near finds it."""
    point: tuple[float, ...]
    """Its own coordinates; () where only its communes' points are known."""


class IndexedCode(Struct, frozen=True, array_like=True):
    """A code whose record is no more: the number of the record to which it leads, or -1, and what stood there."""

    code: str
    record: int
    title: str


class SearchIndex(Struct, frozen=True):
    """All that is found by its name. `base` stands before every site path."""

    base: str
    leads: str
    """The address of the second file."""
    order: str
    """A digest of which records have which numbers."""
    kinds: tuple[IndexedKind, ...]
    labels: tuple[str, ...]
    districts: tuple[str, ...]
    places: tuple[tuple[str, int], ...]
    """Former names, each with the number of its district, or -1."""
    province: str
    communes: tuple[IndexedCommune, ...]
    facets: tuple[IndexedFacet, ...]
    records: tuple[IndexedRecord, ...]
    retired: tuple[IndexedCode, ...]


class SearchLeads(Struct, frozen=True):
    """The leads of the records in their order, for an index of the same order alone."""

    order: str
    leads: tuple[str, ...]
