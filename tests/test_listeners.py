"""What we write for other programs: whatever a value holds, each of them takes it for text, and no longer than it may be."""

import ast
import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from markdown_it import MarkdownIt

from disan.core import listeners
from disan.core.problems import Position, Problem, report
from disan.core.strings import Words, load
from disan.editing.workbook.columns import Column
from disan.editing.workbook.writing import TableLayout, write_layout
from disan.ledger import table
from disan.ledger.model import INSTALLED
from disan.ledger.reading import COLUMNS
from tests.test_floors import FILES, nodes

CONTROLS = "".join(map(chr, (*range(32), *range(0x7F, 0xA0)))) + "\u2028\u2029\u202e\u2066\ud800\udfff\uffff"
HOSTILE = {
    "controls": f"a{CONTROLS}b",
    "terminal": "\x1b]0;x\x07\x1b[2Ja\rb\x9b31m",
    "command": "a\n::error file=x::y\r\n  ::stop-commands::z\r##[error]w ##[group]v",
    "mention": "@admin và (@don-vi/nhom), #12, GH-7, a@b.vn",
    "picture": "![x](https://a.b/c.png) [y](javascript:z) <img src=x onerror=y> https://a.b www.a.b <!-- ",
    "markup": "1. - # > **a** _b_ `c` ``` ~~d~~ | e | $f$ \\*g",
    "formula": "=cmd|'/c calc'!A1",
    "formulas": "x;=1+1\t@A1\n-2|+3",
    "element": "</script></title>]]><b a=\"'&amp;",
    "long": "ă" * 100_000,
}
CASES = pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
COMMENTS = MarkdownIt("gfm-like", {"html": True, "linkify": False})
CUTTING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
SEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@CASES
def test_a_terminal_and_a_log_are_told_nothing_but_text(value: str, capsys: pytest.CaptureFixture[str]) -> None:
    listeners.tell(f"tên: {value}\n{value}")
    told = capsys.readouterr().out
    assert not SEEN.search(told)
    for line in told.split("\n"):
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
        assert len(line) <= listeners.LONGEST_LINE


@CASES
def test_a_problem_is_one_command_of_a_workflow(value: str) -> None:
    problem = Problem(
        "unknown-choice", Position(f"content/{value}.md"), values={"label": value, "value": value, "choices": value}, line=value
    )
    command = report([problem], load("vi"), "github")
    assert not re.search(r"[\r\n]", command)
    assert not SEEN.search(command)
    assert "##[" not in command
    assert re.match(r"::error file=[^:,]*,line=1,col=1,title=unknown-choice::", command)
    assert len(command) < 10_000
    assert len(listeners.terminal(report([problem], load("vi")))) < 10_000


@CASES
def test_a_comment_holds_text_and_no_markup(value: str) -> None:
    for said in (listeners.markdown(value), listeners.markdown_code(value)):
        html = COMMENTS.render(f"- {said}\n")
        assert set(re.findall(r"<(\w+)", html)) <= {"ul", "li", "code"}, html
        assert len(said) < 2 * listeners.LONGEST_WORD + 10
        assert not SEEN.search(said)
    assert not re.search(r"(?<!\w)[@#]\w|\bGH-\d|https?://|www\.\w", listeners.markdown(value))
    whole = listeners.comment([f"- {listeners.markdown(value)}"] * 500, "…")
    assert len(whole) <= listeners.LONGEST_COMMENT


def test_what_a_comment_shows_is_what_was_written() -> None:
    html = COMMENTS.render(listeners.markdown(HOSTILE["markup"]))
    assert html == f"<p>{HOSTILE['markup'].replace('>', '&gt;')}</p>\n"


@CASES
def test_no_cell_of_a_table_is_a_formula(value: str) -> None:
    for separator in ",;\t":
        made = listeners.csv([[value, "b", 3]], separator=separator)
        (row,) = csv.reader(io.StringIO(made, newline=""), delimiter=separator)
        assert len(row) == 3
        assert len(row[0]) <= listeners.LONGEST_CELL
        assert not re.search(r"(?:^|[;|\t\n])[-=+@]", row[0])
        assert not SEEN.search(made.replace("\r\n", ""))
        made.encode()


def test_a_table_that_is_published_is_read_as_it_was_written() -> None:
    row = "7K3QM,2026-11-24,=cmd|'/c calc'!A1\n"
    content = (",".join(COLUMNS[INSTALLED]) + "\n" + row).encode()
    made = table.published(content)
    assert b",'=cmd" in made
    for each in (content, made):
        read, problems = table.read(each, INSTALLED, COLUMNS[INSTALLED])
        assert read
        assert not problems
        assert read.lines[0].value("note") == "=cmd|'/c calc'!A1"
    plain = content.replace(b"=cmd", b"cmd")
    assert table.published(plain) == plain
    for odd in (
        plain.partition(b",cmd")[0] + b',""\xef\xbb\xbf\n',
        b"\t" + content,
    ):  # A letter that is not seen; a blank before a heading.
        read, _ = table.read(table.published(odd), INSTALLED, COLUMNS[INSTALLED])
        assert read


@CASES
def test_a_workbook_holds_text(value: str) -> None:
    columns = [Column((key,), Words(key, key), Words("", "")) for key in ("title", "summary")]
    book = write_layout(TableLayout("x", columns, [[value, value]], [], []), load("vi"))
    cell = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0].cell(2, 1)
    assert cell.data_type == "s"
    assert len(str(cell.value)) <= listeners.LONGEST_CELL


@CASES
def test_xml_and_json_are_well_formed(value: str) -> None:
    element = ET.fromstring(f'<a b="{listeners.xml(value)}">{listeners.xml(value)}</a>')
    assert element.text
    assert not list(element)
    made = listeners.json({"a": [value]})
    made.encode()
    assert "<" not in made
    assert not CUTTING.search(made)
    assert json.loads(made)["a"][0] == re.sub("[\ud800-\udfff]", "\ufffd", value)


@CASES
def test_a_reference_holds_its_values_and_no_field_more(value: str) -> None:
    """As two programs read it: of BibTeX the words that TeX prints, of RIS one line."""
    entry = f"@misc{{a,\n  title = {{{{{listeners.bibtex(value)}}}}},\n  year = {{2026}},\n}}"
    (read,) = parse_string(entry, append_middleware=[LatexDecodingMiddleware()]).entries
    assert set(read.fields_dict) == {"title", "year"}
    told = listeners.one_line(value)
    assert entry.count("{") == entry.count("}"), "BibTeX counts braces, whatever stands before them"
    assert "".join(str(read["title"]).strip("{}").split()) == "".join(told.split())
    (reference,) = rispy.loads(f"TY  - ELEC\nTI  - {listeners.ris(value)}\nER  - \n")
    assert set(reference) == {"type_of_reference", "title"}
    assert reference["title"] == told.strip()


@CASES
def test_a_line_of_a_calendar_is_one_property(value: str) -> None:
    """As a calendar program reads it: the words that were given, folded at 75 octets within no letter and no sign (RFC 5545, 3.1)."""
    from icalendar import Calendar

    for before in range(80):  # Wherever in the text a line may have to end.
        text = "x" * before + value[:2000]
        line = listeners.calendar_line("SUMMARY", listeners.calendar_text(text))
        parts = line.split(b"\r\n")
        assert parts.pop() == b""
        assert max(map(len, parts)) <= 75
        for part in parts:
            assert "\n" not in part.decode()
            assert (len(part) - len(part.rstrip(b"\\"))) % 2 == 0, "a sign is not taken apart"
        assert all(part.startswith(b" ") for part in parts[1:])
        (event,) = Calendar.from_ical(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + line + b"END:VEVENT\r\nEND:VCALENDAR\r\n").events
        assert set(event) == {"SUMMARY"}
        assert event["SUMMARY"] == listeners.plain(text)


def _called(node: ast.AST) -> str:
    """The name under which a call is made: `print`, `csv.writer`, `json.dumps`."""
    if isinstance(node, ast.Attribute):
        return f"{_called(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


ONLY_THERE = re.compile(
    r"print|input|csv\.(?:writer|DictWriter)|json\.dumps?|traceback\.print_\w+|warnings\.warn|logging\..*|(?:\w+\.)*(?:stdout|stderr)\.write|"
    r"(?:\w+\.)*saxutils\.escape"
)


def test_no_other_place_writes_to_them() -> None:
    others = [file for file in FILES if file != Path(listeners.__file__)]
    calls = [(file.name, _called(node.func)) for file in others for node in nodes(file) if isinstance(node, ast.Call)]
    assert [(name, call) for name, call in calls if ONLY_THERE.fullmatch(call)] == []
