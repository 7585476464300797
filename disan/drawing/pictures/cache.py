"""What was made of pictures before: a digest goes in, the files made under it come out, if all of them are there.

Knows nothing of pixels. An entry is a folder that appears by one renaming, so that a killed run leaves none half-made;
what a disk has lost since is found by the sizes in its list.
"""

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import asdict

from disan.drawing.pictures.model import Derived, Rendition

_LIST = "derived.json"


def found(folder: Path, digest: str) -> Derived | None:
    """The entry of a digest, or None when there is none that can be trusted."""
    entry = folder / digest
    try:
        written = json.loads((entry / _LIST).read_bytes())
        renditions = tuple(Rendition(file=entry / each["name"], **each) for each in written.pop("renditions"))
        derived = Derived(renditions=renditions, **written)
        whole = derived.digest == digest and bool(renditions) and all(each.file.stat().st_size == each.size for each in renditions)
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return None
    return derived if whole else None


def kept(folder: Path, derived: Derived, contents: Mapping[str, bytes]) -> Derived:
    """Writes an entry, its `contents` by file name, and returns it as `found` will."""
    folder.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=".making-", dir=folder))
    try:
        for name, content in contents.items():
            (making / name).write_bytes(content)
        (making / _LIST).write_text(json.dumps(_listed(derived), indent=1), encoding="utf-8")
        making.chmod(0o755)
        _put(making, folder / derived.digest)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return located_in(folder / derived.digest, derived)


def located_in(entry: Path, derived: Derived) -> Derived:
    """The same pictures, with their files in an entry's folder."""
    renditions: Sequence[Rendition] = [
        Rendition(entry / each.name, each.name, each.format, each.width, each.height, each.size) for each in derived.renditions
    ]
    return Derived(derived.digest, derived.width, derived.height, tuple(renditions), derived.placeholder, derived.located)


def _listed(derived: Derived) -> dict[str, object]:
    renditions = [asdict(each) for each in derived.renditions]
    for each in renditions:
        del each["file"]  # The cache may be moved, and a workflow moves it.
    return asdict(derived) | {"renditions": renditions}


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
