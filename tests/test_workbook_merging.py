"""A workbook older than the content takes nobody's work away: changes of both sides meet cell by cell, or are told. Test data only."""

import csv
import io
import os
import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from disan.content.kinds.house import House
from disan.content.source import Data, editing
from disan.core.problems import NotPossibleError
from disan.core.strings import load
from disan.editing import workbook
from tests.fixtures.projects import Project, Site
from tests.fixtures.workbooks import HOUSE, RECORD, add, as_csv, content, edited, fields, refused, run, sheet
from tests.test_workbook import CHOSEN

PAIRS = int(os.environ.get("DISAN_MERGES", "40"))
"""Pairs of edits that are tried; 200 in the whole suite (`DISAN_MERGES=200`)."""


@pytest.fixture
def project(site_of: Site) -> Project:
    return site_of({HOUSE: RECORD})


def meanwhile(project: Project, typed: str, instead: str) -> None:
    """Somebody else's edit of the record."""
    text = (project.root / HOUSE).read_text("utf-8")
    assert typed in text
    project.write({HOUSE: text.replace(typed, instead)})


def saved_as_csv(file: Path) -> Path:
    """The workbook as Excel saves it as CSV: what is shown, hidden columns too."""
    rows = openpyxl.load_workbook(file)["Dữ liệu"].iter_rows(values_only=True)
    saved = file.with_suffix(".csv")
    with saved.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([["" if cell is None else cell for cell in row] for row in rows])
    return saved


def sorted_and_renamed(file: Path) -> Path:
    """Another order of rows, columns gone, another name of the sheet, as programs and people leave a workbook."""

    def change(cells: Any, places: Mapping[str, int]) -> None:
        cells.title = "Sheet1"
        cells.insert_rows(1, 2)
        cells.delete_cols(places["coordinates"])

    return edited(file, change)


@pytest.mark.parametrize("way", [lambda file: file, saved_as_csv, sorted_and_renamed], ids=["xlsx", "csv", "rearranged"])
def test_an_old_workbook_does_not_put_the_old_value_back(
    project: Project, capsys: pytest.CaptureFixture[str], way: Callable[[Path], Path]
) -> None:
    file = edited(sheet(project), add({"known_for": "nghề mộc"}, row=2))
    meanwhile(project, "books: hơn 400", "books: hơn 500")
    assert run(project, "import", "house", str(way(file))) == 0
    assert (fields(project, "thon-mot")["books"], fields(project, "thon-mot")["known_for"]) == ("hơn 500", "nghề mộc")
    told = capsys.readouterr()
    assert "1 ô trong bảng cũ hơn nội dung" in told.out
    assert "tạo bảng mới" in told.out
    assert told.err == ""


def test_a_cell_that_both_changed_is_told_with_both_values(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    file = edited(sheet(project), add({"books": "600", "known_for": "nghề mộc"}, row=2))
    meanwhile(project, "books: hơn 400", "books: hơn 500")
    said = refused(project, file, capsys, "sheet-conflict")
    assert "“Số cuốn sách” đã được sửa ở cả hai nơi" in said
    assert "bảng này ghi “600”, nội dung nay ghi “hơn 500”" in said
    assert run(project, "import", "house", str(edited(file, add({"books": "hơn 500"}, row=2)))) == 0
    assert fields(project, "thon-mot")["known_for"] == "nghề mộc"


@pytest.mark.parametrize(
    ("typed", "instead", "cell", "told"),
    [
        ("books: hơn 400\n", "", "600", "nội dung nay đã bỏ trống"),
        ("hơn 400", "hơn 500", None, "bảng này để trống, nội dung nay ghi “hơn 500”"),
    ],
)
def test_a_value_taken_out_on_one_side_and_changed_on_the_other_is_told(
    project: Project, capsys: pytest.CaptureFixture[str], typed: str, instead: str, cell: str | None, told: str
) -> None:
    file = edited(sheet(project), add({"books": cell}, row=2))
    meanwhile(project, typed, instead)
    assert told in refused(project, file, capsys, "sheet-conflict")


def test_both_sides_saying_the_same_is_no_change(project: Project) -> None:
    file = edited(sheet(project), add({"books": "hơn 500"}, row=2))
    meanwhile(project, "books: hơn 400", "books: hơn 500")
    before = content(project)
    assert run(project, "import", "house", str(file)) == 0
    assert content(project) == before


def test_a_source_put_first_meanwhile_does_not_get_what_was_typed_for_another(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    file = edited(sheet(project), add({"sources.1.title": "Báo thử"}, row=2))
    meanwhile(project, "sources:\n", "sources:\n  - https://nguon.example/moi\n")
    assert "Báo thử" in refused(project, file, capsys, "sheet-conflict")


def test_a_record_that_is_gone_is_not_brought_back(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    file = sheet(project)
    shutil.rmtree((project.root / HOUSE).parent)
    assert run(project, "import", "house", str(file)) == 0
    assert not (project.root / HOUSE).exists()
    said = refused(project, edited(file, add({"books": "9"}, row=2)), capsys, "sheet-gone")
    assert "hồ sơ thon-mot của dòng này không còn trong nội dung" in said


def test_a_row_copied_for_another_record_has_no_part_in_the_first(project: Project) -> None:
    def change(cells: Any, places: Mapping[str, int]) -> None:
        for place in places.values():
            cells.cell(3, place, cells.cell(2, place).value)
        add({"folder": None, "code": None, "title": "Nhà văn hóa thôn Ba"}, row=3)(cells, places)

    assert run(project, "import", "house", str(edited(sheet(project), change))) == 0
    assert fields(project)["books"] == "hơn 400"


def test_a_table_without_marks_says_so_and_tells_each_change(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    file = as_csv(project, [{"folder": "thon-mot", "title": "Nhà văn hóa: thôn Một", "books": "9"}])
    assert run(project, "import", "house", str(file)) == 0
    told = capsys.readouterr()
    assert told.err.count("sheet-unmarked") == 1
    assert "Số cuốn sách: hơn 400 → 9" in told.out


def test_what_somebody_saves_while_an_import_runs_is_kept(project: Project) -> None:
    file = edited(sheet(project), add({"known_for": "nghề mộc"}, row=2))
    columns = workbook.columns_of(project.root, House, spare=True)
    rows, _ = workbook.read(file.read_bytes(), "bang.xlsx", columns, "Dữ liệu")
    plan, _ = workbook.plan_import(project.root, House, rows, columns, CHOSEN, random.Random(1))
    assert plan
    meanwhile(project, "books: hơn 400", "books: hơn 500")
    before = content(project)
    with pytest.raises(NotPossibleError):
        workbook.apply(project.root, plan)
    assert content(project) == before


FLAT = ("funder", "status", "known_for", "work", "rooms")
LISTS = {"places": ("name", "village", "note"), "sources": ("title", "url")}
Record = dict[str, Any]


def item(field: str, name: str) -> dict[str, str]:
    """An item of a list whose every value says whose it is; a year is the same in all."""
    values = {
        "name": f"xã {name}",
        "village": f"thôn {name}",
        "note": f"lời {name}",
        "title": f"sách {name}",
        "url": f"https://n.example/{name}",
    }
    return {key: values[key] for key in LISTS[field]} | ({"as_of": "2023"} if field == "places" else {})


def begun(chance: random.Random) -> Record:
    record: Record = {"title": "Nhà thử", **{name: f"{name} cũ" for name in FLAT if chance.random() < 0.8}}
    record |= {field: [item(field, f"{field[0]}{number}") for number in range(chance.randint(1, 3))] for field in LISTS}
    return record


def another(record: Record, side: str, chance: random.Random) -> Record:
    """The record after a few edits of one side, each of which leaves its mark."""
    made = {name: [dict(each) for each in value] if isinstance(value, list) else value for name, value in record.items()}
    for number in range(chance.randint(1, 4)):
        field = chance.choice([*FLAT, *LISTS])
        if field in FLAT:
            made[field] = chance.choice([f"{field} {side}{number}", f"{field} cả hai", ""])
        else:
            _list_edited(made[field], field, f"{side}{number}", chance)
    return {name: value for name, value in made.items() if value}


def _list_edited(items: list[dict[str, str]], field: str, name: str, chance: random.Random) -> None:
    place, way = chance.randrange(len(items)), chance.choice(("cell", "cell", "append", "insert", "delete", "swap"))
    if way == "cell":
        key = chance.choice(LISTS[field][1:])
        whose = next(iter(items[place].values())).split()[-1].partition("/")[0].partition("~")[0]
        items[place][key] = f"{'https://n.example/' if key == 'url' else 'lời '}{whose}~{name}"
    elif way in ("append", "insert"):
        items.insert(len(items) if way == "append" else place, item(field, name))
    elif way == "delete" and len(items) > 1:
        del items[place]
    else:
        items.insert(0, items.pop(place))


def put(root: Path, record: Record) -> None:
    lines = [line for name, value in record.items() for line in editing.field_lines(name, value)]
    file = root / "content/houses/thu/index.vi.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(["---", *lines, "code: 7K3QM", "---", "Bài", ""]), encoding="utf-8")


def table(root: Path) -> tuple[list[str], list[str]]:
    """The keys and the cells of the one row."""
    columns = workbook.columns_of(root, House, spare=True)
    rows, _ = workbook.rows_of(root, House, columns)
    return [column.key for column in columns], rows[0]


def data_of(root: Path) -> Mapping[str, Data]:
    return fields(Project(root), "thu")


@pytest.mark.parametrize("seed", range(PAIRS))
def test_edits_of_both_sides_meet_or_are_told(tmp_path: Path, seed: int) -> None:
    """Nothing of either side is lost, no item is made of two, and no side is stopped by what the other did elsewhere."""
    chance = random.Random(seed)
    base = begun(chance)
    ours, theirs = another(base, "ta", chance), another(base, "ho", chance)
    put(tmp_path, base)
    keys, marked = table(tmp_path)
    put(tmp_path, ours)
    row = [mark if key == "exported" else cell for key, mark, cell in zip(keys, marked, table(tmp_path)[1], strict=True)]
    put(tmp_path, theirs)
    stream = io.StringIO()
    csv.writer(stream).writerows([keys, row])
    columns = workbook.columns_of(tmp_path, House, spare=True)
    rows, problems = workbook.read(stream.getvalue().encode(), "bang.csv", columns, "")
    assert problems == []
    plan, problems = workbook.plan_import(tmp_path, House, rows, columns, CHOSEN, random.Random(1))
    both = {name for name in (*FLAT, *LISTS) if base.get(name) != ours.get(name) and base.get(name) != theirs.get(name)}
    clash = {name for name in both if name in FLAT and ours.get(name) != theirs.get(name)}
    if plan is None:
        assert {problem.rule for problem in problems} == {"sheet-conflict"}
        labels = {load("vi").of(problem.values["label"]) for problem in problems}  # type: ignore[arg-type]
        told = {column.field for column in columns if column.label.vi in labels}
        assert clash <= told <= clash | (both & set(LISTS))
        assert data_of(tmp_path) == {**theirs, "code": "7K3QM"}
        return
    assert not clash
    workbook.apply(tmp_path, plan)
    after = data_of(tmp_path)
    for name in (*FLAT, *LISTS):
        if name not in both:
            assert after.get(name) == (ours if base.get(name) != ours.get(name) else theirs).get(name), name
        elif name in FLAT:
            assert after.get(name) == ours.get(name)
        else:
            _met(base[name], ours[name], theirs[name], after[name])


def _met(base: list[Any], ours: list[Any], theirs: list[Any], after: Any) -> None:
    """Every value that one side brought in is there, unless the other side has taken its item away; no item is made of two."""
    values = {value for each in after for value in each.values()}
    for side, other in ((ours, theirs), (theirs, ours)):
        brought = {value for each in side for value in each.values()} - {value for each in base for value in each.values()}
        assert brought <= values, (brought - values, other)
    for each in after:
        assert len({value.split()[-1].rpartition("/")[2].partition("~")[0] for value in each.values() if value != "2023"}) == 1, each
