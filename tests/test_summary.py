"""What is said beside a proposal: the records, pages and problems of it, in both languages. All records here are test data."""

import shutil
import subprocess
from pathlib import Path

import pytest

from disan.cli import main
from disan.editing.printed import GUARDED
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


LEDGER = "code,batch,date,address,level,matrix,size,quantity,note\n7K3QM,2026-11-thu,2026-11-23,https://DISAN.EXAMPLE/Q/7K3QM,Q,0123456789abcdef,a5,1,\n"
PLACED = "places:\n  - name: xã Thử\n"


@pytest.fixture
def printed(project: Project) -> Project:
    """The same with a plaque of the first one, whose text has a hundred words."""
    text = relic("Đền Một", code=CODE, extra=PLACED, body=" ".join(f"chữ{number}" for number in range(100)))
    project.write({"content/relics/den-mot/index.vi.md": text, "content/plaques.csv": LEDGER})
    git(project.root, "add", "-A")
    git(project.root, "commit", "-q", "-m", "printed")
    return project


def changed(project: Project, *pairs: tuple[str, str]) -> None:
    """Writes other words into the first record."""
    file = project.root / "content/relics/den-mot/index.vi.md"
    text = file.read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8")


@pytest.mark.needs("git")
def test_a_summary_begins_with_what_touches_printed_codes(printed: Project, capsys: pytest.CaptureFixture[str]) -> None:
    words = " ".join(f"chữ{number}" for number in range(40, 80))
    changed(printed, ("Đền Một", "Đền | ![x](//e.example) @ai"), ("xã Thử", "xã Khác"), (words, "khác hẳn " * 20))
    settings = printed.root / "content/site.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("https://disan.example", "https://khac.example"), encoding="utf-8")
    printed.write({"content/retired.csv": "code,fate,target,title_vi,reason_vi,reason_en,date\n82MW3,moved,7K3QM,,,,2026-11-24\n"})
    _, said, _ = summed_up(printed, "HEAD", capsys)
    lines = said.splitlines()
    assert lines[:3] == ["<!-- disan -->", "<!-- disan: printed -->", "### Chạm đến mã đã in: 5 chỗ"]
    rows = [[cell.strip() for cell in line.split(" | ")] for line in lines if line.startswith("| ")][1:]
    assert [row[1] for row in rows] == ["tên", "nơi", "bài, 39% số chữ khác", "địa chỉ của trang", "dòng của sổ mã"]
    assert rows[0][2] == "Đền Một"
    assert r"Đền \| \!\[x\]" in rows[0][3]
    assert "@ai" not in said, "nobody is called"
    assert (rows[1][2], rows[1][3].rstrip(" |")) == ("xã Thử", "xã Khác")
    assert "chữ39" in rows[2][2]
    assert "khác hẳn" in rows[2][3]
    assert any("CODEOWNERS" in line for line in lines), "nobody is named yet who must say yes"


@pytest.mark.needs("git")
def test_a_code_that_goes_to_another_record_is_told_and_a_mended_word_is_not(printed: Project, capsys: pytest.CaptureFixture[str]) -> None:
    changed(printed, ("chữ7 ", "chữ bảy "))
    _, said, _ = summed_up(printed, "HEAD", capsys)
    assert "disan: printed" not in said
    taken = relic("Đền Khác", code=CODE, extra="formerly: [den-mot]\n")
    shutil.rmtree(printed.root / "content/relics/den-mot")
    printed.write({"content/relics/den-khac/index.vi.md": taken, ".github/CODEOWNERS": owners("@ai-do")})
    code = main(["check", "--root", str(printed.root), "--printed"])
    told = capsys.readouterr().out.splitlines()
    assert code == 0, "a renamed folder breaks no promise, so people have to look"
    assert "so với" in told[0]
    assert told[1] == f"{CODE} · content/relics/den-khac: mã chuyển sang hồ sơ khác: content/relics/den-mot → content/relics/den-khac"
    assert told[2] == f"{CODE} · content/relics/den-khac: tên: Đền Một → Đền Khác"
    assert not any("CODEOWNERS" in line for line in told)


def owners(name: str) -> str:
    """A list of owners of all that is guarded."""
    return "".join(f"/{path} {name}\n" for path in GUARDED)
