"""The YAML parser's complaints as problems: at the line that began the trouble, with a cure for what editors do most.

An error and the lines come in, a problem goes out. Reads no YAML.
"""

import re

from disan.core.problems import Position, Problem, Value

_NO_SPACE = r"\s*(?:- )?([^\W\d][\w ]{0,40}?)(:(?![\s/])|：)(.+)"
"""A colon with no space behind it, or the full-width one of an East Asian keyboard; not the colon of an address."""
_ITEM = r"( *)- *(.*)"
_VALUE = r"(?P<key>\s*(?:- )?[^:#\s][^:#]*?)\s*:[ \t\u00a0]+(?P<value>\S.*?)\s*"
_LISTED = r"(?P<key>\s*-)[ \t]+(?P<value>\S.*?)\s*"
_SPECIAL = "\"'[]{}*&!|>%@`-?,"
"""What a value of plain text cannot begin with (YAML 1.2, 5.3)."""
_OPENING, _CLOSING = "\"'“”„‘’«", "\"'“”‘’»"
_UNKNOWN = ("-", "?", "--", "??")
_LOOKED_AT = 1000
"""Letters of a line in which a cure is looked for."""
_NEVER_BELOW = ("mapping values are not allowed", "did not find expected key", "did not find expected '-'", "block collection")
"""The complaints about lines that do not stand below one another."""


def problem(error: Exception, lines: list[str], offset: int, file: str) -> Problem:
    """The complaint as a problem; `offset` lines of the file stand before `lines`."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    what = str(getattr(error, "problem", None) or error)
    lines = [each[:_LOOKED_AT] for each in lines]
    if context is not None and "simple key" in str(getattr(error, "context", "")):
        mark = context
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    line = min(line, max(len(lines) - 1, 0))
    shown = lines[line] if lines else ""
    number, column, values = _earlier(lines, line, what) or (line, column, _cure(what, shown))
    return _problem(lines, number, column, values, offset, file)


def unclosed(lines: list[str], line: int, column: int, offset: int, file: str) -> Problem:
    """A value's quotation mark that is not closed in it."""
    return _problem(lines, line, column, {"reason": "quote", "right": f"{lines[line].strip()}{lines[line][column]}"}, offset, file)


def with_quotes(line: str, column: int) -> str:
    """The line with all from a column on in quotation marks."""
    return line[:column].lstrip() + _quoted(line[column:].rstrip())


def with_space(line: str) -> str:
    """The line with a blank behind its first colon."""
    name, _, value = re.sub("：", ":", line, count=1).strip().partition(":")
    return f"{name.rstrip()}: {value.strip()}"


def _problem(lines: list[str], line: int, column: int, values: dict[str, Value], offset: int, file: str) -> Problem:
    shown = lines[line] if lines else ""
    return Problem("yaml-syntax", Position(file, line + 1 + offset, min(column, len(shown)) + 1), "error", values, shown)


def _earlier(lines: list[str], line: int, what: str) -> tuple[int, int, dict[str, Value]] | None:
    """What began the trouble where the parser stumbles over it later: line, column and cure."""
    for number in range(line, max(line - 2, -1), -1):
        found = re.match(_NO_SPACE, lines[number])
        if found and (number < line or not re.match(r"\s*(?:- )?[\w ]+:\s", lines[number])):
            return number, found.start(2), {"reason": "space", "right": with_space(lines[number])}
    if (cut := _comment(lines[line])) and re.match(r"[^#:]*:[ \t]+[\[{]", lines[line]):
        return line, cut, {"reason": "comment"}
    if not any(each in what for each in _NEVER_BELOW):
        return None
    above, depth = lines[line - 1] if line else "", _depth(lines[line])
    if (cut := _comment(above)) and depth > _depth(above):
        return line - 1, cut, {"reason": "comment"}
    return _undashed(lines, line) or (_crooked(lines, line) if lines[line].lstrip().startswith("- ") else None)


def _comment(line: str) -> int:
    """Where the last comment behind a value begins; 0 where there is none."""
    place = max((found.start() for found in re.finditer(r"(?<=\s)#", line)), default=0)
    return place if line[:place].strip() else 0


def _undashed(lines: list[str], line: int) -> tuple[int, int, dict[str, Value]] | None:
    """The first line of a list, where it alone has no hyphen."""
    if not (item := re.fullmatch(_ITEM, lines[line])):
        return None
    depth = len(item[1])
    first = line
    while first and _depth(lines[first - 1]) >= depth and lines[first - 1].strip():
        first -= 1
    typed = lines[first]
    if first == line or _depth(typed) != depth or re.fullmatch(_ITEM, typed) or not lines[first - 1].rstrip().endswith(":"):
        return None
    return first, depth, {"reason": "dash", "right": f"- {typed.strip()}"}


def _crooked(lines: list[str], line: int) -> tuple[int, int, dict[str, Value]] | None:
    """An item whose hyphen does not stand below those above it."""
    items = (found for each in reversed(lines[:line]) if (found := re.fullmatch(_ITEM, each)))
    before = next(items, None)
    depth = _depth(lines[line])
    return (line, depth, {"reason": "column", "right": f"{before[1]}{lines[line].strip()}"}) if before and len(before[1]) != depth else None


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _cure(what: str, line: str) -> dict[str, Value]:
    """Which cure to show; a line that is merely indented has no colon in its value, so it is not told to use quotes."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return {"reason": "tab"}
    if "could not find expected ':'" in what:
        return {"reason": "no-colon"}
    found = re.fullmatch(_VALUE, line) or re.fullmatch(_LISTED, line)
    value, right = (found["value"], with_quotes(line, found.start("value"))) if found else ("", "")
    if value in _UNKNOWN:
        return {"reason": "blank"}
    if found and value.startswith("- "):
        bare = line[: found.start("value")] + value[2:].lstrip()
        return {"reason": "bullet", "right": with_quotes(bare, found.start("value")) if re.search(r":\s|\s#", value) else bare.strip()}
    if value and value[0] in _SPECIAL:
        return {"reason": "token", "right": right}
    if "mapping values are not allowed" in what and ": " in f"{value} ":
        return {"reason": "colon", "right": right}
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
