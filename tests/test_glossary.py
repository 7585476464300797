"""The words of docs/glossary.md: strings, labels and documents use none that its last table rules out; see own_content for records."""

import ast
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.requirements import ROOT

ROWS = re.compile(r"^\| (vi|en) \| (.+?) \| (.+?) \| (interface|all) \| ?(.*?) ?\|$", re.MULTILINE)
QUOTED = re.compile(
    r"“[^”]{0,600}”|^>[^\n]*$|^/// (?:thơ|trích dẫn|verse|quote)\b.*?^///$|^\s+(?:- )?\{?title: [^\n]*$", re.MULTILINE | re.DOTALL
)
FREE = re.compile(r"^```.*?^```|`[^`\n]+`|(?:https?://|www\.)\S+", re.MULTILINE | re.DOTALL)


class Text(NamedTuple):
    """What is read in one language: where it stands, from which line, and whether it is of a record."""

    file: Path
    line: int
    language: str
    words: str
    of_record: bool = False


class Ban(NamedTuple):
    """A row of the table: what is not used, what is, whether records are held to it too, and the phrases that are free."""

    language: str
    pattern: re.Pattern[str]
    instead: str
    everywhere: bool
    free: re.Pattern[str] | None


def _pattern(cell: str) -> str:
    typed = cell.strip("`").replace("\\|", "|")
    inner = typed if cell.startswith("`") else "|".join(r"\s+".join(map(re.escape, each.split())) for each in cell.split("; "))
    return rf"(?<!\w)(?:{inner})(?!\w)"


def bans() -> list[Ban]:
    """The rows of the last table of the glossary."""
    rows = ROWS.findall((ROOT / "docs/glossary.md").read_text(encoding="utf-8"))
    free = [re.compile(_pattern(row[4]), re.IGNORECASE) if row[4] else None for row in rows]
    return [
        Ban(row[0], re.compile(_pattern(row[1]), re.IGNORECASE), row[2], row[3] == "all", each)
        for row, each in zip(rows, free, strict=True)
    ]


def _labels() -> Iterator[Text]:
    for file in sorted((ROOT / "disan").rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)) if "Words(" in source else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Words":
                for language, argument in zip(("vi", "en"), node.args, strict=False):
                    parts = [each.value for each in ast.walk(argument) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
                    yield Text(file, argument.lineno, language, " ".join(parts))


def _documents() -> Iterator[Text]:
    for language in ("vi", "en"):
        files = [*(ROOT / "docs" / language).glob("*.md"), *(ROOT / "templates/manual" / language).glob("*.md")]
        for file in (*files, ROOT / "disan/editing/new_site/files/readme.md"):
            yield Text(file, 1, language, file.read_text(encoding="utf-8"))
        for file in (ROOT / "disan/core/strings" / language).glob("*.toml"):
            words = re.sub(r'^[^=\n]+= "', lambda key: " " * len(key[0]), file.read_text(encoding="utf-8"), flags=re.MULTILINE)
            yield Text(file, 1, language, words)
    forms = ROOT / "disan/editing/forms/words.json"
    yield Text(forms, 1, "vi", forms.read_text(encoding="utf-8"))


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def faults(text: Text, rows: list[Ban]) -> Iterator[str]:
    """What a text says that it should say otherwise, each with file, line and replacement."""
    words = FREE.sub(_blank, QUOTED.sub(_blank, text.words) if text.of_record else text.words)
    for ban in rows:
        if ban.language == text.language and (ban.everywhere or not text.of_record):
            rest = ban.free.sub(_blank, words) if ban.free else words
            for found in ban.pattern.finditer(rest):
                line = text.line + rest.count("\n", 0, found.start())
                yield f"{text.file.relative_to(ROOT)}:{line}: not “{found[0]}” but “{ban.instead}” (docs/glossary.md)"


def judge(texts: Sequence[Text]) -> None:
    """Fails with every word that the glossary rules out, and every text whose letters and marks stand apart."""
    rows = bans()
    assert len(rows) > 40
    found = [fault for text in texts for fault in faults(text, rows)]
    assert not found, "\n".join(found)
    loose = [str(text.file) for text in texts if not unicodedata.is_normalized("NFC", text.words)]
    assert not loose, "not in NFC"


def test_no_text_has_a_word_that_the_glossary_rules_out() -> None:
    judge([*_labels(), *_documents()])


def test_a_word_is_told_with_its_line_and_a_quotation_is_free() -> None:
    sources = "---\nsources:\n  - title: Mồng sáu\n---\n"
    record = f"{sources}\nNgày mồng\u00a0sáu, 90 % đường qua núi Mồng Gà, quý hoá, toàn thuỷ.\n\nBia khắc: “mồng bảy”.\n\n> mồng tám"
    told = list(faults(Text(ROOT / "content/x.md", 1, "vi", record, of_record=True), bans()))
    assert [each.split("”")[0] for each in told] == [f"content/x.md:6: not “{each}" for each in ("mồng", "90 %", "hoá", "thuỷ")]
    interface = list(faults(Text(ROOT / "a.md", 1, "vi", "Thư mục, đề mục\nmục này"), bans()))
    assert [each.split(" (")[0] for each in interface] == ["a.md:2: not “mục” but “hồ sơ"]
