"""The real content: it builds clean, twice to the same bytes, and every code on its pages opens the page that it stands on."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import zxingcpp

from disan.build import pipeline
from disan.build.pipeline import Content
from disan.content.kinds import KINDS
from disan.core import codes
from disan.verify import hosting
from tests.fixtures.drawing import rasterised
from tests.fixtures.projects import TODAY, Project

ROOT = Path(__file__).parent.parent
SVG = re.compile(r'<svg class="qr" viewBox="0 0 (\d+) \d+".*?<path(?: [a-z-]+="[^"]*")* d="([Mm][^"]*z)"/></svg>', re.DOTALL)
REAL_RELICS = {
    "nga-ba-dong-loc",
    "khu-luu-niem-nguyen-du",
    "mo-khu-luu-niem-le-huu-trac",
    "khu-luu-niem-tran-phu",
    "khu-luu-niem-ha-huy-tap",
    "mo-nha-tho-phan-dinh-phung",
    "chua-huong-tich",
    "nga-ba-nghen",
}


@pytest.fixture(scope="module")
def content() -> Content:
    """The real content, read."""
    read, _ = pipeline.read(ROOT, None, KINDS, ROOT / ".cache")
    assert read is not None
    return read


def pages(project: Project) -> Iterator[tuple[str, str]]:
    """Every page that a reader may be sent to, with its path in the site: not 404.html and the offline pages."""
    for file in sorted(project.out.rglob("*.html")):
        page = file.read_text(encoding="utf-8")
        if '<meta name="robots" content="noindex">' not in page:
            yield file.relative_to(project.out).as_posix(), page


def test_it_has_the_houses_relics_and_story_that_the_site_began_with(content: Content) -> None:
    names = {entry.reference for entry in content.catalogue.entries}
    assert sum(name.startswith("houses/") for name in names) >= 57
    assert {f"relics/{slug}" for slug in REAL_RELICS} <= names
    assert any(name.startswith("stories/") for name in names)


def test_every_record_has_a_code_an_english_text_and_says_that_nobody_reviewed_it_yet(content: Content, real_project: Project) -> None:
    for entry in content.catalogue.entries:
        assert entry.record.code
        assert "en" in entry.translated
        page = real_project.page(f"Q/{entry.record.code}.html")
        assert (entry.record.reviewed is not None) or "chưa được cơ quan quản lý duyệt" in page


def test_every_symbol_decodes_to_an_address_that_the_site_answers_with_that_page(real_project: Project) -> None:
    seen = 0
    for name, page in pages(real_project):
        found = SVG.search(page)
        assert found, name
        (symbol,) = zxingcpp.read_barcodes(rasterised(found[2], int(found[1])))
        assert symbol.text in unescape(page), "the address stands beside the symbol in plain text"
        path = re.sub(r"^https://disan\.example", "", symbol.text, flags=re.IGNORECASE)
        answer = hosting.answer(real_project.out, "", path)
        assert answer.status == 200
        assert answer.file is not None
        canonical = re.search(r'<link rel="canonical" href="([^"]+)">', answer.file.read_text(encoding="utf-8"))
        own = re.search(r'<link rel="canonical" href="([^"]+)">', page)
        assert canonical
        assert own
        same_record = canonical[1].removesuffix("/").rpartition("/")[2] == own[1].removesuffix("/").rpartition("/")[2]
        assert same_record, name
        seen += 1
    assert seen > 250


def test_every_code_has_both_files_byte_for_byte_the_same(real_project: Project, content: Content) -> None:
    for entry in content.catalogue.entries:
        code = entry.record.code or ""
        assert codes.fault(code) is None
        assert (real_project.out / f"Q/{code}.html").read_bytes() == (real_project.out / f"Q/{code}/index.html").read_bytes()


def test_building_again_elsewhere_gives_the_same_bytes(real_project: Project, tmp_path: Path) -> None:
    again = Project(tmp_path)
    (again.root / "content").symlink_to(ROOT / "content")
    (again.root / ".cache").symlink_to(real_project.root / ".cache")
    again.build()
    assert again.files() == real_project.files()


def test_building_again_here_writes_nothing(real_project: Project) -> None:
    report = pipeline.build(real_project.root, real_project.out, TODAY)
    assert (report.written, report.removed) == (0, 0)


def test_code_pages_fit_the_first_round_trip(real_project: Project) -> None:
    """14 KB compressed: ten segments of slow start (RFC 6928) less headers."""
    import gzip

    sizes = sorted(len(gzip.compress(file.read_bytes(), 9, mtime=0)) for file in real_project.out.glob("Q/*.html"))
    assert sizes[-1] <= 14_000
    assert sizes[len(sizes) // 2] <= 9_000
