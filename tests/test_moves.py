"""Where script moves a reader: from a code's page to their language, and from a mistyped code to the right one. In a real browser."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from disan.core.codes import check_character
from tests.fixtures.browsing import Serve
from tests.fixtures.projects import Project, Site, relic
from tests.fixtures.reading import BLOCKED_STORAGE, NewReader, Reader

pytestmark = pytest.mark.needs("chromium")

CODE = "/Q/82MW3"
PAGE, ENGLISH = "/di-tich/nga-ba-thu/", "/en/relics/nga-ba-thu/"
ENGLISH_READER: dict[str, Any] = {"locale": "en-US"}
# Tells, on every page that a browser comes by, when something was painted there.
PAINTED = "new PerformanceObserver(() => console.info('painted ' + location.pathname)).observe({type: 'paint', buffered: true});"


def arrive(reading: Reader, path: str, at: str) -> Page:
    """Opens a path and waits to be where it leads."""
    reading.page.goto(reading.site.url + path)
    reading.page.wait_for_url(reading.site.url + at)
    reading.page.wait_for_load_state("load")
    return reading.page


def stays(reading: Reader, path: str) -> Page:
    """Opens a path; by the time that all is loaded, script in its head would have moved it."""
    page = reading.open(path)
    assert reading.at == path
    return page


@pytest.mark.parametrize("path", [CODE, f"{CODE}/"])
def test_a_vietnamese_reader_stays(reader: NewReader, path: str) -> None:
    stays(reader(locale="vi-VN"), path)


@pytest.mark.parametrize("locale", ["en-US", *(pytest.param(each, marks=pytest.mark.slow) for each in ("en-GB", "fr-FR", "ja-JP"))])
def test_a_reader_of_another_language_goes_to_the_translation_there_is(reader: NewReader, locale: str) -> None:
    reading = reader(locale=locale)
    arrive(reading, CODE, ENGLISH)
    assert reading.faults == []


@pytest.mark.slow
def test_the_move_comes_before_anything_is_painted(reader: NewReader) -> None:
    reading = reader(**ENGLISH_READER)
    painted: list[str] = []
    reading.page.on("console", lambda message: painted.append(message.text))
    reading.page.add_init_script(PAINTED)
    page = arrive(reading, CODE, ENGLISH)
    page.evaluate("new Promise(painted => new PerformanceObserver(() => painted()).observe({type: 'paint', buffered: true}))")
    expect(page.locator("h1")).to_be_visible()
    assert set(painted) == {f"painted {ENGLISH}"}


@pytest.mark.slow
def test_back_leaves(reader: NewReader) -> None:
    reading = reader(**ENGLISH_READER)
    reading.open("/gioi-thieu/")
    page = arrive(reading, CODE, ENGLISH)
    page.go_back()
    assert reading.at == "/gioi-thieu/"


@pytest.mark.slow
def test_a_choice_of_vietnamese_holds(reader: NewReader) -> None:
    reading = reader(**ENGLISH_READER)
    page = arrive(reading, CODE, ENGLISH)
    page.locator(".masthead [data-language=vi]").click()
    page.wait_for_url(reading.site.url + PAGE)
    stays(reading, CODE)
    stays(reading, "/Q/V1D0N")


@pytest.mark.slow
def test_a_choice_of_vietnamese_holds_where_storage_does_not(reader: NewReader) -> None:
    """Some in-app browsers refuse storage; then the page that was chosen is one that never moves."""
    reading = reader(**ENGLISH_READER)
    reading.page.add_init_script(BLOCKED_STORAGE)
    page = arrive(reading, CODE, ENGLISH)
    page.locator(".masthead [data-language=vi]").click()
    page.wait_for_url(reading.site.url + PAGE)
    page.reload()
    assert reading.at == PAGE
    assert page.evaluate("document.documentElement.lang") == "vi"
    assert reading.faults == []


def test_a_vietnamese_reader_stays_where_storage_is_refused(reader: NewReader) -> None:
    reading = reader(locale="vi-VN")
    reading.page.add_init_script(BLOCKED_STORAGE)
    stays(reading, CODE)
    assert reading.faults == []


@pytest.mark.slow
def test_a_choice_of_english_wins_over_a_vietnamese_browser(reader: NewReader) -> None:
    reading = reader(locale="vi-VN")
    page = stays(reading, CODE)
    page.locator(".masthead [data-language=en]").click()
    page.wait_for_url(reading.site.url + ENGLISH)
    arrive(reading, CODE, ENGLISH)


def test_without_script_the_code_shows_its_page_and_leads_to_the_translation(reader: NewReader) -> None:
    reading = reader(**ENGLISH_READER, java_script_enabled=False)
    page = stays(reading, CODE)
    page.locator(".masthead [data-language=en]").click()
    page.wait_for_url(reading.site.url + ENGLISH)


@pytest.mark.slow
def test_other_pages_never_move(reader: NewReader) -> None:
    reading = reader(**ENGLISH_READER)
    for path in ("/", PAGE, "/di-tich/"):
        stays(reading, path)


# "100V" holds every digit and letter that look-alikes are taken for.
LOOK_ALIKE = "100V" + check_character("100V")
NEIGHBOUR = "2345" + check_character("2345")


@pytest.fixture
def small(site_of: Site) -> Project:
    """Test data: two relics, on a site below a base path."""
    project = site_of(
        {
            "content/relics/den-cong/index.vi.md": relic("Đền Cổng Đá", code=LOOK_ALIKE),
            "content/relics/den-song/index.vi.md": relic("Đền Sông", code=NEIGHBOUR),
        }
    )
    assert not project.build(base_url="https://nguoi.example/kho/").stopped
    return project


TYPED = (
    LOOK_ALIKE.lower(),
    LOOK_ALIKE.replace("1", "I").replace("0", "O").replace("V", "U"),
    LOOK_ALIKE.replace("1", "l").replace("0", "o").replace("V", "u"),
    f"{LOOK_ALIKE[:2]}-{LOOK_ALIKE[2:]}",
    f"{LOOK_ALIKE[:2]}%20{LOOK_ALIKE[2:]}",
    f"{LOOK_ALIKE.lower()}/",
    f"{LOOK_ALIKE.lower()}.html",
)


@pytest.mark.slow
def test_case_and_look_alikes_are_repaired(reader: NewReader, small: Project, served: Serve) -> None:
    reading = reader(served(small.out, "/kho/"))
    for path in (f"/{folder}/{typed}" for folder in ("Q", "q") for typed in TYPED):
        arrive(reading, path, f"/Q/{LOOK_ALIKE}")
        assert reading.page.locator("h1").inner_text() == "Đền Cổng Đá", path


@pytest.mark.slow
@pytest.mark.parametrize(
    "typed",
    [
        NEIGHBOUR[:-1] + ("Z" if NEIGHBOUR[-1] != "Z" else "Y"),
        NEIGHBOUR[1] + NEIGHBOUR[0] + NEIGHBOUR[2:],
        NEIGHBOUR[:2] + "W" + NEIGHBOUR[3:],
    ],
    ids=["last", "swapped", "middle"],
)
def test_a_wrong_code_is_offered_its_neighbour_and_never_guessed(reader: NewReader, small: Project, served: Serve, typed: str) -> None:
    reading = reader(served(small.out, "/kho/"))
    page = stays(reading, f"/Q/{typed}")
    for language in ("vi", "en"):
        offered = page.locator(f".lost[lang={language}] [data-nearest] a")
        expect(offered).to_have_count(1)
        expect(offered).to_contain_text(NEIGHBOUR)
        expect(offered).to_contain_text("Đền Sông")
    offered.click()
    page.wait_for_load_state("load")
    assert page.locator("h1").inner_text() == "Đền Sông"
    assert reading.faults == []


def test_a_code_like_no_other_offers_none(reader: NewReader, small: Project, served: Serve) -> None:
    page = stays(reader(served(small.out, "/kho/")), "/Q/ZZZZZ")
    expect(page.locator(".lost[lang=vi] input")).to_be_visible()
    expect(page.locator("[data-nearest]:visible")).to_have_count(0)


@pytest.mark.slow
def test_titles_are_found_without_their_marks(reader: NewReader, small: Project, served: Serve) -> None:
    page = stays(reader(served(small.out, "/kho/")), "/khong-co")
    box = page.locator(".lost[lang=vi]")
    box.locator("input").fill("cong DA")
    expect(box.locator("[role=option] b")).to_have_text(["Đền Cổng Đá"])
    expect(box.locator("[role=option]")).to_have_attribute("href", re.compile("^/kho/di-tich/"))


def test_every_printed_code_is_in_the_index_that_repairs(sample_project: Project) -> None:
    index = json.loads(sample_project.page("tim-kiem/index.json"))
    listed = {code for record in index["records"] if (code := record[4])} | {code for code, *_ in index["retired"]}
    assert listed == {file.stem for file in (sample_project.out / "Q").glob("*.html")}
