"""Originals too heavy or too talkative for a repository, and the command that mends them. All pictures here are test data."""

import functools
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from disan import cli
from disan.cli.shared import FINE
from disan.core.problems import Problem
from disan.drawing import pictures
from disan.drawing.pictures import reading
from disan.editing import shrinking
from tests.fixtures.projects import Site

FOLDER = "content/relics/den-thu"
RECORD = (
    "---\ntitle: Đền thử\ncode: 7K3QM\ntype: history\nsources: [Sách thử]\n"
    "cover: {file: cong.jpg, alt: Cổng thử, credit: Người thử, licence: CC BY 4.0, focus: 40% 30%}\n---\n"
)


@functools.cache
def photograph(width: int, height: int, *, located: bool = False, quality: int = 95) -> bytes:
    """Noise, which no encoder makes small."""
    exif = Image.Exif()
    if located:
        exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (18.0, 20.0, 0.0)
    stream = io.BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(stream, "JPEG", quality=quality, exif=exif)
    return stream.getvalue()


def heavy() -> bytes:
    """Too many bytes."""
    return photograph(2800, 1900)


def located() -> bytes:
    """Says where it was taken."""
    return photograph(600, 400, located=True)


def plain() -> bytes:
    """Nothing wrong with it."""
    return photograph(600, 400)


def test_the_test_data_is_what_it_is_called() -> None:
    assert len(heavy()) > pictures.HEAVY > len(located())


@pytest.mark.slow
@pytest.mark.parametrize(("picture", "rules"), [(heavy, {"large-picture"}), (located, {"located-picture"}), (plain, set())])
def test_a_build_warns_and_goes_on(site_of: Site, picture: Callable[[], bytes], rules: set[str]) -> None:
    report = site_of({f"{FOLDER}/index.vi.md": RECORD, f"{FOLDER}/cong.jpg": picture()}).build()
    assert {problem.rule for problem in report.problems} == rules
    assert all((problem.grade, problem.at.line) == ("warning", 6) for problem in report.problems)
    assert not report.stopped


def test_shrinking_mends_what_a_build_warns_of(site_of: Site) -> None:
    named = {"cong.jpg": heavy(), "san.jpg": located(), "nha.jpg": plain()}
    project = site_of({f"{FOLDER}/index.vi.md": RECORD, **{f"{FOLDER}/{name}": content for name, content in named.items()}})
    done = list(shrinking.shrink(project.root, dry_run=False))
    assert [each.file for each in done if isinstance(each, shrinking.Shrunk)] == [f"{FOLDER}/cong.jpg", f"{FOLDER}/san.jpg"]
    folder = project.root / FOLDER
    assert (folder / "nha.jpg").read_bytes() == plain()
    assert not reading.describe((folder / "san.jpg").read_bytes()).located
    with Image.open(folder / "cong.jpg") as small:
        assert small.size == (2560, 1737)  # 1900 * 2560 / 2800 = 1737.1
    assert sorted(file.name for file in folder.iterdir()) == ["cong.jpg", "index.vi.md", "nha.jpg", "san.jpg"]


def test_a_dry_run_writes_nothing_and_tells_the_same(site_of: Site, capsys: pytest.CaptureFixture[str]) -> None:
    project = site_of({f"{FOLDER}/index.vi.md": RECORD, f"{FOLDER}/san.jpg": located()})
    assert cli.main(["shrink", "--root", str(project.root), "--dry-run"]) == FINE
    told = capsys.readouterr().out
    assert (project.root / FOLDER / "san.jpg").read_bytes() == located()
    assert cli.main(["shrink", "--root", str(project.root)]) == FINE
    assert told.splitlines()[0] == capsys.readouterr().out.splitlines()[0]
    assert cli.main(["shrink", "--root", str(project.root)]) == FINE
    assert capsys.readouterr().out == "Không có ảnh nào cần thu nhỏ.\n"


def test_what_cannot_be_read_stays_and_is_told(site_of: Site) -> None:
    broken = b"test data, no picture" * 100_000
    project = site_of({f"{FOLDER}/index.vi.md": RECORD, f"{FOLDER}/cong.jpg": broken})
    (found,) = shrinking.shrink(project.root, dry_run=False)
    assert isinstance(found, Problem)
    assert (found.rule, found.at.file) == ("bad-picture", f"{FOLDER}/cong.jpg")
    assert Path(project.root / FOLDER / "cong.jpg").read_bytes() == broken


def test_a_page_paints_the_placeholder_and_keeps_the_focus(site_of: Site) -> None:
    project = site_of({f"{FOLDER}/index.vi.md": RECORD, f"{FOLDER}/cong.jpg": plain()})
    assert not project.build().stopped
    page = project.page("di-tich/den-thu/index.html")
    style = page[page.index("<style>") : page.index("</style>")]
    assert ".p1{background:url(data:image/webp;base64," in style
    assert "object-position:40% 30%" in style
    assert '<img class="p1" ' in page
    assert 'loading="eager" fetchpriority="high"' in page


@pytest.mark.parametrize("focus", ["40, 30", "140% 10%", "giữa"])
def test_a_wrong_focus_is_told(site_of: Site, focus: str) -> None:
    record = RECORD.replace("40% 30%", f'"{focus}"')
    report = site_of({f"{FOLDER}/index.vi.md": record, f"{FOLDER}/cong.jpg": plain()}).check()
    assert [problem.rule for problem in report.problems] == ["wrong-type"]
