"""What was typed one way and shows another, though it is Markdown: lines that run together, a heading nobody meant, a lost cell.

Lines with their numbers go in, remarks come out. GitHub shows the same; it only does not say so.
"""

import re
from collections.abc import Iterator, Sequence

from disan.content.markdown import tables
from disan.content.markdown.source_spans import bare
from disan.content.markdown.structure import Remark

_SHORT = 60
"""Characters that a line of verse may have; wrapped prose has more."""
_STANZA = 4
"""Short lines from which on they are taken for verse, whatever their metre."""
_CAPITAL = re.compile(r"[\"'“‘«(*_–—-]*\s*[^\W\d_]")
_LISTED = re.compile(r"(?:[-+*](?=[^\s*+-])|[–—•▪►➢➤✓✔❖◆■□★☆→⇒]|\(?[A-Za-zđ](?:\)|\.\s)|\d{1,2}(?:[.)](?=[^\s\d.)])|/(?=\D)))")
"""What editors begin the lines of a list with where Markdown sees none: `–`, `a)`, `1/`, or a sign without a blank behind it."""
_BREAK = re.compile(r"(?:\\| {2,}|<br\s*/?>)$")
_HEADING = re.compile(r"#{2,6}(?=[^\s#])|#(?=\w+ +[^\s#])")
_ROW = re.compile(r"\s*\|.*\|\s*")
_SENTENCE = 70
"""Characters from which on a line is no heading."""


def of_paragraph(lines: Sequence[tuple[int, str]]) -> Iterator[Remark]:
    """What of a paragraph's lines does not show as it was typed."""
    number, first = lines[0]
    if first[0] == "#" and (found := _HEADING.match(first)) and (len(found[0]) > 1 or len(lines) == 1):
        yield Remark("heading-without-blank", number, found[0], {"signs": found[0], "words": bare(first[len(found[0]) :]).strip()})
    if len(lines) > 1:
        if first[0] == "|" and _ROW.fullmatch(first) and _ROW.fullmatch(lines[1][1]):
            columns = len(tables.cells(first))
            values = {"columns": str(columns), "rule": "|" + "---|" * columns, "reason": "width" if tables.alignments(lines[1][1]) else ""}
            yield Remark("broken-table", lines[1][0], bare(lines[1][1]).strip(), values)
        else:
            yield from _running_on([(number, bare(line)) for number, line in lines])


def of_underlined(lines: Sequence[tuple[int, str]], underline: str) -> Iterator[Remark]:
    """A heading that is one by its underline alone, and reads like a sentence."""
    words = bare(" ".join(line.strip() for _, line in lines))
    if len(lines) > 1 or len(words) > _SENTENCE or words[-1:] in {*".,;:!?…"} or len(underline.strip()) < 3:
        yield Remark("accidental-heading", lines[-1][0] + 1, underline.strip(), {"underline": underline.strip()})


def of_rows(rows: Sequence[tuple[int, str]], width: int) -> Iterator[Remark]:
    """Cells beyond the table's last column, which no table shows; a sentence below the table, which becomes a row of it."""
    for number, row in rows:
        if "|" not in row and width > 1:
            yield Remark("row-without-bar", number, bare(row).strip(), {})
        if row.count("|") >= width:
            cells = tables.cells(row)
            if any(cells[width:]):
                lost = bare(" | ".join(cells[width:]))
                yield Remark(
                    "wide-row", number, bare(row).strip(), {"lost": lost, "columns": str(width), "cells": str(len(cells))}, stops=True
                )


def of_numbers(numbers: Sequence[tuple[int, int | None]]) -> Iterator[Remark]:
    """The first item that will show another number than was typed; a list of ones is a habit."""
    first = numbers[0][1]
    if first is None or (first <= 1 and all(typed == first for _, typed in numbers)):
        return
    for shown, (line, typed) in enumerate(numbers, first):
        if typed != shown:
            yield Remark("renumbered-list", line, str(typed), {"typed": str(typed), "shown": str(shown)})
            return


def unclosed(opening: tuple[int, str], sign: str) -> Remark:
    """Code or a comment that has no end: all that follows is taken for it."""
    number, _ = opening
    reason = "comment" if sign == "<!--" else "code"
    return Remark("unclosed-code", number, sign, {"sign": sign, "reason": reason}, stops=True)


def _running_on(lines: Sequence[tuple[int, str]]) -> Iterator[Remark]:
    """Lines that were meant to stand one below another, as a list or as verse, and will run together."""
    if any(_BREAK.search(line) for _, line in lines[:-1]):
        return
    listed = [(number, line) for number, line in lines if _LISTED.match(line)]
    if len(listed) > 1:
        yield Remark("run-on-lines", listed[0][0], listed[0][1].strip(), {"reason": "list", "lines": str(len(listed))})
    elif all(len(line) <= _SHORT and _begins_with_capital(line) for _, line in lines) and (
        len(lines) >= _STANZA or _is_metre([len(line.split()) for _, line in lines])
    ):
        yield Remark("run-on-lines", lines[0][0], lines[0][1].strip(), {"reason": "verse", "lines": str(len(lines))})


def _begins_with_capital(line: str) -> bool:
    found = _CAPITAL.match(line)
    return found is not None and found[0][-1].isupper()


def _is_metre(words: Sequence[int]) -> bool:
    """Whether so many words a line are lục bát (six, eight) or the even lines of a couplet."""
    lucbat = all(count == (6, 8)[number % 2] for number, count in enumerate(words))
    return lucbat or (len(set(words)) == 1 and words[0] in range(4, 10))
