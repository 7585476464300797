"""Posters of records on A4 or A3: picture, name, three facts and the code. Content goes in, verified PDFs in a folder come out.

A poster is paper that is printed again when it fades, so it stands in no ledger; what its code says is proved as a plaque's is. Nothing
is written unless every poster's code was read by both decoders.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from disan import pages
from disan.content.record import schema
from disan.content.record.entry import Entry
from disan.core.addresses import code_path
from disan.core.strings import Strings, load
from disan.drawing import covers, pictures, typesetting
from disan.drawing.fitting import Fitted, fitted, fitted_address
from disan.drawing.qr import Symbol, encode
from disan.drawing.typesetting import MILLIMETRES_A_POINT, Typesetter
from disan.pages import cards, facts
from disan.pages.view import View
from disan.printing.plaques import decoding, rasters
from disan.printing.plaques.layout import DoesNotFitError
from disan.printing.plaques.model import QUIET
from disan.printing.plaques.outlines import Loop, outlines

SIDES = {"a4": (210.0, 297.0), "a3": (297.0, 420.0)}
"""Millimetres (ISO 216)."""
_LEVEL = "Q"
_PRINT = 300 / 25.4
_CODE, _WIDTH, _PITCH = 70.0, 178.0, 1.34
"""The symbol's side with its quiet zone and the width for words, in millimetres of A4; the distance of a title's lines in ems."""
_TITLE_TOP, _FACTS = 132.0, 187.0
"""Millimetres of A4 from the upper edge: where a title may begin, and where the facts do."""
_NONE = Fitted((), 0)
_FACT_COUNT, _LONGEST_FACT = 3, 60
"""Of a fact that is still one at a glance: letters."""


class UnreadableError(Exception):
    """A poster whose code was not read, or read as something else: a fault of ours."""


class PosterSheet(Protocol):
    """A page with one code: its file's name, its title, its template, what the code says, the side of a module in millimetres.

    `printed` are the words on it that come from records and settings.
    """

    @property
    def file(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def printed(self) -> str: ...
    @property
    def template(self) -> str: ...
    @property
    def says(self) -> str: ...
    @property
    def module(self) -> float: ...


class PosterText(Struct, frozen=True):
    """A fact: its label, its value, and the size in points at which that is set."""

    label: str
    value: str
    size: float


class Poster(Struct, frozen=True):
    """A poster ready to be drawn: lengths in millimetres from the upper left corner, sizes in points. `second` is its other language."""

    file: str
    says: str
    language: str
    second: str
    title: str
    width: float
    height: float
    drawing: str
    alt: str
    kicker: str
    title_lines: tuple[str, ...]
    title_size: float
    title_y: float
    pitch: float
    translation_lines: tuple[str, ...]
    translation_size: float
    translation_y: float
    facts: tuple[PosterText, ...]
    facts_y: float
    quiet: int
    module: float
    code_side: float
    loops: tuple[Loop, ...]
    described: str
    scan: str
    scan_second: str
    address_lines: tuple[str, ...]
    unreviewed: str
    site_name: str

    @property
    def template(self) -> str:
        """The template that draws it."""
        return "posters/poster.typ"

    @property
    def printed(self) -> str:
        """The words on it that the typeface must have, facts apart, which are chosen so that it has them."""
        return " ".join((self.title, *self.translation_lines, self.kicker, self.site_name))


def poster(view: View, entry: Entry, size: str) -> Poster:
    """The poster of a record that has a code; DoesNotFitError where a text is too long even at the smallest size."""
    (width, height), scale = SIDES[size], SIDES[size][0] / SIDES["a4"][0]
    code, strings, second = entry.record.code or "", view.strings, _second(view)
    address = view.addresses.plaque(code_path(code))
    made: Symbol = encode(address, _LEVEL)
    translation = _translation(entry, second, scale) if second else _NONE
    title, title_y = _title(entry.record.title, scale, len(translation.lines))
    picture = view.cover(entry).picture
    return Poster(
        file=f"{code}_{entry.slug}_{size}.pdf",
        says=address,
        language=view.language,
        second=second.language if second else view.language,
        title=entry.record.title,
        width=width,
        height=height,
        drawing=_drawing(view, entry),
        alt=picture.alt.text if picture else strings.say("poster.drawing"),
        kicker=kicker(view, entry),
        title_lines=title.lines,
        title_size=title.size,
        title_y=title_y,
        pitch=_PITCH,
        translation_lines=translation.lines,
        translation_size=translation.size,
        translation_y=title_y + _below(title, translation.size),
        facts=tuple(_facts(view, entry, scale)),
        facts_y=_FACTS * scale,
        quiet=QUIET,
        module=_CODE * scale / (made.size + 2 * QUIET),
        code_side=_CODE * scale,
        loops=outlines(made.rows),
        described=strings.say("plaque.described", address=address),
        scan=strings.say("plaque.scan"),
        scan_second=second.say("plaque.scan") if second else "",
        address_lines=_address(address, scale),
        unreviewed="" if entry.record.reviewed else strings.say("page.not_reviewed"),
        site_name=view.settings.name.of(view.language),
    )


def make(sheets: Sequence[PosterSheet], out: Path, templates: Path) -> None:
    """Draws the sheets, reads their codes and only then writes them; UnreadableError, and nothing is written, where one fails."""
    typesetter = Typesetter(templates)
    documents = {each.file: _verified(each, typesetter.pdf(each.template, each)) for each in sheets}
    out.mkdir(parents=True, exist_ok=True)
    for name, document in documents.items():
        (out / name).write_bytes(document)


def missing(sheets: Iterable[PosterSheet]) -> Iterator[tuple[str, str]]:
    """The titles of sheets that the typeface cannot show whole, and the characters that it lacks."""
    for each in sheets:
        lacking = typesetting.face(700).missing(each.printed)
        if lacking:
            yield each.title, lacking


def _verified(each: PosterSheet, document: bytes) -> bytes:
    page = rasters.pdf_pages(document, _PRINT)[0]
    expected = each.says.encode()
    found = [reading.content for reading in decoding.read(page)]
    if found != [expected] or decoding.read_otherwise(page, each.module * _PRINT) != [expected]:
        raise UnreadableError(f"{each.file}: {found}")
    return document


def _second(view: View) -> Strings | None:
    others = [language for language in view.settings.languages if language != view.language]
    return load(others[0]) if others else None


def _translation(entry: Entry, second: Strings, scale: float) -> Fitted:
    """The title in the second language, on one line or else on two; none where it is the same or not translated."""
    edition = entry.editions[second.language]
    title = edition.record.title
    if "title" in edition.untranslated or title == entry.record.title:
        return _NONE
    width, measure = _WIDTH * scale / MILLIMETRES_A_POINT, typesetting.face(500).width
    for most in (1, 2, 3):
        found = fitted(title, [size * scale for size in (16, 14, 12, 10)], width, 1e6, measure, _PITCH, most)
        if found:
            return found
    raise DoesNotFitError("translation", title)


def _title(title: str, scale: float, lines_below: int) -> tuple[Fitted, float]:
    """The title at the largest size that fits, and where its first base line stands."""
    sizes = [size * scale for size in (46, 42, 38, 34, 31, 28, 25, 22, 19, 16, 13, 10)]
    room = (_FACTS - _TITLE_TOP - 6 - 7 * lines_below) * scale / MILLIMETRES_A_POINT
    found = fitted(title, sizes, _WIDTH * scale / MILLIMETRES_A_POINT, room, typesetting.face(700).width, _PITCH, 3)
    if found is None:
        raise DoesNotFitError("title", title)
    return found, _TITLE_TOP * scale + found.size * 1.06 * MILLIMETRES_A_POINT


def _below(title: Fitted, size: float) -> float:
    """From a title's first base line to that of a text of this size below it, clear of what hangs below the title, in millimetres."""
    return ((len(title.lines) - 1) * title.size * _PITCH + title.size * 0.3 + size * 1.2) * MILLIMETRES_A_POINT


def _drawing(view: View, entry: Entry) -> str:
    cover = entry.editions[view.language].record.cover
    derived = view.gallery.get(f"{entry.path}/{cover.file}") if cover else None
    files = [each for each in derived.renditions if each.format == "jpeg"] if derived else []
    return pictures.as_svg(max(files, key=lambda each: each.width)) if files else covers.draw(pages.seed(entry))


def kicker(view: View, entry: Entry) -> str:
    """What sort of place it is, and in which commune."""
    communes = [cards.commune_name(view, unit) for unit in view.catalogue.communes(entry)[:1]]
    return " · ".join([cards.kicker(view, entry), *communes])


def short_facts(view: View, entry: Entry) -> list[tuple[str, str]]:
    """Labels and values: figures first, then what else is known and short. What `kicker` says too is not said again.

    A remark on another field is left out: it says little by itself.
    """
    table = facts.filled(view, facts.table(view, entry), lambda named: view.title(named.entry))
    found = (*facts.figures(view, entry), *table)
    said = dict(schema.members(entry.kind))
    known = {(fact.name, fact.label): fact for fact in found if fact.known and not said[fact.name].remark}
    told = [(fact.label, ", ".join(value.text for value in fact.values)) for fact in known.values()]
    above = kicker(view, entry).casefold()
    return [(label, value) for label, value in told if len(value) <= _LONGEST_FACT and value.casefold() not in above]


def _facts(view: View, entry: Entry, scale: float) -> Iterator[PosterText]:
    shown = [(label, value) for label, value in short_facts(view, entry) if not typesetting.face(700).missing(label + value)]
    for label, value in shown[:_FACT_COUNT]:
        yield PosterText(label, value, (16.0 if len(value) <= 24 else 11.5) * scale)


def _address(address: str, scale: float) -> tuple[str, ...]:
    width = (_WIDTH - _CODE - 8) * scale / MILLIMETRES_A_POINT
    found = fitted_address(address, [14 * scale], width, typesetting.face(600).width, 4)
    if found is None:
        raise DoesNotFitError("address", address)
    return found.lines
