"""Searching whole texts: their index by Pagefind, what becomes of it from build to build, and the part of a page that asks it."""

import gzip
import json
import stat
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

from disan.build import full_text, pipeline
from disan.build.full_text import command
from disan.build.full_text.command import NoIndexError
from tests.fixtures.projects import SETTINGS, TODAY, Project, relic, rules
from tests.fixtures.visiting import Visit

TEXTS = {
    "den-ca": ("Đền Cả", "Con đường đá vào đền."),
    "anh-duong": ("Ánh dương", "Mặt trời **dương** thế."),
    "chua-hang": ("Chùa Hang", "Dân làng đến dâng hương."),
    "mieu-dong": ("Miếu Đông", "Đường làng lát gạch."),
    "nha-tho": ("Nhà thờ họ Đặng", "Đặng tộc, một dòng họ đánh giặc."),
    "gieng-ngoc": ("Giếng Ngọc", "Nước trong quanh năm."),
}
ASKED: Mapping[str, set[str]] = {
    "đền": {"den-ca"},
    "den": {"den-ca", "chua-hang"},
    "đường": {"den-ca", "mieu-dong"},
    "dương": {"anh-duong"},
    "duong": {"den-ca", "anh-duong", "mieu-dong"},
    "dan": {"chua-hang"},
    "dang": {"chua-hang", "nha-tho"},
    "DONG HO": {"nha-tho"},
    unicodedata.normalize("NFD", "Đường đá"): {"den-ca"},
    "dươngg": set(),
}
"""What is typed, and the records that have all of its words: letters without marks may have any, a mark must be there."""
CONTENT = {
    "content/site.yml": SETTINGS,
    "content/about.vi.md": "---\ntitle: Giới thiệu\n---\nTrang thử.\n",
    **{f"content/relics/{slug}/index.vi.md": relic(title, body=body) for slug, (title, body) in TEXTS.items()},
}


def build(project: Project) -> set[str]:
    """Builds the site as the command line does, below a base path, and says which rules were broken; the records have no codes."""
    report = pipeline.build(project.root, project.out, TODAY, base_url="https://disan.example/kho", full_text=True)
    assert report.stopped == ("foreign-file" in rules(report))
    return rules(report) - {"missing-code"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site with its indexes, each of two parts."""
    project = Project(tmp_path_factory.mktemp("full-text"))
    project.write(CONTENT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(full_text, "_TOGETHER", 4)
        assert build(project) == set()
    return project


def indexed(project: Project, language: str) -> set[str]:
    """The site paths in the index of a language."""
    fragments = (project.out / "pagefind" / language).glob("**/*.pf_fragment")
    return {json.loads(gzip.decompress(each.read_bytes()).removeprefix(b"pagefind_dcd"))["url"] for each in fragments}


def index_of(project: Project) -> dict[Path, bytes]:
    """Every file of the indexes."""
    return {file: file.read_bytes() for file in (project.out / "pagefind").rglob("*") if file.is_file()}


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program in Pagefind's place."""
    program = folder / "stand-in"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)


def test_records_are_indexed_and_nothing_else_changes(built: Project, tmp_path: Path) -> None:
    assert indexed(built, "vi") == {f"/di-tich/{slug}/" for slug in TEXTS}
    assert indexed(built, "en") == {f"/en/relics/{slug}/" for slug in TEXTS}
    plain = Project(tmp_path / "plain")
    plain.write(CONTENT)
    plain.build(base_url="https://disan.example/kho")
    assert plain.files() == built.files()


def test_an_index_is_made_again_only_where_texts_change(built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = built.copied(tmp_path / "copy")
    build(project)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: tmp_path / "nowhere")
    before = index_of(project)
    project.write({"content/about.vi.md": "---\ntitle: Giới thiệu\n---\nKhác.\n"})
    assert build(project) == set(), "no record is another"
    project.write({"content/relics/den-ca/index.vi.md": relic("Đền Khác")})
    assert build(project) == {"no-full-text"}
    assert index_of(project) == before, "the older one stays"
    project.write({"content/site.yml": SETTINGS + "full_text: không\n"})
    assert build(project) == set()
    notes = {project.out / "pagefind" / language / "disan.json" for language in ("vi", "en")}
    assert index_of(project).keys() == notes, "nobody would renew it; its page is told that there is none"
    (project.out / "pagefind/vi/disan.json").unlink()
    project.write({"content/site.yml": SETTINGS, "site/pagefind/vi/ghi-chu.txt": "của người khác"})
    assert build(project) == {"foreign-file"}
    assert project.page("pagefind/vi/ghi-chu.txt") == "của người khác"


@pytest.mark.needs("posix")
@pytest.mark.parametrize(
    ("script", "reason", "words"), [("exec sleep 60", "slow", ""), ("echo xấu >&2; exit 1", "failed", "xấu"), ("", "failed", "")]
)
def test_a_program_that_fails_costs_no_more_than_its_time(
    script: str, reason: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, script, monkeypatch)
    with pytest.raises(NoIndexError) as told:
        command.index(tmp_path, "vi", tmp_path / "index", 1)
    assert (told.value.reason, told.value.words) == (reason, words)


@pytest.mark.slow
@pytest.mark.needs("chromium")
def test_a_reader_finds_every_text_that_has_the_words_and_no_other(built: Project, visit: Visit) -> None:
    visitor = visit(built.out, "/kho/")
    visitor.opens("/tim-kiem/")
    page, part = visitor.page, visitor.page.locator("[data-full-text]")
    field, said = page.locator("main input[type=search]"), part.locator("[role=status]")
    for typed, records in ASKED.items():
        field.fill(typed)
        part.get_by_role("button").first.click()
        visitor.waits(lambda: "…" not in str(said.text_content()))
        found = [str(each.get_attribute("href")) for each in part.get_by_role("link").all()]
        assert sorted(found) == sorted(f"/kho/di-tich/{slug}/" for slug in records), typed
        assert said.text_content() == ("" if records else "Không bài nào có đủ các từ ấy.")
        assert "⁂" not in part.inner_text()
    field.fill("duong da")
    part.get_by_role("button").first.click()
    part.locator("mark").first.wait_for()
    assert part.locator("mark").all_inner_texts() == ["đường", "đá"]
    field.fill(" ")
    part.wait_for(state="hidden")
    (built.out / "pagefind" / "vi" / "disan.json").write_text('{"parts":0}', encoding="utf-8")
    visitor.opens("/tim-kiem/")
    with page.expect_response("**/disan.json"):
        field.fill("den")
    page.locator("[data-answers] li").first.wait_for()
    assert not part.is_visible(), "there is no index"
    assert visitor.complaints == []
