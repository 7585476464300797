"""The guide for editors says what the program says: each of its ten mistakes is one that is told so, in both languages."""

import re

import pytest

from tests.fixtures.projects import Site, rules
from tests.requirements import ROOT
from tests.test_offline import picture

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
    from disan.cli import MODULES

    guide = (ROOT / "content" / f"editing.{language}.md").read_text(encoding="utf-8")
    named = set(re.findall(r"build\.py (\w+)", guide))
    assert {"sheet", "import", "new", "serve", "shrink"} == named
    assert named <= MODULES.keys()


def test_a_picture_that_an_article_names_stands_beside_it(site_of: Site) -> None:
    described = "pictures:\n  - file: anh.jpg\n    alt: Ảnh thử\n    credit: Người thử\n    licence: CC0\n"
    files = {"content/editing.vi.md": f"---\ntitle: Hướng dẫn thử\n{described}---\nChữ.\n\n![Ảnh thử](anh.jpg)\n"}
    missing = site_of(files)
    assert rules(missing.build()) == {"missing-picture"}
    missing.write({"content/anh.jpg": picture()})
    assert missing.build(strict=True).problems == ()
    assert 'alt="Ảnh thử"' in missing.page("huong-dan/index.html")
