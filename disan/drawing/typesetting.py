"""Typeset pages (typst), and the one typeface they are set in. A template and frozen data go in; a PDF or a PNG comes out.

Text reaches a template as data, never as source, so that nothing in a title can be a command. Only Be Vietnam Pro is there, from
its package: the same bytes on every machine. A character that it lacks is told, by `FontFace` beforehand or by typst of a whole PDF.
"""

import functools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import fontpkg
import msgspec
import typst
from fontTools.ttLib import TTFont
from msgspec import Struct

from disan.core import listeners

FAMILY = "be-vietnam-pro"
MILLIMETRES_A_POINT = 25.4 / 72
_INK = frozenset("\u00a0\u2060\ufeff")
"""Blanks and joiners that a typesetter handles without a glyph of their own."""
_NOT_SHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
"""What typst says of a character that PDF/UA-1 (7.21.8) wants a glyph for."""


class TypesettingError(Exception):
    """A template that cannot be set: a fault of the template or of its data."""


class MissingGlyphError(TypesettingError):
    """A text that the typeface cannot show; `characters` are those that it lacks, each once."""

    def __init__(self, template: str, characters: str) -> None:
        super().__init__(f"{template}: {characters}")
        self.characters = characters


class TypesetDocument(Struct, frozen=True):
    """A finished PDF, and what its template noted of it with `metadata`, in the order of the pages."""

    pdf: bytes
    notes: tuple[Any, ...]


class FontFace:
    """One weight of the typeface: which characters it has, and how wide a text runs."""

    def __init__(self, weight: int) -> None:
        with TTFont(fontpkg.path(FAMILY, weight), lazy=True) as font:
            self._glyphs: Mapping[int, str] = font.getBestCmap()
            self._advances: Mapping[str, tuple[int, int]] = font["hmtx"].metrics
            self._em: int = font["head"].unitsPerEm

    def missing(self, text: str) -> str:
        """The characters of a text, each once and in order, that the typeface cannot show."""
        return "".join(dict.fromkeys(each for each in text if ord(each) not in self._glyphs and each not in _INK))

    def width(self, text: str) -> float:
        """Measures the text on one line, in ems, without kerning; a missing character counts as one em."""
        glyphs = (self._glyphs.get(ord(each)) for each in text)
        return sum(self._advances[glyph][0] if glyph else self._em for glyph in glyphs) / self._em


@functools.cache
def face(weight: int) -> FontFace:
    """The typeface in a weight from 100 to 900."""
    return FontFace(weight)


class Typesetter:
    """Sets templates that stand below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fontpkg.path(FAMILY).parent])
        self._compiler = typst.Compiler(root=folder, font_paths=fonts, ignore_system_fonts=True)

    def pdf(self, template: str, data: object, standards: Sequence[Any] = ("ua-1",)) -> bytes:
        """A tagged PDF of a template, which finds the value `data` as JSON in `sys.inputs.data`. No date stands in it.

        The standards are typst's names ("ua-1" is PDF/UA-1, ISO 14289-1). MissingGlyphError where the typeface lacks a character,
        else TypesettingError with the template's line; TypeError for a value that JSON has none for.
        """
        return self._set(template, {"data": listeners.json(msgspec.to_builtins(data))}, format="pdf", pdf_standards=list(standards))

    def document(self, template: str, data: object) -> TypesetDocument:
        """The same with what the template notes of what it has drawn."""
        pdf = self.pdf(template, data)
        return TypesetDocument(pdf, tuple(each["value"] for each in msgspec.json.decode(self._compiler.query("metadata"))))

    def png(self, template: str, inputs: Mapping[str, str], pixels_an_inch: float) -> bytes:
        """A template of one page as a PNG; it finds the inputs in `sys.inputs`."""
        return self._set(template, inputs, format="png", ppi=pixels_an_inch)

    def pages(self, template: str, data: object, pixels_an_inch: float) -> tuple[bytes, ...]:
        """Every page of a template as a PNG; it finds the value `data` as JSON in `sys.inputs.data`."""
        found = self._compiled(template, {"data": listeners.json(msgspec.to_builtins(data))}, format="png", ppi=pixels_an_inch)
        return (found,) if isinstance(found, bytes) else tuple(found or ())

    def _set(self, template: str, inputs: Mapping[str, str], **options: Any) -> bytes:
        document = self._compiled(template, inputs, **options)
        if not isinstance(document, bytes):
            raise TypesettingError(f"{template}: one page was expected")
        return document

    def _compiled(self, template: str, inputs: Mapping[str, str], **options: Any) -> bytes | Sequence[bytes] | None:
        try:
            return self._compiler.compile(self._folder / template, sys_inputs=dict(inputs), **options)
        except typst.TypstError as error:
            told = str(error.diagnostic or error.message)
            if lacking := _NOT_SHOWN.findall(told):
                raise MissingGlyphError(template, "".join(dict.fromkeys(lacking))) from error
            raise TypesettingError(f"{template}: {told}") from error
