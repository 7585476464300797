"""The command line as its users meet it: a process, its exit code, what it prints."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from disan.content.kinds import KINDS
from disan.content.record import Record
from disan.core import codes
from tests.fixtures.projects import Site, relic

ROOT = Path(__file__).parent.parent
ONE = "content/relics/den-mot/index.vi.md"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs build.py."""
    command = [sys.executable, str(ROOT / "build.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)


def test_build_is_what_runs_without_a_command(site_of: Site) -> None:
    project = site_of({ONE: relic()})
    done = run("--root", project.root, "--today", "2026-11-23")
    assert done.returncode == 0
    assert done.stdout.startswith("Xong: ")
    assert (project.out / "index.html").exists()


def test_wrong_content_is_1_and_told_in_vietnamese_or_english(site_of: Site) -> None:
    project = site_of({ONE: relic(extra="rank: quốc ja\n")})
    done = run("check", "--root", project.root)
    assert done.returncode == 1
    assert "lỗi: Cấp xếp hạng “quốc ja”" in done.stderr
    assert "error: Rank “quốc ja”" in run("check", "--root", project.root, "--lang", "en").stderr


def test_problems_as_json_and_as_github_annotations_go_to_standard_output(site_of: Site) -> None:
    project = site_of({ONE: relic(extra="rank: quốc ja\n")})
    rules = {problem["rule"] for problem in json.loads(run("check", "--root", project.root, "--format", "json").stdout)}
    assert rules == {"unknown-choice"}
    assert run("check", "--root", project.root, "--format", "github").stdout.startswith(f"::error file={ONE},line=")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["build", "--today", "yesterday"],
        ["build", "--out", "content"],
        ["build", "--out", "."],
        ["build", "--base-url", "disan.example"],
        ["new", "bridge", "Cầu"],
        ["new", "relic"],
        ["new", "relic", "!!!"],
    ],
)
def test_wrong_usage_is_2_and_writes_nothing(site_of: Site, arguments: list[str]) -> None:
    project = site_of({ONE: relic()})
    before = sorted(project.root.rglob("*"))
    resolved = [str(project.root / each) if arguments[index - 1] == "--out" else each for index, each in enumerate(arguments)]
    done = run(*resolved, "--root", project.root)
    assert done.returncode == 2
    assert done.stderr
    assert sorted(project.root.rglob("*")) == before


def test_a_missing_library_is_named_with_the_line_that_installs_it(site_of: Site) -> None:
    project = site_of({ONE: relic()})
    bare = [sys.executable, "-S", str(ROOT / "build.py"), "build", "--root", str(project.root)]  # -S: without any installed library.
    done = subprocess.run(bare, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    vietnamese, english = done.stderr.splitlines()
    assert vietnamese.startswith("Thiếu thư viện ")
    assert vietnamese.endswith(" Hãy chạy: pip install -c constraints.txt -e .")
    assert english.endswith(" Run: pip install -c constraints.txt -e .")


def test_our_own_fault_is_3_with_a_traceback_and_no_blame(site_of: Site) -> None:
    project = site_of({ONE: relic(), "templates/scripts/move.js": b"\xff\xfe not text", "templates/css/page.css": b"\xff"})
    done = run("--root", project.root)
    assert done.returncode == 3
    assert "Traceback" in done.stderr
    assert "không phải của bạn" in done.stderr


@pytest.mark.parametrize("command", ["build", "check", "serve", "new", "assign"])
def test_every_command_helps_in_both_languages(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert " / " in done.stdout


def test_new_makes_a_draft_that_checks_clean_once_it_is_filled(site_of: Site) -> None:
    project = site_of({})
    done = run("new", "relic", 'Đền "Mới": một', "--root", project.root)
    file = project.root / "content/relics/den-moi-mot/index.vi.md"
    assert done.returncode == 0
    content = file.read_text(encoding="utf-8")
    code = next(line.split()[1] for line in content.splitlines() if line.startswith("code:"))
    assert codes.fault(code) is None
    filled = content.replace("draft: có", "#").replace("type:", "type: history").replace("  - url:", "  - url: https://nguon.example/")
    filled = filled.replace("  - name:", "  - name: xã Đồng Lộc")
    file.write_text(filled, encoding="utf-8")
    assert run("check", "--root", project.root, "--strict").returncode == 0
    assert run("new", "relic", "Đền Mới, một", "--root", project.root).returncode == 1


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_is_left_empty_in_a_new_record_is_no_mistake(kind: type[Record], site_of: Site) -> None:
    """The handbook says: what you do not know, leave empty. Only what must be there is filled in."""
    project = site_of({})
    assert run("new", kind.__name__, "Mục thử", "--root", project.root).returncode == 0
    file = project.root / f"content/{kind.folder}/muc-thu/index.vi.md"
    filled = file.read_text(encoding="utf-8")
    for blank, value in (
        ("draft: có", "#"),
        ("type:", "type: history"),
        ("published:", "published: 2026"),
        ("year:", "year: 2026"),
        ("standing:", "standing: official"),
        ("    title:", "    title: Sách"),
    ):
        filled = filled.replace(f"\n{blank}", f"\n{value}")
    file.write_text(filled, encoding="utf-8")
    assert project.build(strict=True).problems == ()


def test_new_takes_a_title_without_quotation_marks_and_a_kind_by_its_vietnamese_name(site_of: Site) -> None:
    project = site_of({})
    assert run("new", "nha-van-hoa", "Nhà", "văn", "hóa", "thôn", "Thử", "--root", project.root).returncode == 0
    assert 'title: "Nhà văn hóa thôn Thử"' in (project.root / "content/houses/nha-van-hoa-thon-thu/index.vi.md").read_text("utf-8")
    assert run("new", "Di tích", "Đền Thử", "--root", project.root).returncode == 0
    wrong = run("new", "cầu", "Cầu Thử", "--root", project.root)
    assert wrong.returncode == 2
    assert "house (nhà văn hóa)" in wrong.stderr


def test_a_command_typed_wrongly_is_told_in_both_languages() -> None:
    done = run("import", "house")
    assert done.returncode == 2
    assert "Lệnh chưa đúng. Xem cách dùng: python build.py import --help" in done.stderr
    assert "Wrong usage. For help:" in done.stderr


def test_assign_gives_codes_once_and_keeps_every_other_byte(site_of: Site) -> None:
    windows = relic("Đền Hai").replace("\n", "\r\n")
    project = site_of(
        {ONE: relic(), "content/relics/den-hai/index.vi.md": windows, "content/relics/hong/index.vi.md": "---\ntitle: 'x\n---\n"}
    )
    done = run("assign", "--root", project.root)
    assert done.returncode == 1, "one file cannot be read, which is told"
    assert "yaml-syntax" in done.stderr
    lines = (project.root / "content/relics/den-hai/index.vi.md").read_bytes().split(b"\r\n")
    assert [line for line in lines if not line.startswith(b"code: ")] == windows.encode().split(b"\r\n")
    first = (project.root / ONE).read_text(encoding="utf-8")
    assert "\ncode: " in first
    run("assign", "--root", project.root)
    assert (project.root / ONE).read_text(encoding="utf-8") == first


@pytest.mark.parametrize(("way", "called"), [(["build.py"], "python build.py"), (["-m", "disan"], "python -m disan")])
def test_help_tells_the_program_as_it_was_called(way: list[str], called: str) -> None:
    command = [sys.executable, *way, "check", "--help"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8")
    assert done.stdout.startswith(f"usage: {called} check ")
