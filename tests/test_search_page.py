"""The search page, the field in every page's masthead, and what both cost a reader who never searches."""

import gzip
import re
import zlib

import pytest
from playwright.sync_api import Page, expect

from disan.core import text
from disan.pages.search_context import SearchPage
from disan.render import scripts
from tests.fixtures.projects import Project, Site, planned, relic
from tests.fixtures.reading import NewReader
from tests.fixtures.visiting import Visit
from tests.requirements import ROOT

MOST = 300
"""Bytes, compressed, that the field may cost a page that does not use it."""


def options(page: Page) -> list[str]:
    """The titles that the open list offers."""
    page.locator("[role=option]").first.wait_for()
    return page.locator("[role=option] b").all_inner_texts()


@pytest.mark.slow
@pytest.mark.needs("chromium")
def test_a_key_opens_the_field_and_arrows_lead_through_what_it_finds(reader: NewReader) -> None:
    reading = reader()
    page = reading.open("/di-tich/")
    assert not any("search" in request.url or "find" in request.url for request in reading.requests), "nothing before it is asked for"
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type("den long LANH")
    assert options(page)[0] == "Đền Lóng Lánh Thử"
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[aria-selected=true]")
    expect(chosen).to_have_count(1)
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/di-tich/den-long-lanh/")
    assert reading.faults == []


@pytest.mark.slow
@pytest.mark.needs("chromium")
def test_a_tap_opens_the_field_a_code_leads_to_its_page_and_escape_goes_back(reader: NewReader) -> None:
    reading = reader()
    page = reading.open("/en/relics/den-long-lanh/")
    page.locator(".find").click()
    page.get_by_role("combobox").fill("khongconoinao")
    expect(page.locator("dialog [role=status]")).to_contain_text("Nothing found for “khongconoinao”")
    expect(page.locator("dialog [role=status] a")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator(".find")).to_be_focused()
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("vido n")
    options(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/houses/thon-mot/")
    assert reading.faults == []


@pytest.mark.needs("chromium")
def test_the_search_page_answers_filters_and_can_be_shared(reader: NewReader) -> None:
    reading = reader()
    page = reading.open("/tim-kiem/?q=nha+van+hoa")
    found = page.locator("[data-answers] li")
    expect(found.first).to_contain_text("Nhà văn hóa")
    page.get_by_role("searchbox").fill("thử")
    expect(page.locator("[data-answers] [role=status]")).to_contain_text("kết quả")
    whole = page.locator("[data-answers] [role=status]").inner_text()
    assert reading.at == "/tim-kiem/?q=th%E1%BB%AD"
    names = page.locator(".facets summary").all_inner_texts()
    assert len(names) == len(set(names))
    page.locator(".facets summary").first.click()
    facet = page.locator(".facets [open] a[data-value]").first
    facet.click()
    expect(page.locator("[data-answers] [role=status]")).not_to_have_text(whole)
    count = page.locator("[data-answers] [role=status]").inner_text().split()[0]
    assert page.locator(".facets [open] li").first.inner_text().split()[-1] == count
    page.reload()
    expect(page.locator("[data-answers] [role=status]")).to_contain_text(f"{count} ")
    page.locator("[data-clear]:visible").first.click()
    expect(page.locator("[data-answers] [role=status]")).to_have_text(whole)


@pytest.mark.slow
@pytest.mark.needs("chromium")
def test_without_script_every_record_stands_under_its_letter(reader: NewReader, sample_project: Project) -> None:
    reading = reader(java_script_enabled=False)
    page = reading.open("/di-tich/den-long-lanh/")
    page.locator(".find").click()
    page.wait_for_url("**/tim-kiem/")
    letters = page.locator(".letter h2, .letter h3").all_inner_texts()
    assert letters == sorted(letters, key=text.collation_key)
    assert {"C", "D", "Đ"} < set(letters)
    titles = page.locator(".letter li a").all_inner_texts()
    assert len(titles) == len(set(sample_project.out.glob("Q/*.html"))) - retired(sample_project)
    page.locator(".letters a", has_text="Đ").click()
    expect(page.locator("#dd h3")).to_be_in_viewport()


def retired(project: Project) -> int:
    """How many codes have no record."""
    return len((project.root / "content/retired.csv").read_text(encoding="utf-8").splitlines()) - 1


@pytest.mark.slow
@pytest.mark.needs("chromium")
def test_who_has_searched_once_searches_without_a_network(visit: Visit, sample_project: Project) -> None:
    visitor = visit(sample_project.out)
    visitor.comes_once("/di-tich/den-long-lanh/")
    for word in ("long lanh", "lang ba"):
        visitor.page.keyboard.press("/")
        visitor.page.get_by_role("combobox").fill(word)
        assert options(visitor.page)
        visitor.waits_to_keep("/tim-kiem/index.json", "/tim-kiem/field.json")
        visitor.loses_the_network()
        visitor.opens("/di-tich/den-long-lanh/")
    assert visitor.complaints == []


@pytest.mark.slow
def test_more_records_than_a_page_has_room_for_stand_on_pages_of_their_letters(site_of: Site) -> None:
    """Test data: one relic under many long names."""
    names = [f"{first} thử {number}" for first in ("Ấp", "An", "Ân", "Đền", "Dinh") for number in range(30)]
    files = {f"content/relics/{text.slug(name)}-{place}/index.vi.md": relic(f"{name} {'dài ' * 30}") for place, name in enumerate(names)}
    pages = {plan.path: context for plan, context in planned(site_of({**files})) if isinstance(context, SearchPage)}
    assert [path for path in pages if path.startswith("/tim-kiem/") and "trang" not in path] == [
        "/tim-kiem/",
        *(f"/tim-kiem/{typed}/" for typed in ("a", "aa", "d", "dd")),
    ]
    shown = [line.title.text for path, page in pages.items() if path.startswith("/tim-kiem/") for each in page.shown for line in each.lines]
    assert sorted(shown) == sorted(f"{name} {'dài ' * 30}".strip() for name in names)


def test_the_field_costs_a_page_that_does_not_use_it_next_to_nothing(sample_project: Project) -> None:
    page = (sample_project.out / "di-tich/den-long-lanh/index.html").read_text(encoding="utf-8")
    looks = r",\.find(?=[,{])|\.masthead \.(find|languages)\{.*?\}"
    without, count = re.subn(rf'<a class="find".*?</a>|{looks}', "", page, flags=re.DOTALL)
    assert count == 6
    program = (ROOT / "templates/assets/page.js").read_text(encoding="utf-8")
    bare = re.sub(r"  // Searching in place.*?\n\n", "", program, flags=re.DOTALL).replace(", find;", ";")
    assert "find" not in bare
    cost = len(zlib.compress(page.encode())) - len(zlib.compress(without.encode()))
    cost += len(gzip.compress(scripts.minified(program).encode(), 9)) - len(gzip.compress(scripts.minified(bare).encode(), 9))
    assert 0 < cost <= MOST
