"""The handouts that ship, as the command makes them: of the barest record and of the fullest. Test data only."""

import re
from pathlib import Path

import pytest

from disan import cli
from disan.build.project import open_project
from disan.content.fields.model import Model
from disan.content.kinds import KINDS
from disan.content.record import Record
from disan.pages.language_view import CatalogueView
from disan.printing import handouts
from disan.render.folders import program_templates
from tests.batches import SETTINGS, code
from tests.fixtures.projects import TODAY, Project, relic
from tests.test_handouts import seen

TEMPLATES = program_templates()
SOURCES = "sources:\n  - title: Dữ liệu thử\n"
LONG = "dọn đường làng rồi khơi thông mương nước và trồng lại hàng cây bị đổ sau cơn bão giả định"
ACTIVITY = """\
begins: 7:00 ngày 5/12/2026
ends: 11:00 ngày 5/12/2026
organiser: [Đoàn xã Thử Nghiệm]
meeting_places:
  - name: sân nhà văn hóa thôn Thử
needs:
  - {what: người dọn đường, people: 20, bring: găng tay}
resources:
  - {what: cuốc, present: 30 cái, wanted: 10 cái}
contacts:
  - {role: Bí thư Đoàn xã Thử Nghiệm, telephone: 0239 000 0000}
"""
GUIDE = """\
for_whom: Người đủ 18 tuổi
fee: không thu
time_limit: 3 ngày làm việc
office: Công an xã Thử
papers: [Tờ khai thử, Giấy tờ tùy thân]
steps:
  - {words: Điền tờ khai, papers: [Tờ khai thử]}
  - {words: Nộp tờ khai, place: Công an xã Thử}
official_page: {title: Trang thử, url: https://trang.example/viec}
"""
TRAIL = """\
standing: suggested
stops:
  - {name: ngã tư thử, note: Xuất phát ở đây}
  - {at: relics/den-mot, km: 2, note: Đi bộ được}
  - {at: relics/den-hai}
"""


def write(root: Path, kind: str, fields: str, title: str = "Hồ sơ thử") -> None:
    """One record of a kind, and two relics that it may name."""
    Project(root).write(
        {
            "content/site.yml": f"{SETTINGS}keeper: {{vi: Cơ quan thử, en: Test office}}\n",
            f"content/{kind}/thu/index.vi.md": f"---\ntitle: {title}\ncode: {code(3)}\n{fields}{SOURCES}---\n",
            "content/relics/den-mot/index.vi.md": relic("Đền Một", code=code(1), extra="summary: Ngôi đền để thử.\n"),
            "content/relics/den-hai/index.vi.md": relic("Đền Hai", extra="places:\n  - name: Đồng Lộc\n    as_of: 2025-08\n"),
        }
    )


def made(root: Path, kind: str, fields: str, *words: str, title: str = "Hồ sơ thử") -> tuple[int, list[Path]]:
    """How the command ends that makes the handout of that record, and its files."""
    write(root, kind, fields, title)
    ended = cli.main(["handouts", "--root", str(root), f"{kind}/thu", *words])
    out = root / "handouts"
    return ended, sorted(out.iterdir()) if out.is_dir() else []


def shown(root: Path, kind: str, fields: str, *words: str) -> tuple[list[tuple[int, int]], str, list[str]]:
    """The pages, words and codes of the one handout that is made."""
    ended, (file,) = made(root, kind, fields, *words)
    assert ended == 0
    return seen(file)


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if (TEMPLATES / handouts.template_of(kind)).exists()], ids=lambda kind: kind.__name__
)
def test_a_template_asks_for_fields_that_its_kind_has(kind: type[Record]) -> None:
    """One that is renamed would be left out without a word."""
    template = (TEMPLATES / handouts.template_of(kind)).read_text(encoding="utf-8")
    asked = {name for names in re.findall(r"(?:rows|values)\(([^)]*)\)", template) for name in re.findall(r'"(\w+)"', names)}
    inner = {
        name
        for names in re.findall(r"(?:detail|fact)\(\w+,([^)]*)\)|name not in \(([^)]*)\)", template)
        for name in re.findall(r'"(\w+)"', "".join(names))
    }
    inside = {name for field in kind.fields.values() if (model := field.inside(Model)) for name in model.fields}
    assert asked
    assert asked - set(kind.fields) == set()
    assert inner - inside == set()


OWN = f"https://DISAN-THU.VN/Q/{code(3)}"


def test_a_registration_list_says_what_it_is_for_and_has_rows_to_fill_in(tmp_path: Path) -> None:
    pages, words, codes = shown(tmp_path, "activities", ACTIVITY)
    assert (pages, codes) == ([(210, 297)], [OWN])
    for each in ("Hồ sơ thử", "5/12/2026", "sân nhà văn hóa thôn Thử", "người dọn đường", "Họ và tên", "Xã, phường", "Chữ ký"):
        assert each in words
    assert "Người giữ danh sách: Bí thư Đoàn xã Thử Nghiệm (0239 000 0000)." in words
    assert "Hủy danh sách khi hoạt động kết thúc." in words


@pytest.mark.slow
def test_a_list_has_as_many_pages_as_are_asked_for_with_its_rows_numbered_through(tmp_path: Path) -> None:
    pages, words, codes = shown(tmp_path, "activities", ACTIVITY, "--pages", "3", "--language", "en")
    assert (pages, codes) == ([(210, 297)] * 3, [OWN])
    assert "Registration list" in words
    assert words.count("Destroy the list when the activity is over.") == 3
    assert " 50 " in words


def test_a_list_of_an_activity_of_which_little_is_known_leaves_room_to_write_it_in(tmp_path: Path) -> None:
    pages, words, _ = shown(tmp_path, "activities", "")
    assert pages == [(210, 297)]
    assert "Thời gian . . ." in words
    assert "Địa điểm . . ." in words
    assert "Người giữ danh sách (ghi chức trách)" in words


@pytest.mark.parametrize(("kind", "fields", "pages"), [("guides", "", [(148, 210)]), ("trails", "standing: suggested\n", [(297, 210)] * 2)])
def test_the_barest_record_has_a_handout_with_its_title_and_code(
    tmp_path: Path, kind: str, fields: str, pages: list[tuple[int, int]]
) -> None:
    found, words, codes = shown(tmp_path, kind, fields)
    assert (found, codes) == (pages, [OWN])
    assert "Hồ sơ thử" in words


def test_what_is_over_has_a_sheet_only_when_it_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (file,) = made(tmp_path, "activities", ACTIVITY, "--today", "2026-12-06")[1]
    assert "Đã kết thúc" in seen(file)[1]
    file.unlink()
    everything = ["handouts", "--root", str(tmp_path), "--kind", "activity", "--today"]
    assert cli.main([*everything, "2026-12-06"]) == 2
    assert "đã qua" in capsys.readouterr().err
    assert cli.main([*everything, "2026-12-05"]) == 0
    assert "Đã kết thúc" not in seen(file)[1]


def test_a_card_of_a_guide_that_is_overdue_says_so(tmp_path: Path) -> None:
    reviewed = f"{GUIDE}reviewed_on: 2026-01-15\n"
    assert "Quá hạn" not in shown(tmp_path, "guides", reviewed, "--today", "2026-06-01")[1]
    assert "Quá hạn đối chiếu văn bản." in shown(tmp_path, "guides", reviewed, "--today", "2028-06-01")[1]


@pytest.mark.slow
def test_a_list_below_long_needs_still_has_rows(tmp_path: Path) -> None:
    needs = "needs:\n" + f"  - {{what: {LONG}, skills: {LONG}, bring: {LONG}}}\n" * 14
    pages, words, codes = shown(tmp_path, "activities", needs)
    assert (len(pages), codes) == (2, [OWN])
    assert words.count(LONG) == 42
    assert " 20 " in words


def test_a_card_of_a_guide_has_its_steps_in_order_and_is_no_legal_advice(tmp_path: Path) -> None:
    pages, words, codes = shown(tmp_path, "guides", GUIDE)
    assert (pages, codes) == ([(148, 210)], [OWN])
    for each in (
        "Người đủ 18 tuổi",
        "1 Điền tờ khai",
        "2 Nộp tờ khai",
        "không thu",
        "3 ngày làm việc",
        "Công an xã Thử",
        "trang.example/viec",
    ):
        assert each in words
    assert "không phải ý kiến tư vấn pháp lý" in words
    assert "chưa cơ quan nào duyệt" in words


@pytest.mark.slow
def test_a_long_guide_goes_on_upon_its_back(tmp_path: Path) -> None:
    steps = "steps:\n" + f"  - {{words: {LONG}, papers: [{LONG}], place: {LONG}}}\n" * 9
    pages, words, codes = shown(tmp_path, "guides", f"{steps}reviewed_on: 2026-11-20\n")
    assert (pages, codes) == ([(148, 210)] * 2, [OWN])
    assert words.count(LONG) == 27
    assert words.count("20/11/2026") == 2


def test_a_leaflet_has_its_stops_in_order_with_their_codes_on_two_sides(tmp_path: Path) -> None:
    pages, words, codes = shown(tmp_path, "trails", TRAIL)
    assert pages == [(297, 210)] * 2
    assert sorted(codes) == sorted([OWN, f"https://DISAN-THU.VN/Q/{code(1)}"])
    inside = words.partition("Điểm dừng")[2]
    places = [inside.index(each) for each in ("ngã tư thử", "Đền Một", "Đền Hai")]
    assert places == sorted(places)
    for each in ("Xuất phát ở đây", "Ngôi đền để thử.", "xã Đồng Lộc", "Cơ quan thử", "Dữ liệu thử"):
        assert each in words.replace("\xa0", " ")


def test_each_stop_is_on_the_map_where_it_is_known_to_be(tmp_path: Path) -> None:
    write(tmp_path, "trails", TRAIL + "  - {name: cầu thử, coordinates: '18.3419, 105.9030'}\n")
    project, _ = open_project(tmp_path)
    assert project
    records = project.catalogue
    view = CatalogueView("vi", project.settings, project.addresses, records.gazetteer, TODAY.year, catalogue=records)
    position = records.gazetteer.drawing.position
    (commune,) = records.by_reference["relics/den-hai"].outline.points
    places = handouts.handout(view, records.by_reference["trails/thu"], TODAY).map.steps
    assert places == (None, None, position(*commune), position(18.3419, 105.9030))


@pytest.mark.slow
def test_a_leaflet_whose_stops_do_not_fit_is_told_by_its_title(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stops = "standing: suggested\nstops:\n" + f"  - {{at: relics/den-mot, note: {LONG}}}\n" * 40
    assert made(tmp_path, "trails", stops, title="Tuyến dài để thử") == (2, [])
    assert "Tuyến dài để thử" in capsys.readouterr().err


@pytest.mark.slow
def test_a_leaflet_of_many_stops_is_set_smaller(tmp_path: Path) -> None:
    stops = "standing: suggested\nstops:\n" + f"  - {{at: relics/den-mot, note: {LONG}}}\n" * 12
    pages, words, codes = shown(tmp_path, "trails", stops)
    assert (len(pages), len(codes)) == (2, 13)
    assert words.count(LONG) == 12
