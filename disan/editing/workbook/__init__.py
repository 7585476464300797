"""Records as a workbook: a kind's records go into a spreadsheet, a spreadsheet's rows come back as records.

`write` makes the workbook, `read` a table of a workbook or a CSV, `plan_import` what a table would change, `apply` changes it.
"""

from disan.editing.workbook.changes import Change
from disan.editing.workbook.columns import Column, RecordNames, columns
from disan.editing.workbook.importing import ImportPlan, apply, plan_import
from disan.editing.workbook.reading import read
from disan.editing.workbook.sheet_table import Given, WorkbookRow
from disan.editing.workbook.tables import columns_of, rows_of
from disan.editing.workbook.writing import TableLayout, choices_of, write, write_layout

__all__ = [
    "Change",
    "Column",
    "Given",
    "ImportPlan",
    "RecordNames",
    "TableLayout",
    "WorkbookRow",
    "apply",
    "choices_of",
    "columns",
    "columns_of",
    "plan_import",
    "read",
    "rows_of",
    "write",
    "write_layout",
]
