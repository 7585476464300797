"""References to a record's page as reference managers read them, and its card in frames of other sites, on the site of test data."""

import datetime
import html
import json
import re

import rispy
from bibtexparser.entrypoint import parse_string

from disan.content.catalogue import Item
from disan.pages import citing, embeds
from tests.fixtures.projects import SETTINGS, Project, Site, relic, views

OEMBED = {
    "type": "object",
    "required": ["version", "type", "html", "width", "height"],
    "properties": {
        "version": {"const": "1.0"},
        "type": {"const": "rich"},
        "html": {"type": "string"},
        **{name: {"type": "integer"} for name in ("width", "height", "thumbnail_width", "thumbnail_height", "cache_age")},
        **{name: {"type": "string"} for name in ("title", "author_name", "author_url", "provider_name", "provider_url", "thumbnail_url")},
    },
    "dependentRequired": {name: ["thumbnail_url", "thumbnail_width", "thumbnail_height"] for name in ("thumbnail_url", "thumbnail_width")},
    "additionalProperties": False,
}
"""oEmbed 1.0 (oembed.com, 2.3.4 and 2.3.4.4): what an answer of the type "rich" must have and may have."""
CODE, PAGE = "6DEFB", "di-tich/chua-nhieu-anh/index.html"
TITLE = "Chùa Nhiều Ảnh Thử"


def blocks(page: str) -> list[str]:
    """What there is to copy: APA, BibTeX, RIS, the tag."""
    return [html.unescape(re.sub("<[^>]+>", "", each)) for each in re.findall("<pre[^>]*>(.*?)</pre>", page, re.DOTALL)][-4:]


def test_a_page_says_how_to_cite_it(sample_project: Project) -> None:
    apa, bibtex, ris, _ = blocks(sample_project.page(PAGE))
    address = f"https://disan.example/Q/{CODE}"
    assert apa == f"Di sản Thử. (không rõ năm). {TITLE}. {address}", "nobody knows when it changed"
    (entry,) = parse_string(bibtex).entries
    assert {name: str(field.value).strip("{}") for name, field in entry.fields_dict.items()} == {
        "author": "Di sản Thử",
        "title": TITLE,
        "url": address,
    }
    (reference,) = rispy.loads(ris)
    assert (reference["title"], reference["authors"], reference["urls"]) == (TITLE, ["Di sản Thử"], [address])
    assert "(n.d.)" in blocks(sample_project.page("en/relics/chua-nhieu-anh/index.html"))[0]


def test_the_page_at_a_code_has_a_link_to_it_and_none_of_its_weight(sample_project: Project) -> None:
    at_code = sample_project.page(f"Q/{CODE}.html")
    assert "@misc" not in at_code
    assert "oembed" not in at_code
    assert f'href="/{PAGE.removesuffix("index.html")}#page_cite"' in at_code
    assert 'id="page_cite"' in sample_project.page(PAGE)


def test_the_year_is_that_of_the_last_change_in_vietnam(site_of: Site) -> None:
    dates = "record,published,changed\nrelics/den-thu,2025-01-01,2026-12-31T18:00:00Z\n"
    project = site_of({"content/relics/den-thu/index.vi.md": relic("Đền {Thử} 100%"), "content/dates.csv": dates})
    with views(project) as found:
        view = found["vi"]
        (item,) = view.catalogue.items
        made = citing.citation(view, item, view.card(item).title)
        assert (made.year, made.address) == ("2027", "https://disan.example/di-tich/den-thu/"), "it has no code"
        assert r"title = {{Đền \textbraceleft{}Thử\textbraceright{} 100\%}}" in made.bibtex
        assert embeds.offered(view, item) is None
        shown = citing.dates(view, item)
        assert shown is not None
        assert datetime.datetime.fromisoformat(shown.changed) == view.record_dates[item.reference].changed


def test_a_card_stands_in_a_frame_of_another_site_and_needs_no_program(sample_project: Project) -> None:
    card, tag = sample_project.page(f"embed/{CODE}/index.html"), blocks(sample_project.page(PAGE))[3]
    assert f'src="https://disan.example/embed/{CODE}/"' in tag
    assert "<script" not in card
    assert 'name="robots" content="noindex"' in card
    assert f'<link rel="canonical" href="https://disan.example/{PAGE.removesuffix("index.html")}">' in card
    policy = re.search('Content-Security-Policy" content="([^"]+)"', card)
    assert policy
    assert {rule.split()[0] for rule in html.unescape(policy[1]).split("; ")} == {
        "default-src",
        "style-src",
        "img-src",
        "base-uri",
        "form-action",
    }
    assert f'target="_blank" rel="noopener">{TITLE}</a>' in card
    assert "/embed/" not in sample_project.page("sitemap.xml")
    assert len(card) < 4000


def test_other_sites_are_told_by_oembed(sample_project: Project) -> None:
    import jsonschema

    for page in (PAGE, "en/relics/chua-nhieu-anh/index.html"):
        found = re.search(
            '<link rel="alternate" type="application/json\\+oembed" href="https://disan.example/([^"]+)">', sample_project.page(page)
        )
        if found is None:
            assert page.startswith("en/"), "what is not translated has no card in that language"
            continue
        answer = json.loads(sample_project.page(found[1]))
        jsonschema.validate(answer, OEMBED)
        frame = re.search('src="https://disan.example/([^"]+)"', answer["html"])
        assert frame
        assert (sample_project.out / frame[1] / "index.html").is_file()


def test_a_site_may_do_without_cards(site_of: Site) -> None:
    project = site_of({"content/site.yml": SETTINGS + "embeds: không\n", "content/relics/den-thu/index.vi.md": relic(code="7K3QM")})
    with views(project) as found:
        (item,) = found["vi"].catalogue.items
        assert isinstance(item, Item)
        assert list(embeds.plans(found["vi"], item)) == []
        assert embeds.beside(found["vi"], item) == {}
