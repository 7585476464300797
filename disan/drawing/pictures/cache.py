"""What was made of pictures before: a digest goes in, the files made under it come out, if all of them are there.

Knows nothing of pixels. An entry is a folder that appears by one renaming, so that a killed run leaves none half-made;
what a disk has lost since is found by the sizes in its list.
"""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec

from disan.drawing.pictures.model import Derived

_LIST = "derived.json"


def found(folder: Path, digest: str) -> Derived | None:
    """The entry of a digest, or None when there is none that can be trusted."""
    entry = folder / digest
    try:
        derived = msgspec.json.decode((entry / _LIST).read_bytes(), type=Derived, dec_hook=lambda _path, name: entry / name)
        renditions = derived.renditions
        whole = derived.digest == digest and bool(renditions) and all(each.file.stat().st_size == each.size for each in renditions)
    except (OSError, msgspec.MsgspecError):
        return None
    return derived if whole else None


def put(folder: Path, derived: Derived, contents: Mapping[str, bytes]) -> None:
    """Writes an entry, its `contents` by file name."""
    folder.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=".making-", dir=folder))
    try:
        for name, content in contents.items():
            (making / name).write_bytes(content)
        # Files are listed by their names alone: the cache may be moved, and a workflow moves it.
        (making / _LIST).write_bytes(msgspec.json.encode(derived, enc_hook=lambda file: file.name))
        making.chmod(0o755)
        _put(making, folder / derived.digest)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _put(making: Path, entry: Path) -> None:
    """The made folder in the entry's place; when another process was faster, its work is as good as ours."""
    if entry.exists() and found(entry.parent, entry.name) is None:
        # Out of the way first: a folder that is being removed must not look like an entry.
        broken = Path(tempfile.mkdtemp(prefix=".broken-", dir=entry.parent))
        entry.replace(broken / entry.name)
        shutil.rmtree(broken, ignore_errors=True)
    try:
        making.rename(entry)
    except OSError:
        if found(entry.parent, entry.name) is None:
            raise
