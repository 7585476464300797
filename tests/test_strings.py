"""The strings files: both languages say everything, with the same holes."""

import re
import string
import sys
import tomllib
from pathlib import Path

import pytest

from disan.core import strings
from disan.core.strings import tables

ROOT = Path(__file__).parent.parent
SENTENCES = {language: strings.load(language).sentences for language in strings.languages()}


def holes(sentence: str) -> set[str]:
    """The names of a sentence's holes."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_vietnamese_comes_first() -> None:
    assert strings.languages()[0] == "vi"


def test_languages_have_the_same_sentences() -> None:
    forms = re.compile(r"\.one$|^date\.(months|century)\.\d+$")  # Forms that only English has: one, 1st, January.
    keys = {language: {key for key in sentences if not forms.search(key)} for language, sentences in SENTENCES.items()}
    assert keys["vi"] == keys["en"]


def test_sentences_have_the_same_holes() -> None:
    for key, sentence in SENTENCES["vi"].items():
        assert holes(sentence) == holes(SENTENCES["en"][key]), key


def test_every_rule_says_what_is_wrong_and_how_to_mend_it() -> None:
    for sentences in SENTENCES.values():
        rules = {key.split(".")[1] for key in sentences if key.startswith("rules.")}
        for rule in rules:
            assert f"rules.{rule}.message" in sentences
            assert any(key.startswith(f"rules.{rule}.hint") for key in sentences), rule


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert strings.load("vi").number(1340) == "1.340"
    assert strings.load("en").number(1340) == "1,340"
    assert strings.load("vi").number(12.5) == "12,5"
    assert strings.load("vi").number(2000000000) == "2.000.000.000"


def test_english_counts_one_apart() -> None:
    assert strings.load("en").count("shown.records", 1) == "1 record"
    assert strings.load("en").count("shown.records", 2) == "2 records"
    assert strings.load("vi").count("shown.records", 1) == "1 mục"


def flat(table: dict[str, object], before: str = "") -> dict[str, object]:
    """A table of tables by dotted key."""
    parts = [flat(value, f"{before}{key}.") if isinstance(value, dict) else {f"{before}{key}": value} for key, value in table.items()]
    return {key: value for part in parts for key, value in part.items()}


@pytest.mark.parametrize("language", strings.languages())
def test_our_files_are_read_as_toml_and_without_its_library(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = (Path(strings.__file__).parent / f"{language}.toml").read_text(encoding="utf-8")
    expected = flat(tomllib.loads(content))
    monkeypatch.setitem(sys.modules, "tomllib", None)
    assert tables.read(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        'a = "x"\n[b.c]\n"đ.e" = "một\\nhai" \n',
        'a = "x" # said\n',
        'a = "x\\ty \\u0111 \\\\n"\n',
        "a = 'x'\n",
        'a = """x\ny"""\n',
        'a="x"\n  b = "y"\n',
        'a = ""\r\n',
        'a.b = "x"\n[c]\n[c.d]\ne = "y"\n',
        '[a]\nb = {c = "x"}\n',
    ],
)
def test_other_toml_is_read_as_toml(content: str) -> None:
    assert tables.read(content) == flat(tomllib.loads(content))


@pytest.mark.parametrize(
    "content", ['a = "x\n', 'a = "x"\na = "y"\n', 'đ = "x"\n', 'a = "\t\x01"\n', "[a\n", '[a]\nb = "x"\n[a]\nc = "y"\n', 'a = "x"y"\n']
)
def test_what_is_no_toml_is_refused(content: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        tables.read(content)
