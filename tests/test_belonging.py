"""`part_of`: a record that belongs to another, shown on both pages. Test data throughout."""

import re

from tests.fixtures.projects import Site, relic

WHOLE, PART = "di-tich/khu-thu/index.html", "di-tich/den-thu/index.html"
PARTED: dict[str, str | bytes] = {
    "content/relics/khu-thu/index.vi.md": relic("Khu thử"),
    "content/relics/den-thu/index.vi.md": relic("Đền thử", extra="part_of: relics/khu-thu\n"),
    "content/relics/den-thu/index.en.md": "---\ntitle: Test temple\n---\n",
}


def section(page: str, name: str) -> list[str]:
    """The links of the cards in a section of a page."""
    found = re.search(rf'<h2 class="head" id="{name}">.*?</section>', page, re.DOTALL)
    return re.findall(r'<h3><a href="([^"]*)"', found[0]) if found else []


def test_a_part_names_its_whole_and_the_whole_shows_its_parts_once(site_of: Site) -> None:
    project = site_of(PARTED)
    assert not project.build().stopped
    assert re.search(r'<dt>Thuộc</dt>\s*<dd><a href="/di-tich/khu-thu/">Khu thử</a>', project.page(PART))
    assert section(project.page(WHOLE), "page_parts") == ["/di-tich/den-thu/"]
    assert section(project.page(WHOLE), "page_related") == []
    assert section(project.page("en/relics/khu-thu/index.html"), "page_parts") == ["/en/relics/den-thu/"]


def test_a_whole_follows_its_parts(site_of: Site) -> None:
    project = site_of(PARTED)
    project.build()
    project.write({"content/relics/den-thu/index.vi.md": relic("Chùa thử", extra="part_of: relics/khu-thu\n")})
    project.build()
    assert "Chùa thử" in project.page(WHOLE)
    project.write({"content/relics/den-thu/index.vi.md": relic("Chùa thử")})
    project.build()
    assert "Chùa thử" not in project.page(WHOLE).partition('id="page_near"')[0]


def test_a_way_into_a_circle_is_none_of_it(site_of: Site) -> None:
    """Only the records on the circle can be mended, so only they are told."""
    circle = {f"content/relics/den-{name}/index.vi.md": relic(extra=f"part_of: relics/den-{to}\n") for name, to in ("ab", "bc", "cb")}
    problems = site_of(circle).check().problems
    assert [each.at.file.split("/")[2] for each in problems if each.rule == "circular-part"] == ["den-b", "den-c"]
