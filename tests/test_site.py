"""The pipeline as a whole, on small projects of test data."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct

from disan.content import blocks, settings
from disan.content.fields.choice import Choice
from disan.content.kinds.relic import Relic, RelicType
from disan.content.record import Record
from disan.content.settings import Settings
from disan.pages import Plan
from disan.pages.contexts import Context, RecordPage
from disan.pages.parts import Said
from disan.verify import crawl
from tests.fixtures.projects import SAMPLE, SETTINGS, TODAY, Project, Site, planned, relic, rules, told
from tests.fixtures.reading import SampleIn

ROOT = Path(__file__).parent.parent
ONE, TWO = "content/relics/den-mot/index.vi.md", "content/relics/den-hai/index.vi.md"
CODE, OTHER = "7K3QM", "82MWA"


def test_a_record_becomes_pages_in_both_languages_and_two_files_for_its_code(site_of: Site) -> None:
    project = site_of({ONE: relic("Đền Một", code=CODE)})
    report = project.build()
    assert told(report) == ""
    assert "Đền Một" in project.page("di-tich/den-mot/index.html")
    assert '<html lang="en"' in project.page("en/relics/den-mot/index.html")
    assert project.page(f"Q/{CODE}.html") == project.page(f"Q/{CODE}/index.html")
    assert '<link rel="canonical" href="https://disan.example/di-tich/den-mot/">' in project.page(f"Q/{CODE}.html")


def test_a_visitor_reads_what_it_is_then_what_to_look_for_then_the_story_then_the_facts(site_of: Site) -> None:
    given = "look_for: [Cổng đá thử, Cây thị thử]\nnotice: war-dead\nrecognitions: [{rank: tỉnh, decision: 1/THỬ, note: theo sách thử}]\n"
    project = site_of({ONE: relic("Đền Một", code=CODE, extra="summary: Ngôi đền thử.\n" + given, body="Chuyện thử.")})
    project.build()
    page = re.sub(r">\s+<", "><", project.page(f"Q/{CODE}.html"))
    told = (
        "<h1>Đền Một",
        "Ngôi đền thử.</p>",
        "thiệt mạng trong chiến tranh",
        "<li>Cổng đá thử</li><li>Cây",
        "<p>Chuyện thử.",
        "<dt>Xếp hạng, công nhận",
    )
    places = [page.index(each, page.index("<main")) for each in told]
    assert places == sorted(places)
    assert "<summary>cấp tỉnh</summary><p>Quyết định số 1/THỬ</p><p>Theo sách thử</p></details>" in page
    assert 'Chưa có thông tin</dt><dd class="soft">Cấp xếp hạng · Giờ mở cửa' in page, "what nobody knows takes one row"


def test_untranslated_text_is_marked_as_vietnamese(site_of: Site) -> None:
    project = site_of({ONE: relic("Đền Một", code=CODE)})
    project.build()
    assert re.search(
        r'<h1[^>]*><span lang="vi">Đền Một</span></h1>|<h1 lang="vi"[^>]*>Đền Một</h1>', project.page("en/relics/den-mot/index.html")
    )


def test_each_distance_has_a_row_that_says_from_where_in_the_language_that_it_is_known_in(site_of: Site) -> None:
    away = "distances:\n  - place: bến Thử\n    km: khoảng 35\n  - {place: chợ Thử, km: 1.200}\n"
    english = "---\ntitle: Temple One\ndistances:\n  - place: the test landing\n  - {place: the test market}\n---\nA test.\n"
    project = site_of({ONE: relic("Đền Một", extra=away), TWO: relic("Đền Hai", extra=away), ONE.replace(".vi.", ".en."): english})
    assert not project.build().stopped
    for page, rows in (
        ("di-tich/den-mot", ("<dt>Cách bến Thử</dt><dd>khoảng 35 km</dd>", "<dt>Cách chợ Thử</dt><dd>1.200 km</dd>")),
        ("en/relics/den-mot", ("<dt>From the test landing</dt><dd>about 35 km</dd>", "<dt>From the test market</dt><dd>1,200 km</dd>")),
        ("en/relics/den-hai", ('<dt lang="vi">From bến Thử</dt><dd>about 35 km</dd>',)),
    ):
        shown = re.sub(r">\s+<", "><", project.page(f"{page}/index.html"))
        assert [each for each in rows if each not in shown] == []


def test_a_code_page_moves_only_where_there_is_a_translation(site_of: Site) -> None:
    project = site_of(
        {
            ONE: relic("Đền Một", code=CODE),
            "content/relics/den-mot/index.en.md": "---\ntitle: Temple One\n---\nA test.\n",
            TWO: relic("Đền Hai", code="82MW1"),
        }
    )
    wrong = next(problem for problem in project.build().problems if problem.rule == "bad-code")
    assert wrong.at.file == TWO  # A made-up check character never passes.
    project.write({TWO: relic("Đền Hai")})
    project.build()
    assert "data-moves" in project.page(f"Q/{CODE}.html")
    assert "data-moves" not in project.page("di-tich/den-mot/index.html")


def test_references_resolve_both_ways(site_of: Site) -> None:
    project = site_of({ONE: relic("Đền Một", body="Gần [[relics/den-hai]]."), TWO: relic("Đền Hai")})
    project.build()
    assert '<a href="/di-tich/den-hai/">Đền Hai</a>' in project.page("di-tich/den-mot/index.html")
    assert 'href="/di-tich/den-mot/"' in project.page("di-tich/den-hai/index.html")
    assert 'href="/en/relics/den-hai/"' in project.page("en/relics/den-mot/index.html")


def test_an_error_leaves_the_site_as_it_was(site_of: Site) -> None:
    project = site_of({ONE: relic("Đền Một", code=CODE)})
    project.build()
    before = project.files()
    project.write({ONE: relic("Đền Khác", code=CODE, extra="rank: quốc ja\n")})
    assert project.build().stopped
    assert project.files() == before


def test_strict_stops_on_a_warning(site_of: Site) -> None:
    project = site_of({ONE: relic("Đền Một")})
    assert project.build(strict=True).stopped
    assert not project.out.exists()
    assert not project.build().stopped


def test_check_writes_nothing(site_of: Site) -> None:
    project = site_of({ONE: relic("Đền Một")})
    before = sorted(project.root.rglob("*"))
    assert rules(project.check()) == {"missing-code"}
    assert sorted(project.root.rglob("*")) == before


def test_pages_of_a_deleted_record_go_and_foreign_files_stay(site_of: Site) -> None:
    project = site_of({ONE: relic("Đền Một", code=CODE), TWO: relic("Đền Hai")})
    project.build()
    project.write({"site/notes.txt": "theirs"})
    shutil.rmtree(project.root / "content/relics/den-mot")
    report = project.build()
    assert report.removed > 0
    assert not (project.out / f"Q/{CODE}.html").exists()
    assert not (project.out / "di-tich/den-mot").exists()
    assert (project.out / "notes.txt").read_text() == "theirs"


def test_a_foreign_file_in_the_way_stops_the_build(site_of: Site) -> None:
    project = site_of({ONE: relic("Đền Một"), "site/index.html": "theirs"})
    report = project.build()
    assert report.stopped
    assert "foreign-file" in rules(report)
    assert project.page("index.html") == "theirs"


def test_an_unfinished_draft_stops_nobody(site_of: Site) -> None:
    """It lacks its sources and its type, names a picture that is not there: warnings, and no page."""
    unfinished = relic("Đền Một", extra="draft: có\npictures: [{file: chua-co.jpg, alt: a, credit: b, licence: CC0}]\n")
    unfinished = unfinished.replace("type: history\n", "type:\n").replace("sources:\n  - url: https://nguon.example/bai\n", "")
    project = site_of({ONE: unfinished, TWO: relic("Đền Hai", code="82MW3")})
    report = project.build()
    assert not report.stopped
    assert {problem.grade for problem in report.problems} == {"warning"}
    assert "missing-field" in rules(report)
    assert not (project.out / "di-tich" / ONE.split("/")[2]).exists()
    project.write({ONE: unfinished.replace("draft: có", "draft: không")})
    assert project.build().stopped


def test_a_printed_code_holds_even_an_unfinished_draft(site_of: Site) -> None:
    ledger = "code,batch,date,address,level,matrix,size,quantity,note\n"
    row = "7K3QM,2026-11-thu,2026-11-24,https://DISAN.EXAMPLE/Q/7K3QM,Q,0123456789abcdef,a5,1,\n"
    unfinished = relic("Đền Một", code="7K3QM", extra="draft: có\n").replace("type: history\n", "type:\n")
    report = site_of({ONE: unfinished, "content/plaques.csv": ledger + row}).build()
    assert report.stopped
    assert "printed-code-lost" in rules(report)


def test_drafts_stay_out(site_of: Site) -> None:
    project = site_of({ONE: relic("Đền Một", extra="draft: có\n"), TWO: relic("Đền Hai")})
    project.build()
    assert not (project.out / "di-tich/den-mot").exists()
    assert "Đền Một" not in project.page("di-tich/index.html")


def test_a_former_name_forwards_in_every_language(site_of: Site) -> None:
    project = site_of({ONE: relic("Đền Một", extra="formerly: [den-cu]\n")})
    project.build()
    assert 'href="/di-tich/den-mot/"' in project.page("di-tich/den-cu/index.html")
    assert 'href="/en/relics/den-mot/"' in project.page("en/relics/den-cu/index.html")


def test_a_project_site_stands_below_its_base_path(site_of: Site) -> None:
    project = site_of({ONE: relic("Đền Một", code=CODE)})
    assert not project.build(base_url="https://nguoi-dung.github.io/Di-San").stopped
    page = project.page("di-tich/den-mot/index.html")
    internal = re.findall(r'(?:href|src)="(/[^"]*)"', page)
    assert internal
    assert all(address.startswith("/Di-San/") for address in internal)
    assert [each.result for each in crawl.links(project.out, crawl.stands_at(project.out, ""))] == ["right"]
    assert not (project.out / "CNAME").exists()


def test_a_domain_of_its_own_gets_a_cname(site_of: Site) -> None:
    project = site_of({ONE: relic("Đền Một"), "content/site.yml": SETTINGS.replace("disan.example", "disan.hatinh.vn")})
    project.build()
    assert project.page("CNAME") == "disan.hatinh.vn\n"
    assert (project.out / ".nojekyll").exists()
    assert "Sitemap: https://disan.hatinh.vn/sitemap.xml" in project.page("robots.txt")


def test_sitemap_lists_pages_once_and_no_code(site_of: Site) -> None:
    project = site_of({ONE: relic("Đền Một", code=CODE)})
    project.build()
    locations = re.findall(r"<loc>(.*?)</loc>", project.page("sitemap.xml"))
    assert "https://disan.example/di-tich/den-mot/" in locations
    assert "https://disan.example/en/relics/den-mot/" in locations
    assert len(locations) == len(set(locations))
    assert not any("/Q/" in location for location in locations)


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        pytest.param({"PYTHONHASHSEED": "2", "TZ": "America/Adak", "LC_ALL": "C.UTF-8"}, marks=pytest.mark.slow),
    ],
)
def test_the_same_content_gives_the_same_bytes_anywhere(site_of: Site, tmp_path: Path, surroundings: dict[str, str]) -> None:
    project = site_of({ONE: relic("Đền Một", code=CODE, body="Gần [[relics/den-hai]]."), TWO: relic("Đền Hai", code=CODE and "")})
    project.build()
    elsewhere = Project(tmp_path / "nơi khác")
    shutil.copytree(project.root / "content", elsewhere.root / "content")
    command = [sys.executable, str(ROOT / "build.py"), "--root", str(elsewhere.root), "--today", TODAY.isoformat()]
    subprocess.run(command, env={**os.environ, **surroundings}, check=True, capture_output=True)
    assert elsewhere.files() == project.files()


def frozen(value: object) -> bool:
    """Whether a value holds nothing but frozen structs, blocks' options, plain tuples, scalars and choices, all the way down.

    Records and settings are frozen models too, which no template may reach.
    """
    if isinstance(value, Struct):
        config, names = value.__struct_config__, value.__struct_fields__
        return config.frozen and not isinstance(value, Record | Settings) and all(frozen(getattr(value, name)) for name in names)
    if type(value) is tuple:
        return all(map(frozen, value))
    return value is None or isinstance(value, str | int | float | bool | Choice)


@pytest.fixture(scope="module")
def everything(sample_in: SampleIn, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Plan, Context]]:
    """The plans of the sample, which has every kind, field, block and table of the ledger."""
    return planned(sample_in(tmp_path_factory.mktemp("everything") / "sample"))


def test_a_template_reaches_nothing_but_its_plans_context(everything: list[tuple[Plan, Context]]) -> None:
    shown = {part.block.name for _, context in everything if isinstance(context, RecordPage) for part in context.body if part.block}
    assert shown == {block.identifier for block in blocks.every()} - {"step"}, "which stands within another"
    assert {type(context).__name__ for _, context in everything} == {
        *("AboutPage", "CalendarPage", "CommunePage", "CommunesPage", "DataPage", "EmbedPage", "ForwardPage", "GonePage", "HomePage"),
        *(
            "ListingPage",
            "MapPage",
            "NotFoundPage",
            "OfflinePage",
            "ProgressPage",
            "RecordPage",
            "RegisterPage",
            "SearchPage",
            "StatusPage",
        ),
        *("TimelinePage", "WantedPage"),
    }
    assert [plan.path for plan, context in everything if not frozen(context)] == []


@pytest.mark.parametrize("name", ["range", "dict", "lipsum", "cycler", "joiner", "namespace", "project", "catalogue", "settings"])
def test_a_template_has_no_function_but_ours(site_of: Site, name: str) -> None:
    template = '{% extends "record.html" %}\n{% block text %}{{ ' + name + " }}{% endblock %}\n"
    report = site_of({ONE: relic("Đền Một"), "templates/kinds/relic.html": template}).build()
    (fault,) = [problem for problem in report.problems if problem.rule == "template"]
    assert f"'{name}' is undefined" in str(fault.values)


class Unfrozen(Struct):
    """A value that whoever holds it may change."""

    text: str = ""


STRANGERS: list[object] = [
    *([], {}, {"a"}, lambda: "a", Path(), Relic),
    *(Unfrozen(), ("a", (Unfrozen(),)), Said([])),  # type: ignore[arg-type]
    *(Relic(title="Đền thử", type=RelicType.HISTORY), settings.read(SAMPLE)[0]),
]


@pytest.mark.parametrize("value", STRANGERS)
def test_what_may_be_changed_or_leads_elsewhere_is_not_frozen(value: object) -> None:
    assert not frozen(value)


def test_what_templates_are_given_is_packed_and_read_back_by_its_types(everything: list[tuple[Plan, Context]]) -> None:
    for _, each in everything:
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(each), type=type(each)) == each


def test_a_plans_digest_follows_what_it_shows(site_of: Site) -> None:
    project = site_of({ONE: relic("Đền Một", code=CODE), TWO: relic("Đền Hai")})
    before = {plan.path: plan.digest for plan, _ in planned(project)}
    assert {plan.path: plan.digest for plan, _ in planned(project)} == before
    project.write({TWO: relic("Đền Hai", body="Bài khác.")})
    after = {plan.path: plan.digest for plan, _ in planned(project)}
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {"/di-tich/den-hai/", "/en/relics/den-hai/"}


def test_a_template_fault_names_template_line_and_record(site_of: Site) -> None:
    project = site_of(
        {
            ONE: relic("Đền Một"),
            "templates/kinds/relic.html": '{% extends "record.html" %}\n{% block text %}\n{{ page.nothing }}\n{% endblock %}\n',
        }
    )
    (fault,) = [problem for problem in project.build().problems if problem.grade == "error"]
    assert fault.rule == "template", "and no links to the page that it kept from being there"
    assert (fault.at.file, fault.at.line) == ("templates/kinds/relic.html", 3)
    assert fault.values["origin"] == ONE
