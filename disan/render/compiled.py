"""Templates that are kept compiled in a folder between builds: jinja2's code for a template in and out.

Each file is sealed with a digest of all that decides its content: the template, the versions of Python and jinja2, and how this program
has templates compiled. One that does not bear the right seal, whoever wrote it, is not looked into further: it is written anew.
"""

import contextlib
import hashlib
import importlib.util
import marshal
import os
import tempfile
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

_SEAL_SIZE = hashlib.sha256().digest_size


class Compiled(jinja2.BytecodeCache):
    """Compiled templates in `folder`, one file each; `version` changes when the same template would be compiled otherwise."""

    def __init__(self, folder: Path, version: bytes) -> None:
        self._folder = folder
        self._version = hashlib.sha256(version + jinja2.__version__.encode() + importlib.util.MAGIC_NUMBER).digest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives the bucket its code where the folder has it."""
        with contextlib.suppress(OSError):
            kept = self._file(bucket).read_bytes()
            if kept[:_SEAL_SIZE] == self._seal(bucket, kept[_SEAL_SIZE:]):
                bucket.code = marshal.loads(kept[_SEAL_SIZE:])  # noqa: S302 - sealed: these are the bytes that `dump_bytecode` wrote.

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the bucket's code; a folder that cannot be written to keeps nothing."""
        code = marshal.dumps(bucket.code)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(self._seal(bucket, code) + code)
            try:
                Path(name).replace(self._file(bucket))
            finally:
                Path(name).unlink(missing_ok=True)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.bin"

    def _seal(self, bucket: Bucket, code: bytes) -> bytes:
        return hashlib.sha256(self._version + f"{bucket.key} {bucket.checksum} ".encode() + code).digest()
