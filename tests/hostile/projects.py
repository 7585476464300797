"""Cases that need a project, and a command, of their own: settings, tables, names on the disk, imports, what lies in .cache/ and site/."""

import io
import itertools
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from disan.ledger.model import INSTALLED, PLAQUES, RETIRED, VERIFIED
from disan.ledger.reading import COLUMNS
from tests.fixtures.projects import SETTINGS
from tests.hostile.cases import PICTURE, quoted, record
from tests.hostile.values import ADDRESSES, TEXTS

Arrange = Callable[[Path], None]


@dataclass(frozen=True)
class Trial:
    """How a project is arranged, what is run in it, with what exit codes that may end, and a part of what it must say."""

    name: str
    arrange: Arrange
    command: tuple[str, ...] = ("check",)
    codes: tuple[int, ...] = (1,)
    says: str = ""


def wrote(files: Mapping[str, str | bytes]) -> Arrange:
    """Writes files, by their paths from the root."""

    def arrange(root: Path) -> None:
        for name, content in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)

    return arrange


def _set(line: str) -> Arrange:
    key = line.partition(":")[0]
    kept = [each for each in SETTINGS.splitlines() if not each.startswith(f"{key}:")]
    return wrote({"content/site.yml": "\n".join([*kept, line, ""])})


def settings() -> Iterator[Trial]:
    """content/site.yml."""
    for name in (
        "script",
        "end of script",
        "end of style",
        "end of title",
        "double quote",
        "comment",
        "json",
        "template",
        "css",
        "formula",
    ):
        value = quoted(TEXTS[name])
        texts = "\n".join(f"{key}: {{vi: {value}, en: {value}}}" for key in ("name", "tagline", "keeper"))
        rest = "\n".join(SETTINGS.splitlines()[2:])
        yield Trial(f"settings, texts: {name}", wrote({"content/site.yml": f"{texts}\n{rest}\n"}), ("build",), (0,))
    fields = itertools.cycle(("url", "plaque_url", "repository"))
    for name in ("script", "data", "no scheme", "backslash behind", "user", "alike", "bracket", "quote", "element", "port", "up"):
        field = next(fields)
        yield Trial(f"settings, {field}: {name}", _set(f"{field}: {quoted(ADDRESSES[name])}"), says="content/site.yml:")
    lines = {
        "languages": "languages: [vi, ../../x]",
        "languages, many": "languages: [" + "vi, " * 900 + "en]",
        "province": "province: ../../../etc",
        "province, absolute": "province: /etc",
        "province, script": "province: '<script>'",
        "opening": "opening: ../../x",
        "mail": "contact: {mail: 'a@b.vn?bcc=x@evil.example'}",
        "mail, script": "contact: {mail: 'javascript:alert(1)'}",
        "number": "contact: {sms: '0912;ext=1'}",
        "number, script": "contact: {zalo: '\"><script>'}",
        "months": "review_months: " + "9" * 5000,
        "months, none": "review_months: .nan",
        "benchmarks": "benchmarks: {'../x': ../../y}",
        "class": "__class__: {a: b}",
        "python": "name: !!python/object/apply:os.system [touch /tmp/x]",
        "laughs": "a: &a [x, x]\nb: &b [*a, *a]\nname: *b",
        "deep": "name: " + "[" * 3000,
        "list": "- a\n- b",
        "quote": 'name: "x',
    }
    for name, line in lines.items():
        yield Trial(f"settings: {name}", _set(line), says="content/site.yml:")
    raw: dict[str, str | bytes] = {
        "empty": "",
        "zeros": bytes(99),
        "wide": SETTINGS.encode("utf-16"),
        "large": "#" * 600_000,
        "tab": "\tname: x",
        "control": "name: \x1b[2J",
    }
    for name, content in raw.items():
        yield Trial(f"settings, file: {name}", wrote({"content/site.yml": content}), says="content/site.yml")


_PLAQUE = "7K3QM,2026-11-x,2026-11-24,https://disan.example/Q/7K3QM,Q,29x29,a5,1,"
_ROWS = {PLAQUES: _PLAQUE, INSTALLED: "7K3QM,2026-11-24,,", RETIRED: "7K3QM,gone,,Đền,a,b,2026-11-24", VERIFIED: ""}


def tables() -> Iterator[Trial]:
    """The ledger. Each fault is told with its line; none is read away."""

    def ledger(file: str, row: str) -> Arrange:
        return wrote({file: ",".join(COLUMNS[file]) + f"\n{row}\n"})

    changed = {
        "another host": ("https://disan.example/Q/7K3QM", "https://evil.example/Q/7K3QM/x"),
        "script": ("https://disan.example/Q/7K3QM", "javascript:alert(1)"),
        "another code": ("Q/7K3QM", "Q/82MW3"),
        "no code": ("7K3QM,", "7K3QX,"),
        "code, alike": ("7K3QM,", "７K3QM,"),
        "batch": ("2026-11-x", "../../x"),
        "day": ("2026-11-24", "2026-02-31"),
        "number": ("a5,1,", "a5,99999999999999999999,"),
        "number, long": ("a5,1,", f"a5,{'9' * 5000},"),
        "number, none": ("a5,1,", "a5,nan,"),
        "level": (",Q,", ",<b>,"),
        "matrix": ("29x29", "1e9x1e9"),
    }
    for name, (before, after) in changed.items():
        yield Trial(f"ledger: {name}", ledger(PLAQUES, _PLAQUE.replace(before, after, 1)), says=f"{PLAQUES}:2:")
    whole = {
        "open quote": ledger(PLAQUES, f'"{_PLAQUE}'),
        "open quote at the end": ledger(PLAQUES, f'{_PLAQUE}"x'),
        "open quote, many rows": ledger(PLAQUES, f"{_PLAQUE}\n" * 3000 + f'{_PLAQUE}"x\n' + f"{_PLAQUE}\n" * 3000),
        "quotes within": ledger(PLAQUES, f'{_PLAQUE}a "b" c"'),
        "cells": ledger(PLAQUES, _PLAQUE + "," * 5000),
        "no header": wrote({PLAQUES: f"{_PLAQUE}\n"}),
        "header twice": wrote({PLAQUES: "code,code,code\n"}),
        "no UTF-8": wrote({PLAQUES: b"code\n\xff\xfe"}),
        "wide": wrote({PLAQUES: (",".join(COLUMNS[PLAQUES]) + "\n").encode("utf-16")}),
        "zeros": wrote({PLAQUES: bytes(99)}),
        "large": wrote({PLAQUES: b"x" * 20_000_000}),
        "marks": ledger(RETIRED, _ROWS[RETIRED].replace("Đền", "Đền\ue0f2")),
        "retired, instead": ledger(RETIRED, _ROWS[RETIRED].replace("gone,,", "moved,../../x,")),
        "retired, state": ledger(RETIRED, _ROWS[RETIRED].replace("gone", "<script>")),
        "installed, photograph": ledger(INSTALLED, _ROWS[INSTALLED] + "../../../private.jpg"),
        "installed, not printed": ledger(INSTALLED, _ROWS[INSTALLED]),
    }
    for name, arrange in whole.items():
        yield Trial(f"ledger: {name}", arrange, says=".csv")
    yield Trial("ledger: formula, published", ledger(PLAQUES, f"{_PLAQUE}=cmd|'/c calc'!A1"), ("build",), (0, 1))
    yield Trial(
        "ledger: script, published", ledger(RETIRED, _ROWS[RETIRED].replace("Đền", "<script>alert(1)</script>")), ("build",), (0, 1)
    )


def codes() -> Iterator[Trial]:
    """Codes that are claimed twice, written otherwise, or hidden."""

    def two(one: str, other: str, body: str = "Bài.") -> Arrange:
        return wrote({"content/relics/a/index.vi.md": record(one), "content/relics/b/index.vi.md": record(other, body)})

    yield Trial("codes: twice", two("code: 7K3QM", "code: 7K3QM"), says="7K3QM")
    yield Trial("codes: small letters", two("code: 7K3QM", "code: 7k3qm"))
    yield Trial("codes: alike", two("code: 7K3QM", "code: 7К3QM"))
    yield Trial("codes: blank", two("code: 7K3QM", "code: '7K3QM '"))
    yield Trial("codes: wrong", two("code: 7K3QM", "code: 7K3QA"))
    yield Trial("codes: former name", two("code: 7K3QM", "formerly: [a]"))
    yield Trial("codes: quoted", two("code: 7K3QM", "summary: a", "```\ncode: 7K3QM\n```"), codes=(0,), says="code-quoted")


def disk() -> Iterator[Trial]:
    """Names, links and devices below content/."""
    names = {
        "line end": "content/relics/den-thu/a\nb.jpg",
        "command": "content/relics/::error::x/index.vi.md",
        "escape": "content/relics/den-thu/\x1b[2J.jpg",
        "element": "content/relics/den-thu/<img src=x>.jpg",
        "quote": 'content/relics/den-thu/".jpg',
        "turned": "content/relics/den-thu/\u202egpj.exe",
        "reserved": "content/relics/den-thu/con.jpg",
        "blank": "content/relics/den-thu/a.jpg ",
        "dot": "content/relics/den-thu/a.",
        "backslash": "content/relics/den-thu/a\\..\\x.jpg",
        "long": f"content/relics/den-thu/{'a' * 240}.jpg",
        "long folder": f"content/relics/{'a' * 250}/index.vi.md",
        "option": "content/relics/--help/index.vi.md",
        "shell": "content/relics/$(id)/index.vi.md",
        "capitals": "content/relics/Den-Thu/index.vi.md",
        "accents": "content/relics/đền/index.vi.md",
        "percent": "content/relics/%2e%2e/index.vi.md",
    }
    for name, place in names.items():
        arrange = wrote({place: record() if place.endswith(".md") else PICTURE})
        yield Trial(f"name: {name}", arrange, codes=(0, 1) if name in ("option", "element") else (1,), says="content/relics")
    yield Trial("name: no UTF-8", wrote({os.fsdecode(b"content/relics/den-thu/a\xff.jpg"): PICTURE}))
    yield Trial("name: no record's folder", wrote({"content/khong-co/x/index.vi.md": record()}), codes=(0, 1))
    links = {
        "link: record's file": ("content/relics/den-thu/index.en.md", "../../../../bi-mat.txt"),
        "link: record's folder": ("content/relics/x", "../../.."),
        "link: settings": ("content/site.yml", "../../bi-mat.txt"),
        "link: picture": ("content/relics/den-thu/mot.png", "../../../../private.jpg"),
        "link: register": ("content/register.yml", "/etc/hostname"),
        "link: device": ("content/relics/den-thu/mot.png", "/dev/zero"),
        "link: process": ("content/relics/den-thu/mot.png", "/proc/self/environ"),
        "link: round": ("content/relics/den-thu/a", "a"),
        "link: ledger": (PLAQUES, "../../bi-mat.txt"),
        "link: photographs": ("content/installed", "../.."),
        "link: git": ("content/relics/den-thu/mot.png", "../../../.git/config"),
    }
    for name, (place, target) in links.items():
        yield Trial(name, _linked(place, target), says=place.partition("/a")[0])
    for place in ("content/site.yml", "content/relics/den-thu/index.en.md", PLAQUES, "content/x", "content/relics/den-thu/doc.mp3"):
        yield Trial(f"pipe: {place}", _piped(place), says=place)
    for place in ("content/relics/den-thu/.index.vi.md.part", "content/relics/den-thu/index.vi.md.part"):
        yield Trial(f"link that waits: {place}", _linked(place, "../../../../bi-mat.txt"), ("assign",), (0, 1))


def _linked(place: str, target: str) -> Arrange:
    def arrange(root: Path) -> None:
        (root / place).unlink(missing_ok=True)
        (root / place).symlink_to(target)

    return arrange


def _piped(place: str) -> Arrange:
    def arrange(root: Path) -> None:
        (root / place).unlink(missing_ok=True)
        os.mkfifo(root / place)

    return arrange


def archive(**parts: bytes) -> bytes:
    """A workbook of parts, `__` for a slash in their names."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_rels", ".rels"), content)
    return made.getvalue()


def _workbook(sheet: bytes, target: str = "worksheets/sheet1.xml", **more: bytes) -> bytes:
    main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org"
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as opened:
        types = f'<Types xmlns="{office}/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType='
        opened.writestr(
            "[Content_Types].xml", f'{types}"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
        )
        kind = f"{office}/officeDocument/2006/relationships"
        rels = f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" Type="{kind}'
        opened.writestr("_rels/.rels", f'{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        opened.writestr("xl/_rels/workbook.xml.rels", f'{rels}/worksheet" Target="{target}"/></Relationships>')
        sheets = '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
        opened.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{kind}">{sheets}</workbook>')
        opened.writestr(f"xl/{target}", b'<worksheet xmlns="%s">%s</worksheet>' % (main.encode(), sheet))
        for name, content in more.items():
            opened.writestr(name, content)
    return made.getvalue()


def _sent_in(workbook: Callable[[], bytes]) -> Arrange:
    """Made where it is tried: some are of hundreds of megabytes before they are packed."""

    def arrange(root: Path) -> None:
        wrote({"bang.xlsx": workbook()})(root)

    return arrange


def _cell(place: str, said: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{said}</t></is></c>'


_HEADER = f'<row r="1">{_cell("A1", "title")}{_cell("B1", "summary")}</row>'


def imports() -> Iterator[Trial]:
    """Tables that are sent in."""
    good = f'<sheetData>{_HEADER}<row r="2">{_cell("A2", "Đền")}{_cell("B2", "x")}</row></sheetData>'
    far = "".join(f'<row r="{row}">{_cell(f"XFD{row}", "x")}</row>' for row in range(2, 3000))
    merged = '<mergeCell ref="A3:XFD1048576"/>'
    bombs: dict[str, Callable[[], bytes]] = {
        "rows": lambda: _workbook(f"<sheetData>{_HEADER}".encode() + b"<row/>" * 6_000_000 + b"</sheetData>"),
        "a part of another name": lambda: _workbook(good.encode() + b" " * 90_000_000, "worksheets/sheet1.dat"),
        "a part that nobody names": lambda: _workbook(good.encode(), mimetype=b"a" * 300_000_000),
        "far cell": lambda: _workbook(f'<sheetData>{_HEADER}<row r="1048576">{_cell("XFD1048576", "x")}</row></sheetData>'.encode()),
        "far cells": lambda: _workbook(f"<sheetData>{_HEADER}{far}</sheetData>".encode()),
        "no such cell": lambda: _workbook(f'<sheetData>{_HEADER}<row r="2">{_cell("ZZZZZ99999999999", "x")}</row></sheetData>'.encode()),
        "merged": lambda: _workbook(f"{good}<mergeCells>{merged * 900}</mergeCells>".encode()),
        "merged, backwards": lambda: _workbook(f'{good}<mergeCells><mergeCell ref="Z9:A1"/></mergeCells>'.encode()),
        "entities": lambda: _workbook(b'<!DOCTYPE a [<!ENTITY x "' + b"a" * 9000 + b'">]>' + good.encode()),
        "deep": lambda: _workbook(b"<a>" * 90_000),
        "string without number": lambda: _workbook(
            good.replace('t="inlineStr"', 't="s"').replace("<is><t>", "<v>").replace("</t></is>", "</v>").encode()
        ),
        "day without end": lambda: _workbook(
            good.replace('<c r="B2" t="inlineStr"><is><t>x</t></is>', '<c r="B2" t="d"><v>99999-99-99</v>').encode()
        ),
        "outside": lambda: _workbook(good.encode(), "../../../etc/passwd"),
        "no parts": lambda: archive(a=b""),
        "no archive": lambda: b"PK\x03\x04" + bytes(999),
        "a picture": lambda: PICTURE,
        "nothing": lambda: b"",
    }
    for name, made in bombs.items():
        yield Trial(f"workbook: {name}", _sent_in(made), ("import", "relic", "{}/bang.xlsx"), (1,), "bang.xlsx")
    yield Trial("workbook: sound", wrote({"bang.xlsx": _workbook(good.encode())}), ("import", "relic", "{}/bang.xlsx", "--dry-run"), (0, 1))
    head = "title,summary\n"
    lists: dict[str, str | bytes] = {
        "open quote": head + 'Đền,"x\nĐền hai,y\n',
        "quote within": head + 'Đền,"x"y\n',
        "large cell": head + f"Đền,{'x' * 200_000}\n",
        "cells": head + "Đền" + ",x" * 50_000 + "\n",
        "no UTF-8": head.encode() + b"\xff\xfe\xfa\n",
        "half": (head + "Đền,x\n").encode("utf-16")[:-1],
        "zeros": head.encode() + bytes(999),
        "separator": 'sep="\ntitle"summary\n',
        "separator, line": "sep=\n\ntitle,summary\n",
        "no header": "a,b\nc,d\n",
        "header only": head,
        "a page": "<!doctype html><table><tr><td>title</td></tr></table>",
        "path": "title,folder\nĐền,../../../x\n",
        "control": head + "Đền,a\x1b[2Jb\n",
        "hole": head + "Đền,a\ue0f2b\n",
    }
    for name, text in lists.items():
        codes = (0, 1) if name in ("separator", "header only", "no header", "separator, line") else (1,)
        yield Trial(f"CSV: {name}", wrote({"bang.csv": text}), ("import", "relic", "{}/bang.csv"), codes)
    for name in ("script", "formula", "formula, at", "command", "yaml", "markdown", "path", "template"):
        row = '"' + TEXTS[name].replace('"', '""') + '"'
        arrange = wrote({"bang.csv": f"title,summary,sources.1.title\nĐền Mới,{row},{row}\n"})
        yield Trial(f"CSV, text: {name}", arrange, ("import", "relic", "{}/bang.csv"), (0, 1))


def leftovers() -> Iterator[Trial]:
    """What lies in .cache/ and site/ before a build."""

    def over(name: str, content: bytes) -> Arrange:
        def arrange(root: Path) -> None:
            if (root / name).is_dir():
                shutil.rmtree(root / name)
            wrote({name: content})(root)

        return arrange

    for name, content in {
        "zeros": bytes(4096),
        "text": b"SQLite format 3\0" + b"x" * 4096,
        "pickle": b"\x80\x04cos\nsystem\n(S'touch x'\ntR.",
    }.items():
        yield Trial(f"cache: {name}", over(".cache/entries.sqlite", content), ("build",), (0,))
    yield Trial("cache: a file", over(".cache", b"x"), ("build",), (0, 2))
    yield Trial("cache: a link", _linked(".cache", ".."), ("build",), (0, 2))
    yield Trial("site: a file", over("site", b"x"), ("build",), (0, 2))
    yield Trial("site: a link", _linked("site", ".."), ("build",), (0, 1, 2))
    yield Trial("site: a list", over("site/.disan-files", b"../content/site.yml\n/etc/passwd\n../../bi-mat.txt\n"), ("build",), (0,))
    yield Trial("site: a page", over("site/index.html", b"<script>alert(1)</script>"), ("build",), (0, 1, 2))
    yield Trial("site: a folder for a page", over("site/index.html/x", b"x"), ("build",), (0, 1, 2))


def all_trials() -> list[Trial]:
    """The table, in its order."""
    return [*settings(), *tables(), *codes(), *disk(), *imports(), *leftovers()]
