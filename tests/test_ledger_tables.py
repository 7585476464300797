"""The tables of the ledger as bytes and values, without a site: every cell with its place, every fault told. Test data only."""

import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from disan import ledger
from disan.core.problems import Position, Problem
from disan.ledger import reading, table, writing
from disan.ledger.model import INSTALLED, PLAQUES, RETIRED, VERIFIED, Check, Installed, LedgerRow, Retirement

HEADER = "code,batch,date,address,level,matrix,size,quantity,note\n"
DAY = datetime.date(2026, 11, 23)
ROW = LedgerRow("7K3QM", "dot-1", DAY, "https://DISAN.EXAMPLE/Q/7K3QM", "Q", "0123456789abcdef", "a5", 2, "cổng  chính")
TYPED = "7K3QM,dot-1,2026-11-23,https://DISAN.EXAMPLE/Q/7K3QM,Q,0123456789abcdef,a5,2,cổng chính\n"


def installed(content: str) -> tuple[table.CsvTable | None, list[Problem]]:
    return table.read(content.encode(), INSTALLED, reading.COLUMNS[INSTALLED])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a plaque that was printed twice, once more than is written here."""
    (tmp_path / "content").mkdir()
    assert writing.append(tmp_path, [ROW, replace(ROW, batch="dot-2")]) == []
    return tmp_path


def test_rows_stand_as_they_were_given_and_are_passed_over_the_second_time(root: Path) -> None:
    """Whatever the day on which they are ordered once more; a fault of the table of checks is none of theirs, nor theirs of its."""
    file = root / PLAQUES
    before = file.read_bytes()
    assert before.decode() == f"\ufeff{HEADER}{TYPED}{TYPED.replace('dot-1', 'dot-2')}"
    kept, problems = ledger.read(root)
    assert problems == []
    assert [(each.key, each.note, each.line and each.line.text) for each in kept.rows] == [
        (("7K3QM", "dot-1"), "cổng chính", TYPED.strip()),
        (("7K3QM", "dot-2"), "cổng chính", TYPED.replace("dot-1", "dot-2").strip()),
    ]
    assert kept.printed() == {"7K3QM": kept.rows}
    again = replace(kept.rows[1], date=datetime.date(2027, 1, 1))
    assert writing.append(root, [kept.rows[0], again]) == []
    assert file.read_bytes() == before
    file.write_bytes(b"code\n")
    assert [each.rule for each in writing.append(root, [ROW])] == ["ledger-syntax"]
    assert writing.append_check(root, Check(DAY, 1, 1, ())) == []
    checks = root / VERIFIED
    checks.write_text("date,codes,right,failures\n2026-11-23,x,,\n", encoding="utf-8")
    refused = writing.append_check(root, Check(DAY, 1, 1, ()))
    assert [(each.at.file, each.at.column, each.values["reason"]) for each in refused] == [
        (VERIFIED, 12, "number"),
        (VERIFIED, 14, "missing"),
    ]
    assert checks.read_text(encoding="utf-8").endswith(",x,,\n")


def test_every_code_is_found_in_tables_that_cannot_be_read(root: Path) -> None:
    (root / RETIRED).write_bytes(b"\xff 82MW3, \xff;V1D0N V1D0M 07K3Q\n")
    assert reading.all_codes(root) == {"7K3QM", "82MW3", "V1D0N"}
    _, problems = ledger.read(root)
    assert [(each.rule, each.at) for each in problems] == [("not-utf8", Position(RETIRED))]


def test_a_retired_code_says_what_stood_there() -> None:
    found: list[Problem] = []
    day = datetime.date(2026, 11, 24)
    heads = "code,fate,target,title_vi,title_en,place,reason_vi,reason_en,date\n"
    gone = "V1D0N,Gone,,Đền V,V Temple,Cẩm Xuyên,đã đổ,it fell,24/11/2026\n"
    moved = "82MW3,moved,7K3QM,,Temple,,,moved house,2026-11-24\n"
    made = reading.read_retirements(f"{heads}{gone}{moved}".encode(), found)
    assert found == []
    assert [replace(each, line=None) for each in made] == [
        Retirement("V1D0N", "gone", "", {"vi": "Đền V", "en": "V Temple"}, "Cẩm Xuyên", {"vi": "đã đổ", "en": "it fell"}, day),
        Retirement("82MW3", "moved", "7K3QM", {"en": "Temple"}, "", {"en": "moved house"}, day),
    ]
    wrong = "V1D0N,gone,7K3QM,,,,,,24.11.2026\n7K3QM,burnt,,,,,,,31/11/2026\n82MW3,moved,82MWX,,,,,,2026-11-25\n"
    wrong += "V1D0M,gone,,a,,,b,c,2026-11-25\n"
    assert reading.read_retirements(f"{heads}{wrong}".encode(), found) == ()
    assert [(each.at.line, each.values["column"], each.values["reason"]) for each in found] == [
        *((2, "date", "date"), (2, "target", "target"), *((2, name, "missing") for name in ("title_vi", "reason_vi", "reason_en"))),
        *((3, "fate", "fate"), (3, "date", "date"), (4, "target", "code"), (5, "code", "code")),
    ]


def test_a_plaque_that_hangs_is_one_that_was_printed(root: Path) -> None:
    file, photo = root / INSTALLED, root / "content/installed/cổng.jpg"
    file.write_text("code,date,note,photo\n7K3QM,2026-11-24,bên  trái,Cổng.jpg\n82MW3,24/11/2026,,\nx,y,,z.jpg\n", encoding="utf-8")
    photo.parent.mkdir()
    photo.write_bytes(b"")
    kept, problems = ledger.read(root)
    day = datetime.date(2026, 11, 24)
    assert [replace(each, line=None) for each in kept.installed] == [
        Installed("7K3QM", day, "bên trái", "Cổng.jpg"),
        Installed("82MW3", day, ""),
    ]
    told = [(each.at.line, each.values["column"], each.values["reason"]) for each in problems]
    photos = [(2, "photo", "photo")] if not photo.with_name("Cổng.jpg").exists() else []
    assert told == [(4, "code", "code"), (4, "date", "date"), *photos, (3, "code", "unprinted")]
    if photos:
        assert (problems[2].values["folder"], problems[2].values["file"]) == ("content/installed", "Cổng.jpg")
    photo.rename(photo.with_name("Cổng.jpg"))
    assert "photo" not in {each.values["reason"] for each in ledger.read(root)[1]}


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("7K3QM;Đợt 1;23.11.2026;https://DISAN.EXAMPLE/Q/82MW3;X;XYZ;a_5;0", "batch date swapped level matrix size number"),
        ("7K3QX;dot-1;2026-11-31;ftp://DISAN.EXAMPLE/Q/7K3QM;q;0123456;A5;1000000000", "code date address matrix number"),
        (f"7K3QM;dot-1;2026-11-23;https://DISAN.EXAMPLE/7K3QM;H;{'0' * 65};A5;1,5", "address matrix number"),
        (";;;;;;;", "missing " * 8),
        ("7K3QM;dot-1;1/2/2026;https://DISAN.EXAMPLE/Q/7K3QM;m;00000000;A5;999999999", ""),
    ],
)
def test_every_cell_that_makes_no_sense_is_told(typed: str, rules: str) -> None:
    found: list[Problem] = []
    made = reading.read_rows(f"{HEADER.replace(',', ';')}{typed};lời\n".encode(), found)
    assert [each.values["reason"] for each in found] == rules.split()
    assert {(each.rule, each.at.line, each.grade) for each in found} <= {("ledger-syntax", 2, "error")}
    if not found:
        assert [(each.date, each.level, each.size, each.quantity) for each in made] == [(datetime.date(2026, 2, 1), "M", "a5", 999_999_999)]
    else:
        assert made == ()
    owner = {each.values["code"] for each in found if each.values["column"] == "address" and each.values["reason"] == "address"}
    assert owner <= {"7K3QM", "…"}
    for each in found:
        if each.values["reason"] == "swapped":
            assert (each.values["code"], each.values["other"], each.values["file"]) == ("7K3QM", "82MW3", PLAQUES)


@pytest.mark.parametrize(
    ("content", "line", "place", "column"),
    [
        ('code;date;note\n7K3QM;2026-11-24;"x\n82MW3;2026-11-24;y\n', 2, (18, 2), "note"),
        ('code;date;note\n"7K3QM";2026-11-24;"', 2, (20, 1), "note"),
        ('code;date;note\n7K3QM;"a\nb";x\n82MW3;"x;y;z;t\n', 4, (7, 8), "date"),
        ('"7K3QM,x\n', 1, (1, 8), '"7K3QM'),
        ('code,date,note\n7K3QM,x,y,z,"t\n', 2, (13, 2), "note"),
        ('code;date;note\nx;y;z\n7K3QM;"a"b;c\n', 3, (7, 6), "date"),
    ],
)
def test_a_quotation_mark_that_stays_open_is_told_where_it_opens(content: str, line: int, place: tuple[int, int], column: str) -> None:
    values = {"column": column, "columns": "code, date, note", "reason": "quote"}
    typed = content.split("\n")[line - 1]
    assert installed(content) == (None, [Problem("ledger-syntax", Position(INSTALLED, line, *place), "error", values, typed)])
    assert table.published(content.encode()) == b""


def test_cells_have_their_places_and_lose_nothing_over_several_lines() -> None:
    typed = 'Code , DATE,,note\n 7K3QM ,"2026,11 ",x,"a""b"\n\n"82MW3\n",2026-11-24,,"hai\ndòng"\nV1D0N\nV1D0N,  , ,x\n'
    made, problems = installed(typed.replace("\n", "\r\n"))
    assert problems == []
    assert made
    assert (made.columns, made.separator, made.ending) == (("code", "date", "", "note"), ",", "\r\n")
    assert [each.number for each in made.lines] == [2, 4, 7, 8]
    cells = [{name: (each.text, each.column, each.length) for name, each in line.cells.items()} for line in made.lines]
    assert cells[0] == {"code": ("7K3QM", 2, 5), "date": ("2026,11", 9, 10), "note": ('a"b', 22, 6)}
    assert cells[1] == {"code": ("82MW3", 1, 1), "date": ("2026-11-24", 1, 1), "note": ("hai dòng", 1, 1)}
    assert cells[2] == {"code": ("V1D0N", 1, 5), "date": ("", 6, 1), "note": ("", 6, 1)}
    assert cells[3] == {"code": ("V1D0N", 1, 5), "date": ("", 7, 1), "note": ("x", 12, 1)}, "an empty cell begins where its blanks do"
    assert [(each.text, each.columns, each.file) for each in made.lines][2] == ("V1D0N", ("code", "date", "note"), INSTALLED)


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("code,ngày  treo,date,note", {"column": "ngày treo", "reason": "column", "nearest": None}),
        ("code,dates,note", {"column": "dates", "reason": "column", "nearest": "date"}),
        ("code,date,code,note", {"column": "code", "reason": "header"}),
        ("code,note", {"column": "date", "reason": "header"}),
        ("", {"column": "code", "reason": "header"}),
    ],
)
def test_heads_are_those_that_a_table_has(head: str, values: dict[str, object]) -> None:
    made, (problem,) = installed(f"{head}\ncode,date,note\n")
    assert made is None
    assert (problem.rule, problem.at, problem.line) == ("ledger-syntax", Position(INSTALLED, 1, 1, max(1, len(head))), head)
    assert {name: problem.values.get(name) for name in values} == values
    assert problem.values["columns"] == "code, date, note"


def test_what_cannot_be_read_at_all_is_told_with_its_file() -> None:
    assert table.read(b"\xff", INSTALLED, ("code",)) == (None, [Problem("not-utf8", Position(INSTALLED))])
    _, problems = installed("code,date,note\r\n7K3QM,một hai ba,\x00\n")
    assert [(each.at.file, each.at.line) for each in problems] == [(INSTALLED, 2)]
    _, (overlong,) = installed("code,date,note\n7K3QM,x,y, ,z\n82MW3,x,y, ,\n")
    assert (overlong.rule, overlong.at.line, overlong.values["column"], overlong.values["reason"]) == ("ledger-syntax", 2, "note", "cells")


@pytest.mark.parametrize(
    ("content", "made"),
    [
        ("code;note\n7K3QM;a, b, c, d\n82MW3;=1  + 1", "\ufeffcode;note\r\n7K3QM;a, b, c, d\r\n82MW3;'=1 + 1\r\n"),
        ("code,note\n7K3QM,=1\n", "\ufeffcode,note\r\n7K3QM,'=1\r\n"),
        ("code\tnote\r\n7K3QM\ta,b;c\r\n", "code\tnote\r\n7K3QM\ta,b;c\r\n"),
    ],
)
def test_a_published_table_is_the_same_but_for_what_a_spreadsheet_would_reckon(content: str, made: str) -> None:
    assert table.published(content.encode()).decode() == made
    assert table.published(b"\xff") == b""
