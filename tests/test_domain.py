"""Who keeps the codes' domain and until when: told in time, on the status page, and never made up. Test data only."""

import datetime

import pytest

from disan.content import domain, settings
from tests.fixtures.projects import SETTINGS, Project, Site, told
from tests.test_hanging_plaques import printed, status

__all__ = ["printed"]
TODAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("until", "rules"),
    [
        ("2027-02-22", []),
        ("2027-02-21", ["domain-expires"]),
        ("2026-11-23", ["domain-expires"]),
        ("22/11/2026", ["domain-expired"]),
    ],
)
def test_an_end_is_told_ninety_days_before_and_after(site_of: Site, until: str, rules: list[str]) -> None:
    project = site_of({"content/site.yml": f"{SETTINGS}domain: {{until: {until}}}\n"})
    chosen, problems = settings.read(project.root)
    assert chosen, problems
    found = list(domain.problems(project.root, settings.FILE, chosen.domain, TODAY))
    assert [each.rule for each in found] == rules
    assert all((each.grade, each.at.line) == ("warning", 6) for each in found), "an editor who cannot pay can still publish"


@pytest.mark.parametrize("until", ["2027", "12/2027", "khoảng 2027", "2027-01-01/2027-02-01"])
def test_an_end_is_a_day(site_of: Site, until: str) -> None:
    chosen, problems = settings.read(site_of({"content/site.yml": f"{SETTINGS}domain: {{until: {until}}}\n"}).root)
    assert chosen is None
    assert [each.rule for each in problems] == ["wrong-type"]


def test_the_status_page_says_who_keeps_it_and_what_is_not_known(printed: Project) -> None:
    assert "Tên miền trong mã disan.example Chưa có thông tin Đơn vị đứng tên · Đã trả phí đến · Báo khi sắp hết hạn" in status(printed)
    kept = "domain:\n  holder: {vi: Sở thử, en: Test department}\n  until: 31/12/2026\n"
    printed.write({"content/site.yml": SETTINGS + kept})
    assert "Đơn vị đứng tên Sở thử Đã trả phí đến 31/12/2026 Chưa có thông tin Báo khi sắp hết hạn" in status(printed)
    assert "Holder Test department Paid until 31 December 2026" in status(printed, "en/status/index.html")
    assert "còn 38 ngày" in told(printed.build())
