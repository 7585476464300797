"""Pages claim no more than sources do: which names held when, which ranks are inferred, who can be told. Test data only."""

import html
import re

import pytest

from tests.fixtures.projects import HA_TINH, OF_THE_WHOLE_PROVINCE, Project, Site, relic

NAMES = """\
places:
  - {name: xã Phù Lưu, district: huyện Lộc Hà, as_of: 2023}
  - {name: xã Phù Lưu, district: huyện Thạch Hà, as_of: 2024}
  - {name: xã Mai Phụ, as_of: 2025-07-01}
  - {name: xã Thạch Bàn, district: huyện Thạch Hà}
"""
INFERRED = "rank: quốc gia\nrecognitions: [{rank: quốc gia, certainty: suy ra}, {rank: tỉnh}]\n"
SPLIT = "places: [{name: xã Kỳ Lợi, district: thị xã Kỳ Anh, as_of: 2023}]\n"
"""Where three wards are now, as the gazetteer has it."""
STATED = "rank: quốc gia\nrecognitions: [{rank: quốc gia}, {rank: quốc gia, certainty: suy ra}]\n"
PAGE = "di-tich/den-mot/index.html"


@pytest.fixture
def project(site_of: Site) -> Project:
    """Three relics, one with names of several years and a rank that no source states; no contact in the settings."""
    records = {
        "content/relics/den-mot/index.vi.md": relic("Đền Một", extra=NAMES + INFERRED),
        "content/relics/den-hai/index.vi.md": relic("Đền Hai", extra=STATED),
        "content/relics/den-ba/index.vi.md": relic("Đền Ba", extra=SPLIT),
    }
    made = site_of({"content/site.yml": OF_THE_WHOLE_PROVINCE, **records})
    assert not made.build().stopped
    return made


def shown(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<(head|script|style)\b.*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)).split())


@pytest.mark.parametrize(
    ("name", "district", "held"),
    [
        ("xã Phù Lưu", "huyện Thạch Hà", True),
        ("xã Phù Lưu", None, True),
        ("xã Phù Lưu", "huyện Lộc Hà", False),  # The district had ended half a year before.
        ("phường Kỳ Ninh", "thị xã Kỳ Anh", True),
        ("xã Kỳ Ninh", "thị xã Kỳ Anh", False),
        ("xã Thạch Bàn", "huyện Thạch Hà", False),
    ],
)
def test_a_name_held_just_before_the_change_or_had_ended(name: str, district: str | None, held: bool) -> None:
    assert HA_TINH.held(name, district) is held


def test_a_name_of_before_is_told_with_its_time(project: Project) -> None:
    page = shown(project.page(PAGE))
    assert "xã Mai Phụ (năm 2023: xã Phù Lưu, huyện Lộc Hà; trước 1/7/2025: xã Phù Lưu, huyện Thạch Hà)" in page
    assert "xã Thạch Bàn, huyện Thạch Hà (trước đây)" in page
    assert "in 2023: xã Phù Lưu" in shown(project.page("en/relics/den-mot/index.html"))


def test_of_a_commune_that_became_several_none_is_said_to_be_sure(project: Project) -> None:
    told = shown(project.page("di-tich/den-ba/index.html"))
    for ward in ("Vũng Áng", "Sông Trí", "Hoành Sơn"):
        assert f"phường {ward} (trước 1/7/2025: xã Kỳ Lợi, thị xã Kỳ Anh) (suy ra)" in told


def test_an_inferred_rank_looks_inferred_wherever_it_is_shown(project: Project) -> None:
    page, other, listing = (project.page(name) for name in (PAGE, "di-tich/den-hai/index.html", "di-tich/index.html"))
    assert '<b class="badge inferred">Di tích quốc gia (suy ra)</b>' in page
    assert '<b class="badge">Di tích quốc gia</b>' in other
    assert "Cấp xếp hạng quốc gia (suy ra)" in shown(page)
    assert listing.count('<p class="row-badge inferred">Di tích quốc gia (suy ra)</p>') == 1
    assert listing.count('<p class="row-badge">Di tích quốc gia</p>') == 1


def test_nobody_is_sent_to_a_contact_that_there_is_not(project: Project) -> None:
    page = project.page(PAGE)
    assert "page_report" not in page
    assert "Báo lỗi" not in shown(page)
    project.write(
        {"content/site.yml": OF_THE_WHOLE_PROVINCE + "contact: {mail: thu@disan.example, sms: 0900 000 000, zalo: 0900 000 001}\n"}
    )
    assert not project.build().stopped
    page = html.unescape(project.page(PAGE))
    assert 'href="#page_report"' in page
    addresses = re.findall(r'href="((?:mailto:|sms:|https://zalo)[^"]*)"', page)
    assert [each[:30] for each in addresses] == [
        "mailto:thu@disan.example?subje",
        "sms:0900000000?body=Trang%3A%2",
        "https://zalo.me/0900000001",
    ]
    assert 'data-copy="Trang: http' in page, "Zalo takes no text: it is copied"


def test_documents_lack_no_rank_since_the_law_ranks_places(site_of: Site) -> None:
    """Their page does not say that nobody knows it; that of a place does."""
    place = relic("Đền Một")
    project = site_of(
        {
            "content/relics/den-mot/index.vi.md": place,
            "content/relics/van-thu/index.vi.md": place.replace("history", "documentary-heritage"),
        }
    )
    assert not project.build().stopped
    assert "Cấp xếp hạng" in project.page("di-tich/den-mot/index.html")
    assert "Cấp xếp hạng" not in project.page("di-tich/van-thu/index.html")
