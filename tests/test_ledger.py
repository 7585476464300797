"""The ledger of printed codes in a real git repository: what breaks a promise stops the build, what keeps it passes. Test data only."""

import datetime
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from disan import ledger
from disan.build import checks
from disan.content.kinds import KINDS
from disan.core.problems import Problem
from disan.editing import assignment
from disan.ledger import git as history
from disan.ledger import table as table_of_bytes
from disan.ledger import writing
from disan.ledger.model import Check, LedgerRow
from disan.ledger.reading import all_codes, read_rows
from tests.fixtures.projects import Project, Site, relic, rules
from tests.requirements import ROOT

CODES = ("7K3QM", "82MW3")
HEADER = "code,batch,date,address,level,matrix,size,quantity,note\n"


def row(code: str, batch: str = "2026-11-thu", quantity: int = 1) -> LedgerRow:
    day = datetime.date(2026, 11, 23)
    return LedgerRow(code, batch, day, f"https://DISAN.EXAMPLE/Q/{code}", "Q", "0123456789abcdef", "a5", quantity)


def line(code: str, batch: str = "2026-11-thu", quantity: int = 1) -> str:
    return f"{code},{batch},2026-11-23,https://DISAN.EXAMPLE/Q/{code},Q,0123456789abcdef,a5,{quantity},\n"


def git(project: Project, *words: str) -> None:
    who = ("-c", "user.name=Người thử", "-c", "user.email=thu@disan.example", "-c", "init.defaultBranch=main")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", "-C", str(project.root), *who, *words], check=True, capture_output=True, env=clean)


def commit(project: Project, said: str) -> None:
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", said)


@pytest.fixture
def printed(site_of: Site) -> Project:
    """Two relics whose plaques were printed, all of it committed."""
    files: dict[str, str | bytes] = {f"content/relics/den-{code.lower()}/index.vi.md": relic(f"Đền {code}", code=code) for code in CODES}
    project = site_of({**files, "content/plaques.csv": HEADER + "".join(map(line, CODES)), ".gitignore": "/site/\n/.cache/\n"})
    (project.root / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    git(project, "init", "-q")
    commit(project, "Hai biển")
    return project


def found(project: Project) -> set[str]:
    """Rules broken as errors."""
    report = project.check()
    broken = {problem.rule for problem in report.problems if problem.grade == "error"}
    assert report.stopped == bool(broken)
    return broken


def table(project: Project) -> Path:
    return project.root / "content" / "plaques.csv"


def test_printed_and_kept_is_fine(printed: Project) -> None:
    assert found(printed) == set()
    assert "ledger-unproven" not in rules(printed.check())
    past = history.of(printed.root)
    assert past is not None
    assert 1_000 < past.size() < 1_000_000, "bytes of a few small files"


def test_a_deleted_record_whose_code_was_printed(printed: Project) -> None:
    shutil.rmtree(printed.root / "content/relics/den-7k3qm")
    assert found(printed) == {"printed-code-lost"}


@pytest.mark.parametrize("committed", [False, True])
def test_a_deleted_record_is_told_with_the_way_back(printed: Project, *, committed: bool) -> None:
    shutil.rmtree(printed.root / "content/relics/den-7k3qm")
    if committed:
        commit(printed, "Xóa một mục")
    (problem,) = (each for each in printed.check().problems if each.grade == "error")
    assert (problem.values["reason"], problem.values["path"]) == ("restored", "content/relics/den-7k3qm")
    git(printed, "checkout", str(problem.values["commit"]), "--", str(problem.values["path"]))
    assert found(printed) == set()


@pytest.mark.parametrize("other", ["", "code: V1D0N\n"])
def test_a_record_that_lost_its_code_is_given_the_same_again(printed: Project, other: str) -> None:
    file = printed.root / "content/relics/den-7k3qm/index.vi.md"
    file.write_text(file.read_text(encoding="utf-8").replace("code: 7K3QM\n", other), encoding="utf-8")
    commit(printed, "Mất mã")
    (problem,) = (each for each in printed.check().problems if each.grade == "error")
    assert (problem.rule, problem.values["reason"]) == ("printed-code-lost", "uncoded")
    file.write_text(file.read_text(encoding="utf-8").replace(other, "") if other else file.read_text(encoding="utf-8"), encoding="utf-8")
    printed.write({"content/relics/den-moi/index.vi.md": relic("Đền mới")})
    assigned, _ = assignment.assign(printed.root, KINDS, random.Random(5))
    codes = {each.file: each.code for each in assigned}
    assert codes["content/relics/den-7k3qm/index.vi.md"] == "7K3QM"
    assert codes["content/relics/den-moi/index.vi.md"] not in CODES
    assert found(printed) == set()


def test_a_copied_record_is_told_as_a_copy_and_nothing_else(printed: Project) -> None:
    shutil.copytree(printed.root / "content/relics/den-7k3qm", printed.root / "content/relics/den-chep")
    assert found(printed) == {"duplicate-code"}


def test_a_renamed_folder_keeps_its_code(printed: Project) -> None:
    git(printed, "mv", "content/relics/den-7k3qm", "content/relics/den-moi")
    assert found(printed) == set()
    commit(printed, "Đổi tên")
    assert found(printed) == set()


def test_two_codes_swapped(printed: Project) -> None:
    one, other = (printed.root / f"content/relics/den-{code.lower()}/index.vi.md" for code in CODES)
    one.write_text(one.read_text(encoding="utf-8").replace("code: 7K3QM", "code: 82MW3"), encoding="utf-8")
    other.write_text(other.read_text(encoding="utf-8").replace("code: 82MW3", "code: 7K3QM"), encoding="utf-8")
    assert found(printed) == {"code-reused"}


@pytest.mark.parametrize(
    "left",
    [
        "---\n\n```\ncode: 7K3QM\n```",
        "---\n\n<!--\ncode: 7K3QM\n-->",
        'summary: "Kể\n\n  code: 7K3QM"\n---',
        "draft: có\n---",
        "link",
        "other-kind",
    ],
)
def test_a_code_is_not_taken_over_behind_a_line_that_looks_like_it(printed: Project, left: str) -> None:
    """Whatever the first holder keeps instead of the field, and whatever the taker says of its past, the plaque stays the first one's."""
    (printed.root / ".gitattributes").write_text("*.md binary\n", encoding="utf-8")
    holder = printed.root / "content/relics/den-7k3qm/index.vi.md"
    text = holder.read_text(encoding="utf-8").replace("code: 7K3QM\n", "")
    taker = relic("Đền lừa", code="7K3QM")
    if left in ("link", "other-kind"):
        shutil.rmtree(holder.parent)
        former = "formerly: [den-7k3qm]\n" if left == "other-kind" else ""
        taker = taker.replace("type: history\n", "" if former else "type: history\n").replace("sources:", f"{former}sources:")
    else:
        holder.write_text(text.replace("---\nBài", f"{left}\nBài"), encoding="utf-8")
    folder = "houses/nha-lua" if left == "other-kind" else "relics/den-lua"
    printed.write({f"content/{folder}/index.vi.md": taker})
    if left == "link":
        holder.parent.symlink_to("den-lua", target_is_directory=True)
    assert "code-reused" in found(printed)


def test_a_lost_code_is_not_given_to_a_record_that_quotes_it(printed: Project) -> None:
    printed.write({"content/relics/den-an/index.vi.md": relic("Đền ăn theo", body="```\ncode: 7K3QM\n```")})
    file = printed.root / "content/relics/den-7k3qm/index.vi.md"
    file.write_text(file.read_text(encoding="utf-8").replace("code: 7K3QM\n", ""), encoding="utf-8")
    commit(printed, "Mất mã, và một bài nhắc đến nó")
    printed.write({"content/relics/den-an/index.vi.md": relic("Đền ăn theo", body="```\ncode: 7K3QM\n```\n\nThêm.")})
    commit(printed, "Sửa bài ấy")
    codes = {each.file: each.code for each in assignment.assign(printed.root, KINDS, random.Random(5))[0]}
    assert codes["content/relics/den-7k3qm/index.vi.md"] == "7K3QM"
    assert codes["content/relics/den-an/index.vi.md"] not in CODES


@pytest.mark.parametrize("committed", [False, True])
def test_a_dropped_row(printed: Project, *, committed: bool) -> None:
    table(printed).write_text(HEADER + line("7K3QM"), encoding="utf-8")
    if committed:
        commit(printed, "Bớt một dòng")
    assert found(printed) == {"ledger-row-lost"}


@pytest.mark.parametrize("committed", [False, True])
def test_an_edited_row(printed: Project, *, committed: bool) -> None:
    table(printed).write_text(HEADER + line("7K3QM") + line("82MW3", quantity=9), encoding="utf-8")
    if committed:
        commit(printed, "Sửa một dòng")
    assert found(printed) == {"ledger-row-changed"}


@pytest.mark.parametrize("committed", [False, True])
def test_a_lost_ledger_is_told_once_with_the_way_back(printed: Project, *, committed: bool) -> None:
    table(printed).unlink()
    if committed:
        commit(printed, "Xóa sổ")
    (problem,) = (each for each in printed.check().problems if each.grade == "error")
    assert problem.rule == "ledger-lost"
    git(printed, "checkout", str(problem.values["commit"]), "--", "content/plaques.csv")
    assert found(printed) == set()


def test_codes_swapped_in_the_ledger_are_told_at_both_rows(printed: Project) -> None:
    swapped = (line(CODES[0]).replace(CODES[0], CODES[1], 1), line(CODES[1]).replace(CODES[1], CODES[0], 1))
    table(printed).write_text(HEADER + "".join(swapped), encoding="utf-8")
    told = [(each.at.line, each.values["reason"], each.values["other"]) for each in printed.check().problems if each.grade == "error"]
    assert told == [(2, "swapped", CODES[0]), (3, "swapped", CODES[1])]


def test_another_plaque_address_is_told(printed: Project) -> None:
    settings = printed.root / "content/site.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "plaque_url: https://khac.example\n", encoding="utf-8")
    assert "printed-address-moved" in rules(printed.check())


def test_lost_code_files_are_our_own_fault(printed: Project) -> None:
    kept, _ = ledger.read(printed.root)
    assert [each.rule for each in checks.printed(kept, {"Q/7K3QM.html", "Q/7K3QM/index.html", "Q/82MW3.html"})] == ["printed-files-missing"]


def test_branches_that_each_printed_a_batch_merge(printed: Project) -> None:
    for name in ("mot", "hai"):
        git(printed, "switch", "-q", "-c", name, "main")
        writing.append(printed.root, [row(CODES[0], f"2026-12-{name}")])
        commit(printed, f"Đợt {name}")
    git(printed, "merge", "-q", "--no-edit", "mot")
    assert found(printed) == set()
    assert {each.batch for each in ledger.read(printed.root)[0].rows} == {"2026-11-thu", "2026-12-mot", "2026-12-hai"}


def test_branches_that_each_hung_a_plaque_merge(printed: Project) -> None:
    printed.write({"content/installed.csv": "code,date,note\n"})
    commit(printed, "Danh sách treo")
    for name, code in zip(("mot", "hai"), CODES, strict=True):
        git(printed, "switch", "-q", "-c", name, "main")
        with (printed.root / "content/installed.csv").open("a", encoding="utf-8") as file:
            file.write(f"{code},2026-11-24,cổng\n")
        commit(printed, f"Treo {name}")
    git(printed, "merge", "-q", "--no-edit", "mot")
    assert found(printed) == set()
    assert {each.code for each in ledger.read(printed.root)[0].installed} == set(CODES)


def test_a_folder_outside_git_is_told_and_builds(printed: Project) -> None:
    (printed.root / ".git").rename(printed.root / "gone")
    assert "ledger-unproven" in rules(printed.check())
    assert found(printed) == set()


def test_rows_that_are_there_are_passed_over(printed: Project) -> None:
    before = table(printed).read_bytes()
    assert writing.append(printed.root, [row(CODES[0])]) == []
    assert table(printed).read_bytes() == before


def test_a_batch_is_added_whole_or_not_at_all(printed: Project) -> None:
    before = table(printed).read_bytes()
    refused = writing.append(printed.root, [row(CODES[0], "2026-12-moi"), row(CODES[1], quantity=9)])
    assert [each.rule for each in refused] == ["ledger-syntax"]
    assert table(printed).read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff" + HEADER.replace(",", ";") + "7K3QM;2026-11-thu;23/11/2026;https://DISAN.EXAMPLE/Q/7K3QM;Q;0123456789abcdef;a5;1;\n",
        (HEADER + line("7K3QM")).replace("\n", "\r\n"),
    ],
)
def test_what_excel_saves_is_read(content: str) -> None:
    problems: list[Problem] = []
    assert [each.without_position() for each in read_rows(content.encode(), problems)] == [row("7K3QM")]
    assert not problems


@pytest.mark.parametrize(("separator", "ending", "closed"), [(",", "\n", True), (";", "\r\n", True), (",", "\n", False)])
def test_tables_are_added_to_as_a_spreadsheet_left_them(tmp_path: Path, separator: str, ending: str, *, closed: bool) -> None:
    def typed(content: str) -> bytes:
        return content.replace(",", separator).replace("\n", ending).encode()

    (tmp_path / "content").mkdir()
    before = typed(HEADER + line("7K3QM"))
    file = tmp_path / "content/plaques.csv"
    file.write_bytes(before if closed else before.removesuffix(ending.encode()))
    assert writing.check_append(tmp_path, [row("82MW3")]) == []
    assert writing.append(tmp_path, [row("82MW3")]) == []
    assert file.read_bytes() == before + typed(line("82MW3"))
    assert all_codes(tmp_path) == frozenset(CODES)
    retired = "code,fate,target,title_vi,reason_vi,reason_en,date\nV1D0N,moved,7K3QM,,,,2026-11-20\n"
    (tmp_path / "content/retired.csv").write_bytes(typed(retired))
    assert all_codes(tmp_path) == {*CODES, "V1D0N"}
    (refused,) = writing.check_append(tmp_path, [row("V1D0N")])
    assert (refused.at.column, refused.at.length, refused.values["reason"]) == (1, 5, "retired")
    assert (refused.rule, refused.at.line, refused.values["code"], refused.values["line"]) == ("code-reused", 4, "V1D0N", 2)
    kept, problems = ledger.read(tmp_path)
    assert problems == []
    assert kept.printed() == {code: (each,) for code, each in zip(CODES, kept.rows, strict=True)}
    assert kept.retired() == {"V1D0N": kept.retirements[0]}
    assert (kept.retirements[0].place, kept.retirements[0].target, kept.retirements[0].titles) == ("", "7K3QM", {})
    (tmp_path / "content/retired.csv").write_bytes(typed(f"{retired}V1D0N,moved,82MW3,,,,2026-11-21\n"))
    (twice,) = ledger.read(tmp_path)[1]
    assert (twice.rule, twice.at.line, twice.values["reason"], twice.values["first"]) == ("ledger-syntax", 3, "duplicate", 2)


def test_checks_are_kept_in_the_order_of_their_days(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    later, earlier = Check(datetime.date(2026, 11, 16), 3, 1, ("7K3QM", "certificate")), Check(datetime.date(2026, 11, 9), 3, 3, ())
    assert writing.append_check(tmp_path, later) == []
    assert writing.append_check(tmp_path, earlier) == []
    file = tmp_path / "content/verified.csv"
    assert file.read_text(encoding="utf-8") == "\ufeffdate,codes,right,failures\n2026-11-16,3,1,7K3QM certificate\n2026-11-09,3,3,\n"
    assert ledger.read(tmp_path)[0].checks == (earlier, later)
    assert table_of_bytes.published(file.read_bytes()) == file.read_bytes()
    file.write_bytes(b"date,codes,right,failures,\n")
    assert writing.append_check(tmp_path, earlier) == []
    assert file.read_bytes() == b"date,codes,right,failures,\n2026-11-09,3,3,,\n"
    file.write_bytes(b"date,codes,right,failures\nx,3,3,\n")
    assert [(each.rule, each.values["column"]) for each in ledger.read(tmp_path)[1]] == [("ledger-syntax", "date")]


def test_a_cell_that_is_missing_is_told_behind_its_line(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_rows(f"{HEADER}7K3QM,2026-11-thu\n".encode(), problems) == ()
    assert {(each.at.line, each.at.column, each.values["reason"]) for each in problems} == {(2, 18, "missing")}
    assert [each.values["column"] for each in problems] == ["date", "address", "level", "matrix", "size", "quantity"]
    assert {each.values["columns"] for each in problems} == {", ".join(HEADER.strip().split(","))}
    problems.clear()
    (kept,) = read_rows(f"{HEADER.strip()},\n{line('7K3QM').strip()},,x\n".encode(), problems)
    assert [(each.at.line, each.at.column, each.at.length, each.values["reason"]) for each in problems] == [(2, 1, 1, "cells")]
    assert kept.line
    assert kept.line.value("place") == ""
    assert kept.line.problem("printed-address-moved", "code", warning=True).grade == "warning"


@pytest.mark.parametrize(
    ("content", "rule", "place"),
    [
        (b"code,\xff\n", "not-utf8", 1),
        (f"{HEADER}{line('7K3QM')}7K3QM,\x00\n".encode(), "private-character", 3),
        (b"code,batch\n", "ledger-syntax", 1),
    ],
)
def test_a_table_that_cannot_be_read_is_told_at_its_line(content: bytes, rule: str, place: int) -> None:
    problems: list[Problem] = []
    assert read_rows(content, problems) == ()
    assert [(each.rule, each.at.line) for each in problems] == [(rule, place)]
    if rule == "ledger-syntax":
        assert (problems[0].values["column"], problems[0].values["columns"]) == ("date", ", ".join(HEADER.strip().split(",")))


def test_a_published_table_holds_no_formula() -> None:
    assert table_of_bytes.published("\ufeffcode;note\r\n7K3QM;=1+1\r\n".encode()) == "\ufeffcode;note\r\n7K3QM;'=1+1\r\n".encode()


_APPENDING = """
import datetime, sys
from pathlib import Path
from disan.ledger import writing
from disan.ledger.model import LedgerRow
root = Path(sys.argv[1])
print("ready", flush=True)
for number in range(100000):
    day, address = datetime.date(2026, 11, 23), "https://DISAN.EXAMPLE/Q/7K3QM"
    row = LedgerRow("7K3QM", f"dot-{number}", day, address, "Q", "0123456789abcdef", "a5", 1)
    assert writing.append(root, [row]) == []
"""


def test_killed_at_any_instant_no_row_is_torn(tmp_path: Path) -> None:
    chance = random.Random(5)
    (tmp_path / "content").mkdir()
    for _ in range(4):
        process = subprocess.Popen([sys.executable, "-c", _APPENDING, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT, text=True)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0.05, 0.4))
        process.kill()
        process.communicate()
        kept, problems = ledger.read(tmp_path)
        assert problems == []
        assert [each.batch for each in kept.rows] == [f"dot-{number}" for number in range(len(kept.rows))]
    assert kept.rows


def test_what_the_past_was_asked_holds_until_something_it_depends_on_changes(printed: Project) -> None:
    assert found(printed) == set()
    folder = f"content/relics/den-{CODES[0].lower()}"
    git(printed, "mv", folder, f"{folder}-moi")
    commit(printed, "Đổi tên")
    assert found(printed) == set()
    # Another record, in the folder that the printed code's record had: nothing was committed, and the ledger is as it was.
    printed.write({f"{folder}/index.vi.md": relic("Đền khác", code="")})
    assert "code-reused" in found(printed)
