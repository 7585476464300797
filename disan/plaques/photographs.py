"""Which plaques photographs show: pictures go in, the codes in them and whether each is one of ours come out. Writes nothing.

A photograph of a hanging plaque is read whole and made smaller, by both decoders: what neither reads is no proof that a telephone
cannot, so an unread one asks for a closer photograph.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from disan.ledger import Ledger
from disan.plaques import decoding, rasters

Result = Literal["right", "unprinted", "foreign", "unread", "no_picture"]
_WIDTHS = (0, 2000, 1200, 700)
"""Pixels to which a photograph is brought before it is read again; 0 leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One code in a photograph: what it says, and the batches that printed it; or that there is none."""

    file: str
    result: Result
    address: str = ""
    code: str = ""
    batches: tuple[str, ...] = ()


def seen(file: Path, ledger: Ledger, own: Mapping[str, str]) -> Iterator[Seen]:
    """What a photograph shows. `own` has the code of every record by the address that its plaque would encode."""
    pixels = rasters.photograph(file)
    if pixels is None:
        yield Seen(file.name, "no_picture")
        return
    texts: list[str] = []
    for width in _WIDTHS:
        share = width / pixels.shape[1] if width else 1.0
        if share <= 1 and not texts:
            smaller = rasters.resized(pixels, share) if share < 1 else pixels
            texts = [each.content.decode(errors="replace") for each in decoding.read(smaller)]
            texts = texts or [each.decode(errors="replace") for each in decoding.read_otherwise(smaller, 1.0, (1.0,))]
    for text in dict.fromkeys(texts):
        rows = [row for row in ledger.rows if row.address == text]
        if rows:
            yield Seen(file.name, "right", text, rows[0].code, tuple(row.batch for row in rows))
        else:
            yield Seen(file.name, "unprinted" if text in own else "foreign", text, own.get(text, ""))
    if not texts:
        yield Seen(file.name, "unread")
