"""What a cell says is what the eye sees: merged areas, signs, dates and numbers as they are shown. Test data only."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from disan.editing.workbook.number_formats import shown_moment, shown_number, shown_text
from tests.fixtures.projects import Project, Site
from tests.fixtures.workbooks import HOUSE, RECORD, THIRD, add, as_csv, content, edited, fields, named, patched, refused, run, sheet

SECOND = HOUSE.replace("mot", "hai")
SHARED = "funder: Ngân sách xã\nopened: 2019\n"


@pytest.fixture
def project(site_of: Site) -> Project:
    """Two houses that have some values in common."""
    first = RECORD.replace("books:", f"{SHARED}books:")
    return site_of({HOUSE: first, SECOND: first.replace("thôn Một", "thôn Hai").replace("7K3QM", "82MW3")})


def merged(area: str) -> Callable[[Any, Mapping[str, int]], None]:
    """Cells merged as an officer does it: `funder2:funder4`, columns by their keys."""

    def change(cells: Any, places: Mapping[str, int]) -> None:
        ends = [(end.rstrip("0123456789"), end[len(end.rstrip("0123456789")) :]) for end in area.split(":")]
        cells.merge_cells(":".join(f"{openpyxl.utils.get_column_letter(places[key])}{row}" for key, row in ends))

    return change


@pytest.mark.parametrize("key", ["funder", "opened", "places.1.name", "notes", "sources.1.url"])
def test_a_merged_area_gives_its_value_to_every_row(project: Project, key: str) -> None:
    before = content(project)
    file = edited(edited(sheet(project), add(THIRD, row=4)), merged(f"{key}2:{key}4"))
    assert run(project, "import", "house", str(file)) == 0
    assert {name: text for name, text in content(project).items() if name in before} == before
    first = key.partition(".")[0]
    assert (
        fields(project)[first] if first == "sources" else fields(project)[first] == fields(project, "thon-mot")[first] or first == "places"
    )


def test_an_edit_of_a_merged_area_is_every_rows(project: Project) -> None:
    file = edited(edited(sheet(project), merged("funder2:funder3")), add({"funder": "Nhân dân đóng góp"}, row=2))
    assert run(project, "import", "house", str(file)) == 0
    assert {fields(project, name)["funder"] for name in ("thon-mot", "thon-hai")} == {"Nhân dân đóng góp"}


def test_what_a_merged_area_covers_is_not_read(project: Project) -> None:
    """LibreOffice may keep what stood below, where nobody sees it."""
    file = edited(sheet(project), add({"funder": "Không ai thấy"}, row=3))
    letter = named("funder", file)
    patched(
        file,
        "sheet1",
        lambda xml: xml.replace("</sheetData>", f'</sheetData><mergeCells><mergeCell ref="{letter}2:{letter}3"/></mergeCells>'),
    )
    assert run(project, "import", "house", str(file)) == 0
    assert fields(project, "thon-mot")["funder"] == fields(project, "thon-hai")["funder"] == "Ngân sách xã"


@pytest.mark.parametrize("area", ["started2:opened2", "title2:title3", "folder2:folder3", "funder2:books3"])
def test_an_area_across_columns_or_records_is_named(project: Project, capsys: pytest.CaptureFixture[str], area: str) -> None:
    file = sheet(project)
    ends = [end.rstrip("23") for end in area.split(":")]
    letters = sorted((named(key, file) for key in ends), key=lambda each: (len(each), each))
    said = refused(project, edited(file, merged(area)), capsys, "sheet-merged")
    assert f"vùng gộp ô {letters[0]}2:{letters[1]}{area[-1]}" in said


def test_headings_over_two_rows_are_no_record(project: Project) -> None:
    def change(cells: Any, places: Mapping[str, int]) -> None:
        cells.insert_rows(2)
        for place in places.values():
            cells.merge_cells(start_row=1, end_row=2, start_column=place, end_column=place)

    before = content(project)
    assert run(project, "import", "house", str(edited(sheet(project), change))) == 0
    assert content(project) == before


SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OVERRIDE = (
    '<Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)


@pytest.mark.parametrize(
    ("held", "seen"),
    [
        ("Một_x000D_\nHai", ["Một", "Hai"]),
        ("Một_x000d_Hai", ["Một", "Hai"]),
        ("Mã _x005F_x000D_ đây", ["Mã _x000D_ đây"]),
        ("_x0110__x1ec1_n", ["Đền"]),
        ("snake_x_case", ["snake_x_case"]),
    ],
)
@pytest.mark.parametrize("shared", [True, False])
def test_escaped_characters_are_what_they_stand_for(project: Project, held: str, seen: list[str], shared: bool) -> None:
    """In a cell as openpyxl writes it, and in the list of texts that Excel keeps."""
    file = edited(sheet(project), add({**THIRD, "notes": "REMARK"}, row=4))
    if shared:
        with ZipFile(file, "a") as archive:
            archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{SHEETS}"><si><t>{held}</t></si></sst>')
        patched(file, "[Content_Types]", lambda xml: xml.replace("<Override", f"{OVERRIDE}<Override", 1))
        patched(file, "sheet1", lambda xml: xml.replace('t="inlineStr"><is><t>REMARK</t></is>', 't="s"><v>0</v>'))
    else:
        patched(file, "sheet1", lambda xml: xml.replace("REMARK", held))
    assert run(project, "import", "house", str(file)) == 0
    assert fields(project)["notes"] == seen


SIGNS = ["= 3 gian 2 chái", "+84 239", "-Đền", "@ông", "'trích'", "=1+1", "#N/A", "_x0041_", "0123", "9/12/2013", "TRUE", "- một", "2,2 tỷ"]


@pytest.mark.slow
@pytest.mark.parametrize("sign", SIGNS)
def test_a_text_is_a_text_whatever_it_begins_with(project: Project, sign: str) -> None:
    """There and back it changes nothing; the workbook's cell is one of text in a column of text, which no program works out."""
    source = (project.root / HOUSE).read_text("utf-8")
    project.write({HOUSE: source.replace("funder: Ngân sách xã", f'funder: "{sign}"')})
    before, file = content(project), sheet(project)
    cell = openpyxl.load_workbook(file)["Dữ liệu"][f"{named('funder', file)}2"]
    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert run(project, "import", "house", str(file)) == 0
    assert content(project) == before
    rows = [{"folder": "thon-mot", "title": "Nhà văn hóa: thôn Một", "known_for": sign}]
    if sign != "#N/A":
        assert run(project, "import", "house", str(as_csv(project, rows))) == 0
        assert fields(project, "thon-mot")["known_for"] == sign


@pytest.mark.parametrize(
    ("typed", "kept"), [("- 2 độ C", "- 2 độ C"), ("• Một", "Một"), ("- Một\n- Hai", ["Một", "Hai"]), ("- Một\nHai", ["- Một", "Hai"])]
)
def test_a_mark_is_left_out_only_where_it_makes_a_list(project: Project, typed: str, kept: str | list[str]) -> None:
    assert run(project, "import", "house", str(edited(sheet(project), add({**THIRD, "notes": typed}, row=4)))) == 0
    assert fields(project)["notes"] == ([kept] if isinstance(kept, str) else kept)


def test_a_value_that_no_cell_holds_is_told_before_it_is_cut_off(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    source = (project.root / HOUSE).read_text("utf-8")
    project.write({HOUSE: source.replace("Ngân sách xã", "rất dài " * 4100)})
    assert run(project, "sheet", "house", str(project.root / "bang.xlsx")) == 1
    assert capsys.readouterr().err.count("sheet-long") == 1
    assert not (project.root / "bang.xlsx").exists()


def test_headings_repeated_for_each_printed_page_are_no_record(project: Project) -> None:
    def change(cells: Any, places: Mapping[str, int]) -> None:
        for place in places.values():
            cells.cell(5, place, cells.cell(1, place).value)
        add(THIRD, row=6)(cells, places)

    assert run(project, "import", "house", str(edited(sheet(project), change))) == 0
    assert fields(project)["title"] == THIRD["title"]
    assert len(list((project.root / "content/houses").iterdir())) == 3


DAY = datetime.datetime(2013, 12, 9)  # noqa: DTZ001  Spreadsheets know no zones.


@pytest.mark.parametrize(
    ("form", "seen"),
    [
        ('"Năm" yyyy', "2013"),
        ("dd/mm/yyyy", "2013-12-09"),
        ("mmm-yy", "2013-12"),
        ('"tháng" m/yyyy', "2013-12"),
        ('[$-42A]"ngày" d "tháng" m "năm" yyyy', "2013-12-09"),
        ("[$-F800]dddd, mmmm dd, yyyy", "2013-12-09"),
        ("d-mmm", "9/12"),
        ('"khoảng" yyyy', "khoảng 2013"),
        (r"yyyy\-mm\-dd;@", "2013-12-09"),
        ("dd/mm/yyyy hh:mm", "2013-12-09"),
        ("General", "2013-12-09"),
    ],
)
def test_a_date_is_what_its_format_shows(form: str, seen: str) -> None:
    assert shown_moment(DAY, form) == seen


@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        (datetime.time(7, 30), "h:mm", "7:30"),
        (datetime.time(19, 5, 9), "hh:mm:ss AM/PM", "19:05:09"),
        (DAY.replace(hour=7, minute=30), "dd/mm/yyyy h:mm", "2013-12-09 7:30"),
        (datetime.timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    ],
)
def test_a_time_is_what_its_format_shows(value: Any, form: str, seen: str) -> None:
    assert shown_moment(value, form) == seen


@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12.5%"),
        (1340, "#,##0", "1340"),
        (1.5, "#,##0.00", "1.5"),
        (120, "0.00", "120"),
        (12.3333333, "0.0", "12.3"),
        (265.5, "0", "266"),
        (123, "00000", "00123"),
        (912345678, r"0000\ 000\ 000", "0912 345 678"),
        (2.7, '0.0" tỷ"', "2.7 tỷ"),
        (2.7e9, '#,##0,," triệu"', "2700 triệu"),
        (-5, "0;-0", "-5"),
        (-5, "0", "-5"),
        (1.345, "General", "1.3450"),
        (0.1 + 0.2, "General", "0.3"),
        (2013, "@", "2013"),
        (5, ";;;", "5"),
        (0.25, "# ?/?", "0.25"),
        (1e21, "General", "1" + "0" * 21),
    ],
)
def test_a_number_is_what_its_format_shows(value: float, form: str, seen: str) -> None:
    assert shown_number(value, form) == seen


@pytest.mark.parametrize(("value", "form", "seen"), [("Một", '"Thôn "@', "Thôn Một"), ("Một", "@", "Một"), ("Một", "0.00", "Một")])
def test_a_text_has_the_words_that_its_format_shows(value: str, form: str, seen: str) -> None:
    assert shown_text(value, form) == seen
