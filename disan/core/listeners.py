"""What we write for other programs, made harmless: a terminal or a workflow's log, a comment, a table, a workbook, XML, JSON.

A value that anybody may have written goes in; what the listener takes for nothing but that text, and is able to hold, comes out. One
function a listener, and no other place in the program writes to one (`tests/test_listeners.py`).
"""

import csv as tables
import html
import io
import json as notation
import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Literal, TextIO

LONGEST_LINE = 2000
"""Letters of a line on a terminal or in a workflow's log."""
LONGEST_COMMENT = 65_536
"""Letters of a comment: GitHub refuses one that has more."""
LONGEST_CELL = 32_767
"""Letters of a cell: Excel's "specifications and limits"."""
LONGEST_WORD = 1000
"""Letters of a value within a sentence."""
CUT = "…"
_UNTOLD = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
"""What no text has: control characters but the tab and line ends, halves of characters (surrogates), what is no character."""
_TURNING = "\u202a-\u202e\u2066-\u2069"
"""Marks that turn what follows around, so that a name reads as another (Unicode, UAX #9; CVE-2021-42574)."""
_UNREADABLE = re.compile(f"[{_UNTOLD}{_TURNING}]")
_NO_XML = re.compile(f"[{_UNTOLD}]")
_LINE_END = re.compile(r"\r\n?")
_COMMAND = re.compile(r"^[^\S\n]*:(?=:)|##(?=\[)", re.MULTILINE)
"""What a workflow's log takes for a command: `::` at the beginning of a line, `##[` anywhere (actions/runner, ActionCommand)."""
_OPENS_FORMULA = "[-=+@\t\n＝＋－＠]"
_FORMULA = re.compile(f"{_OPENS_FORMULA}(?<![^,;|\t\n].)", re.DOTALL)
"""What a spreadsheet takes for a formula: at a cell's beginning, and behind what parts cells where another language is set."""
_GUARD = re.compile(f"(^|[,;|\t\n])'(?={_OPENS_FORMULA})")
_SIGN = re.compile(r"^\d{1,9}(?=[.)])|^[-+=#]|[\\`*_\[\]<>&|~$!]|(?<=http):|(?<=https):|(?<=ftp):|(?<=www)\.", re.IGNORECASE)
"""What Markdown takes for more than a letter (CommonMark 0.31.2; GitHub's tables, strikethrough, formulas and bare links)."""
_CALLING = re.compile(r"([@#]|\bGH-)(?=\w)", re.IGNORECASE)
"""The beginning of a name that is told of it, and of a number that is linked to."""
_JOINER = "\u2060"
"""Shows nothing and parts two letters."""
Cell = str | int | float
CRLF = "\r\n"
"""How a line of a table ends (RFC 4180)."""


class UnheardError(OSError):
    """What was to be printed could not be: the disk is full that keeps it, or nothing may be written there."""


def plain(value: str) -> str:
    """The text as anybody may see it: each control character and each mark that turns text around replaced (U+FFFD), lines ended by LF."""
    if value.isprintable():  # Mostly: none of those is.
        return value
    return _UNREADABLE.sub("\ufffd", _LINE_END.sub("\n", value))


def short(value: str, most: int = LONGEST_WORD) -> str:
    """The text, with an ellipsis in the place of what it has beyond `most` letters."""
    return value if len(value) <= most else value[: max(0, most - len(CUT))] + CUT


def one_line(value: str, most: int = LONGEST_WORD) -> str:
    """The text on one line."""
    return short(plain(value).replace("\n", " "), most)


def terminal(text: str) -> str:
    """Lines for a terminal, or for a workflow's log, where none of them is a command."""
    lines = _COMMAND.sub(lambda found: f"{found[0]} ", plain(text)).split("\n")
    return "\n".join(short(line, LONGEST_LINE) for line in lines)


def tell(text: str, *, error: bool = False, over: bool = False, unended: bool = False) -> None:
    """Prints lines at once, to standard output or standard error; `over` the line that stands there, `unended` for one that is replaced."""
    stream = sys.stderr if error else sys.stdout
    _write(("\r" if over else "") + terminal(text) + ("" if unended else "\n"), stream)


def pass_on(made: str, *, error: bool = False) -> None:
    """Prints what was made for another listener: JSON, a table, workflow commands, a comment."""
    _write(made if made.endswith("\n") else f"{made}\n", sys.stderr if error else sys.stdout)


def _write(text: str, stream: TextIO) -> None:
    """Prints. A reader that has enough, as `head` has, ends no work; nor does a standard error that nobody can write to."""
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        silence(stream)
        if stream is sys.stdout and not isinstance(error, BrokenPipeError):
            raise UnheardError(error.errno, error.strerror) from error


def silence(stream: TextIO) -> None:
    """Has what is printed from now on, and what waits to be, go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def workflow_command(grade: Literal["error", "warning"], message: str, file: str, line: int, column: int, title: str) -> str:
    """One annotation, escaped as GitHub's "Workflow commands" page asks (%, CR and LF; in properties also : and ,)."""
    properties = {"file": one_line(file), "line": line, "col": column, "title": one_line(title)}
    place = ",".join(f"{name}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}" for name, value in properties.items())
    return f"::{grade} {place}::{_escaped(short(plain(message), LONGEST_LINE))}"


def _escaped(text: str) -> str:
    return text.replace("##[", "## [").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def markdown(value: str, most: int = LONGEST_WORD) -> str:
    """The text within a line of Markdown on GitHub: no markup, link, picture or HTML of its own, and nobody is called by their name."""
    signed = _SIGN.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", one_line(value, most).strip())
    return _CALLING.sub(rf"\1{_JOINER}", signed)


def markdown_code(value: str, most: int = LONGEST_WORD) -> str:
    """The text as a code span, in which nothing is markup (CommonMark 0.31.2, 6.1)."""
    inner = one_line(value, most)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", inner)), default=0))
    blank = " " if inner.startswith(("`", " ")) or inner.endswith(("`", " ")) else ""
    return f"{fence}{blank}{inner}{blank}{fence}" if inner else ""


def comment(lines: Iterable[str], last: str = "") -> str:
    """A comment of lines of Markdown, as many as it may hold; `last` stands at its end where some had to be left out."""
    made: list[str] = []
    room = LONGEST_COMMENT - len(last) - 1
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            return "\n".join([*made, last, ""])
        made.append(line)
    return "\n".join([*made, ""])


def cell(value: str) -> str:
    """The text of a cell, as much as one may hold."""
    return short(plain(value), LONGEST_CELL)


def table_cell(value: Cell) -> Cell:
    """A cell of a CSV, which no spreadsheet takes for a formula (OWASP, "CSV Injection"); numbers stay numbers."""
    if not isinstance(value, str):
        return value
    return short(_FORMULA.sub(r"'\g<0>", plain(value)), LONGEST_CELL)


def without_guard(text: str) -> str:
    """The text that a cell of a CSV was given for."""
    return _GUARD.sub(r"\1", text)


def csv(rows: Iterable[Sequence[Cell]], ending: str = CRLF, separator: str = ",") -> str:
    """A table of rows (RFC 4180)."""
    table = io.StringIO()
    tables.writer(table, lineterminator=ending, delimiter=separator).writerows([each and table_cell(each) for each in row] for row in rows)
    return table.getvalue()


def xml(value: str) -> str:
    """The text for an element or an attribute of XML 1.0, which cannot hold every character (section 2.2)."""
    return html.escape(xml_text(value))


def xml_text(value: str) -> str:
    """The same for a writer that does the escaping."""
    return value if value.isprintable() else _NO_XML.sub("\ufffd", value)


_TEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "$&#_%"},
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)

_LIGATURE = re.compile("([-`'!?,<>])(?=[-`',<>])")
"""The first of two signs that TeX makes one of: a dash of hyphens, quotation marks of commas."""


def bibtex(value: str) -> str:
    """The text within braces of a field of BibTeX, which counts braces and gives the rest to TeX (Patashnik, BibTeXing, 1988)."""
    return _LIGATURE.sub(r"\1{}", one_line(value).translate(_TEX))


def ris(value: str) -> str:
    """The text of a line of RIS, in which each line is a tag and its value."""
    return one_line(value).strip()


_LONGEST_CALENDAR_LINE = 75
"""Octets of a line of iCalendar without its end (RFC 5545, 3.1)."""


def calendar_text(value: str) -> str:
    """The text as a value of iCalendar, in which a comma parts values and a line end a property (RFC 5545, 3.3.11)."""
    return plain(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def calendar_line(name: str, value: str) -> bytes:
    """A property of iCalendar, folded where it is too long, never within a letter or behind the backslash of a sign (RFC 5545, 3.1)."""
    left = f"{name}:{value}".encode()
    if len(left) <= _LONGEST_CALENDAR_LINE:  # As nearly all are.
        return left + b"\r\n"
    folded: list[bytes] = []
    while len(left) > (room := _LONGEST_CALENDAR_LINE - bool(folded)):
        while left[room] & 0xC0 == 0x80 or _behind_backslash(left[:room]):
            room -= 1
        folded.append(left[:room])
        left = left[room:]
    return b"\r\n ".join((*folded, left)) + b"\r\n"


def _behind_backslash(line: bytes) -> bool:
    return (len(line) - len(line.rstrip(b"\\"))) % 2 == 1


def json(value: object, *, indent: int | None = None) -> str:
    """JSON that may stand in an HTML script element too: no `<`, and no halves of characters, which UTF-8 has no bytes for."""
    made = notation.dumps(value, ensure_ascii=False, separators=(",", ":"))
    harmless = (made if made.isprintable() else _NO_XML.sub(_numbered, made)).replace("<", "\\u003c")
    if not indent:
        return harmless
    import msgspec  # Here, since this module also tells which library is missing.

    return msgspec.json.format(harmless, indent=indent)  # Python indents five times as slowly.


def yaml(value: str) -> str:
    """The text in double quotation marks, as YAML has it on one line (1.2.2, 7.3.1)."""
    return _NO_XML.sub(_numbered, notation.dumps(value, ensure_ascii=False))


def _numbered(found: re.Match[str]) -> str:
    """What stands in a text of JSON; halves of characters as the sign for what cannot be read."""
    return "\\ufffd" if "\ud800" <= found[0] <= "\udfff" else f"\\u{ord(found[0]):04x}"
