"""Sheets whose code holds plain text, for places without a signal. A record goes in, a sheet to draw comes out.

A telephone shows the text of such a code by itself: nothing is opened and nothing is asked of a network. So it stands in no ledger and
can never die, but it can never be mended either. The text is short, because each byte makes the symbol finer.
"""

from disan.content.record.entry import Entry
from disan.drawing import typesetting
from disan.drawing.fitting import DoesNotFitError, first_that_fits, fit_text
from disan.drawing.qr import encode
from disan.drawing.typesetting import MILLIMETRES_A_POINT
from disan.pages.language_view import CatalogueView
from disan.printing.code_sheets import LaidOutSheet, second_language
from disan.printing.plaques.model import QUIET
from disan.printing.plaques.outlines import outlines
from disan.printing.posters import kicker, short_facts

MOST_BYTES = 300
"""Of UTF-8: at level M a symbol of at most 69 modules, which on this sheet are 1.5 mm wide."""
_LEVEL, _FACTS = "M", 2
_WIDTH, _HEIGHT, _CODE = 148.0, 210.0, 118.0
"""Millimetres: A5 upright (ISO 216), the symbol with its quiet zone."""
_PITCH = 1.34


class TextSheet(LaidOutSheet, frozen=True, kw_only=True):
    """A sheet ready to be drawn; what its code says is shown by the telephone's typeface."""

    lead: str
    lead_second: str
    foot: str


def text_sheet(view: CatalogueView, entry: Entry) -> TextSheet:
    """Sets the sheet of a record; DoesNotFitError where its name alone is too long."""
    says = code_text(view, entry)
    symbol, second = encode(says, _LEVEL), second_language(view)
    width, measure = (_WIDTH - 26) / MILLIMETRES_A_POINT, typesetting.face(700).width
    tried = [fit_text(entry.record.title, (24, 21, 18, 15, 12), width, 90, measure, _PITCH, 3)]
    title = first_that_fits("title", entry.record.title, tried)
    return TextSheet(
        template="posters/text.typ",
        file=f"{entry.record.code}_{entry.slug}_text.pdf",
        says=says,
        language=view.language,
        second=second.language if second else view.language,
        title=entry.record.title,
        width=_WIDTH,
        height=_HEIGHT,
        title_lines=title.lines,
        title_size=title.size,
        pitch=_PITCH,
        lead=view.strings.say("poster.text_lead"),
        lead_second=second.say("poster.text_lead") if second else "",
        foot=view.strings.say("plaque.code", code=entry.record.code),
        quiet=QUIET,
        module=_CODE / (symbol.size + 2 * QUIET),
        code_side=_CODE,
        loops=outlines(symbol.rows),
        described=view.strings.say("poster.text_described", title=entry.record.title),
    )


def code_text(view: CatalogueView, entry: Entry) -> str:
    """Title, what and where, and two facts, a line each, as many as there is room for; DoesNotFitError where not even the title has any."""
    facts = [f"{label}: {value}" for label, value in short_facts(view, entry)]
    text = entry.record.title
    if len(text.encode()) > MOST_BYTES:
        raise DoesNotFitError("title", text)
    for line in (kicker(view, entry, ", "), *facts[:_FACTS]):
        if len(f"{text}\n{line}".encode()) <= MOST_BYTES:
            text = f"{text}\n{line}"
    return text
