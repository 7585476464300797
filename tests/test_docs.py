"""What the documents say is so: commands, fields and rules are all told, and README's commands exist."""

import re
from pathlib import Path

import pytest

from disan import cli
from disan.content.kinds import KINDS
from disan.content.record import Record
from disan.core.strings import load

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FIELDS = (ROOT / "docs" / "fields.md").read_text(encoding="utf-8")
RULES = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", cli.MODULES)
def test_readme_tells_every_command(command: str) -> None:
    assert f"disan {command}" in README or command == "build"


def test_readme_names_make_targets_that_exist() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for target in set(re.findall(r"(?:`|^)make ([a-z]+)", README, re.MULTILINE)):
        assert target in targets


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_is_told(kind: type[Record]) -> None:
    for name in kind.fields:
        assert f"`{name}`" in FIELDS


def test_every_rule_is_told_and_no_other() -> None:
    rules = {key.split(".")[1] for key in load("vi").sentences if key.startswith("rules.")}
    assert set(re.findall(r"^### `([a-z0-9-]+)`", RULES, re.MULTILINE)) == rules


def test_field_and_rule_lists_are_as_the_program_writes_them() -> None:
    from disan.editing import reference

    assert reference.fields(KINDS) == FIELDS
    assert reference.rules() == RULES


def test_every_rule_has_a_broken_site_or_a_test_of_its_own() -> None:
    cases = {folder.name.partition("--")[0] for folder in (ROOT / "tests" / "broken").iterdir()}
    rules = {key.split(".")[1] for key in load("vi").sentences if key.startswith("rules.")}
    assert cases <= rules
    tests = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").glob("*.py"))
    assert [rule for rule in sorted(rules - cases) if f'"{rule}"' not in tests] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_rule_says_what_is_wrong_what_to_type_and_why(language: str) -> None:
    sentences = load(language).sentences
    for rule in {key.split(".")[1] for key in sentences if key.startswith("rules.")}:
        parts = {key.split(".")[2].partition("-")[0] for key in sentences if key.startswith(f"rules.{rule}.")}
        assert parts == {"message", "hint", "note"}, rule


def test_sixty_wrong_inputs_and_more_are_tried() -> None:
    assert len([folder for folder in (ROOT / "tests" / "broken").iterdir() if folder.is_dir()]) >= 60
