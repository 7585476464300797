"""What is known of a record or an article once it was read: all that other pages, the checks and the catalogue need. Frozen values."""

from collections.abc import Mapping

from msgspec import Struct

from disan.content.catalogue import Outline
from disan.content.fields.facets import Term
from disan.core.problems import Position, Problem
from disan.drawing.covers import Scene
from disan.pages.body_parts import BodyPart, Hole
from disan.pages.occasion_parts import OccasionShown
from disan.pages.open_data.exported import Exported
from disan.pages.parts import Chapter, ListRow
from disan.pages.sequence_parts import OwnStep
from disan.pages.sought import Sought
from disan.pages.timeline_parts import TimeShown


class EditionSummary(Struct, frozen=True):
    """A record in one language: digests of its own page, of its card and of its row in lists, the row, its share card's site path or "",
    and the bytes of HTML that its row takes at most.

    `sought` is what it is looked for by beside the row, and `sought_digest` that of both; `steps` are those of a record that is a route
    through others; `occasions` what happens there on known days, `facets` those by
    which it is looked for, but for its kind, its communes and other records; `time` when in history it has its place.
    """

    own_page: str
    card: str
    row_digest: str
    row: ListRow
    share: str
    weight: int
    sought: Sought
    sought_digest: str
    steps: tuple[OwnStep, ...] = ()
    occasions: tuple[OccasionShown, ...] = ()
    facets: tuple[tuple[str, Term], ...] = ()
    time: TimeShown | None = None


class RecordSummary(Struct, frozen=True):
    """A record, whether it could be read (it has an outline) or not. A draft has no editions."""

    outline: Outline | None
    problems: tuple[Problem, ...] = ()
    editions: Mapping[str, EditionSummary] = {}
    scene: Scene | None = None
    """What its drawn cover shows."""
    drawing: str = ""
    """The drawn cover's site path."""
    copies: tuple[tuple[str, str], ...] = ()
    """Files of the site, and the files whose content they have."""
    exported: Exported | None = None
    """What is known of its rows in the files of data."""


class Mention(Struct, frozen=True):
    """A record that an article names, or a figure of one (`figures/2023#members`): where it does, and the line as it stands."""

    name: str
    at: Position
    line: str


class ArticleText(Struct, frozen=True):
    """An article as a page of one language shows it. `language` is empty where the text is in the page's own."""

    title: str
    language: str
    file: str
    body: tuple[BodyPart | Hole, ...]
    chapters: tuple[Chapter, ...]
    mentions: tuple[Mention, ...] = ()
