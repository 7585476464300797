"""Guides: steps and law on the page and as data, the notice that grows with time, the desks where they end. Test data throughout."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest

from disan.content import settings
from disan.content.fields.times import VIETNAM
from disan.content.kinds.guide import Guide
from disan.content.record import Phase
from disan.core.strings import load
from disan.editing.forms import fields as forms
from tests.fixtures.browsing import Serve
from tests.fixtures.projects import SETTINGS, Project, Site, rules
from tests.fixtures.reading import NewReader
from tests.fixtures.workbooks import add, edited, run, sheet
from tests.test_kinds import linked_data, values

FILE, PAGE = "content/guides/doi-giay/index.vi.md", "cam-nang/doi-giay/index.html"
DESK, AT_DESK = "content/desks/diem-mot/index.vi.md", "diem-mot-cua/diem-mot/index.html"
GUIDE = """\
---
title: Đổi giấy thử
for_whom: Người thử
desks: [desks/diem-mot]
steps:
  - words: Điền tờ khai thử.
    papers: [Tờ khai thử, Ảnh thử]
    fee: 5.000 đồng
  - words: Nộp ở quầy thử.
papers: [Thẻ thử]
legal_basis:
  - title: Luật Thử
    number: 1/2020/QH14
    date: 2020-06-16
    url: https://luat.example/thu
official_page: {title: Cổng thử, url: "https://cong.example/thu"}
sources: [Sách thử]
---
"""
REVIEWED = GUIDE.replace("sources:", "reviewed_on: 2026-03-01\nsources:")
SITE: dict[str, str | bytes] = {FILE: GUIDE, DESK: "---\ntitle: Điểm Một\nsources: [Sách thử]\n---\n"}
NOTICE = "Lần đối chiếu gần nhất với văn bản đã quá hạn."
LAST_DAY, OVERDUE = datetime.date(2027, 2, 28), datetime.date(2027, 3, 1)


def phases(reviewed: str, months: str) -> tuple[Phase, ...]:
    """The phases of a guide by settings."""
    chosen = settings.Settings.read({"name": "a", "tagline": "b", "url": "https://disan.example", "review_months": months})
    return Guide.read({"title": "Thử", "reviewed_on": reviewed}).phases(chosen)


@pytest.mark.parametrize(
    ("reviewed", "months", "overdue"),
    [
        ("1/3/2026", "12", (2027, 3, 1)),
        ("31/12/2026", "1", (2027, 1, 31)),
        ("31/12/2026", "2", (2027, 3, 1)),
        ("29/2/2024", "12", (2025, 3, 1)),
        ("3/2026", "12", (2027, 3, 1)),
    ],
)
def test_a_check_against_the_law_holds_for_so_many_months(reviewed: str, months: str, overdue: tuple[int, int, int]) -> None:
    """Of a month alone its first day counts, and a day that a month lacks is the first of the next: nobody is told too late."""
    assert [(each.name, each.since) for each in phases(reviewed, months)] == [
        ("current", None),
        ("overdue", datetime.datetime(*overdue, tzinfo=VIETNAM)),
    ]


@pytest.mark.parametrize("typed", ["0", "121", "một năm"])
def test_months_that_mean_nothing_are_told(typed: str, site_of: Site) -> None:
    project = site_of(SITE | {"content/site.yml": f"{SETTINGS}review_months: {typed}\n"})
    assert rules(project.check()) >= {"wrong-type"}


def test_a_build_shows_the_notice_from_its_day_on(site_of: Site) -> None:
    project = site_of(SITE | {FILE: REVIEWED})
    project.build(today=LAST_DAY)
    page = project.page(PAGE)
    since = int(datetime.datetime(2027, 3, 1, tzinfo=VIETNAM).timestamp())
    assert f'<p class="overdue" hidden data-since="{since}"><b>{NOTICE}' in page
    assert "<b>Đối chiếu văn bản còn hạn</b> đến hết 28/2/2027" in page, "without script a reader can tell until when"
    project.build(today=OVERDUE)
    assert f'<p class="overdue"><b>{NOTICE}' in project.page(PAGE)
    assert "<b>Quá hạn đối chiếu văn bản</b>" in project.page("cam-nang/index.html")
    project.write({"content/site.yml": f"{SETTINGS}review_months: 13\n"})
    project.build(today=OVERDUE)
    assert f'<p class="overdue" hidden data-since="{since + 31 * 86400}">' in project.page(PAGE), "March has 31 days"


def test_one_that_nobody_checked_says_so_and_every_one_is_no_legal_advice(site_of: Site) -> None:
    project = site_of(SITE)
    project.build()
    for page, unchecked, advice in (
        (PAGE, "chưa được cơ quan nào đối chiếu", "không phải ý kiến tư vấn pháp lý"),
        ("en/guides/doi-giay/index.html", "No office has checked this guide", "not legal advice"),
    ):
        assert unchecked in project.page(page)
        assert advice in project.page(page)
        assert '<a href="https://cong.example/thu" rel="noopener">' in project.page(page).partition(advice)[2].partition("</div>")[0]
        assert NOTICE not in project.page(page)
    project.write({FILE: REVIEWED})
    project.build()
    assert "chưa được cơ quan nào đối chiếu" not in project.page(PAGE)
    assert "không phải ý kiến tư vấn pháp lý" in project.page(PAGE)


def test_steps_are_how_to_steps_and_the_law_is_legislation(site_of: Site) -> None:
    project = site_of(SITE)
    project.build()
    said = linked_data(project.page(PAGE))
    assert said["@type"] == "HowTo"
    steps = [{"@type": "HowToStep", "text": "Điền tờ khai thử."}, {"@type": "HowToStep", "text": "Nộp ở quầy thử."}]
    assert said["step"] == steps
    assert said["audience"] == {"@type": "Audience", "name": "Người thử"}
    assert said["supply"] == "Thẻ thử"
    law = {"name": "Luật Thử", "legislationIdentifier": "1/2020/QH14", "legislationDate": "2020-06-16", "url": "https://luat.example/thu"}
    assert said["isBasedOn"] == {"@type": "Legislation", **law}
    assert said["mentions"]["name"] == "Điểm Một"


def test_steps_stand_in_order_each_with_what_it_needs(site_of: Site) -> None:
    project = site_of(SITE)
    project.build()
    (steps,) = re.findall(r'<section class="steps">.*?</section>', project.page(PAGE), re.DOTALL)
    assert re.findall(r"<li>\s*<p>\s*(.*?)\s*</p>", steps) == ["Điền tờ khai thử.", "Nộp ở quầy thử."]
    details = [re.sub(r"\s+", "", each) for each in re.findall(r"<d[td]>(.*?)</d[td]>", steps, re.DOTALL)]
    assert details == ["Giấytờ", "Tờkhaithử", "Ảnhthử", "Lệphí", "5.000đồng"]
    assert 'Lệ phí</dt><dd class="soft">Chưa có thông tin' in project.page(PAGE), "where papers are handed in a fee is asked for"


def test_a_desk_lists_the_guides_that_end_there(site_of: Site) -> None:
    project = site_of(SITE | {"content/guides/doi-giay/index.en.md": "---\ntitle: Renew a test\n---\n"})
    project.build()
    assert values(project.page(AT_DESK), "Cẩm nang các thủ tục làm ở đây") == '<dd><a href="/cam-nang/doi-giay/">Đổi giấy thử</a></dd>'
    assert ">Renew a test</a>" in values(project.page("en/desks/diem-mot/index.html"), "Guides for services here")


def test_a_desk_follows_its_guides(site_of: Site, tmp_path: Path) -> None:
    """Built again after each edit, it is what a first build makes."""
    project = site_of(SITE)
    project.build()
    for number, text in enumerate((GUIDE.replace("Đổi giấy", "Cấp giấy"), GUIDE.replace("desks: [desks/diem-mot]\n", ""))):
        project.write({FILE: text})
        project.build()
        fresh = Project(tmp_path / str(number))
        fresh.write(SITE | {FILE: text, "content/site.yml": SETTINGS})
        fresh.build()
        assert project.page(AT_DESK) == fresh.page(AT_DESK)
    assert "Cẩm nang các thủ tục" not in project.page(AT_DESK)


def test_a_form_asks_for_steps_one_by_one() -> None:
    made: dict[str, dict[str, Any]] = {each["name"]: each for each in forms.of_kind(Guide, {}, load("vi"))}
    assert made["steps"]["widget"] == "list"
    inside = [(each["name"], each["widget"], each["required"], each["i18n"]) for each in made["steps"]["fields"]]
    assert inside[:2] == [("words", "text", True, True), ("papers", "list", False, True)]


def test_a_row_of_a_workbook_becomes_a_guide_with_its_steps(site_of: Site) -> None:
    project = site_of(SITE)
    cells = {
        "title": "Xin giấy thử",
        "sources.1.title": "Sách thử",
        "desks": "Điểm Một",
        "legal_basis.1.title": "Luật Thử",
        "steps.1.words": "Đến quầy thử.",
        "steps.1.papers": "Thẻ thử\nẢnh thử",
        "steps.2.words": "Chờ tin.",
    }
    assert run(project, "import", "guide", str(edited(sheet(project, "guide"), add(cells)))) == 0
    made = (project.root / "content/guides/xin-giay-thu/index.vi.md").read_text(encoding="utf-8")
    assert "steps:\n  - words: Đến quầy thử.\n    papers:\n      - Thẻ thử\n      - Ảnh thử\n  - words: Chờ tin.\n" in made
    assert not project.build().stopped
    assert "Xin giấy thử" in project.page(AT_DESK)


@pytest.mark.slow
@pytest.mark.needs("chromium")
def test_a_guide_grows_its_notice_on_a_site_that_nobody_builds(site_of: Site, served: Serve, reader: NewReader) -> None:
    project = site_of(SITE | {FILE: REVIEWED})
    project.build()
    for noon, shown in ((LAST_DAY, False), (OVERDUE, True)):
        reading = reader(served(project.out))
        reading.page.clock.set_fixed_time(datetime.datetime.combine(noon, datetime.time(12), VIETNAM))
        page = reading.open("/cam-nang/doi-giay/")
        assert page.get_by_text(NOTICE).is_visible() == shown
        assert page.get_by_text("Đối chiếu văn bản còn hạn").is_visible() == (not shown)
        assert reading.faults == []


@pytest.mark.slow
@pytest.mark.needs("chromium")
def test_without_script_the_page_says_until_when_it_was_checked(site_of: Site, served: Serve, reader: NewReader) -> None:
    project = site_of(SITE | {FILE: REVIEWED})
    project.build()
    page = reader(served(project.out), java_script_enabled=False).open("/cam-nang/doi-giay/")
    assert page.get_by_text("đến hết 28/2/2027").is_visible()
    assert not page.get_by_text(NOTICE).is_visible()
