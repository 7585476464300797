"""What the ledger holds: printed plaques, retired codes, what checks of the live site found, what hangs. Knows no file format."""

import datetime
from collections.abc import Mapping
from typing import Literal, Protocol, Self

from msgspec import Struct
from msgspec.structs import replace

from disan.content.source import Source
from disan.ledger.table import Line

Fate = Literal["moved", "gone"]


class Coded(Protocol):
    """A published record that has a code."""

    @property
    def path(self) -> str:
        """Its folder, from the project's root."""

    @property
    def title(self) -> str:
        """Its title in Vietnamese."""

    @property
    def formerly(self) -> tuple[str, ...]:
        """The names that its folder had."""

    @property
    def source(self) -> Source:
        """Its file."""


class LedgerRow(Struct, frozen=True):
    """One code in one printed batch; a reprint is another row."""

    code: str
    batch: str
    date: datetime.date
    address: str
    """What the symbol encodes, letter for letter."""
    level: str
    """Error correction, ISO/IEC 18004: L, M, Q or H."""
    matrix: str
    """A digest of the symbol's modules, in hexadecimal digits."""
    size: str
    """Of the plaque: a6, a5 or a4."""
    quantity: int
    note: str = ""
    line: Line | None = None
    """Where it stands in the file; None for one that is yet to be written."""

    @property
    def printed_base(self) -> str:
        """The address that the site had when it was printed: the encoded one without /Q/ and the code."""
        return self.address.removesuffix(f"/Q/{self.code}")

    def unplaced(self) -> Self:
        """The same row wherever it stands: two files say the same where these are equal."""
        return replace(self, line=None)


class Retirement(Struct, frozen=True):
    """A code whose record is no more: `moved` to another code, or `gone`, with what stood there and why it went."""

    code: str
    fate: Fate
    target: str
    """The code that it moved to; empty for one that is gone."""
    titles: Mapping[str, str]
    """What stood there, by language; Vietnamese is there for one that is gone, others may be missing."""
    place: str
    """The commune where it stood, as a gazetteer knows it; may be empty."""
    reasons: Mapping[str, str]
    date: datetime.date
    line: Line | None = None


class Check(Struct, frozen=True):
    """What one check of the live site found: how many codes were asked, how many were right, and which failed."""

    date: datetime.date
    codes: int
    right: int
    failures: tuple[str, ...]


class Installed(Struct, frozen=True):
    """One plaque that hangs where it belongs: since when, and a word on where exactly."""

    code: str
    date: datetime.date
    note: str
    photo: str = ""
    """The name of a photograph of it in content/installed; empty where there is none."""
    line: Line | None = None
