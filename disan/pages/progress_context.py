"""What the template of the progress page is given. Frozen values; counts nothing."""

from msgspec import Struct

from disan.pages.frame_parts import Frame
from disan.pages.map_parts import Province
from disan.pages.paging_parts import PageLinks
from disan.pages.parts import Fact, Link, Said


class ProgressBar(Struct, frozen=True):
    """A count out of a whole, with its name; a path where it leads somewhere."""

    label: str
    count: int
    whole: int
    said: str
    path: str = ""


class Lacking(Struct, frozen=True):
    """A record, what it still lacks in one line, and where to write it; `edit` is empty where the repository is not known."""

    link: Link
    lacks: str
    edit: str


class BenchmarkShown(Struct, frozen=True):
    """A figure that a count is set beside: a link to where it stands with its source, and what it counts, and when."""

    link: Link
    label: Said


class KindOverview(Struct, frozen=True):
    """How far a kind has come: in all, by commune and by field."""

    total: str
    benchmark: BenchmarkShown | None
    register: Link | None
    """To what has no record yet."""
    figures: tuple[Fact, ...]
    province: Province | None
    communes: tuple[ProgressBar, ...]
    fields: tuple[ProgressBar, ...]


class KindProgress(Struct, frozen=True):
    """A kind on one page: how far it has come, on the first; what its records lack, record by record."""

    title: str
    """Empty where it is the only one."""
    overview: KindOverview | None
    records: tuple[Lacking, ...]


class ProgressPage(Struct, frozen=True):
    """What the template is given: each kind that the settings follow."""

    frame: Frame
    title: str
    lead: str
    wanted: tuple[Link, ...]
    """Where readers are asked for what records of all kinds lack."""
    kinds: tuple[KindProgress, ...]
    pages: PageLinks | None
