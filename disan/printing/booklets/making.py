"""Booklets made: books go in, verified files in a folder come out, of each a PDF and an EPUB. Nothing is written where one fails."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from disan.core import listeners, whole
from disan.drawing.typesetting import Typesetter
from disan.printing import code_sheets
from disan.printing.booklets.model import Book
from disan.printing.booklets.packing import epub
from disan.printing.code_sheets import UnreadableError
from disan.printing.plaques import decoding, rasters
from disan.render import Renderer

_COVER_RESOLUTION = 150
"""Pixels an inch of the picture of a cover: 874 by 1240 of A5."""
_SCREEN = (40.0, 8.0)
"""Millimetres a side, and pixels a millimetre, at which a code in an EPUB is read."""


FolderOf = Callable[[str], Path]
"""Finds the folder of a template."""


def make(books: Sequence[Book], out: Path, folder_of: FolderOf, renderer: Renderer) -> int:
    """Makes the files of books below `out`; tells how many books; raises as `draw` does."""
    made: dict[str, bytes] = {}
    for book in books:
        booklet, typesetter = book.booklet, Typesetter(folder_of(book.booklet.template))
        made[booklet.file] = code_sheets.draw(booklet, typesetter)
        _verify(book, Typesetter(folder_of("plaques/vector.typ")))
        data = listeners.json(msgspec.to_builtins(booklet))
        cover = typesetter.png("booklets/cover_alone.typ", {"data": data}, _COVER_RESOLUTION)
        made[booklet.file.removesuffix("pdf") + "epub"] = epub(book, cover, renderer)
    for name, content in made.items():
        whole.replace(out / name, content)
    return len(books)


def _verify(book: Book, typesetter: Typesetter) -> None:
    """Reads the codes of an EPUB, each drawn by a program that did not write it; UnreadableError where one says something else."""
    for image in book.images:
        if wanted := book.booklet.symbols.get(image.name):
            read = decoding.read_qr(rasters.svg(image.content, *_SCREEN, typesetter))
            if [found.content for found in read] != [wanted.says.encode()]:
                raise UnreadableError(f"{image.name}: {read}")
