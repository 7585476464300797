"""Building again: the same bytes as a clean build, and no more work than the changes ask for.

See docs/architecture.md, "Building again changes no byte".

All content here is test data.
"""

import contextlib
import datetime
import itertools
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from disan import cli
from disan.build import pipeline
from disan.build.cache import FILE
from disan.build.pipeline import BuildReport
from disan.build.up_to_date import CACHE
from disan.render.folders import program_templates
from tests.fixtures.projects import SETTINGS, TODAY, Project, Site, clean, relic

ROOT = Path(__file__).parent.parent
TEMPLATES = program_templates()
CODES = ("9RK8C", "4VR8K", "YY12X", "M20T6")
NAMES = ("den-mot", "den-hai", "den-ba", "den-bon")
PLACES = ("Xã Đồng Lộc", "Xã Thạch Hà", "Phường Thành Sen", "Xã Đồng Lộc")


def record(number: int, *, title: str = "", body: str = "Bài thử.", place: str = "", code: str = "", extra: str = "") -> str:
    """A relic of test data that stands in a commune."""
    where = f"places:\n  - name: {place or PLACES[number]}\n    as_of: 2025-08\n"
    return relic(title or f"Đền số {number}", code=code or CODES[number], extra=where + extra, body=body)


YEAR = "---\ntitle: Năm thử\nyear: 2020\nfigures: [{measure: members, label: Người, value: 5}]\nsources: [Dữ liệu]\n---\n"


def start() -> dict[str, str | bytes]:
    """Three relics, one of them in two languages, that name each other; a page about the site."""
    return {
        "content/site.yml": SETTINGS + "benchmarks: {houses: figures/2020#members}\nfull_text: không\n",
        "content/figures/2020/index.vi.md": YEAR,
        "content/about.vi.md": "---\ntitle: Về trang thử\n---\nDữ liệu để thử, xem [[relics/den-mot]].\n",
        "content/relics/den-mot/index.vi.md": record(0, body="Gần [[relics/den-hai]].\n\n## Chương một\n\nBài."),
        "content/relics/den-mot/index.en.md": "---\ntitle: Temple one\n---\nNear [[relics/den-hai]].\n",
        "content/relics/den-hai/index.vi.md": record(1, extra="festivals:\n  - lunar: 15/2\n"),
        "content/relics/den-ba/index.vi.md": record(2),
    }


def build(project: Project, *, today: datetime.date = TODAY, jobs: int = 1, trust: bool = True) -> BuildReport:
    """Builds a project."""
    return pipeline.build(project.root, project.out, today, jobs=jobs, trust=trust)


@pytest.fixture
def project(site_of: Site) -> Project:
    """The three relics and the page about the site, built once, from files that are some time old."""
    made = site_of(start())
    for file in (made.root / "content").rglob("*"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    assert not build(made).stopped
    return made


def work(report: BuildReport) -> tuple[int, int, int]:
    """Records read, pages made, files written."""
    return report.read, report.rendered, report.written


def test_nothing_changed_is_no_work(project: Project) -> None:
    assert work(build(project)) == (0, 0, 0)


def test_a_changed_text_is_its_own_pages_and_nothing_else(project: Project) -> None:
    project.write({"content/relics/den-ba/index.vi.md": record(2, body="Bài khác.")})
    # Vietnamese and English show the same Vietnamese text; the Vietnamese page stands in three files, the English one in one.
    assert work(build(project)) == (1, 2, 4)


def test_a_changed_title_is_also_every_page_that_shows_its_card(project: Project) -> None:
    project.write({"content/relics/den-ba/index.vi.md": record(2, title="Đền khác hẳn")})
    report = build(project)
    assert report.read == 1
    pages = {path: (project.out / path).read_text(encoding="utf-8") for path in project.files() if path.endswith(".html")}
    shown = {path for path, page in pages.items() if "Đền khác hẳn" in page}
    lists = {"index.html", "di-tich/index.html", "xa-phuong/phuong-thanh-sen/index.html", "tim-kiem/index.html"}
    assert lists | {"di-tich/den-mot/index.html", "en/relics/den-hai/index.html"} <= shown
    assert not any("Đền số 2" in page for page in pages.values())


@pytest.mark.parametrize(("name", "number", "about", "framed"), [("den-ba", 2, 0, 1), ("den-mot", 0, 2, 2)])
def test_a_changed_summary_is_the_pages_that_show_its_card_and_no_list(
    project: Project, name: str, number: int, about: int, framed: int
) -> None:
    """In two languages each: its own page, two neighbours', the front page; the page about the site if that names it; the search page,
    beside which the index of summaries stands; the page that says how large the open data is; its card for other sites in each of its
    own languages."""
    body = "Gần [[relics/den-hai]].\n\n## Chương một\n\nBài." if number == 0 else "Bài thử."
    project.write({f"content/relics/{name}/index.vi.md": record(number, body=body, extra="summary: Sapô mới.\n")})
    report = build(project)
    assert (report.read, report.rendered) == (1, 12 + about + framed)
    assert "Sapô mới." in project.page("index.html")


def test_a_changed_template_writes_the_pages_that_show_it(project: Project) -> None:
    source = (TEMPLATES / "listing.html").read_text(encoding="utf-8")
    project.write({"templates/listing.html": source.replace("<h1>", '<h1 class="large">')})
    report = build(project)
    # A listing of relics and one of figures, the page of their type and of three former districts, in each of two languages.
    assert (report.read, report.written) == (0, 12)


def test_a_template_changed_without_effect_writes_nothing(project: Project) -> None:
    source = (TEMPLATES / "listing.html").read_text(encoding="utf-8")
    project.write({"templates/listing.html": "{# a remark #}" + source})
    report = build(project)
    assert (report.read, report.written) == (0, 0)


def test_a_file_that_somebody_took_out_of_the_site_comes_back(project: Project) -> None:
    (project.out / "di-tich/den-ba/index.html").unlink()
    report = build(project)
    assert (report.read, report.written) == (0, 1)
    assert "Đền số 2" in project.page("di-tich/den-ba/index.html")


def test_only_festivals_and_what_tells_of_coming_days_follow_the_year(project: Project) -> None:
    """The fifteenth of the second lunar month is in March 2027: on New Year's Day the front page says that it is coming."""
    before = project.files()
    build(project, today=datetime.date(TODAY.year + 1, 1, 1))
    changed = {name for name, content in project.files().items() if before[name] != content}
    pages = {f"Q/{CODES[1]}.html", f"Q/{CODES[1]}/index.html", "di-tich/den-hai/index.html", "en/relics/den-hai/index.html"}
    calendars = {"lich/index.html", "lich.ics", "di-tich/den-hai.ics", "en/calendar/index.html", "en/calendar.ics", "en/relics/den-hai.ics"}
    assert changed == pages | calendars | {"index.html", "en/index.html"}
    assert str(TODAY.year + 3) in project.page("di-tich/den-hai/index.html")


def test_a_stamp_alone_does_not_hide_a_change_made_in_the_tick_of_the_build(project: Project) -> None:
    file = project.root / "content/relics/den-ba/index.vi.md"
    late = 4_000_000_000
    for word in ("Một.", "Hai."):
        file.write_text(record(2, body=word), encoding="utf-8")
        os.utime(file, (late, late))  # As if written in the very moment of the build, or after it.
        build(project)
        assert word in project.page("di-tich/den-ba/index.html")


def test_without_trust_a_change_is_seen_whatever_its_stamp(project: Project) -> None:
    file = project.root / "content/relics/den-ba/index.vi.md"
    past = file.stat()
    with file.open("r+b") as opened:
        opened.write(file.read_bytes().replace("Bài thử".encode(), "Bài kia".encode()))
    os.utime(file, ns=(past.st_atime_ns, past.st_mtime_ns))
    assert build(project).read == 0
    assert build(project, trust=False).read == 1
    assert "Bài kia" in project.page("di-tich/den-ba/index.html")


def changed_in_cache(project: Project, statement: str, *values: str) -> int:
    """Carries out a statement on the cache's file; how many rows it changed."""
    with contextlib.closing(sqlite3.connect(project.root / CACHE / FILE)) as database, database:
        return database.execute(statement, values).rowcount


SORTS = ("summaries", "cards", "own pages", "articles", "pages", "facts", "snapshots", "last")
DAMAGES = ("x'00'", "NULL", "'text'", "value || x'00'", "(SELECT value FROM entries WHERE sort = 'last')")
EDITED = ("content/relics/den-ba/index.vi.md", "templates/kinds/relic.html")
LOSSES = [
    # Every sort, every damage and every edit stands among the quick ones; the slow ones are the other pairings.
    pytest.param(sort, where, value, marks=[] if (place + number) % 10 == 0 else pytest.mark.slow)
    for place, sort in enumerate(SORTS)
    for number, (value, where) in enumerate(itertools.product(DAMAGES, EDITED), 1)
]


@pytest.mark.parametrize(("sort", "where", "value"), LOSSES)
def test_whatever_is_lost_of_the_cache_costs_time_only(project: Project, tmp_path: Path, sort: str, where: str, value: str) -> None:
    assert changed_in_cache(project, f"UPDATE entries SET value = {value} WHERE sort = ?", sort)
    part = '{% extends "record.html" %}{% block end %}<p>Khác</p>{% endblock %}'
    project.write({where: record(2, title="Đền khác") if where.endswith(".md") else part})
    assert not build(project).stopped
    assert project.files() == clean(project, tmp_path / "clean")[1]


LASTING = [("pages", ""), ("last", ""), ("snapshots", "inputs"), ("snapshots", "outputs")]
"""What is kept of a whole site."""


@pytest.mark.slow
@pytest.mark.parametrize("lost", LASTING)
def test_a_record_that_is_again_as_it_was_is_not_taken_for_what_it_was_between(
    project: Project, tmp_path: Path, lost: tuple[str, str]
) -> None:
    """A text changes, then another in a build that is stopped, then the first is back, and of what was kept one thing is lost."""
    text, other = "content/relics/den-ba/index.vi.md", "content/relics/den-hai/index.vi.md"
    before = {name: (project.root / name).read_text(encoding="utf-8") for name in (text, other)}
    project.write({text: record(2, title="Đền khác", body="Bài khác.")})
    assert not build(project).stopped
    project.write({text: record(2, title="Đền khác nữa"), other: "không có gì"})
    assert build(project).stopped
    assert changed_in_cache(project, "DELETE FROM entries WHERE sort = ? AND name = ?", *lost) == 1
    project.write(before)
    assert not build(project).stopped
    assert project.files() == clean(project, tmp_path / "clean")[1]


@pytest.mark.slow
def test_any_number_of_processes_gives_the_same_bytes(tmp_path: Path) -> None:
    files = {f"content/relics/den-{number}/index.vi.md": relic(f"Đền {number}", body=f"Bài {number}.") for number in range(80)}
    made = []
    for jobs in (1, 3):
        project = Project(tmp_path / f"{jobs}")
        project.write({"content/site.yml": SETTINGS, **files})
        assert not build(project, jobs=jobs).stopped
        made.append(project.files())
    assert made[0] == made[1]


def test_a_fault_in_a_process_is_a_fault_of_the_build(tmp_path: Path) -> None:
    from disan.core.processes import mapped

    with pytest.raises(ZeroDivisionError):
        list(mapped(lambda number: 1 // number, [1, 0, 2, 3], 2))
    assert list(mapped(lambda number: number * number, list(range(20)), 3)) == [number * number for number in range(20)]


HEAVY = {
    "jinja2",
    "yaml",
    "markdown",
    "nh3",
    "PIL",
    "segno",
    "openpyxl",
    "typst",
    "disan.build.pipeline",
    "disan.pages",
    "disan.content.record",
}


def loaded(project: Project) -> set[str]:
    """The modules that a build loads, by the command as it is typed."""
    command = [sys.executable, "-X", "importtime", str(ROOT / "build.py"), "--root", str(project.root), "--today", TODAY.isoformat()]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


def test_nothing_changed_loads_no_library(project: Project) -> None:
    modules = loaded(project)
    assert "disan.build.up_to_date" in modules
    assert not modules & HEAVY


NOT_FOR_AN_EDIT = {"segno", "ssl", "http.client", "xml.sax", "PIL", "typst", "openpyxl", "lunar_vn", "subprocess", "multiprocessing"}
NOT_FOR_AN_EDIT |= {
    "disan.drawing.qr",
    "disan.ledger.reading",
    "disan.ledger.rules",
    "disan.editing.forms",
    "disan.preview.server",
    "disan.drawing.typesetting",
}
NOT_FOR_AN_EDIT |= {"disan.pages.manual"}


def test_an_edited_record_loads_what_its_pages_are_made_with_and_no_more(project: Project) -> None:
    project.write({"content/relics/den-ba/index.vi.md": record(2, title="Đền khác", body="Bài khác.")})
    modules = loaded(project)
    assert {"disan.build.pipeline", "yaml", "markdown", "jinja2"} <= modules
    assert modules & NOT_FOR_AN_EDIT == set()


def test_warnings_are_told_again_when_nothing_changed(site_of: Site, capsys: pytest.CaptureFixture[str]) -> None:
    project = site_of({"content/relics/den-mot/index.vi.md": relic("Đền Một")})
    os.utime(project.root / "content/relics/den-mot/index.vi.md", (1, 1))
    words = ["build", "--root", str(project.root), "--today", TODAY.isoformat()]
    assert cli.main(words) == 0
    first = capsys.readouterr().err
    assert "[missing-code]" in first
    assert cli.main(words) == 0
    assert capsys.readouterr().err == first
    assert cli.main([*words, "--strict"]) == 1


def test_a_check_writes_nothing_and_uses_what_is_known(project: Project) -> None:
    before = {file: file.read_bytes() for file in (project.root / ".cache").iterdir() if file.is_file()}
    report = pipeline.build(project.root, None, TODAY)
    assert (report.read, report.rendered) == (0, 0)
    assert {file: file.read_bytes() for file in (project.root / ".cache").iterdir() if file.is_file()} == before


def test_a_neighbour_that_becomes_a_related_record_moves_on_the_page(site_of: Site, tmp_path: Path) -> None:
    """The cards of a page stay the same, one after the other; where the nearest end and the related begin does not."""
    project = site_of({f"content/relics/{name}/index.vi.md": record(number) for number, name in enumerate(NAMES)})
    build(project)
    linking = record(0, body="Gần [[relics/den-hai]].")
    project.write({"content/relics/den-mot/index.vi.md": linking})
    build(project)
    assert project.files() == clean(project, tmp_path / "clean")[1]
    project.write({"content/relics/den-ba/index.vi.md": record(2, body="Gần [[relics/den-hai]].")})
    build(project)
    assert project.files() == clean(project, tmp_path / "clean")[1]


def test_a_faulty_template_is_told_where_a_page_is_gone_too(project: Project, tmp_path: Path) -> None:
    shutil.rmtree(project.root / "content/relics/den-ba")
    project.write({"templates/kinds/relic.html": '{% extends "record.html" %}{% block text %}{{ page.nothing }}{% endblock %}'})
    report = build(project)
    assert report.stopped
    assert report.problems == clean(project, tmp_path / "clean")[0].problems
