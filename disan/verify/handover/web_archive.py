"""A built site as a web archive (WACZ 1.1.1 of Webrecorder): what a browser is answered at each address, for any replay program.

A site's files and its addresses go in, one file comes out: the answers as WARC records (ISO 28500), an index of them by address, the list
of pages, and a description with the SHA-256 of each. The same site gives the same bytes.
"""

import datetime
import html
import io
import re
import tempfile
import uuid
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, BinaryIO
from urllib.parse import urlsplit

from msgspec import Struct
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from disan import __version__
from disan.core import codes, files, listeners
from disan.core.addresses import Addresses
from disan.core.archives import entry
from disan.verify import hosting
from disan.verify.handover.bag import added
from disan.verify.handover.checking import DESCRIPTION, DIGEST

_WARC, _INDEX, _BLOCKS, _PAGES = "archive/data.warc.gz", "indexes/index.cdx.gz", "indexes/index.idx", "pages/pages.jsonl"
_LINES = 300
"""Lines of the index that are compressed together ("ZipNum")."""
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


class _WebRecord(Struct, frozen=True):
    """What is answered at an address: a file of the site."""

    url: str
    file: Path

    @property
    def key(self) -> str:
        """The address as indexes sort it: the host from its end, without a slash at the end (SURT)."""
        parts = urlsplit(self.url.lower())
        host = ",".join(reversed((parts.hostname or "").removeprefix("www.").split(".")))
        return f"{host}{f':{parts.port}' if parts.port else ''}){parts.path.rstrip('/') or '/'}"


def write(file: BinaryIO, site: Path, names: Sequence[str], addresses: Addresses, title: str, today: datetime.date) -> None:
    """Writes the archive of the files `names` of a built site, as of the beginning of a day. Raises OSError."""
    when = f"{today.isoformat()}T00:00:00Z"
    answers = sorted(_answers(site, names, addresses), key=lambda each: (each.key, each.url))
    with zipfile.ZipFile(file, "w") as archive, tempfile.TemporaryFile() as records:
        lines = list(_recorded(records, answers, when))
        records.seek(0)
        data, index = _index(lines)
        contents: list[tuple[str, bytes | IO[bytes]]] = [
            (_WARC, records),
            (_INDEX, data),
            (_BLOCKS, index),
            (_PAGES, _pages(answers, when)),
        ]
        listed = [(name, *added(archive, entry(name), content)) for name, content in contents]
        described = _described(listed, addresses, title, when)
        digest, _ = added(archive, entry(DESCRIPTION), described)
        added(archive, entry(DIGEST), _json({"path": DESCRIPTION, "hash": f"sha256:{digest}"}))


def _answers(site: Path, names: Iterable[str], addresses: Addresses) -> Iterator[_WebRecord]:
    """Where each file answers; a code also at the address that plaques have, where that is another."""
    for name in names:
        path = f"/{name.removesuffix('index.html')}"
        code = name.split("/")[1].removesuffix(".html") if name.startswith("Q/") else ""
        if code and codes.fault(code) is None:
            path = path.removesuffix(".html")
            if addresses.plaque_url != addresses.url:
                yield _WebRecord(addresses.plaque_url + path, site / name)
        yield _WebRecord(addresses.absolute(path), site / name)


def _recorded(records: IO[bytes], answers: Iterable[_WebRecord], when: str) -> Iterator[str]:
    """Writes a record of each answer; gives the line of the index that finds it."""
    writer = WARCWriter(records, gzip=True, warc_version="1.1")
    for answer in answers:
        begin, content = records.tell(), files.content(answer.file)
        kind = hosting.content_type(answer.file)
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind), ("Content-Length", str(len(content)))], protocol="HTTP/1.1")
        noted = {"WARC-Date": when, "WARC-Record-ID": f"<{uuid.uuid5(uuid.NAMESPACE_URL, f'{answer.url} {when}').urn}>"}
        record = writer.create_warc_record(
            answer.url, "response", io.BytesIO(content), len(content), http_headers=headers, warc_headers_dict=noted
        )
        writer.write_record(record)
        told = {
            "url": answer.url,
            "mime": kind.partition(";")[0],
            "status": "200",
            "digest": record.rec_headers.get_header("WARC-Payload-Digest"),
            "length": str(records.tell() - begin),
            "offset": str(begin),
            "filename": _WARC.rpartition("/")[2],
        }
        yield f"{answer.key} {re.sub('[^0-9]', '', when)} {listeners.json(told)}\n"


def _index(lines: Sequence[str]) -> tuple[bytes, bytes]:
    """The lines in compressed blocks, and the list of blocks by their first line."""
    data, blocks = b"", [f"!meta 0 {listeners.json({'format': 'cdxj-gzip-1.0', 'filename': _INDEX.rpartition('/')[2]})}\n"]
    ordered = sorted(lines)
    for first in range(0, len(ordered), _LINES):
        compressor = zlib.compressobj(wbits=16 + zlib.MAX_WBITS)
        block = compressor.compress("".join(ordered[first : first + _LINES]).encode()) + compressor.flush()
        blocks.append(f"{ordered[first].partition('{')[0]}{listeners.json({'offset': len(data), 'length': len(block)})}\n")
        data += block
    return data, "".join(blocks).encode()


def _pages(answers: Iterable[_WebRecord], when: str) -> bytes:
    """The list that a reader chooses from: every page of the site with its title, and not once more at its code's address."""
    lines: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}]
    for answer in answers:
        if answer.file.name == "index.html" and "/Q/" not in answer.url:
            found = _TITLE.search(files.content(answer.file).decode("utf-8", "replace"))
            made = uuid.uuid5(uuid.NAMESPACE_URL, answer.url).hex
            lines.append({"id": made, "url": answer.url, "ts": when, "title": html.unescape(found[1]) if found else ""})
    return "".join(f"{listeners.json(line)}\n" for line in lines).encode()


def _described(listed: Iterable[tuple[str, str, int]], addresses: Addresses, title: str, when: str) -> bytes:
    resources = [
        {"name": name.rpartition("/")[2], "path": name, "hash": f"sha256:{digest}", "bytes": size} for name, digest, size in listed
    ]
    return _json(
        {
            "profile": "data-package",
            "resources": resources,
            "title": title,
            "mainPageUrl": addresses.absolute("/"),
            "mainPageDate": when,
            "created": when,
            "wacz_version": "1.1.1",
            "software": f"disan {__version__}",
        }
    )


def _json(value: object) -> bytes:
    return listeners.json(value, indent=1).encode()
