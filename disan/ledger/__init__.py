"""The ledger of printed codes: content/plaques.csv, and beside it what was retired and what checks have found.

Files go in; frozen rows and problems come out. `append` is the one way in which a row is written. Makes no plaque, asks no network.
"""

from disan.ledger.model import Check, Ledger, Retirement, Row
from disan.ledger.reading import FILES, PLAQUES, RETIRED, VERIFIED, codes, read
from disan.ledger.rules import broken
from disan.ledger.writing import append, record

__all__ = [
    "FILES",
    "PLAQUES",
    "RETIRED",
    "VERIFIED",
    "Check",
    "Ledger",
    "Retirement",
    "Row",
    "append",
    "broken",
    "codes",
    "read",
    "record",
]
