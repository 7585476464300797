"""Whether a program's output is what was asked for: an output folder in, facts and faults out. Nothing here is timed.

The files that every program must write, whether both files of a code hold the page, and whether each page's symbol, drawn and read
back by a decoder of its own, says the code's address.
"""

import base64
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typst
import zxingcpp
from PIL import Image

from bench.corpus import BenchRecord

_SYMBOL = re.compile(
    r'<svg[^>]*(?:class="(?:qr|segno)"|shape-rendering="crispEdges")[^>]*>.*?</svg>|data:image/png;base64,(?P<png>[0-9A-Za-z+/=]+)',
    re.DOTALL,
)
"""A page's symbol as disan, segno, qrcode, our path from rqrcode's modules, or Hugo writes it."""
_DRAWN = '#set page(width: 60mm, height: 60mm, margin: 5mm, fill: white)\n#image("symbol.svg", width: 50mm)\n'


@dataclass(frozen=True, slots=True)
class Weight:
    """What an output holds."""

    files: int
    bytes: int
    page_bytes: float
    """The mean of the records' pages."""


def required(records: Sequence[BenchRecord]) -> Iterator[str]:
    """Every file that each program must write."""
    yield "di-tich/index.html"
    yield "sitemap.xml"
    for record in records:
        yield page(record)
        yield from twins(record)


def page(record: BenchRecord) -> str:
    """The file of a record's page."""
    return f"di-tich/{record.slug}/index.html"


def twins(record: BenchRecord) -> tuple[str, str]:
    """The two files that answer for a record's code."""
    return f"Q/{record.code}.html", f"Q/{record.code}/index.html"


def address(record: BenchRecord) -> str:
    """What a record's symbol must say."""
    return f"https://DISAN.EXAMPLE/Q/{record.code}"


def weight(out: Path, records: Sequence[BenchRecord]) -> Weight:
    """How much an output holds; FileNotFoundError for a page that was not written."""
    sizes = [file.stat().st_size for file in out.rglob("*") if file.is_file()]
    pages = [(out / page(record)).stat().st_size for record in records]
    return Weight(len(sizes), sum(sizes), sum(pages) / len(pages))


def missing(out: Path, records: Sequence[BenchRecord]) -> list[str]:
    """Files that should be there and are not."""
    return [name for name in required(records) if not (out / name).is_file()]


def faults(out: Path, records: Sequence[BenchRecord]) -> list[str]:
    """All that is wrong with an output, in sentences; empty for one that is right."""
    found = [f"{name} is missing" for name in missing(out, records)]
    if found:
        return found
    for record in records:
        written = (out / page(record)).read_text(encoding="utf-8")
        wanted = (record.title, record.summary, record.ticket)
        found.extend(f"{page(record)} does not show {said!r}" for said in wanted if said not in written)
        one, other = ((out / name).read_text(encoding="utf-8") for name in twins(record))
        if one != other or record.title not in one:
            found.append(f"the two files of {record.code} differ or hold another page")
        found.extend(_symbol_faults(written, record))
    listed = "".join(file.read_text(encoding="utf-8") for file in _index(out))
    mapped = (out / "sitemap.xml").read_text(encoding="utf-8")
    unlisted = (record.slug for record in records if record.slug not in listed or record.slug not in mapped)
    return [*found, *(f"{slug} is not both in the index and in the sitemap" for slug in unlisted)]


def _index(out: Path) -> Iterator[Path]:
    """The pages that list all records: one, or as many as disan cuts a long list into."""
    yield out / "di-tich" / "index.html"
    yield from (out / "di-tich").glob("trang-*/index.html")


def cards(out: Path, record: BenchRecord, records: Sequence[BenchRecord]) -> tuple[str, ...]:
    """Slugs of the records whose cards a page shows, in the page's order."""
    known = {other.slug for other in records}
    written = (out / page(record)).read_text(encoding="utf-8")
    return tuple(slug for slug in re.findall(r'<h3><a href="[^"]*?/di-tich/([^"/]+)/"', written) if slug in known)


def showing(out: Path, records: Sequence[BenchRecord], text: str) -> set[str]:
    """Slugs of the records whose pages hold a text."""
    return {record.slug for record in records if text in (out / page(record)).read_text(encoding="utf-8")}


def _symbol_faults(written: str, record: BenchRecord) -> Iterator[str]:
    said = [read.text for read in decoded(written)]
    if said != [address(record)]:
        yield f"the symbol of {record.slug} says {said}, not {address(record)}"


def decoded(written: str) -> list[zxingcpp.Barcode]:
    """What the symbol of a page says; empty where it has none."""
    found = _SYMBOL.search(written)
    if found is None:
        return []
    picture = base64.b64decode(found["png"]) if found["png"] else _drawn(found[0])
    with Image.open(io.BytesIO(picture)) as image:
        return list(zxingcpp.read_barcodes(image.convert("L")))


def _drawn(symbol: str) -> bytes:
    """An SVG from within a page as a PNG."""
    named = symbol if "xmlns" in symbol else symbol.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    files = {"main": _DRAWN.encode(), "symbol.svg": named.encode()}
    return bytes(typst.compile(files, format="png", ppi=144.0))  # type: ignore[call-overload]
