"""Records to a spreadsheet and back: nothing is lost, nothing is half done, and Excel's habits are known. Test data only."""

import os
import random
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from openpyxl.utils.datetime import from_excel

from disan.content import settings as site_settings
from disan.content import source as sources
from disan.content.kinds import KINDS
from disan.content.kinds.house import House
from disan.content.source import Data, data, editing
from disan.core import codes
from disan.core.strings import load
from disan.editing import workbook
from tests.fixtures.projects import HA_TINH, SAMPLE, Project, Site
from tests.fixtures.workbooks import HOUSE, NEW, RECORD, add, as_csv, content, edited, run, sheet

VI = load("vi")
_CHOSEN, _ = site_settings.read(SAMPLE)
assert _CHOSEN is not None
CHOSEN = _CHOSEN


@pytest.fixture
def project(site_of: Site) -> Project:
    """One house, with a comment, a text and a translation."""
    made = site_of({HOUSE: RECORD, HOUSE.replace(".vi.", ".en."): "---\ntitle: Test house\n---\nA text.\n"})
    assert not made.check().stopped
    return made


SEPTEMBER, DECEMBER = from_excel(45185), from_excel(41617)
"""16 September 2023 and 9 December 2013, as Excel counts days (the 1st is 1 January 1900, and 1900 a leap year)."""


def test_a_workbook_that_nobody_changed_changes_nothing(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(project)
    assert run(project, "import", "house", str(sheet(project))) == 0
    assert content(project) == before
    assert "1 hồ sơ giữ nguyên" in capsys.readouterr().out


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind.__name__, marks=[] if kind is House else pytest.mark.slow) for kind in KINDS])
def test_no_record_changes_by_going_through_a_workbook(kind: Any) -> None:
    columns = workbook.columns_of(SAMPLE, kind)
    rows, _ = workbook.rows_of(SAMPLE, kind, columns)
    read, problems = workbook.read(workbook.write(kind, columns, rows, HA_TINH, VI), "bang.xlsx", columns, "Dữ liệu")
    assert problems == []
    plan, problems = workbook.plan_import(SAMPLE, kind, read, columns, CHOSEN, random.Random(1))
    assert problems == []
    assert plan
    assert (plan.changes, plan.unchanged) == ((), len(rows))


def test_only_the_changed_field_is_written_anew(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(project)
    file = edited(sheet(project), add({"books": "hơn 500", "places.1.village": "thôn Một"}, row=2))
    assert run(project, "import", "house", str(file)) == 0
    after = content(project)
    expected = RECORD.replace("hơn 400", "hơn 500").replace("    as_of: 2023   # theo báo\n", "    as_of: 2023\n    village: thôn Một\n")
    assert after[HOUSE].decode() == expected
    assert {name for name in after if after[name] != before[name]} == {HOUSE}
    assert "Số cuốn sách: hơn 400 → hơn 500" in capsys.readouterr().out


def test_what_a_build_refuses_can_be_put_right_in_a_workbook(project: Project) -> None:
    """A bare line where a table belongs stands in the cell that it most likely means; what is written anew is a table."""
    file = project.root / HOUSE
    typed = RECORD.replace("  - name: xã Thạch Trị\n    as_of: 2023   # theo báo\n", "  - xã Thạch Trị\n")
    typed = typed.replace("https://nguon.example/bai", "www.nguon.example/bai")
    file.write_text(typed, encoding="utf-8")
    assert {problem.rule for problem in project.check().problems if problem.grade == "error"} == {"wrong-type", "bad-address"}
    cured = {"places.1.as_of": "2023", "sources.1.url": "https://nguon.example/bai"}
    assert run(project, "import", "house", str(edited(sheet(project), add(cured, row=2)))) == 0
    expected = RECORD.replace("2023   # theo báo", "2023")
    expected = expected.replace("  - https://nguon.example/bai\n  - Sách", "  - url: https://nguon.example/bai\n  - title: Sách")
    assert file.read_text(encoding="utf-8") == expected


def test_an_emptied_cell_takes_the_fact_out_and_a_deleted_row_nothing(project: Project) -> None:
    file = edited(sheet(project), add({"books": None, "notes": "Ghi chú hai"}, row=2))
    assert run(project, "import", "house", str(file)) == 0
    now = content(project)[HOUSE].decode()
    assert now == RECORD.replace("books: hơn 400\n", "").replace("  - Ghi chú một\n", "")
    file = edited(sheet(project), lambda cells, _: cells.delete_rows(2))
    assert run(project, "import", "house", str(file)) == 0
    assert content(project)[HOUSE].decode() == now


def test_a_new_row_becomes_a_record_with_a_code(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    values = {
        **NEW,
        "places.1.name": "xã Thạch Trị",
        "books": 400,
        "opened": SEPTEMBER,
        "wisdom_house": "Có",
        "notes": "a\nb",
    }
    file = edited(sheet(project), add(values))
    assert run(project, "import", "house", str(file), "--dry-run") == 0
    assert len(list((project.root / "content" / "houses").iterdir())) == 1, "a trial writes nothing"
    assert run(project, "import", "house", str(file)) == 0
    made = project.root / "content/houses/nha-van-hoa-thon-hai/index.vi.md"
    source, problems = sources.read(made, "x")
    assert problems == []
    assert source
    front = data(source.front)
    assert isinstance(front, dict)
    code = str(front.pop("code"))
    assert codes.fault(code) is None
    assert front == {
        "title": "Nhà văn hóa thôn Hai",
        "places": [{"name": "xã Thạch Trị"}],
        "sources": [{"title": "Sách thử"}],
        "opened": "2023-09-16",
        "books": "400",
        "wisdom_house": "có",
        "notes": ["a", "b"],
    }
    assert f"mã {code}" in capsys.readouterr().out
    assert not project.build().stopped
    assert (project.out / "nha-van-hoa/nha-van-hoa-thon-hai/index.html").is_file()


@pytest.mark.slow
def test_a_hundred_and_five_houses_in_one_command(site_of: Site) -> None:
    project = site_of({})

    def fill(cells: Any, places: Mapping[str, int]) -> None:
        for number in range(105):
            row = {"title": f"Nhà văn hóa thử {number}", "households": 100 + number, "sources.1.title": "Dữ liệu thử"}
            add(row, number + 2)(cells, places)

    file = edited(sheet(project), fill)
    assert run(project, "import", "house", str(file)) == 0
    assert not project.build().stopped
    assert len([name for name in project.files() if name.startswith("Q/") and name.endswith(".html") and name.count("/") == 1]) == 105
    assert len([name for name in project.files() if name.startswith("nha-van-hoa/nha-van-hoa-thu-")]) == 105
    before = content(project)
    assert run(project, "import", "house", str(sheet(project))) == 0
    assert content(project) == before

    def one_wrong(cells: Any, places: Mapping[str, int]) -> None:
        for number in range(105):
            cells.cell(number + 2, places["people"], "1200")
        cells.cell(60, places["people"], "rất đông")

    assert run(project, "import", "house", str(edited(sheet(project), one_wrong))) == 1
    assert content(project) == before, "one wrong cell of 105: no file is changed"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("values", "rule", "cell"),
    [
        ({**NEW, "people": "rất đông"}, "wrong-type", "people"),
        ({**NEW, "opened": "31/2/2023"}, "bad-date", "opened"),
        ({**NEW, "wisdom_house": "chắc có"}, "wrong-type", "wisdom_house"),
        ({**NEW, "coordinates": "105.9, 18.3"}, "swapped-coordinates", "coordinates"),
        ({**NEW, "places.1.certainty": "đoán", "places.1.name": "xã Thạch Trị"}, "unknown-choice", "places.1.certainty"),
        ({**NEW, "places.1.village": "thôn Hai"}, "sheet-missing", "places.1.name"),
        ({**NEW, "reviewed.by": "Phòng văn hóa"}, "sheet-missing", "reviewed.date"),
        ({**NEW, "code": "82MW3"}, "sheet-code", "code"),
        ({**NEW, "folder": "Thôn Hai"}, "bad-slug", "folder"),
        ({**NEW, "folder": "thon-mot"}, "sheet-twice", "folder"),
        ({**NEW, "books": "#REF!"}, "sheet-error", "books"),
        ({**NEW, "books": "=1+1"}, "sheet-formula", "books"),
        ({"books": "12"}, "sheet-no-title", "title"),
        ({"title": "Không nguồn"}, "no-sources", "sources.1.title"),
        ({**NEW, "opened": "không rõ"}, "wrong-type", "opened"),
        ({**NEW, "people": "0912345678"}, "wrong-type", "people"),
        ({**NEW, "sources.1.url": "www.nguon.example"}, "bad-address", "sources.1.url"),
        ({**NEW, "title": "Nhµ v¨n hãa th«n Hai"}, "old-font", "title"),
        ({**NEW, "folder": "a" * 300}, "bad-slug", "folder"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_each_bad_cell_is_told_by_its_name(
    project: Project, capsys: pytest.CaptureFixture[str], values: Mapping[str, object], rule: str, cell: str
) -> None:
    before = content(project)
    places: dict[str, int] = {}

    def change(cells: Any, known: Mapping[str, int]) -> None:
        places.update(known)
        add(values)(cells, known)

    ended = run(project, "import", "house", str(edited(sheet(project), change)))
    said = capsys.readouterr().err
    assert ended == 1
    assert f"bang.xlsx:Dữ liệu!{openpyxl.utils.get_column_letter(places[cell])}3: lỗi:" in said
    assert f"[{rule}]" in said
    assert content(project) == before


def test_a_commune_that_nobody_knows_is_taken_all_the_same(project: Project) -> None:
    """As in a file: a source's own spelling counts, and the build warns."""
    assert run(project, "import", "house", str(edited(sheet(project), add({**NEW, "places.1.name": "xã Không Có Thật"})))) == 0
    assert "name: xã Không Có Thật" in content(project)["content/houses/nha-van-hoa-thon-hai/index.vi.md"].decode()


def test_cells_that_are_left_out_at_a_rows_end_are_empty(project: Project) -> None:
    """Spreadsheet programs write no empty cells there, and Excel no separators in a CSV: the fact is taken out all the same."""
    file = project.root / "bang.csv"
    file.write_text("folder,title,books\nthon-mot,Nhà văn hóa: thôn Một\n", encoding="utf-8")
    assert run(project, "import", "house", str(file)) == 0
    assert content(project)[HOUSE].decode() == RECORD.replace("books: hơn 400\n", "")


def test_a_bad_cell_is_told_by_its_column_and_what_is_not_known_stays_empty(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "import", "house", str(edited(sheet(project), add({**NEW, "opened": "Không rõ"})))) == 1
    said = capsys.readouterr().err
    assert "không hiểu giá trị của “Khánh thành”" in said
    assert "chưa biết thì để trống ô này" in said


def test_all_bad_cells_are_told_at_once(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    file = edited(sheet(project), add({**NEW, "people": "đông", "opened": "hôm qua"}))
    assert run(project, "import", "house", str(file)) == 1
    assert capsys.readouterr().err.count(": lỗi:") == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "form", "key", "stored"),
    [
        (1340, "General", "people", "1340"),
        (1.345, "General", "area_m2", "1.3450"),
        (2.5, "General", "area_m2", "2.5"),
        (400.0, "General", "people", "400"),
        ("1.340", "@", "people", "1.340"),
        ("  hơn   400 ", "@", "books", "hơn 400"),
        (DECEMBER, "dd/mm/yyyy", "opened", "2013-12-09"),
        (DECEMBER, "mmm-yy", "opened", "2013-12"),
        (2013, "General", "opened", "2013"),
        ("9/12/2013", "@", "opened", "9/12/2013"),
        (45185, "General", "opened", "2023-09-16"),
        ("45185", "@", "opened", "2023-09-16"),
        (45185, "General", "books", "45185"),
        ("120,5", "@", "area_m2", "120,5"),
        ("18,3419, 105,9030", "@", "coordinates", "18,3419, 105,9030"),
        (True, "General", "wisdom_house", "có"),
        ("KHÔNG", "@", "wisdom_house", "không"),
        ("Nha\u0300 thu\u031b\u0309", "@", "status", "Nhà thử"),
    ],
)
def test_habits_of_spreadsheet_programs(project: Project, typed: object, form: str, key: str, stored: str) -> None:
    def change(cells: Any, places: Mapping[str, int]) -> None:
        add({**NEW, key: typed})(cells, places)
        cells.cell(3, places[key]).number_format = form

    assert run(project, "import", "house", str(edited(sheet(project), change))) == 0
    source, _ = sources.read(project.root / "content/houses/nha-van-hoa-thon-hai/index.vi.md", "x")
    assert source
    front = data(source.front)
    assert isinstance(front, dict)
    assert front[key] == stored


def test_what_offices_do_to_a_workbook_does_no_harm(project: Project) -> None:
    """A title merged above the header, a sheet renamed and put behind another, formats down to the last rows."""

    def change(cells: Any, places: Mapping[str, int]) -> None:
        add({**NEW, "notes": "• Một\n- Hai"})(cells, places)
        cells.insert_rows(1, 2)
        cells.cell(1, 1).value = "ỦY BAN NHÂN DÂN XÃ THỬ"
        cells.merge_cells("A1:H1")
        cells.cell(1_048_576, 300).number_format = "@"
        cells.title = "Danh sách nhà"
        cells.parent.move_sheet("Hướng dẫn", -1)

    assert run(project, "import", "house", str(edited(sheet(project), change))) == 0
    made = content(project)["content/houses/nha-van-hoa-thon-hai/index.vi.md"].decode()
    assert "notes:\n  - Một\n  - Hai\n" in made


def test_a_very_long_title_gives_a_folder_that_can_be_made(project: Project) -> None:
    title = "Nhà văn hóa " + " ".join(f"rất dài {number}" for number in range(60))
    assert run(project, "import", "house", str(edited(sheet(project), add({**NEW, "title": title})))) == 0
    (made,) = (each.name for each in (project.root / "content/houses").iterdir() if each.name != "thon-mot")
    assert len(made) <= 80
    assert made.startswith("nha-van-hoa-rat-dai-0-rat-dai-1")
    assert not made.endswith("-")
    assert run(project, "new", "house", title) == 1, "the same folder, which is there already"


def test_empty_lines_and_comments_inside_a_field_go_with_it() -> None:
    before = "---\nnotes:\n  - Một\n\n  # một lời\n  - Hai\n\n# của books\nbooks: 3\n---\n"
    assert editing.with_field(before, "notes", ["Ba"]) == "---\nnotes:\n  - Ba\n\n# của books\nbooks: 3\n---\n"
    assert editing.with_field(before, "books", None) == before.replace("books: 3\n", "")


@pytest.mark.parametrize(("separator", "above"), [(",", ""), (";", ""), ("\t", ""), (",", "UBND XÃ THỬ,,\r\n,,\r\nDANH SÁCH,,\r\n")])
def test_a_csv_is_read_by_the_columns_names(project: Project, separator: str, above: str) -> None:
    rows = [{"Tên": "Nhà văn hóa thôn Hai", "Nguồn 1: Tên tài liệu": "Sách thử", "số hộ": "120"}, {"Tên": ""}]
    assert run(project, "import", "house", str(as_csv(project, rows, separator=separator, above=above))) == 0
    assert "households: 120" in content(project)["content/houses/nha-van-hoa-thon-hai/index.vi.md"].decode()


def test_a_table_saved_as_unicode_text_is_read(project: Project) -> None:
    """Excel's "Unicode Text": UTF-16, cells between tabs."""
    rows = [{"STT": "1", "Tên": "Nhà văn hóa thôn Hai", "Nguồn 1: Tên tài liệu": "Sách thử"}]
    assert run(project, "import", "house", str(as_csv(project, rows, separator="\t", encoding="utf-16"))) == 0
    assert "title: Nhà văn hóa thôn Hai" in content(project)["content/houses/nha-van-hoa-thon-hai/index.vi.md"].decode()


def test_a_csv_of_some_columns_leaves_the_others_alone(project: Project) -> None:
    assert (
        run(project, "import", "house", str(as_csv(project, [{"folder": "thon-mot", "title": "Nhà văn hóa: thôn Một", "books": "9"}]))) == 0
    )
    assert content(project)[HOUSE].decode() == RECORD.replace("hơn 400", "9")


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ("Tên,Sách\nNhà cũ,1\n".encode("cp1258", errors="ignore") + b"\xd2\xfe", "not-utf8"),
        (b"a,b\n1,2\n", "sheet-header"),
        ("Tên,Số cuốn sách,Số đò\nNhà,1,2\n".encode(), "sheet-column"),
        ("Tên,Số cuốn sách,Số cuốn sách\nNhà,1,2\n".encode(), "sheet-column"),
        (b'T\xc3\xaan,"S\xc3\xa1ch\nNh\xc3\xa0,1\n', "sheet-quote"),
        (b"PK\x03\x04 is no workbook", "sheet-unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "sheet-unreadable"),
        (b"", "sheet-header"),
    ],
)
def test_a_table_that_is_none_is_refused_with_the_cure(
    project: Project, capsys: pytest.CaptureFixture[str], given: bytes, rule: str
) -> None:
    (project.root / "bang.csv").write_bytes(given)
    assert run(project, "import", "house", str(project.root / "bang.csv")) == 1
    assert f"[{rule}]" in capsys.readouterr().err


def test_a_new_row_never_takes_an_old_records_place(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(project)
    assert run(project, "import", "house", str(as_csv(project, [{"Tên": "Thôn Một", "Nguồn 1: Tên tài liệu": "Sách"}]))) == 1
    said = capsys.readouterr().err
    assert "bang.csv:A2: lỗi:" in said
    assert said.count("sheet-exists") == 1
    assert "thon-mot" in said
    assert content(project) == before


def test_the_workbook_helps_who_fills_it_in(project: Project) -> None:
    book = openpyxl.load_workbook(sheet(project))
    cells = book["Dữ liệu"]
    assert cells.freeze_panes == "D2"
    heads = [cell.value for cell in cells[1]]
    assert heads[:4] == ["Thư mục", "Dấu xuất", "Tên*", "Mã"]
    assert len(set(heads)) == len(heads)
    assert all(cell.comment for cell in cells[1])
    assert all(cells.cell(2, place + 1).number_format == "@" for place in range(len(heads)))
    assert all(cells.column_dimensions[cell.column_letter].number_format == "@" for cell in cells[1])
    assert book.sheetnames == ["Dữ liệu", "Hướng dẫn", "Danh mục"]
    lists = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in book["Danh mục"].iter_cols()}
    assert lists["wisdom_house"] == ["Có", "Không"]
    assert {"xã Đồng Lộc", "phường Thành Sen", "xã Thạch Trị"} <= set(lists["name"])
    assert len(cells.data_validations.dataValidation) == len(lists)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_two_columns_of_a_kind_share_a_name(kind: Any) -> None:
    for language in ("vi", "en"):
        labels = [
            load(language).of(column.label).casefold()
            for column in workbook.columns(kind, {"recognitions": 2, "festivals": 2}, workbook.RecordNames({}))
        ]
        assert len(set(labels)) == len(labels)


def test_a_workbook_that_excel_holds_is_said_to_be_open(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sheet(project)

    def held(_self: Path, *_words: Any) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", held)
    assert run(project, "sheet", "house", str(file), "--force") == 2
    opened = os.open
    monkeypatch.setattr(os, "open", lambda path, *words: held(path) if path == file else opened(path, *words))
    assert run(project, "import", "house", str(file)) == 2
    assert capsys.readouterr().err.count("đóng lại") == 2


def test_a_workbook_is_not_overwritten_unasked(project: Project) -> None:
    file = sheet(project)
    before = file.read_bytes()
    assert run(project, "sheet", "house", str(file)) == 2
    assert file.read_bytes() == before


TEXTS = (
    some.text(some.characters(codec="utf-8", exclude_characters="\ufffc\ufffd").filter(str.isprintable), min_size=1)
    .map(str.strip)
    .filter(bool)
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=some.one_of(TEXTS, some.lists(TEXTS, min_size=1), some.lists(some.fixed_dictionaries({"name": TEXTS, "note": TEXTS}), min_size=1))
)
def test_what_is_written_into_a_file_is_read_back_the_same(value: Any, tmp_path: Path) -> None:
    file = tmp_path / "index.vi.md"
    file.write_text(editing.with_field("---\ntitle: a\nnotes: b\ncode: 7K3QM\n---\nBài\n", "notes", value), encoding="utf-8", newline="")
    source, problems = sources.read(file, "x")
    assert {problem.rule for problem in problems} <= {"old-font"}, "wild text may look like an old font; its data stays"
    assert source
    written = editing.field_lines("notes", value)
    assert data(source.front) == {"title": "a", "notes": data_of(value), "code": "7K3QM"}, written


def data_of(value: Any) -> Any:
    """The value with its accents composed, as everything that is read."""
    from disan.core.text import normalized

    if isinstance(value, str):
        return normalized(value)
    return [data_of(each) for each in value] if isinstance(value, list) else {key: data_of(each) for key, each in value.items()}


WORDS = some.text("ab cđẩ:#-'\"[]{}|>&*!%@,?", min_size=1).map(lambda typed: " ".join(typed.split())).filter(bool)
FIELDS: dict[str, some.SearchStrategy[Any]] = {
    **dict.fromkeys(("work", "known_for", "status", "rooms", "funder"), WORDS),
    **dict.fromkeys(("people", "books"), some.sampled_from(["400", "hơn 1.340", "400 - 450", "2,2 tỷ"])),
    **dict.fromkeys(("opened", "started"), some.sampled_from(["2013", "9/12/2013", "khoảng 1930", "2013-12", "1964-1972"])),
    **dict.fromkeys(("wisdom_house", "flood_shelter"), some.sampled_from(["có", "không", "yes", "no", "x"])),
    "coordinates": some.sampled_from(["18.3419, 105.9030", "18°20'31\"N, 105°54'11\"E"]),
    **dict.fromkeys(("notes", "other_names", "disagreements"), some.one_of(WORDS, some.lists(WORDS, min_size=1, max_size=3))),
    "places": some.lists(
        some.fixed_dictionaries(
            {"name": some.sampled_from(["xã Thạch Trị", "xã Đồng Lộc"])},
            optional={"village": WORDS, "as_of": some.just("2023"), "certainty": some.sampled_from(["inferred", "suy ra"]), "note": WORDS},
        ),
        min_size=1,
        max_size=4,
    ),
    "sources": some.lists(
        some.one_of(WORDS, some.fixed_dictionaries({"url": some.just("https://nguon.example/bai"), "title": WORDS})), min_size=1
    ),
    "digitised": some.fixed_dictionaries({"by": WORDS}, optional={"date": some.just("2023")}),
    "cover": some.fixed_dictionaries({"file": some.just("anh.jpg"), "alt": WORDS, "credit": WORDS, "licence": some.just("CC0")}),
}


@pytest.mark.slow
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=some.fixed_dictionaries({}, optional=FIELDS))
def test_any_record_survives_the_way_there_and_back(fields: dict[str, Data], tmp_path: Path) -> None:
    """Whatever a house may hold, in whatever form it was typed: an export and an import change nothing."""
    shutil.rmtree(tmp_path / "content", ignore_errors=True)
    file = tmp_path / "content/houses/thu/index.vi.md"
    file.parent.mkdir(parents=True)
    whole: dict[str, Data] = {"title": "Thử", "sources": ["Sách"], **fields}
    lines = [line for name, value in whole.items() for line in editing.field_lines(name, value)]
    file.write_text("\n".join(["---", *lines, "code: 7K3QM", "---", "Bài", ""]), encoding="utf-8")
    columns = workbook.columns_of(tmp_path, House)
    rows, problems = workbook.rows_of(tmp_path, House, columns)
    assert problems == []
    read, problems = workbook.read(workbook.write(House, columns, rows, HA_TINH, VI), "bang.xlsx", columns, "Dữ liệu")
    assert problems == []
    plan, problems = workbook.plan_import(tmp_path, House, read, columns, CHOSEN, random.Random(1))
    assert problems == []
    assert plan
    assert plan.changes == ()
