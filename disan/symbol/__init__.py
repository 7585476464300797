"""QR symbols (ISO/IEC 18004). An address goes in; the modules, and SVG path data to draw them, come out.

Plaques get mixed mode: the scheme as bytes in lower case, for Android matches schemes by case, and the rest as
alphanumeric, which packs 11 bits into two characters. Knows no plaque, no colour and no file.
"""

import functools
import re
from typing import Any, NamedTuple

import segno
from segno import consts

from disan.symbol import families, masks
from disan.symbol.families import Family
from disan.symbol.masks import Grid

_MIXED = re.compile(r"(?P<scheme>https?)(?P<rest>://[0-9A-Z $%*+\-./:]+)")
"""An address whose rest stands in the alphanumeric set of ISO/IEC 18004, table 5: digits, capitals and nine marks."""
_PLAQUE_VERSION = 3
_TAIL, _WORTH_A_FAMILY = 5, 64
"""A code's characters; a family costs some 35 symbols, and whoever has asked for twice as many has probably more to ask for."""
_LARGEST_COMPARED = 6
"""Larger ones state their version in modules that are left out of the comparison too; no address of ours needs one."""


class Symbol(NamedTuple):
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
    content, mode = _content(address)
    first = _first_mask(address, level)
    version = (first.size - 17) // 4
    if version <= _LARGEST_COMPARED:
        mask, best = _best(first, version, level)
        return Symbol(address, version, level.upper(), mask, mode, best.rows)
    made = segno.make(content, error=level, micro=False, boost_error=False)
    return Symbol(address, version, level.upper(), made.mask, mode, tuple(bytes(row) for row in made.matrix))


def _first_mask(address: str, level: str) -> Grid:
    """The symbol with the first mask; of a family that is asked for often, put together instead of encoded."""
    found = _MIXED.fullmatch(address)
    if found is None:
        return _encoded(address, level)
    whole = len(found["rest"])
    # Characters go in pairs from the beginning of the rest, so a tail begins where a pair does.
    tail = _TAIL + (whole - _TAIL) % 2
    stem = address[:-tail]
    asked = _asked[stem, tail, level] = _asked.get((stem, tail, level), 0) + 1
    return _family(stem, tail, level).member(address[-tail:]) if asked > _WORTH_A_FAMILY else _encoded(address, level)


_asked: dict[tuple[str, int, str], int] = {}
"""How often each family was asked for; it changes how fast a symbol is made and nothing else."""


@functools.lru_cache(maxsize=16)
def _family(stem: str, length: int, level: str) -> Family:
    return families.family(length, lambda tail: _encoded(stem + tail, level))


def _encoded(address: str, level: str) -> Grid:
    made = segno.make(_content(address)[0], error=level, mask=0, micro=False, boost_error=False)
    return masks.grid([bytes(row) for row in made.matrix])


def _content(address: str) -> tuple[Any, str]:
    """What segno is given, and the modes of it. It takes a list of (text, mode), which its stubs do not say."""
    found = _MIXED.fullmatch(address)
    if found:
        return [(found["scheme"], consts.MODE_BYTE), (found["rest"], consts.MODE_ALPHANUMERIC)], "byte+alphanumeric"
    return address.encode(), "byte"


def _best(first: Grid, version: int, level: str) -> tuple[int, Grid]:
    """The mask that the standard chooses, and the symbol with it, from the symbol with the first mask."""
    compared = _compared(first.size)
    candidates = [first.differing(each) for each in _differences(version, level)]
    points = [masks.penalty(each.within(compared)) for each in candidates]
    mask = points.index(min(points))
    return mask, candidates[mask]


@functools.cache
def _differences(version: int, level: str) -> tuple[Grid, ...]:
    """In which modules each mask's symbol differs from the first mask's: the same ones whatever the symbol says."""
    symbols = (segno.make("0", error=level, version=version, mask=mask, boost_error=False) for mask in range(8))
    grids = [masks.grid([bytes(row) for row in made.matrix]) for made in symbols]
    return tuple(grids[0].differing(each) for each in grids)


@functools.cache
def _compared(size: int) -> Grid:
    """All modules but those of the format information (ISO/IEC 18004, figure 25), which masks are compared without."""
    last = size - 8
    rows = [bytearray(b"\x01" * size) for _ in range(size)]
    for place in (*range(6), 7, 8, *range(last, size)):
        rows[8][place] = rows[place][8] = 0
    return masks.grid([bytes(row) for row in rows])


def fits_plaque(symbol: Symbol) -> bool:
    """Whether the symbol is coarse enough for a plaque: version 3 (29 modules) at most."""
    return symbol.version <= _PLAQUE_VERSION


def path(symbol: Symbol, quiet: int = 4) -> str:
    """SVG path data, to be filled, in a view box of the symbol's size and `quiet` light modules on each side.

    One rectangle a run of dark modules; draw it with `shape-rendering="crispEdges"`, so that no seams show between rows.
    """
    drawn, at_x, at_y = [], -quiet, 0
    for y, row in enumerate(symbol.rows, start=quiet):
        for run in _DARK.finditer(row):
            x, end = run.span()
            drawn.append(_step(x - at_x, y - at_y, end - x))
            at_x, at_y = x, y
    return "".join(drawn).replace("m", "M", 1)


_DARK = re.compile(rb"\x01+")


@functools.cache
def _step(right: int, down: int, length: int) -> str:
    """From the start of one run to the next, which is drawn; there are few different ones."""
    return f"m{right} {down}h{length}v1h-{length}z"
