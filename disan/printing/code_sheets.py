"""Sheets with codes, to print on a machine of one's own: sheets ready to be drawn go in, verified PDFs in a folder come out.

Such paper is printed again when it fades, so it stands in no ledger; what its codes say is proved as a plaque's is. Nothing is written
unless every code on every sheet was read by both decoders.
"""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from disan.core.strings import Strings, load
from disan.drawing.fitting import DoesNotFitError
from disan.drawing.typesetting import MissingGlyphError, TypesetDocument, Typesetter
from disan.pages.language_view import LanguageView
from disan.printing.plaques import decoding, rasters
from disan.printing.plaques.model import QUIET
from disan.printing.plaques.outlines import Loop

_PRINT = 300 / 25.4
"""Pixels a millimetre of a sharp print."""
_SMALLEST = 20.0
"""Millimetres a side of a symbol to be read from a hand, without its quiet zone."""
_TOLERANCE = 0.2
"""Millimetres by which a decoder's box may be off."""


class UnreadableError(Exception):
    """A code of a sheet that was not read, or read as something else: a fault of ours, or of a site's own template."""


class UnshownError(Exception):
    """A sheet's title, and the characters on it that the typeface lacks."""

    def __init__(self, title: str, characters: str) -> None:
        super().__init__(f"{title}: {characters}")
        self.title, self.characters = title, characters


class CodeSheet(Struct, frozen=True, kw_only=True):
    """A document that a template draws; `title` names it in messages, `file` is the name of its file."""

    template: str
    file: str
    language: str
    title: str

    def codes(self, notes: Sequence[Any]) -> list[str]:
        """What the codes on it must say, each as often as it is drawn; `notes` are its template's."""
        raise NotImplementedError


class LaidOutSheet(CodeSheet, frozen=True, kw_only=True):
    """A page with one code, all in its place: lengths in millimetres from the upper left corner, sizes in points."""

    says: str
    """What the code says."""
    second: str
    """The sheet's other language."""
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

    def codes(self, notes: Sequence[Any]) -> list[str]:  # noqa: ARG002  What it says does not hang on its template.
        """Its one code."""
        return [self.says]


def second_language(view: LanguageView) -> Strings | None:
    """The sentences of the site's next language; None where it has one only."""
    return next((load(language) for language in view.settings.languages if language != view.language), None)


def make_sheets(sheets: Sequence[CodeSheet], out: Path, folder_of: Callable[[str], Path]) -> int:
    """Draws the sheets and only then writes them; tells how many. `folder_of` finds the folder of a template; raises as `draw` does."""
    typesetter = functools.cache(Typesetter)
    documents = {sheet.file: draw(sheet, typesetter(folder_of(sheet.template))) for sheet in sheets}
    out.mkdir(parents=True, exist_ok=True)
    for name, document in documents.items():
        (out / name).write_bytes(document)
    return len(documents)


def draw(sheet: CodeSheet, typesetter: Typesetter) -> bytes:
    """Draws a sheet as a PDF and reads its codes: UnreadableError, UnshownError, or DoesNotFitError where its template notes `too-long`."""
    try:
        document = typesetter.document(sheet.template, sheet)
    except MissingGlyphError as error:
        raise UnshownError(sheet.title, error.characters) from error
    if "too-long" in document.notes:
        raise DoesNotFitError(sheet.template, sheet.title)
    _verify(sheet, document)
    return document.pdf


def _verify(sheet: CodeSheet, document: TypesetDocument) -> None:
    """Reads every page; UnreadableError where codes say something else, stand too tight, or are too small for a telephone."""
    expected = [each.encode() for each in sheet.codes(document.notes)]
    seen: list[bytes] = []
    for page in rasters.pdf_pages(document.pdf, _PRINT):
        for found in decoding.read_with_zxing(page):
            sound = decoding.is_confirmed(page, found) and decoding.has_quiet_zone(page, found.box, found.size, QUIET)
            if not sound or found.width < (_SMALLEST - _TOLERANCE) * _PRINT:
                raise UnreadableError(f"{sheet.file}: {found}")
            seen.append(found.content)
    if sorted(seen) != sorted(expected):
        raise UnreadableError(f"{sheet.file}: {seen}")
