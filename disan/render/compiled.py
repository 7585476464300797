"""Templates that are kept compiled between builds: jinja2's code for a template in and out.

Each file is sealed with a digest of all that decides its content: the template, the versions of Python and jinja2, and how this program
has templates compiled. One that does not bear the right seal, whoever wrote it, is not looked into further: it is written anew.
"""

import contextlib
import hashlib
import importlib.util
import marshal
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

_SEAL_SIZE = hashlib.sha256().digest_size


class Compiled(jinja2.BytecodeCache):
    """Compiled templates, one file each, those of a folder of templates in the folder that `places` names for it.

    `version` changes when the same template would be compiled otherwise.
    """

    def __init__(self, places: Mapping[Path, Path], version: bytes) -> None:
        self._places = {f"{templates}{os.sep}": place for templates, place in places.items()}
        self._files: dict[str, Path] = {}
        self._version = hashlib.sha256(version + jinja2.__version__.encode() + importlib.util.MAGIC_NUMBER).digest()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A key for a template of a file, for which it remembers where to keep it."""
        key = super().get_cache_key(name, filename)
        place = next((place for start, place in self._places.items() if (filename or "").startswith(start)), None)
        if place:
            self._files[key] = place / f"{key}.bin"
        return key

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives the bucket its code where the folder has it."""
        with contextlib.suppress(OSError, KeyError):
            kept = self._files[bucket.key].read_bytes()
            if kept[:_SEAL_SIZE] == self._seal(bucket, kept[_SEAL_SIZE:]):
                bucket.code = marshal.loads(kept[_SEAL_SIZE:])  # noqa: S302 - sealed: these are the bytes that `dump_bytecode` wrote.

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the bucket's code; a folder that cannot be written to keeps nothing."""
        if bucket.key not in self._files:
            return
        code, kept = marshal.dumps(bucket.code), self._files[bucket.key]
        with contextlib.suppress(OSError):
            kept.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=kept.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(self._seal(bucket, code) + code)
            try:
                Path(name).replace(kept)
            finally:
                Path(name).unlink(missing_ok=True)

    def _seal(self, bucket: Bucket, code: bytes) -> bytes:
        return hashlib.sha256(self._version + f"{bucket.key} {bucket.checksum} ".encode() + code).digest()
