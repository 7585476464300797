"""Posters of records on A4 or A3: picture, name, three facts and the code. A record and what pages show of it go in, a Poster comes out.

Chooses and sets its words; draws nothing and writes nothing.
"""

from collections.abc import Iterator

from msgspec import Struct

from disan.content.record import schema
from disan.content.record.entry import Entry
from disan.core.addresses import code_path
from disan.core.strings import Strings
from disan.drawing import covers, pictures, typesetting
from disan.drawing.fitting import FittedText, first_that_fits, fit_address, fit_text
from disan.drawing.qr import encode
from disan.drawing.typesetting import MILLIMETRES_A_POINT
from disan.pages import cards, facts
from disan.pages.language_view import CatalogueView, LanguageView, scene
from disan.printing.code_sheets import LaidOutSheet, second_language
from disan.printing.plaques.model import PAPERS, QUIET
from disan.printing.plaques.outlines import outlines

_LEVEL = "Q"
_PICTURE = 210 / 106
"""The shape of the picture, width over height, as the template has it."""
_CODE, _WIDTH, _PITCH = 70.0, 178.0, 1.34
"""The symbol's side with its quiet zone and the width for words, in millimetres of A4; the distance of a title's lines in ems."""
_TITLE_TOP, _FACTS = 132.0, 187.0
"""Millimetres of A4 from the upper edge: where a title may begin, and where the facts do."""
_NONE = FittedText((), 0)
_FACT_COUNT, _LONGEST_FACT = 3, 60
"""Of a fact that is still one at a glance: letters."""


class PosterText(Struct, frozen=True):
    """A fact: its label, its value, and the size in points at which that is set."""

    label: str
    value: str
    size: float


class Poster(LaidOutSheet, frozen=True, kw_only=True):
    """A poster ready to be drawn."""

    drawing: str
    alt: str
    kicker: str
    title_y: float
    translation_lines: tuple[str, ...]
    translation_size: float
    translation_y: float
    facts: tuple[PosterText, ...]
    facts_y: float
    scan: str
    scan_second: str
    address_lines: tuple[str, ...]
    unreviewed: str
    site_name: str


def poster(view: CatalogueView, entry: Entry, size: str) -> Poster:
    """Sets the poster of a record that has a code; DoesNotFitError where a text is too long even at the smallest size."""
    (width, height), scale = PAPERS[size], PAPERS[size][0] / PAPERS["a4"][0]
    code, strings, second = entry.record.code or "", view.strings, second_language(view)
    address = view.addresses.plaque(code_path(code))
    symbol = encode(address, _LEVEL)
    translation = _translation(entry, second, scale) if second else _NONE
    title, title_y = _title(entry.record.title, scale, len(translation.lines))
    return Poster(
        template="posters/poster.typ",
        file=f"{code}_{entry.slug}_{size}.pdf",
        says=address,
        language=view.language,
        second=second.language if second else view.language,
        title=entry.record.title,
        width=width,
        height=height,
        drawing=drawing(view, entry, _PICTURE),
        alt=described(view, entry),
        kicker=kicker(view, entry),
        title_lines=title.lines,
        title_size=title.size,
        title_y=title_y,
        pitch=_PITCH,
        translation_lines=translation.lines,
        translation_size=translation.size,
        translation_y=title_y + _baseline_below(title, translation.size),
        facts=tuple(_facts(view, entry, scale)),
        facts_y=_FACTS * scale,
        quiet=QUIET,
        module=_CODE * scale / (symbol.size + 2 * QUIET),
        code_side=_CODE * scale,
        loops=outlines(symbol.rows),
        described=strings.say("plaque.described", address=address),
        scan=strings.say("plaque.scan"),
        scan_second=second.say("plaque.scan") if second else "",
        address_lines=_address(address, scale),
        unreviewed="" if entry.record.reviewed else strings.say("page.not_reviewed"),
        site_name=view.settings.name.of(view.language),
    )


def _translation(entry: Entry, second: Strings, scale: float) -> FittedText:
    """The title in the second language, on one line or else on two; none where it is the same or not translated."""
    edition = entry.editions[second.language]
    title = edition.record.title
    if "title" in edition.untranslated or title == entry.record.title:
        return _NONE
    width, measure = _WIDTH * scale / MILLIMETRES_A_POINT, typesetting.face(500).width
    sizes = [size * scale for size in (16, 14, 12, 10)]
    return first_that_fits("translation", title, (fit_text(title, sizes, width, 1e6, measure, _PITCH, most) for most in (1, 2, 3)))


def _title(title: str, scale: float, lines_below: int) -> tuple[FittedText, float]:
    """The title at the largest size that fits, and where its first base line stands."""
    sizes = [size * scale for size in (46, 42, 38, 34, 31, 28, 25, 22, 19, 16, 13, 10)]
    room = (_FACTS - _TITLE_TOP - 6 - 7 * lines_below) * scale / MILLIMETRES_A_POINT
    tried = [fit_text(title, sizes, _WIDTH * scale / MILLIMETRES_A_POINT, room, typesetting.face(700).width, _PITCH, 3)]
    found = first_that_fits("title", title, tried)
    return found, _TITLE_TOP * scale + found.size * 1.06 * MILLIMETRES_A_POINT


def _baseline_below(title: FittedText, size: float) -> float:
    """From a title's first base line to that of a text of this size below it, clear of what hangs below the title, in millimetres."""
    return ((len(title.lines) - 1) * title.size * _PITCH + title.size * 0.3 + size * 1.2) * MILLIMETRES_A_POINT


def drawing(view: LanguageView, entry: Entry, ratio: float) -> str:
    """The record's picture, or the drawing in its place, as SVG for a frame of this width over its height."""
    cover = entry.editions[view.language].record.cover
    derived = view.gallery.get(entry.file(cover.file)) if cover else None
    files = [each for each in derived.renditions if each.format == "jpeg"] if derived else []
    return pictures.as_svg(max(files, key=lambda each: each.width)) if files else covers.draw(scene(entry), ratio)


def described(view: LanguageView, entry: Entry) -> str:
    """That picture or drawing in words."""
    picture = view.cover(entry).picture
    return picture.alt.text if picture else view.depicted(entry)


def kicker(view: LanguageView, entry: Entry, joint: str = " · ") -> str:
    """The sort of place that it is, and its commune."""
    communes = [cards.commune_name(view, unit) for unit in entry.communes[:1]]
    return joint.join([cards.kicker(view, entry), *communes])


def short_facts(view: CatalogueView, entry: Entry) -> list[tuple[str, str]]:
    """Finds labels and values: figures first, then what else is known and short. What `kicker` says too is not said again.

    A remark on another field is left out: it says little by itself.
    """
    table = facts.filled(view, facts.table(view, entry), lambda named: view.title(named.entry))
    found = (*facts.figures(view, entry), *table)
    members = dict(schema.members(entry.kind))
    known = {(fact.name, fact.label): fact for fact in found if fact.known and not members[fact.name].remark}
    labelled = [(fact.label, ", ".join(value.text for value in fact.values)) for fact in known.values()]
    above = kicker(view, entry).casefold()
    return [(label, value) for label, value in labelled if len(value) <= _LONGEST_FACT and value.casefold() not in above]


def _facts(view: CatalogueView, entry: Entry, scale: float) -> Iterator[PosterText]:
    shown = [(label, value) for label, value in short_facts(view, entry) if not typesetting.face(700).missing(label + value)]
    for label, value in shown[:_FACT_COUNT]:
        yield PosterText(label, value, (16.0 if len(value) <= 24 else 11.5) * scale)


def _address(address: str, scale: float) -> tuple[str, ...]:
    width = (_WIDTH - _CODE - 8) * scale / MILLIMETRES_A_POINT
    return first_that_fits("address", address, [fit_address(address, [14 * scale], width, typesetting.face(600).width, 4)]).lines
