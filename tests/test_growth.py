"""Readers take as long as their input is, or refuse it: nobody can stop a build with a few lines.

Each case is read at a size and at eight times that size, and processor time may grow by no more than 2.5 for each doubling, 15.6 in all: a
linear reader stands at 8, a quadratic one at 64. It is processor time and no count of steps, since the steps are those of regular
expressions and of the parsers of YAML and HTML, in C, which Python cannot count. A busy machine may spoil one measurement, but never makes
a quadratic reader look like a linear one: one of a few that holds is enough.
"""

import io
import time
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from disan.content import source
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.errors import RefusedError
from disan.content.fields.plain import _mail, web_address
from disan.content.markdown import blocks, read
from disan.content.source import pasted
from disan.content.source.parsing import parse
from disan.core import listeners
from disan.core.problems import Position, Problem, report
from disan.core.strings import load
from disan.drawing import share_cards
from disan.drawing.fitting import FittedText
from disan.editing.workbook import office_open_xml
from disan.ledger import table
from disan.ledger.model import INSTALLED
from disan.ledger.reading import COLUMNS
from disan.verify.finding import mentions_code

A_DOUBLING = 2.5
_NOTHING = 0.02
"""Seconds: what takes less is not measured."""
_TRIES = 5
VI = load("vi")


def _markdown(text: str) -> object:
    return read(text, lambda _name: False)


def _refused(reader: Callable[[str], object]) -> Callable[[str], object]:
    def read_or_refuse(typed: str) -> object:
        try:
            return reader(typed)
        except RefusedError as error:
            return error

    return read_or_refuse


def _lines_of(reader: Callable[[list[str]], object]) -> Callable[[str], object]:
    return lambda text: reader(text.split("\n"))


def _ledger(text: str) -> object:
    return table.read((",".join(COLUMNS[INSTALLED]) + "\n" + text).encode(), INSTALLED, COLUMNS[INSTALLED])


def _problems(line: str) -> object:
    places = range(1, len(line), 10)
    return report([Problem("dead-link", Position("a", 1, column), values={"target": line[:9]}, line=line) for column in places], VI)


def _fitted(title: str) -> object:
    return share_cards._fitted(title, lambda text: FittedText((text,), 1) if len(text) < 90 else None)


CASES: dict[str, tuple[Callable[[str], object], Callable[[int], str], int]] = {
    "coordinates": (_refused(Coordinates.read), lambda n: "1°" + " " * n + "1", 20_000),
    "coordinates, digits": (_refused(Coordinates.read), lambda n: "1" * n + ".1, 1" + "1" * n, 20_000),
    "mail": (_refused(_mail), lambda n: "a@" + "." * n, 20_000),
    "web address": (_refused(web_address), lambda n: "https://" + "a-" * n + ".", 20_000),
    "web address, dots": (_refused(web_address), lambda n: "https://" + "a." * n + "!", 20_000),
    "block": (blocks.extract, lambda n: "///" + " " * n + "a/b", 20_000),
    "block, title": (blocks.extract, lambda n: "/// a |" + " x" * n + "\n///", 20_000),
    "blocks": (blocks.extract, lambda n: "/// a\n///\n" * n, 1_000),
    "yaml": (_lines_of(lambda lines: parse(lines, 0, "a")), lambda n: "x: y" + " " * n + "z: w", 20_000),
    "yaml, comment": (_lines_of(lambda lines: parse(lines, 0, "a")), lambda n: "x: [a" + " #" * n, 20_000),
    "yaml, key": (_lines_of(lambda lines: parse(lines, 0, "a")), lambda n: "x: y\n" + " " * n + "z", 20_000),
    "yaml, quote": (_lines_of(lambda lines: parse(lines, 0, "a")), lambda n: "x: 'y\n" + "z: 'w'\n" * n, 2_000),
    "yaml, keys": (_lines_of(lambda lines: parse(lines, 0, "a")), lambda n: "".join(f"x{each}: y\n" for each in range(n)), 1_000),
    "tabs": (_lines_of(lambda lines: list(pasted.faults(lines, 0, "a"))), lambda n: "---\n" + "x" * n + "\t", 100_000),
    "tabs, many": (_lines_of(lambda lines: list(pasted.faults(lines, 0, "a"))), lambda n: "---\n" + "x\t" * n + "\n" + "x\t" * n, 50_000),
    "ledger, open quote": (_ledger, lambda n: "7K3QM,2026-11-24,x\n" * n + '7K3QM,2026-11-24,"x\n' + "7K3QM,2026-11-24,x\n" * n, 5_000),
    "ledger, quotes": (_ledger, lambda n: '7K3QM,2026-11-24,"x""\n' * n, 5_000),
    "problems in one line": (_problems, lambda n: "x" * n, 8_000),
    "a log": (listeners.terminal, lambda n: " \n::" * n + " " * n, 20_000),
    "a comment": (lambda text: listeners.markdown(text, 10**9), lambda n: "*`1.@" * n + " " * n, 10_000),
    "a card": (_fitted, lambda n: "chữ " * n, 2_000),
    "a live page": (lambda text: mentions_code(text, "7K3QM"), lambda n: "<script>" * n + "<head " * n + "<" * n + "7K3QM", 20_000),
    "text, links": (_markdown, lambda n: "[a](" * n, 400),
    "text, brackets": (_markdown, lambda n: "[^a" * n, 500),
    "text, brackets within": (_markdown, lambda n: "[" * n + "a" + "]" * n, 200),
    "text, code": (_markdown, lambda n: " ".join("`" * (each % 90 + 1) for each in range(n)), 1000),
    "text, tags": (_markdown, lambda n: "<b>x</b> " * n, 200),
    "text, headings": (_markdown, lambda n: "## Đầu\n\nChữ.\n\n" * n, 100),
    "text, footnotes": (_markdown, lambda n: "".join(f"Chữ[^{each}].\n\n" for each in range(n)), 100),
    "text, paragraphs": (_markdown, lambda n: "Chữ **đậm** và *nghiêng*.\n\n" * n, 100),
}


def _seconds(reader: Callable[[str], object], given: str) -> float:
    began = time.process_time()
    reader(given)
    return time.process_time() - began


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_twice_as_much_takes_at_most_two_and_a_half_times_as_long(name: str) -> None:
    reader, make, size = CASES[name]
    small, large = make(size), make(8 * size)
    reader(small)  # What is compiled or loaded once counts for none.
    measured: list[tuple[float, float]] = []
    while not any(after < max(_NOTHING, A_DOUBLING**3 * max(before, _NOTHING / 4)) for before, after in measured):
        assert len(measured) < _TRIES, "seconds of a size and of eight times that: " + str(measured)
        measured.append((_seconds(reader, small), _seconds(reader, large)))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\ntitle: a\n---\n" + "x" * 50_001, "line"),
        ("---\ntitle: a\nsummary: |\n" + "  chữ chữ\n" * 7000 + "---\n", "value"),
        ("---\ntitle: a\nformerly:\n" + "".join(f"  - a{each}\n" for each in range(1001)) + "---\n", "items"),
    ],
)
def test_what_is_too_long_is_told(text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "index.vi.md").write_text(text, encoding="utf-8")
    read_source, problems = source.read(tmp_path / "index.vi.md", "index.vi.md")
    assert read_source is None
    assert [(each.rule, each.values["reason"]) for each in problems] == [("too-long", reason)]
    assert str(problems[0].values["limit"]) in report(problems, VI)


def _workbook(sheet: str, strings: str = "") -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", compression=8) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/sharedStrings.xml", strings)
    return made.getvalue()


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked() -> None:
    for bomb in (_workbook("<row/>" * 6_000_000), _workbook("", "<si><t>a</t></si>" * 2_000_000)):
        assert len(bomb) < 1_500_000
        with pytest.raises(office_open_xml.TooLargeError):
            office_open_xml.read(bomb, "a.xlsx")
