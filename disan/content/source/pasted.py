"""What was pasted into a file from elsewhere and would reach visitors as it is: a file's lines in, problems out. Knows no field.

Patterns that hardly a file needs are compiled when one does.
"""

import re
from collections.abc import Iterator, Sequence

from disan.core import old_fonts
from disan.core.problems import Position, Problem

FENCE = re.compile(r"---[ \t]*")
"""The line above and below the fields."""
FENCE_LENGTH = 3
_AGAIN = r"(title|code)[ \t]*:"
_CONTROL = "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202b\u202e\u2067\ue000-\uf8ff\ufff9-\uffff\U000f0000-\U0010ffff]"
_LOST = "\ufffc\ufffd"
"""What programs put where they could not read a letter, or a picture stood."""
_OPENS, _ENDS = "<" * 7 + " ", ">" * 7 + " "
"""Where git could not put two changes together (git-merge, "How conflicts are presented")."""
_CODE = r" {0,3}(?:```|~~~)"


def faults(lines: Sequence[str], end: int, file: str) -> Iterator[Problem]:
    """Problems with all that was pasted; `end` is the index of the line that closes the fields."""
    whole = "\n".join(lines)
    if whole.count("\n---") > 1:
        yield from _pasted_twice(lines, end, file)
    if "\t" in whole:
        yield from _pasted_tables(lines, end, file)
    if "<<<<<<<" in whole or ">>>>>>>" in whole:
        yield from _conflicts(lines, file)


def unreadable(lines: Sequence[str], file: str) -> Iterator[Problem]:
    """Characters that YAML or HTML may not hold, that turn letters round, that stand where one was lost, or that only one font shows."""
    whole = " ".join(lines).replace("\t", " ")
    if whole.isprintable() and not any(sign in whole for sign in _LOST):
        return
    for number, line in enumerate(lines, 1):
        if found := re.search(_CONTROL, line):
            values = {"character": f"U+{ord(found[0]):04X}"}
            yield Problem("private-character", Position(file, number, found.start() + 1), values=values, line=line)


def _conflicts(lines: Sequence[str], file: str) -> Iterator[Problem]:
    """Each is told where it opens; where it ends only if its opening is gone already."""
    opened = False
    for number, line in enumerate(lines, 1):
        opens, ends = line.startswith(_OPENS), line.startswith(_ENDS)
        if opens or (ends and not opened):
            yield Problem("merge-conflict", Position(file, number, 1, 7), line=line)
        opened = opens or (opened and not ends)


def in_old_fonts(typed: str, file: str) -> Iterator[Problem]:
    """Lines of an old font; the text comes as it stands, since the letters of such a font look like others that are repaired."""
    if not old_fonts.may_have(typed):
        return
    for number, line in enumerate(typed.split("\n"), 1):
        if found := old_fonts.find(line):
            yield Problem("old-font", Position(file, number, found[0] + 1, found[1] - found[0]), line=line)


def _pasted_twice(lines: Sequence[str], end: int, file: str) -> Iterator[Problem]:
    """A second record below the first: its fields would be shown to visitors as text."""
    for number in range(end + 1, len(lines) - 1):
        if FENCE.fullmatch(lines[number]) and re.match(_AGAIN, lines[number + 1]):
            yield Problem("pasted-twice", Position(file, number + 1, 1, FENCE_LENGTH), line=lines[number])
            return


def _pasted_tables(lines: Sequence[str], end: int, file: str) -> Iterator[Problem]:
    """Two or more lines whose words stand between tabs, outside code: Markdown would run the cells together."""
    coded, before = False, False
    for number in range(end + 1, len(lines)):
        line = lines[number]
        coded ^= bool(re.match(_CODE, line))
        cells = not coded and "\t" in line.strip()
        following = number + 1 < len(lines) and "\t" in lines[number + 1].strip()
        if cells and following and not before:
            row = " | ".join(cell.strip() for cell in line.strip().split("\t"))
            values = {"row": f"| {row} |", "rule": "|" + "---|" * (line.strip().count("\t") + 1)}
            yield Problem("pasted-table", Position(file, number + 1, 1, len(line)), values=values, line=line)
        before = cells
