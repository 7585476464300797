"""The ledger of printed codes: content/plaques.csv, and beside it what was retired, what checks have found, what hangs.

Files go in; frozen rows and problems come out. `append` is the one way in which a row is written. Makes no plaque, asks no network.
"""

from disan.ledger.model import EMPTY, Check, Installed, Ledger, Retirement, Row
from disan.ledger.reading import FILES, PHOTOS, PLAQUES, RETIRED, VERIFIED, codes, read, read_retirements, read_rows
from disan.ledger.rules import broken, owed
from disan.ledger.writing import append, record, refused

__all__ = [
    "EMPTY",
    "FILES",
    "PHOTOS",
    "PLAQUES",
    "RETIRED",
    "VERIFIED",
    "Check",
    "Installed",
    "Ledger",
    "Retirement",
    "Row",
    "append",
    "broken",
    "codes",
    "owed",
    "read",
    "read_retirements",
    "read_rows",
    "record",
    "refused",
]
