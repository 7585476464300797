"""One field of a file's front matter changed, all else kept byte for byte: text, a name and new data in, text out.

What is written is read back as the same data: a value that YAML could take for anything else stands in quotation marks.
"""

import re
from collections.abc import Mapping, Sequence

from disan.content.source.nodes import Data
from disan.core import listeners

_PLAIN = re.compile(r"[^\W_][^\n]*", re.UNICODE)
_AMBIGUOUS = re.compile(r":(?!//)|\s#|\s$|[\"\\]")
_ITEM = re.compile(r"([ \t]*)-[ \t]")
"""The first line of a list's item."""
_ABSENT = frozenset(("null", "Null", "NULL"))


def with_field(content: str, name: str, data: Data | None) -> str:
    """The file with the field `name` set to the data, in the place where it stands, else above the closing fence; None takes it out."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", content)
    start, end = _place(lines, name)
    after, ending = _end(lines, start, end), _line_end(lines)
    written = [] if data is None else [f"{line}{ending}" for line in field_lines(name, data)]
    return "".join([*lines[:start], *written, *lines[after:]])


def with_items(content: str, name: str, items: Sequence[Data], before: Sequence[Data]) -> str:
    """The file with items added to the list `name`, of which `before` are there; those that stand with hyphens keep their bytes."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", content)
    start, end = _place(lines, name)
    dashed = next((found for line in lines[start + 1 : _end(lines, start, end)] if (found := _ITEM.match(line))), None)
    if start == end or not dashed:
        return with_field(content, name, [*before, *items])
    after, ending = _end(lines, start, end), _line_end(lines)
    written = [f"{dashed[1]}{line[2:]}{ending}" for line in field_lines(name, list(items))[1:]]
    return "".join([*lines[:after], *written, *lines[after:]])


def field_lines(name: str, data: Data | None, indent: str = "") -> list[str]:
    """A field as YAML."""
    if data is None or isinstance(data, str):
        return [f"{indent}{name}: {scalar(data)}" if data else f"{indent}{name}:"]
    if isinstance(data, Mapping):
        inner = [line for key, value in data.items() for line in field_lines(key, value, f"{indent}  ")]
        return [f"{indent}{name}:", *inner]
    lines = [f"{indent}{name}:"]
    for item in data:
        if isinstance(item, Mapping):
            inner = [line for key, value in item.items() for line in field_lines(key, value, f"{indent}    ")]
            lines += [f"{indent}  - {inner[0].lstrip()}", *inner[1:]] if inner else []
        elif isinstance(item, str):
            lines.append(f"{indent}  - {scalar(item)}")
    return lines


def scalar(text: str) -> str:
    """A value as YAML: bare where it can only be read as itself, else in double quotation marks (YAML 1.2, 7.3)."""
    bare = _PLAIN.fullmatch(text) and text.isprintable() and not _AMBIGUOUS.search(text) and text not in _ABSENT
    return text if bare else listeners.yaml(text)


def _place(lines: list[str], name: str) -> tuple[int, int]:
    """Where a field begins, which is the closing fence for one that is not there, and where that fence stands."""
    end = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    return next((number for number in range(1, end) if re.match(rf"{re.escape(name)}[ \t]*:", lines[number])), end), end


def _line_end(lines: list[str]) -> str:
    return "\r\n" if lines[0].endswith("\r\n") else "\n"


def _end(lines: list[str], start: int, end: int) -> int:
    """The first line after the field that starts at `start`: the next key, or what stands empty or as a comment before it."""
    if start == end:
        return end
    after = start + 1
    for number in range(start + 1, end):
        line = lines[number]
        if line.strip() and (line[0] in " \t" or line.startswith("-")):
            after = number + 1
        elif line.strip() and not line.startswith("#"):
            break
    return after
