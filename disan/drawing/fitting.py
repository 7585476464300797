"""Text broken into balanced lines, at the largest size that fits. Text, a measure and a frame go in; lines and a size come out.

The measure gives a text's width in ems. Nothing here knows a typeface, a unit of paper or a template.
"""

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

Measure = Callable[[str], float]

_SAFETY = 1.02
"""Kerning may widen a line a little beyond the sum of its characters."""
_WORTH_OF_TIDINESS = 0.05
"""What share of its size a text gives up for one point of tidiness."""
_CODE_PATH = re.compile(r"(?=/Q/)")
_ADDRESS_BREAK = re.compile(r"(?=/Q/)|(?=\.)")
_BEGINNING = frozenset(["và", "về", "của", "ở", "thôn", "tổ", "nhà", "đền", "and", "at", "by", "of", "the", "to"])
"""Words that begin a phrase, in titles of places: a line may well begin with one, and should not end with one."""


class FittedText(Struct, frozen=True):
    """Lines of text and their size."""

    lines: tuple[str, ...]
    size: float


class DoesNotFitError(Exception):
    """A text that is too long even at the smallest size; `role` is what it is there."""

    def __init__(self, role: str, text: str) -> None:
        super().__init__(f"{role}: {text}")
        self.role, self.text = role, text


def first_that_fits(role: str, text: str, tried: Iterable[FittedText | None]) -> FittedText:
    """Takes the first of the tried ways to set a text in which it fits; DoesNotFitError where there is none."""
    for found in tried:
        if found:
            return found
    raise DoesNotFitError(role, text)


def fit_text(
    text: str, sizes: Iterable[float], width: float, height: float, measure: Measure, pitch: float, most: int
) -> FittedText | None:
    """Sets the text in at most `most` lines, at the largest of the sizes that fits, or a little smaller for a break that reads better.

    Sizes, width and height are in one unit; `pitch` is the distance of lines in ems. None where no size fits.
    """
    found: list[tuple[float, FittedText]] = []
    for size in sizes:
        room = min(most, int(height / (size * pitch) + 1e-6))
        lines = break_lines(text.split(" "), width / size, measure, room)
        if lines:
            worth = size * (1 - _WORTH_OF_TIDINESS * sum(_untidiness(one, next_one) for one, next_one in itertools.pairwise(lines)))
            found.append((worth, FittedText(lines, size)))
    return max(found, key=lambda each: each[0])[1] if found else None


def fit_address(address: str, sizes: Sequence[float], width: float, measure: Measure, most: int) -> FittedText | None:
    """Sets the address in as few lines as the smallest size allows, then as large as they go. It is broken where a reader would:

    before the code's path, else before a dot, so that nobody takes it for a full stop; a host that is one long word is broken anywhere.
    """
    for count in range(1, most + 1):
        for pieces in (_CODE_PATH.split(address), _ADDRESS_BREAK.split(address), list(address)):
            for size in sizes:
                lines = break_lines([piece for piece in pieces if piece], width / size, measure, count, joint="")
                if lines:
                    return FittedText(lines, size)
    return None


def break_lines(pieces: Sequence[str], width: float, measure: Measure, most: int, joint: str = " ") -> tuple[str, ...]:
    """Joins the pieces to the fewest lines that keep within the width, at most `most`, the widest as narrow as can be; else nothing.

    Between equally many lines, one that breaks before an opening bracket or after a dash or comma is preferred.
    """
    if not pieces or any(measure(piece) * _SAFETY > width for piece in pieces):
        return ()

    @functools.cache
    def best(start: int, lines: int) -> tuple[float, tuple[str, ...]] | None:
        """The least cost, and the lines, of the pieces from `start` on in exactly so many lines."""
        if lines == 1:
            line = joint.join(pieces[start:])
            return (measure(line), (line,)) if measure(line) * _SAFETY <= width else None
        found: list[tuple[float, tuple[str, ...]]] = []
        for end in range(start + 1, len(pieces) - lines + 2):
            line = joint.join(pieces[start:end])
            if measure(line) * _SAFETY > width:
                break
            rest = best(end, lines - 1)
            if rest:
                found.append((max(measure(line), rest[0]) + _untidiness(pieces[end - 1], pieces[end]), (line, *rest[1])))
        return min(found, default=None)

    for count in range(1, min(most, len(pieces)) + 1):
        chosen = best(0, count)
        if chosen:
            return chosen[1]
    return ()


def _untidiness(before: str, after: str) -> float:
    """The cost of a break between two pieces, in ems: best at a pause, then before a name or a word that begins a phrase.

    Vietnamese words have several syllables, written apart, and names several words: most other breaks cut one in two.
    """
    last, first = before.rpartition(" ")[2], after.partition(" ")[0]
    if last[-1:] in "–—" or first[:1] in "([“":
        return -4
    if last[-1:] in ",;:":
        return -2 if last.endswith(",") else -8
    if first[:1].isdigit() or first[:1] in "–—" or last in _BEGINNING:
        return 5
    if first in _BEGINNING:
        return 0
    return 0 if last[:1].islower() and first[:1].isupper() else 4
