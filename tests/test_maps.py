"""The province's map: places in their order, dots inside it, every record reached from it, and no commune's point sold as a site's."""

import json
import math
import re
import xml.etree.ElementTree as ElementTree
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from disan.build.project import open_project
from disan.content.gazetteer import Unit
from disan.core.strings import load
from disan.drawing.province_drawing import WIDTH, ProvinceDrawing
from tests.fixtures.browsing import Served
from tests.fixtures.projects import HA_TINH, Project, Site, relic

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


@pytest.mark.parametrize(("path", "listed"), [("ban-do", "vi"), ("en/map", "en")])
def test_every_published_record_is_linked_from_the_map(sample_project: Project, path: str, listed: str) -> None:
    read, _ = open_project(sample_project.root)
    assert read
    page = sample_project.page(f"{path}/index.html")
    links = set(re.findall(r'href="([^"#]+)"', page))
    for entry in read.catalogue.entries:
        word = load(listed).of(entry.kind.address)
        assert f"{'' if listed == 'vi' else '/en'}/{word}/{entry.slug}/" in links, entry.reference


def test_every_dot_of_the_map_leads_to_its_commune_and_grows_with_its_records(sample_project: Project) -> None:
    page = sample_project.page("ban-do/index.html")
    dots = DOT.findall(page)
    assert len(dots) > 8
    sizes: dict[int, float] = {}
    for address, label, x, y, radius in dots:
        commune, count = re.fullmatch(r"(?:Xã|Phường) (.+): (\d+) hồ sơ", unescape(label)).groups()  # type: ignore[union-attr]
        section = re.search(rf'<section class="gathered" id="{address.partition("#")[2]}">(.*?)</section>', page, re.DOTALL)
        assert section
        assert commune in section[1]
        assert section[1].count("<li>") == int(count)
        assert (int(x), int(y)) == at(commune)
        sizes[int(count)] = float(radius)
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
    page = page_of(site_of, located(coordinates="18.5001, 105.7502"), "site/ban-do/index.html")
    assert "/di-tich/den-thu/" in page
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


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [360, 1280])
def test_dots_lie_on_the_drawing_and_a_click_opens_the_commune(sample_site: Served, browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    try:
        page.goto(f"{sample_site.url}/ban-do/")
        image, overlay = (page.locator(f".province {name}").first.bounding_box() for name in ("img", "svg"))
        assert image
        assert overlay
        for side in ("x", "y", "width", "height"):
            assert image[side] == pytest.approx(overlay[side], abs=0.5)
        dot = page.locator('.province a[href$="#xa-dong-loc"] circle')
        dot.click()
        assert page.url.endswith("/ban-do/#xa-dong-loc")
        assert page.locator("#xa-dong-loc").get_by_text("Đồng Lộc").first.is_visible()
    finally:
        page.close()
