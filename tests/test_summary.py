"""What is said beside a proposal: the records, pages and problems of it, in both languages. All records here are test data."""

import shutil
import subprocess
from pathlib import Path

import pytest

from disan.cli import main
from tests.fixtures.projects import Project, Site, relic
from tests.requirements import located

CODE = "7K3QM"


def git(root: Path, *words: str) -> str:
    """Runs git in a project."""
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    return subprocess.run([str(located("git")), "-C", str(root), *who, *words], check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def project(site_of: Site) -> Project:
    """Three relics of test data, committed."""
    records = {"den-mot": relic("Đền Một", code=CODE), "den-hai": relic("Đền Hai"), "den-ba": relic("Đền Ba")}
    made = site_of({f"content/relics/{slug}/index.vi.md": text for slug, text in records.items()})
    git(made.root, "init", "-q")
    git(made.root, "add", "-A")
    git(made.root, "commit", "-q", "-m", "first")
    return made


def proposed(project: Project) -> str:
    """Changes the first, adds a fourth with a mistake, translates the second, removes the third; gives the commit before."""
    before = git(project.root, "rev-parse", "HEAD")
    project.write(
        {
            "content/relics/den-mot/index.vi.md": relic("Đền Một mới", code=CODE),
            "content/relics/den-bon/index.vi.md": relic("Đền Bốn", extra="opned: 1999\n"),
            "content/relics/den-hai/index.en.md": "---\ntitle: Temple Two\n---\n",
            "content/about.vi.md": "---\ntitle: Về trang thử\n---\nThử.\n",
        }
    )
    shutil.rmtree(project.root / "content/relics/den-ba")
    git(project.root, "add", "-A")
    git(project.root, "commit", "-q", "-m", "proposal")
    return before


def summed_up(project: Project, since: str, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """The exit code and what was printed."""
    code = main(["summary", "--root", str(project.root), "--since", since, *words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.needs("git")
def test_a_summary_tells_records_pages_and_problems(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = summed_up(project, proposed(project), capsys)
    lines = said.splitlines()
    assert code == 0
    assert lines[:2] == ["<!-- disan -->", "### Nội dung có 1 lỗi phải sửa"]
    assert any(line.startswith("- `content/relics/den-bon/index.vi.md:") and "opned" in line for line in lines)
    assert "- Sửa: Đền Một mới (`/di-tich/den-mot/`, `/en/relics/den-mot/`, `/Q/7K3QM`)" in lines
    assert "- Sửa: Đền Hai (`/di-tich/den-hai/`, `/en/relics/den-hai/`)" in lines
    assert "- Xóa: relics/den-ba" in lines
    assert "Ngoài ra có 1 tệp khác thay đổi." in lines


@pytest.mark.needs("git")
def test_a_summary_in_english_says_where_the_built_site_is(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    since = proposed(project)
    (project.root / "content/relics/den-bon/index.vi.md").write_text(relic("Đền Bốn"), encoding="utf-8")
    _, said, _ = summed_up(project, since, capsys, "--lang", "en", "--built-at", "https://example.org/artifact/7")
    assert "### The content has no errors" in said
    assert "- Added: Đền Bốn (`/di-tich/den-bon/`, `/en/relics/den-bon/`)" in said
    assert "(https://example.org/artifact/7)" in said


@pytest.mark.needs("git")
def test_a_commit_that_is_not_there_is_said(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, complaint = summed_up(project, "0" * 40, capsys)
    assert (code, said) == (2, "")
    assert "0000000" in complaint


@pytest.mark.needs("git")
def test_a_summary_of_nothing_says_that_all_is_well(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = summed_up(project, "HEAD", capsys)
    assert code == 0
    assert "Các thay đổi trong đề xuất" not in said
