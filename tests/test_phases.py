"""What a record is by time: times as they are typed, the phases of an activity, the pages that show them, and a clock that runs on.

All content here is test data.
"""

import datetime
import re
from pathlib import Path

import pytest

from disan.content import settings
from disan.content.fields.errors import RefusedError
from disan.content.fields.times import VIETNAM, Scheduled
from disan.content.kinds.activity import Activity
from disan.content.record import Phase
from disan.core.strings import load
from tests.fixtures.projects import SAMPLE, SETTINGS, Project, Site, relic

VI, EN = load("vi"), load("en")
CHOSEN, _ = settings.read(SAMPLE)
BEFORE, DURING, AFTER = datetime.date(2026, 12, 1), datetime.date(2026, 12, 6), datetime.date(2026, 12, 7)
ACTIVITY = """\
---
title: Ngày thử
code: 2H84M
begins: 7:00 ngày 5/12/2026
ends: 11:00 ngày 6/12/2026
sources:
  - url: https://nguon.example/bai
registration:
  sms: 0900 000 000
---
"""


@pytest.mark.parametrize(
    "typed",
    [
        *("7:30 ngày 5/12/2026", "5/12/2026 7h30", "5/12/2026, 7:30", "lúc 7 giờ 30 ngày 5 tháng 12 năm 2026", "7h30 sáng 5/12/2026"),
        *("7:30 thứ Bảy, ngày 5/12/2026", "thứ Bảy 5/12/2026 7:30", "5-12-2026 lúc 7 giờ 30 phút"),
        *("2026-12-05T07:30", "2026-12-05 7:30", "2026-12-05T07:30:00+07:00", "5/12/2026 7:30 am"),
    ],
)
def test_a_time_of_day_is_read_as_editors_and_spreadsheets_write_it(typed: str) -> None:
    time = Scheduled.read(typed)
    assert time.begins == datetime.datetime(2026, 12, 5, 0, 30, tzinfo=datetime.UTC)
    assert time.formatted(VI) == "7:30 thứ Bảy, ngày 5/12/2026"
    assert time.formatted(EN) == "Saturday 5 December 2026, 7:30"
    assert Scheduled.read(time.formatted(VI)) == Scheduled.read(time.edtf) == time


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("2 giờ chiều", 14), ("7h tối", 19), ("11 giờ trưa", 11), ("1 giờ trưa", 13), ("12h", 12), ("14h", 14), ("8 giờ sáng", 8)],
)
def test_a_part_of_the_day_says_which_half_is_meant(typed: str, hour: int) -> None:
    assert Scheduled.read(f"{typed} ngày 5/12/2026").begins.hour == hour


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        *(
            (each, "wrong-type")
            for each in ("từ 7h đến 11h ngày 5/12/2026", "7:00-11:00 5/12/2026", "25:00 ngày 5/12/2026", "7:00 12/2026")
        ),
        *((each, "wrong-type") for each in ("7:00", "sẽ thông báo", "7:00 khoảng 5/12/2026")),
        ("7:00 ngày 31/11/2026", "bad-date"),
    ],
)
def test_what_is_no_one_time_of_one_day_is_refused(typed: str, rule: str) -> None:
    with pytest.raises(RefusedError) as caught:
        Scheduled.read(typed)
    assert [fault.rule for fault in caught.value.faults] == [rule]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("7:00 thứ Sáu, 5/12/2026", "7:00 thứ bảy, 5/12/2026"),
        ("Chủ nhật ngày 5/12/2026", "thứ bảy ngày 5/12/2026"),
        ("2026-12-05 Monday", "2026-12-05 saturday"),
    ],
)
def test_a_day_of_the_week_that_the_date_is_not_is_told_with_the_right_one(typed: str, right: str) -> None:
    with pytest.raises(RefusedError) as caught:
        Scheduled.read(typed)
    assert [(fault.rule, fault.values["right"]) for fault in caught.value.faults] == [("bad-date", right)]


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [
        ("7:00 5/12/2026", "11:00 5/12/2026", "7:00–11:00 thứ Bảy, ngày 5/12/2026"),
        ("5/12/2026", "6/12/2026", "thứ Bảy, ngày 5/12/2026 – Chủ nhật, ngày 6/12/2026"),
        ("6/2023", "8/2023", "tháng 6/2023 – tháng 8/2023"),
        ("5/12/2026", "5/12/2026", "thứ Bảy, ngày 5/12/2026"),
    ],
)
def test_from_when_to_when_is_said_without_saying_a_day_twice(begins: str, ends: str, said: str) -> None:
    assert Scheduled.read(begins).to(Scheduled.read(ends), VI) == said


def phase(day: datetime.datetime, **fields: object) -> str:
    """The name of the phase in which an activity is at a moment, with a mark where one can take part."""
    assert CHOSEN is not None
    phases = Activity.read({"title": "Ngày thử", **fields}).phases(CHOSEN)
    held: Phase = [each for each in phases if each.since is None or each.since <= day][-1]
    return f"{held.name}{'*' if held.open else ''}"


def at(day: int, hour: int = 0) -> datetime.datetime:
    """A time in December 2026 in Vietnam."""
    return datetime.datetime(2026, 12, day, hour, tzinfo=VIETNAM)


MORNING = {"begins": "7:00 5/12/2026", "ends": "11:00 5/12/2026"}
JOINING = MORNING | {"registration": {"telephone": "0239 000 0000"}}


def test_an_activity_is_coming_then_running_then_over() -> None:
    assert [phase(at(5, hour), **MORNING) for hour in (6, 7, 10, 11)] == ["coming", "running", "running", "over"]
    assert [phase(at(day), begins="5/12/2026") for day in (4, 5, 6)] == ["coming", "running", "over"]
    assert [phase(at(5, hour), begins="7:00 5/12/2026") for hour in (6, 23)] == ["coming", "running"]
    assert [phase(at(day), begins="11/2026") for day in (1, 30)] == ["over", "over"]
    assert [phase(at(day), begins="12/2026") for day in (1, 31)] == ["running", "running"]


def test_who_wants_to_join_is_told_until_when() -> None:
    assert [phase(at(5, hour), **JOINING) for hour in (6, 7, 11)] == ["open*", "running*", "over"]
    until = JOINING | {"registration": {"telephone": "0239 000 0000", "until": "3/12/2026"}}
    assert [phase(at(day, hour), **until) for day, hour in ((3, 23), (4, 0), (5, 8))] == ["open*", "coming", "running"]
    eve = JOINING | {"begins": "5/12/2026", "ends": "5/12/2026", "registration": {"telephone": "0239 000 0000", "until": "4/12/2026"}}
    assert [phase(at(day), **eve) for day in (4, 5, 6)] == ["open*", "running", "over"]
    later = JOINING | {"registration": {"telephone": "0239 000 0000", "until": "9:00 5/12/2026"}}
    assert [phase(at(5, hour), **later) for hour in (6, 8, 9, 11)] == ["open*", "running*", "running", "over"]
    full = JOINING | {"registration": {"telephone": "0239 000 0000", "full": "có"}}
    assert [phase(at(5, hour), **full) for hour in (6, 7)] == ["full", "running"]


def test_without_a_day_or_put_off_it_is_said() -> None:
    assert phase(at(1)) == "announced"
    assert phase(at(1), registration={"telephone": "0239 000 0000"}) == "announced*"
    assert {phase(at(day), **JOINING, status="hoãn") for day in (1, 9)} == {"postponed"}
    assert {phase(at(day), **JOINING, status="hủy") for day in (1, 9)} == {"cancelled"}


def test_one_without_a_known_end_is_not_called_running_for_ever() -> None:
    begun = {"begins": "1/10/2026", "open_ended": "có"}
    assert [phase(moment, **begun) for moment in (at(1), at(30))] == ["running", "unended"]


def test_a_build_on_another_day_makes_the_pages_whose_phase_is_another(site_of: Site, tmp_path: Path) -> None:
    """See docs/architecture.md, "Building again changes no byte": the day itself is on no page."""
    project = site_of(
        {"content/activities/ngay-thu/index.vi.md": ACTIVITY, "content/relics/den-mot/index.vi.md": relic("Đền Một", code="9RK8C")}
    )
    assert not project.build(today=BEFORE, jobs=1).stopped
    assert project.build(today=datetime.date(2026, 12, 4), jobs=1).rendered == 0
    own, listing = "hoat-dong/ngay-thu/index.html", "hoat-dong/index.html"
    before = project.files()
    assert not project.build(today=DURING, jobs=1).stopped
    changed = {name for name, content in project.files().items() if before.get(name) != content}
    assert {own, listing, "index.html"} <= changed
    assert "di-tich/den-mot/index.html" not in changed
    fresh = Project(tmp_path / "fresh")
    fresh.write({name: (project.root / name).read_bytes() for name in ("content/site.yml", "content/activities/ngay-thu/index.vi.md")})
    fresh.write({"content/relics/den-mot/index.vi.md": relic("Đền Một", code="9RK8C")})
    fresh.build(today=DURING, jobs=1)
    assert fresh.files() == project.files()


def test_the_front_page_shows_what_comes_before_what_is_over(site_of: Site) -> None:
    """Three invented activities: the richer one is over, and leads only once the others are over longer."""
    other = (
        ACTIVITY.replace("code: 2H84M\n", "")
        .replace("Ngày thử", "{}")
        .replace("7:00 ngày 5/12/2026", "{}")
        .replace("11:00 ngày 6/12/2026", "{}")
    )
    over = other.format("Đã qua", "1/11/2026", "2/11/2026").replace("sources", "summary: Ngày đã qua, kể đủ.\norganiser: Nhóm thử\nsources")
    project = site_of(
        {
            "content/site.yml": SETTINGS + "opening: relics/den-mot\n",
            "content/relics/den-mot/index.vi.md": relic("Đền Một"),
            "content/activities/da-qua/index.vi.md": over,
            "content/activities/sap-toi/index.vi.md": other.format("Sắp tới", "7:00 20/12/2026", "8:00 20/12/2026"),
            "content/activities/dang-lam/index.vi.md": other.format("Đang làm", "5/12/2026", "10/12/2026"),
        }
    )

    def shelf() -> list[str]:
        """The activities' cards in their order."""
        page = project.page("index.html")
        return re.findall(r'<h3><a href="/hoat-dong/([^"]+)/"', page[page.index('class="shelf"') :])

    assert not project.build(today=DURING).stopped
    assert shelf() == ["dang-lam", "sap-toi", "da-qua"]
    project.build(today=datetime.date(2027, 1, 2))
    assert shelf() == ["sap-toi", "dang-lam", "da-qua"]
