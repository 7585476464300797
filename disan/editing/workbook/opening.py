"""What a file is by its content, never by its name: bytes in, its tables out, or what it is instead and how to save it anew."""

import io
import re
from collections.abc import Callable
from zipfile import ZipFile

from disan.core.problems import Position, Problem
from disan.editing.workbook import delimited, office_open_xml
from disan.editing.workbook.sheet_table import SheetTable

_SIGNS = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "word"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG", "picture"),
    (b"\x09\x08", "old"),
    (b"\x09\x04", "old"),
    (b"\x09\x02", "old"),
)
"""How files begin that are no tables of text; the last are sheets of Excel before 1993 (MS-XLS, BOF)."""
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""How an .xls begins, and an .xlsx with a password (MS-CFB)."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PARTS = (("xl/workbook.bin", "binary"), ("word/", "word"), ("ppt/", "slides"), ("Index/", "numbers"))
"""What stands in archives of other programs."""
_MARKUP = (
    (
        re.compile(r"\s*(?:<\?xml.*?\?>\s*|<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|meta)\b", re.IGNORECASE | re.DOTALL),
        "web",
    ),
    (re.compile(r"mime-version:", re.IGNORECASE), "web"),
    (re.compile(r"\s*<(?:\?xml|[\w:]+[\s>])"), "xml"),
)
"""Pages and tables in angle brackets, which reporting systems call .xls."""
_BEGINNING = 2000


def tables(content: bytes, file: str, names: Callable[[str], bool]) -> tuple[list[SheetTable], list[Problem]]:
    """Every table of a file; `names` says whether a text is the name of a column."""
    other = _other(content)
    if other is not None:
        return [], [Problem("sheet-unreadable", Position(file), values={"reason": other})]
    if not content.startswith(b"PK"):
        table, found = delimited.read(content, file, names)
        return [table], found
    try:
        return office_open_xml.read(content, file), []
    except office_open_xml.TooLargeError:
        return [], [Problem("sheet-unreadable", Position(file), values={"reason": "large"})]
    except office_open_xml.BROKEN:
        return [], [Problem("sheet-unreadable", Position(file))]


def _other(content: bytes) -> str | None:
    """What a file is that is neither a workbook nor a table of text; "" for one that is damaged, None for what can be tried."""
    if content.startswith(b"PK"):
        return _archived(content)
    if content.startswith(_COMPOUND):
        return "password" if _ENCRYPTED in content else "old"
    sign = next((what for start, what in _SIGNS if content.startswith(start)), None)
    return sign or _marked_up(content)


def _archived(content: bytes) -> str | None:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            kind = _beginning(archive, "mimetype") if "mimetype" in names else b""
    except office_open_xml.BROKEN:
        return ""
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        return "opendocument"
    return next((what for part, what in _PARTS if any(name.startswith(part) for name in names)), None)


def _beginning(archive: ZipFile, part: str) -> bytes:
    with archive.open(part) as opened:
        return opened.read(_BEGINNING)


def _marked_up(content: bytes) -> str | None:
    try:
        beginning = delimited.decoded(content)[:_BEGINNING].lstrip("\ufeff")
    except UnicodeDecodeError:
        beginning = content[:_BEGINNING].decode("latin-1")
    return next((what for pattern, what in _MARKUP if pattern.match(beginning)), None)
