"""A site's province: what comes with the program, a folder of one's own, and what is told of a folder that cannot be used."""

import json
from pathlib import Path

import pytest

from disan.content import province
from tests.fixtures.projects import HA_TINH, OF_THE_WHOLE_PROVINCE, Project, Site, relic, rules, told

RECORD = "content/relics/den-thu/index.vi.md"
UNITS = {
    "name": "Tỉnh Thử",
    "as_of": "2025-07-01",
    "units": [
        {"code": "1", "name": "Bãi Thử", "kind": "xã", "latitude": 10.1, "longitude": 106.1, "area_km2": 20},
        {"code": "2", "name": "Gò Thử", "kind": "phường", "latitude": 10.4, "longitude": 106.4, "area_km2": 10},
    ],
    "former": [{"code": "7", "name": "Cồn Thử", "kind": "xã", "district": "huyện Thử", "now": [{"code": "2"}]}],
    "aliases": [{"name": "Vàm Thử", "kind": "xã", "district": "huyện Thử", "former": "7", "certain": True}],
}
"""Test data: there is no such province."""
CORNERS = [[106.0, 10.0], [106.5, 10.0], [106.5, 10.5], [106.0, 10.5]]
OWN = {
    "content/site.yml": f"{OF_THE_WHOLE_PROVINCE}province: content/province\n",
    "content/province/units.json": json.dumps(UNITS),
    "content/province/outline.json": json.dumps({"points": CORNERS}),
}


def told_of(site_of: Site, coordinates: str) -> Project:
    return site_of({RECORD: relic(code="7K3QM", extra=f"coordinates: {coordinates}\n")})


@pytest.mark.parametrize("typed", ["21.0285, 105.8542", "10.0, 20.0", "-18.3419, 105.9030", "18.3419 S, 105.9030 E", "0.0, 0.0"])
def test_points_in_another_province_are_refused(site_of: Site, typed: str) -> None:
    (problem,) = told_of(site_of, typed).check().problems
    assert (problem.rule, problem.grade, problem.values["value"], problem.values["province"]) == (
        "out-of-province",
        "error",
        typed,
        "Hà Tĩnh",
    )
    assert float(str(problem.values["south"])) < 18.34 < float(str(problem.values["north"]))
    assert float(str(problem.values["west"])) < 105.9 < float(str(problem.values["east"]))


def test_a_point_at_sea_is_a_warning_and_one_on_land_is_none(site_of: Site) -> None:
    assert rules(told_of(site_of, "18.3419, 106.3000").check()) == {"outside-outline"}
    assert told_of(site_of, "18.3419, 105.9030").check().problems == ()


def test_a_site_of_another_province_has_its_own_communes_names_bounds_and_map(site_of: Site) -> None:
    old = "places:\n  - name: xã Vàm Thử\n    as_of: 2019\ncoordinates: 10.2, 106.2\n"
    project = site_of({**OWN, RECORD: relic(code="7K3QM", extra=old)})
    assert told(project.build()) == ""
    page = project.page("di-tich/den-thu/index.html")
    assert "Gò Thử" in page
    assert "xã Vàm Thử" in page
    assert HA_TINH.drawing.path not in page
    assert len([name for name in project.files() if name.startswith("assets/province.")]) == 1
    project.write({RECORD: relic(code="7K3QM", extra="coordinates: 18.3419, 105.9030\n")})
    assert "tọa độ 18.3419, 105.9030 nằm ngoài tỉnh Tỉnh Thử" in told(project.check())


def test_sites_of_two_provinces_in_one_process_do_not_mix(site_of: Site, tmp_path: Path) -> None:
    record = relic(code="7K3QM", extra="places:\n  - name: phường Gò Thử\n")
    here = site_of({**OWN, RECORD: record})
    there = Project(tmp_path / "other")
    there.write({"content/site.yml": OF_THE_WHOLE_PROVINCE, RECORD: record})
    for _ in range(2):
        assert rules(here.build()) == set()
        assert rules(there.build()) == {"unknown-place"}


def test_a_changed_province_is_seen_by_the_next_build(site_of: Site) -> None:
    project = site_of({**OWN, RECORD: relic(code="7K3QM", extra="places:\n  - name: xã Ghềnh Thử\n")})
    assert rules(project.build()) == {"unknown-place"}
    project.write({"content/province/units.json": json.dumps(UNITS).replace("Bãi Thử", "Ghềnh Thử").replace("B\\u00e3i", "Gh\\u1ec1nh")})
    assert rules(project.build()) == set()
    assert "Ghềnh Thử" in project.page("di-tich/den-thu/index.html")


@pytest.mark.parametrize(
    ("settings", "files", "said"),
    [
        ("ha-tin", {}, "content/site.yml:5:11: lỗi: Tỉnh “ha-tin” không có trong danh mục [unknown-choice]"),
        ("../ngoai", {}, "lỗi: Tỉnh “../ngoai” không có trong danh mục [unknown-choice]"),
        ("content/tinh", {}, "content/tinh/units.json:1:1: lỗi: thiếu tệp này của tỉnh"),
        ("content/province", {"units": "[]"}, "content/province/units.json:1:1: lỗi: dữ liệu của tỉnh trong tệp này không dùng được: "),
        ("content/province", {"outline": '{"points": [[106, 10]]}'}, "content/province/outline.json:1:1: lỗi: dữ liệu của tỉnh"),
        (
            "content/province",
            {"units": json.dumps(UNITS).replace('"former": "7"', '"former": "8"')},
            "mã 8 được nêu mà không đơn vị nào có",
        ),
    ],
)
def test_data_that_cannot_be_used_is_told_and_stops_the_build(site_of: Site, settings: str, files: dict[str, str], said: str) -> None:
    changed = {f"content/province/{name}.json": content for name, content in files.items()}
    project = site_of({**OWN, "content/site.yml": f"{OF_THE_WHOLE_PROVINCE}province: {settings}\n", RECORD: relic(code="7K3QM"), **changed})
    report = project.build()
    assert report.stopped
    assert rules(report) <= {"unknown-choice", "missing-province", "province-data"}
    assert said in told(report)
    assert not project.out.exists()


def test_every_province_that_ships_can_be_used() -> None:
    assert "ha-tinh" in province.shipped()
    for name in province.shipped():
        known, problems = province.read(Path(), name)
        assert problems == []
        assert known is not None
        assert known.drawing.silhouette
