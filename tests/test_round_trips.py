"""What is typed into a field of text, in a file, a form or a workbook, is read back from the page, the plaque and the manifest, or told.

`DISAN_TEXTS=2000` is how many texts a way. All texts are test data, drawn by chance.
"""

import csv
import html
import io
import os
import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from disan.content import catalogue
from disan.content.kinds import KINDS
from disan.core.addresses import Addresses
from disan.core.strings import load
from disan.core.text import normalized
from disan.drawing.typesetting import Typesetter
from disan.printing.plaques import rasters, selection
from disan.printing.plaques.manifest import manifest
from disan.printing.plaques.model import SIZES
from disan.render.folders import program_templates
from tests.batches import SETTINGS, TODAY, code
from tests.fixtures.projects import Project
from tests.fixtures.workbooks import edited, run, sheet

TEXTS = int(os.environ.get("DISAN_TEXTS", "24"))
PLAQUES = max(2, TEXTS // 10)
"""Typesetting takes longer than all else."""
FIELDS = ("title", "summary", "other_names", "period")
Texts = Mapping[str, str]
"""A text for each field that has one."""
_SIGNS = "#&*!|>%@`-?:,[]{}\"'=~<+.0\\/$^_;()"
_WORDS = (
    "Đền",
    "thờ",
    "xã",
    "năm 1945",
    "tổ 5",
    "null",
    "no",
    "Nhà văn hóa",
    "a",
    "=",
    "key: x",
    "#5",
    "# 5",
    "- ",
    ": ",
    "&a",
    "*b",
    "!c",
    "--",
    "''",
)


def drawn(chance: random.Random) -> str:
    """A text of printable characters, most of them such as mean something to YAML, HTML or a spreadsheet."""
    pieces = [_piece(chance) for _ in range(chance.randint(1, 6))]
    text = " ".join(chance.choice(("", " ")).join(pieces).split())
    return text or drawn(chance)


def _piece(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.45:
        return chance.choice(_WORDS)
    if kind < 0.85:
        return chance.choice(_SIGNS)
    letter = chr(
        chance.choice(
            (chance.randint(0x20, 0x24F), chance.randint(0x1E00, 0x1EFF), chance.randint(0x2000, 0xFFFF), chance.randint(0x10000, 0x1FFFF))
        )
    )
    return letter if letter.isprintable() else "ế"


def front(number: int, fields: Mapping[str, object]) -> dict[str, object]:
    """A record's fields, with what it cannot do without."""
    needed: dict[str, object] = {"title": f"Đền Thử số {number}", "code": code(number + 1), "type": "history"}
    return {**needed, "sources": [{"url": "https://nguon.example/bai"}], **fields}


def as_typed(number: int, texts: Texts) -> str:
    """The file of a record in which each text stands as an editor types it who knows nothing of YAML."""
    lines = [f"{name}: {value}" for name, value in front(number, {}).items() if name not in (*texts, "sources")]
    lines += ["sources:", "  - url: https://nguon.example/bai"]
    for name, text in texts.items():
        lines += [f"{name}:", f"  - {text}"] if name == "other_names" else [f"{name}: {text}"]
    return "\n".join(["---", *lines, "---", "Bài thử.", ""])


def as_form(number: int, texts: Texts) -> str:
    """The file of a record as a program writes it that knows YAML, in its own manner: long lines folded, quotes where it likes."""
    fields = front(number, {name: [text] if name == "other_names" else text for name, text in texts.items()})
    written = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=40)
    return f"---\n{written}---\nBài thử.\n"


Expected = Callable[[str, str], str | None]
"""What a page shows of a text in a field; None where the text means something else there."""


def shown(_name: str, text: str) -> str:
    return " ".join(normalized(text).split())


def on_page(project: Project, number: int) -> dict[str, str]:
    page = project.page(f"di-tich/thu-{number}/index.html")
    places = {"title": r"<h1>(.*?)</h1>", "summary": r'<p class="sapo">(.*?)</p>'}
    places |= {name: rf"<dt>{label}</dt>\s*<dd>(.*?)</dd>" for name, label in (("other_names", "Tên khác"), ("period", "Niên đại"))}
    found = {name: re.search(place, page, re.DOTALL) for name, place in places.items()}
    return {name: " ".join(html.unescape(re.sub(r"<[^>]+>", "", each[1])).split()) for name, each in found.items() if each}


def told(project: Project) -> set[int]:
    """The numbers of the records with which something is wrong, which are put away; all others are built."""
    report = project.check()
    numbers = {
        int(found[1]) for each in report.problems if (found := re.search(r"/thu-(\d+)(?:/|$)", each.at.file)) and each.grade == "error"
    }
    for number in numbers:
        (project.root / f"content/relics/thu-{number}/index.vi.md").unlink()
        (project.root / f"content/relics/thu-{number}").rmdir()
    assert not project.build().stopped
    return numbers


def lost(project: Project, texts: Mapping[int, Texts], expected: Expected) -> list[tuple[str, str, str]]:
    """What no page shows as it was typed: field, text, and what is shown."""
    found = []
    for number, fields in texts.items():
        page = on_page(project, number)
        for name, text in fields.items():
            if (right := expected(name, text)) is not None and page.get(name, "") != right:
                found.append((name, text, page.get(name, "")))
    return found


def printed(project: Project) -> list[tuple[str, str]]:
    """Titles that the plaque's print file or the list of the batch does not have; a title that cannot be set is told."""
    records, _ = catalogue.read(project.root, KINDS, ("vi", "en"), "ha-tinh")
    vi, en, typesetter, addresses = (
        load("vi"),
        load("en"),
        Typesetter(program_templates()),
        Addresses("https://disan-thu.vn", "https://disan-thu.vn"),
    )
    production = selection.Production("2026-11-thu", SIZES["a4"], "Q", "giấy", 1, TODAY)
    found = []
    for entry in selection.select_coded(records, selection.Selection())[:PLAQUES]:
        plaque = selection.plaque(entry, addresses, production, vi, "en")
        face, problems = selection.lay_out(project.root, entry, plaque, vi, en)
        lines = (
            "".join("".join(rasters.pdf_lines(typesetter.pdf("plaques/plaque.typ", face))).split()).replace("\ufffe", "-") if face else ""
        )  # How pdfium writes a hyphen that ends a line.
        row = next(csv.DictReader(io.StringIO(manifest([plaque], {plaque.code: []}).decode("utf-8-sig"))))
        if not problems and "".join(plaque.title.split()) not in lines:
            found.append((plaque.title, lines))
        if row["title_vi"].removeprefix("'") != plaque.title.removeprefix("'") or row["title_translated"]:
            found.append((plaque.title, row["title_vi"]))
    return found


def unquoted(name: str, text: str) -> str | None:
    """Nothing, a text in quotation marks and a list in brackets are what they are in YAML."""
    return None if text in ("~", "null") or text[0] in "\"'[" else shown(name, text)


def unmarked(name: str, text: str) -> str:
    """A bullet before a line of a cell is no part of it."""
    return shown(name, re.sub(r"^[•·▪] *", "", text) if name == "other_names" else text)


@pytest.mark.parametrize(
    ("written", "expected"),
    [pytest.param(as_typed, unquoted, id="file"), pytest.param(as_form, shown, id="form", marks=pytest.mark.slow)],
)
def test_what_is_typed_is_shown_or_told(written: Callable[[int, Texts], str], expected: Expected, tmp_path: Path) -> None:
    chance = random.Random(18)
    project = Project(tmp_path)
    texts = {number: {FIELDS[number % len(FIELDS)]: drawn(chance)} for number in range(TEXTS)}
    files = {f"content/relics/thu-{number}/index.vi.md": written(number, fields) for number, fields in texts.items()}
    project.write({"content/site.yml": SETTINGS, **files})
    wrong = told(project)
    assert len(wrong) < len(texts)
    assert lost(project, {number: fields for number, fields in texts.items() if number not in wrong}, expected) == []
    assert printed(project) == []


@pytest.mark.slow
def test_what_is_typed_into_a_workbook_is_shown_or_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row that is refused is emptied again."""
    chance = random.Random(19)
    project = Project(tmp_path)
    texts = {number: {FIELDS[number % len(FIELDS)]: drawn(chance)} for number in range(TEXTS)}
    project.write({"content/site.yml": SETTINGS, **{f"content/relics/thu-{each}/index.vi.md": as_form(each, {}) for each in texts}})
    file = sheet(project, "relic")
    rows = _rows(file)
    _fill(file, texts)
    while run(project, "import", "relic", str(file)):
        refused = {int(row) for row in re.findall(r"![A-Z]+(\d+):", capsys.readouterr().err)}
        assert refused
        texts = {number: fields for number, fields in texts.items() if rows[number] not in refused}
        _fill(sheet(project, "relic"), texts)
    assert texts
    assert not project.build().stopped
    assert lost(project, texts, unmarked) == []
    assert printed(project) == []


def _rows(file: Path) -> dict[int, int]:
    """The row of each record, by its number."""
    cells = openpyxl.load_workbook(file)["Dữ liệu"]
    return {int(str(row[0].value).removeprefix("thu-")): row[0].row for row in cells.iter_rows(min_row=2) if row[0].value}


def _fill(file: Path, texts: Mapping[int, Texts]) -> None:
    rows = _rows(file)

    def change(cells: Any, places: Mapping[str, int]) -> None:
        for number, fields in texts.items():
            for name, text in fields.items():
                cell = cells.cell(rows[number], places[name])
                cell.value, cell.data_type = text, "s"

    edited(file, change)
