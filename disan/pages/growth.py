"""What the template of the progress page is given. Frozen values; counts nothing."""

from dataclasses import dataclass

from disan.pages.parts import Fact, Frame, Link, Province


@dataclass(frozen=True)
class Bar:
    """A count out of a whole, with its name; a path where it leads somewhere."""

    label: str
    count: int
    whole: int
    said: str
    path: str = ""


@dataclass(frozen=True)
class Lacking:
    """A record, what it still lacks in one line, and where to write it; `edit` is empty where the repository is not known."""

    link: Link
    lacks: str
    edit: str


@dataclass(frozen=True)
class ProgressPage:
    """What the template is given."""

    frame: Frame
    title: str
    lead: str
    total: Bar
    figures: tuple[Fact, ...]
    province: Province | None
    communes: tuple[Bar, ...]
    fields: tuple[Bar, ...]
    records: tuple[Lacking, ...]
