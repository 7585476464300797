"""Signs of Markdown that are still there among the words of a page: what they were meant for did not come of them."""

import functools
import re
from collections.abc import Iterator

from msgspec.structs import replace

from disan.content.markdown.model import TextFault
from disan.content.markdown.source_spans import Marked

_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_EMPHASIS = re.compile(r"(?<!\*)\*\*(?=\w)|(?<=\w)\*\*(?!\*)|(?<=\w )\*\*(?!\*)")
"""Beside a word; two asterisks alone may be the sign of a remark below a table."""
_ENOUGH = 20
"""Characters by which a place is found again."""


@functools.lru_cache(maxsize=8)
def _footnotes(typed: str) -> frozenset[str]:
    """What is typed like the sign of a footnote, with no backslash before it."""
    return frozenset(re.findall(r"(?<!\\)\[\^[^\[\]\s]+\]", typed))


def faults(words: str, marked: Marked) -> Iterator[TextFault]:
    """The faults of words that a page shows. Signs that were meant to be shown were typed with a backslash, and are not found so."""
    for found in _FOOTNOTE.finditer(words):
        if found[0] in _footnotes(marked.typed):
            yield TextFault("dead-footnote", marked.first(found[0]), {"name": found[1]})
    for found in _EMPHASIS.finditer(words):
        typed = words[found.start() :].partition("\n")[0][:_ENOUGH]
        if typed in marked.typed:
            yield TextFault("stray-emphasis", replace(marked.first(typed), length=2), grade="warning")
