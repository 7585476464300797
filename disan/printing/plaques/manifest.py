"""The list of a batch, for the shop and for whoever counts the parcels: plaques in, the bytes of a CSV out.

UTF-8 with a mark, so that spreadsheets read Vietnamese. Lengths have four decimals: "2.703" would be two thousand to a Vietnamese
spreadsheet, "2.7027" is never taken for a thousand.
"""

from collections.abc import Mapping, Sequence

from disan.core import listeners
from disan.printing.plaques.model import QUIET, Plaque

MOUNTING_HEIGHT = ("1.0", "1.2")
"""From the ground to the middle of the symbol, in metres: a wheelchair's reach and a grown-up's glance."""


def manifest(plaques: Sequence[Plaque], files: Mapping[str, Sequence[str]]) -> bytes:
    """Lists one row a plaque, of which there is one at least; `files` by code, named from the batch's folder."""
    rows = [_row(plaque, files[plaque.code]) for plaque in plaques]
    return listeners.csv([tuple(rows[0]), *(tuple(row.values()) for row in rows)]).encode("utf-8-sig")


def _row(plaque: Plaque, files: Sequence[str]) -> dict[str, str]:
    symbol, size = plaque.symbol, plaque.size
    return {
        "id": plaque.code,
        "address": plaque.address,
        "title_vi": plaque.title,
        "title_translated": plaque.translation,
        "size_mm": f"{size.width:g}x{size.height:g}",
        "code_mm": f"{size.code:g}",
        "module_mm": f"{plaque.module:.4f}",
        "version": f"{symbol.version}",
        "level": symbol.level,
        "mask": f"{symbol.mask}",
        "quiet_zone": f"{QUIET}",
        "matrix": plaque.matrix,
        "files": " ".join(files),
        "quantity": f"{plaque.quantity}",
        "reading_distance_m": f"{plaque.reading_distance:.1f}",
        "material": plaque.material,
        "mounting_height_m": "–".join(MOUNTING_HEIGHT),
    }
