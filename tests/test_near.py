"""Which records are near which, and how each is: by their own points, in one commune, by the communes' points. Test data throughout."""

import math
import random
import re
from urllib.parse import unquote

import pytest

from disan.content.catalogue import Catalogue, Item, Outline
from disan.content.gazetteer import Unit
from disan.content.kinds import KINDS
from disan.content.kinds.relic import Relic
from disan.core.strings import load
from disan.pages.neighbours import distance
from tests.fixtures.projects import HA_TINH, Site, relic

UNITS = {unit.name: unit for unit in HA_TINH.today()}


def item(name: str, *communes: Unit, point: tuple[float, float] | None = None) -> Item:
    """A relic of test data in communes, at a point, or both."""
    outline = Outline(
        slug=name,
        title=name,
        order=name,
        code="",
        draft=False,
        formerly=(),
        communes=tuple(each.code for each in communes),
        points=(point,) if point else tuple(each.point for each in communes),
        pinpointed=point is not None,
        stands=True,
        targets=(),
        claims=(),
        figures=(),
        meanings=(),
        part_of="",
        filled_fields=0,
        empty=(),
        translated=("vi",),
    )
    return Item(f"relics/{name}", Relic, outline, lambda _: None)


def near(*items: Item, most: int = 4) -> list[tuple[str, str]]:
    """Who is near the first of these, and how."""
    found = Catalogue(KINDS, items, HA_TINH).near(items[0], most)
    return [(each.item.slug, each.how) for each in found]


def test_nearest_are_those_at_points_near_by_then_of_the_commune_then_of_others() -> None:
    here, next_to_it, far_off = UNITS["Đồng Lộc"], UNITS["Trường Lưu"], UNITS["Kỳ Anh"]
    at = (here.latitude, here.longitude)
    beyond = (next_to_it.latitude, next_to_it.longitude)
    alone = item("alone", point=(at[0] + 0.001, at[1]))
    found = near(item("own", here, point=at), item("a", far_off), item("b", next_to_it), item("c", here), alone, most=9)
    assert found == [("alone", "points"), ("c", "same"), ("b", "communes"), ("a", "communes")]
    unmeasured = near(item("own", here), item("a", next_to_it, point=at), item("b", next_to_it, here, point=beyond))
    assert unmeasured == [("b", "same"), ("a", "communes")], "a point that stands alone measures nothing"


def test_the_neighbours_of_many_are_those_that_every_pair_looked_at_gives() -> None:
    """Half of three hundred have points, in a fifth of the communes; each pair told by the rule alone, without any short cut."""
    chance, units = random.Random(7), HA_TINH.today()[:14]
    items = []
    for number in range(300):
        unit = chance.choice(units)
        point = (round(unit.latitude + chance.gauss(0, 0.03), 3), round(unit.longitude + chance.gauss(0, 0.03), 3))
        items.append(item(f"{number:03}", *chance.sample(units, chance.choice([1, 1, 2])), point=point if chance.random() < 0.5 else None))
    catalogue = Catalogue(KINDS, tuple(items), HA_TINH)
    for each in items:
        told = sorted((_rule(each, other), place, other) for place, other in enumerate(items) if other is not each)
        expected = [(how, other.slug) for (_, how), _, other in told[:6]]
        assert [(one.how, one.item.slug) for one in catalogue.near(each, 6)] == expected, each.slug


def _rule(one: Item, other: Item) -> tuple[float, str]:
    if one.outline.pinpointed and other.outline.pinpointed:
        return _apart(one.outline.points[0], other.outline.points[0]), "points"
    here = HA_TINH.unit(one.outline.communes[0])
    if set(one.outline.communes) & set(other.outline.communes):
        return min(_apart(here.point, unit.point) for unit in HA_TINH.units if unit != here) / 2, "same"
    return _apart(here.point, HA_TINH.unit(other.outline.communes[0]).point), "communes"


def _apart(here: tuple[float, float], there: tuple[float, float]) -> float:
    return math.hypot(here[0] - there[0], (here[1] - there[1]) * math.cos(math.radians(here[0]))) * 111.2


@pytest.mark.parametrize(
    ("kilometres", "vi", "en"),
    [(0.004, "50 m", "50 m"), (0.32, "300 m", "300 m"), (0.98, "1 km", "1 km"), (1.234, "1,2 km", "1.2 km"), (23.4, "23 km", "23 km")],
)
def test_distances_are_told_no_finer_than_they_are_known(kilometres: float, vi: str, en: str) -> None:
    assert (distance(load("vi"), kilometres), distance(load("en"), kilometres)) == (vi, en)


def test_pages_say_how_each_neighbour_is_near_and_follow_it_when_it_moves(site_of: Site) -> None:
    def placed(title: str, commune: str, at: str = "", extra: str = "") -> str:
        return relic(title, extra=f"places:\n  - name: {commune}\n    as_of: 2025-08\n{at and f'coordinates: {at}'}\n{extra}")

    project = site_of(
        {
            "content/relics/den-mot/index.vi.md": placed("Đền Một", "xã Đồng Lộc", "18.4000, 105.7000"),
            "content/relics/den-hai/index.vi.md": placed("Đền Hai", "xã Đồng Lộc", "18.4100, 105.7000"),
            "content/relics/den-ba/index.vi.md": placed("Đền “Ba” & Bốn", "xã Đồng Lộc", extra="other_names: [Đền Thứ Ba]\n"),
            "content/relics/den-xa/index.vi.md": relic(
                "Đền Xa", extra="places: [{name: xã Kim Liên, district: huyện Nam Đàn, village: làng Sen}]\n"
            ),
        }
    )
    assert not project.build().stopped
    page = project.page("di-tich/den-mot/index.html").partition('id="page_near"')[2]
    assert re.findall(r'<p class="soft">(xã Đồng Lộc[^<]*)', page) == [
        "xã Đồng Lộc · cách khoảng 1,1 km theo đường chim bay",
        "xã Đồng Lộc · cùng xã",
    ]
    assert "about 1.1 km as the crow flies" in project.page("en/relics/den-hai/index.html")
    project.write({"content/relics/den-hai/index.vi.md": placed("Đền Hai", "xã Đồng Lộc", "18.4200, 105.7000")})
    project.build()
    assert "cách khoảng 2,2 km" in project.page("di-tich/den-mot/index.html")
    searched = project.page("en/relics/den-ba/index.html").partition('id="page_way"')[2]
    starts = r"geo:0,0\?q=|https://www\.google\.com/maps/search/\?api=1&amp;query=|https://maps\.apple\.com/\?q="
    words = re.findall(rf'href="({starts})([^"]*)"', searched)
    assert [unquote(each) for _, each in words] == ["Đền “Ba” & Bốn, xã Đồng Lộc, Hà Tĩnh"] * 3
    assert all(re.fullmatch(r"[A-Za-z0-9._~%-]+", each) for _, each in words), "RFC 3986: unreserved or escaped"
    assert "not a measured position" in searched
    outside = re.findall(r'href="geo:0,0\?q=([^"]*)"', project.page("di-tich/den-xa/index.html"))
    assert [unquote(each) for each in outside] == ["Đền Xa, làng Sen, xã Kim Liên, huyện Nam Đàn"], "not in this province"
    assert re.search(r"làng Sen,\s+<span>xã Kim Liên, huyện Nam Đàn</span>", project.page("di-tich/den-xa/index.html"))
    assert 'href="geo:18.40000,105.70000?q=' in project.page("di-tich/den-mot/index.html")
