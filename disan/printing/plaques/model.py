"""What a plaque is, before anything is drawn: frozen values and the sizes there are. Reads no record and writes no file."""

import datetime
import hashlib

from msgspec import Struct

from disan.drawing import qr
from disan.drawing.qr import Symbol
from disan.ledger.model import LedgerRow

QUIET = 4
"""Light modules on each side of a symbol (ISO/IEC 18004, 6.3.8)."""
BLEED = 3.0
"""How far colour runs past the cut, in millimetres."""
LARGEST_VERSION = {"Q": 3, "H": 4}
"""The finest symbol that a plaque may carry at each level (docs/architecture.md, "What a plaque's symbol is")."""
_DISTANCE_A_MODULE = 400
"""How many modules' widths away a telephone's camera reads at 720 lines (docs/architecture.md, "What a plaque's symbol is")."""


PAPERS = {"a4": (210.0, 297.0), "a3": (297.0, 420.0)}
"""Sides of paper for posters, and for plaques set together, in millimetres (ISO 216)."""


class Size(Struct, frozen=True):
    """A size of plaque, in millimetres: the paper's sides (ISO 216) and the symbol's side with its quiet zone."""

    name: str
    width: float
    height: float
    code: float
    terse: bool = False
    """Whether there is so little room that sentences share lines."""

    @property
    def scale(self) -> float:
        """Width as a multiple of the smallest's."""
        return self.width / 105


SIZES = {size.name: size for size in (Size("a6", 105, 148, 70, terse=True), Size("a5", 148, 210, 100), Size("a4", 210, 297, 150))}


class Plaque(Struct, frozen=True):
    """One plaque: what its symbol says, what is written on it, how it is made."""

    code: str
    address: str
    """What the symbol encodes and what is printed, letter for letter."""
    slug: str
    """The record's, for file names."""
    title: str
    translation: str
    """The title in the second language; empty where there is none."""
    size: Size
    level: str
    """Error correction: Q, or H for what will be chipped or engraved."""
    batch: str
    mark: str
    """The batch and its month, as printed."""
    material: str
    quantity: int = 1
    note: str = ""

    @property
    def symbol(self) -> Symbol:
        """The symbol of the address."""
        return qr.encode(self.address, self.level)

    @property
    def module(self) -> float:
        """The side of a module in millimetres."""
        return self.size.code / (self.symbol.size + 2 * QUIET)

    @property
    def reading_distance(self) -> float:
        """The distance from which a telephone reads it, in metres, rounded down to a tenth."""
        return int(self.module * _DISTANCE_A_MODULE / 100) / 10

    @property
    def matrix(self) -> str:
        """A digest of the modules: 16 hexadecimal digits."""
        return matrix_digest(self.symbol.rows)

    @property
    def stem(self) -> str:
        """The name of its files, without an ending."""
        return f"{self.code}_{self.slug}"


def matrix_digest(rows: tuple[bytes, ...]) -> str:
    """A digest of a symbol's modules, rows from the top: the first 16 hexadecimal digits of SHA-256."""
    return hashlib.sha256(b"\n".join(rows)).hexdigest()[:16]


def ledger_row(plaque: Plaque, date: datetime.date) -> LedgerRow:
    """The ledger's row of a plaque."""
    return LedgerRow(
        code=plaque.code,
        batch=plaque.batch,
        date=date,
        address=plaque.address,
        level=plaque.level,
        matrix=plaque.matrix,
        size=plaque.size.name,
        quantity=plaque.quantity,
        note=plaque.note,
    )
