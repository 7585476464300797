"""Values to bytes and back, for what builds keep. A value of our own frozen classes in, bytes out; damaged or foreign bytes are refused.

Pickle restricted to classes: nothing but our own, and the few plain ones that those hold, is ever made of kept bytes, so that a file
which somebody else put there can cost time and do nothing ("Restricting Globals" in Python's documentation of pickle).
"""

import copyreg
import io
import pickle
import sys
import zlib
from enum import Enum
from functools import cache
from typing import Any

_PLAIN = {
    ("datetime", "date"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("copyreg", "__newobj__"),
    ("msgspec._utils", "rebuild"),
}


class DamagedError(Exception):
    """Kept bytes are not what was kept."""


def packed(value: object) -> bytes:
    """The value as bytes that tell whether they are whole."""
    written = io.BytesIO()
    _Pickler(written, pickle.HIGHEST_PROTOCOL).dump(value)
    content = written.getvalue()
    return zlib.crc32(content).to_bytes(4, "big") + content


def unpacked(kept: bytes) -> Any:
    """The value of kept bytes; DamagedError where they are not whole, or hold anything but values of ours."""
    content = kept[4:]
    if zlib.crc32(content) != int.from_bytes(kept[:4], "big"):
        raise DamagedError
    try:
        return _Unpickler(io.BytesIO(content)).load()
    except Exception as error:
        raise DamagedError from error


class _Pickler(pickle.Pickler):
    """Writes the same as any other, and of named tuples, which nearly all of our values are, in three quarters of the time.

    A choice is written as its class and its value: some versions of Python (3.11.2) would name `getattr`, which is refused in reading.
    """

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, tuple):
            return copyreg.__newobj__, (type(value), *value)  # type: ignore[attr-defined]
        return (type(value), (value.value,)) if isinstance(value, Enum) else NotImplemented


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return _found(module, name)


@cache
def _found(module: str, name: str) -> Any:
    if (module, name) not in _PLAIN and module.partition(".")[0] != "disan":
        raise DamagedError
    __import__(module)
    found: Any = sys.modules[module]
    for part in name.split("."):
        found = getattr(found, part)
    if not isinstance(found, type) and (module, name) not in _PLAIN:
        raise DamagedError
    return found
