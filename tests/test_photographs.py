"""`plaques --proof`: photographs of plaques, by a simulated camera. Test data only."""

from pathlib import Path

import numpy
import pytest
from PIL import Image

from disan import cli
from disan.drawing import qr
from tests.batches import SETTINGS, with_records
from tests.batches import code as code_of
from tests.camera import View, frame
from tests.fixtures.projects import Project
from tests.test_pictures import bomb, heic

HEADER = "code,batch,date,address,level,matrix,size,quantity,note\n"
GOOD = View(metres=0.6, tilt=20)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two records; the plaque of the first was printed."""
    made = with_records(Project(tmp_path), 2, SETTINGS)
    row = f"{code_of(1)},2026-11-thu,2026-11-01,{address(1)},Q,0123456789abcdef,a5,1,\n"
    made.write({"content/plaques.csv": HEADER + row})
    return made


def address(number: int) -> str:
    return f"https://DISAN-THU.VN/Q/{code_of(number)}"


def photograph(says: str, file: Path, view: View = GOOD) -> Path:
    modules = numpy.pad(numpy.array([list(row) for row in qr.encode(says).rows], numpy.uint8), 4)
    Image.fromarray(frame(modules, 100, view, 1)).save(file)
    return file


@pytest.mark.parametrize(
    ("says", "view", "ended", "told"),
    [
        (address(1), GOOD, 0, f"{code_of(1)} – Đền Thử số 0: đúng biển đã in, đợt 2026-11-thu"),
        (address(2), GOOD, 1, f"{code_of(2)} – Đền Thử số 1: đúng địa chỉ của trang, nhưng sổ"),
        ("https://KE-XAU.VN/Q/00000", GOOD, 1, "không phải biển của trang này: https://KE-XAU.VN/Q/00000"),
        (address(1), View(metres=6), 1, "chụp lại gần hơn"),
    ],
    ids=["right", "not printed", "a sticker over it", "too far"],
)
def test_each_photograph_is_judged(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str], says: str, view: View, ended: int, told: str
) -> None:
    file = photograph(says, tmp_path / "anh.png", view)
    before = sorted(project.root.rglob("*"))
    assert cli.main(["plaques", "--root", str(project.root), "--proof", str(file)]) == ended
    assert told in capsys.readouterr().out
    assert sorted(project.root.rglob("*")) == before, "nothing is made"


def test_a_photograph_kept_for_another_plaque_is_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    row = f"{code_of(2)},2026-11-thu,2026-11-01,{address(2)},Q,0123456789abcdef,a5,1,\n"
    ledger = (project.root / "content" / "plaques.csv").read_text(encoding="utf-8")
    hung = "".join(f"{code_of(number)},2026-11-20,,{number}.png\n" for number in (1, 2))
    project.write({"content/plaques.csv": ledger + row, "content/installed.csv": f"code,date,note,photo\n{hung}"})
    folder = project.root / "content" / "installed"
    folder.mkdir()
    for number in (1, 2):
        photograph(address(1), folder / f"{number}.png")
    (folder / "ghi-chu.txt").write_text("không phải ảnh", encoding="utf-8")
    assert cli.main(["plaques", "--root", str(project.root), "--proof", str(folder)]) == 1
    first, second, note, total = capsys.readouterr().out.splitlines()
    assert first.startswith("✓ 1.png")
    assert second.startswith("✗ 2.png")
    assert f"content/installed.csv ghi ảnh này cho mã {code_of(2)}" in second
    assert note.startswith("✗ ghi-chu.txt không mở được ảnh")
    assert total == "1 trên 3 ảnh cho thấy biển đúng."


def test_several_photographs_are_counted(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "chu.txt").write_text("không phải ảnh", encoding="utf-8")
    files = [photograph(address(1), tmp_path / "mot.jpg"), tmp_path / "chu.txt", tmp_path / "khong-co.jpg"]
    assert cli.main(["plaques", "--root", str(project.root), "--proof", *map(str, files)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "1 trên 3 ảnh cho thấy biển đúng."
    assert sum("dùng JPEG hoặc PNG" in line for line in said) == 2


def test_every_file_of_a_folder_is_read_by_what_it_holds_or_told(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "anh"
    (folder / "@eaDir").mkdir(parents=True)
    photograph(address(1), folder / "anh1.jpg").rename(folder / "anh1.jfif")
    photograph(address(1), folder / "anh2.png").rename(folder / "anh2")
    with Image.open(folder / "anh2") as upright:
        turned = Image.Exif()
        turned[0x0112] = 6
        upright.rotate(90, expand=True).save(folder / "anh3.jpg", exif=turned)
    (folder / "IMG_0001.HEIC").write_bytes(heic(b"heic"))
    (folder / "lon.png").write_bytes(bomb(50_000, 50_000))
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "vong").symlink_to(".")
    (folder / "the-nho").mkdir()
    photograph(address(1), folder / "the-nho" / "anh4.png")
    assert cli.main(["plaques", "--root", str(project.root), "--proof", str(folder)]) == 1
    *said, total = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in said] == [
        ["✗", "IMG_0001.HEIC"],
        ["✓", "anh1.jfif"],
        ["✓", "anh2"],
        ["✓", "anh3.jpg"],
        ["✗", "lon.png"],
        ["✓", "anh4.png"],
        ["✗", "vong"],
    ]
    assert "HEIC của iPhone" in said[0]
    assert "quá lớn" in said[4]
    assert total == "4 trên 7 ảnh cho thấy biển đúng."
