"""Cells whose value a spreadsheet program had spoilt before they were saved: a cell in, a problem with the cure, or None, out."""

import re
from collections.abc import Callable

from disan.core.problems import Problem
from disan.editing.workbook.sheet_table import Given

_ERROR = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!)|Err:\d{3}")
_CROWDED = re.compile(r"#{3,}|\d(?:[.,]\d+)?E\+\d+")
"""What Excel shows, and saves as text, where a column is too narrow for a date or a number."""
_LOST = re.compile(r"\ufffd|[^\W\d_]\?[^\W\d_]")
"""A letter that an encoding could not hold; in an address the mark stands for itself."""
_ADDRESS = re.compile(r"\S*(?://|www\.)\S*")
_RULES: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("sheet-error", _ERROR.fullmatch),
    ("sheet-crowded", _CROWDED.fullmatch),
    ("sheet-lost-letters", lambda typed: _LOST.search(_ADDRESS.sub("", typed))),
)


def problem(given: Given) -> Problem | None:
    """What is wrong with an edited cell that no editor typed so."""
    return next((given.problem(rule) for rule, matches in _RULES if matches(given.text)), None)
