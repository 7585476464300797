"""The strings files: both languages say everything, with the same holes."""

import re
import string
import tomllib
from pathlib import Path

from disan.core import strings

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
    assert strings.load("vi").count("shown.records", 1) == "1 hồ sơ"


def test_a_sentence_is_found_by_its_tables_and_key() -> None:
    content = tomllib.loads((Path(strings.__file__).parent / "vi/rules.toml").read_text(encoding="utf-8"))
    assert SENTENCES["vi"]["rules.no-sources.message"] == content["rules"]["no-sources"]["message"]
