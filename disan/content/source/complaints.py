"""The YAML parser's complaints as problems: at the line that began the trouble, with a cure for what editors do most.

An error and the lines come in, a problem goes out. Reads no YAML.
"""

import re

from disan.core.problems import Position, Problem, Value

_NO_SPACE = r"\s*(?:- )?([A-Za-z_]+)(:(?![\s/])|：)(.+)"
"""A colon with no space behind it, or the full-width one of an East Asian keyboard; not the colon of an address."""
_VALUE = r"(?P<key>\s*(?:- )?[^:#]+?)\s*:[ \t\u00a0]+(?P<value>\S.*?)\s*"
_SPECIAL = "\"'[]{}*&!|>%@`-?,"
"""What a value of plain text cannot begin with (YAML 1.2, 5.3)."""
_OPENING, _CLOSING = "\"'“”„‘’«", "\"'“”‘’»"
_UNKNOWN = ("-", "?", "--", "??")
_NEVER_BELOW = ("mapping values are not allowed", "did not find expected key", "did not find expected '-'", "block collection")
"""The complaints about lines that do not stand below one another."""


def problem(error: Exception, lines: list[str], offset: int, file: str) -> Problem:
    """The complaint as a problem; `offset` lines of the file stand before `lines`."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    what = str(getattr(error, "problem", None) or error)
    scanned = str(getattr(error, "context", ""))
    unclosed = context is not None and "quoted scalar" in scanned
    if unclosed or (context is not None and "simple key" in scanned):
        mark = context
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    line = min(line, max(len(lines) - 1, 0))
    values: dict[str, Value] = {"reason": "quote"} if unclosed else _cure(what, lines[line] if lines else "")
    crowded = _crowded(lines[: line + 1]) if values["reason"] in ("indent", "no-colon", "other") else None
    if crowded is not None:
        line, column, values = crowded
    shown = lines[line] if lines else ""
    return Problem("yaml-syntax", Position(file, line + 1 + offset, min(column, len(shown)) + 1), "error", values, shown)


def _crowded(lines: list[str]) -> tuple[int, int, dict[str, Value]] | None:
    """The last of the lines or the one above it, where its colon has no space behind it; the parser stumbles one line later."""
    for number in range(len(lines) - 1, max(len(lines) - 3, -1), -1):
        found = re.match(_NO_SPACE, lines[number])
        if found:
            return number, found.start(2), {"reason": "space", "right": f"{found[1]}: {found[3].strip()}"}
    return None


def _cure(what: str, line: str) -> dict[str, Value]:
    """Which cure to show; a line that is merely indented has no colon in its value, so it is not told to use quotes."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return {"reason": "tab"}
    if "could not find expected ':'" in what:
        return {"reason": "no-colon"}
    found = re.fullmatch(_VALUE, line)
    key, value = (found["key"].strip(), found["value"]) if found else ("", "")
    if value in _UNKNOWN:
        return {"reason": "blank"}
    if value and value[0] in _SPECIAL:
        return {"reason": "token", "right": f"{key}: {_quoted(value)}"}
    if "mapping values are not allowed" in what and ": " in f"{value} ":
        return {"reason": "colon", "right": f"{key}: {_quoted(value)}"}
    if "'\\t'" in what:
        return {"reason": "tab"}
    if "cannot start any token" in what:
        return {"reason": "token"}
    return {"reason": "indent" if any(each in what for each in _NEVER_BELOW) else "other"}


def _quoted(value: str) -> str:
    """The value in quotation marks; a pair around it, straight or as word processors turn them, is not kept."""
    around = len(value) > 1 and value[0] in _OPENING and value[-1] in _CLOSING
    inner = value[1:-1] if around and '"' not in value[1:-1] else value
    return f'"{inner}"' if '"' not in inner and "\\" not in inner else "'" + inner.replace("'", "''") + "'"
