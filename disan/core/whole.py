"""Files written whole: whoever looks finds the old one or the new one, after a kill and after a power cut too. Bytes in, a file out."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


def replace(path: Path, content: bytes) -> None:
    """Puts the content under a name by one rename, on the disk before it: a kill or a power cut leaves the old file or the new one."""
    with replacing(path) as file:
        file.write(content)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Opens a file to write that takes its name as `replace` does once it ends well; raises what the disk does, and leaves nothing then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        with _opened(part) as file:
            yield file
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync(path.parent)


def write_through(path: Path, content: bytes) -> None:
    """Writes a file and waits until the disk has it. Raises OSError."""
    with _opened(path) as file:
        file.write(content)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Opens a new file to write, never what a link or a pipe in its place leads to, and waits in the end until the disk has it."""
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def sync(folder: Path) -> None:
    """Has the disk take down the names in a folder, where it is there and the system can be told so. Raises OSError."""
    with contextlib.suppress(FileNotFoundError, AttributeError):  # Windows has no O_DIRECTORY.
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
