"""Records as a workbook: a kind's records go into a spreadsheet, a spreadsheet's rows come back as records.

`written` makes the workbook, `read` a table of a workbook or a CSV, `planned` what a table would change, `carried_out` changes it.
"""

from disan.editing.workbook.columns import Column, RecordNames, columns
from disan.editing.workbook.importing import Change, ImportPlan, carried_out, planned
from disan.editing.workbook.reading import read
from disan.editing.workbook.tables import columns_of, rows_of
from disan.editing.workbook.writing import written

__all__ = ["Change", "Column", "ImportPlan", "RecordNames", "carried_out", "columns", "columns_of", "planned", "read", "rows_of", "written"]
