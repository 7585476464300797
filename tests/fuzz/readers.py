"""What each reader promises for whatever it is given: bytes in, an AssertionError or a crash where the promise is broken.

A reader never raises, tells every problem at a place that is there, and drops nothing: what was typed is in what it read or in a problem.
"""

import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

from disan.content import settings
from disan.content import source as sources
from disan.content.articles import ArticleFields
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.dates import When
from disan.content.fields.errors import RefusedError
from disan.content.fields.model import Model
from disan.content.fields.numbers import Quantity
from disan.content.fields.plain import web_address
from disan.content.kinds import KINDS
from disan.content.kinds.house import House
from disan.content.markdown import read as read_prose
from disan.content.record import bodies
from disan.content.record.validation import validate
from disan.content.register import Register
from disan.content.source import Data, Source, data, doubts, pasted
from disan.core import names, text
from disan.core.addresses import is_of_a_site, leads_to_a_page
from disan.core.problems import Problem, report
from disan.core.strings import load
from disan.drawing import recordings
from disan.drawing.pictures import reading as pictures
from disan.drawing.recordings import Recording
from disan.editing import workbook
from disan.ledger import reading as ledger
from disan.ledger import table
from tests.fixtures.prose import shown

VI = load("vi")
_WORD = re.compile(r"[^\W_]{3,}")
_NUMBER = re.compile(r"^[ \t>*+-]*(\d{3,9})[.)](?!\S)", re.MULTILINE)
"""Of an item of a list: a browser counts for itself, and where it counts otherwise than was typed that is told (renumbered-list)."""
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
"""A host that everybody can come to; a site may stand at another (localhost, a number), which no code encodes."""
_MODELS: tuple[type[Model], ...] = (*KINDS, settings.Settings, ArticleFields, Register)


def source(given: bytes) -> None:
    """A record's file: every word of it is in its fields, its text or a problem."""
    read, problems = sources.from_bytes(given, "a.md")
    _told(problems, given)
    if read is None:
        assert problems
        return
    bodies.read(read)
    _kept(_typed(read.lines[1 : read.body_line - 2]), f"{_joined(data(read.front))} {read.body}", problems, read)
    body = "\n".join(read.lines[read.body_line - 1 :])
    assert _WORD.findall(read.body) == _WORD.findall(body)


def site_settings(given: bytes) -> None:
    """A file that is YAML from end to end, as content/site.yml and content/register.yml."""
    read, problems = sources.settings_from_bytes(given, "a.yml")
    _told(problems, given)
    if read is None:
        assert problems
        return
    _kept(_typed(read.lines), _joined(data(read.front)), problems, read)
    for model in (settings.Settings, Register):
        _told(validate(model, read)[1], given)


def fields(given: bytes) -> None:
    """Front matter against a class, which the first byte chooses: a line is in the record as it was typed, or a problem."""
    lines = given[1:].replace(b"---", b"")
    whole = b"---\n" + lines + b"\n---\n"
    read, _ = sources.from_bytes(whole, "a.md")
    if read is None:
        return
    model = _MODELS[sum(given[:1]) % len(_MODELS)]
    made, problems = validate(model, read)
    _told(problems, whole)
    assert made is not None or problems
    for name in ("title", "summary", "title_note"):
        typed = read.typed(name)
        if made is not None and typed and name in model.fields:
            assert getattr(made, name) in (" ".join(typed.split()) or None, None if typed in ("~", "null") else typed)


def prose(given: bytes) -> None:
    """Markdown: nothing that runs, and words that stand outside of its signs are shown."""
    typed = text.normalized(given.decode("utf-8", "replace"))
    if any(pasted.unreadable(typed.split("\n"), "a.md")):
        return
    read = read_prose(typed, lambda _name: False)
    html = shown(read)
    assert not re.search(r"<(?:script|iframe|object|embed|style|svg|base|meta|form)\b", html, re.IGNORECASE)
    assert not re.search(r"<[a-z][^>]*\s(?:on\w+|style|srcdoc)\s*=", re.sub(r'"[^"]*"', '""', html), re.IGNORECASE)
    if not re.search(r"[<&\\\[\]{}`~]|///", typed):
        told = " ".join(str(value) for fault in read.faults for value in fault.values.values())
        missing = set(_WORD.findall(typed)) - set(_WORD.findall(f"{html} {told}")) - set(_NUMBER.findall(typed))
        assert not missing, missing


def printed(given: bytes) -> None:
    """Tables of the ledger: every cell is in a line or in a problem, and what is published is read as it was written."""
    for file, columns in ledger.COLUMNS.items():
        read, problems = table.read(given, file, columns, ledger.OPTIONAL.get(file, ()))
        _told(problems, given)
        if read is not None and not problems:
            again, _ = table.read(table.published(given), file, columns, ledger.OPTIONAL.get(file, ()))
            assert again is not None
            cells = [[line.value(name) for name in columns if name in line.cells] for line in read.lines]
            assert cells == [[line.value(name) for name in columns if name in line.cells] for line in again.lines]
    found: list[Problem] = []
    ledger.read_rows(given, found)
    ledger.read_retirements(given, found)
    _told(found, given)


def delimited(given: bytes) -> None:
    """A table as text."""
    rows, problems = workbook.read(given, "a.csv", _COLUMNS, "")
    report(problems, VI)
    assert rows or problems or not given.strip()


def office(given: bytes) -> None:
    """A workbook one part of which, by the first byte, is what is given; or the archive itself is."""
    part = given[0] % (len(PARTS) + 1) if given else 0
    content = given[1:]
    if part < len(PARTS):
        made = io.BytesIO()
        with ZipFile(made, "w") as archive:
            for number, (name, body) in enumerate(PARTS.items()):
                archive.writestr(name, content if number == part else body)
        content = made.getvalue()
    else:
        content = b"PK\x03\x04" + content
    _, problems = workbook.read(content, "a.xlsx", _COLUMNS, "")
    report(problems, VI)


def values(given: bytes) -> None:
    """Single values as they are typed: read or refused; a name that is repaired can be had everywhere."""
    typed = " ".join(text.normalized(given.decode("utf-8", "replace")).split())
    for reader in (Coordinates.read, When.read, Quantity.read, web_address):
        try:
            reader(typed)
        except RefusedError:
            continue
    if is_of_a_site(typed) and _DOMAIN.fullmatch(urlsplit(typed).hostname or ""):
        assert leads_to_a_page(typed)
    assert names.fault(names.portable(typed)) == ""
    assert text.normalized(typed) == typed
    assert names.comparable(names.comparable(typed)) == names.comparable(typed) or "%" in typed


def media(given: bytes) -> None:
    """Recordings and pictures: what is kept of a recording is kept again, and says nothing of where."""
    pictures.describe(given)
    made = recordings.clean(given)
    if isinstance(made, Recording):
        assert recordings.clean(made.content) == Recording(made.ending, made.content, located=False, damaged=made.damaged)


_COLUMNS = workbook.columns_of(Path("none"), House, spare=True)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET = (
    f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2">'
    '<c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2" s="1"><v>45185</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A3:B4"/></mergeCells></worksheet>'
)
PARTS = {
    "xl/worksheets/sheet1.xml": _SHEET,
    "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"><si><t>title</t></si><si><t>opened</t></si></sst>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_LINKS}/worksheet" '
    'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="'
    f'{_LINKS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
}
READERS: dict[str, Callable[[bytes], None]] = {
    "source": source,
    "settings": site_settings,
    "fields": fields,
    "prose": prose,
    "ledger": printed,
    "csv": delimited,
    "workbook": office,
    "values": values,
    "media": media,
}


def _joined(value: Data | None) -> str:
    """Everything that is said in values, keys among them."""
    if isinstance(value, dict):
        return " ".join(f"{key} {_joined(each)}" for key, each in value.items())
    return " ".join(map(_joined, value)) if isinstance(value, list) else value or ""


def _told(problems: Iterable[Problem], given: bytes) -> None:
    """Every problem is at a place of the file, and can be said."""
    lines = given.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for each in problems:
        assert 1 <= each.at.line <= len(lines), (each, len(lines))
        assert each.at.column >= 1
    for form in ("text", "github", "markdown", "json"):
        report(problems, VI, form)


def _typed(lines: Iterable[str]) -> set[str]:
    """The words of lines of YAML: not those of comments, of escapes, of what says that there is nothing."""
    plain = (line.partition("#")[0] for line in lines if "\\" not in line)
    return {word for line in plain for word in _WORD.findall(line)} - {"null"}


def _kept(words: set[str], read: str, problems: Iterable[Problem], given: Source) -> None:
    told = [*problems, *(problem for _, problem in doubts(given.front))]
    lost = words - set(_WORD.findall(read)) - {word for each in told for word in _WORD.findall(f"{each.line} {each.values}")}
    assert not lost, lost
