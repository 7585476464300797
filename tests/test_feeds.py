"""Feeds of new and changed records, as a feed reader reads them; built once of test data whose dates stand in a table."""

import datetime
import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from disan.build.exports import feeds
from disan.pages import feed_files
from disan.pages.feed_files import Feed, FeedEntry
from disan.pages.parts import Said
from tests.fixtures.projects import OF_THE_WHOLE_PROVINCE, Project, relic, told, views

ATOM = "{http://www.w3.org/2005/Atom}"
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}-\d\d-\d\d:[A-Za-z0-9/-]+")
"""RFC 4151, 2.1, as far as ours goes."""
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
HOUSE = "---\ntitle: Nhà văn hóa thử\nplaces:\n  - name: xã Kỳ Anh\n    as_of: 2025-07-01\nsources:\n  - url: https://nguon.example/bai\n---\nBài.\n"
DATES = """record,published,changed
relics/den-mot,2026-03-01T01:00:00Z,2026-05-01T01:00:00Z
relics/den-hai,2026-04-01T01:00:00Z,2026-04-01T01:00:00Z
houses/nha-thu,2026-02-01T18:00:00Z,2026-06-01T18:00:00Z
"""
ENTRIES = ["Nhà văn hóa thử", "Đền Một & “hai”", "Đền Hai"]
"""The last changed first."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("feeds"))
    project.write(
        {
            "content/site.yml": OF_THE_WHOLE_PROVINCE,
            "content/dates.csv": DATES,
            "content/relics/den-mot/index.vi.md": relic("Đền Một & “hai”", code="7K3QM", extra="summary: Một <câu>.\n"),
            "content/relics/den-mot/index.en.md": "---\ntitle: First temple\n---\nText.\n",
            "content/relics/den-hai/index.vi.md": relic("Đền Hai", extra="formerly: [den-cu]\n"),
            "content/relics/den-moi/index.vi.md": relic("Đền chưa có ngày"),
            "content/houses/nha-thu/index.vi.md": HOUSE,
        }
    )
    report = project.build()
    assert not report.stopped, told(report)
    return project


def read(site: Project, path: str) -> Any:
    """A feed as a reader takes it, once it is well formed and holds what RFC 4287 asks for."""
    content = (site.out / path).read_bytes()
    found = feedparser.parse(content)
    assert not found.bozo, found.get("bozo_exception")
    root = ET.fromstring(content)
    for each in (root, *root.iter(f"{ATOM}entry")):  # 4.1.1 and 4.1.2.
        for name in ("id", "title", "updated"):
            assert len(each.findall(f"{ATOM}{name}")) == 1
        assert MOMENT.fullmatch(str(each.findtext(f"{ATOM}updated")))
        assert [link.get("rel") for link in each.findall(f"{ATOM}link")].count("alternate") == 1
    assert root.find(f"{ATOM}author") is not None, "entries have their author from the feed"
    identities = [str(entry.findtext(f"{ATOM}id")) for entry in root.iter(f"{ATOM}entry")]
    assert len(identities) == len(set(identities))
    assert all(TAG.fullmatch(each) for each in identities)
    assert root.findtext(f"{ATOM}updated") == max(str(entry.findtext(f"{ATOM}updated")) for entry in root.iter(f"{ATOM}entry"))
    return found


def test_a_reader_is_given_the_last_changed_first(site: Project) -> None:
    found = read(site, "cap-nhat.atom")
    assert [entry.title for entry in found.entries] == ENTRIES, "what has no date is in no feed"
    assert found.feed.updated == "2026-06-01T18:00:00Z"
    assert found.feed.author == "Trang thử"
    assert found.feed.link == "https://disan.example/"
    house, first, second = found.entries
    assert (first.id, second.id) == (
        "tag:disan.example,2026-03-01:Q/7K3QM",
        "tag:disan.example,2026-04-01:relics/den-cu",
    ), "a new name of a folder makes no new entry"
    assert first.summary == "Một <câu>."
    assert (first.published, first.updated) == ("2026-03-01T01:00:00Z", "2026-05-01T01:00:00Z")
    assert first.link == "https://disan.example/di-tich/den-mot/"
    assert [(tag.term, tag.label) for tag in house.tags] == [("houses", "Nhà văn hóa")]


def test_each_language_kind_and_commune_has_its_own(site: Project) -> None:
    made = {path.relative_to(site.out).as_posix() for path in site.out.rglob("*.atom")}
    assert made == {
        *("cap-nhat.atom", "di-tich.atom", "nha-van-hoa.atom", "xa-phuong/xa-ky-anh.atom"),
        *("en/updates.atom", "en/relics.atom", "en/houses.atom", "en/communes/xa-ky-anh.atom"),
    }
    feeds = {path: read(site, path) for path in made}
    assert [entry.title for entry in feeds["di-tich.atom"].entries] == ENTRIES[1:]
    assert [entry.title for entry in feeds["xa-phuong/xa-ky-anh.atom"].entries] == ENTRIES[:1]
    english = feeds["en/relics.atom"]
    assert english.feed.language == "en"
    assert english.entries[0].title == "First temple"
    assert english.entries[0].id == "tag:disan.example,2026-03-01:Q/7K3QM/en"
    assert english.entries[1].title_detail.language == "vi", "what is not translated says so"
    assert len({found.feed.id for found in feeds.values()}) == len(made)


def test_pages_that_list_records_lead_to_their_feeds_and_no_other_page_does(site: Project) -> None:
    leading = {
        "/cap-nhat.atom": "index.html",
        "/di-tich.atom": "di-tich/index.html",
        "/xa-phuong/xa-ky-anh.atom": "xa-phuong/xa-ky-anh/index.html",
    }
    for feed, page in leading.items():
        text = site.page(page)
        assert re.search(rf'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="{feed}">', text)
        assert f">https://disan.example{feed}</a>" in text
    for page in ("di-tich/den-mot/index.html", "Q/7K3QM.html", "xa-phuong/xa-ky-xuan/index.html", "gioi-thieu/index.html"):
        assert not (site.out / page).exists() or "atom" not in site.page(page)


def test_readers_and_search_engines_are_told_when_a_record_changed(site: Project) -> None:
    assert "Đăng ngày 1/3/2026, sửa gần nhất ngày 1/5/2026." in site.page("di-tich/den-mot/index.html")
    assert "Đăng ngày 1/4/2026." in site.page("di-tich/den-hai/index.html")
    assert "Đăng ngày 2/2/2026, sửa gần nhất ngày 2/6/2026." in site.page("nha-van-hoa/nha-thu/index.html"), "days are Vietnam's"
    assert "Đăng ngày" not in site.page("di-tich/den-moi/index.html")
    listed = re.findall(r"<loc>([^<]+)</loc><lastmod>([^<]+)</lastmod>", site.page("sitemap.xml"))
    assert ("https://disan.example/di-tich/den-mot/", "2026-05-01T01:00:00Z") in listed
    assert len(listed) == 6, "three records in two languages"


def test_a_feed_has_the_fifty_newest(site: Project) -> None:
    with views(site) as found:
        view = found["vi"]
        many = view.dated * 20
        assert len(feed_files._plan(view, "/", "", many).make().entries) == 50


HOSTILE: Mapping[str, str] = {"markup": "</title></entry>]]><b>&amp;\"'", "controls": "a\x00\x1b\ud800\ufffeb", "long": "ă" * 5000}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_whatever_a_title_holds_is_text(value: str) -> None:
    moment = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    entry = FeedEntry(
        "tag:disan.example,2026-03-01:Q/7K3QM", "https://disan.example/", Said(value, "vi"), Said(value), value, value, moment, moment
    )
    content = feeds.atom(Feed("vi", "https://disan.example/a", "https://disan.example/", value, value, value, value, value, (entry,)))
    root = ET.fromstring(content)
    assert len(root.findall(f"{ATOM}entry")) == 1
    assert len(str(root.findtext(f"{ATOM}title"))) == len(value)


def test_a_corrected_date_makes_what_shows_it_again_and_the_last_one_gone_all_feeds(site: Project) -> None:
    site.write({"content/dates.csv": DATES.replace("2026-05-01", "2026-07-01")})
    assert not site.build().stopped
    assert read(site, "cap-nhat.atom").feed.updated == "2026-07-01T01:00:00Z"
    assert "sửa gần nhất ngày 1/7/2026" in site.page("di-tich/den-mot/index.html")
    site.write({"content/dates.csv": "record,published,changed\n"})
    assert not site.build().stopped
    assert not list(site.out.rglob("*.atom"))
    assert "atom+xml" not in site.page("index.html")
