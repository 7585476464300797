"""Posters: made, read back, refused where they would mislead. Test data only."""

import shutil
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from disan import cli
from disan.printing import text_sheets
from tests.batches import SETTINGS, with_records
from tests.batches import code as code_of
from tests.fixtures.projects import Project, relic
from tests.requirements import ROOT


def made(project: Project, *words: str) -> tuple[int, list[Path]]:
    out = project.root / "posters"
    ended = cli.main(["posters", "--root", str(project.root), *words])
    return ended, sorted(out.iterdir()) if out.is_dir() else []


def seen(file: Path) -> tuple[tuple[int, int], str, list[str]]:
    """A poster's sides in millimetres, its words, and what its codes say."""
    with pypdfium2.PdfDocument(file) as document:
        page = document[0]
        width, height = (side / 72 * 25.4 for side in page.get_size())
        words = " ".join(page.get_textpage().get_text_range().split())
        codes = [found.text for found in zxingcpp.read_barcodes(page.render(scale=2).to_pil())]
    return (round(width), round(height)), words, codes


@pytest.mark.parametrize(("size", "sides"), [("a4", (210, 297)), ("a3", (297, 420))])
def test_each_record_gets_a_poster_whose_code_opens_it(tmp_path: Path, size: str, sides: tuple[int, int]) -> None:
    ended, files = made(with_records(Project(tmp_path), 2), "--size", size)
    assert ended == 0
    assert [file.name for file in files] == sorted(f"{code_of(number + 1)}_thu-{number}_{size}.pdf" for number in range(2))
    for number in range(2):
        (file,) = (file for file in files if f"_thu-{number}_" in file.name)
        paper, words, codes = seen(file)
        assert paper == sides
        assert codes == [f"https://DISAN-THU.VN/Q/{code_of(number + 1)}"]
        assert f"Đền Thử số {number}" in words
        assert ("Test temple 1" in words) == (number == 1)
        assert codes[0] in words.replace(" ", "")
        assert "chưa cơ quan nào duyệt" in words


def test_three_facts_are_told_and_none_that_stands_above_the_title(tmp_path: Path) -> None:
    project = with_records(Project(tmp_path), 1)
    extra = "rank: national\nperiod: thế kỷ 15\nother_names: [Đền Khác]\nplaces:\n  - name: Đồng Lộc\n    as_of: 2025-08\n"
    project.write({"content/relics/thu-0/index.vi.md": relic("Đền Thử", code=code_of(1), extra=extra)})
    _, files = made(project)
    words = seen(files[0])[1]
    assert "Di tích lịch sử" in words
    assert "Loại hình" not in words
    assert all(fact in words for fact in ("Cấp xếp hạng quốc gia", "Niên đại thế kỷ 15", "Đền Khác"))


def test_a_fact_that_the_typeface_cannot_show_is_passed_over(tmp_path: Path) -> None:
    project = with_records(Project(tmp_path), 1)
    extra = "rank: national\nother_names: [Đền 神]\n"
    project.write({"content/relics/thu-0/index.vi.md": relic("Đền Thử", code=code_of(1), extra=extra)})
    words = seen(made(project)[1][0])[1]
    assert "quốc gia" in words
    assert "Tên khác" not in words


def test_a_reviewed_record_says_nothing_of_review(tmp_path: Path) -> None:
    project = with_records(Project(tmp_path), 1)
    reviewed = "reviewed: {by: Ban quản lý thử, date: 2026-11-20}\n"
    project.write({"content/relics/thu-0/index.vi.md": relic("Đền Thử", code=code_of(1), extra=reviewed)})
    _, files = made(project)
    assert "duyệt" not in seen(files[0])[1]


def test_a_temporary_address_is_not_printed_unless_accepted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = with_records(Project(tmp_path), 1, SETTINGS.replace("disan-thu.vn", "disan.example"))
    assert made(project) == (1, [])
    assert "temporary-plaque-address" in capsys.readouterr().err
    assert made(project, "--accept-temporary-address")[0] == 0


def test_what_cannot_be_shown_whole_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = with_records(Project(tmp_path), 1)
    for title in ("Đền 神 Thử", "Đền thử rất dài " * 40):
        project.write({"content/relics/thu-0/index.vi.md": relic(title.strip(), code=code_of(1))})
        assert made(project) == (2, [])
        assert "Đền" in capsys.readouterr().err


COVERED = """
#if data.title.ends-with("số 1") {
  place(top + left, dx: 16 * unit, dy: code-y * 1mm, rect(width: data.code_side * 0.5mm, height: data.code_side * 1mm, fill: white))
}
"""
"""At the end of a designer's own template: something over the code of one of two posters."""


def test_nothing_is_written_where_one_code_cannot_be_read(tmp_path: Path) -> None:
    project = with_records(Project(tmp_path), 2)
    for name in ("posters", "plaques"):
        shutil.copytree(ROOT / "templates" / name, project.root / "templates" / name)
    assert len(made(project)[1]) == 2
    shutil.rmtree(project.root / "posters")
    with (project.root / "templates/posters/poster.typ").open("a", encoding="utf-8") as template:
        template.write(COVERED)
    assert made(project) == (3, [])


def test_only_what_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = with_records(Project(tmp_path), 3)
    assert [file.name for file in made(project, "--codes", code_of(2))[1]] == [f"{code_of(2)}_thu-1_a4.pdf"]
    assert made(project, "--codes", "00000")[0] == 2
    assert "00000" in capsys.readouterr().err


def sheets(project: Project, *words: str) -> tuple[int, dict[str, str]]:
    """What the codes of the text sheets say, by the name of the file."""
    ended = cli.main(["plaques", "--offline-text", "--root", str(project.root), *words])
    folder = project.root / "plaques" / "text"
    return ended, {file.name: seen(file)[2][0] for file in folder.iterdir()} if folder.is_dir() else {}


def test_a_code_for_places_without_signal_says_the_name_the_place_and_two_facts(tmp_path: Path) -> None:
    project = with_records(Project(tmp_path), 1)
    extra = "rank: national\nperiod: thế kỷ 15\nplaces:\n  - name: Đồng Lộc\n    as_of: 2025-08\n"
    project.write({"content/relics/thu-0/index.vi.md": relic("Đền Thử", code=code_of(1), extra=extra)})
    ended, found = sheets(project)
    assert ended == 0
    (says,) = found.values()
    lines = says.splitlines()
    assert lines[0] == "Đền Thử"
    assert "xã Đồng Lộc" in lines[1]
    assert len(lines) == 4
    assert not (project.root / "content" / "plaques.csv").exists(), "text cannot die, so no ledger knows of it"


def test_no_text_is_longer_than_a_symbol_should_hold(tmp_path: Path) -> None:
    project = with_records(Project(tmp_path), 1)
    title = "Đền thờ thử nghiệm " * 8
    extra = "period: thế kỷ 15, dữ liệu thử rất dài\nrank: national\n"
    project.write({"content/relics/thu-0/index.vi.md": relic(title.strip(), code=code_of(1), extra=extra)})
    _, found = sheets(project)
    (says,) = found.values()
    assert says.startswith(title.strip())
    assert len(says.encode()) <= text_sheets.MOST_BYTES


def test_a_sheet_whose_title_cannot_be_shown_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = with_records(Project(tmp_path), 1)
    project.write({"content/relics/thu-0/index.vi.md": relic("Đền 神 Thử", code=code_of(1))})
    assert sheets(project) == (2, {})
    assert "神" in capsys.readouterr().err


def test_text_sheets_need_no_permanent_address(tmp_path: Path) -> None:
    project = with_records(Project(tmp_path), 1, SETTINGS.replace("disan-thu.vn", "disan.example"))
    assert sheets(project)[0] == 0
