"""QR symbols (ISO/IEC 18004). An address goes in; the modules, and SVG path data to draw them, come out.

Plaques get mixed mode: the scheme as bytes in lower case, for Android matches schemes by case, and the rest as
alphanumeric, which packs 11 bits into two characters. Knows no plaque, no colour and no file.
"""

import functools
import re

import segno
from msgspec import Struct
from segno import consts

from disan.drawing.qr import masks
from disan.drawing.qr.families import Family
from disan.drawing.qr.masks import MaskChooser

_MIXED = re.compile(r"(?P<scheme>https?)(?P<rest>://[0-9A-Z $%*+\-./:]+)")
"""An address whose rest stands in the alphanumeric set of ISO/IEC 18004, table 5: digits, capitals and nine marks."""
_TAIL = 5
"""A code's characters."""
_LARGEST_COMPARED = 6
"""Larger ones state their version in modules that are left out of the comparison too; no address of ours needs one."""


class Symbol(Struct, frozen=True):
    """A QR symbol; `rows` holds 1 for each dark module and 0 for each light one, without the quiet zone."""

    address: str
    version: int
    level: str
    mask: int
    rows: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """Modules a side, without the quiet zone."""
        return len(self.rows)


@functools.lru_cache(maxsize=512)
def encode(address: str, level: str = "Q") -> Symbol:
    """Encodes an address as the smallest symbol at an error correction level (L, M, Q, H), never raised by itself.

    ValueError where the address is too long for any version, or the level is none. The pages of a record in several languages, its
    plaque and its poster ask for the same one.
    """
    first = _first_mask(address, level)
    rows = masks.rows_of(first)
    version = (len(rows) - 17) // 4
    if version <= _LARGEST_COMPARED:
        mask, best = _masks(version, level).best(first)
        return Symbol(address, version, level.upper(), mask, masks.rows_of(best))
    code = _encoded(address, level)
    return Symbol(address, version, level.upper(), code.mask, _rows(code))


def _first_mask(address: str, level: str) -> int:
    """The symbol with the first mask; encoded only where its family does not tell."""
    found = _MIXED.fullmatch(address)
    if found is None:
        return _number(address, level)
    # Characters go in pairs from the beginning of the rest, so a tail begins where a pair does.
    tail = _TAIL + (len(found["rest"]) - _TAIL) % 2
    return _family(address[:-tail], tail, level).member(address[-tail:])


@functools.lru_cache(maxsize=16)
def _family(stem: str, _length: int, level: str) -> Family:
    """The family of addresses of one length, for a longer one may need a larger symbol."""
    return Family(lambda tail: _number(stem + tail, level))


def _number(address: str, level: str, mask: int = 0, version: int | None = None) -> int:
    return masks.number_of(_rows(_encoded(address, level, mask, version)))


def _encoded(address: str, level: str, mask: int | None = None, version: int | None = None) -> segno.QRCode:
    """Segno's symbol, with the mask that is asked for or else the best; a level is never raised."""
    found = _MIXED.fullmatch(address)
    content = [(found["scheme"], consts.MODE_BYTE), (found["rest"], consts.MODE_ALPHANUMERIC)] if found else address.encode()
    return segno.make(content, error=level, version=version, mask=mask, micro=False, boost_error=False)  # type: ignore[arg-type]


def _rows(code: segno.QRCode) -> tuple[bytes, ...]:
    return tuple(map(bytes, code.matrix))


@functools.cache
def _masks(version: int, level: str) -> MaskChooser:
    """In which modules each mask's symbol differs from the first mask's is the same whatever the symbol says."""
    numbers = [_number("0", level, mask, version) for mask in range(8)]
    size = 17 + 4 * version
    return MaskChooser([numbers[0] ^ each for each in numbers], _compared(size), size)


def _compared(size: int) -> int:
    """All modules but those of the format information (ISO/IEC 18004, figure 25), which masks are compared without."""
    last = size - 8
    rows = [bytearray(b"\x01" * size) for _ in range(size)]
    for place in (*range(6), 7, 8, *range(last, size)):
        rows[8][place] = rows[place][8] = 0
    return masks.number_of([bytes(row) for row in rows])


def path(symbol: Symbol, quiet: int = 4) -> str:
    """SVG path data, to be filled, in a view box of the symbol's size and `quiet` light modules on each side.

    One rectangle a run of dark modules; draw it with `shape-rendering="crispEdges"`, so that no seams show between rows.
    """
    runs = _RUN.findall(b"\n".join(symbol.rows))  # The first begins with the first module, which is a finder's corner.
    drawn = "".join(map(_strokes(symbol.size).__getitem__, runs))
    return f"M{quiet} {quiet}{drawn.rpartition('m')[0]}"


_RUN = re.compile(rb"\x01+[\x00\n]*")
"""A run of dark modules and what is light until the next one, over the ends of rows."""


class _Strokes(dict[bytes, str]):
    """Path data that draws a run in symbols of a size, and steps from its start to that of the next; there are few different ones."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def __missing__(self, run: bytes) -> str:
        length, down = run.count(1), run.count(b"\n")
        self[run] = f"h{length}v1h-{length}zm{len(run) - down * (self._size + 1)} {down}"
        return self[run]


_strokes = functools.cache(_Strokes)
