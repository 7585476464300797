"""What the documents say is so: commands, fields and rules are all told, and what they name (commands, files, headings, rooms) exists."""

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from disan import cli
from disan.content.kinds import KINDS
from disan.content.record import Record
from disan.core.strings import load
from tests.requirements import ROOT, left_to_fork
from tests.test_floors import PACKAGE, ROOMS

FIELDS = (ROOT / "docs" / "fields.md").read_text(encoding="utf-8")
RULES = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
DOCUMENTS = sorted(
    file for file in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "bench" / "README.md"] if not left_to_fork(file)
)
TASKS = sorted(file.name for file in (ROOT / "docs" / "en").glob("*.md"))
EXAMPLES = ("OWNER/disan", "my-rule", "trail")
"""What stands for a name in instructions."""
TO_WRITE = "fields and rules are written into docs/ by: python -m disan.editing.reference"


def read(path: str | Path) -> str:
    """The text of a document."""
    return (ROOT / path).read_text(encoding="utf-8")


def named(file: Path) -> str:
    """A document's name among tests."""
    return file.relative_to(ROOT).as_posix()


def code(text: str) -> Iterator[str]:
    """Every line of code in a document, fenced or within a sentence."""
    for block in re.findall(r"^ *```(?:sh|bat)\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL):
        yield from (line.strip() for line in block.splitlines())
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL))


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives to a document's headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", cli.MODULES)
def test_every_command_is_told(language: str, command: str) -> None:
    assert f"`disan {command}" in read(f"docs/{language}/install.md")


@pytest.mark.parametrize("file", DOCUMENTS, ids=named)
def test_commands_of_the_documents_exist_with_their_options(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for line in code(read(file)):
        words = shlex.split(line.replace("\\", "/"), comments=True)
        if len(words) < 2 or words[0].rpartition("/")[2] != "disan" or not re.fullmatch(r"[a-z]+", words[1]):
            continue
        assert words[1] in cli.MODULES, line
        with pytest.raises(SystemExit):
            cli.main([words[1], "--help"])
        told = capsys.readouterr().out
        assert [word for word in words[2:] if word.startswith("--") and word not in told] == [], line


@pytest.mark.parametrize("file", DOCUMENTS, ids=named)
def test_make_targets_of_the_documents_exist(file: Path) -> None:
    targets = set(re.findall(r"^([\w.$()/-]+):", read("Makefile"), re.MULTILINE)) | {".venv/.bench"}
    for line in code(read(file)):
        if line.startswith("make "):
            assert line.split()[1] in targets, line


@pytest.mark.parametrize("file", DOCUMENTS, ids=named)
def test_links_of_the_documents_lead_somewhere(file: Path) -> None:
    text = re.sub(r"^ *```.*?^ *```", "", read(file), flags=re.MULTILINE | re.DOTALL)
    for link in [*re.findall(r"\]\(([^)\s]+)\)", text), *re.findall(r'<img src="([^"]+)"', text)]:
        path, _, anchor = unquote(link).partition("#")
        if ":" in path or path.startswith("../../"):
            continue  # An address, or a page of GitHub beside the files.
        target = (file.parent / path).resolve() if path else file
        if left_to_fork(target):
            continue
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("file", [file for file in DOCUMENTS if file.name != "CHANGELOG.md"], ids=named)
def test_files_of_the_program_that_documents_name_exist(file: Path) -> None:
    for each in code(read(file)):
        if re.fullmatch(r"(disan|templates|tests|docs|bench)/[\w./-]+", each) and not any(example in each for example in EXAMPLES):
            assert (ROOT / each).exists() or left_to_fork(ROOT / each), each


def test_each_task_is_told_in_both_languages_under_as_many_headings() -> None:
    assert sorted(file.name for file in (ROOT / "docs" / "vi").glob("*.md")) == TASKS
    for name in TASKS:
        levels = [re.findall(r"^(#+) ", read(f"docs/{language}/{name}"), re.MULTILINE) for language in ("vi", "en")]
        assert levels[0] == levels[1], name
        for language in ("vi", "en"):
            assert name == "README.md" or f"({name})" in read(f"docs/{language}/README.md")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_folder_of_every_kind_is_told(language: str) -> None:
    told = read(f"docs/{language}/records.md")
    missing = [kind.folder for kind in KINDS if f"`content/{kind.folder}/`" not in told]
    assert not missing, f"docs/{language}/records.md says where records lie"


def drawing(text: str) -> str:
    """The drawing of the rooms, the highest first."""
    found = re.search(r"```text\n(12 .*?)```", text, re.DOTALL)
    assert found
    return found[1]


def test_the_rooms_are_drawn_once_and_as_they_are_held_to() -> None:
    drawn = drawing(ARCHITECTURE)
    assert drawing(read("CONTRIBUTING.md")) == drawn
    floors = [(int(number), room) for number, room in re.findall(r"^ ?(\d+)  (\w+) ", drawn, re.MULTILINE)]
    assert floors == [(number, room) for number, room in enumerate(ROOMS, 1)][::-1]


@pytest.mark.parametrize("room", ROOMS)
def test_architecture_says_of_each_room_what_the_room_says_itself(room: str) -> None:
    told = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert f"**`{room}`**. {' '.join(told.split())}" in " ".join(ARCHITECTURE.split())


def test_architecture_shows_a_problem_as_it_is_told() -> None:
    assert read("tests/broken/unknown-choice/report.vi.txt") in ARCHITECTURE


def test_cited_headings_exist() -> None:
    folders = [ROOT / name for name in ("disan", "tests", "bench", "docs", "templates")]
    files = [
        *DOCUMENTS,
        *(file for folder in folders for suffix in ("py", "html", "css", "js", "typ") for file in folder.rglob(f"*.{suffix}")),
    ]
    for file in files:
        text = " ".join(file.read_text(encoding="utf-8", errors="replace").split())
        assert not re.search(r"\bD[E]SIGN\b", text), f"{file}: cites a page that is not here"
        for document, heading in re.findall(r'(docs/[\w/]+\.md), "([^"]+)"', text):
            assert f"\n### {heading}\n" in read(document), f"{file}: {heading}"


def glossary() -> list[list[str]]:
    """The rows of the glossary: term, Vietnamese word, meaning."""
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", read("docs/glossary.md").partition("## Not used")[0], re.MULTILINE)
    return [list(row) for row in rows[1:]]


def test_the_glossary_is_sorted_and_explains_each_term_once() -> None:
    terms = [term.strip("`").casefold() for term, _, _ in glossary()]
    assert len(terms) > 60
    assert terms == sorted(set(terms))


def test_the_glossary_names_every_room() -> None:
    assert {term.strip("`") for term, _, _ in glossary() if term.startswith("`")} == set(ROOMS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_is_told(kind: type[Record]) -> None:
    for name in kind.fields:
        assert f"`{name}`" in FIELDS, TO_WRITE


def test_every_rule_is_told_and_no_other() -> None:
    rules = {key.split(".")[1] for key in load("vi").sentences if key.startswith("rules.")}
    assert set(re.findall(r"^### `([a-z0-9-]+)`", RULES, re.MULTILINE)) == rules, TO_WRITE


def test_field_and_rule_lists_are_as_the_program_writes_them() -> None:
    from disan.editing import reference

    assert reference.fields(KINDS) == FIELDS, TO_WRITE
    assert reference.rules() == RULES, TO_WRITE


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
