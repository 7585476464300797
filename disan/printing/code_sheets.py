"""Sheets with one code, to print on a machine of one's own: sheets ready to be drawn go in, verified PDFs in a folder come out.

Such paper is printed again when it fades, so it stands in no ledger; what its code says is proved as a plaque's is. Nothing is written
unless every sheet's code was read by both decoders.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from msgspec import Struct

from disan.core.strings import Strings, load
from disan.drawing import typesetting
from disan.drawing.typesetting import Typesetter
from disan.pages.language_view import LanguageView
from disan.printing.plaques import decoding, rasters
from disan.printing.plaques.outlines import Loop

_PRINT = 300 / 25.4
"""Pixels a millimetre of a sharp print."""


class UnreadableError(Exception):
    """A sheet whose code was not read, or read as something else: a fault of ours."""


class CodeSheet(Struct, frozen=True, kw_only=True):
    """A page with one code: lengths in millimetres from the upper left corner, sizes in points. `second` is its other language."""

    template: ClassVar[str]
    file: str
    """The name of its file."""
    says: str
    """What the code says."""
    language: str
    second: str
    title: str
    width: float
    height: float
    title_lines: tuple[str, ...]
    title_size: float
    pitch: float
    """The distance of the title's lines, in ems."""
    quiet: int
    """Light modules round the symbol."""
    module: float
    code_side: float
    """With its quiet zone."""
    loops: tuple[Loop, ...]
    described: str
    """The symbol in words, for those who hear the file read."""

    @property
    def printed(self) -> str:
        """The words from records and settings that the typeface must have."""
        return self.title


def second_language(view: LanguageView) -> Strings | None:
    """The sentences of the site's next language; None where it has one only."""
    return next((load(language) for language in view.settings.languages if language != view.language), None)


def make_sheets(sheets: Sequence[CodeSheet], out: Path, templates: Path) -> None:
    """Draws the sheets, reads their codes and only then writes them; UnreadableError, and nothing is written, where one fails."""
    typesetter = Typesetter(templates)
    documents = {sheet.file: typesetter.pdf(sheet.template, sheet) for sheet in sheets}
    for sheet in sheets:
        _verify(sheet, documents[sheet.file])
    out.mkdir(parents=True, exist_ok=True)
    for name, document in documents.items():
        (out / name).write_bytes(document)


def missing_glyphs(sheets: Iterable[CodeSheet]) -> Iterator[tuple[str, str]]:
    """Finds the titles of sheets that the typeface cannot show whole, and the characters that it lacks."""
    for sheet in sheets:
        lacking = typesetting.face(700).missing(sheet.printed)
        if lacking:
            yield sheet.title, lacking


def _verify(sheet: CodeSheet, document: bytes) -> None:
    page = rasters.pdf_pages(document, _PRINT)[0]
    expected = [sheet.says.encode()]
    found = [reading.content for reading in decoding.read_with_zxing(page)]
    if found != expected or decoding.read_with_opencv(page, sheet.module * _PRINT) != expected:
        raise UnreadableError(f"{sheet.file}: {found}")
