"""Everything that differs by kind follows from its class: held for the kinds that ship, and shown with one that does not."""

import ast
import io
import json
import random
import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import openpyxl
import pytest

from disan.build.project import open_project
from disan.content import settings
from disan.content.catalogue import Item
from disan.content.fields.about import About
from disan.content.fields.facets import Grouping
from disan.content.fields.model import Model, Several
from disan.content.fields.numbers import Count
from disan.content.fields.plain import Line, Reference, WebAddress
from disan.content.kinds import KINDS
from disan.content.record import Record
from disan.core import text
from disan.core.problems import Problem
from disan.core.strings import Words, load
from disan.editing import schemas, workbook
from disan.editing.forms import fields as forms
from disan.pages import facts
from disan.pages.language_view import CatalogueView
from disan.printing import posters
from disan.render.folders import program_templates
from tests.batches import code
from tests.fixtures.projects import HA_TINH, SETTINGS, TODAY, Project, Site, relic, rules
from tests.requirements import ROOT


class Crossing(Model):
    """What one meets on a bridge."""

    schema_org = "Place"

    at: Annotated[Reference | None, About(Words("Gặp", "Meets"))] = None
    name: Annotated[Line | None, About(Words("Tên", "Name"), translated=True, schema_org="name")] = None
    carried: Annotated[Several[Line], About(Words("Mang theo", "Bring"), translated=True)] = ()
    page: Annotated[WebAddress | None, About(Words("Trang", "Page"), schema_org="url")] = None


SIZE = Grouping(Words("Cỡ cầu", "Size"), Words("Cầu {value}", "Bridges with {value}"), Words("nhiều nhịp", "many spans"))


class Bridge(Record):
    """A kind that exists in this test only."""

    folder = "bridges"
    address = Words("cau-cong", "bridges")
    name = Words("Cầu", "Bridge")
    plural = Words("Những cây cầu", "Bridges")
    lead = Words("Cầu để thử.", "Bridges for a test.")
    schema_org = "Bridge"

    spans: Annotated[
        Count,
        About(
            Words("Số nhịp", "Spans"),
            fact=True,
            facet=SIZE,
            unit=Words("nhịp", "spans"),
        ),
    ]
    river: Annotated[Line | None, About(Words("Bắc qua sông", "Across"), translated=True, fact=True, expected=True)] = None
    leads_to: Annotated[Several[Reference], About(Words("Dẫn tới", "Leads to"), fact=True, schema_org="containsPlace")] = ()
    named_after: Annotated[Reference | None, About(Words("Đặt tên theo", "Named after"), fact=True)] = None
    crossings: Annotated[
        Several[Crossing], About(Words("Chặng", "Crossings"), fact=True, ordered=True, columns=2, schema_org="itinerary")
    ] = ()


class Halt(Model):
    """Where a procession halts."""

    name: Annotated[Line | None, About(Words("Tên", "Name"), translated=True)] = None
    at: Annotated[Reference | None, About(Words("Hồ sơ", "Record"))] = None


class Procession(Record):
    """A kind that exists in this test only: a way through other records."""

    folder = "processions"
    address = Words("dam-ruoc", "processions")
    name = Words("Đám rước", "Procession")
    plural = Words("Những đám rước", "Processions")
    lead = Words("Đám rước để thử.", "Processions for a test.")
    schema_org = "Event"

    halts: Annotated[Several[Halt], About(Words("Chặng nghỉ", "Halts"), fact=True, ordered=True, sequence=True)] = ()


WITH_BRIDGES: tuple[type[Record], ...] = (*KINDS, Bridge)
BRIDGE = "content/bridges/cau-thu/index.vi.md"
A_BRIDGE = """\
---
title: Cầu thử
spans: 3
leads_to: [relics/den-hai, relics/den-mot]
named_after: relics/den-mot
sources:
  - url: https://nguon.example/cau
---
Bài thử.
"""
BRIDGED: dict[str, str | bytes] = {
    "templates/kinds/bridge.html": '{% extends "record.html" %}\n',
    BRIDGE: A_BRIDGE,
    "content/relics/den-mot/index.vi.md": relic("Đền Một"),
    "content/relics/den-mot/index.en.md": "---\ntitle: First temple\n---\n",
    "content/relics/den-hai/index.vi.md": relic("Đền Hai"),
}
"""A bridge of test data that names two relics of test data."""
PACKAGE = ROOT / "disan"
PAGE = "cau-cong/cau-thu/index.html"


def values(page: str, label: str) -> str:
    """What stands in the row of the facts table with this label."""
    found = re.search(rf"<dt>{label}</dt>(.*?)</div>", page, re.DOTALL)
    return re.sub(r"\s*\n\s*", "", found[1]) if found else ""


def linked_data(page: str) -> dict[str, Any]:
    """The page's schema.org data."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_kind_says_everything_in_both_languages(kind: type[Record]) -> None:
    for words in (kind.name, kind.plural, kind.lead, kind.address):
        assert words.vi
        assert words.en
    assert text.SLUG.fullmatch(kind.address.vi)
    assert text.SLUG.fullmatch(kind.address.en)
    for name in kind.fields:
        said = kind.fields[name].about
        assert said is not None, f"{kind.__name__}.{name} says nothing of itself"
        assert said.label.vi
        assert said.label.en


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_kind_has_a_short_template(kind: type[Record]) -> None:
    template = program_templates() / "kinds" / f"{kind.__name__.lower()}.html"
    assert template.read_text(encoding="utf-8").count("\n") <= 40


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_table_in_a_table_has_words(kind: type[Record]) -> None:
    """Workbooks have no column for one, and pages show one level of details."""
    models = [model for field in kind.fields.values() if (model := field.inside(Model)) and not hasattr(model, "formatted")]
    inside = {f"{model.__name__}.{name}": field.inside(Model) for model in models for name, field in model.fields.items()}
    assert [name for name, model in inside.items() if model] == []


def test_addresses_of_kinds_differ() -> None:
    def distinct(values: Sequence[str]) -> bool:
        return len(set(values)) == len(values)

    assert distinct([kind.folder for kind in KINDS])
    assert distinct([kind.address.vi for kind in KINDS])
    assert distinct([kind.address.en for kind in KINDS])


def test_a_new_kind_is_a_class_a_template_and_a_word(site_of: Site) -> None:
    """No other change: page, listing, navigation, facts table, code, messages and translation all follow."""
    record = "---\ntitle: Cầu thử\ncode: 82MWF\nspans: 3\nriver: sông Thử\nsources:\n  - url: https://nguon.example/cau\n---\nBài thử.\n"
    project = site_of(
        {
            "templates/kinds/bridge.html": '{% extends "record.html" %}\n',
            "content/bridges/cau-thu/index.vi.md": record,
            "content/bridges/cau-thu/index.en.md": "---\ntitle: Test bridge\nriver: Test river\n---\nA test.\n",
        }
    )
    report = project.build(kinds=(*KINDS, Bridge))
    assert rules(report) == {"bad-code"}  # The code above was made up; the program says which is right.
    right = next(problem.values["right"] for problem in report.problems)
    project.write({"content/bridges/cau-thu/index.vi.md": record.replace("82MWF", str(right) or "").replace("code: \n", "")})
    report = project.build(kinds=(*KINDS, Bridge))
    assert not report.stopped
    page = project.page("cau-cong/cau-thu/index.html")
    assert "Số nhịp" in page
    assert "3 nhịp" in page
    assert "sông Thử" in page
    english = project.page("en/bridges/cau-thu/index.html")
    assert "Test river" in english
    assert "3 spans" in english
    assert "Cầu thử" in project.page("cau-cong/index.html")
    assert "Những cây cầu" in project.page("index.html")
    assert "<h1>Cầu nhiều nhịp</h1>" in project.page("duyet/co-cau/nhieu-nhip/index.html")
    project.write({"content/bridges/cau-thu/index.vi.md": record.replace("spans: 3", "spans: ba").replace("code: 82MWF\n", "")})
    assert "wrong-type" in rules(project.build(kinds=(*KINDS, Bridge)))


def test_a_way_through_records_is_a_field_and_its_template_needs_no_more(site_of: Site) -> None:
    """Its page shows the steps in order, once; and the pages of their records lead to them: a build stops where they are not."""
    halts = "halts: [{at: relics/den-hai}, {name: Bến Thử}, {at: relics/den-mot}]\n"
    record = f"---\ntitle: Rước thử\n{halts}sources: [Dữ liệu thử]\n---\nBài thử.\n"
    template = {"templates/kinds/procession.html": '{% extends "record.html" %}\n'}
    relics = {name: text for name, text in BRIDGED.items() if "/relics/" in name}
    project = site_of({**template, "content/processions/ruoc-thu/index.vi.md": record, **relics})
    assert not project.build(kinds=(*KINDS, Procession)).stopped
    page = project.page("dam-ruoc/ruoc-thu/index.html")
    assert re.findall(r'<li id="(diem-\d)"[^>]*>\s*<b class="number">(\d)</b>\s*<h2>(?:<a[^>]*>)?([^<]*)<', page) == [
        ("diem-1", "1", "Đền Hai"),
        ("diem-2", "2", "Bến Thử"),
        ("diem-3", "3", "Đền Một"),
    ]
    assert values(page, "Chặng nghỉ") == "", "what the steps tell is no fact beside them"
    assert 'href="/dam-ruoc/ruoc-thu/#diem-3"' in project.page("di-tich/den-mot/index.html")


def test_a_record_that_a_fact_names_is_shown_by_its_title_and_link_in_the_order_written(site_of: Site) -> None:
    project = site_of(BRIDGED)
    assert not project.build(kinds=WITH_BRIDGES).stopped
    two, one = '<a href="/di-tich/den-hai/">Đền Hai</a>', '<a href="/di-tich/den-mot/">Đền Một</a>'
    assert values(project.page(PAGE), "Dẫn tới") == f"<dd>{two}</dd><dd>{one}</dd>"
    assert values(project.page(PAGE), "Đặt tên theo") == f"<dd>{one}</dd>"
    english = project.page("en/bridges/cau-thu/index.html")
    two, one = '<a href="/en/relics/den-hai/"><span lang="vi">Đền Hai</span></a>', '<a href="/en/relics/den-mot/">First temple</a>'
    assert values(english, "Leads to") == f"<dd>{two}</dd><dd>{one}</dd>"
    assert "relics/den-hai<" not in project.page(PAGE)


def test_a_record_that_a_fact_names_is_a_thing_with_a_name_and_an_address_in_linked_data(site_of: Site) -> None:
    project = site_of(BRIDGED)
    project.build(kinds=WITH_BRIDGES)
    assert linked_data(project.page(PAGE))["containsPlace"] == [
        {"@type": "LandmarksOrHistoricalBuildings", "name": title, "url": f"https://disan.example/di-tich/{slug}/"}
        for title, slug in (("Đền Hai", "den-hai"), ("Đền Một", "den-mot"))
    ]


def test_a_record_knows_who_names_it_in_a_fact(site_of: Site) -> None:
    project = site_of(BRIDGED)
    project.build(kinds=WITH_BRIDGES)
    assert "/cau-cong/cau-thu/" in project.page("di-tich/den-mot/index.html")


def test_a_new_title_is_told_wherever_a_fact_names_the_record(site_of: Site) -> None:
    project = site_of(BRIDGED)
    project.build(kinds=WITH_BRIDGES)
    project.write({"content/relics/den-hai/index.vi.md": relic("Chùa Hai")})
    project.build(kinds=WITH_BRIDGES)
    assert "Chùa Hai" in values(project.page(PAGE), "Dẫn tới")
    assert "Chùa Hai" in str(linked_data(project.page(PAGE))["containsPlace"])


@pytest.mark.parametrize(("other", "rule"), [("", "dead-link"), (relic("Đền Một", extra="draft: có\n"), "draft-link")])
def test_a_fact_that_names_no_page_is_told_at_its_line(other: str, rule: str, site_of: Site) -> None:
    project = site_of({name: text for name, text in BRIDGED.items() if "den-mot" not in name})
    project.write({"content/relics/den-mot/index.vi.md": other} if other else {})
    found = [(each.at.line, each.at.column) for each in project.build(kinds=WITH_BRIDGES).problems if each.rule == rule]
    assert found == [(4, 28), (5, 14)]


CROSSED = A_BRIDGE.replace(
    "sources:",
    """crossings:
  - at: relics/den-hai
    carried: [nón, nước]
  - name: Bến thử
    page: https://www.ben.example/thu
  - name: Cổng sau
    at: relics/den-mot
sources:""",
)
"""The bridge with a list of tables: a record alone, words with an address, words for a record."""


def test_a_table_is_shown_by_its_words_its_link_and_its_details_in_order(site_of: Site) -> None:
    project = site_of(
        BRIDGED | {BRIDGE: CROSSED, "content/bridges/cau-thu/index.en.md": "---\ntitle: Test\ncrossings: [{}, {name: Quay}, {}]\n---\n"}
    )
    assert not project.build(kinds=WITH_BRIDGES).stopped
    row = values(project.page(PAGE), "Chặng")
    first = '<dd><a href="/di-tich/den-hai/">Đền Hai</a><p><span>Mang theo:</span> nón; nước</p></dd>'
    second = '<dd><a href="https://www.ben.example/thu" rel="noopener">Bến thử</a></dd>'
    assert row == f'{first}{second}<dd><a href="/di-tich/den-mot/">Cổng sau</a></dd>'
    english = values(project.page("en/bridges/cau-thu/index.html"), "Crossings")
    assert "Quay</" in english
    assert linked_data(project.page(PAGE))["itinerary"] == [
        {"@type": "Place"},
        {"@type": "Place", "name": "Bến thử", "url": "https://www.ben.example/thu"},
        {"@type": "Place", "name": "Cổng sau"},
    ]


def test_a_record_that_a_table_names_is_a_reference_like_any_other(site_of: Site) -> None:
    project = site_of(
        BRIDGED
        | {
            BRIDGE: CROSSED.replace("relics/den-hai\n    carried", "relics/den-ba\n    carried").replace(
                "leads_to: [relics/den-hai, relics/den-mot]\nnamed_after: relics/den-mot\n", ""
            )
        }
    )
    found = [(each.rule, each.at.line) for each in project.build(kinds=WITH_BRIDGES).problems if each.grade == "error"]
    assert found == [("dead-link", 5)]
    project.write({"content/relics/den-ba/index.vi.md": relic("Đền Ba")})
    assert not project.build(kinds=WITH_BRIDGES).stopped
    assert "/cau-cong/cau-thu/" in project.page("di-tich/den-ba/index.html")
    content = workbook_of(project)
    assert imported(project, content) == ("", [])
    after, problems = imported(project, changed(content, "crossings.2.at", "Đền Hai"))
    assert problems == []
    second = after.partition("  - name: Bến thử\n")[2].partition("  - name: ")[0]
    assert second == "    page: https://www.ben.example/thu\n    at: relics/den-hai\n"


def seen_in_vietnamese(project: Project) -> tuple[CatalogueView, Item, tuple[Problem, ...]]:
    """The site, its bridge, and what is wrong with the content."""
    read, problems = open_project(project.root, None, WITH_BRIDGES)
    assert read
    (item,) = read.catalogue.of(Bridge)
    view = CatalogueView("vi", read.settings, read.addresses, read.catalogue.gazetteer, TODAY.year, catalogue=read.catalogue)
    return view, item, problems


def test_a_poster_names_records_by_their_titles(site_of: Site) -> None:
    project = site_of(BRIDGED | {BRIDGE: A_BRIDGE.replace("spans: 3", f"spans: 3\ncode: {code(1)}")})
    view, item, _ = seen_in_vietnamese(project)
    shown = [(fact.label, fact.value) for fact in posters.poster(view, item.entry, "a4").facts]
    assert shown == [("Số nhịp", "3 nhịp"), ("Dẫn tới", "Đền Hai, Đền Một"), ("Đặt tên theo", "Đền Một")]


def test_a_fact_leaves_out_a_record_that_cannot_be_read(site_of: Site) -> None:
    """That one is told for itself, and naming it is no further problem."""
    project = site_of(BRIDGED | {"content/relics/den-mot/index.vi.md": "---\ntitle: Đền Một\n---\n"})
    view, item, problems = seen_in_vietnamese(project)
    assert {each.rule for each in problems if each.grade == "error"} == {"missing-field"}
    shown = facts.filled(view, facts.table(view, item.entry), lambda named: view.title(named.entry))
    labels = {row.label: [value.text for value in row.values] for row in shown}
    assert labels["Dẫn tới"] == ["Đền Hai"]
    assert "Đặt tên theo" not in labels


def test_a_form_and_a_schema_follow_from_the_class() -> None:
    import jsonschema

    options = {"relics/den-mot": "Đền Một (di tích)"}
    fields = {each["name"]: each for each in forms.of_kind(Bridge, options, load("vi"))}
    offered = [{"label": "Đền Một (di tích)", "value": "relics/den-mot"}]
    assert [(fields[name]["multiple"], fields[name]["options"]) for name in ("leads_to", "named_after")] == [
        (True, offered),
        (False, offered),
    ]
    validator = jsonschema.Draft7Validator(schemas.of_kind(Bridge, load("vi")))
    record = {"title": "Cầu thử", "spans": 3, "leads_to": ["relics/den-hai", "relics/den-mot"], "named_after": "relics/den-mot"}
    assert list(validator.iter_errors(record)) == []
    assert [each.message for each in validator.iter_errors({"title": "Cầu thử"})] == ["'spans' is a required property"]


def workbook_of(project: Project) -> bytes:
    """The bridges as a workbook."""
    columns = workbook.columns_of(project.root, Bridge)
    rows, _ = workbook.rows_of(project.root, Bridge, columns)
    return workbook.write(Bridge, columns, rows, HA_TINH, load("vi"))


def changed(content: bytes, key: str, value: str) -> bytes:
    """The workbook with another value in its first record's cell."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    place = next(cell.column for cell in sheet[1] if cell.comment and cell.comment.text.splitlines()[-1] == key)
    sheet.cell(2, place).value = value
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def imported(project: Project, content: bytes) -> tuple[str, list[Problem]]:
    """The bridge's file as the workbook would have it, "" where nothing changes; and what is wrong."""
    columns = workbook.columns_of(project.root, Bridge)
    chosen, _ = settings.read(project.root)
    assert chosen
    rows, problems = workbook.read(content, "bang.xlsx", columns, "Dữ liệu")
    assert problems == []
    plan, problems = workbook.plan_import(project.root, Bridge, rows, columns, chosen, random.Random(1))
    return "".join(each.content for each in plan.changes) if plan else "", problems


def test_a_workbook_names_records_by_their_titles_and_nothing_changes_on_the_way_there_and_back(site_of: Site) -> None:
    project = site_of(BRIDGED)
    content = workbook_of(project)
    names = {each.value for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows() for each in row}
    assert {"Đền Hai (relics/den-hai)\nĐền Một (relics/den-mot)", "Đền Một (relics/den-mot)"} <= names
    assert imported(project, content) == ("", [])
    project.write({"content/relics/den-hai/index.vi.md": relic("Chùa Hai")})
    assert imported(project, content) == ("", []), "what the record is called since is no change of the bridge"


@pytest.mark.parametrize("typed", ["đền một\nrelics/den-hai", "- Đền Một\n- Đền Hai (relics/den-hai)"])
def test_a_record_is_named_in_a_workbook_by_its_title_or_its_folder(typed: str, site_of: Site) -> None:
    project = site_of(BRIDGED)
    after, problems = imported(project, changed(workbook_of(project), "leads_to", typed))
    assert problems == []
    assert "leads_to:\n  - relics/den-mot\n  - relics/den-hai\n" in after


def test_a_title_that_two_records_have_or_none_is_told_at_its_cell(site_of: Site) -> None:
    project = site_of(BRIDGED | {"content/relics/den-ba/index.vi.md": relic("Đền Hai")})
    for typed in ("Đền Hai", "Đền Không Có"):
        _, problems = imported(project, changed(workbook_of(project), "named_after", typed))
        assert [(each.rule, each.line) for each in problems] == [("wrong-type", typed)]
        assert all(each.at.cell for each in problems)


def test_a_kind_may_have_a_benchmark(site_of: Site) -> None:
    year = "---\ntitle: Năm thử\nyear: 2020\nfigures: [{measure: spans, label: Nhịp, value: 5}]\nsources: [Dữ liệu thử]\n---\nBài.\n"
    settings = SETTINGS + "benchmarks: {bridges: figures/2020#spans}\n"
    project = site_of(BRIDGED | {"content/site.yml": settings, "content/figures/2020/index.vi.md": year})
    assert not project.build(kinds=WITH_BRIDGES).stopped
    page = project.page("tien-do/index.html")
    assert "1 những cây cầu đã có trang" in page
    assert '#figure-spans">5</a>' in page
    assert 'aria-label="Bắc qua sông">0%' in page, "a field that readers expect"
    assert "Tiến độ số hóa những cây cầu" in project.page(PAGE)


OWN_FIELDS = frozenset(name for kind in KINDS for name in kind.fields if name not in Record.fields)
_CALLED = [(kind.__name__, kind.__name__.lower(), kind.folder, kind.address.vi, kind.address.en) for kind in KINDS]
OTHER_THINGS = {
    "type",
    "status",
    "published",
    "dates",
    "opened",
    "uses",
    "figures",
    "missing",
    "year",
    "Collection",
    "collections",
    "resources",
}
"""Words that are a kind's or a field's of it, and in the program's own files the names of other things too."""
OLD_SETTING = "content/settings.py: guide"
"""What a setting was called before there was the kind."""
KIND_WORDS = frozenset(word for words in _CALLED for word in words) - OTHER_THINGS


def named_in(code: str) -> Iterator[tuple[int, str]]:
    """Kinds, and fields of their own, that a module's code names, with the line: as a class, as a text, as what a record has."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Constant(value=str(text)) if text in KIND_WORDS | (OWN_FIELDS - OTHER_THINGS):
                yield node.lineno, text
            case ast.Name(id=name) | ast.alias(name=name) if name in KIND_WORDS:
                yield node.lineno, name
            case ast.Attribute(value=ast.Name(id="record") | ast.Attribute(attr="record"), attr=name) if name in OWN_FIELDS:
                yield node.lineno, f"record.{name}"


def test_no_module_names_a_kind_or_a_field_of_its_own() -> None:
    """Templates may; the module that lists the kinds does; every other sees a class that says everything of itself."""
    modules = [file for file in sorted(PACKAGE.rglob("*.py")) if PACKAGE / "content" / "kinds" not in file.parents]
    assert len(modules) > 200
    found = [
        (line, f"{file.relative_to(PACKAGE)}: {name}") for file in modules for line, name in named_in(file.read_text(encoding="utf-8"))
    ]
    assert [each for each in found if each[1] != OLD_SETTING] == []


def test_a_kind_that_is_named_would_be_found() -> None:
    planted = ["from disan.content.kinds.house import House", 'kind == "story"', "entry.record.festivals", 'schema.said(kind, "rank")']
    assert sorted(named_in("\n".join(planted))) == [(1, "House"), (2, "story"), (3, "record.festivals"), (4, "rank")]
