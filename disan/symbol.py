"""QR symbols (ISO/IEC 18004). An address goes in; the modules, and SVG path data to draw them, come out.

Plaques get mixed mode: the scheme as bytes in lower case, for Android matches schemes by case, and the rest as
alphanumeric, which packs 11 bits into two characters. Knows no plaque, no colour and no file.
"""

import functools
import itertools
import re
from dataclasses import dataclass
from typing import Any

import segno
from segno import consts

_MIXED = re.compile(r"(?P<scheme>https?)(?P<rest>://[0-9A-Z $%*+\-./:]+)")
"""An address whose rest stands in the alphanumeric set of ISO/IEC 18004, table 5: digits, capitals and nine marks."""
_PLAQUE_VERSION = 3


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR symbol; `rows` holds 1 for each dark module and 0 for each light one, without the quiet zone."""

    address: str
    version: int
    level: str
    mask: int
    mode: str
    """The modes of its segments, in order: "byte+alphanumeric" or "byte"."""
    rows: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """Modules a side, without the quiet zone."""
        return len(self.rows)


@functools.lru_cache(maxsize=512)
def encode(address: str, level: str = "Q") -> Symbol:
    """The smallest symbol for an address at an error correction level (L, M, Q, H), never raised by itself.

    ValueError where the address is too long for any version, or the level is none. The pages of a record in several languages, its
    plaque and its poster ask for the same one.
    """
    found = _MIXED.fullmatch(address)
    # segno takes a list of (text, mode) as content, which its stubs do not say.
    content: Any = [(found["scheme"], consts.MODE_BYTE), (found["rest"], consts.MODE_ALPHANUMERIC)] if found else address.encode()
    made = segno.make(content, error=level, micro=False, boost_error=False)
    return Symbol(
        address=address,
        version=int(made.version),
        level=level.upper(),
        mask=made.mask,
        mode="byte+alphanumeric" if found else "byte",
        rows=tuple(bytes(row) for row in made.matrix),
    )


def fits_plaque(symbol: Symbol) -> bool:
    """Whether the symbol is coarse enough for a plaque: version 3 (29 modules) at most."""
    return symbol.version <= _PLAQUE_VERSION


def path(symbol: Symbol, quiet: int = 4) -> str:
    """SVG path data, to be filled, in a view box of the symbol's size and `quiet` light modules on each side.

    One rectangle a run of dark modules; draw it with `shape-rendering="crispEdges"`, so that no seams show between rows.
    """
    drawn, at_x, at_y = [], 0, 0
    for y, row in enumerate(symbol.rows, start=quiet):
        for x, length in _dark_runs(row):
            drawn.append(f"m{x + quiet - at_x} {y - at_y}h{length}v1h-{length}z")
            at_x, at_y = x + quiet, y
    return "".join(drawn).replace("m", "M", 1)


def _dark_runs(row: bytes) -> list[tuple[int, int]]:
    """The first module and the length of each run of dark modules."""
    runs, x = [], 0
    for dark, modules in itertools.groupby(row):
        length = len(list(modules))
        if dark:
            runs.append((x, length))
        x += length
    return runs
