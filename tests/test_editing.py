"""The guide for editors says what the program says: each of its ten mistakes is one that is told so, in both languages."""

import re

import pytest

from tests.requirements import ROOT

BROKEN = {
    language: "\n".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "tests" / "broken").glob(f"*/report.{language}.txt")))
    for language in ("vi", "en")
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_mistake_in_the_guide_is_told_in_these_words(language: str) -> None:
    guide = (ROOT / "content" / f"editing.{language}.md").read_text(encoding="utf-8")
    said = re.findall(r"^\| (?!Máy báo|It says|-)([^|]+) \|", guide, re.MULTILINE)
    assert len(said) == 10
    assert [sentence for sentence in said if sentence not in BROKEN[language]] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_command_in_the_guide_exists(language: str) -> None:
    from disan.cli import COMMANDS

    guide = (ROOT / "content" / f"editing.{language}.md").read_text(encoding="utf-8")
    named = set(re.findall(r"build\.py (\w+)", guide))
    assert {"sheet", "import", "new", "serve", "shrink"} == named
    assert named <= {command.name for command in COMMANDS}
