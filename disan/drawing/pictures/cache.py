"""What was made of pictures before: a digest goes in, the files made under it come out, if all of them are there.

Whatever lies there, nothing but pictures under their own names and their data come out: a proposal may bring a cache. Knows nothing of
pixels. An entry is a folder that appears by one renaming, so that a killed run leaves none half-made;
what a disk has lost since is found by the sizes in its list.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from io import BufferedReader
from pathlib import Path

import msgspec

from disan.core import files
from disan.drawing.pictures.model import Derived, Rendition

_LIST = "derived.json"
_LONGEST_LIST = 100_000
"""Bytes: a list of some twenty files has five thousand."""
_NAME = re.compile(r"[0-9a-f]+-\d+\.[a-z]+")
_PLACEHOLDER = re.compile(r"data:image/webp;base64,[A-Za-z0-9+/]+=*")
_FORMATS: Mapping[str, tuple[re.Pattern[bytes], str]] = {
    "avif": (re.compile(rb"....ftypavi[fs]", re.DOTALL), ".avif"),
    "webp": (re.compile(rb"RIFF....WEBP", re.DOTALL), ".webp"),
    "jpeg": (re.compile(rb"\xff\xd8\xff"), ".jpg"),
}
"""How a file of each format begins, and how its name ends: that is what a server sends it as."""


def find_entry(folder: Path, digest: str) -> Derived | None:
    """Finds the entry of a digest; None where there is none that can be trusted."""
    entry = folder / digest
    try:
        with _own(entry / _LIST, _LONGEST_LIST) as listed:
            derived = msgspec.json.decode(listed.read(), type=Derived, dec_hook=lambda _path, name: entry / name)
        whole = derived.digest == digest and bool(derived.renditions) and _PLACEHOLDER.fullmatch(derived.placeholder)
        return derived if whole and all(_is_whole(each, entry) for each in derived.renditions) else None
    except (OSError, msgspec.MsgspecError, TypeError):
        return None


def _is_whole(rendition: Rendition, entry: Path) -> bool:
    """Whether a file is one that was made here: below its own name and no other, a picture of its format, and all of it."""
    if rendition.file != entry / rendition.name or not _NAME.fullmatch(rendition.name):
        return False
    begins, ending = _FORMATS[rendition.format]
    with _own(rendition.file, rendition.size) as file:
        return rendition.name.endswith(ending) and os.fstat(file.fileno()).st_size == rendition.size and bool(begins.match(file.read(12)))


def _own(file: Path, limit: int) -> BufferedReader:
    """A file that lies here itself, opened: a link may lead anywhere. Raises OSError."""
    if file.is_symlink() or file.parent.is_symlink():
        raise files.RefusedFileError("no-plain-file", reason="outside")
    return files.opened(file, limit)


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
