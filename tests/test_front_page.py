"""The front page: what it opens with by the day of the build, what it says is coming; and collections, which gather records."""

import datetime
import re

from tests.fixtures.projects import Project, Site, relic

DAY = datetime.date(2026, 11, 23)
STORIES = {
    f"content/stories/{name}/index.vi.md": f"---\ntitle: Chuyện {name}\npublished: 2026\nsources: [Sách thử]\n---\nBài thử.\n"
    for name in ("ba", "hai", "mot")
}


def festival(slug: str, day: str) -> dict[str, str]:
    """A relic of test data with a festival on a day of every year."""
    text = relic(f"Đền {slug}", extra=f"festivals: [{{name: Hội {slug}, {day}}}]\n")
    return {f"content/relics/{slug}/index.vi.md": text}


def lead(project: Project, today: datetime.date = DAY) -> str:
    """The title of what the front page opens with."""
    report = project.build(today=today)
    assert not report.stopped, report.problems
    found = re.search(r'<article class="lead">.*?<h2><a[^>]*>([^<]*)</a>', project.page("index.html"), re.DOTALL)
    assert found
    return found[1]


def test_the_place_of_a_near_festival_opens_the_front_page(site_of: Site) -> None:
    """A fortnight before, until its last day; one further off is said to be coming."""
    project = site_of({**STORIES, **festival("gan", "solar: 5/12"), **festival("xa", "solar: 20/12"), **festival("qua-xa", "solar: 1/3")})
    assert lead(project) == "Đền gan"
    page = project.page("index.html")
    assert re.search(r'<p class="lead-day" data-until="\d+"><time datetime="2026-12-05">5/12</time> Hội gan</p>', page)
    coming = page[page.index('class="coming"') : page.index("</section>", page.index('class="coming"'))]
    assert re.findall(r'<time datetime="([^"]*)">', coming) == ["2026-12-20"]
    assert lead(project, datetime.date(2026, 12, 5)) == "Đền gan"
    assert lead(project, datetime.date(2026, 12, 6)) == "Đền xa"


def test_stories_take_turns_while_no_festival_is_near(site_of: Site) -> None:
    """One a month, each in its turn, whatever the day; a season that lasts for weeks takes nobody's turn."""
    project = site_of({**STORIES, **festival("mua", "lunar: 1/10, until: 30/11")})
    months = [lead(project, datetime.date(2026, month, 20)) for month in (9, 10, 11, 12)]
    assert sorted(months[:3]) == ["Chuyện ba", "Chuyện hai", "Chuyện mot"]
    assert months[3] == months[0]
    assert lead(project, datetime.date(2026, 12, 1)) == months[3]


def test_a_collection_shows_its_records_in_its_order_and_they_name_it(site_of: Site) -> None:
    """Of any kinds, each as a card; only what the collection names."""
    collection = "---\ntitle: Chuyên đề thử\nconsists_of: [stories/mot, relics/xa, stories/ba]\nsources: [Sách thử]\n---\nBài thử.\n"
    relics = {**festival("xa", "solar: 20/12"), "content/relics/khac/index.vi.md": relic(extra="related: [collections/thu]\n")}
    project = site_of({**STORIES, **relics, "content/collections/thu/index.vi.md": collection})
    assert not project.build(today=DAY).stopped
    shown = re.findall(r'<li class="card">.*?<h3><a[^>]*>([^<]*)</a>', project.page("chuyen-de/thu/index.html"), re.DOTALL)
    assert shown == ["Chuyện mot", "Đền xa", "Chuyện ba"]
    facts = project.page("di-tich/xa/index.html")
    assert re.search(r'<dt[^>]*>Chuyên đề</dt>\s*<dd[^>]*>.*?<a href="[^"]*chuyen-de/thu/">Chuyên đề thử</a>', facts, re.DOTALL)
