"""A site packed to be handed over: everything is in it, it builds the same site again, what is missing or damaged is told. Test data."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from disan import cli
from disan.core.strings import load
from tests.fixtures.projects import SETTINGS, Project, relic
from tests.requirements import ROOT
from tests.test_ledger import HEADER, git, line

pytestmark = pytest.mark.needs("git")
CODES = {"7K3QM": "2026-11-thu", "82MW3": "2026-10-thu"}


@dataclass(frozen=True)
class Pack:
    """A project, the archive of it, what was said, and the archive unpacked."""

    project: Project
    file: Path
    done: subprocess.CompletedProcess[str]
    unpacked: Path


def run(project: Project, *words: str | Path, program: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Packs or checks, or runs another command, where no package can be fetched."""
    surroundings = {**os.environ, "PIP_NO_INDEX": "1", "PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "disan", *map(str, words), "--root", str(project.root), "--today", "2026-11-23"]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=project.root, env=surroundings)


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Two relics, each with a plaque; the print files of one batch are there."""
    folder = tmp_path_factory.mktemp("packed")
    project = Project(folder / "project")
    records = {f"content/relics/den-{code.lower()}/index.vi.md": relic(f"Đền {code}", code=code) for code in CODES}
    ledger = HEADER + "".join(line(code, batch) for code, batch in CODES.items())
    project.write(
        {"content/site.yml": SETTINGS, **records, "content/plaques.csv": ledger, ".gitignore": "/site/\n/.cache/\n*.zip\n/plaques/\n"}
    )
    project.write({"plaques/2026-11-thu/plaques/7K3QM.pdf": b"print file"})
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "one")):
        git(project, *words)
    done = run(project, "pack", "--out", "disan-thu.zip")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(project.root / "disan-thu.zip") as archive:
        archive.extractall(folder)
    return Pack(project, project.root / "disan-thu.zip", done, folder / "disan-thu")


def sums(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a folder by its path."""
    found = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in found}


def test_everything_is_there_and_what_is_not_is_told(packed: Pack) -> None:
    held, project = sums(packed.unpacked / "data"), packed.project
    site = sums(project.out)
    assert {name.removeprefix("site/"): each for name, each in held.items() if name.startswith("site/")} == site
    content = {f"project/content/{name}": each for name, each in sums(project.root / "content").items()}
    assert content.items() <= held.items()
    assert held["open-data/plaques.csv"] == site["plaques.csv"]
    assert held["plaques/2026-11-thu/plaques/7K3QM.pdf"] == hashlib.sha256(b"print file").hexdigest()
    assert held["program/locked.txt"] == sums(ROOT / "disan/editing/new_site/files")["locked.txt"]
    for said in (packed.done.stderr, (packed.unpacked / "README.html").read_text(encoding="utf-8")):
        assert "các đợt 2026-10-thu:" in said
        assert "không tải được" in said
        assert "lịch sử sửa đổi:" not in said
    assert "the batches 2026-10-thu:" in (packed.unpacked / "README.html").read_text(encoding="utf-8")


def test_a_checklist_to_sign_is_in_it_in_both_languages(packed: Pack) -> None:
    for language, said in (("vi", ("Danh mục bàn giao trang", "Bên giao", "Trang 1/2")), ("en", ("Handover checklist", "Received by"))):
        document = pypdfium2.PdfDocument(packed.unpacked / "data" / "handover" / f"checklist.{language}.pdf")
        text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
        what = load(language).below("checklist.what").values()
        assert [each for each in (*said, *what, "disan.example", "2026-10-thu, 2026-11-thu") if each not in text] == []
        document.close()


def test_it_is_a_bag_that_tells_every_file_by_its_sum(packed: Pack) -> None:
    """As RFC 8493 says, read without the program."""
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        lines = [each.split("  ", 1) for each in (packed.unpacked / name).read_text(encoding="utf-8").splitlines()]
        listed = {each: digest for digest, each in lines}
        inside = {f"data/{each}": digest for each, digest in sums(packed.unpacked / "data").items()}
        beside = {each: digest for each, digest in sums(packed.unpacked).items() if not each.startswith(("data/", "tagmanifest"))}
        assert listed == (inside if name.startswith("manifest") else beside)
    oxum = f"{sum(file.stat().st_size for file in (packed.unpacked / 'data').rglob('*') if file.is_file())}.{len(inside)}"
    assert f"Payload-Oxum: {oxum}\n" in (packed.unpacked / "bag-info.txt").read_text(encoding="utf-8")
    assert (packed.unpacked / "bagit.txt").read_text(encoding="utf-8").startswith("BagIt-Version: 1.0\n")


@pytest.mark.slow
def test_the_site_is_built_again_from_it_byte_for_byte(packed: Pack, tmp_path: Path) -> None:
    """By the program in the archive, in another place; its history is one that git takes."""
    (wheel,) = (packed.unpacked / "data" / "program").glob("disan-*.whl")
    options = ("--quiet", "--no-index", "--no-deps", "--no-compile", "--disable-pip-version-check", "--target", str(tmp_path / "program"))
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(wheel)], check=True, capture_output=True)
    shutil.copytree(packed.unpacked / "data" / "project", tmp_path / "project")
    done = run(Project(tmp_path / "project"), "build", program=tmp_path / "program")
    assert done.returncode == 0, done.stderr
    assert sums(tmp_path / "project" / "site") == sums(packed.unpacked / "data" / "site")
    subprocess.run(["git", "clone", "-q", packed.unpacked / "data" / "history.bundle", tmp_path / "clone"], check=True, capture_output=True)
    assert sums(tmp_path / "clone" / "content") == sums(packed.project.root / "content")


@pytest.mark.slow
def test_the_same_site_gives_the_same_archive(packed: Pack) -> None:
    before = packed.file.read_bytes()
    os.utime(packed.project.root / "content" / "site.yml", (1, 1))
    assert run(packed.project, "pack", "--out", "disan-thu.zip").returncode == 2, "what is there is not replaced unasked"
    assert run(packed.project, "pack", "--out", "disan-thu.zip", "--force").returncode == 0
    assert packed.file.read_bytes() == before


def damaged(file: Path, how: str) -> bytes:
    """An archive of which one file is other, gone or new, or that is broken itself."""
    content = file.read_bytes()
    if how == "cut":
        return content[: len(content) // 2]
    name = "disan-thu/data/project/content/plaques.csv"
    if how == "flipped":
        with zipfile.ZipFile(file) as archive:
            at = archive.getinfo(name).header_offset + 30 + len(name) + 10
        return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    target = file.with_name("other.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for each in old.infolist():
            if each.filename != name or how != "gone":
                new.writestr(each, b"x" if each.filename == name and how == "other" else old.read(each))
        if how == "new":
            new.writestr("disan-thu/data/site/new.html", "x")
    return target.read_bytes()


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("cut", "thu.zip: không đọc được"),
        ("flipped", "plaques.csv: không đọc được"),
        ("gone", "plaques.csv: không có trong gói"),
        ("other", "plaques.csv: nội dung khác"),
        ("new", "site/new.html: không có trong danh sách"),
    ],
)
def test_damage_is_told(packed: Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str], how: str, told: str) -> None:
    assert cli.main(["pack", "--check", str(packed.file)]) == 0
    shutil.copy(packed.file, tmp_path / "thu.zip")
    (tmp_path / "thu.zip").write_bytes(damaged(tmp_path / "thu.zip", how))
    assert cli.main(["pack", "--check", str(tmp_path / "thu.zip")]) == 1
    assert told in capsys.readouterr().err


@pytest.mark.slow
def test_nothing_is_followed_out_of_the_project(packed: Pack, tmp_path: Path) -> None:
    project = packed.project.copied(tmp_path / "project")
    (tmp_path / "secret").write_bytes(b"secret")
    (project.root / "plaques" / "2026-11-thu" / "secret.pdf").symlink_to(tmp_path / "secret")
    done = run(project, "pack", "--without-program", "--out", "other.zip")
    assert done.returncode == 1
    assert "secret.pdf" in done.stderr
    assert not [file for file in project.root.iterdir() if "other" in file.name]


def test_damage_of_the_web_archive_is_told(packed: Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    beside, other = packed.file.with_suffix(".wacz"), tmp_path / "thu.wacz"
    assert cli.main(["pack", "--check", str(beside)]) == 0
    content = bytearray(beside.read_bytes())
    content[len(content) // 3] ^= 1
    other.write_bytes(content)
    assert cli.main(["pack", "--check", str(other)]) == 1
    assert "archive/data.warc.gz: không đọc được" in capsys.readouterr().err
