"""Whether the machine has memory left: nothing goes in, yes or no comes out. Libraries have many ways of telling that they got none."""

import mmap

_ROOM = 64_000_000
"""Bytes: what a picture or a typesetter asks for at once."""


def is_short() -> bool:
    """Whether this process would be refused what a single step of its work may need, by the system or by a limit set for it."""
    try:
        mmap.mmap(-1, _ROOM).close()
    except (OSError, MemoryError):
        return True
    return False
