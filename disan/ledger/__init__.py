"""The ledger of printed codes: content/plaques.csv, and beside it what was retired, what checks have found, what hangs.

Files and their history go in; frozen rows and problems come out, and rows are only ever added, by `writing.append`. It makes no plaque and
asks no network.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from disan.core.problems import Problem

if TYPE_CHECKING:
    from disan.ledger.model import Check, Installed, LedgerRow, Retirement

PLAQUES, RETIRED, VERIFIED = "content/plaques.csv", "content/retired.csv", "content/verified.csv"
INSTALLED = "content/installed.csv"
PHOTOS = "content/installed"
"""The folder of photographs of plaques that hang. They prove, and are not published."""
FILES = (PLAQUES, RETIRED)
"""The tables that the site publishes, so that a later check can compare them."""
TABLES = (*FILES, VERIFIED, INSTALLED)


class Ledger(Struct, frozen=True):
    """All four tables."""

    rows: "tuple[LedgerRow, ...]" = ()
    retirements: "tuple[Retirement, ...]" = ()
    checks: "tuple[Check, ...]" = ()
    """In order of their dates."""
    installed: "tuple[Installed, ...]" = ()
    """Of codes that were printed, in the file's order; one code may hang in several places."""

    def printed(self) -> "Mapping[str, tuple[LedgerRow, ...]]":
        """The rows of each printed code."""
        by_code: dict[str, tuple[LedgerRow, ...]] = {}
        for row in self.rows:
            by_code[row.code] = (*by_code.get(row.code, ()), row)
        return by_code

    def retired(self) -> "Mapping[str, Retirement]":
        """Retirements by code."""
        return {each.code: each for each in self.retirements}


EMPTY = Ledger()
"""Of a site that never printed anything."""


def read(root: Path) -> tuple[Ledger, list[Problem]]:
    """The ledger below `root`; a file that is not there is an empty table."""
    if not any((root / file).is_file() for file in TABLES):
        return EMPTY, []
    from disan.ledger import reading

    return reading.read(root)
