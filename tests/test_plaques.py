"""Orders of plaques, from settings and records to released files and the ledger: made from test data, decoded for what they say."""

import csv
import io
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from ezdxf.filemanagement import read as read_dxf
from msgspec.structs import replace

from disan import cli, ledger
from disan.core.strings import load
from disan.drawing.typesetting import Typesetter
from disan.printing.plaques import permanence, verification
from disan.printing.plaques.selection import Selection
from disan.printing.plaques.verification import VerificationResult
from tests.batches import SETTINGS, TEMPLATES, a_plaque, carried_out, code, order, with_records
from tests.fixtures.projects import Project, relic
from tests.requirements import ROOT

VI = load("vi")


_STAIN = """  block(width: data.code_side * 1mm, height: data.code_side * 1mm, {
    place(top + left, dx: 2 * module, dy: 30mm, rect(width: module, height: 3 * module, fill: black))"""


def project_of(tmp_path: Path, count: int = 2, settings: str = SETTINGS) -> Project:
    return with_records(Project(tmp_path / "project"), count, settings)


def changed_templates(tmp_path: Path, file: str, before: str, after: str) -> Path:
    """A copy of the templates with one place changed, as a designer might."""
    folder = tmp_path / "templates"
    shutil.copytree(TEMPLATES / "plaques", folder / "plaques")
    source = (folder / "plaques" / file).read_text(encoding="utf-8")
    assert before in source
    (folder / "plaques" / file).write_text(source.replace(before, after), encoding="utf-8")
    return folder


def test_a_batch_is_made_verified_listed_and_entered(tmp_path: Path) -> None:
    project = project_of(tmp_path, 3)
    outcome, rows = carried_out(order(project))
    assert not outcome.problems
    assert [row.code for row in rows] == [code(1), code(2), code(3)]
    assert {row.address for row in rows} == {f"https://DISAN-THU.VN/Q/{code(number)}" for number in (1, 2, 3)}
    folder = project.root / "plaques" / "2026-11-thu"
    listed = list(csv.DictReader(io.StringIO((folder / "manifest.csv").read_text(encoding="utf-8-sig"))))
    assert [each["id"] for each in listed] == [row.code for row in rows]
    assert [each["matrix"] for each in listed] == [row.matrix for row in rows]
    assert all((folder / name).is_file() for each in listed for name in each["files"].split())
    columns = "id address title_vi title_translated size_mm code_mm module_mm version level mask quiet_zone matrix files quantity"
    assert list(listed[0]) == [*columns.split(), "reading_distance_m", "material", "mounting_height_m"]
    assert [name for each in listed for name, value in each.items() if not value and name != "title_translated"] == []
    # Version 3 is 29 modules wide: with the quiet zone 70 mm / 37.
    values = ("size_mm", "code_mm", "module_mm", "version", "level", "quiet_zone", "quantity", "reading_distance_m", "material")
    assert [listed[1][name] for name in values] == ["105x148", "70", "1.8919", "3", "Q", "4", "2", "0.7", "giấy thử"]
    assert (listed[1]["title_vi"], listed[1]["title_translated"]) == ("Đền Thử số 1", "Test temple 1")


def test_the_page_for_the_shop_is_one_and_names_what_matters(tmp_path: Path) -> None:
    carried_out(order(project_of(tmp_path, 1)))
    with pypdfium2.PdfDocument(tmp_path / "project" / "plaques" / "2026-11-thu" / "specification.pdf") as document:
        assert len(document) == 1
        words = " ".join(document[0].get_textpage().get_text_range().split())
    for told in ("70 × 70 mm", "đến 0,7 m", "40%", "Bề mặt mờ", "Gờ viền", "1,0–1,2 m", "ba điện thoại", "giấy thử", "2026-11-thu"):
        assert told in words


def test_drawings_are_in_millimetres(tmp_path: Path) -> None:
    carried_out(order(project_of(tmp_path, 1)))
    (drawing,) = (tmp_path / "project" / "plaques" / "2026-11-thu" / "symbols").glob("*.dxf")
    drawn = read_dxf(io.StringIO(drawing.read_text(encoding="ascii")))
    assert drawn.dxfversion == "AC1009", "release 12"
    lines = list(drawn.modelspace().query("POLYLINE"))
    assert all(line.is_closed for line in lines)
    points = [(point.x, point.y) for line in lines for point in line.points()]
    assert {min(each) for each in zip(*points, strict=True)} == {0}
    assert {max(each) for each in zip(*points, strict=True)} == {70}
    assert 'width="70mm" height="70mm"' in drawing.with_suffix(".svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "ended", "told"),
    [
        ([], 0, "4 biển"),
        (["--kind", "relic"], 0, "3 biển"),
        (["--kind", "nhà văn hóa"], 0, "1 biển"),
        (["--commune", "Đồng Lộc"], 0, "1 biển"),
        (["--commune", "Can Lộc"], 0, "1 biển"),
        (["--commune", "xã Thiên Lộc"], 0, "1 biển"),
        (["--codes", f"{code(1)},{code(2)}", code(3)], 0, "3 biển"),
        (["--size", "a4", "--level", "h", "--material", "đá", "--batch", "2026-12-da"], 0, "2026-12-da"),
        (["--codes", code(1).lower()], 2, f"Mã gần nhất: {code(1)}"),
        (["--kind", "chùa"], 2, "relic"),
        (["--commune", "Đông Lộc"], 2, "Đồng Lộc"),
        (["--batch", "Đợt Một"], 2, "dot-mot"),
    ],
)
def test_what_may_be_ordered(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], ended: int, told: str) -> None:
    """Thiên Lộc went into Can Lộc on 1 July 2025 (disan/data/ha-tinh/units.json): its house is found by either name."""
    project = project_of(tmp_path, 2)
    place = "places:\n  - name: {}\n    as_of: 2024\n"
    house = f"---\ntitle: Nhà thử\ncode: {code(4)}\nsources: [Dữ liệu thử]\n{place.format('Thiên Lộc')}---\nThử.\n"
    project.write(
        {
            "content/relics/thu-dong-loc/index.vi.md": relic("Đền Thử", code=code(3), extra=place.format("Đồng Lộc")),
            "content/houses/thu/index.vi.md": house,
        }
    )
    assert cli.main(["plaques", "--root", str(project.root), "--dry-run", *words]) == ended
    said = capsys.readouterr()
    assert told in said.out + said.err
    assert not (project.root / "plaques").exists()


def test_a_print_file_is_tagged_titled_boxed_and_carries_its_typeface(tmp_path: Path) -> None:
    project = project_of(tmp_path, 1)
    carried_out(order(project))
    (file,) = (project.root / "plaques" / "2026-11-thu" / "plaques").glob("*.pdf")
    with pikepdf.open(file) as document:
        page, root = document.pages[0], document.Root
        assert bool(root.MarkInfo.Marked)
        assert "/StructTreeRoot" in root
        assert str(root.Lang) == "vi"
        assert str(document.docinfo["/Title"]) == "Đền Thử số 0"
        fonts = [font.DescendantFonts[0] for font in page.Resources.Font.values()]
        assert fonts
        assert all("BeVietnamPro" in str(font.BaseFont) and "/FontFile2" in font.FontDescriptor for font in fonts)
        sides = [[float(side) / 72 * 25.4 for side in page.obj[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox")]
    widths = [right - left for left, _, right, _ in sides]
    heights = [upper - lower for _, lower, _, upper in sides]
    assert widths == pytest.approx([105 + 20, 105 + 6, 105], abs=0.01)
    assert heights == pytest.approx([148 + 20, 148 + 6, 148], abs=0.01)


def test_the_same_order_again_changes_nothing(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    _, before = carried_out(order(project))
    outcome, after = carried_out(order(project))
    assert not outcome.stopped
    assert after == before


@pytest.mark.slow
def test_a_run_that_stopped_before_the_ledger_is_made_good_by_the_next(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    _, before = carried_out(order(project))
    (project.root / "content" / "plaques.csv").unlink()  # What a kill leaves between the folder's rename and the ledger's.
    outcome, after = carried_out(order(project))
    assert not outcome.stopped
    assert after == before


def test_another_order_under_the_same_name_is_refused(tmp_path: Path) -> None:
    project = project_of(tmp_path, 3)
    _, before = carried_out(order(project, choice=Selection(records=(code(1),))))
    outcome, after = carried_out(order(project, choice=Selection(records=(code(2),))))
    assert [each.rule for each in outcome.problems if each.grade == "error"] == ["batch-exists"]
    assert after == before


def test_a_dry_run_makes_nothing(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    outcome, rows = carried_out(order(project, dry_run=True))
    assert (outcome.stopped, outcome.plaques, rows) == (False, 2, ())
    assert not (project.root / "plaques").exists()


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://di-san.vn", ""),
        ("https://di-san.vn/HA-TINH", ""),
        ("https://di-san.vn/ha-tinh", "lower-case"),
        ("https://doan.github.io", "lent"),
        ("https://disan.example", "reserved"),
        ("http://localhost:8000", "loopback"),
        ("http://127.0.0.1", "loopback"),
    ],
)
def test_which_addresses_may_be_printed(address: str, reason: str) -> None:
    assert permanence.refusal_reason(address) == reason


def test_a_temporary_address_is_refused_or_remembered(tmp_path: Path) -> None:
    project = project_of(tmp_path, 1, SETTINGS.replace("https://disan-thu.vn", "https://doan.github.io"))
    outcome, rows = carried_out(order(project))
    assert [(each.rule, each.values["reason"]) for each in outcome.problems] == [("temporary-plaque-address", "lent")]
    assert "lent" in {key.rpartition("-")[2] for key in VI.sentences if key.startswith("rules.temporary-plaque-address.hint-")}
    assert not rows
    outcome, rows = carried_out(order(project, accept_temporary=True))
    assert not outcome.stopped
    assert [row.note for row in rows] == [VI.say("plaques.temporary")]


def test_an_address_too_long_for_a_plaque(tmp_path: Path) -> None:
    settings = SETTINGS.replace("disan-thu.vn", "mot-ten-mien-dai-qua-cho-mot-tam-bien.vn")
    outcome, _ = carried_out(order(project_of(tmp_path, 1, settings)))
    assert [each.rule for each in outcome.problems] == ["plaque-address-too-long"]


@pytest.mark.parametrize(("title", "rule"), [("Đền 鄭 thử", "missing-glyph"), ("Đền thờ " * 40, "title-too-long")])
def test_titles_that_cannot_be_set_are_told_at_their_line(tmp_path: Path, title: str, rule: str) -> None:
    project = project_of(tmp_path, 1)
    project.write({"content/relics/thu-0/index.vi.md": relic(title.strip(), code=code(1))})
    outcome, rows = carried_out(order(project))
    assert [(each.rule, each.at.file, each.at.line) for each in outcome.problems] == [(rule, "content/relics/thu-0/index.vi.md", 2)]
    assert not rows


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("curve(fill: black,", "curve(fill: cmyk(0%, 100%, 100%, 0%),", "ink"),
        pytest.param("let module = data.module * 1mm", "let module = data.module * 0.7mm", "symbol", marks=pytest.mark.slow),
        pytest.param("  block(width: data.code_side * 1mm, height: data.code_side * 1mm, {", _STAIN, "quiet", marks=pytest.mark.slow),
        pytest.param('data.blocks.filter(part => part.role not in ("title", "translation"))', "()", "printed", marks=pytest.mark.slow),
    ],
)
def test_a_template_that_spoils_a_plaque_releases_nothing(tmp_path: Path, before: str, after: str, reason: str) -> None:
    project = project_of(tmp_path, 1)
    outcome, rows = carried_out(order(project, templates=changed_templates(tmp_path, "face.typ", before, after)))
    assert {each.rule for each in outcome.problems} == {"plaque-not-verified"}
    assert reason in {each.values["reason"] for each in outcome.problems}
    assert not rows
    assert not (project.root / "plaques" / "2026-11-thu").exists()


def verdict(tmp_path: Path, exchanged: str) -> VerificationResult:
    """The verdict on one plaque of which one file is another plaque's."""
    project = project_of(tmp_path, 2)
    carried_out(order(project))
    folder = project.root / "plaques" / "2026-11-thu"
    own, other = ({file.suffix[1:]: file for file in folder.rglob(f"{code(number)}_*")} for number in (1, 2))
    files = {ending: (other if ending == exchanged else own)[ending].read_bytes() for ending in ("pdf", "svg", "dxf")}
    slug, title = "thu-0", "Đền Thử số 0"
    made = a_plaque(title, "", "a6")
    plaque = replace(made, code=code(1), slug=slug, address=f"https://DISAN-THU.VN/Q/{code(1)}")
    return verification.verify_plaque(plaque, files, VI, Typesetter(TEMPLATES))


@pytest.mark.parametrize("ending", ["pdf", *(pytest.param(each, marks=pytest.mark.slow) for each in ("svg", "dxf"))])
def test_a_file_of_another_plaque_is_found(tmp_path: Path, ending: str) -> None:
    faults = verdict(tmp_path, ending).faults
    assert {each.file.rpartition(".")[2] for each in faults} == {ending}
    assert "text" in {each.reason for each in faults}


def test_files_of_their_own_are_right(tmp_path: Path) -> None:
    assert verdict(tmp_path, "none").faults == ()


_MAKING = """
import sys
from pathlib import Path
from tests.batches import carried_out, order
from tests.fixtures.projects import Project
print("ready", flush=True)
carried_out(order(Project(Path(sys.argv[1]))))
"""


@pytest.mark.slow
def test_killed_at_any_instant_the_ledger_knows_no_plaque_without_files(tmp_path: Path) -> None:
    project, chance = project_of(tmp_path, 6), random.Random(7)
    folder = project.root / "plaques" / "2026-11-thu"
    for _ in range(3):
        command = [sys.executable, "-c", _MAKING, str(project.root)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 2.5))
        process.kill()
        process.communicate()
        kept, problems = ledger.read(project.root)
        assert problems == []
        assert len(kept.rows) in (0, 6)
        assert not kept.rows or len(list(folder.glob("plaques/*.pdf"))) == 6
    outcome, rows = carried_out(order(project))
    assert (outcome.stopped, len(rows)) == (False, 6)
