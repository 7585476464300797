"""A table is read as the eye sees it, whoever saved it and however it is called; what cannot be is told by its cell. Test data only."""

import datetime
import io
import random
import zipfile
from collections.abc import Mapping
from typing import Any

import openpyxl
import pytest

from tests.fixtures.projects import Project, Site
from tests.fixtures.workbooks import HOUSE, RECORD, THIRD, add, as_csv, edited, fields, named, patched, refused, run, sheet

SECOND = HOUSE.replace("mot", "hai")
SHARED = "funder: Ngân sách xã\nopened: 2019\n"


@pytest.fixture
def project(site_of: Site) -> Project:
    """Two houses that have some values in common."""
    first = RECORD.replace("books:", f"{SHARED}books:")
    return site_of({HOUSE: first, SECOND: first.replace("thôn Một", "thôn Hai").replace("7K3QM", "82MW3")})


def archive(**parts: str) -> bytes:
    """An archive of parts, a dot for each _ of their names and a slash for each __."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for name, text in parts.items():
            opened.writestr(name.replace("__", "/").replace("_", "."), text)
    return made.getvalue()


HTML = "<html><head><meta charset='utf-8'></head><body><table><tr><td>Tên</td></tr></table></body></html>"
FOREIGN = {
    "trang web": HTML.encode(),
    "trang web ": f"\ufeff\n<!-- BAO CAO -->\n{HTML}".encode("utf-16"),
    "trang web  ": b"MIME-Version: 1.0\nContent-Type: multipart/related\n",
    "tệp XML": b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas"/>',
    "Excel đời cũ": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "có mật khẩu": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    "LibreOffice (.ods)": archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "(.xlsb)": archive(xl__workbook_bin=""),
    "tệp Word": archive(word__document_xml=""),
    "PDF": b"%PDF-1.7\n",
    "tệp đã hỏng": b"PK\x03\x04 is no workbook",
    "tệp đã hỏng ": archive(nothing_txt=""),
}


@pytest.mark.parametrize("cause", FOREIGN)
@pytest.mark.parametrize("name", ["bao-cao.xls", "bao-cao.xlsx"])
def test_what_is_no_table_is_told_what_it_is(project: Project, capsys: pytest.CaptureFixture[str], cause: str, name: str) -> None:
    project.write({name: FOREIGN[cause]})
    said = refused(project, project.root / name, capsys, "sheet-unreadable")
    assert cause.strip() in said


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_workbook_is_refused_or_read(project: Project, capsys: pytest.CaptureFixture[str], seed: int) -> None:
    """Some of its bytes are others; with most seeds an archive knows it by its checksums."""
    file, chance = sheet(project), random.Random(seed)
    damaged = bytearray(file.read_bytes())
    for _ in range(1 + seed):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    file.write_bytes(damaged)
    assert run(project, "import", "house", str(file), "--dry-run") in (0, 1)
    assert "Traceback" not in capsys.readouterr().err


def strict(xml: str) -> str:
    """The strict form of a part: names of their own, and days as days."""
    for family in ("spreadsheetml", "officeDocument", "drawingml"):
        xml = xml.replace(f"http://schemas.openxmlformats.org/{family}/2006/", f"http://purl.oclc.org/ooxml/{family}/")
    return xml.replace("<workbook ", '<workbook conformance="strict" ', 1)


@pytest.mark.parametrize("name", ["bang.xlsm", "bang.csv", "bang"])
def test_a_workbook_is_known_by_its_content(project: Project, name: str) -> None:
    file = patched(edited(sheet(project), add({**THIRD, "opened": datetime.date(2013, 12, 9)}, row=4)), ".xml", strict)
    patched(file, ".rels", strict).rename(project.root / name)
    assert run(project, "import", "house", str(project.root / name)) == 0
    assert fields(project)["opened"] == "2013-12-09"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_text_table_is_read_whatever_its_name(project: Project, encoding: str, separator: str) -> None:
    rows = [{"STT": "1", "Tên": "Nhà văn hóa thôn Ba", "Nguồn 1: Tên tài liệu": 'Sách "thử", tập 2; in lại'}]
    file = as_csv(project, rows, separator=separator, encoding=encoding).rename(project.root / "bang.xls")
    assert run(project, "import", "house", str(file)) == 0
    assert fields(project)["sources"] == [{"title": 'Sách "thử", tập 2; in lại'}]


def test_a_separator_that_the_table_names_is_taken(project: Project) -> None:
    project.write({"bang.csv": "sep=|\r\nTên|Nguồn 1: Tên tài liệu\r\nNhà văn hóa thôn Ba|Sách, báo; đài\r\n"})
    assert run(project, "import", "house", str(project.root / "bang.csv")) == 0
    assert fields(project)["sources"] == [{"title": "Sách, báo; đài"}]


@pytest.mark.parametrize(
    ("lines", "cell", "quoted"),
    [
        (['1,"Nhà văn hóa" thôn Hai,Sách'], "bang.csv:B2:", '"""Nhà văn hóa"" thôn Hai"'),
        (["1,Nhà,Sách", '2,Nhà,"Sách" mới'], "bang.csv:C3:", '"""Sách"" mới"'),
        (["1,Nhà,Sách", '2,"Nhà văn hóa,Sách', "3,Nhà,Sách"], "bang.csv:B3:", '"""Nhà văn hóa,Sách"'),
    ],
)
def test_a_stray_quotation_mark_is_named_with_its_cell(
    project: Project, capsys: pytest.CaptureFixture[str], lines: list[str], cell: str, quoted: str
) -> None:
    project.write({"bang.csv": "\r\n".join(["STT,Tên,Nguồn 1: Tên tài liệu", *lines, ""])})
    said = refused(project, project.root / "bang.csv", capsys, "sheet-quote")
    assert cell in said
    assert f"viết cả ô là {quoted}" in said


def test_marks_inside_a_cell_without_any_are_letters(project: Project) -> None:
    project.write({"bang.csv": 'STT,Tên,Nguồn 1: Tên tài liệu\r\n1,Nhà văn hóa thôn Ba,Sách "thử"\r\n'})
    assert run(project, "import", "house", str(project.root / "bang.csv")) == 0
    assert fields(project)["sources"] == [{"title": 'Sách "thử"'}]


@pytest.mark.parametrize(
    ("rows", "rule", "cell"),
    [
        ("Nhà văn hóa thôn Ba,Sách,xóm Đông, xóm Tây", "sheet-outside", "D2"),
        ("Nhà v?n hóa thôn Ba,Sách,", "sheet-lost-letters", "A2"),
        ("Nhà v\ufffdn hóa thôn Ba,Sách,", "sheet-lost-letters", "A2"),
        ("Nhà văn hóa thôn Ba,Sách,########", "sheet-crowded", "C2"),
        ("Nhà văn hóa thôn Ba,Sách,2.7E+09", "sheet-crowded", "C2"),
        ("Nhà văn hóa thôn Ba,Sách,#NAME?", "sheet-error", "C2"),
    ],
)
def test_what_another_program_has_spoilt_is_told(
    project: Project, capsys: pytest.CaptureFixture[str], rows: str, rule: str, cell: str
) -> None:
    project.write({"bang.csv": f"Tên,Nguồn 1: Tên tài liệu,Ghi chú\n{rows}\n"})
    said = refused(project, project.root / "bang.csv", capsys, rule)
    assert f"bang.csv:{cell}: lỗi" in said


def test_a_question_mark_of_an_address_or_a_sentence_is_none_of_a_lost_letter(project: Project) -> None:
    rows = [{"title": "Nhà văn hóa thôn Ba", "sources.1.url": "https://nguon.example/bai?id=3", "notes": "Ai dựng? Chưa rõ"}]
    assert run(project, "import", "house", str(as_csv(project, rows))) == 0


def test_a_line_that_is_not_utf_8_is_named(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.write({"bang.csv": "Tên,Sách\nNhà,1\nNhà ".encode() + "cũ".encode("cp1258", "ignore") + b"\xf9,2\n"})
    said = refused(project, project.root / "bang.csv", capsys, "not-utf8")
    assert "bang.csv:3:1" in said
    assert "CSV UTF-8" in said


def test_hidden_rows_and_columns_are_read_and_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    def change(cells: Any, places: Mapping[str, int]) -> None:
        add({"books": "9"}, row=3)(cells, places)
        cells.auto_filter.ref = "A1:F3"
        cells.row_dimensions[3].hidden = True
        cells.column_dimensions[openpyxl.utils.get_column_letter(places["books"])].hidden = True

    file = edited(sheet(project), change)
    assert run(project, "import", "house", str(file)) == 0
    assert fields(project, "thon-mot")["books"] == "9"
    said = capsys.readouterr().err
    assert "bảng có dòng hoặc cột đang ẩn: 3" in said
    assert f"bảng có dòng hoặc cột đang ẩn: {named('books', file)}" in said
    assert said.count("sheet-hidden") == 2


def test_another_sheet_with_records_is_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    file = edited(sheet(project), lambda cells, _: cells.parent.copy_worksheet(cells))
    assert run(project, "import", "house", str(file)) == 0
    said = capsys.readouterr().err
    assert said.count("sheet-other") == 1
    assert "trang tính “Dữ liệu Copy” cũng có hồ sơ" in said


def test_a_remark_beside_the_table_is_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    file = edited(sheet(project), lambda cells, places: cells.cell(2, len(places) + 2, "Hỏi lại"))
    said = refused(project, file, capsys, "sheet-outside")
    assert "“Hỏi lại”" in said


@pytest.mark.parametrize("value", ["<v></v>", "<v/>", ""])
def test_a_formula_without_a_value_is_told_and_one_with_a_value_is_read(
    project: Project, capsys: pytest.CaptureFixture[str], value: str
) -> None:
    file = edited(sheet(project), add({**THIRD, "books": "=200*2"}, row=4))
    letter = named("books", file)
    patched(
        file,
        "sheet1",
        lambda xml: xml.replace("<f>200*2</f><v></v>", f"<f>200*2</f>{value}").replace("<f>200*2</f><v />", f"<f>200*2</f>{value}"),
    )
    said = refused(project, file, capsys, "sheet-formula")
    assert f"{letter}4: lỗi" in said
    assert "=200*2" in said
    patched(file, "sheet1", lambda xml: xml.replace(f"<f>200*2</f>{value}", "<f>200*2</f><v>400</v>"))
    assert run(project, "import", "house", str(file)) == 0
    assert fields(project)["books"] == "400"


def test_a_bad_cell_of_a_number_kept_as_text_is_read_as_typed(project: Project) -> None:
    assert run(project, "import", "house", str(edited(sheet(project), add({**THIRD, "people": "1.340", "area_m2": "120,5"}, row=4)))) == 0
    assert (fields(project)["people"], fields(project)["area_m2"]) == ("1.340", "120,5")
