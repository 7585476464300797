"""The list of a batch, for the shop and for whoever counts the parcels: plaques in, the bytes of a CSV out.

UTF-8 with a mark, so that spreadsheets read Vietnamese. Lengths have four decimals: "2.703" would be two thousand to a Vietnamese
spreadsheet, "2.7027" is never taken for a thousand.
"""

import csv
import io
from collections.abc import Mapping, Sequence

from disan.printing.plaques.model import QUIET, Plaque

COLUMNS = (
    "id",
    "address",
    "title_vi",
    "title_translated",
    "size_mm",
    "code_mm",
    "module_mm",
    "version",
    "level",
    "mask",
    "quiet_zone",
    "matrix",
    "files",
    "quantity",
    "reading_distance_m",
    "material",
    "mounting_height_m",
)
MOUNTING_HEIGHT = ("1.0", "1.2")
"""From the ground to the middle of the symbol, in metres: a wheelchair's reach and a grown-up's glance."""


def manifest(plaques: Sequence[Plaque], files: Mapping[str, Sequence[str]]) -> bytes:
    """One row a plaque; `files` by code, named from the batch's folder."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(plaque, files[plaque.code]) for plaque in plaques)
    return stream.getvalue().encode("utf-8-sig")


def _row(plaque: Plaque, files: Sequence[str]) -> list[str]:
    made, size = plaque.symbol, plaque.size
    return [
        plaque.code,
        plaque.address,
        _plain(plaque.title),
        _plain(plaque.translation),
        f"{size.width:g}x{size.height:g}",
        f"{size.code:g}",
        f"{plaque.module:.4f}",
        f"{made.version}",
        made.level,
        f"{made.mask}",
        f"{QUIET}",
        plaque.matrix,
        " ".join(files),
        f"{plaque.quantity}",
        f"{plaque.reading_distance:.1f}",
        _plain(plaque.material),
        "–".join(MOUNTING_HEIGHT),
    ]


def _plain(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t" else text
