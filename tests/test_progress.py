"""How far the houses have come: counted right, told in words, as a page and as a table. Test data only."""

import csv
import html
import io
import re

import pytest

from disan import cli
from tests.fixtures.projects import SETTINGS, Project, Site, relic, told

SET = SETTINGS + "benchmarks: {houses: figures/2020#houses}\nrepository: https://kho.example/nguoi/trang\n"


YEAR = """\
---
title: Năm thử
year: 2020
figures:
  - {measure: houses, label: Nhà thử được đếm, value: hơn 1.200, unit: nhà}
  - {measure: temples, label: Đền thử được đếm, value: 4}
sources: [Dữ liệu thử]
---
Bài.
"""


REGISTER = """\
kind: houses
title: Nhà thử chưa có trang
lead: Những tên thử.
decisions:
  - level: cấp thử
    count: 3
    sources: [https://nguon.example/danh-sach]
    names:
      - {name: Nhà Một, district: huyện Thử, record: houses/mot}
      - {name: Nhà Ba, district: huyện Thử, record: houses/ba}
      - {name: Nhà Xa, place: Đồng Lộc, district: huyện Thử}
"""


def house(title: str, extra: str = "") -> str:
    return f"---\ntitle: {title}\n{extra}sources: [Dữ liệu thử]\n---\nBài.\n"


@pytest.fixture
def project(site_of: Site) -> Project:
    """Two houses, a draft, and a relic, which is no house; and the figure that they are set beside."""
    full = "summary: Một câu.\ncoordinates: 18.34, 105.90\nplaces:\n  - name: xã Đồng Lộc\n    as_of: 2025-08\nopened: 2023\n"
    made = site_of(
        {
            "content/site.yml": SET,
            "content/houses/mot/index.vi.md": house("Nhà văn hóa Một", full),
            "content/houses/mot/index.en.md": "---\ntitle: House One\n---\nText.\n",
            "content/houses/hai/index.vi.md": house("Nhà văn hóa Hai", "books: 20\n"),
            "content/houses/ba/index.vi.md": house("Nhà văn hóa Ba", "draft: có\n"),
            "content/relics/den/index.vi.md": relic(code="7K3QM"),
            "content/figures/2020/index.vi.md": YEAR,
            "content/register.yml": REGISTER,
        }
    )
    assert not made.build().stopped
    return made


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<(head|script|style)\b.*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)).split())


def test_what_a_list_names_and_has_no_page_yet_has_a_line_on_a_page_of_its_own(project: Project) -> None:
    shown = words(project.page("chua-co-bai/index.html"))
    assert re.findall("Nhà (?:Một|Ba|Xa)", shown) == ["Nhà Ba", "Nhà Xa"], "a draft is no page"
    for page in ("tien-do/index.html", "nha-van-hoa/index.html"):
        assert "Nhà thử chưa có trang (2)" in words(project.page(page))
    assert "chua-co-bai" not in project.page("di-tich/index.html")


def test_the_page_counts_what_has_a_page_beside_a_figure_with_its_source(project: Project) -> None:
    page = project.page("tien-do/index.html")
    assert "2 nhà văn hóa đã có trang" in words(page)
    assert '<a href="/con-so/2020/#figure-houses">hơn 1.200 nhà</a> (Nhà thử được đếm, 2020)' in page
    assert "Hai con số được đếm riêng" in words(page)
    assert "Nhà văn hóa Ba" not in page, "a draft is not published"
    assert "Đền thử" not in words(page), "a relic is no house"
    assert 'max="1200"' not in page, "no part of what was counted elsewhere"
    assert "2 cultural houses have a page" in words(project.page("en/progress/index.html"))


def test_each_record_says_what_it_lacks_and_where_to_write_it(project: Project) -> None:
    page = project.page("tien-do/index.html")
    told = words(page)
    one, two = told.index("Nhà văn hóa Một"), told.index("Nhà văn hóa Hai")
    assert one < two, "the most complete first"
    assert "tọa độ" not in told[one:two]
    assert "sách" in told[one:two]
    assert "tọa độ" in told[two:]
    assert "bản dịch" in told[two:]
    assert 'href="https://kho.example/nguoi/trang/edit/main/content/houses/hai/index.vi.md"' in page


def test_every_page_can_be_edited_where_the_repository_is_known(project: Project, site_of: Site) -> None:
    assert 'edit/main/content/houses/mot/index.en.md"' in project.page("en/houses/mot/index.html")
    assert 'edit/main/content/houses/hai/index.vi.md"' in project.page("en/houses/hai/index.html"), "what is not translated yet"
    assert 'edit/main/content/site.yml"' in project.page("index.html")
    project.write({"content/site.yml": SETTINGS})
    project.build()
    assert "edit/main" not in project.page("nha-van-hoa/mot/index.html")
    assert not (project.out / "tien-do").exists(), "no kind is followed"


def test_fields_are_counted(project: Project) -> None:
    found = re.findall(r'<progress value="(\d+)" max="2" aria-label="([^"]+)"', project.page("tien-do/index.html"))
    counted = {name: int(count) for count, name in found}
    assert counted["Tóm tắt"] == 1
    assert counted["Số cuốn sách"] == 1
    assert counted["Ảnh bìa"] == 0


def test_the_command_says_the_same_and_gives_a_table(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["progress", "--root", str(project.root)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "2 nhà văn hóa đã có trang"
    assert cli.main(["progress", "--root", str(project.root), "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["file"] for row in rows] == ["content/houses/mot/index.vi.md", "content/houses/hai/index.vi.md"]
    assert "bản dịch" in rows[1]["lacks"]
    assert "bản dịch" not in rows[0]["lacks"]


def test_every_kind_with_a_benchmark_has_its_part(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.write({"content/site.yml": SETTINGS + "benchmarks:\n  houses: figures/2020#houses\n  relics: figures/2020#temples\n"})
    assert not project.build().stopped
    page = words(project.page("tien-do/index.html"))
    assert "Tiến độ số hóa di tích, nhà văn hóa" in page
    assert page.index("1 di tích đã có trang") < page.index("2 nhà văn hóa đã có trang") < page.index("Đền thử Còn thiếu")
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", project.page("tien-do/index.html"))[:2] == ["Di tích", "Nhà văn hóa"]
    assert cli.main(["progress", "--root", str(project.root)]) == 0
    assert [line for line in capsys.readouterr().out.splitlines() if "có trang" in line] == [
        "1 di tích đã có trang",
        "2 nhà văn hóa đã có trang",
    ]


@pytest.mark.parametrize(
    ("typed", "rule", "cure"),
    [
        ("benchmarks: {hoses: figures/2020#houses}", "unknown-choice", "houses"),
        ("benchmarks: 105", "wrong-type", "houses: figures/2023#members"),
        ("benchmarks: {houses: 105}", "wrong-type", "figures/2023#members"),
        ("benchmarks: {houses: figures/2020#hoses}", "unknown-figure", "figures/2020#houses"),
        ("targets: {houses: 105}", "unknown-field", "benchmarks"),
    ],
)
def test_a_benchmark_that_means_nothing_is_told_with_what_to_write(typed: str, rule: str, cure: str, site_of: Site) -> None:
    report = site_of(
        {"content/site.yml": f"{SETTINGS}{typed}\n", "content/relics/den/index.vi.md": relic(), "content/figures/2020/index.vi.md": YEAR}
    ).build()
    assert report.stopped
    assert {each.rule for each in report.problems if each.grade == "error"} == {rule}
    assert cure in told(report)
    assert cure in told(report, "en")
