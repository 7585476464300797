"""What the template of the progress page is given. Frozen values; counts nothing."""

from typing import NamedTuple

from disan.pages.parts import Fact, Frame, Link, Province


class ProgressBar(NamedTuple):
    """A count out of a whole, with its name; a path where it leads somewhere."""

    label: str
    count: int  # type: ignore[assignment]  # A tuple's own `count` is none that a template needs.
    whole: int
    said: str
    path: str = ""


class Lacking(NamedTuple):
    """A record, what it still lacks in one line, and where to write it; `edit` is empty where the repository is not known."""

    link: Link
    lacks: str
    edit: str


class ProgressPage(NamedTuple):
    """What the template is given."""

    frame: Frame
    title: str
    lead: str
    total: ProgressBar
    figures: tuple[Fact, ...]
    province: Province | None
    communes: tuple[ProgressBar, ...]
    fields: tuple[ProgressBar, ...]
    records: tuple[Lacking, ...]
