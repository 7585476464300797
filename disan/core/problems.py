"""Problems as values, and the one way they look (text, JSON, GitHub annotations, Markdown).

What is wrong, where, and what to type instead go in; lines for a reader come out. The sentences come from the strings of a
language, keyed by rule, so that a problem is the same value in every language. Finds nothing wrong itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, Self

from msgspec import Struct
from msgspec.structs import force_setattr

from disan.core import listeners
from disan.core.strings import Strings, Words

Value = str | int | float | Words | None
"""What a sentence may need: a text, a number, a term in either language; None where it is not known."""
Grade = Literal["error", "warning"]
Format = Literal["text", "json", "github", "markdown"]
_LONGEST_LINE, _BEFORE = 500, 60
"""Characters that are kept of a line, and how many of them stand before the place."""


class Position(Struct, frozen=True):
    """A place in a file: path from the project's root, line and column counted from 1, length in characters of its first line.

    A cell of a spreadsheet has its name, "Data!C7".
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = 1
    cell: str = ""

    @property
    def order(self) -> tuple[str, int, int, int, str]:
        """A key that sorts places: by file, then from the top down; cells of a row from A over Z to AA."""
        return self.file, self.line, self.column, len(self.cell), self.cell

    @property
    def label(self) -> str:
        """The place as a reader finds it: file, line and column, or the cell."""
        return f"{self.file}:{self.cell}" if self.cell else f"{self.file}:{self.line}:{self.column}"


class Problem(Struct, frozen=True):
    """One thing that is wrong: a short rule name, where, the values its sentences need, and the line as it stands."""

    rule: str
    at: Position
    grade: Grade = "error"
    values: Mapping[str, Value] = {}
    line: str = ""
    left_out: int = 0
    """Characters of the line before what is kept of it."""

    def __post_init__(self) -> None:
        """Keeps of a long line what stands around the place: a line with a thousand faults is not kept a thousand times."""
        if len(self.line) > _LONGEST_LINE:
            start = max(0, min(self.at.column - 1, len(self.line)) - _BEFORE)
            force_setattr(self, "line", self.line[start : start + _LONGEST_LINE])
            force_setattr(self, "left_out", start)


class NotPossibleError(Exception):
    """A refusal of what was asked for: `key` names the sentence that says why, `values` fill it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values

    @classmethod
    def unknown(cls, key: str, nearest: str | None, **values: object) -> Self:
        """What was typed is not there: the sentence `key` names what is nearest to it, `key_alone` says how to find the right one."""
        return cls(key, nearest=nearest, **values) if nearest else cls(f"{key}_alone", **values)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by file, line and column, each once."""
    unique = {(p.at.order, p.rule, tuple(sorted((k, str(v)) for k, v in p.values.items()))): p for p in problems}
    return [unique[key] for key in sorted(unique, key=lambda key: key[:2])]


def stops(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether a build must end here: on errors, under `strict` on warnings too."""
    return any(strict or problem.grade == "error" for problem in problems)


def report(problems: Iterable[Problem], strings: Strings, form: Format = "text") -> str:
    """The problems for a reader, in order, in one of these forms; the empty string when there are none."""
    ordered = in_order(problems)
    if form == "json":
        return listeners.json([_as_json(each, strings) for each in ordered], indent=1)
    if form == "text":
        return _as_texts(ordered, strings)
    forms: Mapping[str, Callable[[Problem, Strings], str]] = {"github": _as_github, "markdown": _as_markdown}
    one = forms[form]
    return "\n".join(one(each, strings) for each in ordered)


def _part(problem: Problem, strings: Strings, part: str) -> str:
    """A hint or a note: the one for the problem's `reason` where its rule has several."""
    key = f"rules.{problem.rule}.{part}"
    if strings.has(f"{key}-{problem.values.get('reason', '')}"):
        key += f"-{problem.values['reason']}"
    if not strings.has(key):
        return ""
    known = {name: value for name, value in _values(problem).items() if value not in (None, "")}
    try:
        return strings.say(key, **known)
    except KeyError:  # A hint whose value is not known (no nearest word, say) gives way to one that needs none, never shown half.
        instead = f"{key}-none"
        return strings.say(instead, **known) if strings.has(instead) else ""


def _message(problem: Problem, strings: Strings) -> str:
    return strings.say(f"rules.{problem.rule}.message", **_values(problem))


def _values(problem: Problem) -> dict[str, Value]:
    """The values as a sentence may hold them: nobody reads on where a text of a page stands in it."""
    return {name: listeners.short(value) if isinstance(value, str) else value for name, value in problem.values.items()}


def _as_texts(problems: Sequence[Problem], strings: Strings) -> str:
    """The problems below one another; why a rule is one is said with the first that breaks it."""
    told: set[str] = set()
    lines: list[str] = []
    for each in problems:
        note = _part(each, strings, "note")
        lines.append(_as_text(each, strings, "" if note in told else note))
        told.add(note)
    return "\n".join(lines)


def _as_text(problem: Problem, strings: Strings, note: str) -> str:
    at = problem.at
    grade = strings.say(f"problems.{problem.grade}")
    lines = [f"{at.label}: {grade}: {_message(problem, strings)} [{problem.rule}]"]
    hint = _part(problem, strings, "hint")
    if problem.line:
        number = f"{at.line:>4}"
        line = (listeners.CUT if problem.left_out else "") + problem.line
        column = at.column - 1 - problem.left_out + bool(problem.left_out)
        stem, marked = line[:column], line[column:]
        blank = "".join("\t" if mark == "\t" else " " for mark in stem)
        carets = "^" * max(1, min(at.length, len(marked)))
        lines += [f"{number} | {line}", f"     | {blank}{carets} {hint}".rstrip()]
    elif hint:
        lines.append(f"     = {hint}")
    if note:
        lines.append(f"     = {note}")
    return "\n".join(lines)


def _as_json(problem: Problem, strings: Strings) -> dict[str, object]:
    at = problem.at
    return {
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "grade": problem.grade,
        "rule": problem.rule,
        "message": _message(problem, strings),
        "hint": _part(problem, strings, "hint"),
        "note": _part(problem, strings, "note"),
    }


def _as_github(problem: Problem, strings: Strings) -> str:
    parts = (_message(problem, strings), _part(problem, strings, "hint"), _part(problem, strings, "note"))
    message = "\n".join(part for part in parts if part)
    return listeners.workflow_command(problem.grade, message, problem.at.file, problem.at.line, problem.at.column, problem.rule)


def _as_markdown(problem: Problem, strings: Strings) -> str:
    """One item of a list."""
    hint = _part(problem, strings, "hint")
    told = listeners.markdown(_message(problem, strings) + (f": {hint}" if hint else ""))
    return f"- {listeners.markdown_code(problem.at.label)} {told}"
