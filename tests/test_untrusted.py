"""What lies in `.cache/` and `site/` may have come with a proposal or an archive: nothing in it runs, leads elsewhere or reaches a page."""

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from disan.build.cache import FILE, Table
from disan.drawing import pictures
from disan.drawing.pictures import Derived, Refused
from tests.fixtures.projects import SETTINGS, Project, relic, rules
from tests.test_pictures import photograph

PACKAGE = Path(__file__).parent.parent / "disan"
RECORD = "content/relics/den-mot/index.vi.md"
CODE = "82MW3"


def _project(root: Path) -> Project:
    project = Project(root)
    project.write({"content/site.yml": SETTINGS, RECORD: relic("Đền Một", code=CODE, body="Câu thật.")})
    return project


def _poisoned(file: Path) -> None:
    """Another sentence in every value, under a seal as good as ours."""
    with closing(sqlite3.connect(file, isolation_level=None)) as opened:
        for sort, name, digest, sealed in opened.execute("SELECT * FROM entries").fetchall():
            value = sealed[8:].replace("Câu thật".encode(), "Câu giả!".encode())
            opened.execute(
                "UPDATE entries SET value=? WHERE sort=? AND name=?", (Table(sort, None).sealed(name, digest, value), sort, name)
            )


def test_a_cache_from_elsewhere_is_nobodys_word(tmp_path: Path) -> None:
    project = _project(tmp_path)
    project.build(jobs=1)
    kept = project.root / ".cache" / FILE
    _poisoned(kept)
    shutil.rmtree(project.out)
    project.build(jobs=1)
    page = "di-tich/den-mot/index.html"
    assert "Câu giả" in project.page(page), "the values are read where the program left them, so the next line means something"
    copy = kept.with_name("copy")
    shutil.copy2(kept, copy)
    copy.replace(kept)
    shutil.rmtree(project.out)
    project.build(jobs=1)
    assert "Câu thật" in project.page(page)


def test_nothing_that_is_kept_can_run() -> None:
    runs = re.compile(r"\b(?:marshal|pickle|shelve|dill|(?:FileSystem|Memcached)BytecodeCache|runpy)\b|(?<![.\w])(?:eval|exec|compile)\(")
    found = {file.name: runs.findall(file.read_text(encoding="utf-8")) for file in PACKAGE.rglob("*.py")}
    # What processes of one build tell each other is kept nowhere.
    assert {name for name, each in found.items() if each} == {"processes.py"}


def test_a_cache_that_git_keeps_stops_the_build_and_a_site_that_it_keeps_is_told(tmp_path: Path) -> None:
    project = _project(tmp_path)
    project.write({".gitignore": "/site/\n/.cache/\n"})
    project.build(jobs=1)

    def git(*words: str) -> None:
        names = ("-c", "user.name=thu", "-c", "user.email=thu@thu.example")
        subprocess.run(["git", "-C", str(project.root), *names, *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "a")
    assert "committed-output" not in rules(project.build(jobs=1))
    git("add", "-f", "site")
    report = project.build(jobs=1)
    assert not report.stopped
    assert "committed-output" in rules(report)
    git("add", "-f", ".cache")
    report = project.build(jobs=1)
    assert report.stopped
    assert [each.at.file for each in report.problems if each.rule == "committed-output" and each.grade == "error"] == [".cache"]
    assert report.read == report.rendered == 0


def test_links_are_replaced_and_not_followed(tmp_path: Path) -> None:
    project = _project(tmp_path / "project")
    project.build(jobs=1)
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "index.html").write_text("theirs", encoding="utf-8")
    shutil.rmtree(project.out / "di-tich")
    (project.out / "di-tich").symlink_to(theirs)
    (project.out / "x").symlink_to("../content")
    (project.out / "404.html").unlink()
    (project.out / "404.html").symlink_to(theirs / "index.html")
    for name in (".disan-part", ".disan-part-1"):
        (project.out / name).symlink_to(theirs / "index.html")
    listed = project.out / ".disan-files"
    odd = f"x/{RECORD.removeprefix('content/')}\n../content/site.yml\n/etc/x\nx/./site.yml\na\\..\\b\n"
    listed.write_text(odd + listed.read_text(encoding="utf-8"), encoding="utf-8")
    (project.root / ".cache/share").mkdir(exist_ok=True)
    for name in ("share/a", ".now", "pictures"):
        (project.root / ".cache" / name).symlink_to(theirs / "index.html")
    before = {file: file.read_bytes() for file in (project.root / "content").rglob("*") if file.is_file()}
    project.write({RECORD: relic("Đền Một", code=CODE, body="Câu khác.")})
    before[project.root / RECORD] = (project.root / RECORD).read_bytes()
    report = project.build(jobs=1)
    assert not report.stopped
    assert {file: file.read_bytes() for file in (project.root / "content").rglob("*") if file.is_file()} == before
    assert (theirs / "index.html").read_text(encoding="utf-8") == "theirs"
    assert sorted(theirs.iterdir()) == [theirs / "index.html"]
    assert not [each for folder in (project.out, project.root / ".cache") for each in folder.rglob("*") if each.is_symlink()]
    assert "Câu khác" in project.page("di-tich/den-mot/index.html")


@pytest.mark.parametrize("instead", ["nothing", "file", "folder"])
def test_a_page_that_somebody_took_away_is_missed_by_nobody(tmp_path: Path, instead: str) -> None:
    project = _project(tmp_path)
    project.write({"content/relics/den-hai/index.vi.md": relic("Đền Hai")})
    project.build(jobs=1)
    page = project.out / "di-tich/den-hai/index.html"
    shutil.rmtree(page.parent)
    if instead == "file":
        page.parent.write_text("theirs", encoding="utf-8")
    if instead == "folder":
        page.mkdir(parents=True)
    shutil.rmtree(project.root / "content/relics/den-hai")
    assert not project.build(jobs=1).stopped
    assert not project.build(jobs=1).stopped


def _renamed(entry: Path, told: str, before: str, after: str) -> str:
    for file in entry.glob(f"*{before}"):
        file.rename(file.with_suffix(after))
    return told.replace(f'{before}"', f'{after}"')


def _holding(entry: Path, told: str, content: bytes) -> str:
    file = next(entry.glob("*.webp"))
    file.write_bytes(content.ljust(file.stat().st_size))
    return told


def _linked(entry: Path, told: str) -> str:
    file = next(entry.glob("*.webp"))
    file.rename(entry.parent / "elsewhere")
    file.symlink_to(entry.parent / "elsewhere")
    return told


SCRIPT = '"data:image/webp;base64,AAAA);}</style><script>alert(1)</script>"'
TAMPERED: dict[str, Callable[[Path, str], str]] = {
    "placeholder": lambda _entry, told: re.sub(r'"data:image/webp[^"]*"', SCRIPT, told),
    "another file": lambda _entry, told: re.sub(r'"file":"[^"]*"', '"file":"../../../x.jpg"', told),
    "another name": lambda _entry, told: re.sub(r'"name":"[^"]*"', '"name":"../../x.jpg"', told, count=1),
    "another ending": lambda entry, told: _renamed(entry, told, ".avif", ".html"),
    "another format": lambda entry, told: _holding(entry, told, b"<script>"),
    "link": _linked,
    "number": lambda _entry, told: re.sub(r'"width":\d+', '"width":"1;x"', told),
}


@pytest.mark.parametrize("case", TAMPERED)
def test_nothing_but_pictures_comes_out_of_the_cache_of_pictures(case: str, tmp_path: Path) -> None:
    original = tmp_path / "a.jpg"
    photograph(60, 40).save(original)
    made = pictures.derive(original, tmp_path / "cache")
    assert isinstance(made, Derived)
    (listed,) = (tmp_path / "cache").rglob("derived.json")
    listed.write_text(TAMPERED[case](listed.parent, listed.read_text(encoding="utf-8")), encoding="utf-8")
    again = pictures.derive(original, tmp_path / "cache")
    assert not isinstance(again, Refused)
    assert msgspec.to_builtins(again, enc_hook=str) == msgspec.to_builtins(made, enc_hook=str)
    assert all(each.file.resolve().parent == listed.parent and each.file.read_bytes()[:8] != b"<script>" for each in again.renditions)
