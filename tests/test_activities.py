"""Volunteer activities: added by an editor in each way, joined by a volunteer before the poster, and never called open when they are over.

All content here is test data: no such activity exists.
"""

import datetime
import io
import json
import random
import re
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import from_excel

from disan.content import settings
from disan.content.kinds.activity import Activity
from disan.core.strings import load
from disan.editing import workbook
from disan.editing.forms import fields as forms
from tests.fixtures.browsing import Serve
from tests.fixtures.projects import HA_TINH, Project, Site, relic
from tests.fixtures.reading import PHONE, NewReader, Reader

FOLDER = "content/activities/ngay-thu"
FILE = f"{FOLDER}/index.vi.md"
ACTIVITY = """\
---
title: Ngày thử
code: 2H84M
begins: 7:00 ngày 5/12/2026
ends: 11:00 ngày 5/12/2026
meeting_places:
  - name: sân thử
needs:
  - what: trồng cây
    people: khoảng 20
    bring: găng tay
    sort: hands
registration:
  sms: 0900 000 000
  message: DK & họ tên
sources:
  - url: https://nguon.example/bai
---
"""
PAGE, BOARD = "/hoat-dong/ngay-thu/", "/hoat-dong/"
BUILT = datetime.date(2026, 12, 1)


@pytest.fixture
def built(site_of: Site) -> Project:
    """A site with one activity, built four days before it."""
    project = site_of({FILE: ACTIVITY, f"{FOLDER}/index.en.md": "---\ntitle: Test day\nneeds: [{what: planting, bring: gloves}]\n---\n"})
    assert not project.build(today=BUILT, jobs=1).stopped
    return project


def seen(reader: Reader, path: str, moment: str) -> tuple[str, int]:
    """What the page calls the activity at a moment of Vietnam's time, and how many ways to join it offers."""
    reader.page.clock.set_fixed_time(f"{moment}+07:00")
    page = reader.open(path)
    phases = page.locator(".phase span:visible").all_inner_texts()
    assert len(phases) == 1
    return phases[0], page.locator(".actions a:visible").count()


@pytest.mark.slow
@pytest.mark.needs("chromium")
def test_a_clock_that_runs_on_turns_coming_into_running_and_over_on_a_site_that_nobody_builds(
    built: Project, served: Serve, reader: NewReader
) -> None:
    site = served(built.out)
    reading = reader(site, timezone_id="America/New_York")
    before = ("Đang nhận đăng ký đến 7:00 ngày 5/12/2026", 1)
    assert seen(reading, PAGE, "2026-12-05T06:59:00") == before
    assert seen(reading, PAGE, "2026-12-05T07:00:00") == ("Đang diễn ra đến 11:00 ngày 5/12/2026", 1)
    assert seen(reading, PAGE, "2026-12-05T11:00:00") == ("Đã kết thúc", 0)
    assert seen(reading, PAGE, "2027-03-05T11:00:00") == ("Đã kết thúc", 0)
    assert seen(reading, BOARD, "2026-12-05T08:00:00")[0].startswith("Đang diễn ra")
    assert seen(reading, BOARD, "2027-03-05T11:00:00")[0] == "Đã kết thúc"
    assert seen(reading, PAGE, "2019-01-01T00:00:00") == before, "a clock that is behind changes nothing"
    silent = reader(site, java_script_enabled=False)
    assert silent.open(PAGE).locator(".phase span:visible").all_inner_texts() == [before[0]]
    assert reading.faults == silent.faults == []


@pytest.mark.needs("chromium")
def test_a_volunteer_before_the_poster_sees_on_the_first_screen_what_there_is_to_know(reader: NewReader) -> None:
    """Phase, time, place, needs, resources and how to join, in this order and before any picture, on the smallest phone."""
    reading = reader()
    reading.page.clock.set_fixed_time("2026-12-01T08:00:00+07:00")
    page = reading.open("/hoat-dong/chu-nhat-xanh-thu/")
    rows = [f".notice .facts div:has(dt:text-is('{label}'))" for label in ("Nơi diễn ra", "Cần", "Nguồn lực")]
    boxes = [page.locator(each).first.bounding_box() for each in (".notice .phase", ".when", *rows, ".actions a", ".notice .cover")]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == len(boxes)
    assert tops == sorted(tops)
    join = boxes[-2]
    assert join
    assert join["y"] + join["height"] <= PHONE[1]


def joined(page: str) -> list[str]:
    """The addresses of the ways to join."""
    found = re.search(r'<p class="actions"[^>]*>(.*?)</p>', page, re.DOTALL)
    return re.findall(r'href="([^"]+)"', found[1]) if found else []


@pytest.mark.slow
def test_only_the_ways_to_join_that_are_given_are_offered_with_the_message_filled_in(built: Project) -> None:
    assert joined(built.page("hoat-dong/ngay-thu/index.html")) == ["sms:0900000000?body=DK%20%26%20h%E1%BB%8D%20t%C3%AAn"]
    ways = "  link: https://dangky.example/a\n  telephone: 0239 000 0000\n  zalo: 0900 000 000\n"
    built.write({FILE: ACTIVITY.replace("  sms: 0900 000 000\n  message: DK & họ tên\n", ways)})
    built.build(today=BUILT, jobs=1)
    assert joined(built.page("hoat-dong/ngay-thu/index.html")) == [
        "https://dangky.example/a",
        "tel:02390000000",
        "https://zalo.me/0900000000",
    ]
    built.write({FILE: ACTIVITY.replace("  sms", "  full: có\n  sms")})
    built.build(today=BUILT, jobs=1)
    page = built.page("hoat-dong/ngay-thu/index.html")
    assert "Đã đủ người" in page
    assert joined(page) == []


def test_a_number_to_call_is_there_to_be_read_and_not_only_pressed(built: Project) -> None:
    built.write(
        {FILE: ACTIVITY.replace("registration:", "contacts:\n  - {role: Bí thư Đoàn xã Thử, telephone: 0239 000 0000}\nregistration:")}
    )
    built.build(today=BUILT, jobs=1)
    number = '<a href="tel:02390000000" rel="noopener">0239\xa0000\xa00000</a>'
    assert f"<dd>Bí thư Đoàn xã Thử<p><span>Điện thoại:</span> {number}</p></dd>" in built.page("hoat-dong/ngay-thu/index.html")


def test_where_it_meets_is_said_with_the_place_that_this_belongs_to(built: Project) -> None:
    """On the poster's page and on paper "the main gate" alone would say nothing."""
    built.write(
        {FILE: ACTIVITY.replace("  - name: sân thử", "  - name: cổng chính\n    record: relics/den-mot\n  - record: relics/den-mot")}
    )
    built.write({"content/relics/den-mot/index.vi.md": relic("Đền Một")})
    assert not built.build(today=BUILT, jobs=1).stopped
    temple = '<a href="/di-tich/den-mot/">Đền Một</a>'
    shown = built.page("hoat-dong/ngay-thu/index.html")
    assert f"<dd>cổng chính<p><span>Thuộc:</span> {temple}</p></dd>" in shown
    assert f"<dd>{temple}</dd>" in shown


def test_search_engines_are_told_an_event_with_its_hours_in_vietnam(built: Project) -> None:
    built.write({FILE: ACTIVITY.replace("meeting_places:", "organiser: Đoàn xã Thử\nstatus: hoãn\nmeeting_places:")})
    built.build(today=BUILT, jobs=1)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', built.page("hoat-dong/ngay-thu/index.html"))
    assert found
    event: dict[str, Any] = json.loads(found[1])
    told = {name: event[name] for name in ("@type", "startDate", "endDate", "eventStatus", "location", "organizer")}
    assert told == {
        "@type": "Event",
        "startDate": "2026-12-05T07:00:00+07:00",
        "endDate": "2026-12-05T11:00:00+07:00",
        "eventStatus": "https://schema.org/EventPostponed",
        "location": {"@type": "Place", "name": "sân thử"},
        "organizer": {"@type": "Organization", "name": "Đoàn xã Thử"},
    }


def test_the_board_has_what_comes_first_then_what_has_no_day_then_the_years(site_of: Site) -> None:
    times = {
        "ba": "begins: 12/12/2026",
        "hai": "begins: 5/12/2026",
        "mot": "begins: 11/2026\nends: 20/12/2026",
        "cho": "schedule: buổi tối",
    }
    times |= {"nam-nay": "begins: 3/2026", "nam-kia": "begins: 31/12/2024", "cuoi-nam": "begins: 1/12/2024\nends: 3/1/2025"}
    source = "sources:\n  - url: https://nguon.example/bai\n"
    project = site_of(
        {f"content/activities/{name}/index.vi.md": f"---\ntitle: {name}\n{time}\n{source}---\n" for name, time in times.items()}
    )
    assert not project.build(today=BUILT, jobs=1).stopped
    page = project.page("hoat-dong/index.html")
    shown = re.findall(r'<section class="group" id="([\w-]+)"|<h3><a href="/hoat-dong/([\w-]+)/"', page)
    assert [group or record for group, record in shown] == [
        *("current", "mot", "hai", "ba"),
        *("unscheduled", "cho"),
        *("year-2026", "nam-nay"),
        *("year-2024", "nam-kia", "cuoi-nam"),
    ]


ROW = {
    "title": "Chủ nhật xanh thử",
    "begins": from_excel(46362.3125),
    "needs.1.what": "trồng cây",
    "needs.1.people": 20,
    "needs.1.bring": "găng tay, nón",
    "needs.1.sort": "Người giúp việc chung",
    "needs.2.what": "lái xe",
    "needs.2.people": "khoảng 2",
    "registration.telephone": "0239 000 0000",
    "sources.1.url": "https://nguon.example/bai",
}
"""What an editor types into the first empty row, the time as Excel has it."""


def test_an_editor_adds_an_activity_with_its_needs_in_a_workbook(built: Project) -> None:
    chosen, _ = settings.read(built.root)
    assert chosen
    columns = workbook.columns_of(built.root, Activity)
    rows, _ = workbook.rows_of(built.root, Activity, columns)
    book = openpyxl.load_workbook(io.BytesIO(workbook.write(Activity, columns, rows, HA_TINH, load("vi"))))
    sheet = book.worksheets[0]
    places = {cell.comment.text.splitlines()[-1]: cell.column for cell in sheet[1] if cell.comment}
    for key, value in ROW.items():
        cell = sheet.cell(3, places[key], value)
        if isinstance(value, datetime.datetime):
            cell.number_format = "dd/mm/yyyy hh:mm"
    made = io.BytesIO()
    book.save(made)
    read, problems = workbook.read(made.getvalue(), "bang.xlsx", columns, "Dữ liệu")
    assert problems == []
    plan, problems = workbook.plan_import(built.root, Activity, read, columns, chosen, random.Random(1))
    assert problems == []
    assert plan
    (change,) = plan.changes
    built.write({"content/activities/chu-nhat-xanh-thu/index.vi.md": change.content})
    assert not built.build(today=BUILT, jobs=1).stopped
    page = built.page("hoat-dong/chu-nhat-xanh-thu/index.html")
    assert "7:30 Chủ nhật, ngày 6/12/2026" in page
    assert re.search(r"<dd>trồng cây<p><span>Số người:</span> 20 người</p><p><span>Mang theo:</span> găng tay, nón</p></dd>", page)
    assert "khoảng 2 người" in page
    assert joined(page) == ["tel:02390000000"]


def test_a_form_asks_for_each_need_by_itself() -> None:
    fields = {each["name"]: each for each in forms.of_kind(Activity, {"relics/den-thu": "Đền Thử"}, load("vi"))}
    inside = {each["name"]: each for each in fields["needs"]["fields"]}
    assert list(inside) == ["what", "people", "skills", "bring", "sort"]
    assert inside["what"]["required"]
    assert {"label": "người giúp việc chung", "value": "hands"} in inside["sort"]["options"]
    assert [each["name"] for each in fields["meeting_places"]["fields"]] == ["name", "record", "point"]
    assert fields["registration"]["widget"] == "object"


def test_an_activity_that_ends_before_it_begins_is_told_at_its_line(built: Project) -> None:
    built.write({FILE: ACTIVITY.replace("ends: 11:00", "ends: 6:00")})
    found = [(each.rule, each.at.line) for each in built.build(today=BUILT, jobs=1).problems if each.grade == "error"]
    assert found == [("ends-first", 5)]
