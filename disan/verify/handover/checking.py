"""Whether an archive, or a web archive beside it, is undamaged: a file in, damages out. Nothing is unpacked."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from disan.core import files
from disan.verify.handover.bag import CHUNK, MANIFEST, TAG_MANIFEST

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, msgspec.MsgspecError, UnicodeDecodeError)
"""What reading a damaged file raises."""
DESCRIPTION, DIGEST = "datapackage.json", "datapackage-digest.json"
"""Of a web archive: what is in it, and the SHA-256 of that."""
_SHA_256 = "sha256:"
Fault = Literal["unreadable", "missing", "changed", "unlisted"]


class Damage(Struct, frozen=True):
    """A file of an archive that is not as it was packed, or the archive itself where it cannot be read."""

    name: str
    fault: Fault


class _PackagedFile(Struct, frozen=True):
    path: str
    hash: str


class _DataPackage(Struct, frozen=True):
    resources: tuple[_PackagedFile, ...]


def damages(path: Path) -> list[Damage]:
    """Compares every file of an archive with the sums that it was packed with. Raises OSError where it cannot be opened."""
    try:
        with files.opened(path) as file, zipfile.ZipFile(file) as archive:
            return sorted(_damages(archive), key=lambda each: each.name)
    except _BROKEN:
        return [Damage(path.name, "unreadable")]


def _damages(archive: zipfile.ZipFile) -> Iterator[Damage]:
    names = archive.namelist()
    base = next((each.removesuffix(TAG_MANIFEST) for each in names if each.endswith(f"/{TAG_MANIFEST}") and each.count("/") == 1), None)
    if base is None and DESCRIPTION not in names:
        yield Damage(TAG_MANIFEST, "missing")
        return
    listed = _of_web_archive(archive) if base is None else _of_bag(archive, base)
    for name, digest in listed.items():
        if digest and (fault := _fault(archive, name, digest)):
            yield Damage(name, fault)
    yield from (Damage(name, "unlisted") for name in names if name not in listed or names.count(name) > 1)


def _of_bag(archive: zipfile.ZipFile, base: str) -> Mapping[str, str]:
    """The SHA-256 of each file by its name; empty of the one that lists the others."""
    listed = {f"{base}{TAG_MANIFEST}": ""}
    for manifest in (f"{base}{TAG_MANIFEST}", f"{base}{MANIFEST}"):
        lines = archive.read(manifest).decode().splitlines() if manifest in archive.namelist() else []
        listed |= {base + name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    return listed


def _of_web_archive(archive: zipfile.ZipFile) -> Mapping[str, str]:
    described = msgspec.json.decode(archive.read(DESCRIPTION), type=_DataPackage)
    listed = {each.path: each.hash.removeprefix(_SHA_256) for each in described.resources}
    noted = msgspec.json.decode(archive.read(DIGEST), type=_PackagedFile) if DIGEST in archive.namelist() else None
    return {**listed, DIGEST: "" if noted else "-", DESCRIPTION: noted.hash.removeprefix(_SHA_256) if noted else ""}


def _fault(archive: zipfile.ZipFile, name: str, digest: str) -> Fault | None:
    made = hashlib.sha256()
    try:
        with archive.open(name) as file:
            while chunk := file.read(CHUNK):
                made.update(chunk)
    except KeyError:
        return "missing"
    except _BROKEN:
        return "unreadable"
    return None if made.hexdigest() == digest else "changed"
