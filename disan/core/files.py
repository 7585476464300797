"""Files replaced whole: a path and bytes go in, and whoever looks finds the old file or the new one, never half of either."""

import os
from pathlib import Path


def replace(path: Path, content: bytes) -> None:
    """Puts the content under a name by one rename, on the disk before it: a kill or a power cut leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
