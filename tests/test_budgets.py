"""What pages may weigh: warnings with a cure, and no page compressed that cannot be too heavy. Test data only."""

import random
import textwrap
import zlib

import pytest

from disan.build import budgets
from disan.core import problems
from disan.core.strings import load
from tests.fixtures.projects import Project, Site, relic, rules

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy      "
FILE = "content/relics/den-thu/index.vi.md"


def a_page(length: int) -> bytes:
    """Letters by chance, which compress less far than words do."""
    return "".join(random.Random(length).choices(LETTERS, k=length)).encode()


def test_a_page_within_the_first_round_trip_is_no_problem() -> None:
    assert list(budgets.page_problems("/Q/7K3QM", FILE, budgets.FIRST_ROUND_TRIP)) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_heavier_page_is_a_warning_in_the_file_that_an_editor_opens(language: str) -> None:
    (found,) = budgets.page_problems("/Q/7K3QM", FILE, budgets.FIRST_ROUND_TRIP + 1)
    assert (found.rule, found.grade, found.at.file) == ("heavy-page", "warning", FILE)
    told = problems.report([found], load(language))
    assert "/Q/7K3QM" in told
    assert "15 KB" in told, "one byte too much never looks like what is allowed"
    assert "content/stories" in told, "the cure"


def test_a_long_page_is_weighed_as_it_is_sent() -> None:
    page = a_page(60_000)
    assert budgets.weight(page) == len(zlib.compress(page)) > budgets.FIRST_ROUND_TRIP


def test_no_page_that_is_passed_over_would_be_too_heavy(sample_project: Project) -> None:
    pages = [file.read_bytes() for file in sample_project.out.rglob("*.html")]
    passed = [page for page in pages if not budgets.weight(page)]
    assert 0 < len(passed) < len(pages), "some are weighed and some are not"
    assert max(len(zlib.compress(page)) for page in passed) <= budgets.FIRST_ROUND_TRIP


def test_a_heavy_page_is_told_in_every_build(site_of: Site) -> None:
    """Also where it is up to date, and no more once it is short again."""
    file, other = "content/relics/den-thu/index.vi.md", "content/relics/den-hai/index.vi.md"
    project = site_of(
        {file: relic(code="7K3QM", body="\n".join(textwrap.wrap(a_page(60_000).decode(), 1000))), other: relic("Đền Hai", code="82MWA")}
    )
    for body in ("Bài.", "Bài khác."):
        project.write({other: relic("Đền Hai", code="82MWA", body=body)})
        assert [each.at.file for each in project.build().problems if each.rule == "heavy-page"] == [file]
    project.write({file: relic(code="7K3QM")})
    assert "heavy-page" not in rules(project.build())
