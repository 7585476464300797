"""The one door to the disk: what is no plain file of the project is told, never followed, waited for or published."""

import ast
import os
import unicodedata
from pathlib import Path

import pytest

from disan.core import files, names
from disan.core.problems import Problem, in_order
from tests.fixtures.projects import SETTINGS, Project, Site, relic, rules, told
from tests.test_floors import FILES, PACKAGE, nodes

OPENING = {"open", "fdopen", "read_bytes", "read_text", "iterdir", "glob", "rglob", "walk", "scandir", "listdir", "copytree", "copyfile"}
ELSEWHERE = {
    "build/cache.py": ".cache",
    "build/committed.py": ".git",
    "build/full_text/__init__.py": "site/pagefind/ and documents in the stage",
    "build/full_text/command.py": "an index in the stage",
    "verify/handover/bag.py": "an archive",
    "verify/handover/checking.py": "an archive",
    "verify/handover/program.py": "the program as it is installed",
    "build/output/publishing.py": "site/",
    "build/output/stage.py": "the stage",
    "build/output/turns.py": ".cache",
    "build/site_files.py": "templates",
    "build/up_to_date.py": "the installed libraries",
    "cli/__init__.py": "the terminal",
    "content/fields/spans.py": "the eras that ship",
    "content/markdown/assembly.py": "elements, which it opens and closes",
    "content/province.py": "the provinces that ship",
    "core/files.py": "the door itself",
    "core/installation.py": "the program's own",
    "core/listeners.py": "nothing, to print to",
    "core/locks.py": "locks in .cache and beside content that waits",
    "core/processes.py": "nothing, to print to, and what processes tell one another",
    "core/strings/__init__.py": "the program's own",
    "core/transactions.py": "what it lays beside",
    "core/whole.py": "what it writes",
    "drawing/pictures/encoding.py": "pixels in memory",
    "drawing/pictures/reading.py": "pixels in memory",
    "drawing/share_cards.py": "templates and .cache",
    "editing/forms/package.py": "npm's packages",
    "editing/new_site/__init__.py": "a folder for a new site",
    "editing/trial.py": "a copy of content, in which a change is tried",
    "editing/workbook/office_open_xml.py": "a workbook in memory",
    "editing/workbook/opening.py": "a workbook in memory",
    "ledger/git.py": ".git",
    "pages/manual.py": "templates",
    "preview/server.py": "site/",
    "preview/watching.py": "names and stamps; it opens nothing",
    "printing/plaques/boxes.py": "PDF in memory",
    "printing/plaques/release.py": "the folder of a batch",
    "render/files.py": "templates",
    "verify/built.py": "site/",
    "verify/carriage.py": "site/",
    "verify/crawl.py": "site/",
    "verify/forwarding.py": "site/",
    "verify/hosting.py": "site/",
    "verify/exchange.py": "the network",
}
"""Modules that open or list something, and what: none of it is content."""
DOOR = {"files", "sources", "catalogue"}
"""Names whose functions go through the door, or are it."""
FOLDER = "content/relics/den-thu"


def opening(file: Path) -> set[str]:
    """The calls of a file that open or list something by themselves."""
    calls = (node.func for node in nodes(file) if isinstance(node, ast.Call))
    found = set()
    for each in calls:
        if isinstance(each, ast.Name):
            found |= {each.id} & OPENING
        elif isinstance(each, ast.Attribute) and not (isinstance(each.value, ast.Name) and each.value.id in (*DOOR, "ast")):
            found |= {each.attr} & OPENING
    return found


def test_nothing_else_opens_content() -> None:
    """Content is opened through core/files.py."""
    assert {file.relative_to(PACKAGE).as_posix() for file in FILES if opening(file)} == ELSEWHERE.keys()


def site_with(site_of: Site, text: str = "") -> Project:
    return site_of({f"{FOLDER}/index.vi.md": relic(code="7K3QM", extra=text)})


def link(project: Project, name: str, target: str) -> None:
    place = project.root / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


SOUND = "sound: {file: doc.mp3, credit: a, licence: b}\n"
COVER = "cover: {file: cong.jpg, alt: a, credit: b, licence: c}\n"
LINKS = {
    "a recording of the system": (f"{FOLDER}/doc.mp3", "/proc/self/environ", SOUND),
    "a recording of the repository": (f"{FOLDER}/doc.mp3", "../../../.git/config", SOUND),
    "a picture outside": (f"{FOLDER}/cong.jpg", "../../../private.jpg", COVER),
    "a device": (f"{FOLDER}/doc.mp3", "/dev/zero", SOUND),
    "a file that nobody names": (f"{FOLDER}/thua.txt", "/etc/hostname", ""),
    "a record": ("content/relics/den-khac", "/etc", ""),
    "another record": ("content/relics/den-khac", "den-thu", ""),
    "a text": (f"{FOLDER}/index.en.md", "/etc/hostname", ""),
    "a folder of a kind": ("content/houses", "/etc", ""),
    "an article": ("content/about.vi.md", "/etc/hostname", ""),
    "the ledger": ("content/plaques.csv", "/etc/hostname", ""),
    "a folder round and round": (f"{FOLDER}/trong", ".", ""),
    "the folder of content": ("content/relics/vong", "../..", ""),
    "two that lead to each other": (f"{FOLDER}/a.jpg", "a.jpg", ""),
    "nothing": (f"{FOLDER}/a.jpg", "khong-co.jpg", ""),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LINKS)
def test_a_link_is_told_and_nothing_of_what_it_leads_to_is_read(name: str, site_of: Site) -> None:
    place, target, text = LINKS[name]
    project = site_with(site_of, text)
    (project.root / "private.jpg").write_bytes(b"secret")
    link(project, place, target)
    report = project.build()
    assert report.stopped
    (found,) = (each for each in in_order(report.problems) if each.rule == "no-plain-file")
    assert found.at.file == place
    assert not project.out.exists() or not any((project.out / "sounds").rglob("*"))
    assert rules(project.build()) == rules(report), "told again by a build that knows the last one"


def test_a_link_within_content_is_the_file_that_it_leads_to(site_of: Site) -> None:
    project = site_with(site_of)
    project.write({"content/relics/den-hai/index.vi.md": relic(code="EZ600", extra=SOUND)})
    project.write({f"{FOLDER}/goc.mp3": (b"\xff\xfb\x90\x64" + bytes(413)) * 10})
    link(project, "content/relics/den-hai/doc.mp3", "../den-thu/goc.mp3")
    assert not project.build().stopped
    assert (project.out / "sounds/relics/den-hai/doc.mp3").stat().st_size == 4170


@pytest.mark.needs("posix")
@pytest.mark.parametrize(
    "place", [f"{FOLDER}/doc.mp3", f"{FOLDER}/cong.jpg", f"{FOLDER}/index.en.md", "content/retired.csv", "content/about.vi.md", "content/a"]
)
def test_a_pipe_is_told_and_nobody_waits_for_it(place: str, site_of: Site) -> None:
    project = site_with(site_of, SOUND if place.endswith("mp3") else "")
    os.mkfifo(project.root / place)
    (found,) = (each for each in in_order(project.build().problems) if each.rule == "no-plain-file")
    assert (found.at.file, found.values["reason"]) == (place, "special")
    with pytest.raises(files.RefusedFileError):
        files.opened(project.root / place)


def test_a_pipe_that_takes_a_file_s_place_is_found_once_it_is_open(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    try:
        with pytest.raises(files.RefusedFileError):
            files.check_plain(os.fstat(reading), 10)
    finally:
        os.close(reading)
        os.close(writing)


def named(name: str) -> list[Problem]:
    return list(files.listed(Path(name), "content").problems)


@pytest.mark.parametrize(
    ("name", "reason", "right"),
    [
        ("Đền Củi: thuyết minh.mp3", "character", "Đền Củi thuyết minh.mp3"),
        ("Sao vậy?.jpg", "character", "Sao vậy.jpg"),
        ("dòng\nmới.jpg", "character", "dòng mới.jpg"),
        ("anh.jpg ", "end", "anh.jpg"),
        ("anh.", "end", "anh"),
        ("con.jpg", "reserved", "tep-con.jpg"),
        ("LPT1", "reserved", "tep-LPT1"),
        ("ă" * 110, "length", "ă" * 50),
        (os.fsdecode(b"anh\xff.jpg"), "encoding", "anh.jpg"),
    ],
)
def test_a_name_that_not_every_system_can_have_is_told_with_one_that_it_can(name: str, reason: str, right: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / name).touch()
    (found,) = named(str(tmp_path / "content"))
    assert (found.rule, found.values["reason"], found.values["right"]) == ("unportable-name", reason, right)
    assert names.fault(right) == ""


def test_names_that_one_folder_of_windows_cannot_both_have_are_told(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    decomposed = unicodedata.normalize("NFD", "Cổng.jpg")
    for name in ("Anh.jpg", "anh.jpg", "Cổng.jpg", decomposed):
        (tmp_path / "content" / name).touch()
    assert [each.values["reason"] for each in named(str(tmp_path / "content"))] == ["twin", "twin"]


def test_what_machines_leave_is_passed_over(site_of: Site) -> None:
    project = site_with(site_of)
    left = ("@eaDir/index.vi.md@SynoEAStream", "Thumbs.db", ".DS_Store", "~$index.docx", "index.vi.md~", "desktop.ini")
    project.write({f"{FOLDER}/{name}": b"x" for name in left})
    project.write({"content/__MACOSX/relics/._den-thu": b"x", "content/relics/@eaDir/a.md": b"x"})
    assert project.build(strict=True).problems == ()


def test_a_refusal_says_to_an_editor_what_to_do(site_of: Site) -> None:
    project = site_with(site_of)
    link(project, f"{FOLDER}/thua.mp3", "/etc/hostname")
    assert "chép chính tệp ấy vào đây, thay cho liên kết (symlink) dẫn ra ngoài thư mục content" in told(project.check())
    assert "copy the file itself here" in told(project.check(), "en")


def test_an_article_shows_pictures_of_its_own_folder_only(site_of: Site) -> None:
    article = "---\ntitle: Thử\npictures:\n  - {file: ../private.jpg, alt: a, credit: b, licence: c}\n---\nBài."
    project = site_of({"content/about.vi.md": article, "content/site.yml": SETTINGS, f"{FOLDER}/index.vi.md": relic(code="7K3QM")})
    (project.root / "private.jpg").write_bytes(b"secret")
    assert rules(project.check()) == {"missing-picture"}


def test_what_the_disk_refuses_is_told_as_the_disk_s(tmp_path: Path) -> None:
    name = f"content/{'a' * 300}.md"
    content, (found,) = files.read(tmp_path / name, name, 10)
    assert (content, found.rule) == (b"", "unreadable-file")
    assert found.values["detail"]


def test_no_more_is_read_than_a_kind_may_have(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert files.content(tmp_path / "a", 5) == b"12345"
    with pytest.raises(files.RefusedFileError):
        files.content(tmp_path / "a", 4)
