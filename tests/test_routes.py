"""A route through records: its steps, the step before and after on each of them, its stamps, keeping it, its files for maps.

All trails here are test data: no place of them exists.
"""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gpx
import pytest

from disan.content import settings
from disan.content.kinds.trail import Trail
from disan.core.strings import load
from disan.editing import scaffold, workbook
from tests.batches import code
from tests.fixtures.projects import HA_TINH, SETTINGS, Project, Site, relic, rules
from tests.fixtures.visiting import Visit, Visitor
from tests.test_kinds import changed

CODES = [code(number) for number in range(3)]
TRAIL = """\
---
title: Tuyến thử
code: {code}
standing: suggested
stops:
  - at: relics/den-mot
  - name: Bến không hồ sơ
    note: Chỗ nghỉ để thử.
    km: khoảng 2
  - at: relics/den-hai
    minutes: 20
sources:
  - url: https://nguon.example/tuyen
---
Bài thử.
"""
FILE = "content/trails/thu/index.vi.md"
PAGE, FIRST, SECOND = "tuyen-tham-quan/thu/index.html", "di-tich/den-mot/index.html", "di-tich/den-hai/index.html"
CONTENT: dict[str, str | bytes] = {
    FILE: TRAIL.format(code=CODES[2]),
    "content/trails/thu/index.en.md": "---\ntitle: Test trail\nstops: [{}, {name: A landing, note: A rest.}, {}]\n---\nA test.\n",
    "content/relics/den-mot/index.vi.md": relic("Đền Một", code=CODES[0]),
    "content/relics/den-mot/index.en.md": "---\ntitle: Temple One\n---\n",
    "content/relics/den-hai/index.vi.md": relic("Đền Hai", code=CODES[1]),
    "content/relics/den-ba/index.vi.md": relic("Đền Ba"),
}
chromium = pytest.mark.needs("chromium")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A trail of three stops, of which two are relics, and a relic that is on none."""
    made = Project(tmp_path_factory.mktemp("routes") / "project")
    made.write({"content/site.yml": SETTINGS, **CONTENT})
    assert not made.build().stopped
    return made


@pytest.fixture
def project(built: Project, tmp_path: Path) -> Project:
    """A copy of it that a test may change."""
    return built.copied(tmp_path / "project")


def passage(page: str) -> str:
    """The part of a page that tells of the route, without breaks."""
    found = re.search(r'<nav class="passage".*?</nav>', page, re.DOTALL)
    return re.sub(r"\s+", " ", found[0]) if found else ""


def test_a_record_on_a_route_tells_the_step_before_and_after(built: Project) -> None:
    first, second = passage(built.page(FIRST)), passage(built.page(SECOND))
    assert 'id="tuyen-thu"' in first
    assert '<span>Điểm 1/3</span> <a href="/tuyen-tham-quan/thu/#diem-1">Tuyến thử</a>' in first
    assert 'rel="prev"' not in first
    assert '<a rel="next" href="/tuyen-tham-quan/thu/#diem-2"><small>Điểm tiếp theo</small> Bến không hồ sơ</a>' in first
    assert '<a rel="prev" href="/tuyen-tham-quan/thu/#diem-2"><small>Điểm trước</small> Bến không hồ sơ</a>' in second
    assert 'rel="next"' not in second
    assert passage(built.page(f"Q/{CODES[0]}.html")) == first
    assert passage(built.page("di-tich/den-ba/index.html")) == ""
    english = passage(built.page("en/relics/den-mot/index.html"))
    assert '<a rel="next" href="/en/trails/thu/#diem-2"><small>Next stop</small> A landing</a>' in english


def test_the_page_of_a_route_leads_to_the_passages_and_tells_what_is_known_between(built: Project) -> None:
    page = re.sub(r"\s+", " ", built.page(PAGE))
    assert f'<li id="diem-1" data-code="{CODES[0]}"> <b class="number">1</b> <h2><a href="/di-tich/den-mot/#tuyen-thu">Đền Một</a>' in page
    assert '<li id="diem-2"> <b class="number">2</b> <h2>Bến không hồ sơ</h2>' in page
    assert "<span>Cách điểm trước khoảng 2 km</span> <p>Chỗ nghỉ để thử.</p>" in page
    assert "<span>Thời gian đi 20 phút</span>" in page
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert data["@type"] == "TouristTrip"
    assert data["itinerary"]["@type"] == "ItemList"
    first, second, third = data["itinerary"]["itemListElement"]
    assert first["item"]["url"] == "https://disan.example/di-tich/den-mot/"
    assert second == {"@type": "ListItem", "name": "Bến không hồ sơ", "description": "Chỗ nghỉ để thử.", "position": 2}
    assert third["position"] == 3


def test_a_record_may_stand_on_a_route_twice(project: Project) -> None:
    again = TRAIL.format(code=CODES[2]).replace("sources:", "  - name: Lăng mộ\n    at: relics/den-mot\nsources:")
    project.write({FILE: again, "content/trails/thu/index.en.md": "---\ntitle: Test trail\n---\n"})
    assert not project.build().stopped
    page = project.page(FIRST)
    assert re.findall(r'<nav class="passage" id="([^"]+)"', page) == ["tuyen-thu", "tuyen-thu_2"]
    assert '<a href="/di-tich/den-mot/#tuyen-thu_2">Lăng mộ</a>' in project.page(PAGE)
    assert 'href="/di-tich/den-mot/#tuyen-thu_2"><small>Điểm tiếp theo</small> Lăng mộ' in re.sub(r"\s+", " ", project.page(SECOND))


def test_only_pages_on_a_route_change_with_it(project: Project) -> None:
    before = project.files()
    project.write({FILE: TRAIL.format(code=CODES[2]).replace("Bến không hồ sơ", "Bến khác")})
    project.build()
    after = project.files()
    changed = {name for name in after if name.endswith(".html") and before.get(name) != after[name]}
    assert {PAGE, FIRST, SECOND} <= changed
    assert not {name for name in changed if "den-ba" in name}


@pytest.mark.parametrize(
    ("stop", "rule"),
    [
        ("  - note: Không tên\n", "missing-field"),
        ("  - at: relics/den-bon\n", "dead-link"),
        ("  - at: den-mot\n", "wrong-type"),
        ("  - {name: Bến, coordinates: '21.03, 105.85'}\n", "out-of-province"),
    ],
)
def test_a_stop_must_be_somewhere(stop: str, rule: str, site_of: Site) -> None:
    head, _, stops = TRAIL.format(code=CODES[2]).partition("stops:\n")
    project = site_of({**CONTENT, FILE: f"{head}stops:\n{stop}{stops[stops.index('sources:') :]}"})
    report = project.check()
    assert rule in rules(report)
    assert report.stopped


def test_stops_are_added_in_a_workbook(project: Project) -> None:
    columns = workbook.columns_of(project.root, Trail)
    rows, _ = workbook.rows_of(project.root, Trail, columns)
    book = workbook.write(Trail, columns, rows, HA_TINH, load("vi"))
    for key, value in (("stops.4.at", "Đền Ba"), ("stops.4.km", "khoảng 3"), ("stops.2.commune", "xã Đồng Lộc")):
        book = changed(book, key, value)
    typed, _ = workbook.read(book, "tuyen.xlsx", columns, "Dữ liệu")
    chosen, _ = settings.read(project.root)
    assert chosen
    plan, problems = workbook.plan_import(project.root, Trail, typed, columns, chosen, random.Random(1))
    assert problems == []
    assert plan
    (change,) = plan.changes
    project.write({FILE: change.content, "content/trails/thu/index.en.md": "---\ntitle: Test trail\n---\n"})
    assert not project.build().stopped
    page = re.sub(r"\s+", " ", project.page(PAGE))
    assert '<li id="diem-4"> <b class="number">4</b> <h2><a href="/di-tich/den-ba/#tuyen-thu">Đền Ba</a></h2>' in page
    assert "<span>xã Đồng Lộc</span> <span>Cách điểm trước khoảng 2 km</span>" in page


def test_a_new_trail_has_the_lines_of_a_stop_to_fill_in(site_of: Site) -> None:
    begun = scaffold.text(Trail, "Tuyến mới", CODES[0], load("vi")).replace("  - url:", "  - url: https://nguon.example/tuyen")
    filled = begun.replace("standing:", "standing: gợi ý của trang này").replace("  - name:\n    at:", "  - name: Bến mới\n    at:")
    project = site_of({"content/trails/moi/index.vi.md": filled.replace("draft: có\n", "")})
    assert [each for each in project.build().problems if each.grade == "error"] == []
    assert "Bến mới" in project.page("tuyen-tham-quan/moi/index.html")


def test_a_commune_that_the_province_has_not_is_told(site_of: Site) -> None:
    asked = TRAIL.format(code=CODES[2]).replace("    km: khoảng 2\n", "    commune: xã Đồng Lôc\n")
    (problem,) = [each for each in site_of({**CONTENT, FILE: asked}).check().problems if each.rule == "unknown-place"]
    assert (problem.at.line, problem.grade, problem.values["nearest"]) == (9, "warning", "xã Đồng Lộc")


def test_a_stop_whose_record_is_a_draft_is_told_and_breaks_nothing(project: Project) -> None:
    project.write({"content/relics/den-hai/index.vi.md": relic("Đền Hai", code=CODES[1], extra="draft: có\n")})
    assert "draft-link" in rules(project.build())


def test_the_map_has_a_stop_that_only_tells_its_commune_and_no_more_of_the_province_than_is_needed(site_of: Site) -> None:
    project = site_of({**CONTENT, FILE: TRAIL.format(code=CODES[2]).replace("    km: khoảng 2\n", "    commune: xã Đồng Lộc\n")})
    assert not project.build().stopped
    page = project.page(PAGE)
    assert re.findall(r"<text [^>]*>([^<]*)</text>", page) == ["2"]
    window = re.findall(r'<figure class="route-map">\s*<svg viewBox="(\d+) (\d+) (\d+) (\d+)"', page)[0]
    left, top, wide, high = map(int, window)
    x, y = map(int, re.findall(r'<circle cx="(\d+)" cy="(\d+)"', page)[0])
    assert left < x < left + wide < 640
    assert top < y < top + high
    assert "phần của tỉnh" in page
    assert "Điểm chưa rõ vị trí thì chưa có trên sơ đồ." in page
    assert "Đồng Lộc commune" in project.page("en/trails/thu/index.html")


LOCATED = TRAIL.replace("    km: khoảng 2\n", "    coordinates: 18.35, 105.9\n")


@pytest.fixture
def on_map(site_of: Site) -> Project:
    """The trail with two known places: one of a relic, one of its own. The third stands in a commune, whose point is none of its own."""
    project = site_of(
        {
            **CONTENT,
            FILE: LOCATED.format(code=CODES[2]),
            "content/relics/den-mot/index.vi.md": relic("Đền Một", code=CODES[0], extra="coordinates: 18.3419, 105.9030\n"),
            "content/relics/den-hai/index.vi.md": relic(
                "Đền Hai", code=CODES[1], extra="places: [{name: xã Đồng Lộc, as_of: 2025-07-01}]\n"
            ),
        }
    )
    assert not project.build().stopped
    return project


def test_gpx_holds_the_stops_whose_own_place_is_known(on_map: Project) -> None:
    read = gpx.read_gpx(on_map.out / "tuyen-tham-quan/thu/thu.gpx", strict=True)
    assert [(str(each.lat), str(each.lon), each.name) for each in read.wpt] == [
        ("18.3419", "105.903", "1. Đền Một"),
        ("18.35", "105.9", "2. Bến không hồ sơ"),
    ]
    assert [each.name for each in read.rte[0].rtept] == [each.name for each in read.wpt]
    assert read.metadata is not None
    assert read.metadata.desc == "2 trên 3 điểm có tọa độ."
    assert gpx.read_gpx(on_map.out / "en/trails/thu/thu.gpx", strict=True).wpt[1].name == "2. A landing"


def test_kml_holds_the_same_and_keeps_to_its_schema(on_map: Project) -> None:
    import fastkml.utils
    import fastkml.validator

    file = on_map.out / "tuyen-tham-quan/thu/thu.kml"
    assert fastkml.validator.validate(file_to_validate=file) is True
    marks: list[Any] = list(fastkml.utils.find_all(fastkml.KML.parse(file), of_type=fastkml.Placemark))
    assert [(each.name, each.geometry.coords[0]) for each in marks] == [
        ("1. Đền Một", (105.903, 18.3419)),
        ("2. Bến không hồ sơ", (105.9, 18.35)),
    ]


def test_files_for_maps_are_linked_where_there_are_any(on_map: Project, built: Project) -> None:
    assert '<a href="/tuyen-tham-quan/thu/thu.gpx" download>GPX</a>' in on_map.page(PAGE)
    assert "thu.gpx" not in built.page(PAGE)
    assert not list(built.out.rglob("*.gpx"))
    before = (on_map.out / "tuyen-tham-quan/thu/thu.gpx").read_bytes()
    on_map.write({"content/relics/den-mot/index.vi.md": relic("Đền Một", code=CODES[0])})
    on_map.build()
    assert b"2. B" in (on_map.out / "tuyen-tham-quan/thu/thu.gpx").read_bytes() != before


def test_the_map_numbers_steps_and_says_what_a_number_stands_at(on_map: Project) -> None:
    page = on_map.page(PAGE)
    assert re.findall(r"<text [^>]*>([^<]*)</text>", page) == ["1–2", "3"], "of two that are a kilometre apart one would hide the other"
    assert "Số được đặt theo xã, phường, không phải đúng vị trí của điểm." in page


def test_what_may_be_kept_is_listed_with_its_true_size(built: Project) -> None:
    for file in ("tuyen-tham-quan/thu/keep.json", "en/trails/thu/keep.json"):
        listed = json.loads((built.out / file).read_text(encoding="utf-8"))
        for path, size in listed:
            names = (path.lstrip("/"), f"{path.lstrip('/')}index.html", f"{path.lstrip('/')}.html")
            assert size == next((built.out / name).stat().st_size for name in names if (built.out / name).is_file())
    paths = [path for path, _ in listed]
    assert paths[:6] == [
        "/en/trails/thu/",
        f"/Q/{CODES[2]}",
        "/en/relics/den-mot/",
        f"/Q/{CODES[0]}",
        "/en/relics/den-hai/",
        f"/Q/{CODES[1]}",
    ]


def test_a_list_to_keep_follows_its_pages(project: Project) -> None:
    file = project.out / "tuyen-tham-quan/thu/keep.json"
    before = dict(json.loads(file.read_bytes()))
    project.write({"content/relics/den-hai/index.vi.md": relic("Đền Hai", code=CODES[1], body="Bài thử. " * 50)})
    project.build()
    after = dict(json.loads(file.read_bytes()))
    assert after["/di-tich/den-hai/"] == (project.out / SECOND).stat().st_size > before["/di-tich/den-hai/"]


# In a browser.


def button(visitor: Visitor, name: str) -> Callable[[], bool]:
    """Whether a button is to be seen."""
    return lambda: visitor.page.get_by_role("button", name=name).is_visible()


def keeps_the_trail(visitor: Visitor) -> None:
    """Opens the trail's page and asks to keep it, until all is there."""
    visitor.opens("/tuyen-tham-quan/thu/")
    visitor.page.get_by_role("button", name=re.compile(r"Lưu mọi điểm .*\(\d+,\d MB\)")).click()
    visitor.page.get_by_text("Đã lưu trên máy").wait_for()


@pytest.mark.slow
@chromium
def test_the_passage_shows_to_whoever_came_by_the_route_without_script(built: Project, visit: Visit) -> None:
    visitor = visit(built.out, java_script_enabled=False)
    visitor.opens("/di-tich/den-hai/")
    assert not visitor.page.locator(".passage").is_visible()
    visitor.opens("/tuyen-tham-quan/thu/")
    visitor.page.get_by_role("link", name="Đền Hai").first.click()
    visitor.page.locator(".passage [rel=prev]").click()
    assert visitor.page.url.endswith("/tuyen-tham-quan/thu/#diem-2")
    assert not visitor.page.locator(".walk").get_by_role("button").is_visible()
    visitor.opens(f"/Q/{CODES[1]}#tuyen-thu")
    assert visitor.page.locator(".passage").is_visible()


@chromium
def test_after_one_tap_every_stop_opens_without_a_network(built: Project, visit: Visit) -> None:
    visitor = visit(built.out)
    keeps_the_trail(visitor)
    visitor.loses_the_network()
    for path, title in (("/di-tich/den-mot/", "Đền Một"), (f"/Q/{CODES[0]}", "Đền Một"), ("/di-tich/den-hai/", "Đền Hai")):
        assert visitor.opens(path) == title
        visitor.waits_for_pictures()
    assert visitor.opens(f"/Q/{CODES[1]}") == "Đền Hai"
    assert visitor.opens("/tuyen-tham-quan/thu/") == "Tuyến thử"
    visitor.page.get_by_text("Đã lưu trên máy").wait_for()
    visitor.page.locator(".steps a").first.click()
    visitor.page.locator(".passage").wait_for()
    assert [each for each in visitor.complaints if "keep.json" not in each] == []


@pytest.mark.slow
@chromium
def test_what_was_kept_on_purpose_does_not_go_for_being_old_and_goes_on_purpose(built: Project, visit: Visit) -> None:
    visitor = visit(built.out)
    keeps_the_trail(visitor)
    visitor.page.evaluate(
        """async () => {
          const pages = await caches.open("disan / pages");
          for (let number = 0; number < 200; number += 1) { await pages.put("/old/" + number + "/", new Response("")); }
        }"""
    )
    visitor.opens("/di-tich/den-ba/")
    visitor.waits(lambda: "/old/0/" not in visitor.keeps())
    assert {"/di-tich/den-hai/", f"/Q/{CODES[1]}"} <= visitor.keeps()
    visitor.opens("/tuyen-tham-quan/thu/")
    visitor.page.get_by_role("button", name="Xóa bản đã lưu").click()
    visitor.page.get_by_text("Đã xóa khỏi máy").wait_for()
    assert f"/Q/{CODES[1]}" not in visitor.keeps()
    visitor.waits(button(visitor, "Lưu mọi điểm"))


@pytest.mark.slow
@chromium
def test_what_could_not_be_kept_is_told_and_a_second_tap_goes_on(built: Project, visit: Visit) -> None:
    visitor = visit(built.out)
    visitor.served.broken = {f"/Q/{CODES[1]}"}
    visitor.opens("/tuyen-tham-quan/thu/")
    visitor.page.get_by_role("button", name="Lưu mọi điểm").click()
    visitor.page.get_by_text("Chưa lưu được hết").wait_for()
    visitor.served.broken = set()
    visitor.page.get_by_role("button", name="Lưu mọi điểm").click()
    visitor.page.get_by_text("Đã lưu trên máy").wait_for()
    assert f"/Q/{CODES[1]}" in visitor.keeps()


@pytest.mark.slow
@chromium
def test_a_scanned_code_leaves_a_stamp_which_can_be_erased(built: Project, visit: Visit) -> None:
    visitor = visit(built.out)
    visitor.opens("/tuyen-tham-quan/thu/")
    progress, erase = visitor.page.locator("[data-stamped]"), visitor.page.get_by_role("button", name="Xóa các dấu này")
    assert progress.inner_text().startswith("Đã quét mã ở 0/2 điểm")
    assert not erase.is_visible()
    visitor.opens("/di-tich/den-mot/")
    visitor.opens(f"/Q/{CODES[1]}")
    assert visitor.page.locator(".passage").is_visible(), "the reader is on this route"
    for _ in range(2):
        visitor.opens("/tuyen-tham-quan/thu/")
        assert progress.inner_text().startswith("Đã quét mã ở 1/2 điểm"), "the page of a stop is no visit to its plaque"
        assert visitor.page.locator("li:has([data-been]:visible) h2").all_inner_texts() == ["Đền Hai"]
    erase.click()
    assert progress.inner_text().startswith("Đã quét mã ở 0/2 điểm")
    visitor.opens("/tuyen-tham-quan/thu/")
    assert visitor.page.locator("[data-been]:visible").count() == 0
    assert visitor.complaints == []


@pytest.mark.slow
@chromium
def test_a_scanned_code_in_another_language_leaves_a_stamp_and_keeps_to_the_route(built: Project, visit: Visit) -> None:
    visitor = visit(built.out, locale="en-GB")
    visitor.opens("/en/trails/thu/")
    visitor.opens(f"/Q/{CODES[0]}")
    visitor.page.wait_for_url("**/en/relics/den-mot/#tuyen-thu")
    assert visitor.page.locator(".passage").is_visible()
    visitor.opens("/en/trails/thu/")
    assert visitor.page.locator("[data-stamped]").inner_text().startswith("Codes scanned at 1 of the 2 stops")


@chromium
def test_pages_work_where_storing_is_refused(built: Project, visit: Visit) -> None:
    visitor = visit(built.out, service_workers="block")
    visitor.context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})")
    assert visitor.opens(f"/Q/{CODES[0]}") == "Đền Một"
    assert visitor.opens("/tuyen-tham-quan/thu/") == "Tuyến thử"
    assert not visitor.page.locator("[data-stamped]").is_visible()
    assert visitor.complaints == []
