"""A newsletter made: a view and what there is to tell in; an e-mail, its HTML, a page and a leaflet in a folder out.

Nothing is written where one fails.
"""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from disan.core import whole
from disan.core.strings import load
from disan.drawing.typesetting import Typesetter
from disan.pages import gallery
from disan.pages.view import View
from disan.printing import code_sheets
from disan.printing.handouts import RecordPicture, drawn_symbol
from disan.printing.newsletters import mail
from disan.printing.newsletters.gathering import News, featured_of, newsletter
from disan.printing.newsletters.model import Leaflet, Newsletter
from disan.printing.posters import described, drawing
from disan.render import Renderer
from disan.render.folders import template_folders

_MOST = (12, 8, 6, 4, 3, 2, 1)
"""Records below a heading, until the e-mail is small enough."""
_ON_PAPER = 4
"""Records below a heading of the leaflet, which has a code for each."""
_COVER = 148 / 62
"""The shape of the leaflet's picture, width over height."""


class MadeNewsletter(Struct, frozen=True):
    """What was made: how many records there were to tell of, of how many the e-mail, the page and the leaflet tell; bytes of the e-mail."""

    records: int
    mailed: int
    paged: int
    printed: int
    size: int

    @property
    def shortened(self) -> bool:
        """Whether some are told by their number alone."""
        return min(self.mailed, self.paged, self.printed) < self.records

    @property
    def cut(self) -> bool:
        """Whether a mail program may cut off the end."""
        return self.size > mail.LARGEST


def make(root: Path, view: View, news: News, out: Path, folder_of: Callable[[str], Path]) -> MadeNewsletter:
    """Makes the files of a newsletter below `out`; raises as `code_sheets.draw` does."""
    renderer = Renderer(template_folders(root), view.addresses.absolute)
    told, marked_up = mailed(view, news, renderer)
    on_page = newsletter(view, news, _MOST[0])
    page = renderer.page("newsletter/page.html", on_page, load(view.language)).html
    sheet = leaflet(root, view, news)
    try:
        drawn = code_sheets.draw(sheet, Typesetter(folder_of(sheet.template)))
    except code_sheets.UnshownError as error:
        raise code_sheets.UnshownError(_with_letters(sheet.news, error), error.characters) from error
    made = {
        f"newsletter_{view.language}.eml": mail.message(told, marked_up),
        f"newsletter_{view.language}.html": marked_up.encode(),
        f"page_{view.language}.html": page.encode(),
        sheet.file: drawn,
    }
    for name, content in made.items():
        whole.replace(out / name, content)
    featured = featured_of(view, news)
    every = {item.reference for item in (*news.fresh, *news.changed, *news.current, *([featured] if featured else []))}
    mailed_records, on_paper = len(told.records), len(sheet.news.records)
    return MadeNewsletter(len(every), mailed_records, len(on_page.records), on_paper, mail.sent_size(marked_up))


def _with_letters(news: Newsletter, error: code_sheets.UnshownError) -> str:
    """The title of the record in whose words the letters are, else what the sheet is called."""
    words = ((each.title.text, each.title.text + (each.summary.text if each.summary else "")) for each in news.records)
    return next((title for title, said in words if set(error.characters) & set(said)), error.title)


def mailed(view: View, news: News, renderer: Renderer) -> tuple[Newsletter, str]:
    """The fullest newsletter whose e-mail is shown whole, and its HTML; the shortest where none is."""
    for most in _MOST:
        told = newsletter(view, news, most)
        marked_up = mail.html(told, renderer)
        if mail.sent_size(marked_up) <= mail.LARGEST:
            break
    return told, marked_up


def leaflet(root: Path, view: View, news: News) -> Leaflet:
    """Gathers what the leaflet shows: a code for each record that is told of, one for the site, and a picture."""
    told, item = newsletter(view, news, _ON_PAPER), featured_of(view, news)
    pictured = replace(view, gallery=gallery.of_records(root, [item.entry], root / ".cache", 1)[0]) if item else view
    return Leaflet(
        template="newsletter/leaflet.typ",
        file=f"leaflet_{view.language}.pdf",
        language=view.language,
        title=told.title,
        news=told,
        symbols={each.says: drawn_symbol(view, each.says) for each in told.records},
        home=drawn_symbol(view, told.home),
        cover=RecordPicture(drawing(pictured, item.entry, _COVER), described(pictured, item.entry)) if item else None,
        strings=view.strings.below("newsletter"),
    )
