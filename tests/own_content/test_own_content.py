"""The content of this repository: it builds without a warning, what the site began with is there, and its titles fit plaques."""

import re

import pytest

from disan.content import catalogue
from disan.content.catalogue import Catalogue
from disan.content.kinds import KINDS
from disan.content.kinds.guide import Guide
from disan.core import codes
from disan.core.strings import load
from disan.printing.plaques import layout
from disan.printing.plaques.model import SIZES
from disan.verify import carriage, crawl
from tests.batches import a_plaque
from tests.fixtures.projects import Project
from tests.requirements import ROOT

pytestmark = pytest.mark.long
RELICS = {
    "nga-ba-dong-loc",
    "khu-luu-niem-nguyen-du",
    "mo-khu-luu-niem-le-huu-trac",
    "khu-luu-niem-tran-phu",
    "khu-luu-niem-ha-huy-tap",
    "mo-nha-tho-phan-dinh-phung",
    "chua-huong-tich",
    "nga-ba-nghen",
}
BROKEN = {
    language: "\n".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "tests" / "broken").glob(f"*/report.{language}.txt")))
    for language in ("vi", "en")
}


@pytest.fixture(scope="module")
def found() -> Catalogue:
    """The catalogue of the content."""
    return catalogue.read(ROOT, KINDS, ("vi", "en"), "ha-tinh")[0]


def test_it_has_the_houses_relics_and_story_that_the_site_began_with(found: Catalogue) -> None:
    names = {entry.reference for entry in found.entries}
    assert sum(name.startswith("houses/") for name in names) >= 57
    assert {f"relics/{slug}" for slug in RELICS} <= names
    assert any(name.startswith("stories/") for name in names)


@pytest.mark.slow
def test_every_record_has_a_code_an_english_text_and_says_that_nobody_reviewed_it_yet(found: Catalogue, own_project: Project) -> None:
    for entry in found.entries:
        assert codes.fault(entry.record.code or "") is None
        assert "en" in entry.translated
        page = own_project.page(f"Q/{entry.record.code}.html")
        assert (entry.record.reviewed is not None) or "chưa cơ quan nào duyệt" in page


def test_every_guide_has_steps_its_law_and_an_official_page_and_says_that_nobody_held_it_against_the_law(found: Catalogue) -> None:
    guides = [entry.record for entry in found.entries if isinstance(entry.record, Guide)]
    assert len(guides) >= 12
    lacking = {
        each.title for each in guides if not (each.steps and each.legal_basis and each.official_page and each.for_whom and each.office)
    }
    assert lacking == set()
    assert {each.reviewed_on for each in guides} == {None}, "a day here is an office's to give"


@pytest.mark.slow
def test_every_link_of_the_site_opens_as_github_pages_will_answer_it(own_project: Project) -> None:
    """In both languages: pages with their anchors, pictures, styles, programs, lists, calendars, the search, the sitemap, every code."""
    site = own_project.out
    names = crawl.names(site)
    told = [*crawl.links(site, crawl.stands_at(site, "")), *carriage.of_names(site, names), *carriage.of_sizes(site, names)]
    assert [(each.about, each.result) for each in told] == [("link", "right"), ("name", "right"), ("size", "right")]
    assert int(told[0].detail) > 2_500


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_every_title_fits_a_plaque(found: Catalogue, size: str) -> None:
    vietnamese, english = load("vi"), load("en")
    for entry in found.entries:
        title, translation = entry.record.title, entry.editions["en"].record.title
        face = layout.face(a_plaque(title, translation, size, host="DI-SAN-HA-TINH.EXAMPLE"), vietnamese, english)
        assert " ".join(next(block for block in face.blocks if block.role == "title").lines) == title


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_mistake_in_the_handbook_is_told_in_these_words(language: str) -> None:
    handbook = (ROOT / "content" / f"editing.{language}.md").read_text(encoding="utf-8")
    said = re.findall(r"^\| (?!Thông báo|Message|-)([^|]+) \|", handbook, re.MULTILINE)
    assert len(said) == 10
    assert [sentence for sentence in said if sentence not in BROKEN[language]] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_command_in_the_handbook_exists(language: str) -> None:
    from disan.cli import MODULES

    handbook = (ROOT / "content" / f"editing.{language}.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`disan (\w+)", handbook))
    assert {"handouts", "import", "new", "photos", "serve", "sheet", "shrink"} == named
    assert named <= MODULES.keys()
