"""Thousands of records: no page of a list is long, and each record is a few taps from the front page. Test data only."""

import os
import random
from collections.abc import Iterator, Mapping, Sequence

import pytest

from disan import pages
from disan.core import codes
from disan.core.strings import load
from disan.render import Renderer
from disan.render.folders import template_folders
from tests.fixtures.projects import HA_TINH, SETTINGS, Project, views

RECORDS = int(os.environ.get("DISAN_RECORDS", "1500"))
"""Enough that every sort of list goes on in further pages; the figures in the documents are those of 5,000."""
LONGEST = 60_000
"""Bytes of HTML, uncompressed."""
TAPS = 4
_CONTACT = "contact: {mail: thu@disan.example, sms: 0900 000 000}\n"
_FIRST = ["Đền", "Chùa", "Đình", "Miếu", "Lăng", "Mộ", "Thành", "Giếng", "Am", "Nghè", "Bia", "Cầu"]
_SECOND = ["An", "Bình", "Cao", "Đông", "Hạ", "Lộc", "Mỹ", "Nam", "Phú", "Quý", "Sơn", "Thọ", "Tây", "Vĩnh", "Xuân", "Yên", "Ích"]


def _records() -> Iterator[tuple[str, str]]:
    """Relics, houses and people, each with what puts it into as many lists as there are."""
    chance, taken = random.Random("disan"), set[str]()
    places = [unit.full for unit in HA_TINH.today()]
    for number in range(RECORDS):
        code = next(each for each in iter(lambda: codes.generate(frozenset(), chance), "") if each not in taken)
        taken.add(code)
        title = f"{chance.choice(_FIRST)} {chance.choice(_SECOND)} {chance.choice(_SECOND)} thử {number}"
        source = "sources: [{url: https://nguon.example/bai}]\n"
        front = f"title: {title}\ncode: {code}\n{source}"
        place = f"places: [{{name: {chance.choice(places)}, as_of: 2026}}]\n"
        if number % 10 == 0:
            yield f"persons/nguoi-{number}", f"{front}honoured_at: [relics/noi-{number + 1}]\n"
        elif number % 10 < 4:
            yield f"houses/nha-{number}", f"{front}{place}wisdom_house: có\nbooks: {chance.randint(100, 900)}\n"
        else:
            rank, day = chance.choice(("national", "provincial", "unranked")), f"{chance.randint(1, 28)}/{chance.randint(1, 12)}"
            festival = f"festivals: [{{name: Lễ hội thử, solar: {day}}}]\n"
            yield f"relics/noi-{number}", f"{front}{place}type: history\nrank: {rank}\nperiod: thế kỷ {chance.randint(11, 20)}\n{festival}"


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[int, Sequence[str]]]:
    """Bytes and links of each page that is no record's, by its path."""
    project = Project(tmp_path_factory.mktemp("long"))
    one_language = SETTINGS.replace("[vi, en]", "[vi]") + _CONTACT
    project.write({"content/site.yml": one_language})
    project.write({f"content/{name}/index.vi.md": f"---\n{front}---\nBài thử.\n" for name, front in _records()})
    return dict(_lists(project))


def _lists(project: Project) -> Iterator[tuple[str, tuple[int, Sequence[str]]]]:
    with views(project) as found:
        view = found["vi"]
        renderer = Renderer(template_folders(project.root), view.addresses.link)
        assert len(view.catalogue.items) == RECORDS
        for plan in pages.plans(view):
            if not plan.template.startswith("kinds/"):
                page = renderer.page(plan.template, plan.context(), load("vi"))
                yield plan.path, (len(page.html.encode()), [link.partition("#")[0] for link in page.facts.links])


@pytest.mark.slow
def test_no_page_of_a_list_is_long(lists: Mapping[str, tuple[int, Sequence[str]]]) -> None:
    long = {path: size for path, (size, _) in lists.items() if size > LONGEST}
    assert not long


@pytest.mark.slow
def test_every_record_is_a_few_taps_from_the_front_page(lists: Mapping[str, tuple[int, Sequence[str]]]) -> None:
    """By links alone, as without script: through the pages of lists, and never by way of another record."""
    seen, edge = {"/"}, {"/"}
    for _ in range(TAPS):
        edge = {link for path in edge if path in lists for link in lists[path][1]} - seen
        seen |= edge
    records = {path for path in seen if path.startswith(("/di-tich/", "/nha-van-hoa/", "/nhan-vat/")) and path not in lists}
    assert len(records) == RECORDS
