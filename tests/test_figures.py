"""A number is written once: texts and blocks name it, years are compared by it, a table has it. All data here is made up."""

import csv
import io
import json
import re
from typing import Annotated

import pytest

from disan.content.fields.about import About
from disan.content.fields.model import Several
from disan.content.kinds import KINDS
from disan.content.record import Record
from disan.content.record.observation import Observation
from disan.core.strings import Words
from tests.batches import code
from tests.fixtures.projects import Project, Site, rules

STORY = "content/stories/chuyen-thu/index.vi.md"
SHOWN, LISTING = "chuyen-ke/chuyen-thu/index.html", "con-so/index.html"
TEXT = """\
---
title: Chuyện thử
code: {code}
published: 2026-11-23
sources:
  - url: https://nguon.example/bai
---
Có [[figures/2020#members]] đến, [[figures/2020#members|rất đông]], và [[figures/2020#roads]].

/// con số
items:
  - figure: figures/2020#members
  - figure: figures/2020#roads
    label: đường
  - value: 3
    label: điều khác
///

/// biểu đồ | Nhà và đường
items:
  - figure: figures/2020#houses
  - figure: figures/2020#roads
///
"""


def year(number: int, figures: str, place: int) -> str:
    """A year's record; `figures` has a line each: measure, label, value, unit."""
    items = "".join(
        f"  - measure: {measure}\n    label: {label}\n    value: {value}\n    unit: {unit}\n    source: 1\n"
        for measure, label, value, unit in (line.split("|") for line in figures.splitlines())
    )
    head = f"title: Năm thử {number}\nyear: {number}\ncode: {code(place)}\nfigures:\n{items}"
    return f"---\n{head}sources:\n  - url: https://nguon.example/{number}\n---\n"


FIRST = "members|Người đến|hơn 1.200|người\nroads|Đường làm|gần 12,5|km\nhouses|Nhà dựng|7|nhà"
SECOND = "members|Người đến|900 - 1.100|người\ntrees|Cây trồng|khoảng 40|cây"
ENGLISH = """\
---
title: Test year 2020
figures:
  - label: People who came
    unit: people
  - label: Roads made
    unit: km
  - label: Houses built
    unit: houses
---
"""
FILES: dict[str, str | bytes] = {
    STORY: TEXT.format(code=code(1)),
    "content/stories/chuyen-thu/index.en.md": "---\ntitle: Test story\n---\nThere came [[figures/2020#members]].\n",
    "content/figures/2020/index.vi.md": year(2020, FIRST, 2),
    "content/figures/2020/index.en.md": ENGLISH,
    "content/figures/2021/index.vi.md": year(2021, SECOND, 3),
}


@pytest.fixture
def project(site_of: Site) -> Project:
    """Two years, and a story that names figures of one of them."""
    made = site_of(FILES)
    report = made.build()
    assert not report.stopped, rules(report)
    return made


def words(page: str) -> str:
    """A piece of a page without its tags, spaces as one."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_a_text_shows_the_figure_it_names_with_its_unit_and_leads_to_it(project: Project) -> None:
    shown = project.page(SHOWN)
    assert '<a href="/con-so/2020/#figure-members">hơn 1.200 người</a> đến' in shown
    assert '<a href="/con-so/2020/#figure-members">rất đông</a>' in shown
    assert '<a href="/con-so/2020/#figure-roads">gần 12,5 km</a>' in shown
    assert 'id="figure-members"' in project.page("con-so/2020/index.html")
    english = project.page("en/stories/chuyen-thu/index.html")
    assert 'There came <a href="/en/figures/2020/#figure-members">more than 1,200 people</a>.' in english


def test_search_engines_are_told_what_each_number_counts(project: Project) -> None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', project.page("en/figures/2020/index.html"))
    assert found
    told = json.loads(found[1])
    assert (told["@type"], told["temporalCoverage"]) == ("Dataset", "2020")
    assert told["variableMeasured"][0] == {
        "@type": "PropertyValue",
        "name": "People who came",
        "value": "more than 1,200",
        "unitText": "people",
    }


def test_blocks_show_the_figures_they_name(project: Project) -> None:
    shown = project.page(SHOWN)
    numbers = words(shown.split('<dl class="numbers">')[1].split("</dl>")[0])
    assert numbers == "Người đến hơn 1.200 người đường gần 12,5 km điều khác 3"
    chart = shown.split('<figure class="drawn">')[1].split("</figure>")[0]
    assert words(chart.split("<tbody>")[1].split("</tbody>")[0]) == "Nhà dựng 7 nhà Đường làm gần 12,5 km"
    widths = [float(width) for width in re.findall(r'class="chart-bar" y="[^"]*" width="([^"]*)"', chart)]
    assert widths[0] / widths[1] == pytest.approx(7 / 12.5, abs=0.01)


def test_a_figure_that_changes_changes_wherever_it_is_named_and_no_other_page_is_made_again(project: Project) -> None:
    before = project.files()
    project.write({"content/figures/2020/index.vi.md": year(2020, FIRST.replace("gần 12,5", "13"), 2)})
    project.build()
    after = project.files()
    assert '#figure-roads">13 km</a>' in project.page(SHOWN)
    changed = {name for name in after if after[name] != before.get(name)}
    assert SHOWN in changed
    assert "data/figures.csv" in changed
    assert not {name for name in changed if "2021" in name}, "a year that is compared in the listing does not show the other"


def test_only_what_counts_the_same_in_two_years_is_compared(project: Project) -> None:
    listing = project.page(LISTING)
    comparison = listing.split('class="comparison"')[1].split("</section>")[0]
    assert re.findall(r"<figcaption>\s*(.*?)\s*</figcaption>", comparison) == ["Người đến"]
    assert re.findall(r'<a href="([^"]*)">\s*(.*?)\s*</a>', comparison) == [
        ("/con-so/2020/#figure-members", "2020: hơn 1.200 người"),
        ("/con-so/2021/#figure-members", "2021: 900–1.100 người"),
    ]
    heights = [float(each) for each in re.findall(r'class="chart-column"[^>]* height="([^"]*)"', comparison)]
    assert heights[1] / heights[0] == pytest.approx(1000 / 1200, abs=0.01), "a range is drawn at its middle"


def test_all_figures_stand_in_a_table_that_spreadsheets_open(site_of: Site) -> None:
    odd = {"content/figures/2021/index.vi.md": year(2021, SECOND.replace("Cây trồng", '"=1+1, thử"'), 3)}
    project = site_of(FILES | odd)
    project.build()
    content = project.files()["data/figures.csv"]
    assert content.startswith(b"\xef\xbb\xbfyear,record,measure,label_vi,label_en,value,least,most,bounds,unit_vi,unit_en,")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    told = {(row["year"], row["measure"]): row for row in rows}
    bounds = {name: (row["value"], row["least"], row["most"], row["bounds"]) for name, row in told.items()}
    assert bounds == {
        ("2020", "members"): ("hơn 1.200", "1200", "", ""),
        ("2020", "roads"): ("gần 12,5", "", "12.5", ""),
        ("2020", "houses"): ("7", "7", "7", ""),
        ("2021", "members"): ("900–1.100", "900", "1100", ""),
        ("2021", "trees"): ("khoảng 40", "40", "40", "about"),
    }
    members, trees = told["2020", "members"], told["2021", "trees"]
    assert (members["label_en"], members["unit_en"], members["source"]) == ("People who came", "people", "https://nguon.example/2020")
    assert trees["label_vi"] == "'=1+1, thử", "no formula"
    assert 'href="/data/figures.csv"' in project.page(LISTING)


class Garden(Record):
    """A kind that exists in this test only: it has figures and compares none."""

    folder = "gardens"
    address = Words("vuon", "gardens")
    name = Words("Vườn", "Garden")
    plural = Words("Vườn", "Gardens")
    lead = Words("Vườn để thử.", "Gardens for a test.")
    schema_org = "Park"

    counts: Annotated[Several[Observation], About(Words("Số đếm", "Counts"), figure=True)] = ()


def test_another_kind_has_figures_by_its_class_alone(site_of: Site) -> None:
    garden = "---\ntitle: {}\ncounts:\n  - measure: trees\n    label: {}\n    value: 9\nsources:\n  - title: Sổ thử\n---\n{}\n"
    project = site_of(
        {
            "templates/kinds/garden.html": '{% extends "record.html" %}\n',
            "content/gardens/mot/index.vi.md": garden.format("Vườn Một", "Cây", "Có [[gardens/mot#trees]] cây."),
            "content/gardens/hai/index.vi.md": garden.format("Vườn Hai", "Hoa", ""),
        }
    )
    report = project.build(kinds=(*KINDS, Garden))
    assert not report.stopped, "nothing is compared, so a measure may mean something else in each"
    assert 'Có <a href="/vuon/mot/#figure-trees">9</a> cây.' in project.page("vuon/mot/index.html")
    assert 'class="comparison"' not in project.page("vuon/index.html")
    assert project.files()["data/gardens.csv"].decode("utf-8-sig").startswith("record,measure,label_vi,")


def test_a_page_about_the_site_names_figures_too(site_of: Site) -> None:
    project = site_of(FILES | {"content/about.vi.md": "---\ntitle: Về trang thử\n---\nĐã có [[figures/2020#houses]].\n"})
    project.build()
    assert '<a href="/con-so/2020/#figure-houses">7 nhà</a>' in project.page("gioi-thieu/index.html")
    project.write({"content/figures/2020/index.vi.md": year(2020, FIRST.replace("|7|", "|8|"), 2)})
    project.build()
    assert '<a href="/con-so/2020/#figure-houses">8 nhà</a>' in project.page("gioi-thieu/index.html")


def test_a_figure_of_a_record_that_cannot_be_read_is_no_further_problem(site_of: Site) -> None:
    project = site_of(FILES | {"content/figures/2020/index.vi.md": "---\ntitle: Năm thử 2020\n---\n"})
    assert {each.at.file for each in project.build().problems if each.grade == "error"} == {"content/figures/2020/index.vi.md"}
