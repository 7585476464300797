"""Photographs that come back from a field trip: a folder in, a workbook out; the workbook filled in, the changes of records out.

`open_folder` reads the photographs and matches them with records, `write` makes the workbook of them, `read` its answers, `plan` what they
would change, `apply` changes it. Nothing is published.
"""

from disan.editing.photographs.answers import Answers
from disan.editing.photographs.placing import Placement, apply, check, plan
from disan.editing.photographs.scanning import ReadSymbols
from disan.editing.photographs.table import how
from disan.editing.photographs.trip import Trip, open_folder, read, write

__all__ = ["Answers", "Placement", "ReadSymbols", "Trip", "apply", "check", "how", "open_folder", "plan", "read", "write"]
