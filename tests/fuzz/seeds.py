"""What each reader is begun with: files of test data that stand in tests/, so that inputs that take new ways need not be guessed whole."""

import itertools
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.readers import PARTS
from tests.requirements import ROOT

_LARGEST = 4000
"""Bytes: libFuzzer makes inputs no longer than those it begins with."""
_LARGEST_MEDIA = 20_000
_MEDIA = ("jpg", "png", "webp", "gif", "mp3", "m4a", "ogg", "opus", "wav", "flac")
_VALUES = (
    *("18.3456, 105.9", "18°20'30\"N 105°54'E", "23/11/2026", "thế kỷ XV", "1945–1954", "khoảng 1820", "năm Mậu Thìn", "10,5 m"),
    *("1.200 ha", "hơn 2,2 tỷ", "https://disan.example/a?b=1", "https://[::1]:80/", "/di-tich/den-thu/", "Cổng đền (1).jpg", "con.jpg"),
)


def of(reader: str) -> Iterator[bytes]:
    """The inputs that a reader is begun with."""
    if reader in ("source", "prose", "fields"):
        for number, record in enumerate(_files(_LARGEST, "md")):
            front, _, body = record.removeprefix(b"---\n").partition(b"---\n")
            yield {"source": record, "prose": body, "fields": bytes([number % 256]) + front}[reader]
    elif reader == "settings":
        yield from _files(_LARGEST, "yml")
    elif reader in ("ledger", "csv"):
        yield from _files(_LARGEST, "csv")
    elif reader == "workbook":
        yield from (bytes([number]) + part.encode() for number, part in enumerate(PARTS.values()))
    elif reader == "values":
        yield from (each.encode() for each in _VALUES)
    else:
        yield from _files(_LARGEST_MEDIA, *_MEDIA)


def _files(largest: int, *endings: str) -> Iterator[bytes]:
    """The different contents of the files of these endings below tests/, in the order of their names."""
    folders = (ROOT / "tests/broken", ROOT / "tests/sites")
    files = sorted(itertools.chain.from_iterable(folder.rglob(f"*.{ending}") for folder in folders for ending in endings))
    yield from dict.fromkeys(each.read_bytes() for each in files if _is_small(each, largest))


def _is_small(file: Path, largest: int) -> bool:
    return file.is_file() and file.stat().st_size <= largest
