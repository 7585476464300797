"""The search on the content of this repository: each record is found by each of its names, however it is typed."""

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from disan.core import text
from disan.pages.view import View
from tests.fixtures.browsing import Serve
from tests.fixtures.projects import Project, views
from tests.fixtures.searching import Engine, publish
from tests.requirements import ROOT

pytestmark = [pytest.mark.long, pytest.mark.needs("chromium"), pytest.mark.slow]
FORMS: dict[str, Callable[[str], str]] = {
    "as written": str,
    "without marks": text.folded,
    "in capitals": str.upper,
    "decomposed": lambda title: unicodedata.normalize("NFD", title),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, View]]:
    """The content as each language shows it."""
    root: Path = tmp_path_factory.mktemp("own-search")
    (root / "content").symlink_to(ROOT / "content")
    with views(Project(root)) as each:
        yield dict(each)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_record_is_found_by_each_of_its_names(
    found: dict[str, View], browser: Browser, served: Serve, tmp_path: Path, language: str
) -> None:
    view = found[language]
    publish(view, tmp_path)
    engine = Engine(browser, served(tmp_path).url, view)
    items = view.catalogue.items
    titles = [view.row(item).title.text for item in items]
    for form, written in FORMS.items():
        first = [answer["hits"][0]["title"] for answer in engine.ask([written(each) for each in titles], most=1)]
        alike = text.folded if form == "without marks" else str
        assert [alike(each) for each in first] == [alike(each) for each in titles], form
    named = [(name, view.path(item)) for item in items for name in _names(view, item.reference)]
    answers = engine.paths([text.folded(name) for name, _ in named], most=len(items))
    assert len(named) > 500
    assert [pair for pair, paths in zip(named, answers, strict=True) if pair[1] not in paths] == []


def _names(view: View, reference: str) -> Iterator[str]:
    """The names of a record besides its title in the page's language: others, of its villages, of where it lies and lay, its code."""
    item = view.catalogue.by_reference[reference]
    record = item.entry.record
    yield from (item.title, *record.other_names)
    yield from (name for place in record.places for name in (place.name, place.district, place.village) if name)
