"""What the machine refuses ends in a sentence and in exit code 2, whatever the command; nothing is lost and nobody is left behind."""

import errno
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from disan import cli
from disan.build.output import turns
from disan.core import faults, locks
from disan.core.files import RefusedFileError
from disan.core.strings import load
from tests.fixtures.projects import SETTINGS, TODAY, Project, relic

ROOT = Path(__file__).parent.parent
BUILD = [sys.executable, str(ROOT / "build.py")]
RECORD = "content/relics/den-mot/index.vi.md"
WHOLE = "không mất gì"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small site, built once; the tests leave its content as it is."""
    project = Project(tmp_path_factory.mktemp("faults") / "project")
    project.write({"content/site.yml": SETTINGS, RECORD: relic("Đền Một", code="82MW3")})
    project.build(jobs=1)
    return project


def held(number: int) -> OSError:
    """What Windows says of a file that another program has open."""
    error = PermissionError(errno.EACCES, "Permission denied", "a.xlsx")
    error.winerror = number  # type: ignore[attr-defined]  # Only there it has one.
    return error


SENTENCES: dict[str, tuple[BaseException, str]] = {
    "full": (OSError(errno.ENOSPC, "", "a"), "a: ổ đĩa đã đầy"),
    "full, of no file": (OSError(errno.ENOSPC, ""), "Ổ đĩa đã đầy"),
    "full, as libxml2 tells it": (RuntimeError("IO_ENOSPC"), "Ổ đĩa đã đầy"),
    "read-only": (OSError(errno.EROFS, "", "a"), "ổ đĩa chỉ cho đọc"),
    "rights": (OSError(errno.EACCES, "", "a"), "không được phép đọc hay ghi"),
    "in use": (held(32), "Hãy đóng ở đó"),
    "broken": (OSError(errno.EIO, "", "a"), "xem lại dây cắm"),
    "many files": (OSError(errno.EMFILE, ""), "quá nhiều tệp"),
    "threads": (RuntimeError("can't start new thread"), "đóng bớt chương trình"),
    "memory": (MemoryError(), "không đủ bộ nhớ"),
    "long": (OSError(errno.ENAMETOOLONG, "", "a"), "quá dài"),
    "no letters": (UnicodeEncodeError("utf-8", "\udcff", 0, 1, "surrogates not allowed"), "không phải chữ Unicode"),
    "gone": (OSError(errno.ENOENT, "", "a"), "vừa bị xóa hay đổi tên"),
    "no folder": (OSError(errno.ENOENT, ""), "TMPDIR"),
    "a file of ours": (OSError(errno.ENOENT, "", str(ROOT / "disan/core/strings/vi/a.toml")), "cài lại chương trình"),
    "a file for a folder": (OSError(errno.ENOTDIR, "", "a"), "Hãy chuyển nó đi nơi khác"),
    "no network": (OSError(errno.ENETUNREACH, ""), "kiểm tra mạng"),
    "a library": (ImportError("failed to map segment from shared object"), "cài lại"),
    "Ctrl-C": (KeyboardInterrupt(), "Đã dừng theo yêu cầu"),
    "a pipe": (RefusedFileError("no-plain-file", reason="special"), "không phải là một tệp thường"),
}


@pytest.mark.parametrize("case", SENTENCES)
def test_a_fault_of_the_machine_says_what_to_do(case: str) -> None:
    error, sentence = SENTENCES[case]
    told = faults.sentence(error, load("vi"))
    assert sentence in told
    assert WHOLE in told or case == "a pipe"
    assert faults.sentence(error, load("en")).isascii() or case == "a pipe"


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError(),
        KeyError("a"),
        ImportError("no name", name="disan.core"),
        OSError(errno.EBADF, ""),
        OSError(errno.EINVAL, ""),
        OSError("a"),
        ValueError(),
    ],
)
def test_a_fault_of_the_program_is_none_of_the_machine_s(error: Exception) -> None:
    assert faults.sentence(error, load("vi")) == ""


def test_a_workbook_that_excel_has_open_is_told_as_that(tmp_path: Path) -> None:
    (tmp_path / "~$bang.xlsx").touch()
    for name in ("bang.xlsx", ".bang.xlsx.part"):
        told = faults.sentence(PermissionError(errno.EACCES, "", str(tmp_path / name)), load("vi"))
        assert "thường là Excel" in told


STREAMS = {
    "a reader that has enough": ("assign", "2>&1 | true; exit ${PIPESTATUS[0]}", 1),
    "closed output": ("progress", ">&-", 0),
    "closed errors": ("assign", "2>&-", 1),
    "all closed": ("progress", ">&- 2>&- <&-", 0),
    "errors that nobody can be told": ("assign", "2>/dev/full", 1),
    "output on a full disk": ("progress", ">/dev/full", 2),
    "all on a full disk": ("progress", ">/dev/full 2>&1", 2),
}


@pytest.mark.needs("posix")
@pytest.mark.parametrize("case", STREAMS)
def test_an_exit_code_is_true_whoever_listens(case: str, built: Project, tmp_path: Path) -> None:
    command, streams, code = STREAMS[case]
    project = built
    if code == 1:
        project = Project(tmp_path)
        project.write({"content/site.yml": SETTINGS, RECORD: "---\ntitle: 'x\n---\n"})
    done = subprocess.run(
        ["bash", "-c", f"{shlex.join([*BUILD, command, '--root', str(project.root)])} {streams}"], capture_output=True, check=False
    )
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.needs("posix")
def test_a_bare_machine_is_enough(built: Project, tmp_path: Path) -> None:
    """Without git, home, temporary folder of its own, letters beyond ASCII, on a terminal of 20 columns."""
    bare = {"PATH": str(tmp_path), "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "COLUMNS": "20", "TMPDIR": str(tmp_path / "none")}
    done = subprocess.run([*BUILD, "check", "--root", str(built.root)], capture_output=True, encoding="utf-8", check=False, env=bare)
    assert (done.returncode, "Nội dung ổn" in done.stderr) == (0, True), done.stderr
    wrong = subprocess.run(
        [*BUILD, "summary", "--since", "HEAD", "--root", str(built.root)], capture_output=True, encoding="utf-8", check=False, env=bare
    )
    assert (wrong.returncode, "kho git" in wrong.stderr) == (2, True), wrong.stderr


IN_THE_WAY = {
    "the site": ("site", ["build"]),
    "a workbook's folder": ("a", ["sheet", "relic", "{root}/a/b.xlsx"]),
    "no project": ("du-an", ["check", "--root", "{root}/du-an"]),
    "content": ("content", ["new", "relic", "Đền Hai"]),
    "the new site": ("moi", ["init", "{root}/moi/a"]),
    "the posters": ("posters", ["posters", "--accept-temporary-address", "--out", "{root}/posters"]),
}


@pytest.mark.parametrize("case", IN_THE_WAY)
def test_a_file_where_a_folder_must_go_is_told(case: str, built: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name, words = IN_THE_WAY[case]
    project = Project(tmp_path)
    if name != "content":
        project.write({"content/site.yml": SETTINGS, RECORD: relic("Đền Một", code="82MW3")})
    project.write({name: "theirs"})
    code = cli.main(
        [*(word.format(root=tmp_path) for word in words), *([] if words[0] in ("init", "check") else ["--root", str(tmp_path)])]
    )
    assert code == 2
    assert capsys.readouterr().err.count("Hãy") == 1
    assert (tmp_path / name).read_text(encoding="utf-8") == "theirs"


def test_a_name_of_which_no_file_can_be_made_is_told_as_the_content_s(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write({"content/site.yml": SETTINGS, RECORD: relic(extra=f"formerly: [{'y' * 300}]\n")})
    for name in ("x" * 250, "x" * 180):
        project.write({f"content/relics/{name}/index.vi.md": relic()})
    project.write({f"content/relics/{'x' * 150}/index.vi.md": relic()})
    report = project.check()
    assert sorted(each.rule for each in report.problems if each.grade == "error") == ["bad-slug", "bad-slug", "unportable-name"]


@pytest.mark.parametrize("command", [["import", "relic"], ["photos", "{root}", "--workbook"]])
@pytest.mark.parametrize("name", ["bang.xlsx", "bang.csv"])
def test_a_table_that_is_larger_than_any_of_ours_is_not_read(
    name: str, command: list[str], built: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(100_000_001)
    assert cli.main([*(word.format(root=tmp_path) for word in command), str(tmp_path / name), "--root", str(built.root)]) == 2
    assert "nặng 101 MB" in capsys.readouterr().err


NO_GIT = "#!/bin/sh\nhead -c 3000 /dev/urandom\n"


@pytest.mark.needs("posix")
def test_what_only_goes_by_the_name_of_git_is_told(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write({"content/site.yml": SETTINGS, RECORD: relic("Đền Một", code="82MW3"), "bin/git": NO_GIT})
    (tmp_path / ".git").mkdir()
    (tmp_path / "bin" / "git").chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    command = [*BUILD, "summary", "--since", "HEAD", "--root", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment)
    assert (done.returncode, "cài lại từ https://git-scm.com" in done.stderr) == (2, True), done.stderr


PLANTED = {
    "the file that a workbook waits in": (".bang.xlsx.part", ["sheet", "relic", "{root}/bang.xlsx"], 0),
    "the file that what was found waits in": ("content/.verified.csv.part", ["verify", "--record"], 1),
    "the folder that content waits in": ("content/.writing-abc", ["assign"], 0),
    "the site": ("site", ["build"], 2),
    "the folder of posters": ("posters", ["posters", "--accept-temporary-address"], 2),
    "the folder of forwarding pages": ("moi/a", ["redirects", "--to", "https://moi.example", "--out", "{root}/moi/a"], 2),
    "the cache": (".cache", ["build", "--out", "{root}/elsewhere"], 0),
    "a template": ("templates/css/page.css", ["check"], 1),
}
"""Links that a proposal may bring, by what they take the place of: the command, and what it ends with."""


@pytest.mark.needs("posix")
@pytest.mark.parametrize("leads_to", ["a file", "a folder"])
@pytest.mark.parametrize("case", PLANTED)
def test_nothing_is_written_or_read_where_a_planted_link_leads(case: str, leads_to: str, tmp_path: Path) -> None:
    name, words, code = PLANTED[case]
    project, theirs = Project(tmp_path / "project"), tmp_path / "theirs"
    project.write({"content/site.yml": SETTINGS, RECORD: relic("Đền Một", code="82MW3")})
    theirs.mkdir()
    (theirs / "theirs").write_text("bí mật", encoding="utf-8")
    place = project.root / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(theirs if leads_to == "a folder" else theirs / "theirs")
    done = cli.main([*(word.format(root=project.root) for word in words), "--root", str(project.root)])
    assert done == code
    assert [each.read_text(encoding="utf-8") for each in theirs.rglob("*")] == ["bí mật"]


def children(process: int) -> list[int]:
    """The processes that a process began and that are still there."""
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()]


def eventually(told: Callable[[], object]) -> None:
    """Waits until it is so."""
    ends = time.monotonic() + 60
    while not told():
        assert time.monotonic() < ends
        time.sleep(0.02)


@pytest.mark.needs("linux")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=lambda number: number.name)
def test_who_ends_a_build_ends_its_processes_and_the_next_one_tidies_up(number: signal.Signals, tmp_path: Path) -> None:
    project = Project(tmp_path)
    many = {f"content/relics/den-{each}/index.vi.md": relic(f"Đền {each}", body="Lời. " * 500) for each in range(30)}
    project.write({"content/site.yml": SETTINGS, **many})
    command = [*BUILD, "--root", str(project.root), "--jobs", "3", "--today", TODAY.isoformat()]
    building = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    eventually(lambda: len(children(building.pid)) > 1)
    workers = children(building.pid)
    building.send_signal(number)
    _, told = building.communicate(timeout=60)
    if number != signal.SIGKILL:
        assert (building.returncode, "Đã dừng theo yêu cầu" in told, "Traceback" in told) == (2, True, False)
    eventually(lambda: not any(running(each) for each in workers))
    left = [each for each in (project.root / ".cache").glob("stage-*") if each.is_dir()]
    assert len(left) == (1 if number == signal.SIGKILL else 0)
    (project.root / ".cache" / "stage-of-another-version").mkdir()
    with turns.turn(project.root / ".cache", project.out, lambda: pytest.fail("nobody works")):
        assert not [each for each in (project.root / ".cache").glob("stage-*") if each.is_dir()]


def running(process: int) -> bool:
    """Whether a process is there and has not ended; one that nobody asked after counts as ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.needs("posix")
def test_the_second_build_of_a_site_waits_and_says_so(built: Project) -> None:
    kept = built.root / ".cache"
    with turns.turn(kept, built.out, lambda: pytest.fail("nobody works")):
        command = [*BUILD, "--root", str(built.root), "--no-trust"]
        waiting = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        assert waiting.stderr is not None
        assert waiting.stderr.readline().startswith("Một lệnh khác đang dựng trang này")
        with turns.turn(kept, built.root / "elsewhere", lambda: pytest.fail("another site")):
            pass
        assert waiting.poll() is None
    assert waiting.communicate()[0].startswith("Xong")
    assert waiting.returncode == 0


def test_a_lock_ends_with_whoever_holds_it(tmp_path: Path) -> None:
    held = locks.hold(tmp_path / "lock")
    assert held is not None
    assert locks.hold(tmp_path / "lock") is None
    os.close(held)
    again = locks.wait(tmp_path / "lock", lambda: pytest.fail("nobody holds it"))
    assert again is not None
    locks.release(again)
    assert locks.wait(tmp_path / "no folder/lock", lambda: pytest.fail("nobody holds it")) is None
