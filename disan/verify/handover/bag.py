"""An archive as libraries and museums exchange them: a BagIt bag (RFC 8493) in a zip file. Pieces in, a file out; a file in, damages out.

The same pieces give the same bytes: names in order, one time for all. A manifest has the SHA-256 of every file, so that whoever receives
the archive can tell a damaged one, with this program or with `sha256sum`.
"""

import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, BinaryIO, Literal

from msgspec import Struct

from disan.core import files

PAYLOAD = "data"
"""The folder of a bag in which its pieces are."""
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_COMPRESSED = (".avif", ".bundle", ".gz", ".jpg", ".m4a", ".mp3", ".pdf", ".png", ".webp", ".whl", ".xlsx")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every file: the earliest that a zip file can have."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What reading a damaged zip file raises."""
_CHUNK = 1 << 20


class Damage(Struct, frozen=True):
    """A file of an archive that is not as its manifest says, or the archive itself where it cannot be read."""

    name: str
    fault: Literal["unreadable", "missing", "changed", "unlisted"]


def entry(name: str, size: int = 0) -> zipfile.ZipInfo:
    """An entry of a zip file that is the same on every machine and day."""
    made = zipfile.ZipInfo(name, _FIRST_DAY)
    made.create_system, made.external_attr, made.file_size = 3, 0o100644 << 16, size
    made.compress_type = zipfile.ZIP_STORED if name.endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
    return made


def write(file: BinaryIO, name: str, pieces: Mapping[str, bytes | Path], tags: Mapping[str, bytes], about: Mapping[str, str]) -> None:
    """Writes a bag called `name`: `pieces` below its payload, `tags` beside it; `about` are the lines of bag-info.txt. Raises OSError."""
    with zipfile.ZipFile(file, "w") as archive:
        sums: dict[str, str] = {}
        size = 0
        for piece, content in sorted(pieces.items()):
            sums[f"{PAYLOAD}/{piece}"], length = _added(archive, f"{name}/{PAYLOAD}/{piece}", content)
            size += length
        told = {**about, "Payload-Oxum": f"{size}.{len(pieces)}"}
        beside = {
            **tags,
            "bagit.txt": _DECLARATION,
            "bag-info.txt": "".join(f"{label}: {value}\n" for label, value in told.items()).encode(),
            MANIFEST: _lines(sums),
        }
        noted = {tag: _added(archive, f"{name}/{tag}", content)[0] for tag, content in sorted(beside.items())}
        _added(archive, f"{name}/{TAG_MANIFEST}", _lines(noted))


def _added(archive: zipfile.ZipFile, name: str, content: bytes | Path) -> tuple[str, int]:
    """Puts a file into the archive; its SHA-256 and its size."""
    if isinstance(content, bytes):
        archive.writestr(entry(name), content)
        return hashlib.sha256(content).hexdigest(), len(content)
    with files.opened(content) as source:
        size = content.stat().st_size
        with archive.open(entry(name, size), "w") as target:
            shutil.copyfileobj(source, target, _CHUNK)
        source.seek(0)
        return hashlib.file_digest(source, "sha256").hexdigest(), size


def _lines(sums: Mapping[str, str]) -> bytes:
    """A manifest, as `sha256sum --check` reads it too."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()


def damages(path: Path) -> list[Damage]:
    """Compares every file of a bag with its manifests; nothing is unpacked. Raises OSError where the file cannot be opened."""
    try:
        with files.opened(path) as file, zipfile.ZipFile(file) as archive:
            return sorted(_damages(archive), key=lambda each: each.name)
    except _BROKEN:
        return [Damage(path.name, "unreadable")]


def _damages(archive: zipfile.ZipFile) -> Iterator[Damage]:
    names = [each for each in archive.namelist() if not each.endswith("/")]
    base = next((each.removesuffix(TAG_MANIFEST) for each in names if each.count("/") == 1 and each.endswith(f"/{TAG_MANIFEST}")), None)
    if base is None:
        yield Damage(TAG_MANIFEST, "missing")
        return
    listed = {TAG_MANIFEST: ""}
    for manifest in (TAG_MANIFEST, MANIFEST):
        if base + manifest in names:
            listed |= _sums(archive.read(base + manifest))
    for name, digest in listed.items():
        if digest and (fault := _fault(archive, base + name, digest)):
            yield Damage(name, fault)
    yield from (Damage(name, "unlisted") for name in names if names.count(name) > 1 or name.removeprefix(base) not in listed)


def _sums(manifest: bytes) -> dict[str, str]:
    lines = (line.split("  ", 1) for line in manifest.decode("utf-8", "replace").splitlines())
    return {name: digest for digest, name in (line for line in lines if len(line) == 2)}


def _fault(archive: zipfile.ZipFile, name: str, digest: str) -> Literal["missing", "changed", "unreadable", ""]:
    try:
        with archive.open(name) as file:
            return "" if _digest(file) == digest else "changed"
    except KeyError:
        return "missing"
    except _BROKEN:
        return "unreadable"


def _digest(file: IO[bytes]) -> str:
    made = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        made.update(chunk)
    return made.hexdigest()
