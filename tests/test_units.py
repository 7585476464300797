"""The gazetteer: that its table is whole, and that a name of any year leads to the right commune of today."""

import datetime
import unicodedata

import pytest

from disan.content.gazetteer import Match
from tests.fixtures.projects import HA_TINH

GAZETTEER = HA_TINH
IN_2023 = datetime.date(2023, 12, 31)
THE_DAY = datetime.date(2025, 7, 1)


def found(name: str, district: str | None = None, as_of: datetime.date | None = None) -> Match:
    match = GAZETTEER.find(name, district, as_of)
    assert match is not None
    return match


def today(name: str, district: str | None = None, as_of: datetime.date | None = IN_2023) -> tuple[list[str], bool]:
    match = found(name, district, as_of)
    return [unit.full for unit in match.today], match.certain


def test_the_province_has_sixty_communes_and_nine_wards() -> None:
    assert len(GAZETTEER.today()) == 69
    assert sum(unit.kind == "phường" for unit in GAZETTEER.today()) == 9
    assert [unit.code for unit in GAZETTEER.today()] == sorted({unit.code for unit in GAZETTEER.units})
    assert {unit.full for unit in GAZETTEER.today()} >= {"Phường Thành Sen", "Xã Đồng Tiến"}


def test_the_layer_before_is_whole() -> None:
    assert len(GAZETTEER.former) == len({former.code for former in GAZETTEER.former}) == 209
    assert len({former.district for former in GAZETTEER.former}) == 12
    for former in GAZETTEER.former:
        assert former.now
        assert {each.code for each in former.now} <= {unit.code for unit in GAZETTEER.units}
        assert (len(former.now) > 1) == all(each.part for each in former.now)
        assert sum(each.main for each in former.now) == 1


def test_every_unit_of_today_was_made_of_something() -> None:
    made = [former.full for former in GAZETTEER.made_of(GAZETTEER.unit("18619"))]
    assert made == ["xã Thạch Trị", "xã Thạch Văn", "xã Thạch Hội"]
    assert all(GAZETTEER.made_of(unit) for unit in GAZETTEER.units)
    assert {former.code for unit in GAZETTEER.units for former in GAZETTEER.made_of(unit)} == {former.code for former in GAZETTEER.former}


def test_every_unit_is_found_by_its_own_name() -> None:
    for unit in GAZETTEER.units:
        assert found(unit.full, as_of=THE_DAY) == Match((unit,), None, certain=True)
    for former in GAZETTEER.former:
        match = found(former.full, former.district, IN_2023)
        assert match.former == former
        assert [unit.code for unit in match.today] == [each.code for each in former.now]
        assert match.certain == (len(former.now) == 1)


@pytest.mark.parametrize(
    "name",
    [
        "xã Thạch Trị",
        "Xã  THẠCH TRỊ",
        "Thạch Trị",
        "x. Thạch Trị",
        "x.Thạch Trị",
        "xa Thạch Trị",
        unicodedata.normalize("NFD", "xã Thạch Trị"),
    ],
)
@pytest.mark.parametrize("district", ["huyện Thạch Hà", "thành phố Hà Tĩnh", None])
def test_districts_changed_and_do_not_stand_in_the_way(name: str, district: str | None) -> None:
    """Thạch Trị was of Thạch Hà in 2023 and of Hà Tĩnh city in the layer of early 2025."""
    match = found(name, district, IN_2023)
    assert match.former is not None
    assert match.former.full == "xã Thạch Trị"
    assert today(name, district) == (["Xã Đồng Tiến"], True)


@pytest.mark.parametrize("name", ["xã Hòa Lạc", "xã Hoà Lạc", "Xã Hoà Lạc"])
def test_both_places_of_the_tone_mark_are_the_same_name(name: str) -> None:
    assert today(name, "huyện Đức Thọ") == (["Xã Đức Thọ"], True)


def test_a_tone_is_part_of_the_name() -> None:
    assert GAZETTEER.find("xã Thạch Tri") is None
    assert GAZETTEER.nearest("xã Thạch Tri") == "xã Thạch Trị"


def test_a_name_that_lives_on_is_read_by_its_date() -> None:
    """Xã Kỳ Lạc took in Lâm Hợp on 1 July 2025 and kept its name."""
    before, after = found("xã Kỳ Lạc", as_of=datetime.date(2025, 6, 30)), found("xã Kỳ Lạc", as_of=THE_DAY)
    assert before.today == after.today
    assert before.former is not None
    assert after.former is None


def test_without_a_date_a_district_tells_of_before() -> None:
    assert found("xã Kỳ Lạc", "huyện Kỳ Anh").former is not None
    assert found("xã Kỳ Lạc").former is None


def test_a_name_that_moved_to_another_unit_is_read_by_its_date() -> None:
    """Phường Hà Huy Tập was merged into Thành Sen; the ward of that name today is another."""
    assert today("phường Hà Huy Tập") == (["Phường Thành Sen"], True)
    assert today("phường Hà Huy Tập", as_of=THE_DAY) == (["Phường Hà Huy Tập"], True)


def test_a_kind_chooses_between_layers() -> None:
    """There was a town of Thạch Hà before, there is a commune of Thạch Hà now."""
    assert found("thị trấn Thạch Hà", as_of=THE_DAY).former is not None
    assert found("xã Thạch Hà", as_of=IN_2023).former is None


def test_a_commune_that_had_become_a_ward_is_found_under_its_old_kind() -> None:
    assert today("xã Kỳ Ninh", "thị xã Kỳ Anh") == (["Phường Hải Ninh"], True)


def test_a_split_unit_leads_to_all_its_parts_the_main_one_first() -> None:
    assert today("phường Đại Nài") == (["Phường Thành Sen", "Phường Hà Huy Tập"], False)
    assert today("xã Kỳ Lợi") == (["Phường Vũng Áng", "Phường Sông Trí", "Phường Hoành Sơn"], False)


@pytest.mark.parametrize(
    ("name", "district", "now", "certain"),
    [
        ("xã Tiến Lộc", "huyện Can Lộc", "Xã Can Lộc", False),
        ("xã Trường Lộc", "huyện Can Lộc", "Xã Trường Lưu", True),
        ("xã Song Lộc", "huyện Can Lộc", "Xã Trường Lưu", False),
        ("xã Sơn Trường", "huyện Hương Sơn", "Xã Kim Hoa", False),
        ("phường Thạch Linh", "thành phố Hà Tĩnh", "Phường Thành Sen", False),
        ("xã Hương Quang", "huyện Vũ Quang", "Xã Vũ Quang", False),
        ("xã Cẩm Huy", "huyện Cẩm Xuyên", "Xã Cẩm Xuyên", False),
        ("xã Thạch Bàn", "huyện Thạch Hà", "Xã Thạch Khê", False),
    ],
)
def test_names_that_ended_earlier(name: str, district: str, now: str, certain: bool) -> None:
    match = found(name, district, IN_2023)
    assert ([unit.full for unit in match.today], match.certain) == ([now], certain)
    assert match.former is not None
    assert (match.former.full, match.former.district, match.former.code) == (name, district, "")
    assert match.former not in GAZETTEER.made_of(match.today[0])


@pytest.mark.parametrize("name", ["xã Không Đâu Cả", "", "xã", "huyện Thạch Hà", "Nghệ An"])
def test_what_is_no_unit_is_not_found(name: str) -> None:
    assert GAZETTEER.find(name) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("xã Thach Tri", "xã Thạch Trị"),
        ("thi tran Nghen", "thị trấn Nghèn"),
        ("Đồng Tién", "xã Đồng Tiến"),
        ("xã Tiến Lôc", "xã Tiến Lộc"),
        ("zzzz", None),
    ],
)
def test_the_nearest_name(typed: str, meant: str | None) -> None:
    assert GAZETTEER.nearest(typed) == meant


def test_bounds_hold_the_province_and_not_its_neighbours() -> None:
    bounds = GAZETTEER.bounds()
    assert all(bounds.hold(unit.latitude, unit.longitude) for unit in GAZETTEER.units)
    assert all(bounds.hold(latitude, longitude) for longitude, latitude in GAZETTEER.outline)
    assert not bounds.hold(21.03, 105.85)  # Hà Nội
    assert not bounds.hold(17.47, 106.60)  # Đồng Hới, south of the pass
    assert not bounds.hold(105.9, 18.34)


def test_the_bounds_reach_ten_kilometres_beyond() -> None:
    """A degree of latitude is 111 km: the northernmost point known, 18.759, and 0.09."""
    bounds = GAZETTEER.bounds()
    assert bounds.hold(18.84, 105.8)
    assert not bounds.hold(18.86, 105.8)


def test_the_outline_is_closed_and_tells_inside_from_outside() -> None:
    assert GAZETTEER.outline[0] == GAZETTEER.outline[-1]
    assert GAZETTEER.inside_outline(18.3419, 105.9030)  # Thành Sen
    assert not GAZETTEER.inside_outline(18.3419, 106.3)  # at sea
    assert not GAZETTEER.inside_outline(18.3419, 104.9)  # Laos
    assert not GAZETTEER.inside_outline(19.5, 105.9)


def test_the_outline_is_coarse_but_not_useless() -> None:
    """It errs by kilometres at the coast, so one ward's point falls outside; hence a warning and never an error."""
    outside = [unit.full for unit in GAZETTEER.units if not GAZETTEER.inside_outline(unit.latitude, unit.longitude)]
    assert outside == ["Phường Hải Ninh"]
