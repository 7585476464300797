"""Which plaques photographs show: pictures go in, the codes in them and whether each is one of ours come out. Writes nothing.

A photograph of a hanging plaque is read whole and made smaller, by both decoders: what neither reads is no proof that a telephone
cannot, so an unread one asks for a closer photograph.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from disan.core import files
from disan.drawing.pictures import Refused
from disan.ledger import Ledger
from disan.printing.plaques import decoding, rasters
from disan.printing.plaques.decoding import Decoded

Result = Literal["right", "misplaced", "unprinted", "foreign", "unread", "no_picture", "heic_picture", "too_large", "no_file"]
_WHY: Mapping[str, Result] = {
    "heic-picture": "heic_picture",
    "picture-too-large": "too_large",
    "oversized-file": "too_large",
    "missing-picture": "no_file",
}
_WIDTHS = (0, 2000, 1200, 700)
"""Pixels to which a photograph is brought before it is read again; 0 leaves it as it is."""
_QUICK_WIDTHS = (1500, 3000)
"""Pixels at which a photograph is read where many have to be: few enough to be quick, then enough for a plaque across the yard."""


class SymbolFound(Struct, frozen=True):
    """One code in a photograph: what it says, and the batches that printed it; or that there is none."""

    file: str
    result: Result
    address: str = ""
    code: str = ""
    batches: tuple[str, ...] = ()
    expected: str = ""
    """Of one that is misplaced: the codes for which the ledger has this photograph."""


def list_photographs(paths: Sequence[Path]) -> list[Path]:
    """Lists the photographs, every file of a folder in order of their names: what is no photograph is told, not passed over."""
    return [file for path in paths for file in (files.every(path) if path.is_dir() else [path])]


def read_addresses(file: Path) -> tuple[str, ...]:
    """Reads what the QR symbol in a photograph says, in a fraction of a second; none where it shows none or cannot be opened.

    Of several on a sheet it is the one that the camera was aimed at; all of them where that is not plain. One decoder is enough where
    nothing is proved: it only has to tell a photograph of a plaque from one of the place behind it.
    """
    for width in _QUICK_WIDTHS:
        pixels = rasters.photograph(file, width)
        if not isinstance(pixels, Refused) and (found := decoding.read_qr(pixels)):
            height, wide = pixels.shape
            return tuple(dict.fromkeys(each.content.decode(errors="replace") for each in _aimed_at(found, wide / 2, height / 2)))
    return ()


def _aimed_at(found: Sequence[Decoded], across: float, down: float) -> Sequence[Decoded]:
    """The symbol that is half as far from the middle, in pixels, as any other."""

    def away(each: Decoded) -> float:
        left, upper, right, lower = each.box
        return math.hypot((left + right) / 2 - across, (upper + lower) / 2 - down)

    nearest, *others = sorted(found, key=away)
    return found if any(away(each) < 2 * away(nearest) for each in others) else [nearest]


def find_symbols(file: Path, ledger: Ledger, codes_by_address: Mapping[str, str], expected: Collection[str] = ()) -> Iterator[SymbolFound]:
    """Reads what a photograph shows. `codes_by_address` has the code of every record by the address that its plaque would encode.

    `expected` are the codes for which the ledger has this photograph; where there are none, any printed code is right.
    """
    pixels = rasters.photograph(file)
    if isinstance(pixels, Refused):
        yield SymbolFound(file.name, _WHY.get(pixels.rule, "no_picture"))
        return
    texts: list[str] = []
    for width in _WIDTHS:
        share = width / pixels.shape[1] if width else 1.0
        if share <= 1 and not texts:
            smaller = rasters.resized(pixels, share) if share < 1 else pixels
            texts = [each.content.decode(errors="replace") for each in decoding.read_with_zxing(smaller)]
            texts = texts or [each.decode(errors="replace") for each in decoding.read_with_opencv(smaller, 1.0, (1.0,))]
    for text in dict.fromkeys(texts):
        rows = [row for row in ledger.rows if row.address == text]
        if rows:
            result: Result = "misplaced" if expected and rows[0].code not in expected else "right"
            yield SymbolFound(file.name, result, text, rows[0].code, tuple(row.batch for row in rows), ", ".join(expected))
        else:
            yield SymbolFound(file.name, "unprinted" if text in codes_by_address else "foreign", text, codes_by_address.get(text, ""))
    if not texts:
        yield SymbolFound(file.name, "unread")
