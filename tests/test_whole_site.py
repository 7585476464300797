"""A whole site, of every kind of page: twice to the same bytes, and every code on its pages opens the page that it stands on."""

import gzip
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import zxingcpp

from disan.content import catalogue
from disan.content.kinds import KINDS
from disan.drawing import pictures
from disan.verify import crawl, hosting
from tests.fixtures.drawing import rasterised
from tests.fixtures.projects import Project
from tests.fixtures.reading import SampleIn

SVG = re.compile(r'<svg class="qr" viewBox="0 0 (\d+) \d+".*?<path(?: [a-z-]+="[^"]*")* d="([Mm][^"]*z)"/></svg>', re.DOTALL)


def pages(project: Project) -> Iterator[tuple[str, str]]:
    """Every page that a reader may be sent to, with its path in the site: not 404.html and the offline pages."""
    for file in sorted(project.out.rglob("*.html")):
        page = file.read_text(encoding="utf-8")
        if '<meta name="robots" content="noindex">' not in page:
            yield file.relative_to(project.out).as_posix(), page


def canonical(page: str) -> str:
    """The last step of the address by which a page wants to be known."""
    found = re.search(r'<link rel="canonical" href="([^"]+)">', page)
    assert found
    return found[1].removesuffix("/").rpartition("/")[2]


def test_every_symbol_decodes_to_an_address_that_the_site_answers_with_that_page(sample_project: Project) -> None:
    seen = 0
    for name, page in pages(sample_project):
        found = SVG.search(page)
        assert found, name
        (symbol,) = zxingcpp.read_barcodes(rasterised(found[2], int(found[1])))
        assert symbol.text in unescape(page), "the address stands beside the symbol in plain text"
        path = re.sub(r"^https://disan\.example", "", symbol.text, flags=re.IGNORECASE)
        answer = hosting.answer(sample_project.out, "", path)
        assert answer.status == 200
        assert answer.file is not None
        assert canonical(answer.file.read_text(encoding="utf-8")) == canonical(page), name
        seen += 1
    assert seen > 90


def test_all_that_its_files_lead_to_is_there_and_is_not_redirected(sample_project: Project) -> None:
    found = list(crawl.links(sample_project.out, crawl.stands_at(sample_project.out, "")))
    assert [(each.result, each.address) for each in found] == [("right", "https://disan.example")]
    assert int(found[0].detail) > 400


def test_photographs_of_hung_plaques_are_not_published(sample_project: Project, tmp_path: Path) -> None:
    """They tell where the telephones of those were who hung them."""
    (photograph,) = (sample_project.root / "content" / "installed").iterdir()
    derived = pictures.derive(photograph, tmp_path)
    assert isinstance(derived, pictures.Derived)
    for name, content in sample_project.files().items():
        assert not name.startswith("installed/")
        assert derived.digest not in name
        assert content != photograph.read_bytes()


def test_every_code_has_both_files_byte_for_byte_the_same(sample_project: Project) -> None:
    found, _ = catalogue.read(sample_project.root, KINDS, ("vi", "en"), "ha-tinh")
    coded = [entry.record.code for entry in found.entries if not entry.record.draft]
    assert len(coded) > 20
    for code in coded:
        assert (sample_project.out / f"Q/{code}.html").read_bytes() == (sample_project.out / f"Q/{code}/index.html").read_bytes()


@pytest.mark.slow
def test_building_again_elsewhere_gives_the_same_bytes(sample_project: Project, sample_in: SampleIn, tmp_path: Path) -> None:
    """Pages; pictures and cards are drawn again in test_package, which compares them."""
    again = sample_in(tmp_path / "elsewhere")
    again.build()
    assert again.files() == sample_project.files()


def test_building_again_here_writes_nothing(sample_project: Project) -> None:
    report = sample_project.build()
    assert (report.written, report.removed) == (0, 0)


def test_code_pages_of_records_of_every_kind_fit_the_first_round_trip(sample_project: Project) -> None:
    """14 KB compressed: ten segments of slow start (RFC 6928) less headers. Of any other record `check` says what is too much."""
    sizes = sorted(len(gzip.compress(file.read_bytes(), 9, mtime=0)) for file in sample_project.out.glob("Q/*.html"))
    assert sizes[-1] <= 14_000
    assert sizes[len(sizes) // 2] <= 9_000
