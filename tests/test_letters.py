"""Letters: what looks like others is read as what was meant, what nobody sees is left out, old fonts are found. All texts are test data."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disan.core import old_fonts
from disan.core.text import folder_name, normalized
from tests.fixtures.projects import Site, relic, rules
from tests.fixtures.workbooks import run


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("\u00d0ền Thần \u00d0ồng", "Đền Thần Đồng"),
        ("\u0189ình, \u00f0ền, H\u00d0ND", "Đình, đền, HĐND"),
        ("Gu\u00f0mundur", "Gu\u00f0mundur"),
        ("Thạch\u200b Tr\u00adị\ufeff\u2060", "Thạch Trị"),
        ("\u200eĐền\u202c \u2066thử\u2069", "Đền thử"),
        ("một\vhai\u2028ba\x85bốn", "một hai ba bốn"),
        (unicodedata.normalize("NFD", "Đường Nghệ Tĩnh"), "Đường Nghệ Tĩnh"),
        ("gia đình \U0001f468\u200d\U0001f469\u200d\U0001f467", "gia đình \U0001f468\u200d\U0001f469\u200d\U0001f467"),
        ("Đền\u200dthử", "Đềnthử"),
    ],
)
def test_letters_are_those_that_were_meant(typed: str, meant: str) -> None:
    assert normalized(typed) == meant


@given(st.text())
def test_letters_are_repaired_once(typed: str) -> None:
    assert normalized(normalized(typed)) == normalized(typed)


@given(st.text(st.characters(codec="utf-8").filter(str.isprintable)))
def test_what_is_seen_stays(typed: str) -> None:
    """Letters that print are changed into letters that print, as many of them."""
    assert len(normalized(typed)) == len(unicodedata.normalize("NFC", typed))


@pytest.mark.parametrize(
    "typed",
    [
        "title: §Òn Cñi",
        "§Òn Tam Lang",
        "Nhµ v¨n ho¸ th«n T©n TiÕn",
        "Ñeàn Cuûi",
        "summary: Nhaø vaên hoùa thoân",
        "Chïa H¬ng TÝch",
        "Ví d\u00ad\u00ad: ng\u00adêi d©n",
    ],
)
def test_old_fonts_are_found(typed: str) -> None:
    assert old_fonts.find(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "Đền Củi, xã Xuân Hồng",
        "Où est Loïc ? À la pagode.",
        "Thaïs et Anaïs à Hanoï, où la naïveté coûte",
        "São Paulo, El Niño, Besançon, Müller, Malmö",
        "10 µm và 5 µm, 20 m², ±3 °C, 30 × 20 cm",
        "Café · «phở» ©1990 ®, § 5",
    ],
)
def test_other_languages_are_no_old_fonts(typed: str) -> None:
    assert old_fonts.find(typed) is None


def test_every_text_that_enters_is_repaired(site_of: Site) -> None:
    """A file's fields and its text, settings, a translation, and what the command line names."""
    settings = "name: \u00d0ất th\u00adử\ntagline: Dữ liệu\u200b để thử\nurl: https://disan.example\u200b\nlanguages: [vi, en]\n"
    record = relic("\u00d0ền\u00a0thử", code="7K3QM", body="\uf0b7 Một \u00d0\n\uf0b7 Hai\u200b")
    place = "content/relics/den-thu/index."
    project = site_of(
        {"content/site.yml": settings, f"{place}vi.md": record, f"{place}en.md": "---\ntitle: Test\u200b temple\n---\nText.\n"}
    )
    assert rules(project.build(strict=True)) == set()
    page = project.page("di-tich/den-thu/index.html")
    assert "<h1>Đền thử</h1>" in page.replace('<h1 itemprop="name">', "<h1>")
    assert "<li>Một Đ</li>" in page
    assert "Đất thử" in page
    assert "Test temple" in project.page("en/relics/den-thu/index.html")
    assert folder_name(normalized("\u00d0ền Thần \u00d0ồng")) == "den-than-dong"


def test_the_command_line_is_repaired_or_refused(site_of: Site, capsys: pytest.CaptureFixture[str]) -> None:
    project = site_of({})
    assert run(project, "new", "relic", "\u00d0ền", "Thần\u200b", "\u00d0ồng") == 0
    file = project.root / "content/relics/den-than-dong/index.vi.md"
    assert 'title: "Đền Thần Đồng"' in file.read_text(encoding="utf-8")
    assert run(project, "new", "relic", "§Òn", "Cñi") == 2
    assert "UniKey" in capsys.readouterr().err


@pytest.mark.parametrize("letter", ["\ufffd", "\u202e", "\ue123", "\ufffc"])
def test_what_cannot_be_repaired_is_told(letter: str, site_of: Site) -> None:
    project = site_of({"content/relics/den-thu/index.vi.md": relic(f"Đền {letter}thử", code="7K3QM")})
    assert rules(project.check()) == {"private-character"}
