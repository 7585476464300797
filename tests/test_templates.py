"""What stands in templates: structure and expressions, never a sentence. Sentences are in the strings files, in every language."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.requirements import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "templates").rglob("*.js"))

STATEMENT = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
LITERAL = re.compile(r"\"([^\"\\\n]*)\"|'([^'\\\n]*)'")
SAID = ("alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "label", "placeholder", "title", "value")
"""Attributes whose value is read out or shown."""
FOR_MACHINES = {"viewport", "theme-color", "color-scheme", "robots", "referrer"}
"""Names of meta elements whose content no reader sees."""
LETTERS = re.compile(r"[^\W\d_]+")


class Words(HTMLParser):
    """Gathers the text that a template holds outside expressions, tags and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._code = tag in ("script", "style")
        given = {name: value or "" for name, value in attrs}
        said = [value for name, value in given.items() if name in SAID]
        if tag == "meta" and given.get("name") not in FOR_MACHINES and "http-equiv" not in given:
            said.append(given.get("content", ""))
        for value in said:
            self.handle_data(value)

    def handle_endtag(self, tag: str) -> None:
        self._code = False

    def handle_data(self, data: str) -> None:
        if not self._code:
            self.found += LETTERS.findall(data)


def words(template: str) -> list[str]:
    """Words in the text of a template."""
    parser = Words()
    parser.feed(EXPRESSION.sub("0", STATEMENT.sub("", template)))
    parser.close()
    return parser.found


def literals(program: str) -> Iterator[str]:
    """What stands between quotes."""
    for found in LITERAL.finditer(program):
        yield found[1] or found[2] or ""


def sentences(texts: Iterator[str]) -> list[str]:
    """Literals that read like something said: letters beyond ASCII, or a capital and a second word with no sign of a program between."""
    return [text for text in texts if re.search(r"[^\W\d_a-zA-Z]", text) or re.search(r"^[A-Z][a-z]+,? [a-z]+[^=:<>(){}\[\]]*$", text)]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.relative_to(ROOT / "templates").as_posix())
def test_no_template_holds_a_sentence(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert words(text) == []
    assert sentences(literal for expression in EXPRESSION.findall(text) for literal in literals(expression)) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.name)
def test_no_script_holds_a_sentence(script: Path) -> None:
    program = re.sub(r"^\s*//.*$|/\*.*?\*/", "", script.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert sentences(literals(program)) == []


def test_a_sentence_would_be_found() -> None:
    assert words('<p class="note">{% if page.code %}Mã{% endif %}</p>') == ["Mã"]
    assert words('<img alt="A gate" src="x.png"><meta name="description" content="Relics">') == ["A", "gate", "Relics"]
    assert words('<a class="button" href="#{{ anchor("page_way") }}">{{ say("page.way") }}</a> · <meta name="robots" content="all">') == []
    said = '{{ "Quét mã" }} {{ "Listen to this page" }} {{ "(min-width: 60em) 50vw, 100vw" }}'
    assert sentences(literals(said)) == ["Quét mã", "Listen to this page"]
