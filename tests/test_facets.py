"""By what records are looked for, what the page of a commune says, and where a long list is cut. Test data only."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, ClassVar

import pytest

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.facets import Grouping
from disan.content.kinds import KINDS
from disan.content.kinds.relic import Relic
from disan.core.strings import Words, load
from disan.pages import cards, facet_panel, paging, plans
from disan.pages.listing_contexts import CommunePage, ListingPage
from disan.pages.parts import Badge, Fact, FactValue, ListRow, Said
from disan.pages.phase_parts import PhaseShown
from disan.pages.view import View
from disan.render import Renderer
from disan.render.folders import program_templates
from tests.fixtures.projects import SETTINGS, Project, Site, relic, views

HERE, THERE = "places: [{name: xã Đồng Lộc, as_of: 2026}]\n", "places: [{name: xã Thạch Trị, district: H. THẠCH HÀ, as_of: 2020}]\n"
HOUSE = (
    f"---\ntitle: Nhà Ba\n{HERE}wisdom_house: có\nflood_shelter: không\nbooks: 400\nbook_titles: 90\nsources: [Dữ liệu thử]\n---\nBài.\n"
)
PERSON = "---\ntitle: Người Thử\nhonoured_at: [relics/mot]\nsources: [Dữ liệu thử]\n---\nBài.\n"
RANK = "/duyet/cap-xep-hang/"


@pytest.fixture
def project(site_of: Site) -> Project:
    """Two relics, a house, and a person who is honoured at one of them; a contact in the settings."""
    return site_of(
        {
            "content/site.yml": SETTINGS + "contact: {mail: thu@disan.example}\n",
            "content/relics/mot/index.vi.md": relic("Đền Một", extra=f"{HERE}rank: tỉnh\nperiod: thế kỷ 15; dựng lại năm 1918\n"),
            "content/relics/hai/index.vi.md": relic("Đền Hai", extra=f"{THERE}rank: quốc gia\nperiod: thời Nguyễn\n"),
            "content/houses/ba/index.vi.md": HOUSE,
            "content/persons/tu/index.vi.md": PERSON,
        }
    )


def told(view: View) -> Mapping[str, list[tuple[str, str, int]]]:
    """Each facet's values: label, path, count."""
    return {each.label: [(value.label, value.path, len(value.items)) for value in each.values] for each in view.facets}


def test_facets_follow_from_what_fields_say_of_themselves_in_an_order_that_makes_sense(project: Project) -> None:
    with views(project) as found:
        shown, english = told(found["vi"]), told(found["en"])
    assert shown["Cấp xếp hạng"] == [("Quốc gia", f"{RANK}quoc-gia/", 1), ("Tỉnh", f"{RANK}tinh/", 1)], "rank by rank"
    assert [label for label, _, _ in shown["Thời kỳ"]] == ["Thế kỷ 15", "Thế kỷ 19", "Thế kỷ 20"], "by time"
    assert shown["Tiện ích"] == [
        ("Mô hình Ngôi nhà trí tuệ", "/duyet/tien-ich/mo-hinh-ngoi-nha-tri-tue/", 1),
        ("Tủ sách", "/duyet/tien-ich/tu-sach/", 1),
    ], "no shelter, and two fields about books are one value"
    assert shown["Nhân vật"] == [("Người Thử", "/nhan-vat/tu/", 1)], "a person's page is there already"
    assert shown["Xã, phường"][0] == ("Xã Đồng Lộc", "/xa-phuong/xa-dong-loc/", 2)
    assert [label for label, _, _ in shown["Huyện, thị xã, thành phố cũ"]] == ["Huyện Can Lộc", "Huyện Thạch Hà"]
    assert english["Rank"][0] == ("National", "/en/browse/rank/national/", 1)


_SORTS = Grouping(Words("Loại giếng", "Sort of well"), Words("{value}", "{value}"))


class _Sort(Choice):
    """Two whose labels have the same letters in an address."""

    SUN = "sun", "Dương / nổi", "Open"
    ROAD = "road", "Đường “nổi”", "Open!"


class _Well(Relic):
    """A kind that no site has."""

    folder: ClassVar[str] = "wells"
    address: ClassVar[Words] = Words("giếng", "wells")
    sort: Annotated[_Sort | None, About(Words("Loại giếng", "Sort"), facet=_SORTS)] = None


def test_values_that_an_address_writes_alike_have_pages_of_their_own(site_of: Site) -> None:
    wells = {f"content/wells/{each}/index.vi.md": relic(f"Giếng {each}", extra=f"sort: {each}\n") for each in ("sun", "road")}
    with views(site_of(wells), (*KINDS, _Well)) as found:
        paths = {plan.path: plan.template for plan in plans(found["vi"])}
        assert [path for _, path, _ in told(found["vi"])["Loại giếng"]] == [
            "/duyet/loai-gieng/duong-noi-sun/",
            "/duyet/loai-gieng/duong-noi-road/",
        ]
    assert paths["/duyet/loai-gieng/duong-noi-sun/"] == paths["/duyet/loai-gieng/duong-noi-road/"] == "listing.html"


def test_a_value_has_a_page_in_words_and_its_neighbours_with_counts(project: Project) -> None:
    with views(project) as found:
        view = found["vi"]
        page = next(plan for plan in plans(view) if plan.path == f"{RANK}tinh/").context()
        assert isinstance(page, ListingPage)
        assert page.title == "Di tích cấp tỉnh"
        assert [line.path for group in page.groups for line in group.lines] == ["/di-tich/mot/"]
        ranks = next(each for each in page.facets if each.label == "Cấp xếp hạng")
        assert [(each.label, each.count, each.current) for each in ranks.values] == [("Quốc gia", "1", False), ("Tỉnh", "1", True)]
        listing = facet_panel.panel(view, view.catalogue.of(view.catalogue.shown_kinds[0]), "/di-tich/")
        assert "Tiện ích" not in {each.label for each in listing}, "only what its records have"


def test_a_page_of_a_value_is_made_again_only_if_what_it_shows_changes(project: Project) -> None:
    with views(project) as found:
        before = {plan.path: plan.digest for plan in plans(found["vi"])}
    project.write({"content/relics/mot/index.vi.md": relic("Đền Mốt", extra=f"{HERE}rank: tỉnh\nperiod: thế kỷ 15; dựng lại năm 1918\n")})
    with views(project) as found:
        after = {plan.path: plan.digest for plan in plans(found["vi"])}
    changed = {path for path in after if after[path] != before[path] and path.startswith(("/duyet/", "/xa-phuong/"))}
    assert {f"{RANK}tinh/", "/duyet/thoi-ky/the-ky-15/", "/xa-phuong/xa-dong-loc/"} <= changed
    assert not {f"{RANK}quoc-gia/", "/duyet/tien-ich/tu-sach/", "/xa-phuong/xa-can-loc/", "/xa-phuong/"} & changed


def test_a_commune_says_what_it_was_made_of_what_is_near_and_how_to_send_what_is_not_there(project: Project) -> None:
    with views(project) as found:
        pages = {plan.path: plan.context for plan in plans(found["vi"]) if plan.template == "commune.html"}
        assert len(pages) == len(found["vi"].gazetteer.units)
        full, none = pages["/xa-phuong/xa-dong-loc/"](), pages["/xa-phuong/xa-truong-luu/"]()
    assert isinstance(full, CommunePage)
    assert isinstance(none, CommunePage)
    assert [group.title for group in full.groups] == ["Di tích", "Nhà văn hóa"]
    assert [(each.label, each.values[0].text) for each in full.made_of] == [
        ("Huyện Can Lộc", "xã Thượng Lộc, thị trấn Đồng Lộc, xã Mỹ Lộc"),
    ]
    assert not none.groups
    assert [way.name for way in none.send] == ["mail"]
    assert ("Xã Đồng Lộc", "2") in {(each.label, each.count) for each in none.around}


def test_a_long_list_is_cut_into_pages_that_hold_every_line_once_and_no_more_than_fits() -> None:
    sections = [paging.section("a", "A", range(100)), paging.section("b", "B", range(100, 130)), paging.section("c", "C", ())]
    weight = 1_000
    pages = paging.cut(sections, lambda _: weight)
    assert [line for page in pages for section in page for line in section.lines] == list(range(130))
    assert all(sum(len(section.lines) for section in page) * weight <= paging.ROOM for page in pages)
    assert {section.count for page in pages for section in page if section.title == "A"} == {100}, "each part has the whole's count"
    assert paging.cut([], lambda _: weight) == [()], "an empty list has a page"


def test_a_row_weighs_what_it_takes_in_a_page_whatever_it_shows(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('{% from "parts/group.html" import row %}{{ row(page, "h3") }}', encoding="utf-8")
    words = Said("&" * 400, "vi")
    fact = Fact("books", words.text, (FactValue(words.text, "vi"), FactValue(words.text)))
    phase = PhaseShown("open", words.text, words.text, "running", open=True, since=1_700_000_000, until=1_800_000_000)
    full = ListRow("/di-tich/den-thu/", "", words, Badge(words.text, inferred=True), (fact,) * 3, words.text, words.text, (phase,) * 4)
    bare = ListRow("/di-tich/den-thu/", "", Said("Đền Thử"), None, (), "", "", ())
    renderer = Renderer([tmp_path, program_templates()], lambda path: path)
    taken = [len(renderer.page("page.html", row, load("vi")).html.encode()) for row in (full, bare)]
    weighed = [cards.weight(row) for row in (full, bare)]
    assert all(most >= size for most, size in zip(weighed, taken, strict=True)), f"{weighed} of rows that take {taken}"


def test_a_very_long_list_has_links_to_some_of_its_pages_and_any_other_is_two_taps_away() -> None:
    pages = paging.cut([paging.section("a", "A", range(30_000))], lambda _: 1_000)
    assert len(pages) < 30_000 * 1_000 / (paging.ROOM - 50 * paging.LINK) + 1, "links leave room for lines, however many pages there are"
    for count in (1, 40, 41, 42, 380):
        linked = {here: paging.linked(count, here) for here in range(1, count + 1)}
        assert max(map(len, linked.values())) <= 40
        for here, near in linked.items():
            assert here in near
            assert {count, 1} <= set(near)
            assert {further for each in near for further in linked[each]} == set(range(1, count + 1)), f"from {here} of {count}"


def test_lists_are_cut_alike_however_long_a_language_says_what_stands_above_them() -> None:
    def cut(words: int, weight: int) -> list[list[tuple[int, ...]]]:
        listed = [paging.section(name, name * words, range(60), before=name * words) for name in "abc"]
        return [[each.lines for each in page] for page in paging.cut(listed, lambda _: weight)]

    assert all(cut(1, weight) == cut(30, weight) for weight in range(500, 600, 7))
