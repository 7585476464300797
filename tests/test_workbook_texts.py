"""Any text that is typed into a cell stands in the record as it was typed, or the cell is told. Test data only."""

import csv
import io
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from disan.content.kinds.house import House
from disan.core import text
from disan.core.strings import load
from disan.editing import workbook
from tests.fixtures.projects import HA_TINH, Project
from tests.fixtures.workbooks import fields
from tests.test_workbook import CHOSEN

TEXTS = int(os.environ.get("DISAN_TEXTS", "10"))
"""Texts that are tried each way; 2000 in the whole suite (`DISAN_TEXTS=2000`)."""
SPOILT = {"sheet-error", "sheet-crowded", "sheet-lost-letters", "old-font"}
"""Why a text may be refused: it looks like one that a program has spoilt."""
TYPED = some.one_of(
    some.text(some.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=40),
    some.text("=+-@'\"_x0D41#:;,|\t ?!&*%{}[]<>~`\\/aĐẩ\n", min_size=1, max_size=20),
    some.sampled_from(["#5", "tổ #5", "TRUE", "null", "~", "- a", "1e5", "_x000D_", "=1+1", "'a", "a: b", "---", "0912", "1.10"]),
)


def as_xlsx(rows: list[list[str]]) -> bytes:
    """The rows as texts, whatever they begin with."""
    book = openpyxl.Workbook()
    for row, values in enumerate(rows, 1):
        for place, value in enumerate(values, 1):
            cell = book.worksheets[0].cell(row, place)
            cell.value = value.replace("_x", "_x005F_x")
            cell.data_type = "s"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def as_csv(rows: list[list[str]]) -> bytes:
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    return made.getvalue().encode()


@pytest.mark.parametrize("form", [as_csv, pytest.param(as_xlsx, marks=pytest.mark.slow)])
@settings(max_examples=TEXTS, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed=TYPED)
def test_what_is_typed_into_a_cell_is_kept(tmp_path: Path, form: Callable[[list[list[str]]], bytes], typed: str) -> None:
    said = " ".join(text.normalized(typed).split())  # What it repairs is tried in test_text.py.
    shutil.rmtree(tmp_path / "content", ignore_errors=True)
    (tmp_path / "content").mkdir()
    columns = workbook.columns_of(tmp_path, House, spare=True)
    table = form([["title", "sources.1.title", "known_for", "funder"], ["Nhà thử", "Sách", typed, typed]])
    rows, problems = workbook.read(table, "bang", columns, "")
    assert problems == []
    plan, problems = workbook.plan_import(tmp_path, House, rows, columns, CHOSEN, random.Random(1))
    if plan is None:
        assert {problem.rule for problem in problems} <= SPOILT
        return
    workbook.apply(tmp_path, plan)
    assert [fields(Project(tmp_path), "nha-thu").get(name, "") for name in ("known_for", "funder")] == [said, said]
    columns = workbook.columns_of(tmp_path, House)
    exported = workbook.write(House, columns, workbook.rows_of(tmp_path, House, columns)[0], HA_TINH, load("vi"))
    again, _ = workbook.read(exported, "bang", columns, "")
    plan, problems = workbook.plan_import(tmp_path, House, again, columns, CHOSEN, random.Random(1))
    assert (plan.changes if plan else None, problems) == ((), [])
