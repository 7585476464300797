"""Maps that fill: true numbers of the records there are, made again when one changes, whole without motion. Test data only."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.batches import code
from tests.fixtures.browsing import Serve
from tests.fixtures.projects import OF_THE_WHOLE_PROVINCE, Project, Site

HOUSES = {
    "mot": "  - {name: xã Đồng Lộc, district: huyện Can Lộc, as_of: 2023}\n",
    "hai": "  - {name: xã Thạch Xuân, district: huyện Thạch Hà, as_of: 2023}\n",
    "ba": "  - {name: xã Thạch Xuân, district: huyện Thạch Hà, as_of: 2023}\n",
    "bon": "",
}
"""The places of four houses: two in one commune, one of which nothing is known."""
STORY = """\
---
title: Chuyện thử
code: {code}
published: 2026-11-23
sources: [Sách thử]
---
{before}
/// bản đồ đầy dần | Nhà văn hóa thử
kind: nhà văn hóa
///
{after}
"""
STEP = re.compile(r'<li><a href="([^"]+)">([^<]+)</a>\s*<b>(\d+)</b>')
TOLD = re.compile(r'<span aria-hidden="true">([^<]+)</span>')
DOT = re.compile(r'<circle cx="\d+" cy="\d+" r="([\d.]+)"/>')
SIZE = "new DOMMatrix(getComputedStyle(each).transform).a"
GROWING = f"[...document.querySelectorAll('.filling circle')].map(each => {SIZE})"
SEEN = "filter(each => getComputedStyle(each).visibility == 'visible').map(each => each.localName)"
SHOWN = f"[...document.querySelectorAll('.filling-now > *')].{SEEN}"


def house(name: str, places: str) -> str:
    """A house of test data."""
    there = f"places:\n{places}" if places else ""
    return f"---\ntitle: Nhà văn hóa thử {name}\n{there}sources: [Sách thử]\n---\nChữ.\n"


def filled(site_of: Site, before: str = "", after: str = "") -> Project:
    """A site of four houses and a story with a map of them."""
    files: dict[str, str | bytes] = {f"content/houses/{name}/index.vi.md": house(name, places) for name, places in HOUSES.items()}
    settings = {"content/site.yml": OF_THE_WHOLE_PROVINCE}
    project = site_of(files | settings | {"content/stories/thu/index.vi.md": STORY.format(code=code(1), before=before, after=after)})
    assert not project.build().stopped
    return project


def figure(project: Project) -> str:
    """The block in the story's page."""
    found = re.search(r'<figure class="filling">.*?</figure>', project.page("chuyen-ke/thu/index.html"), re.DOTALL)
    assert found
    return found[0]


def test_a_map_tells_what_there_is_and_no_more_and_is_made_again_when_a_record_moves(site_of: Site) -> None:
    project = filled(site_of)
    shown = figure(project)
    assert [(label, count) for _, label, count in STEP.findall(shown)] == [("Huyện Can Lộc", "1"), ("Huyện Thạch Hà", "2")]
    assert TOLD.findall(shown) == ["Huyện Can Lộc: thêm 1, thành 1", "Huyện Thạch Hà: thêm 2, thành 3"]
    assert "<strong>3 nhà văn hóa có trang</strong>" in shown
    assert "1 hồ sơ chưa rõ thuộc nhóm nào nên chưa đếm ở đây." in shown
    one, two = map(float, DOT.findall(shown))
    assert one < two, "a dot for each commune, larger for two records"
    for path, _, _ in STEP.findall(shown):
        assert (project.out / path.strip("/") / "index.html").is_file()
    project.write({"content/houses/bon/index.vi.md": house("bon", HOUSES["mot"])})
    assert not project.build().stopped
    assert TOLD.findall(figure(project)) == ["Huyện Can Lộc: thêm 2, thành 2", "Huyện Thạch Hà: thêm 2, thành 4"]


@pytest.fixture
def opened(site_of: Site, browser: Browser, served: Serve) -> Iterator[Page]:
    """The story in a browser on a telephone, with much to scroll before and behind the map."""
    project = filled(site_of, "Chữ.\n\n" * 40, "\n\nChữ." * 40)
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(served(project.out, "/").url + "/chuyen-ke/thu/")
    yield page
    context.close()


@pytest.mark.slow
@pytest.mark.needs("chromium")
def test_a_map_fills_as_it_is_scrolled_to_and_is_whole_without_motion_and_on_paper(opened: Page) -> None:
    place = "const map = document.querySelector('.filling-map').getBoundingClientRect(); scrollTo(0, scrollY + map.{})"
    before = opened.evaluate("document.documentElement.scrollHeight")
    assert opened.evaluate(GROWING) == [0, 0], "out of sight nothing has come yet"
    opened.evaluate(place.format("top - 100"))
    opened.wait_for_function(f"{GROWING}.every(each => each == 1)")
    assert opened.evaluate(SHOWN) == ["strong"]
    assert opened.evaluate("document.documentElement.scrollHeight") == before, "nothing moved"
    opened.evaluate("scrollTo(0, 0)")
    opened.wait_for_function(f"{GROWING}.every(each => each == 0)")
    opened.emulate_media(reduced_motion="reduce")
    assert (opened.evaluate(GROWING), opened.evaluate(SHOWN)) == ([1, 1], ["strong"])
    opened.emulate_media(reduced_motion="no-preference", media="print")
    assert (opened.evaluate(GROWING), opened.evaluate(SHOWN)) == ([1, 1], ["strong"])
