"""What the templates of printed codes are given: the page of a code whose place is gone, and the status page. Holds no ledger."""

from msgspec import Struct

from disan.pages.frame_parts import Frame
from disan.pages.paging_parts import PageLinks
from disan.pages.parts import Cover, Fact, Link, NearCard, Said


class GoneWords(Struct, frozen=True):
    """What the page of a code that leads nowhere any more says in one language."""

    language: str
    anchor: str
    kicker: str
    title: Said
    """What stood here."""
    reason: str
    facts: tuple[Fact, ...]
    """The code, when it was printed, when the place went, where it was."""
    sections: tuple[Link, ...]


class GonePage(Struct, frozen=True):
    """At a printed code whose place is no more: in all languages at once, for a plaque's reader may be anybody."""

    frame: Frame
    cover: Cover
    words: tuple[GoneWords, ...]
    near: tuple[NearCard, ...]


class PlaqueLine(Struct, frozen=True):
    """One printed code on the status page: what it opens, how it was made, how its last check went."""

    code: str
    path: str
    """Empty for a code that nothing answers, which stops the build."""
    title: Said
    note: str
    """That the code moved or that its place is gone; else empty."""
    made: str
    state: str
    right: bool
    """False only for a code that failed its last check."""
    hung: str
    """Where its plaques hang and since when; empty where nobody records that."""


class Batch(Struct, frozen=True):
    """The plaques of one batch."""

    mark: str
    title: str
    count: str
    checked: str
    plaques: tuple[PlaqueLine, ...]


class SampleOffered(Struct, frozen=True):
    """Codes that a reader's own browser may try: the site path of their file, how many at a time, and where."""

    path: str
    at_once: int
    count: str
    """How many are tried at a time, where there are as many."""
    total: str
    origins: tuple[str, ...]
    """The origins of printed addresses, which the page's policy lets it ask."""
    address: str
    """A printed address without its code, for whoever tries by hand."""


class StatusPage(Struct, frozen=True):
    """Which plaques were printed, and whether their codes open."""

    frame: Frame
    title: str
    lead: str
    verdict: str
    """The last check in one sentence, or that there was none."""
    right: bool
    """False where the last check found something wrong."""
    failures: tuple[str, ...]
    sample: SampleOffered | None
    """Codes to try at once; None on further pages, and where there is none."""
    figures: tuple[Fact, ...]
    steps: tuple[str, ...]
    """What to do for a first plaque; empty once one is printed."""
    batches: tuple[Batch, ...]
    pages: PageLinks | None
    domain: tuple[Fact, ...]
    """Which domain the codes contain, who keeps it, until when, whom to tell."""
    checks: tuple[Fact, ...]
    """The last checks, newest first: the day, and how many codes were right."""
