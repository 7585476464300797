"""The files of data: read by programs that had no part in making them, and answering what pages answer. Test data only."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import geojson
import pytest

from disan.content.kinds import KINDS
from tests.fixtures.projects import TODAY, Project, Site, relic, views
from tests.requirements import ROOT

DC, OAI_DC = "{http://purl.org/dc/elements/1.1/}", "{http://www.openarchives.org/OAI/2.0/oai_dc/}"
ELEMENTS = {
    *("title", "creator", "subject", "description", "publisher", "contributor", "date", "type"),
    *("format", "identifier", "source", "language", "relation", "coverage", "rights"),
}
"""The elements that oai_dc allows (http://www.openarchives.org/OAI/2.0/oai_dc.xsd)."""
TEMPLE = "relics/den-long-lanh"
PERSON = "---\ntitle: {}\nborn: {}\ndied: {}\nhonoured_at: [{}]\nsources:\n  - title: Sách thử\n---\nBài thử.\n"


def table(project: Project, name: str) -> list[dict[str, str]]:
    """A table as Excel reads it: by the mark at its beginning."""
    content = (project.out / "data" / name).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def data(project: Project, name: str) -> Any:
    """A file of JSON."""
    return json.loads(project.page(f"data/{name}"))


def shown(project: Project) -> set[str]:
    """Every record that has a page."""
    with views(project) as found:
        return {item.reference for item in found["vi"].catalogue.items}


def test_every_file_has_the_records_that_pages_show_and_no_draft(sample_project: Project) -> None:
    records = shown(sample_project)
    drafts = {
        f"{file.parts[-3]}/{file.parts[-2]}"
        for file in sample_project.root.glob("content/*/*/index.vi.md")
        if re.search(r"^draft: có", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert drafts
    assert not drafts & records
    assert {each["record"] for each in data(sample_project, "records.json")["records"]} == records
    assert {each["record"] for each in table(sample_project, "records.csv")} == records
    assert {each["id"] for each in data(sample_project, "records.geojson")["features"]} == records
    of_kinds = [each for file in (sample_project.out / "data").glob("records-*.csv") for each in table(sample_project, file.name)]
    assert {each["record"] for each in of_kinds} == records
    assert len(of_kinds) == len(records)
    root = ElementTree.parse(sample_project.out / "data/oai_dc.xml").getroot()
    assert {each.findtext(f"{DC}identifier") for each in root[1:]} == records


def test_frictionless_reads_the_package_and_every_table(sample_project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    import frictionless

    monkeypatch.chdir(sample_project.out / "data")
    package = frictionless.Package("datapackage.json")
    tables = [each for each in package.resources if each.path and each.path.endswith(".csv")]
    assert {each.path for each in tables} >= {f"records-{kind.folder}.csv" for kind in KINDS}
    assert {"figures.csv", "plaques.csv"} < {each.path for each in tables}
    report = package.validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    for each in package.resources:
        assert each.bytes == (sample_project.out / "data" / str(each.path)).stat().st_size
    told = data(sample_project, "datapackage.json")
    assert told["licenses"] == [{"name": "CC-BY-4-0", "title": "CC BY 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}]
    assert told["program"].startswith("disan ")
    assert "CC BY 4.0" in told["citation"]["en"]


def test_geojson_has_points_only_where_they_are_the_record_s_own(sample_project: Project) -> None:
    told = geojson.loads(sample_project.page("data/records.geojson"))
    assert told.is_valid, told.errors()
    features = {each["id"]: each for each in told["features"]}
    assert features[TEMPLE]["geometry"]["coordinates"] == [105.7205, 18.3901]
    without = features["relics/den-khong-dich"]
    assert without["geometry"] is None
    (commune,) = without["properties"]["points_of_communes_not_of_the_record"]
    longitude, latitude = commune["coordinates"]
    assert (105 < longitude < 107, 17 < latitude < 19) == (True, True), "longitude first (RFC 7946, 3.1.1)"
    assert told["licence"]["name"] == "CC BY 4.0"


def test_dublin_core_is_of_the_fifteen_elements_alone(sample_project: Project) -> None:
    root = ElementTree.parse(sample_project.out / "data/oai_dc.xml").getroot()
    assert {each.tag for each in root} == {f"{OAI_DC}dc"}
    elements = [element for each in root for element in each]
    assert {element.tag for element in elements} <= {f"{DC}{name}" for name in ELEMENTS}
    assert all(element.text and not len(element) for element in elements)
    temple = next(each for each in root if each.findtext(f"{DC}identifier") == TEMPLE)
    titles = [element.text for element in temple.findall(f"{DC}title")]
    assert titles[:3] == ["Đền Lóng Lánh Thử", "Đền Thử Cả", "Đền Gương"]


def test_a_record_is_told_with_what_its_page_shows_in_both_languages(sample_project: Project) -> None:
    told = next(each for each in data(sample_project, "records.json")["records"] if each["record"] == TEMPLE)
    fields = told["fields"]
    assert told["url"]["en"] == "https://disan.example/en/relics/den-long-lanh/"
    assert told["is_reviewed"] is True
    assert fields["rank"] == {"id": "national", "vi": "quốc gia", "en": "national"}
    assert fields["coordinates"] == {"latitude": 18.3901, "longitude": 105.7205}
    assert fields["distances"][1]["km"] == {"least": 35, "most": 35, "bounds": "about", "vi": "khoảng 35 km", "en": "about 35 km"}
    assert (fields["period"]["first"], fields["visit_minutes"]) == (1401, 45)
    assert not {"draft", "formerly"} & fields.keys(), "what keepers alone are told"
    row = next(each for each in table(sample_project, "records-relics.csv") if each["record"] == TEMPLE)
    assert (row["rank"], row["rank_vi"], row["latitude"], row["is_reviewed"]) == ("national", "quốc gia", "18.3901", "true")
    assert (row["communes_vi"], row["communes_en"]) == ("Xã Đồng Lộc", "Đồng Lộc commune")
    assert {each["is_reviewed"] for each in table(sample_project, "records.csv")} == {"true", "false"}


def test_pictures_and_recordings_are_told_by_the_addresses_of_files_that_are_there(sample_project: Project) -> None:
    fields = next(each for each in data(sample_project, "records.json")["records"] if each["record"] == TEMPLE)["fields"]
    row = next(each for each in table(sample_project, "records-relics.csv") if each["record"] == TEMPLE)
    assert row["pictures"] == "; ".join(each["file"] for each in fields["pictures"])
    assert (row["cover"], row["sound"]) == (fields["cover"]["file"], fields["sound"]["file"])
    assert row["sound_vi"] == "Người đọc thử, CC BY 4.0", "whose it is stands beside it"
    named = [fields["cover"]["file"], fields["sound"]["file"], *(each["file"] for each in fields["pictures"])]
    assert all((sample_project.out / address.removeprefix("https://disan.example/")).is_file() for address in named)
    assert named[0].endswith("-1200.jpg"), "the largest that there is, as programs of any age read it"
    assert "<dd>Ảnh bìa: địa chỉ tệp" in sample_project.page("du-lieu/index.html")
    assert "<dd>Cover picture: address of the file" in sample_project.page("en/data/index.html")


def test_figures_and_printed_codes_are_tables_that_belong_to_the_records(sample_project: Project) -> None:
    figures = {(row["record"], row["measure"]): row for row in table(sample_project, "figures.csv")}
    records, told = shown(sample_project), data(sample_project, "records.json")["records"]
    observed = {(each["record"], own["measure"]) for each in told for own in each["fields"].get("figures", ())}
    assert figures.keys() == observed
    assert {record for record, _ in figures} < records
    ledger = list(csv.DictReader(io.StringIO(sample_project.page("plaques.csv").removeprefix("\ufeff"), newline="")))
    printed = table(sample_project, "plaques.csv")
    assert [(row["code"], row["batch"], row["date"], row["address"]) for row in printed] == [
        (row["code"], row["batch"], row["date"], row["address"]) for row in ledger
    ]
    codes = {each["fields"]["code"]: each["record"] for each in told if "code" in each["fields"]}
    assert [row["record"] for row in printed] == [codes.get(row["code"], "") for row in printed]
    assert any(row["record"] for row in printed)


def test_communes_are_told_with_what_they_were_made_of(sample_project: Project) -> None:
    told = data(sample_project, "places.json")
    commune = next(each for each in told["communes"] if each["name"] == "Đồng Lộc")
    assert ("thị trấn", "Đồng Lộc") in {(each["kind"], each["name"]) for each in commune["made_of"]}
    assert (told["since"], told["province"]) == ("2025-07-01", "Hà Tĩnh")


@pytest.mark.parametrize(("path", "language"), [("du-lieu/index.html", "vi"), ("en/data/index.html", "en")])
def test_the_page_leads_to_every_file_and_says_how_large_it_is(sample_project: Project, path: str, language: str) -> None:
    page = sample_project.page(path)
    for file in (sample_project.out / "data").glob("*.*"):
        assert f'href="/data/{file.name}"' in page
    size = (sample_project.out / "data/records.json").stat().st_size
    assert re.search(rf"records\.json</a> <small>\d+ \S+ · {round(size / 1000)} KB</small>", page)
    assert all(amount.strip() for amount in re.findall(r"download>[^<]*</a>(.*?)<p>", page)), "each says how large it is"
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in page
    assert '<code translate="no">honours_vi</code>' in page
    assert f"/{path.removesuffix('index.html')}" in sample_project.page("sitemap.xml")
    front = sample_project.page("index.html" if language == "vi" else "en/index.html")
    assert f'href="/{path.removesuffix("index.html")}"' in front


def answers(document: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the code in a document finds, run in the folder of a built site."""
    monkeypatch.chdir(project.out)
    found: dict[str, Any] = {}
    for code in re.findall(r"```python\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL):
        exec(code, found)
    return found


def test_a_stranger_is_answered_and_an_edit_is_in_every_file_of_its_kind(site_of: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    import pandas

    ranked = "rank: {}\nplaces:\n  - name: {}\n    as_of: 2025-07-01\n"
    project = site_of(
        {
            "content/relics/den-mot/index.vi.md": relic(
                "Đền Một", extra=ranked.format("national", "xã Đồng Lộc") + "coordinates: 18.4, 105.7\n"
            ),
            "content/relics/den-hai/index.vi.md": relic("=1+1", extra=ranked.format("special-national", "xã Đồng Lộc")),
            "content/relics/den-ba/index.vi.md": relic("Đền Ba", extra=ranked.format("provincial", "xã Cẩm Bình")),
            "content/relics/den-bon/index.vi.md": relic("Đền Bốn", extra=ranked.format("national", "xã Cẩm Bình")),
            "content/persons/mot/index.vi.md": PERSON.format(
                "Người Một", "khoảng 1720", 1791, "relics/den-mot, relics/den-hai, relics/den-ba"
            ),
            "content/persons/hai/index.vi.md": PERSON.format("Người Hai", 1845, 1896, "relics/den-bon"),
        }
    )
    assert not project.build().stopped
    english = answers(ROOT / "docs/en/data.md", project, monkeypatch)
    assert english["answer"].to_dict() == {"Đồng Lộc commune": 2}
    assert english["located"] == ["relics/den-mot"]
    vietnamese = answers(ROOT / "docs/vi/data.md", project, monkeypatch)
    assert vietnamese["answer"].to_dict() == {"Xã Đồng Lộc": 2}
    assert isinstance(vietnamese["relics"], pandas.DataFrame)
    assert {each["title_vi"] for each in table(project, "records.csv")} >= {"'=1+1"}, "no cell is a formula"
    before = project.files()
    assert not project.build(today=TODAY.replace(day=TODAY.day + 1)).stopped
    assert {name for name in before if name.startswith("data/") and project.files()[name] != before[name]} == set(), "another day alone"
    project.write({"content/persons/hai/index.vi.md": PERSON.format("Người Hai", 1745, 1796, "relics/den-bon")})
    assert not project.build().stopped
    changed = {name for name in before if name.startswith("data/") and project.files()[name] != before[name]}
    assert changed >= {"data/records.json", "data/records-persons.csv"}
    assert "data/records-relics.csv" not in changed
    assert answers(ROOT / "docs/en/data.md", project, monkeypatch)["answer"].to_dict() == {"Cẩm Bình commune": 1, "Đồng Lộc commune": 2}
