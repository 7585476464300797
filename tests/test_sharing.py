"""The pictures of links: drawn for every page, kept between builds, another address whenever they look otherwise. Test data only."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from disan.drawing import share_cards
from disan.drawing.covers import Scene
from disan.drawing.share_cards import ShareCard
from tests.fixtures.projects import SETTINGS, Project, Site, relic
from tests.requirements import ROOT

SHARED = SETTINGS + "share_cards: có\n"
RECORD = "content/relics/den-thu/index.vi.md"
IMAGE = re.compile(r'<meta property="og:image" content="https://disan\.example/([^"]+)">')
CARD = ShareCard("vi", "Di tích lịch sử", "Đền Thử Ẩ Ộ", "Trang thử", "Dữ liệu để thử", Scene(("temple",), "7K3QM"))


def card_of(project: Project, page: str = "di-tich/den-thu/index.html") -> str:
    """The file of a page's card."""
    (name,) = IMAGE.findall(project.page(page))
    return str(name)


def shared(site_of: Site, title: str = "Đền thử", settings: str = SHARED) -> Project:
    project = site_of({"content/site.yml": settings, RECORD: relic(title, code="7K3QM")})
    assert not project.build().stopped
    return project


def drawing(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def draw(card: ShareCard, cache: Path) -> bytes:
    ((_, content),) = share_cards.draw_cards([card], lambda _name: None, [ROOT / "templates"], cache, 1)
    return content


def test_every_page_names_a_card_that_is_there(site_of: Site) -> None:
    project = shared(site_of)
    pages = [name for name in project.files() if name.endswith(".html") and not re.match(r"(en/)?embed/", name)]
    assert len(pages) > 8
    for page in pages:
        picture = drawing(project.files()[card_of(project, page)])
        assert picture.size == (share_cards.WIDTH, share_cards.HEIGHT)
    assert card_of(project) != card_of(project, "index.html")
    assert card_of(project) == card_of(project, "Q/7K3QM.html"), "one page at two addresses"
    assert card_of(project) != card_of(project, "en/relics/den-thu/index.html")


def test_without_the_setting_nothing_is_drawn(site_of: Site) -> None:
    project = shared(site_of, settings=SETTINGS)
    assert "og:image" not in project.page("index.html")
    assert not [name for name in project.files() if name.startswith("share/")]


def test_the_address_changes_with_what_is_seen_and_not_otherwise(site_of: Site) -> None:
    project = shared(site_of)
    before = card_of(project)
    project.write({RECORD: relic(code="7K3QM", body="Bài khác.")})
    project.build()
    assert card_of(project) == before
    project.write({RECORD: relic("Đền khác", code="7K3QM")})
    project.build()
    assert card_of(project) != before
    assert before not in project.files(), "a card that nothing names goes"


@pytest.mark.slow
def test_a_photograph_is_shown_in_place_of_the_drawing(site_of: Site) -> None:
    described = "cover: {file: cong.png, alt: Cổng, credit: Người thử, licence: CC0}\n"
    project = site_of({"content/site.yml": SHARED, RECORD: relic(code="7K3QM", extra=described)})
    names = []
    for colour in ((20, 160, 60), (160, 20, 60)):
        Image.new("RGB", (1600, 1000), colour).save(project.root / "content/relics/den-thu/cong.png")
        assert not project.build().stopped
        names.append(card_of(project))
        seen = drawing(project.files()[names[-1]]).getpixel((667, 210))
        assert isinstance(seen, tuple)
        assert all(abs(one - other) < 12 for one, other in zip(seen, colour, strict=True)), "the colour of the photograph"
    assert names[0].endswith(".jpg")
    assert names[0] != names[1], "the same name of a file with other pixels"


def test_a_kept_card_is_not_drawn_again_and_a_damaged_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = draw(CARD, tmp_path)
    (kept,) = (tmp_path / "share").iterdir()
    kept.write_bytes(kept.read_bytes()[:-9])
    assert draw(CARD, tmp_path) == first
    monkeypatch.setattr(share_cards, "_draw", lambda order: pytest.fail("drawn again"))
    assert draw(CARD, tmp_path) == first


def test_kept_cards_need_no_typesetter(site_of: Site) -> None:
    project = shared(site_of)
    program = (
        "import datetime, pathlib, sys\nfrom disan.build import pipeline\nroot = pathlib.Path(sys.argv[1])\n"
        "assert not pipeline.build(root, root / 'site', datetime.date(2026, 11, 23)).stopped\nsys.exit('typst' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(project.root)], cwd=ROOT, check=False).returncode == 0


def test_many_cards_in_several_processes_are_the_same_as_one_by_one(tmp_path: Path) -> None:
    cards = [ShareCard("vi", "", f"Đền Thử {number}", "Trang thử", "", Scene(("temple",), str(number))) for number in range(18)]
    together = dict(share_cards.draw_cards(cards, lambda _name: None, [ROOT / "templates"], tmp_path / "together", 2))
    assert len(together) == len(cards)
    assert draw(cards[7], tmp_path / "alone") == together[cards[7]]


@pytest.mark.parametrize("title", ["Đ", "Nhà văn hóa cộng đồng thôn thử nghiệm " * 8, "Ẩ" * 200], ids=["short", "long", "one word"])
def test_any_title_gets_a_card_and_stays_left_of_the_picture(title: str, tmp_path: Path) -> None:
    card = ShareCard("vi", "", title, "", "", CARD.scene)
    picture = drawing(draw(card, tmp_path)).crop((0, 27, 516, 400))
    ink = Image.eval(picture.convert("L"), lambda value: 255 if value < 100 else 0).getbbox()
    assert ink is not None
    left, upper, right, lower = ink
    assert 40 <= left < right <= (32 + 332) * 4 / 3, "inside its column: 4 pixels are 3 points"
    assert 13 <= upper < lower <= 314
