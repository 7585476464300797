"""`photos`: forty photographs of a field trip to ten places, into a workbook and from there into their records. Test data only."""

import contextlib
import errno
import io
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from disan import cli
from disan.build.project import open_project
from disan.core.problems import stops
from tests import field_trip
from tests.fixtures.disk import touched
from tests.fixtures.projects import Project
from tests.fixtures.workbooks import content, edited

Cells = Mapping[str, str]
"""A row's cells by the keys of their columns."""


@dataclass(frozen=True)
class Journey:
    """A project, the folder of photographs, the workbook, the record that each photograph shows, and what the first call said."""

    project: Project
    folder: Path
    book: Path
    truth: Mapping[str, str]
    said: str = ""

    def run(self, *words: str) -> int:
        """Runs the command."""
        return cli.main(["photos", str(self.folder), "--root", str(self.project.root), *words])

    def place(self, *words: str) -> int:
        """Runs it with the workbook."""
        return self.run("--workbook", str(self.book), *words)

    def rows(self) -> dict[str, Cells]:
        """Each row by its file."""
        sheet = openpyxl.load_workbook(self.book)["Dữ liệu"]
        keys = [str(cell.comment.text).splitlines()[-1] for cell in sheet[1] if cell.comment]
        rows = [{key: str(cell.value or "") for key, cell in zip(keys, row, strict=True)} for row in sheet.iter_rows(min_row=2)]
        return {row["file"]: row for row in rows}

    def fill(self, answers: Callable[[Cells], Mapping[str, str]]) -> None:
        """Types answers into each row."""
        rows = list(self.rows().values())

        def typed(cells: Any, places: Mapping[str, int]) -> None:
            for number, row in enumerate(rows, 2):
                for key, value in answers(row).items():
                    cells.cell(number, places[key]).value = value

        edited(self.book, typed)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    """The trip after the first call, which changes no content."""
    root = tmp_path_factory.mktemp("trip")
    project, folder = field_trip.records(Project(root / "project")), root / "Ảnh thực địa"
    made = Journey(project, folder, folder / "photos.xlsx", field_trip.taken(folder))
    before, said = content(project), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        assert made.run("--by-position") == 0
    assert content(project) == before
    return replace(made, said=said.getvalue())


@pytest.fixture
def trip(begun: Journey, tmp_path: Path) -> Journey:
    """The same, to be changed: records and workbook are the test's own."""
    book = tmp_path / "photos.xlsx"
    shutil.copyfile(begun.book, book)
    return replace(begun, project=begun.project.copied(tmp_path / "project"), book=book)


def answered(row: Cells, *, every: bool = True) -> dict[str, str]:
    """What an editor types for a photograph that is used: no plaque, no copy."""
    if not row["record"] or row["use"] or not (every or row["file"] in ("IMG_02.jpg", "IMG_11.jpg")):
        return {}
    said = {"use": "Có", "alt.vi": f"Sân đền thử, {row['file']}", "credit": "Người thử", "licence": "CC BY 4.0", "consent": "không cần"}
    return {**said, "alt.en": f"Yard {row['file']}", "cover": "có" if row["file"] == "IMG_11.jpg" else ""}


def rules_of(said: str) -> list[str]:
    """The rules of the problems that were told."""
    return re.findall(r"\[([a-z-]+)\]$", said, re.MULTILINE)


def some(row: Cells) -> dict[str, str]:
    return answered(row, every=False)


def test_each_photograph_is_matched_with_its_place_or_left_with_the_reason(begun: Journey) -> None:
    rows = begun.rows()
    assert set(rows) == set(begun.truth), "what cannot be used has no row"
    assert len(rows) + len(field_trip.BROKEN) - 1 == 40, "and a note that is no photograph"
    for file, reference in begun.truth.items():
        assert rows[file]["record"] == (f"{field_trip.TITLES[reference.partition('/')[2]]} ({reference})" if reference else ""), file
    assert rows["IMG_20.jpg"]["found"] == f"ảnh biển, mã {field_trip.CODES['den-ba']}"
    assert rows["IMG_23.jpg"]["found"] == "chụp sau ảnh biển IMG_20.jpg"
    assert rows["PXL_11.jpg"]["found"] == "nơi chụp cách 22 m"
    assert rows["may B/dinh ca - 1.jpeg"]["found"] == "theo tên tệp hoặc thư mục"
    assert all(f"(relics/{slug})" in rows["may B/miếu trùng tên/1.jpg"]["found"] for slug in ("mieu-chin", "mieu-muoi"))
    assert rows["zalo/z5923.jpg"]["found"].endswith("trùng hệt với IMG_11.jpg")
    spared = {file for file, row in rows.items() if row["use"] == "không"}
    assert spared == {"IMG_00.jpg", "IMG_10.jpg", "IMG_20.jpg", "IMG_30.jpg", "zalo/z5923.jpg", "may B/Đình Thử Bảy/ban sao.jpg"}
    assert rows["IMG_02.jpg"]["coordinates"] == rows["IMG_00.jpg"]["coordinates"] == "18.3402, 105.9000"
    assert not rows["PXL_11.jpg"]["coordinates"], "its record has its own"
    assert len(openpyxl.load_workbook(begun.book)["Dữ liệu"]._images) == len(rows)


def test_what_cannot_be_used_is_told_and_the_rest_goes_on(begun: Journey) -> None:
    for name, rule in field_trip.BROKEN.items():
        assert any(name in line and f"[{rule}]" in line for line in begun.said.splitlines()), name
    assert "38 ảnh: 32 ảnh đã khớp với 8 hồ sơ." in begun.said
    assert f'disan photos "{begun.folder}" --workbook "{begun.book}" --dry-run' in begun.said


def test_accepted_photographs_come_into_their_records_with_their_pixels_alone(trip: Journey, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(trip.project)
    trip.fill(lambda row: {**answered(row), "accepted": "có" if row["file"] in ("IMG_00.jpg", "IMG_02.jpg") else ""})
    assert trip.place() == 0
    assert "Xong: thêm 27 ảnh, sửa 8 hồ sơ. Không dùng 6 ảnh, 5 ảnh chưa trả lời." in capsys.readouterr().out
    after = content(trip.project)
    sizes = {}
    for name in after.keys() - before.keys():
        with Image.open(trip.project.root / name) as picture:
            assert (dict(picture.getexif()), set(picture.info) & {"exif", "xmp", "comment"}) == ({}, set()), name
            sizes[name] = picture.size
        assert "Máy thử".encode() not in after[name]
    assert len(sizes) == 27
    assert sizes["content/relics/den-mot/san-den-thu-img-02-jpg.jpg"] == (360, 480), "upright"
    assert sizes["content/relics/chua-sau/san-den-thu-lon-chua-thu-sau-jpg.jpg"] == (1920, 2560)
    first, english = (after[f"content/relics/den-mot/index.{language}.md"].decode() for language in ("vi", "en"))
    kept = before["content/relics/den-mot/index.vi.md"].decode().partition("---\nBài")
    assert first.startswith(kept[0] + "- file: san-den-thu-img-01-jpg.jpg\n  alt: Sân đền thử, IMG_01.jpg\n  credit: Người thử\n")
    assert first.endswith("coordinates: 18.3402, 105.9000\n---\nBài  thử.\n")
    assert "  - alt:\n  - alt: Yard IMG_01.jpg\n" in english
    assert "cover:\n  file: san-den-thu-img-11-jpg.jpg\n" in after["content/relics/den-hai/index.vi.md"].decode()
    _, problems = open_project(trip.project.root)
    assert not stops(problems)


def test_a_trial_writes_nothing_and_the_same_workbook_once(trip: Journey, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(trip.project)
    trip.fill(lambda row: {**some(row), "accepted": "có" if row["file"] == "IMG_02.jpg" else ""})
    assert trip.place("--dry-run") == 0
    assert content(trip.project) == before
    said = capsys.readouterr()
    assert "Sẽ thêm 2 ảnh, sửa 2 hồ sơ." in said.out
    assert rules_of(said.err) == ["photo-untranslated"], "one of the two records has no English file"
    assert trip.place() == 0
    after = content(trip.project)
    assert len(after) == len(before) + 2
    capsys.readouterr()
    assert trip.place() == 0
    assert content(trip.project) == after
    assert rules_of(capsys.readouterr().err) == ["photo-there", "photo-there"]


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "IMG_01.jpg": ({"alt.vi": ""}, "sheet-missing"),
    "IMG_02.jpg": ({"credit": ""}, "sheet-missing"),
    "IMG_03.jpg": ({"licence": ""}, "sheet-missing"),
    "IMG_11.jpg": ({"consent": ""}, "sheet-missing"),
    "IMG_12.jpg": ({"consent": "không"}, "photo-consent"),
    "IMG_13.jpg": ({"use": ""}, "photo-unanswered"),
    "IMG_21.jpg": ({"use": "có lẽ"}, "unknown-choice"),
    "IMG_22.jpg": ({"record": "Đền Thử Mốt"}, "photo-no-record"),
    "IMG_23.jpg": ({"accepted": "có", "coordinates": "18,5"}, "wrong-type"),
    "IMG_31.jpg": ({"file": "IMG_99.jpg"}, "photo-gone"),
    "IMG_32.jpg": ({"file": "../project/content/site.yml"}, "photo-gone"),
    "IMG_33.jpg": ({"exported": "0"}, "photo-gone"),
    "PXL_01.jpg": ({"cover": "có"}, ""),
    "PXL_02.jpg": ({"cover": "có"}, "photo-cover"),
    "PXL_11.jpg": ({"accepted": "có", "coordinates": "18.5, 105.9"}, "photo-point"),
}
"""What is typed for a photograph beside what would be right, the wrong one last, and the rule that it breaks."""


def test_every_wrong_cell_is_named_at_once_and_nothing_is_written(trip: Journey, capsys: pytest.CaptureFixture[str]) -> None:
    before, rows = content(trip.project), trip.rows()
    trip.fill(lambda row: {**answered(row), **WRONG.get(row["file"], ({}, ""))[0]})
    letters = {key: openpyxl.utils.get_column_letter(place) for place, key in enumerate(rows["IMG_11.jpg"], 1)}
    assert trip.place() == 1
    told = [line for line in capsys.readouterr().err.splitlines() if ": lỗi: " in line]
    assert len(told) == len(WRONG) - 1
    for file, (typed, rule) in WRONG.items():
        key = "file" if "exported" in typed else list(typed)[-1]
        place = f"photos.xlsx:Dữ liệu!{letters[key]}{2 + list(rows).index(file)}: "
        assert not rule or any(line.startswith(place) and line.endswith(f"[{rule}]") for line in told), file
    assert content(trip.project) == before


def test_what_the_content_has_against_a_record_is_told_at_its_cell(trip: Journey, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(trip.project)
    far = {"accepted": "có", "coordinates": "10.7769, 106.7009"}
    trip.fill(lambda row: {**some(row), **(far if row["file"] == "IMG_02.jpg" else {})})
    assert trip.place() == 1
    said = capsys.readouterr().err
    assert f"Dữ liệu!N{2 + list(trip.rows()).index('IMG_02.jpg')}: lỗi: " in said
    assert "[out-of-province]" in said
    assert content(trip.project) == before


def test_what_was_filled_in_is_never_written_over(begun: Journey, capsys: pytest.CaptureFixture[str]) -> None:
    before = begun.book.read_bytes()
    assert begun.run() == 2
    assert "--workbook" in capsys.readouterr().err
    assert begun.book.read_bytes() == before
    assert begun.run("--output", str(begun.project.root / "bang.csv")) == 2


def test_a_full_disk_is_the_machine_s_fault_and_nothing_is_half_done(trip: Journey, capsys: pytest.CaptureFixture[str]) -> None:
    before, steps = content(trip.project), iter(range(100))
    trip.fill(some)

    def full() -> None:
        if next(steps) in (6, 7):
            raise OSError(errno.ENOSPC, "No space left on device", "ổ đĩa thử")

    with touched(trip.project.root / "content", full):
        assert trip.place() == 2
    assert "không phải lỗi của nội dung" in capsys.readouterr().err
    assert content(trip.project) == before
    assert trip.place() == 0
    assert len(content(trip.project)) == len(before) + 2


def test_without_consent_to_positions_they_are_only_proposed(trip: Journey, capsys: pytest.CaptureFixture[str]) -> None:
    folder = trip.project.root / "anh"
    folder.mkdir()
    shutil.copyfile(trip.folder / "PXL_11.jpg", folder / "1.jpg")
    assert replace(trip, folder=folder).run() == 0
    (row,) = replace(trip, book=folder / "photos.xlsx").rows().values()
    assert row["record"] == ""
    assert "Chùa Thử Sáu (relics/chua-sau) (cách 22 m)" in row["found"]
