"""The ledger of printed codes: content/plaques.csv, and beside it what was retired, what checks have found, what hangs,
when records came and changed.

Files and their history go in; frozen rows and problems come out, and rows are only ever added, by `writing.append`. It makes no plaque and
asks no network.
"""

from pathlib import Path

from disan.core.problems import Problem
from disan.ledger.model import EMPTY, FILES, PHOTOS, PLAQUES, TABLES, Ledger

__all__ = ["EMPTY", "FILES", "PHOTOS", "PLAQUES", "TABLES", "Ledger", "read"]


def read(root: Path) -> tuple[Ledger, list[Problem]]:
    """Reads the ledger below `root`; a file that is not there is an empty table."""
    if not any((root / file).is_file() for file in TABLES):
        return EMPTY, []
    from disan.ledger import reading  # Few sites have printed anything yet.

    return reading.read(root)
