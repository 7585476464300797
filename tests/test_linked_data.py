"""What pages tell programs: schema.org, held to its own list of terms, and Dublin Core. Test data only."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from disan.content.fields.model import Model
from disan.content.kinds import KINDS
from disan.content.record import Record, schema
from disan.pages import licences
from tests.fixtures import schema_org
from tests.fixtures.projects import Project, Site, relic

TEMPLE = "di-tich/den-long-lanh/index.html"


def linked_data(page: str) -> dict[str, Any]:
    """The page's schema.org data."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    data: dict[str, Any] = json.loads(found[1]) if found else {}
    return data


def terms(page: str) -> list[tuple[str, str]]:
    """The page's Dublin Core, in order."""
    return re.findall(r'<meta name="DC\.(\w+)" content="([^"]*)">', page)


def named(model: type[Model], type_: str, common: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every property that the fields of a class may have, with the type of which it is said."""
    for name, said in schema.members(model):
        inner, called = model.fields[name].inside(Model), common.get(name) or said.schema_org
        if called:
            yield type_, called
        if said.thing:
            yield said.thing, "name"
        if inner and inner.schema_org:
            yield from named(inner, inner.schema_org, {})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_type_and_property_of_a_kind_is_schema_org_s_own(kind: type[Record]) -> None:
    for type_, called in named(kind, kind.schema_org, kind.schema_org_common):
        assert schema_org.types_of(type_), f"there is no type {type_}"
        assert schema_org.said_of(called) & schema_org.types_of(type_), f"{called} is not said of {type_}"
    for name, said in schema.members(kind):
        if said.schema_org_inverse:
            assert kind.schema_org_common, name
            assert schema_org.takes(said.schema_org_inverse) & schema_org.types_of(kind.schema_org), name


def test_the_list_of_terms_tells_right_from_wrong() -> None:
    place = {"@type": "Place", "name": "Nơi thử", "url": "https://disan.example/"}
    assert list(schema_org.faults(place)) == []
    assert list(schema_org.faults(place | {"inLanguage": "vi"})) == ["inLanguage is not said of Place"]
    assert list(schema_org.faults(place | {"containedInPlace": {"@type": "Person", "name": "Ai"}})) == [
        "containedInPlace of Place takes no Person"
    ]
    assert list(schema_org.faults({"@type": "CommunityCenter"})) == ["no type CommunityCenter"]


def test_every_page_of_a_site_tells_only_what_schema_org_knows(sample_project: Project) -> None:
    told = [data for file in sample_project.out.rglob("index.html") if (data := linked_data(file.read_text(encoding="utf-8")))]
    assert {data["@type"] for data in told} == {kind.schema_org for kind in KINDS}
    assert {fault for data in told for fault in schema_org.faults(data)} == set()


def test_a_place_is_told_with_its_plaque_its_commune_its_picture_and_what_is_written_of_it(sample_project: Project) -> None:
    data = linked_data(sample_project.page(TEMPLE))
    code = re.search(r"code: (\w+)", (sample_project.root / "content/relics/den-long-lanh/index.vi.md").read_text(encoding="utf-8"))
    assert code
    assert data["identifier"] == f"https://disan.example/Q/{code[1]}"
    assert linked_data(sample_project.page(f"Q/{code[1]}.html")) == {}, "who scans the plaque pays nothing for it"
    assert data["containedInPlace"] == {
        "@type": "AdministrativeArea",
        "name": "Xã Đồng Lộc",
        "url": "https://disan.example/xa-phuong/xa-dong-loc/",
        "containedInPlace": {"@type": "AdministrativeArea", "name": "Hà Tĩnh"},
    }
    assert data["geo"] == {"@type": "GeoCoordinates", "latitude": 18.3901, "longitude": 105.7205}
    assert data["image"]["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (sample_project.out / data["image"]["contentUrl"].removeprefix("https://disan.example/")).is_file()
    tellers = data["subjectOf"] if isinstance(data["subjectOf"], list) else [data["subjectOf"]]
    assert {"@type": "Article", "name": "Chuyện thử: đủ mọi khối", "url": "https://disan.example/chuyen-ke/du-moi-khoi/"} in tellers
    assert "openingHours" not in data, "what opening hours say in words no program reads"
    page = data["mainEntityOfPage"]
    assert (page["inLanguage"], page["lastReviewed"]) == ("vi", "2026-11-20")
    assert page["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert linked_data(sample_project.page(f"en/relics/{TEMPLE.removeprefix('di-tich/')}"))["mainEntityOfPage"]["inLanguage"] == "en"


def test_a_page_tells_when_it_was_published_and_changed_and_a_work_does_so_itself(site_of: Site) -> None:
    dates = "record,published,changed\nrelics/den-mot,2026-03-01T01:00:00Z,2026-05-01T01:00:00Z\n"
    dates += "stories/bai-mot,2026-04-01T01:00:00Z,2026-06-01T18:00:00Z\n"
    story = "---\ntitle: Bài thử\npublished: 2026-03-30\nsources:\n  - title: Sách thử\n---\nBài.\n"
    files = {"content/dates.csv": dates, "content/stories/bai-mot/index.vi.md": story}
    project = site_of(files | {f"content/relics/{name}/index.vi.md": relic(f"Đền {name}") for name in ("den-mot", "den-hai")})
    assert not project.build().stopped
    place, undated = (linked_data(project.page(f"di-tich/{name}/index.html")) for name in ("den-mot", "den-hai"))
    page = place["mainEntityOfPage"]
    assert (page["datePublished"], page["dateModified"]) == ("2026-03-01T01:00:00Z", "2026-05-01T01:00:00Z")
    assert "dateModified" not in {*place, *undated["mainEntityOfPage"]}, "a place has no such date, and what nobody knows has none"
    (written,) = [
        linked_data(file.read_text(encoding="utf-8")) for file in project.out.rglob("bai-mot/index.html") if "/en/" not in str(file)
    ]
    assert (written["datePublished"], written["dateModified"]) == ("2026-03-30", "2026-06-01T18:00:00Z"), "its field says when, to readers"
    assert [fault for data in (place, undated, written) for fault in schema_org.faults(data)] == []


def test_dublin_core_stands_in_the_head_without_what_the_page_links_to(sample_project: Project) -> None:
    page = sample_project.page(TEMPLE)
    told = terms(page)
    assert told[0] == ("title", "Đền Lóng Lánh Thử")
    assert [value for name, value in told if name == "alternative"] == ["Đền Thử Cả", "Đền Gương"]
    assert [value for name, value in told if name == "spatial"] == [
        "Xã Đồng Lộc",
        "thôn Thử, thị trấn Đồng Lộc, huyện Can Lộc",
        "xã Đồng Lộc",
    ]
    assert [value.startswith("https://disan.example/Q/") for name, value in told if name == "identifier"] == [True]
    assert not {"relation", "isPartOf"} & {name for name, _ in told}
    assert [value for name, value in told if value.startswith("http") and name != "identifier"] == []
    assert '<link rel="schema.DC" href="http://purl.org/dc/terms/">' in page


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc by-nc-sa 3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("được phép dùng", ""),
    ],
)
def test_a_licence_is_known_by_its_address_where_it_has_one(name: str, address: str) -> None:
    assert licences.address(name) == address
