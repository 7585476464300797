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


def find_entry(folder: Path, digest: str) -> Derived | None:
    """Finds the entry of a digest; None where there is none that can be trusted."""
    entry = folder / digest
    try:
        derived = msgspec.json.decode((entry / _LIST).read_bytes(), type=Derived, dec_hook=lambda _path, name: entry / name)
        renditions = derived.renditions
        complete = derived.digest == digest and bool(renditions) and all(each.file.stat().st_size == each.size for each in renditions)
    except (OSError, msgspec.MsgspecError):
        return None
    return derived if complete else None


def write_entry(folder: Path, derived: Derived, contents: Mapping[str, bytes]) -> None:
    """Writes an entry, its `contents` by file name."""
    folder.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".making-", dir=folder))
    try:
        for name, content in contents.items():
            (stage / name).write_bytes(content)
        # Files are listed by their names alone: the cache may be moved, and a workflow moves it.
        (stage / _LIST).write_bytes(msgspec.json.encode(derived, enc_hook=lambda file: file.name))
        stage.chmod(0o755)
        _move_into_place(stage, folder / derived.digest)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _move_into_place(stage: Path, entry: Path) -> None:
    """The made folder in the entry's place; when another process was faster, its work is as good as ours."""
    if entry.exists() and find_entry(entry.parent, entry.name) is None:
        # Out of the way first: a folder that is being removed must not look like an entry.
        broken = Path(tempfile.mkdtemp(prefix=".broken-", dir=entry.parent))
        entry.replace(broken / entry.name)
        shutil.rmtree(broken, ignore_errors=True)
    try:
        stage.rename(entry)
    except OSError:
        if find_entry(entry.parent, entry.name) is None:
            raise
