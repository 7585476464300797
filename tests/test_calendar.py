"""The calendar: what happens at records, day by day on its page, and in files that calendar programs read."""

import datetime
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import pytest
from playwright.sync_api import Browser

from disan.content.fields.dates import LunarDay
from disan.content.occasions import every_lunar_year
from disan.verify import hosting
from tests.fixtures.browsing import Serve
from tests.fixtures.projects import TODAY, Project, Site, relic

HELD_LATER = relic("Đền xa", extra="festivals: [{name: Hội sau, solar: 24/7}]\n")
DAY = datetime.timedelta(days=1)
LINE = re.compile(r'<li class="occasion[^>]*>.*?</li>', re.DOTALL)
PAGE, FILE, OWN = "lich/index.html", "lich.ics", "di-tich/den-thu.ics"


def festival(*lines: str, translation: str = "") -> dict[str, str]:
    """A relic of test data with one festival."""
    extra = "festivals:\n  - " + "\n    ".join(lines) + "\n"
    files = {"content/relics/den-thu/index.vi.md": relic(extra=extra)}
    return files | ({"content/relics/den-thu/index.en.md": f"---\n{translation}\n---\nText.\n"} if translation else {})


def activity(*lines: str) -> dict[str, str]:
    """An activity of test data."""
    said = "\n".join(lines)
    return {"content/activities/don-den/index.vi.md": f"---\ntitle: Dọn đền thử\nsources: [Sách thử]\n{said}\n---\nBài thử.\n"}


def built(site_of: Site, files: Mapping[str, str], today: datetime.date = TODAY) -> Project:
    """The site of these records, built without a fault."""
    project = site_of(files)
    report = project.build(today=today)
    assert not report.stopped, report.problems
    return project


def events(project: Project, file: str = FILE) -> list[Any]:
    """What a calendar program reads in a file, and that it finds nothing wrong with it."""
    from icalendar import Calendar

    content = (project.out / file).read_bytes()
    assert hosting.content_type(project.out / file) == "text/calendar; charset=utf-8"
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75, "octets (RFC 5545, 3.1)"
    calendar = Calendar.from_ical(content)
    assert isinstance(calendar, Calendar)
    assert calendar.errors == []
    for event in calendar.events:
        assert event.errors == []
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event), "RFC 5545, 3.6.1"
    assert len({event["UID"] for event in calendar.events}) == len(calendar.events)
    return list(calendar.events)


def lines(project: Project, page: str = PAGE) -> list[str]:
    """The lines of the calendar's page as words."""
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", line)).split()) for line in LINE.findall(project.page(page))]


def test_a_lunar_festival_stands_on_its_days_of_three_years(site_of: Site) -> None:
    """Rằm tháng Giêng: fourteen days after Tết, which is 17 February 2026, 6 February 2027, 26 January 2028."""
    project = built(site_of, festival("name: Lễ hội thử", "lunar: 15/1", "note: rước kiệu"))
    found = events(project)
    assert [event.start for event in found] == [datetime.date(2026, 3, 3), datetime.date(2027, 2, 20), datetime.date(2028, 2, 9)]
    assert all(event.end == event.start + DAY for event in found), "the end of whole days is the day after"
    assert found[0]["SUMMARY"] == "Lễ hội thử (Đền thử)"
    assert found[0]["DESCRIPTION"].startswith("15 tháng Giêng âm lịch.")
    assert "Rước kiệu" in found[0]["DESCRIPTION"]
    assert found[0]["URL"] == "https://disan.example/di-tich/den-thu/"
    (line,) = lines(project)
    assert line == "20 Thứ Bảy Hằng năm · 15 tháng Giêng âm lịch Lễ hội thử Đền thử rước kiệu"


def test_a_solar_day_comes_back_by_rule(site_of: Site) -> None:
    (event,) = events(built(site_of, festival("name: Ngày giỗ", "solar: 24/7")))
    assert event["RRULE"] == {"FREQ": ["YEARLY"]}
    assert event.start == datetime.date(TODAY.year, 7, 24)


def test_a_festival_goes_on_across_tet(site_of: Site) -> None:
    """Tết is 6 February 2027; the last month of the year before it began on 8 January (new moon of 7 January, 20:24 UTC)."""
    project = built(site_of, festival("name: Hội xuân", "lunar: 28/12", "until: 3/1"))
    first = events(project)[1]
    assert (first.start, first.end - DAY) == (datetime.date(2027, 2, 4), datetime.date(2027, 2, 8))
    (line,) = lines(project)
    assert line.startswith("4–8 Thứ Năm – thứ Hai Hằng năm · 28 tháng Chạp – mùng 3 tháng Giêng âm lịch Hội xuân")


def test_what_has_begun_in_a_month_before_stands_in_todays(site_of: Site) -> None:
    project = built(site_of, festival("name: Hội xuân", "lunar: 20/12", "until: 10/1"), datetime.date(2027, 2, 1))
    (line, _) = lines(project)
    assert line.startswith("27/1 Thứ Tư – thứ Hai, đến 15/2 Hằng năm")
    assert 'id="month-2027-02"' in project.page(PAGE)


def test_the_thirtieth_of_a_short_month() -> None:
    """Tết is 17 February 2026 and 31 January 2033; the month before it has 29 days from 2025 to 2032, then 30."""
    thirtieth = LunarDay(30, 12)
    assert every_lunar_year(thirtieth, thirtieth, 2026).spans == (), "a year that lacks the day goes without"
    assert every_lunar_year(thirtieth, thirtieth, 2033).spans[0].first == datetime.date(2033, 1, 30)
    short = every_lunar_year(LunarDay(28, 12), thirtieth, 2026).spans[0]
    assert (short.first, short.last) == (datetime.date(2026, 2, 15), datetime.date(2026, 2, 16)), "else the 29th is the last"


def test_a_leap_month_has_no_festival_of_its_own() -> None:
    """2028 has a second fifth month, from 23 June on; the festival stands in the first, which begins on 24 May."""
    (span,) = [each for each in every_lunar_year(LunarDay(5, 5), LunarDay(5, 5), 2027).spans if each.first.year == 2028]
    assert span.first == datetime.date(2028, 5, 28)


def test_a_festival_without_a_day_is_in_no_calendar(site_of: Site) -> None:
    project = built(site_of, festival("name: Lễ hội thử"))
    assert not [name for name in project.files() if name.endswith(".ics") or name.startswith("lich")]
    assert ".ics" not in project.page("di-tich/den-thu/index.html")


def test_an_activity_stands_on_its_day_and_hours(site_of: Site) -> None:
    """Vietnam is seven hours before UTC."""
    when = ("begins: 7:30 ngày 5/12/2026", "ends: 11:00 ngày 5/12/2026")
    project = built(site_of, activity(*when, "meeting_places: [{name: sân đền}]"))
    (event,) = events(project)
    assert event.to_ical().count(b"DTSTART:20261205T003000Z") == 1
    assert event.end == datetime.datetime(2026, 12, 5, 4, tzinfo=datetime.UTC)
    assert event["LOCATION"].startswith("sân đền, ")
    assert lines(project) == ["5 Thứ Bảy Một lần · 7:30–11:00 Dọn đền thử sân đền"]
    assert events(project, "hoat-dong/don-den.ics") == [event]


def test_an_activity_that_meets_at_a_record_says_its_title(site_of: Site) -> None:
    where = activity("begins: 5/12/2026", "meeting_places: [{record: relics/den-thu}]")
    project = built(site_of, where | {"content/relics/den-thu/index.vi.md": relic()})
    assert events(project)[0]["LOCATION"] == "Đền thử, Hà Tĩnh"
    assert lines(project) == ["5 Thứ Bảy Một lần Dọn đền thử Đền thử"]
    assert 'href="/lich/"' in project.page("hoat-dong/index.html")
    project.write({"content/relics/den-thu/index.vi.md": relic("Đền mới")})
    project.build()
    assert events(project)[0]["LOCATION"] == "Đền mới, Hà Tĩnh"
    assert lines(project) == ["5 Thứ Bảy Một lần Dọn đền thử Đền mới"]


def test_an_activity_of_several_days(site_of: Site) -> None:
    project = built(site_of, activity("begins: 30/12/2026", "ends: 2/1/2027"))
    (event,) = events(project)
    assert (event.start, event.end) == (datetime.date(2026, 12, 30), datetime.date(2027, 1, 3)), "the end is not within (RFC 5545, 3.6.1)"
    assert lines(project) == ["30 Thứ Tư – thứ Bảy, đến 2/1 Một lần Dọn đền thử"]


def test_an_activity_that_is_moved_keeps_its_name_for_programs(site_of: Site) -> None:
    before, after = (events(built(site_of, activity(f"begins: {day}/12/2026")))[0] for day in (5, 6))
    assert (before["UID"], before.start.day) == (after["UID"], 5)
    assert after.start.day == 6


@pytest.mark.parametrize(
    "when", ["", "begins: 12/2026", "begins: khoảng 5/12/2026", "begins: 5/12/2026\nstatus: hoãn", "begins: 5/12/2025"]
)
def test_what_has_no_day_or_was_over_last_year_is_in_no_calendar(site_of: Site, when: str) -> None:
    assert not [name for name in built(site_of, activity(when)).files() if name.endswith(".ics") or name.startswith("lich")]


def test_each_language_has_its_own_file(site_of: Site) -> None:
    files = festival("name: Lễ hội thử", "solar: 24/7", translation="title: Test temple\nfestivals:\n  - name: Test festival")
    project = built(site_of, files)
    (vietnamese,), (english,) = events(project), events(project, "en/calendar.ics")
    assert english["SUMMARY"] == "Test festival (Test temple)"
    assert english["URL"] == "https://disan.example/en/relics/den-thu/"
    assert vietnamese["UID"] == english["UID"], "it is one event"
    assert 'href="/en/relics/den-thu.ics"' in project.page("en/relics/den-thu/index.html")


def test_a_record_has_a_file_of_its_own(site_of: Site) -> None:
    files = festival("name: Lễ hội thử", "solar: 24/7") | {
        "content/relics/den-khac/index.vi.md": relic("Đền khác", extra="festivals:\n  - {solar: 1/5}\n")
    }
    project = built(site_of, files)
    assert [event["SUMMARY"] for event in events(project)] == ["Đền khác", "Lễ hội thử (Đền thử)"]
    assert [event["SUMMARY"] for event in events(project, OWN)] == ["Lễ hội thử (Đền thử)"]
    assert 'href="/di-tich/den-thu.ics"' in project.page("di-tich/den-thu/index.html")
    assert 'href="webcal://disan.example/lich.ics"' in project.page(PAGE)


def test_what_is_not_translated_is_marked(site_of: Site) -> None:
    project = built(site_of, festival("name: Lễ hội thử", "solar: 24/7"))
    assert '<span lang="vi">Lễ hội thử</span>' in project.page("en/calendar/index.html")


def test_another_day_changes_the_page_only_where_it_shows_something_else(site_of: Site) -> None:
    project = built(site_of, festival("name: Lễ hội thử", "solar: 24/7"), datetime.date(2026, 7, 2))
    before = project.files()
    assert project.build(today=datetime.date(2026, 7, 24)).written == 0, "it is on today"
    assert project.files() == before
    project.build(today=datetime.date(2026, 7, 25))
    after = project.files()
    assert {name for name in after if after[name] != before.get(name)} == {PAGE, "en/calendar/index.html", "index.html", "en/index.html"}
    assert 'id="month-2027-07"' in project.page(PAGE)
    assert 'id="month-2026-07"' not in project.page(PAGE)


def test_an_edit_reaches_page_and_files_and_nothing_else_of_the_record_is_lost(site_of: Site) -> None:
    project = built(site_of, festival("name: Lễ hội thử", "solar: 24/7"))
    project.write(festival("name: Lễ hội thử", "solar: 25/7"))
    project.build()
    changed = project.files()
    assert [event.start.day for event in (*events(project), *events(project, OWN))] == [25, 25]
    assert lines(project)[0].startswith("25")
    assert built(site_of, {}).files() == changed
    project.write({"content/relics/den-thu/index.vi.md": relic()})
    project.build()
    assert not [name for name in project.files() if name.endswith(".ics") or name.startswith("lich")]


@pytest.mark.parametrize("day", [datetime.date(2028, 2, 29), datetime.date(2027, 12, 31)])
def test_twelve_months_from_any_day_show_a_yearly_day_once(site_of: Site, day: datetime.date) -> None:
    assert len(lines(built(site_of, festival("solar: 28/2"), day))) == 1


@pytest.mark.slow
@pytest.mark.needs("chromium")
def test_what_is_past_goes_by_the_readers_clock_on_a_site_that_nobody_builds(site_of: Site, served: Serve, browser: Browser) -> None:
    """Built on 23 November 2026, read three months later. Without script the page stays as it was built, and says since when."""
    files = activity("begins: 5/12/2026") | festival("name: Lễ hội thử", "lunar: 15/1") | {"content/relics/xa/index.vi.md": HELD_LATER}
    site = served(built(site_of, files).out)
    shown = ".months a:visible, .month h2:visible, .occasion h3:visible"
    seen = {}
    # The last minute of 20 February in Vietnam, and the first of the day after.
    for minute, script in ((59, True), (60, True), (60, False)):
        context = browser.new_context(java_script_enabled=script, timezone_id="America/New_York")
        context.clock.set_fixed_time(datetime.datetime(2027, 2, 20, 16, tzinfo=datetime.UTC) + datetime.timedelta(minutes=minute))
        page = context.new_page()
        page.goto(f"{site.url}/lich/")
        seen[minute, script] = page.locator(shown).all_inner_texts()
        context.close()
    february, july = ["Tháng 2/2027", "Lễ hội thử"], ["Tháng 7/2027", "Hội sau"]
    assert seen[59, True] == [february[0], july[0], *february, *july]
    assert seen[60, True] == [july[0], *july]
    assert seen[60, False][:3] == ["Tháng 12/2026", february[0], july[0]]
    assert "Dọn đền thử" in seen[60, False]
