"""What is written in this repository for its readers: README is one screen, and no text uses a word that the glossary rules out."""

import html
import re
from collections.abc import Iterator

import pytest

from tests.requirements import ROOT
from tests.test_docs import code, read
from tests.test_glossary import Text, judge

READMES = {"vi": "README.md", "en": "README.en.md"}
MOST_BYTES = 150_000
"""Of a picture in the repository."""


def texts() -> Iterator[Text]:
    """README, the content's articles, and the records."""
    for language, readme in READMES.items():
        for file in (ROOT / readme, ROOT / "content" / "README.md", *(ROOT / "content").glob(f"*.{language}.md")):
            yield Text(file, 1, language, file.read_text(encoding="utf-8"))
        for file in (ROOT / "content").glob(f"*/*/index.{language}.md"):
            yield Text(file, 1, language, file.read_text(encoding="utf-8"), of_record=True)


def test_no_text_of_ours_has_a_word_that_the_glossary_rules_out() -> None:
    found = list(texts())
    assert sum(text.of_record for text in found) > 300
    judge(found)


@pytest.mark.parametrize("name", READMES.values())
def test_readme_is_one_screen_with_two_commands_and_five_links(name: str) -> None:
    text = read(name)
    assert text.count("\n") <= 40
    assert [line.split("#")[0].strip() for line in code(text) if line.startswith("make ")] == ["make serve", "make test"]
    assert len(re.findall(r"^\d\. \[", text, re.MULTILINE)) == 5


@pytest.mark.parametrize("name", READMES.values())
def test_pictures_of_readme_are_light_and_described(name: str) -> None:
    pictures = re.findall(r"<img ([^>]+)>", read(name))
    assert len(pictures) == 2
    for picture in pictures:
        given = dict(re.findall(r'(\w+)="([^"]*)"', picture))
        assert (ROOT / given["src"]).stat().st_size < MOST_BYTES
        assert len(html.unescape(given["alt"])) > 60
