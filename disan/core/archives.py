"""Entries of zip files that are the same on every machine and day. A name in, a description of its entry out."""

import zipfile

_COMPRESSED = (".avif", ".bundle", ".gz", ".jpg", ".m4a", ".mp3", ".pdf", ".png", ".webp", ".whl", ".xlsx")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every file: the earliest that a zip file can have."""


def entry(name: str, *, compressed: bool = True) -> zipfile.ZipInfo:
    """An entry for a file of this name; what is compressed by its own format, or shall not be `compressed`, is stored as it is."""
    made = zipfile.ZipInfo(name, _FIRST_DAY)
    made.create_system, made.external_attr = 3, 0o100644 << 16
    made.compress_type = zipfile.ZIP_DEFLATED if compressed and not name.endswith(_COMPRESSED) else zipfile.ZIP_STORED
    return made
