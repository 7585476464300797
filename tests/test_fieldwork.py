"""What readers and those who go and look are asked for: pages by commune, sheets whose codes a camera reads. Test data only."""

import html
import re
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from disan import cli
from tests.batches import SETTINGS, code
from tests.fixtures.projects import Project, Site, relic

HERE = "places:\n  - {name: xã Đồng Lộc, village: thôn Thử, as_of: 2025-08}\n"
THERE = "places:\n  - {name: xã Can Lộc, as_of: 2025-08}\ncoordinates: 18.4, 105.7\n"
HOUSE = f"---\ntitle: Nhà Ba\ncode: {code(3)}\nopened: 2023\n{HERE}sources: [Dữ liệu thử]\n---\nBài.\n"
SMALLEST_CODE = 15
"""Millimetres a side that a telephone photographs."""


@pytest.fixture
def project(site_of: Site) -> Project:
    """Two relics and a house in two communes; what is over is no place to go to."""
    over = f"---\ntitle: Việc Bốn\ncode: {code(4)}\nbegins: 2020-01-01\n{HERE}sources: [Dữ liệu thử]\n---\nBài.\n"
    return site_of(
        {
            "content/site.yml": SETTINGS + "contact: {mail: thu@disan.example, sms: 0900 000 000}\n",
            "content/relics/mot/index.vi.md": relic("Đền Một", code=code(1), extra=HERE + "look_for: [Cổng đá thử]\n"),
            "content/relics/hai/index.vi.md": relic("Đền Hai", code=code(2), extra=THERE + "opening_hours: cả ngày\n"),
            "content/houses/ba/index.vi.md": HOUSE,
            "content/activities/bon/index.vi.md": over,
        }
    )


def test_pages_ask_for_what_is_missing_and_no_more(project: Project) -> None:
    assert not project.build().stopped
    asking = sorted(each.name for each in (project.out / "can-bo-sung").iterdir())
    assert asking == ["anh-di-tich", "anh-nha-van-hoa", "gio-mo-cua-di-tich", "toa-do-di-tich", "toa-do-nha-van-hoa"]
    hours, photographs = (html.unescape(project.page(f"can-bo-sung/{name}/index.html")) for name in ("gio-mo-cua-di-tich", "anh-di-tich"))
    assert "Đền Một" in hours
    assert "Đền Hai" not in hours, "its opening hours are known"
    assert '<a href="/can-bo-sung/anh-nha-van-hoa/">Ảnh, nhà văn hóa: 1</a>' in photographs
    assert re.findall(r'<section class="group" id="([^"]+)"', photographs) == ["xa-can-loc", "xa-dong-loc"]
    assert f'href="sms:0900000000?body={code(1)}.%20' in hours, "one tap, with code and question"
    assert f'href="mailto:thu@disan.example?subject=%E1%BA%A2nh%3A%20{code(2)}&body={code(2)}.%20' in photographs
    assert '<a href="/en/wanted/opening-hours-relics/#xa-dong-loc">opening hours</a>' in project.page("en/relics/mot/index.html")
    project.write({"content/site.yml": SETTINGS})
    project.build()
    assert "sms:" not in project.page("can-bo-sung/gio-mo-cua-di-tich/index.html"), "without a contact there is nobody to send it to"


def test_a_commune_has_a_sheet_whose_codes_a_camera_reads(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sheets"
    words = ["fieldwork", "--root", str(project.root), "--out", str(out)]
    assert cli.main([*words, "--missing", "toa-do", "cover"]) == 0
    assert [file.name for file in sorted(out.iterdir())] == ["xa-can-loc.pdf", "xa-dong-loc.pdf"]
    with pypdfium2.PdfDocument(out / "xa-dong-loc.pdf") as document:
        shown = " ".join(document[0].get_textpage().get_text_range().split())
        found = zxingcpp.read_barcodes(document[0].render(scale=4).to_pil())
    assert sorted(each.text for each in found) == sorted(f"https://DISAN-THU.VN/Q/{code(number)}" for number in (1, 3))
    sides = [(each.position.top_right.x - each.position.top_left.x) / 4 / 72 * 25.4 for each in found]
    assert min(sides) >= SMALLEST_CODE
    assert all(each in shown for each in ("Phiếu thực địa: Xã Đồng Lộc", "Đền Một", "thôn Thử", "Tọa độ", "mặt trước", "Cổng đá thử"))
    assert "Giờ mở cửa" not in shown, "not asked for this time"
    assert cli.main([*words, "--missing", "chieu-cao"]) == 2
    assert "opening_hours" in capsys.readouterr().err
