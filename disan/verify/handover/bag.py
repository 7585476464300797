"""An archive as libraries and museums exchange them: a BagIt bag (RFC 8493) in a zip file. Pieces in, a file out.

The same pieces give the same bytes: names in order, one time for all. A manifest has the SHA-256 of every file, so that whoever receives
the archive can tell a damaged one, with this program or with `sha256sum`.
"""

import hashlib
import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, BinaryIO

from disan.core import files
from disan.core.archives import entry

PAYLOAD = "data"
"""The folder of a bag in which its pieces are."""
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
CHUNK, _LARGE = 1 << 20, 1 << 31
"""Bytes that are read at once; beyond the other a zip file needs larger fields."""


def write(file: BinaryIO, name: str, pieces: Mapping[str, bytes | Path], tags: Mapping[str, bytes], about: Mapping[str, str]) -> None:
    """Writes a bag called `name`: `pieces` below its payload, `tags` beside it; `about` are the lines of bag-info.txt. Raises OSError."""
    with zipfile.ZipFile(file, "w") as archive:
        sums: dict[str, str] = {}
        size = 0
        for piece, content in sorted(pieces.items()):
            sums[f"{PAYLOAD}/{piece}"], length = added(archive, entry(f"{name}/{PAYLOAD}/{piece}"), content)
            size += length
        told = {**about, "Payload-Oxum": f"{size}.{len(pieces)}"}
        beside = {
            **tags,
            "bagit.txt": _DECLARATION,
            "bag-info.txt": "".join(f"{label}: {value}\n" for label, value in told.items()).encode(),
            MANIFEST: _lines(sums),
        }
        noted = {tag: added(archive, entry(f"{name}/{tag}"), content)[0] for tag, content in sorted(beside.items())}
        added(archive, entry(f"{name}/{TAG_MANIFEST}"), _lines(noted))


def added(archive: zipfile.ZipFile, made: zipfile.ZipInfo, content: bytes | Path | IO[bytes]) -> tuple[str, int]:
    """Puts content, or that of a file, into an archive; its SHA-256 and its size in bytes. Raises OSError."""
    if isinstance(content, Path):
        with files.opened(content) as source:
            made.file_size = os.fstat(source.fileno()).st_size
            return _copied(archive, made, source)
    return _copied(archive, made, io.BytesIO(content) if isinstance(content, bytes) else content)


def _copied(archive: zipfile.ZipFile, made: zipfile.ZipInfo, source: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with archive.open(made, "w", force_zip64=made.file_size > _LARGE) as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += target.write(chunk)
    return digest.hexdigest(), size


def _lines(sums: Mapping[str, str]) -> bytes:
    """A manifest, as `sha256sum --check` reads it too."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()
