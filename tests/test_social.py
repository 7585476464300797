"""Posts for social networks: pictures that fit and are read back, an animation that ends whole, the record's own words. Test data only."""

import io
from collections.abc import Mapping
from pathlib import Path

import numpy
import pytest
import zxingcpp
from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from disan import cli
from disan.build.project import open_project
from disan.core.strings import load
from disan.drawing import typesetting
from disan.drawing.fitting import DoesNotFitError
from disan.pages.language_view import CatalogueView
from disan.printing.code_sheets import UnshownError
from disan.printing.social import kits, motion, networks, pictures, sizes, texts
from tests.batches import SETTINGS, code
from tests.fixtures.projects import TODAY, Project

ADDRESS = f"https://DISAN-THU.VN/Q/{code(1)}"
SIZES = {"1080x1350": (1080, 1350), "1080x1920": (1080, 1920), "1200x630": (1200, 630)}
NUMBERS = """\
/// con số
items:
  - value: hơn 85.000
    label: lượt thử
  - value: 2,5 km
    label: đường thử
///
"""
QUOTE = """\
/// trích dẫn
speaker: Người thử
role: nói để thử

Câu thử **thứ nhất**,\\
câu thử thứ hai.
///
"""
CHART = """\
/// biểu đồ | Một biểu đồ thử
unit: cuốn
items:
  - label: Thanh ngắn
    value: 30
  - label: Thanh dài
    value: gần 120
source: số đặt ra để thử
///
"""
LEAD = "Câu dẫn của bài thử."


def story(title: str = "Chuyện thử", body: str = "Bài thử.", lead: str = LEAD, extra: str = "") -> str:
    """A story of test data with a code."""
    summary = f"summary: {lead}\n" if lead else ""
    head = f"title: {title}\n{summary}published: 2026-11-23\ncode: {code(1)}\n{extra}"
    return f"---\n{head}sources:\n  - url: https://nguon.example/bai\n---\n{body}\n"


def project(root: Path, text: str, files: Mapping[str, str | bytes] | None = None) -> Project:
    """A project of one story."""
    made = Project(root)
    made.write({"content/site.yml": SETTINGS, "content/stories/thu/index.vi.md": text, **(files or {})})
    return made


def seen(root: Path, text: str, language: str = "vi", settings: str = SETTINGS) -> tuple[CatalogueView, kits.SocialKit | None]:
    """The story as a view of one language has it, and what is posted of it."""
    made = project(root, text, {"content/site.yml": settings})
    read, _ = open_project(made.root)
    assert read
    view = CatalogueView(language, read.settings, read.addresses, read.catalogue.gazetteer, TODAY.year, catalogue=read.catalogue)
    return view, kits.kit(view, read.catalogue.entries[0])


def shown(picture: pictures.SocialPicture) -> dict[str, str]:
    """What stands on a picture, by role."""
    return {text.role: " ".join(text.lines) for text in picture.texts}


@pytest.fixture(scope="module")
def posted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the command makes of a story with a photograph, a number, a quotation and a chart."""
    photograph = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((1200, 800)).save(photograph, "JPEG")
    cover = "cover: {file: anh.jpg, alt: Một ảnh thử, credit: Người chụp thử, licence: CC BY 4.0}\n"
    files: dict[str, str | bytes] = {
        "content/stories/thu/anh.jpg": photograph.getvalue(),
        "content/stories/thu/index.en.md": "---\ntitle: A test story\n---\nText.\n",
    }
    made = project(tmp_path_factory.mktemp("posted"), story(body=NUMBERS + "\n" + QUOTE + "\n" + CHART, extra=cover), files)
    assert cli.main(["social", "--root", str(made.root), "stories/thu"]) == 0
    return made.root / "social" / "stories" / "thu"


def test_each_picture_has_its_size_and_its_code_is_read_when_a_network_has_made_it_small(posted: Path) -> None:
    names = {f"{language}-{size}.jpg" for language in ("vi", "en") for size in SIZES}
    assert {file.name for file in posted.iterdir()} == names | {"vi-motion.png", "vi.txt", "en.txt"}
    for name in names:
        with Image.open(posted / name) as picture:
            assert picture.size == SIZES[name[3:-4]]
            worse = io.BytesIO()
            picture.resize((picture.width * 2 // 3, picture.height * 2 // 3)).save(worse, "JPEG", quality=70)
        assert (posted / name).stat().st_size < 300_000
        assert [found.text for found in zxingcpp.read_barcodes(Image.open(worse))] == [ADDRESS]


def test_the_animation_grows_and_ends_with_the_whole_which_stands_long(posted: Path) -> None:
    file = posted / "vi-motion.png"
    assert file.stat().st_size <= 2_000_000
    with PngImageFile(file) as animation:
        still, durations, frames = animation.convert("RGB"), [], []
        for number in range(1, animation.n_frames):
            animation.seek(number)
            durations.append(animation.info["duration"])
            frames.append(animation.convert("RGB"))
        assert animation.info["loop"] == 0
    assert still.size == (1080, 1350)
    assert len(frames) == motion.FRAMES
    assert sum(durations) <= 6_000
    assert durations[-1] > sum(durations[:-1])
    inked = [numpy.count_nonzero(numpy.asarray(frames[number])[:, :, 1] < 60) for number in (0, 4, 9, -1)]
    assert inked == sorted(inked)
    assert inked[0] < inked[-1]
    assert frames[-1].tobytes() == still.tobytes()
    assert [found.text for found in zxingcpp.read_barcodes(still)] == [ADDRESS]


def test_the_words_to_post_are_the_records_own_and_fit_every_network(posted: Path) -> None:
    text = (posted / "vi.txt").read_text(encoding="utf-8")
    post = text.split("\n\n")[1:6]
    assert post == [
        "Chuyện thử",
        LEAD,
        "hơn 85.000 lượt thử",
        "Biên soạn từ các nguồn công khai, chưa cơ quan nào duyệt.\nẢnh: Người chụp thử · CC BY 4.0",
        "https://disan-thu.vn/chuyen-ke/thu/",
    ]
    assert "Một ảnh thử. Chữ trên hình: Chuyện thử." in text
    assert "Thanh dài: gần 120 cuốn." in text
    english = (posted / "en.txt").read_text(encoding="utf-8")
    assert "https://disan-thu.vn/en/stories/thu/" in english
    assert LEAD not in english


def test_words_and_code_of_a_story_keep_clear_of_what_apps_lay_over_it(tmp_path: Path) -> None:
    """Of 1080 x 1920: 14% above, 35% below, 6% on the left, 180 on the right (see `sizes`)."""
    _, kit = seen(tmp_path, story("Một cái tên dài của một chuyện thử, để chữ phải xuống dòng nhiều lần", NUMBERS))
    assert kit
    picture = kit.pictures[1]
    below = 1920 * 0.65
    for text in picture.texts:
        wide = max(map(typesetting.face(text.weight).width, text.lines)) * text.size
        assert text.x >= 1080 * 0.06
        assert text.x + wide <= 1080 - 180
        assert text.y - text.size >= 1920 * 0.14 - 1
        assert text.bottom <= below
    assert picture.code.y + picture.code.side <= below


@pytest.mark.parametrize(
    ("body", "lead", "role", "words"),
    [
        pytest.param(NUMBERS + "\n" + QUOTE, LEAD, "number", "hơn 85.000", id="a number goes first"),
        pytest.param(QUOTE, LEAD, "quote", "Câu thử thứ nhất, câu thử thứ hai.", id="then a quotation, its lines kept"),
        pytest.param("Chữ.", LEAD, "lead", LEAD, id="then the lead"),
        pytest.param(
            QUOTE.replace("câu thử thứ hai", "câu thử thứ hai " * 60), LEAD, "lead", LEAD, id="a quotation without room is passed over"
        ),
        pytest.param("Chữ.", "", "title", "Chuyện thử", id="else the title alone"),
    ],
)
def test_a_picture_shows_the_best_that_the_record_has(tmp_path: Path, body: str, lead: str, role: str, words: str) -> None:
    _, kit = seen(tmp_path, story(body=body, lead=lead))
    assert kit
    for picture in kit.pictures:
        assert shown(picture)[role] == words
        assert not {"number", "quote", "lead"} - {role} & shown(picture).keys()
    assert (kit.motion is not None) == (role == "number")


def test_an_editor_may_want_something_else_to_stand_large(tmp_path: Path) -> None:
    view, _ = seen(tmp_path, story(body=NUMBERS + "\n" + QUOTE))
    kit = kits.kit(view, view.catalogue.entries[0], "quote")
    assert kit
    assert shown(kit.pictures[0])["quote"].startswith("Câu thử")
    assert "“Câu thử thứ nhất,\ncâu thử thứ hai.” (Người thử, nói để thử)" in kit.text


def test_what_has_no_room_is_told_and_nothing_is_cut(tmp_path: Path) -> None:
    with pytest.raises(DoesNotFitError, match="Tên rất dài"):
        seen(tmp_path, story("Tên rất dài " * 40))
    with pytest.raises(UnshownError) as told:
        seen(tmp_path, story("Chuyện 神"))
    assert told.value.characters == "神"


@pytest.mark.slow
def test_what_is_left_out_is_told_with_its_cure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = project(tmp_path, story("Tên thử " * 12, body=NUMBERS, lead="Lời mở đầu rất dài. " * 110))
    assert cli.main(["social", "--root", str(made.root), "--show", "lead", "stories/thu"]) == 0
    told = capsys.readouterr().err
    assert "bài trong vi.txt không có “Lời mở đầu rất dài." in told
    assert "quá 2.000 ký tự" in told
    assert "tên dài hơn 90 ký tự, nên vi.txt không có tên bài cho TikTok" in told
    assert "không đủ chỗ trên vi-1080x1350" in told
    written = (made.root / "social/stories/thu/vi.txt").read_text(encoding="utf-8")
    assert "Lời mở đầu" not in written.split("MÔ TẢ HÌNH")[0]
    assert "TIKTOK" not in written
    assert cli.main(["social", "--root", str(made.root), "--show", "quote", "--lang", "en", "stories/thu"]) == 0
    assert "stories/thu (Vietnamese): the record has no quotation" in capsys.readouterr().err


def test_whose_a_photograph_is_stands_in_every_post(tmp_path: Path) -> None:
    view, _ = seen(tmp_path, story(body=NUMBERS, lead="Lời mở đầu rất dài. " * 97))
    post = texts.post(view, view.catalogue.entries[0])
    assert load("vi").say("page.not_reviewed") in post.text
    assert networks.length(post.text) <= networks.LONGEST


def test_a_record_that_nobody_has_is_told_with_how_records_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = project(tmp_path, story())
    for typed, words in (("relics/khong-co", "relics/den-cui"), ("khong-co", "dòng code"), ("stories/thuu", "Gần nhất: stories/thu")):
        assert cli.main(["social", "--root", str(made.root), typed]) == 2
        told = capsys.readouterr().err
        assert words in told
        assert "–" not in told


def test_a_language_without_a_title_has_no_pictures(tmp_path: Path) -> None:
    assert seen(tmp_path, story(), "en")[1] is None


def test_a_number_counts_up_to_what_the_record_says() -> None:
    counts = motion.counted("hơn 85.000", load("vi"))
    assert counts[0] == "hơn 0"
    assert counts[-1] == "hơn 85.000"
    values = [int(each.removeprefix("hơn ").replace(".", "")) for each in counts]
    assert values == sorted(values)
    assert motion.counted("2,5 km", load("vi"))[-1] == "2,5 km"
    assert motion.counted("nhiều", load("vi")) == ()


def test_hashtags_of_the_settings_stand_before_the_address(tmp_path: Path) -> None:
    settings = SETTINGS + "hashtags: ['#DiSanThu', ThuNghiem2026]\n"
    view, kit = seen(tmp_path, story(), settings=settings)
    assert kit
    post = texts.post(view, view.catalogue.entries[0]).text
    assert post.endswith("\n\n#DiSanThu #ThuNghiem2026\n\nhttps://disan-thu.vn/chuyen-ke/thu/")
    assert networks.length(post) <= min(each.longest for each in networks.NETWORKS)


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    made = project(tmp_path, story())
    found = []
    for out in ("one", "two"):
        assert cli.main(["social", "--root", str(made.root), "--out", str(tmp_path / out), code(1)]) == 0
        found.append({file.name: file.read_bytes() for file in (tmp_path / out).rglob("*") if file.is_file()})
    assert found[0] == found[1]
    assert {name for name in found[0] if name.startswith("vi")} == {f"vi-{size.name}.png" for size in sizes.SIZES} | {"vi.txt"}
