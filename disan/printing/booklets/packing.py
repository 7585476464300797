"""An EPUB 3.3 of a book: one file as its W3C recommendation has it. A book and its cover's picture go in, bytes come out.

Written with zipfile and templates: of the libraries for it that may be used, each writes the clock, a random name or English into the file,
so that the same content would give other bytes and Vietnamese would be read out as English.
"""

import io
import uuid
import zipfile
from collections.abc import Mapping

from msgspec import Struct

from disan.core import archives
from disan.core.strings import load
from disan.printing.booklets.model import Book, BookletPart
from disan.render import Renderer

_TYPE = b"application/epub+zip"
COVER = "cover.png"


class EpubPage(Struct, frozen=True):
    """What the templates of an EPUB are given: the whole book, the part at hand where there is one, and the book's name for ever."""

    book: Book
    identifier: str
    part: BookletPart | None = None


def epub(book: Book, cover: bytes, renderer: Renderer) -> bytes:
    """Packs a book with the picture of its cover (PNG)."""
    strings = load(book.booklet.language)
    whole = EpubPage(book, uuid.uuid5(uuid.NAMESPACE_URL, f"{book.source}#{book.booklet.language}").urn)

    def page(template: str, part: BookletPart | None = None) -> bytes:
        return renderer.page(f"booklets/{template}", EpubPage(book, whole.identifier, part), strings).html.encode()

    files = {
        "META-INF/container.xml": renderer.source("booklets/container.xml").encode(),
        "EPUB/package.opf": page("package.opf"),
        "EPUB/nav.xhtml": page("nav.xhtml"),
        "EPUB/cover.xhtml": page("cover.xhtml"),
        "EPUB/book.css": book.style.encode(),
        f"EPUB/{COVER}": cover,
        **{f"EPUB/{part.name}.xhtml": page("part.xhtml", part) for part in book.booklet.parts},
        **{f"EPUB/{image.name}": image.content for image in book.images},
    }
    return _zipped(files)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip whose first says, uncompressed, what it is (EPUB 3.3, 4.2)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(archives.entry("mimetype", compressed=False), _TYPE)
        for name, content in files.items():
            archive.writestr(archives.entry(name), content)
    return packed.getvalue()
