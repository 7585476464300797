"""A record's text as a page shows it: runs of HTML, and in their places pictures, cards and blocks. Frozen values."""

from msgspec import Struct

from disan.content.blocks import AnyBlock
from disan.content.record.block import BlockData
from disan.pages.map_parts import FillingMap, Province
from disan.pages.parts import Card, PictureShown


class BlockShown(Struct, frozen=True):
    """A block of a text: its options, and what they name made ready."""

    name: str
    title: str
    anchor: str
    """The title's id in the page, where it is a heading of the contents."""
    fields: AnyBlock
    pictures: tuple[tuple[str, PictureShown], ...]
    """Each with its file name; one that could not be made is missing, and the build has stopped for it."""
    sound: str
    """Site path of its recording."""
    cards: tuple[Card, ...]
    province: Province | None
    told: BlockData
    """What it shows of its own; with the figures of records that it names once its page is made."""
    body: "tuple[BodyPart | Hole, ...]"
    targets: tuple[str, ...] = ()
    """The records that it shows; their cards are put in when its page is made."""
    figures: tuple[str, ...] = ()
    """The figures of records that it shows, by name."""
    filling: FillingMap | None = None
    """The map that fills; put in when its page is made."""
    paths: tuple[tuple[str, str], ...] = ()
    """Site paths of where its figures stand."""

    def picture(self, file: str | None) -> PictureShown | None:
        """The picture of a file name; None where there is none, or no name."""
        return next((picture for name, picture in self.pictures if name == file), None)

    def path(self, figure: str) -> str:
        """The site path of a figure; empty where there is none, or no name."""
        return dict(self.paths).get(figure, "")


class Hole(Struct, frozen=True, tag=True):
    """Where a text names another record, before it is known what that is called now: a link, its card, or one of its figures."""

    target: str
    label: str = ""
    """The words of the link; empty for the record's title, or the figure."""
    card: bool = False
    measure: str = ""


class BodyPart(Struct, frozen=True, tag=True):
    """A run of a text's clean HTML, or a hole in it: a site path (inside an href), a picture, a card, a block. Exactly one is set."""

    html: str = ""
    """Trusted: shown as it is."""
    path: str = ""
    picture: PictureShown | None = None
    card: Card | None = None
    block: BlockShown | None = None
