"""The province's map: places in their order, dots inside it, every record reached from it, and no commune's point sold as a site's."""

import json
import math
import random
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from html import unescape
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from disan.build.project import open_project
from disan.content.catalogue import grouped
from disan.content.gazetteer import Unit
from disan.drawing.province_drawing import WIDTH, ProvinceDrawing
from disan.pages import map_page
from tests.fixtures.browsing import Serve
from tests.fixtures.projects import HA_TINH, OF_THE_WHOLE_PROVINCE, Project, Site, relic

ROOT = Path(__file__).parent.parent
SVG = "{http://www.w3.org/2000/svg}"
BUDGET_BYTES = 1536
"""What the silhouette may weigh as text."""
UNITS = HA_TINH.today()
DRAWING = HA_TINH.drawing
NUMBER = re.compile(r"-?\d+")
DOT = re.compile(r'<a href="([^"]+)" tabindex="-1"><title>([^<]+)</title><circle cx="(\d+)" cy="(\d+)" r="([\d.]+)"/></a>')
LIT = re.compile(r'<g transform="translate\((\d+) (\d+)\)"><circle r="36"')
CAPTION = re.compile(r'<figure class="locator">.*?<figcaption>(.*?) <a ', re.DOTALL)


def unit(name: str) -> Unit:
    """The commune or ward of today with this name."""
    (found,) = (each for each in UNITS if each.name == name)
    return found


def at(name: str) -> tuple[int, int]:
    """Where a commune's dot stands."""
    return DRAWING.position(unit(name).latitude, unit(name).longitude)


def located(place: str = "", coordinates: str = "") -> str:
    """A relic of test data in a commune, at coordinates, or both."""
    extra = f"places:\n  - name: {place}\n    as_of: 2025-08\n" if place else ""
    return relic(extra=extra + (f"coordinates: {coordinates}\n" if coordinates else ""))


def page_of(site_of: Site, record: str, path: str = "site/di-tich/den-thu/index.html") -> str:
    """A page of a site whose one record is this relic."""
    project = site_of({"content/relics/den-thu/index.vi.md": record})
    assert not project.build().stopped
    return (project.root / path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("western", "eastern", "northern", "southern"),
    [
        ("Hương Sơn", "Kỳ Lạc", "Hương Sơn", "Kỳ Lạc"),
        ("Hương Khê", "Thành Sen", "Thành Sen", "Hương Khê"),
        ("Đức Thọ", "Cẩm Xuyên", "Đức Thọ", "Cẩm Xuyên"),
        ("Vũ Quang", "Vũng Áng", "Nghi Xuân", "Hoành Sơn"),
    ],
)
def test_communes_lie_as_they_do_in_the_province(western: str, eastern: str, northern: str, southern: str) -> None:
    """Known from any atlas: the province runs from north-west to south-east, its sea to the north-east."""
    assert at(western)[0] < at(eastern)[0]
    assert at(northern)[1] < at(southern)[1]


def test_distances_keep_their_proportions() -> None:
    """A degree of longitude at 18.3 degrees north is 0.949 of one of latitude, so equal ways on the ground are equal on the drawing."""
    start = DRAWING.position(18.3, 105.8)
    north, east = DRAWING.position(18.5, 105.8), DRAWING.position(18.3, 105.8 + 0.2 / math.cos(math.radians(18.3)))
    assert start[1] - north[1] == pytest.approx(east[0] - start[0], abs=1)


@pytest.mark.parametrize("commune", UNITS, ids=lambda commune: commune.name)
def test_every_commune_has_its_dot_inside_the_drawing(commune: Unit) -> None:
    x, y = DRAWING.position(commune.latitude, commune.longitude)
    assert 10 <= x <= WIDTH - 10
    assert 10 <= y <= DRAWING.projection.height - 10


def test_no_two_communes_share_a_place() -> None:
    assert len({DRAWING.position(each.latitude, each.longitude) for each in UNITS}) == len(UNITS) == 69


def test_the_silhouette_is_small_closed_and_follows_the_outline_without_its_detail() -> None:
    data = DRAWING.silhouette
    assert len(data) <= BUDGET_BYTES
    assert data.endswith("z")
    assert data.count("M") == 1, "one shape: nothing beside the province is drawn"
    x, y, *steps = map(int, NUMBER.findall(data))
    corners = [(x, y)]
    for _, _, along, down in zip(*[iter(steps)] * 4, strict=True):
        corners.append((corners[-1][0] + along, corners[-1][1] + down))
    assert corners[0] == corners[-1], "whole units add up, so the last curve ends where the first began"
    points = json.loads((ROOT / "disan/data/ha-tinh/outline.json").read_text(encoding="utf-8"))["points"]
    assert len(corners) < len(points) / 2
    outline = [DRAWING.projection.point(latitude, longitude) for longitude, latitude in points]
    drawn, true = (abs(sum(a * d - c * b for (a, b), (c, d) in pairwise(ring)) / 2) for ring in (corners, outline))
    assert drawn == pytest.approx(true, rel=0.05), "the shape keeps its area, by the shoelace formula"


def test_the_shared_drawing_is_well_formed_obeys_the_policy_and_is_named_by_its_content() -> None:
    drawing = ProvinceDrawing(HA_TINH.outline, ((18.3, 105.8), (18.4, 105.9)))
    document, dots = drawing.document, "".join("M{} {}h0".format(*drawing.position(*each)) for each in drawing.communes)
    root = ElementTree.fromstring(document)
    assert root.get("viewBox") == f"0 0 {WIDTH} {DRAWING.projection.height}"
    assert not re.search(r"<style|<script|style=|\son\w+=|https?://(?!www\.w3\.org/2000/svg)", document)
    assert any(path.get("d") == dots for path in root.iter(f"{SVG}path"))
    assert drawing.path == ProvinceDrawing(HA_TINH.outline, drawing.communes).path
    assert drawing.path != ProvinceDrawing(HA_TINH.outline, drawing.communes[:1]).path


@pytest.mark.parametrize(("path", "communes", "count"), [("ban-do", "/xa-phuong/", "hồ sơ"), ("en/map", "/en/communes/", "records?")])
def test_every_commune_with_records_is_listed_and_has_a_dot_that_grows_with_them(
    sample_project: Project, path: str, communes: str, count: str
) -> None:
    read, _ = open_project(sample_project.root)
    assert read
    counts = Counter(code for item in read.catalogue.items for code in item.outline.communes)
    page = sample_project.page(f"{path}/index.html")
    listed = dict(re.findall(rf'<li id="[^"]+"><a href="({communes}[^"]+)">[^<]+</a> (\d+)</li>', page))
    dots = {address: (label, x, y, radius) for address, label, x, y, radius in DOT.findall(page)}
    sizes: dict[int, float] = {}
    for code, number in counts.items():
        each = HA_TINH.unit(code)
        (address,) = (found for found, (_, *place, _) in dots.items() if (int(place[0]), int(place[1])) == at(each.name))
        assert listed[address] == str(number)
        assert re.fullmatch(rf".*{each.name}.*: {number} {count}", unescape(dots[address][0]))
        sizes[number] = float(dots[address][3])
    assert len(listed) == len(dots) == len(counts) > 8
    assert [sizes[count] for count in sorted(sizes)] == sorted(set(sizes.values()))


def test_the_map_is_in_the_navigation_and_on_the_front_page(sample_project: Project) -> None:
    for name in ("index.html", "di-tich/index.html", "gioi-thieu/index.html"):
        assert '<li><a href="/ban-do/">Bản đồ</a></li>' in sample_project.page(name)
    assert '<a href="/ban-do/" aria-current="page">' in sample_project.page("ban-do/index.html")
    assert '<section class="atlas">' in sample_project.page("index.html")


def test_a_record_without_coordinates_lights_its_commune_and_says_so(site_of: Site) -> None:
    page = page_of(site_of, located("xã Đồng Lộc"))
    x, y = at("Đồng Lộc")
    assert LIT.findall(page) == [(str(x), str(y))]
    assert CAPTION.findall(page) == ["Vị trí của xã Đồng Lộc, không phải vị trí chính xác của nơi này."]


def test_a_record_with_coordinates_is_shown_there_alone(site_of: Site) -> None:
    page = page_of(site_of, located("xã Đồng Lộc", "18.5001, 105.7502"))
    x, y = DRAWING.position(18.5001, 105.7502)
    assert LIT.findall(page) == [(str(x), str(y))]
    assert CAPTION.findall(page) == ["Vị trí của nơi này trong tỉnh, theo tọa độ đã ghi."]


def test_a_site_that_knows_no_place_has_no_map(site_of: Site) -> None:
    project = site_of({"content/relics/den-thu/index.vi.md": relic()})
    assert not project.build().stopped
    assert 'class="locator"' not in project.page("di-tich/den-thu/index.html")
    assert "ban-do" not in project.page("index.html")
    assert not (project.out / "ban-do").exists()


def test_coordinates_alone_are_enough_for_a_map(site_of: Site) -> None:
    """Those of one spot and no commune stand in the pin that leads to their kind's listing, where each is found."""
    there = located(coordinates="18.5001, 105.7502")
    houses = {f"content/houses/{each}/index.vi.md": there.replace("type: history\n", "") for each in ("mot", "hai")}
    project = site_of({"content/relics/den-thu/index.vi.md": there, **houses})
    assert not project.build().stopped
    page = project.page("ban-do/index.html")
    found = {(address, *records.split()) for address, records, _, _ in PIN.findall(page)}
    assert found == {("/di-tich/den-thu/",), ("/nha-van-hoa/", "/nha-van-hoa/hai/", "/nha-van-hoa/mot/")}
    assert "<h2></h2>" not in page


def test_no_record_claims_a_commune_for_its_own_place(sample_project: Project) -> None:
    """Where a page has no coordinates, its caption says whose point the dot is, in either language."""
    captions = {name: CAPTION.findall(sample_project.page(name)) for name in sample_project.files() if name.endswith(".html")}
    shown = {name: unescape(found[0]) for name, found in captions.items() if found}
    assert len(shown) > 60
    for name, caption in shown.items():
        coordinates = 'href="geo:' in sample_project.page(name)
        wanted = "not of the place itself" if name.startswith("en/") else "không phải vị trí chính xác của nơi này"
        assert coordinates or wanted in caption, name


def test_all_pages_share_one_drawing_that_waits_until_it_is_seen(sample_project: Project) -> None:
    files = [name for name in sample_project.files() if name.startswith("assets/province.")]
    assert len(files) == 1
    page = sample_project.page("di-tich/nga-ba-thu/index.html")
    (image,) = re.findall(rf'<img src="/{files[0]}"[^>]*>', page)
    assert 'loading="lazy"' in image


def pinned(title: str, commune: str, point: str) -> str:
    """A relic of test data at coordinates in a commune; no real record has any."""
    return relic(title, extra=f"places:\n  - name: {commune}\n    as_of: 2025-08\n{f'coordinates: {point}' if point else ''}\n")


PINNED = {
    "content/site.yml": OF_THE_WHOLE_PROVINCE,
    "content/relics/den-mot/index.vi.md": pinned("Đền Một", "xã Đồng Lộc", "18.4000, 105.7000"),
    "content/relics/den-hai/index.vi.md": pinned("Đền Hai", "xã Đồng Lộc", "18.4010, 105.7010"),
    "content/relics/den-ba/index.vi.md": pinned("Đền Ba", "xã Đồng Lộc", "18.4600, 105.6500"),
    "content/relics/den-bon/index.vi.md": pinned("Đền Bốn", "xã Kỳ Anh", ""),
    "content/stories/chuyen/index.vi.md": "---\ntitle: Chuyện\npublished: 2026\nsources:\n  - url: https://nguon.example/bai\n---\n"
    "/// map\nrecords: [relics/den-mot, relics/den-bon, relics/den-nam, relics/den-sau]\n///\n",
    "content/relics/den-nam/index.vi.md": pinned("Đền Năm", "xã Kỳ Anh", ""),
    "content/relics/den-sau/index.vi.md": pinned("Đền Sáu", "xã Kỳ Anh", ""),
    # As long in a list as a page has room for: of two that share a pin, one stands before it and one behind.
    "content/relics/den-lon/index.vi.md": pinned(f"Đền Lớn {'& ' * 8000}", "xã Đồng Lộc", ""),
}
PIN = re.compile(
    r'<a class="pin" href="([^"]+)"[^>]*?(?: data-of="([^"]*)")?(?: data-own)?><title>([^<]+)</title>.*?(?:<text[^>]*>(\d+)</text>)?</a>'
)


@pytest.mark.needs("chromium")
def test_pins_stand_at_coordinates_and_dots_open_a_panel_by_thumb_and_by_keyboard(site_of: Site, served: Serve, browser: Browser) -> None:
    project = site_of(PINNED)
    assert not project.build().stopped
    page = project.page("ban-do/index.html")
    both, own = sorted(PIN.findall(page), key=len)
    assert {both, own} == {
        ("/xa-phuong/xa-dong-loc/", "/di-tich/den-hai/ /di-tich/den-mot/", "Xã Đồng Lộc: 2 nơi có tọa độ", "2"),
        ("/di-tich/den-ba/", "", "Đền Ba", ""),
    }
    x, y = DRAWING.position(18.46, 105.65)
    assert f"M{x} {y - 8}l" in page
    told = [(int(x), int(y)) for _, _, x, y, _ in DOT.findall(project.page("chuyen-ke/chuyen/index.html"))]
    assert len(told) == 4
    assert min(math.dist(one, other) for one, other in combinations(told, 2)) > 2 * 11, "no dot covers another"
    site = served(project.out)
    context = browser.new_context(
        viewport={"width": 360, "height": 640},
        geolocation={"latitude": 18.4, "longitude": 105.7, "accuracy": 30},
        permissions=["geolocation"],
        reduced_motion="reduce",
        service_workers="block",
    )
    reader, faults = context.new_page(), list[str]()
    reader.on("pageerror", lambda error: faults.append(str(error)))
    reader.on("console", lambda message: faults.append(message.text) if "policy" in message.text.lower() else None)
    reader.goto(f"{site.url}/ban-do/")
    panel = reader.locator("[data-panel]")
    box = reader.locator(".province a", has_text="Xã Kỳ Anh").bounding_box()
    assert box
    reader.mouse.click(box["x"] + box["width"] / 2 + 15, box["y"] + box["height"] / 2 + 15)
    expect(panel.get_by_role("link")).to_have_count(4)  # Its three records, and its page.
    assert panel.get_by_role("link").all_inner_texts()[0].startswith("Đền Bốn")
    assert panel.get_by_role("heading", name="Xã Kỳ Anh: 3 hồ sơ").evaluate("each => each === document.activeElement")
    drawn, shown = reader.locator(".province").bounding_box(), panel.bounding_box()
    assert drawn
    assert shown
    assert drawn["y"] + drawn["height"] > 0, "the map is not lost"
    assert shown["y"] + shown["height"] <= 640
    reader.keyboard.press("Escape")
    dots = reader.get_by_role("group", name="Các chấm trên bản đồ").get_by_role("link")
    assert [dots.nth(each).get_attribute("tabindex") for each in range(4)].count("0") == 1
    focused = "document.activeElement.querySelector('title').textContent"
    assert reader.evaluate(focused) == "Xã Kỳ Anh: 3 hồ sơ"
    passed: list[str] = []
    for key in ("ArrowUp", "ArrowUp", "Home", "ArrowDown", "End"):
        reader.keyboard.press(key)
        passed.append(reader.evaluate(focused))
    assert len(set(passed) | {"Xã Kỳ Anh: 3 hồ sơ"}) == 4, "every dot is reached"
    assert passed[-1] == "Xã Kỳ Anh: 3 hồ sơ", "the southernmost"
    dots.filter(has_text="2 nơi có tọa độ").focus()
    reader.keyboard.press("Enter")
    expect(panel.get_by_role("link")).to_have_count(3)
    assert [each.split()[1] for each in panel.get_by_role("link").all_inner_texts()[:-1]] == ["Hai", "Một"]
    dots.filter(has_text="Xã Đồng Lộc: 4 hồ sơ").focus()
    reader.keyboard.press("Enter")
    expect(panel.get_by_role("link").last).to_contain_text("danh sách còn tiếp ở đó")
    asked = len(site.asked)
    reader.get_by_role("button", name="Gần tôi").click()
    expect(reader.locator("[data-near] li")).to_have_count(7)  # A story stands nowhere.
    nearest = reader.locator("[data-near] li").all_inner_texts()
    assert [each.splitlines() for each in nearest[:2]] == [["Đền Một", "cách khoảng 50 m"], ["Đền Hai", "cách khoảng 150 m"]]
    assert "chưa rõ tọa độ; tính đến xã, phường khoảng" in nearest[-1]
    kinds = [re.sub(r"\.[0-9a-f]{8}\.", ".", each) for each in site.asked[asked:]]
    assert kinds == ["/assets/near.js", "/assets/search.js", "/tim-kiem/index.json"], "files of the site, and nothing is sent"
    context.set_geolocation({"latitude": 21.03, "longitude": 105.85})
    reader.get_by_role("button", name="Gần tôi").click()
    expect(reader.locator("[data-near] [role=status]")).to_contain_text("ngoài tỉnh Hà Tĩnh")
    context.clear_permissions()
    reader.goto(f"{site.url}/en/map/")
    reader.get_by_role("button", name="Near me").click()
    expect(reader.locator("[data-near] [role=status]")).to_contain_text("may not use your position")
    reader.goto(f"{site.url}/xa-phuong/xa-ky-anh/")
    reader.emulate_media(media="print")
    held = reader.evaluate("[...document.querySelectorAll('.row > h3')].map(each => getComputedStyle(each).breakAfter)")
    assert held == ["auto"] * 3, "rows of a heading alone do not hold one another on one sheet"
    assert faults == []
    context.close()


def test_the_map_stays_small_with_five_thousand_records_at_their_own_points() -> None:
    """Labelled test data: the pins are as many as the page has room for, and each record stands in one of them."""
    chance, units = random.Random(5), HA_TINH.today()
    placed = []
    for number in range(5000):
        unit = chance.choice(units)
        point = DRAWING.position(unit.latitude + chance.gauss(0, 0.03), unit.longitude + chance.gauss(0, 0.03))
        placed.append((unit.code, (number, point)))
    clusters = map_page.clustered(grouped(placed).values())
    assert len(clusters) <= map_page.MOST_PINS
    assert sorted(number for each in clusters for number, _ in each) == list(range(5000))
