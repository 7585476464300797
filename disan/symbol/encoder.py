"""What a QR symbol's modules are: a text, or parts of one with their modes, in; rows of modules out. The only module that knows segno.

Its documentation: https://segno.readthedocs.io/en/stable/make.html.
"""

import importlib.util
import sys
from typing import NamedTuple


def _loaded_when_used(package: str, name: str) -> None:
    """Lets a module be imported at no cost, to be loaded by the first who uses it ("Implementing lazy imports", Python's importlib)."""
    full = f"{package}.{name}"
    spec = importlib.util.find_spec(full)
    if full in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = loader = importlib.util.LazyLoader(spec.loader)
    module = sys.modules[full] = importlib.util.module_from_spec(spec)
    setattr(sys.modules[package], name, module)
    loader.exec_module(module)


# segno quotes attributes by xml.sax, which can fetch documents: three quarters of the time in which all of it loads, for nothing.
_loaded_when_used("urllib", "request")

import segno  # noqa: E402
from segno import consts  # noqa: E402

Content = bytes | str | list[tuple[str, int]]
"""A text, or its parts with the mode of each."""
BYTE, ALPHANUMERIC = consts.MODE_BYTE, consts.MODE_ALPHANUMERIC


class Encoded(NamedTuple):
    """A symbol's mask, and its rows: 1 for each dark module and 0 for each light one."""

    mask: int
    rows: tuple[bytes, ...]


def encoded(content: Content, level: str, *, mask: int | None = None, version: int | None = None) -> Encoded:
    """The smallest symbol for a content, or that of a version, with the mask that is asked for or else the best.

    ValueError where the content is too long for it, or the level is none of L, M, Q, H; a level is never raised.
    """
    made = segno.make(content, error=level, version=version, mask=mask, micro=False, boost_error=False)  # type: ignore[arg-type]
    return Encoded(made.mask, tuple(map(bytes, made.matrix)))
