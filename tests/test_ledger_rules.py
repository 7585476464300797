"""`disan.ledger.past` and `disan.ledger.rules` asked directly, of tables and records without a site. Test data only."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from disan import ledger
from disan.content import catalogue
from disan.content.catalogue import Item
from disan.content.kinds.relic import Relic
from disan.core.addresses import Addresses
from disan.core.problems import Position, Problem
from disan.ledger import git, past, rules
from disan.ledger.git import Version
from disan.ledger.model import PLAQUES, Ledger
from disan.ledger.reading import read_rows
from tests.fixtures.commits import HOME, commits, committed, run
from tests.fixtures.projects import HA_TINH, relic

HEADER = "code,batch,date,address,level,matrix,size,quantity,note\n"
RETIRED = "code,fate,target,title_vi,reason_vi,reason_en,date\n"
HERE = Addresses("https://disan.vn", "https://disan.vn")


def row(code: str, address: str = "https://DISAN.VN/Q/", batch: str = "dot-1", note: str = "") -> str:
    return f"{code},{batch},2026-11-23,{address}{code},Q,0123456789abcdef,a5,1,{note}\n"


def rows(*lines: str) -> Ledger:
    found: list[Problem] = []
    made = read_rows((HEADER + "".join(lines)).encode(), found)
    assert found == []
    return Ledger(made)


def versions(*tables: Sequence[str]) -> list[Version]:
    return [Version(f"{number:040}", (HEADER + "".join(lines)).encode()) for number, lines in enumerate(tables, 1)]


def put(root: Path, **files: str) -> None:
    """Records by their folder's name, with _ for -, in content/relics."""
    for name, text in files.items():
        folder = root / "content/relics" / name.replace("_", "-")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.vi.md").write_text(text, encoding="utf-8")


def items(root: Path) -> dict[str, Item]:
    found, _, _ = catalogue.read_items(root, (Relic,), ("vi",), HA_TINH)
    return {each.code: each for each in found if each.code and not each.outline.draft}


def broken(root: Path, addresses: Addresses = HERE, stated: Addresses | None = None, unread: Sequence[str] = ()) -> list[Problem]:
    """What breaks the promises of the tables and records below `root`, but for what only the past shows where there is none."""
    kept, problems = ledger.read(root)
    assert problems == []
    return [each for each in rules.broken(root, kept, items(root), unread, addresses, stated) if each.rule != "ledger-unproven"]


def test_a_row_that_was_ever_committed_stands_unchanged() -> None:
    kept = (row("7K3QM"), row("82MW3", batch="dot-2"))
    assert list(past.check_rows(rows(*kept), versions(kept, (kept[1], kept[0]), ("7K3QM,một dòng hỏng\n", *kept)))) == []
    saved = "7K3QM;dot-1;23/11/2026;https://DISAN.VN/Q/7K3QM;q;0123456789abcdef;A5;1;\r\n"
    assert list(past.check_rows(rows(*kept), [Version("a" * 40, HEADER.replace(",", ";").encode() + saved.encode())])) == []
    (lost,) = past.check_rows(rows(kept[1]), versions(kept[:1], kept, kept[1:], (*kept, "\n")))
    values = {"code": "7K3QM", "batch": "dot-1", "row": kept[0].strip()}
    assert lost == Problem("ledger-row-lost", Position(PLAQUES), values=values), "once, though several commits had it"
    assert [each.values["code"] for each in past.check_rows(rows(kept[0]), versions(kept))] == ["82MW3"]
    both = list(past.check_rows(Ledger(), versions(kept)))
    assert [each.values["code"] for each in both] == ["7K3QM", "82MW3"]


@pytest.mark.parametrize(
    ("before", "column", "said"),
    [
        (row("7K3QM").replace("11-23", "11-24"), "date", "2026-11-24"),
        (row("7K3QM", "https://KHAC.VN/Q/"), "address", "https://KHAC.VN/Q/7K3QM"),
        (row("7K3QM").replace(",Q,", ",H,"), "level", "H"),
        (row("7K3QM").replace("abcdef", "abcde0"), "matrix", "0123456789abcde0"),
        (row("7K3QM").replace(",a5,", ",a4,"), "size", "a4"),
        (row("7K3QM").replace(",1,", ",12,"), "quantity", "12"),
        (row("7K3QM", note="cổng"), "note", "cổng"),
        (row("7K3QM"), "note", ""),
    ],
)
def test_a_row_that_changed_is_told_at_its_cell(before: str, column: str, said: str) -> None:
    now = row("7K3QM", note="" if said else "cổng")
    (changed,) = past.check_rows(rows(row("82MW3"), now), versions((before,), (now, before)))
    columns = HEADER.strip().split(",")
    place = len(",".join(now.split(",")[: columns.index(column)])) + 2
    assert (changed.rule, changed.at.file, changed.at.line, changed.at.column) == ("ledger-row-changed", PLAQUES, 3, place)
    told = {"column": column, "code": "7K3QM", "batch": "dot-1", "before": said, "reason": "" if said else "empty"}
    assert {name: changed.values[name] for name in told} == told


def test_a_lost_ledger_is_to_be_had_from_a_commit(tmp_path: Path) -> None:
    tables = ("7K3QM", "V1D0N", "82MW3")
    committed(tmp_path, {"a.md": ""}, {PLAQUES: None, "b.md": ""}, *({PLAQUES: HEADER + row(each)} for each in tables))
    root = tmp_path / HOME
    (root / PLAQUES).unlink()
    lost = Problem("ledger-lost", Position(PLAQUES), values={"file": PLAQUES, "commit": "HEAD"})
    assert broken(root) == [lost]
    run(root, "rm", "-q", PLAQUES)
    run(root, "commit", "-q", "-m", "Xóa sổ")
    history = git.required(root)
    (again,) = broken(root)
    assert again.values["commit"] == commits(root)[4][:10]
    assert list(past.check_file_lost(versions(()), history)) == [], "a table without a row held nothing"


def test_who_had_a_code_last_is_a_field_of_a_record_and_no_line_like_it(tmp_path: Path) -> None:
    quoted = relic("Đền A", body="```\ncode: 7K3QM\n```")
    escaped = relic("Đền B").replace("type:", 'code: "\\x382MW3"\ntype:')
    first = {"content/relics/den-a/index.vi.md": relic("Đền A", code="7K3QM"), "content/relics/den-b/index.vi.md": escaped}
    committed(tmp_path, first, {"content/relics/den-a/index.vi.md": quoted}, {PLAQUES: HEADER + row("7K3QM") + row("82MW3") + row("V1D0N")})
    root = tmp_path / HOME
    history, made = git.required(root), commits(root)
    folder, commit = past.last_holder(history, "7K3QM")
    assert folder == "content/relics/den-a"
    assert made[0].startswith(commit)
    assert past.last_holder(history, "82MW3") == ("content/relics/den-b", "HEAD")
    assert past.last_holder(history, "V1D0N") == ("", "")
    both = {"7K3QM": "content/relics/den-a", "82MW3": "content/relics/den-b"}
    assert past.holders(history, made[0], ["7K3QM", "82MW3"]) == both
    assert past.holders(history, made[0], ["82MW3"]) == {"82MW3": "content/relics/den-b"}
    assert past.holders(history, made[0], []) == {}
    kept, _ = ledger.read(root)
    assert rules.lost_codes_by_folder(root, kept, {"82MW3"}) == {"content/relics/den-a": "7K3QM", "": "V1D0N"}
    assert rules.lost_codes_by_folder(root, Ledger(kept.rows, ledger.EMPTY.retirements), {"82MW3", "V1D0N"}) == {
        "content/relics/den-a": "7K3QM"
    }
    (root / "content/retired.csv").write_text(f"{RETIRED}V1D0N,gone,,Đền V,đã đổ,it fell,2026-11-24\n", encoding="utf-8")
    assert rules.lost_codes_by_folder(root, ledger.read(root)[0], {"82MW3"}) == {"content/relics/den-a": "7K3QM"}
    (uncoded,) = broken(root)
    assert (uncoded.rule, uncoded.grade, uncoded.at.line, uncoded.at.column) == ("printed-code-lost", "error", 2, 1)
    told = {"code": "7K3QM", "path": "content/relics/den-a", "commit": commit, "reason": "uncoded"}
    assert {name: uncoded.values[name] for name in told} == told
    (root / "content/relics/den-a/index.vi.md").unlink()
    (gone,) = broken(root)
    assert gone.values["reason"] == "restored"
    (root.parent / ".git").rename(tmp_path / "gone")
    assert rules.lost_codes_by_folder(root, kept, set()) == {}
    (unknown,) = broken(root)
    assert (unknown.values["reason"], unknown.values.get("path")) == ("deleted", None)


def test_a_printed_code_that_no_page_has_is_told_unless_its_record_has_a_fault_of_its_own(tmp_path: Path) -> None:
    put(tmp_path, den_a=relic("Đền A", code="7K3QM", extra="draft: có\n"), den_b="---\ncode: 82MW3\n", den_c=relic("Đền C", code="V1D0N"))
    (tmp_path / PLAQUES).write_text(HEADER + row("V1D0N") + row("82MW3") + row("7K3QM") + row("7K3QM", batch="dot-2"), encoding="utf-8")
    (draft,) = broken(tmp_path, unread=["relics/den-b", "relics/none"])
    assert (draft.rule, draft.grade, draft.at) == ("printed-code-lost", "error", Position(PLAQUES, 4, 1, 5))
    told = {"code": "7K3QM", "path": "content/relics/den-a", "reason": "draft", "column": "code"}
    assert {name: draft.values[name] for name in told} == told
    assert [each.values["code"] for each in broken(tmp_path)] == ["82MW3", "7K3QM"]
    assert (past.present_code(tmp_path, "content/relics/den-a"), past.present_code(tmp_path, "content/relics/none")) == ("7K3QM", "")
    (tmp_path / "content/relics/den-moi").symlink_to("den-a", target_is_directory=True)
    assert past.present_content(tmp_path, "content/relics/den-moi") == b"", "a link is no record's folder"
    assert [past.typed(each, "a.md", "code") for each in (b"", relic("Đền").encode(), relic("Đền", code="7K3QM").encode())] == [
        "",
        "",
        "7K3QM",
    ]
    put(tmp_path, den_c="---\ncode: V1D0N\n")
    assert [each.values["code"] for each in broken(tmp_path, unread=["relics/den-c", "relics/den-b"])] == ["7K3QM"]


def test_a_retired_code_leads_straight_to_a_page(tmp_path: Path) -> None:
    put(tmp_path, den_a=relic("Đền A", code="7K3QM"))
    chain = "V1D0N,moved,82MW3,,,,2026-11-24\n82MW3,moved,Q44WT,,,,2026-11-24\nQ44WT,moved,7K3QM,,,,2026-11-24\n"
    table = tmp_path / "content/retired.csv"
    table.write_text(RETIRED + chain, encoding="utf-8")
    told = [(each.rule, each.at.line, each.at.column, each.values["code"], each.values["target"]) for each in broken(tmp_path)]
    assert told == [("retired-chain", 2, 13, "V1D0N", "82MW3"), ("retired-chain", 3, 13, "82MW3", "Q44WT")]
    assert [each.values["end"] for each in broken(tmp_path)] == ["7K3QM", "7K3QM"]
    table.write_text(RETIRED + chain.replace("moved,7K3QM", "moved,V1D0N"), encoding="utf-8")
    assert [(each.rule, each.values["end"]) for each in broken(tmp_path)] == [("retired-chain", None)] * 3
    table.write_text(f"{RETIRED}Q44WT,gone,,Đền Q,đã đổ,it fell,2026-11-24\nV1D0N,moved,7K3MJ,,,,2026-11-24\n", encoding="utf-8")
    (missing,) = broken(tmp_path)
    assert (missing.rule, missing.at) == ("retired-target-missing", Position("content/retired.csv", 3, 13, 5))
    assert [missing.values[name] for name in ("code", "target", "nearest")] == ["V1D0N", "7K3MJ", "7K3QM"]
    table.write_text(f"{RETIRED}7K3QM,gone,,Đền Q,đã đổ,it fell,2026-11-24\n", encoding="utf-8")
    (used,) = broken(tmp_path)
    assert (used.rule, used.at) == ("code-reused", Position("content/relics/den-a/index.vi.md", 3, 7, 5))
    assert used.values == {"code": "7K3QM", "line": 2, "reason": "retired"}


def test_an_address_on_plaques_that_is_no_more_is_told_once(tmp_path: Path) -> None:
    """Below another path of the same host nothing can answer; another host may go on answering."""
    put(tmp_path, den_a=relic("Đền A", code="7K3QM"), den_b=relic("Đền B", code="82MW3"))
    lines = [
        row("82MW3"),
        row("7K3QM", "https://Cu.vn/Q/"),
        row("82MW3", "https://CU.VN/Q/", "dot-2"),
        row("7K3QM", "https://disan.vn/cu/Q/", "dot-2"),
    ]
    (tmp_path / PLAQUES).write_text(HEADER + "".join(lines), encoding="utf-8")
    host, path = broken(tmp_path)
    assert {host.rule, path.rule} == {"printed-address-moved"}
    assert (host.grade, host.at.line, host.at.column) == ("warning", 3, 24)
    assert {name: host.values[name] for name in ("before", "now", "count", "reason", "column")} == {
        "before": "https://Cu.vn", "now": "https://DISAN.VN", "count": 2, "reason": "host", "column": "address",
    }  # fmt: skip
    assert (path.grade, path.at.line, path.values["count"], path.values["reason"]) == ("error", 5, 1, "path")


def test_a_domain_of_ones_own_that_plaques_carry_is_not_published_away(tmp_path: Path) -> None:
    put(tmp_path, den_a=relic("Đền A", code="7K3QM"))
    (tmp_path / PLAQUES).write_text(HEADER + row("7K3QM", "https://CU.VN/Q/", "dot-0") + row("7K3QM"), encoding="utf-8")
    elsewhere = Addresses("https://nguoi.github.io/disan", HERE.plaque_url)
    assert [each.rule for each in broken(tmp_path, HERE, HERE)] == ["printed-address-moved"]
    _, lost = broken(tmp_path, elsewhere, HERE)
    assert (lost.rule, lost.grade, lost.at.line, lost.at.column) == ("lost-domain", "error", 3, 24)
    assert [lost.values[name] for name in ("domain", "now", "count")] == ["disan.vn", "nguoi.github.io", 1]
    preview = Addresses("http://localhost:8000", HERE.plaque_url)
    assert [each.rule for each in broken(tmp_path, preview, HERE)] == ["printed-address-moved"], "nobody is sent there"
    assert [each.rule for each in broken(tmp_path, HERE, elsewhere)] == ["printed-address-moved"], "a host that was only lent"
    kept = ledger.read(tmp_path)[0]
    assert rules.plaques_of(kept, HERE) == [kept.rows[1]]
    assert rules.plaques_of(kept, elsewhere) == []


def test_a_ledger_that_nobody_remembers_is_unproven(tmp_path: Path) -> None:
    committed(tmp_path, {PLAQUES: HEADER + row("7K3QM"), "content/relics/den-a/index.vi.md": relic("Đền A", code="7K3QM")})
    root = tmp_path / HOME
    kept = ledger.read(root)[0]

    def told(kept: Ledger) -> list[Problem]:
        return rules.broken(root, kept, items(root), (), HERE)

    assert told(kept) == []
    (tmp_path / ".git/shallow").write_text(f"{commits(root)[0]}\n", encoding="ascii")
    assert told(kept) == [Problem("ledger-unproven", Position(PLAQUES), "warning", {"reason": "shallow"})]
    (tmp_path / ".git").rename(tmp_path / "gone")
    assert told(kept) == [Problem("ledger-unproven", Position(PLAQUES), "warning", {"reason": "git"})]
    assert told(Ledger()) == []


OLD, NEW, THIRD = "content/relics/den-a", "content/relics/den-moi", "content/relics/den-c"
MOVED = "content/relics/den-b-moi"


@pytest.mark.parametrize(
    ("now", "other", "code"),
    [
        ({}, "", ""),
        ({OLD: "", NEW: relic("ĐỀN A", code="7K3QM")}, "", ""),
        ({OLD: "", NEW: relic("Khác", code="7K3QM", extra="formerly: [den-a]\n")}, "", ""),
        ({NEW: relic("Đền C", code="7K3QM")}, "", ""),
        ({OLD: "", NEW: relic("Đền C", code="7K3QM")}, OLD, "7K3QM"),
        ({OLD: relic("Đền A"), NEW: relic("Đền A", code="7K3QM")}, OLD, "7K3QM"),
        ({OLD: "", THIRD: relic("Đền A", code="7K3QM")}, OLD, "7K3QM"),
        ({OLD: "", MOVED: "", NEW: relic("Đền A", code="82MW3")}, MOVED, "82MW3"),
    ],
    ids=["stays", "title", "formerly", "copied", "taken", "kept", "stood-there", "later"],
)
def test_a_printed_code_stays_with_its_record(now: dict[str, str], other: str, code: str, tmp_path: Path) -> None:
    """Since the first commit that had it printed: until then 82MW3 went from one record to another, and nobody minds."""
    first = {OLD: relic("Đền A", code="7K3QM"), "content/relics/den-b": relic("Đền B", code="82MW3"), THIRD: relic("Đền C")}
    later = {"content/relics/den-b": "", MOVED: relic("Đền B mới", code="82MW3")}
    changes = [{f"{name}/index.vi.md": text or None for name, text in each.items()} for each in (first, later)]
    committed(tmp_path, {**changes[0], PLAQUES: HEADER + row("7K3QM")}, {**changes[1], PLAQUES: HEADER + row("7K3QM") + row("82MW3")})
    root = tmp_path / HOME
    for name, text in now.items():
        if text:
            put(root, **{name.rpartition("/")[2].replace("-", "_"): text})
        else:
            (root / name / "index.vi.md").unlink()
    kept, present, history = ledger.read(root)[0], items(root), git.required(root)
    told = list(past.check_codes_reused(kept, present, history.versions(PLAQUES), history))
    assert [(each.rule, each.at) for each in told] == ([("code-reused", present[code].source.at("code"))] if code else [])
    values = {"code": code, "other": other, "slug": other.rpartition("/")[2], "reason": "printed"}
    assert [each.values for each in told] == [values] * bool(code)
