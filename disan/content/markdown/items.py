"""The lines that are inside a list's item, and those that go on with a paragraph above them. Lines go in, lines come out."""

from typing import TypeAlias

from disan.content.markdown.line_signs import UNDERLINE, ItemSign, fence_after, indentation, is_text, item_sign, open_paragraph

NumberedLine: TypeAlias = tuple[int, str]
"""A line with its number in the whole text."""
_NESTED = 2
"""Blanks by which a bullet stands inside the item above it."""


def continuation(above: str, line: str) -> str:
    """The line, if it goes on with the paragraph above it without that line's signs (CommonMark, "laziness"), else an empty text.

    Such a line makes no heading of what is above it, hence the sign that makes text of its signs.
    """
    if not is_text(line) or not open_paragraph(above):
        return ""
    return f"\\{line}" if UNDERLINE.fullmatch(line) else line


def inside(lines: list[NumberedLine], at: int, first: ItemSign) -> list[NumberedLine]:
    """The lines of the item that begins at index `at` with this sign, without the sign and the indentation; empty ones at its end too."""
    column = indentation(lines[at][1])
    indented, fence = column + first.width, fence_after(first.text, "")
    found = [(lines[at][0], first.text)]
    for end in range(at + 1, len(lines)):
        number, line = lines[end]
        words, blanks = line.lstrip(), indentation(line)
        if words and blanks < indented:
            if not fence and blanks >= column + _NESTED and _is_bullet(words):
                indented = blanks
            elif fence or not (line := continuation(found[-1][1], words)):
                break
        found.append((number, line[min(indented, indentation(line)) :]))
        fence = fence_after(found[-1][1].lstrip(), fence)
    return found


def without_end(lines: list[NumberedLine]) -> list[NumberedLine]:
    """The lines without empty ones at their end."""
    last = len(lines)
    while last > 1 and not lines[last - 1][1].strip():
        last -= 1
    return lines[:last]


def _is_bullet(line: str) -> bool:
    found = item_sign(line)
    return found is not None and found.number is None and bool(found.text)
