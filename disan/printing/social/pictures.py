"""A record's pictures for networks, ready to be drawn. A view and a record in, a SocialPicture for each size out.

Takes the best highlight that finds room, and else the next; what has no room even then is told by its title, and nothing is cut short.
"""

from collections.abc import Iterator

from msgspec import Struct

from disan.content.record.entry import Entry
from disan.core.addresses import code_path
from disan.drawing.fitting import DoesNotFitError
from disan.pages.language_view import CatalogueView
from disan.printing.posters import drawing, kicker
from disan.printing.social.highlights import Highlight, highlights
from disan.printing.social.layouts import SetCode, SetText, body, check_letters, foot
from disan.printing.social.sizes import PictureSize, Rectangle

TEMPLATE = "social/picture.typ"


class SocialPicture(Struct, frozen=True):
    """A picture ready to be drawn."""

    language: str
    size: str
    width: int
    height: int
    illustration: Rectangle
    drawing: str
    ornament: Rectangle
    texts: tuple[SetText, ...]
    code: SetCode
    highlight: Highlight | None
    photograph: bool

    @property
    def file(self) -> str:
        """The name of its file: a photograph in few colours would be a poor one."""
        return f"{self.language}-{self.size}{'.jpg' if self.photograph else '.png'}"


def address(view: CatalogueView, entry: Entry) -> str:
    """Where the code of a record's pictures leads: its code's address, or while it has none its page's."""
    code = entry.record.code
    return view.addresses.plaque(code_path(code)) if code else view.addresses.absolute(view.path(entry))


def small_lines(view: CatalogueView, entry: Entry) -> Iterator[str]:
    """What a picture says small: that nobody has reviewed the record, and whose its photograph is."""
    if not entry.record.reviewed:
        yield view.strings.say("page.not_reviewed")
    if picture := view.cover(entry).picture:
        yield view.strings.say("page.credit", credit=picture.credit, licence=picture.licence)


def picture(view: CatalogueView, entry: Entry, size: PictureSize, wanted: str = "") -> SocialPicture:
    """Sets a record's picture of a size, with what is `wanted` of it (see `highlights`) where that finds room.

    DoesNotFitError where its words are too long, LetterMissingError for a letter that the typeface lacks.
    """
    title = view.title(entry).text
    below = foot(size, address(view, entry), view.settings.name.of(view.language), small_lines(view, entry))
    for highlight in highlights(view, entry, wanted) or (None,):
        texts = body(size, kicker(view, entry), title, highlight, below.top) if below else None
        if below and texts:
            break
    else:
        raise DoesNotFitError("title", title)
    shown = (*texts, *below.texts)
    check_letters(shown)
    return SocialPicture(
        language=view.language,
        size=size.name,
        width=size.width,
        height=size.height,
        illustration=size.illustration,
        drawing=drawing(view, entry, size.illustration.width / size.illustration.height),
        ornament=size.ornament,
        texts=shown,
        code=below.code,
        highlight=highlight,
        photograph=view.cover(entry).picture is not None,
    )
