"""The search: what is typed finds what was meant, in a browser, with the index of a small project. No place of it exists as told."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from disan.pages import search_index
from tests.fixtures.browsing import Serve
from tests.fixtures.projects import OF_THE_WHOLE_PROVINCE, Project, relic, views
from tests.fixtures.searching import Engine, publish

pytestmark = pytest.mark.needs("chromium")

BEFORE, NOW = "  - {name: xã Xuân Mỹ, district: huyện Nghi Xuân, village: thôn Thử Mới}", "  - {name: xã Nghi Xuân, as_of: 2025-07-01}"
PERSON = "---\ntitle: Người Thử Nguyễn Vạn\nworks: [Sách Thử Trăng]\nhonoured_at: [relics/den-vang]\nsources: [{title: x}]\n---\nBài thử.\n"
HEAD = "code,fate,target,title_vi,title_en,place,reason_vi,reason_en,date\n"
FILES = {
    "content/site.yml": OF_THE_WHOLE_PROVINCE,
    "content/relics/den-duong/index.vi.md": relic("Đền Đường Thử", code="7K3QM"),
    "content/relics/den-duong-2/index.vi.md": relic("Đền Dương Thử"),
    "content/relics/den-hoa/index.vi.md": relic("Đền Hoà", code="70K1V"),
    "content/relics/den-hoa-dai/index.vi.md": relic("Đền Hòa ở bến thử rất dài"),
    "content/relics/chua-nghieng/index.vi.md": relic("Chùa Nghiêng", extra="summary: Bên một hồ sen.\n"),
    "content/relics/den-vang/index.vi.md": relic(
        "Đền Vắng", code="82MW3", extra=f"places:\n{BEFORE}\n{NOW}\nother_names: [Miếu Cũ, Miếu Ba Cửa]\nhonours: [Thánh Thử Lúa]\n"
    ),
    "content/relics/den-vang/index.en.md": "---\ntitle: Empty temple\n---\nA test.\n",
    "content/relics/di-tich-khac/index.vi.md": relic("Bến Cũ Kỹ", extra="places:\n  - {name: xã Nghi Xuân, as_of: 2025-07-01}\n"),
    "content/persons/nguoi-thu/index.vi.md": PERSON,
    "content/retired.csv": f"{HEAD}VCDEE,moved,82MW3,Nhà cũ,,,Đã dời.,,2026-11-02\nWFGH9,gone,,Miếu Mất,,,Đã mất.,Gone.,2026-11-03\n",
}


@pytest.fixture(scope="module")
def engines(browser: Browser, served: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Engine]]:
    """The engine with each language's index."""
    project = Project(tmp_path_factory.mktemp("search") / "project")
    project.write(FILES)
    with views(project) as found:
        folder = tmp_path_factory.mktemp("served")
        for view in found.values():
            publish(view, folder)
        url = served(folder).url
        yield {language: Engine(browser, url, view) for language, view in found.items()}


@pytest.fixture
def engine(engines: dict[str, Engine]) -> Engine:
    """The engine with the Vietnamese index."""
    return engines["vi"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("đền đường thử", ["Đền Đường Thử"]),
        ("den duong thu", ["Đền Dương Thử", "Đền Đường Thử"]),
        ("đường", ["Đền Đường Thử"]),
        ("dương", ["Đền Dương Thử", "Đền Đường Thử"]),
        ("đưong", ["Đền Đường Thử"]),
        ("đắng", []),
        ("duongs", ["Đền Dương Thử", "Đền Đường Thử"]),
        ("dưỡng", ["Đền Dương Thử", "Đền Đường Thử"]),
        ("den hòa", ["Đền Hoà", "Đền Hòa ở bến thử rất dài"]),
        ("den hoà", ["Đền Hoà", "Đền Hòa ở bến thử rất dài"]),
        ("vắng đền", ["Đền Vắng"]),
        ("nghie", ["Chùa Nghiêng"]),
        ("hieng", ["Chùa Nghiêng"]),
        ("nghiegn", ["Chùa Nghiêng"]),
        ("nghieg", ["Chùa Nghiêng"]),
        ("ngiheng", ["Chùa Nghiêng"]),
        ("chuanghieng", ["Chùa Nghiêng"]),
        ("chua ngh ieng", ["Chùa Nghiêng"]),
        ("chau nghieng", []),
        ("ddeenf vawngs", ["Đền Vắng"]),
        ("d9e62n va81ng", ["Đền Vắng"]),
        ("DT vắng", ["Đền Vắng"]),
        ("miếu 3 cửa", ["Đền Vắng"]),
        ("mieu iii cua", ["Đền Vắng"]),
        ("đền ở nghi xuân", ["Đền Vắng"]),
        ("đền vắng, tỉnh Hà Tĩnh", ["Đền Vắng"]),
        ("miếu cũ", ["Đền Vắng"]),
        ("cu ky", ["Bến Cũ Kỹ"]),
        ("cũ kĩ", ["Bến Cũ Kỹ"]),
        ("thanh thu lua", ["Đền Vắng"]),
        ("xuan my", ["Đền Vắng"]),
        ("nghi xuân", ["Đền Vắng", "Bến Cũ Kỹ"]),
        ("thon thu moi", ["Đền Vắng"]),
        ("hồ sen", ["Chùa Nghiêng"]),
        ("nguyen van", ["Người Thử Nguyễn Vạn", "Đền Vắng"]),
        ("sach thu trang", ["Người Thử Nguyễn Vạn"]),
        ("mieu mat", ["Miếu Mất"]),
        ("nhà cũ", ["Đền Vắng"]),
        ("", []),
        ("— ?", []),
    ],
)
def test_what_is_typed_finds_what_was_meant_in_order(engine: Engine, typed: str, found: list[str]) -> None:
    for form in (typed, unicodedata.normalize("NFD", typed), typed.upper(), f"  {typed} "):
        hits = engine.ask([form], most=50)[0]["hits"]
        assert [hit["title"] for hit in hits if hit["path"].startswith(("/di-tich/", "/nhan-vat/", "/Q/"))] == found, form


def test_communes_of_today_and_districts_of_before_are_found_themselves(engine: Engine) -> None:
    assert engine.titles("nghi xuân")[:3] == ["Xã Nghi Xuân", "Huyện Nghi Xuân (cũ)", "Đền Vắng"]
    (first, second) = engine.ask(["xuan my"])[0]["hits"]
    assert (first["title"], second["path"], second["why"]) == ("Đền Vắng", "/xa-phuong/xa-tien-dien/", "xã Xuân Mỹ, huyện Nghi Xuân")


def test_a_translation_is_found_by_both_titles_and_leads_to_its_own_page(engines: dict[str, Engine]) -> None:
    for typed in ("empty temple", "đền vắng", "den vang", "temple ddeenf vawngs"):
        (hit,) = engines["en"].ask([typed])[0]["hits"]
        assert (hit["title"], hit["path"], hit["language"]) == ("Empty temple", "/en/relics/den-vang/", "")
    (hit, *_) = engines["en"].ask(["den hoa"])[0]["hits"]
    assert (hit["title"], hit["language"]) == ("Đền Hoà", "vi")


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("7K3QM", "/di-tich/den-duong/"),
        (" 7k3-qm ", "/di-tich/den-duong/"),
        ("7okiv", "/di-tich/den-hoa/"),
        ("https://disan.example/Q/7K3QM/", "/di-tich/den-duong/"),
        ("https://disan.example/kho/q/7k3qm?from=x#top", "/di-tich/den-duong/"),
        ("https://disan.example/Q/7K3QM?to=/Q/82MW3", "/di-tich/den-duong/"),
        ("７Ｋ３ＱＭ", "/di-tich/den-duong/"),
        ("Mã: 7k3qm", "/di-tich/den-duong/"),
        ("VCDEE", "/Q/VCDEE"),
        ("WFGH9", "/Q/WFGH9"),
        ("7K3QX", ""),
        ("đền củi", ""),
    ],
)
def test_a_code_leads_to_its_page_with_look_alikes_repaired(engine: Engine, typed: str, path: str) -> None:
    answer = engine.ask([typed])[0]
    assert answer["go"] == path
    assert not path or answer["hits"][0]["path"] == path


def test_a_code_with_a_fault_offers_the_nearest(engine: Engine) -> None:
    for typed in ("7K3QX", "7K33QM", "https://disan.example/Q/7K3QX?from=x"):
        assert engine.titles(typed) == ["Đền Đường Thử"], typed
    assert engine.run("engine.nearest(index, values[0]).map((hit) => hit.code)", "K73QM") == ["7K3QM"]
    assert engine.run("engine.code(values[0])", "7okiv") == "70K1V"


def test_an_address_is_looked_for_by_its_last_part_and_a_long_text_by_its_beginning(engine: Engine) -> None:
    for typed in ("https://disan.example/di-tich/den-vang/?q=x#y", "đền vắng" + " " * 600 + "ei" * 50_000):
        assert engine.titles(typed) == ["Đền Vắng"]


def test_a_hit_says_where_it_is_and_by_what_it_was_found(engine: Engine) -> None:
    hit = engine.ask(["xuan my"])[0]["hits"][0]
    assert (hit["kind"], hit["place"], hit["why"]) == ("Di tích", "xã Nghi Xuân", "xã Xuân Mỹ, huyện Nghi Xuân")
    assert hit["former"], "a name of before is called so"
    named = engine.ask(["đền vắng"])[0]["hits"][0]
    assert (named["why"], named["former"]) == ("", False)


def test_leads_are_loaded_only_where_names_answer_too_little(browser: Browser, served: Serve, tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    near = {"content/relics/chua/index.vi.md": relic("Chùa Thử", extra="summary: Bên một đền.\n")}
    project.write(
        {"content/site.yml": OF_THE_WHOLE_PROVINCE} | near | {f"content/relics/den-{n}/index.vi.md": relic(f"Đền Số {n}") for n in range(6)}
    )
    with views(project) as found:
        publish(found["vi"], tmp_path)
        site = served(tmp_path)
        engine = Engine(browser, site.url, found["vi"])
        engine.ask(["đền"])
        assert not any("leads" in path for path in site.asked)
        engine.ask(["đền số 3"])
        assert sum("leads" in path for path in site.asked) == 1
        assert "Chùa Thử" not in engine.titles("đền", most=50), "what names answer is the same with leads there and without"
        assert engine.titles("một đền") == ["Chùa Thử"]
        (tmp_path / "tim-kiem/leads.json").write_text('{"order": "of another build", "leads": ["Hồ sen"]}', encoding="utf-8")
        engine.restart()
        assert engine.titles("hồ sen") == engine.titles("hồ sen") == []
        assert sum("leads" in path for path in site.asked) == 3, "after a failure they are asked for again"


def test_the_index_is_decided_by_what_it_says_alone(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.write(FILES)

    def decided() -> str:
        with views(project) as found:
            return search_index.decided(found["vi"])

    before = decided()
    project.write({"content/relics/den-hoa/index.vi.md": relic("Đền Hoà", code="70K1V", body="Bài khác.")})
    assert decided() == before
    project.write({"content/relics/den-hoa/index.vi.md": relic("Đền Hoà", code="70K1V", extra="other_names: [Miếu Mới]\n")})
    assert decided() != before
