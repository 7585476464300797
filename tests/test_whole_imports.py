"""An import is whole: killed at any instant or refused by the disk, the next command finds all of it or nothing. Test data only."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from disan import cli
from disan.core.transactions import PREFIX
from tests.fixtures.projects import Project, Site, relic
from tests.requirements import ROOT
from tests.test_transactions import there

TABLE = "folder,title,sources.1.title,type\n" + "".join(
    f"{folder},{title},Sách,history\n"
    for folder, title in [("den-0", "Đền không"), ("den-1", "Đền một"), *((f"moi-{n}", f"Đền mới {n}") for n in range(9))]
)


@pytest.fixture
def project(site_of: Site) -> Project:
    """Two relics, and a table that changes both and adds nine."""
    made = site_of(
        {f"content/relics/den-{number}/index.vi.md": relic(f"Đền {number}", code=code) for number, code in enumerate(("7K3QM", "82MW3"))}
    )
    made.write({"bang.csv": TABLE})
    return made


def command(project: Project, *words: str, before: str = "") -> list[str]:
    """A command of the program, with `before` done first."""
    return [
        sys.executable,
        "-c",
        f"{before}\nfrom disan.__main__ import run; run('disan')",
        *words,
        "--root",
        str(project.root),
    ]


def imported(project: Project, **named: str) -> list[str]:
    return command(project, "import", "relic", str(project.root / "bang.csv"), **named)


def titles(project: Project) -> list[str]:
    return sorted(line for file in project.root.glob("content/relics/*/index.vi.md") for line in file.read_text("utf-8").splitlines()[1:2])


@pytest.mark.needs("posix")
def test_an_import_that_outgrows_the_disk_is_the_machines_fault(project: Project) -> None:
    """A disk that takes files of 100 bytes and no more, really: the system refuses the rest of a write that it has begun."""
    before = there(project.root / "content")
    limit = (
        "import resource, signal, sys; sys.dont_write_bytecode = True; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))"
    )
    done = subprocess.run(imported(project, before=limit), capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    assert done.returncode == 2
    assert "ệ thống không cho ghi tệp lớn đến thế" in done.stderr
    assert "không phải lỗi của nội dung" in done.stderr
    assert "Traceback" not in done.stderr
    assert there(project.root / "content") == before
    assert cli.main(["import", "relic", str(project.root / "bang.csv"), "--root", str(project.root)]) == 0
    assert len(titles(project)) == 11


@pytest.mark.slow
def test_an_import_killed_at_random_instants(project: Project) -> None:
    """The next command, whichever it is, finds all of it or nothing."""
    content = project.root / "content"
    before, kept = there(content), shutil.copytree(content, project.root / "kept")
    began = time.monotonic()
    subprocess.run(imported(project), check=True, capture_output=True, cwd=ROOT)
    lasts = time.monotonic() - began
    wanted = titles(project)
    randomness = random.Random(20261129)
    for _ in range(12):
        shutil.rmtree(content)
        shutil.copytree(kept, content)
        process = subprocess.Popen(imported(project), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
        time.sleep(lasts * randomness.uniform(0.6, 1.05))
        process.kill()
        process.wait()
        assert cli.main(["progress", "--root", str(project.root)]) == 0
        assert there(content) == before or titles(project) == wanted
        assert not list(content.glob(f"{PREFIX}*"))


@pytest.mark.needs("posix")
def test_a_command_beside_a_running_import_leaves_it_its_work(project: Project) -> None:
    stop = "PREFIX in str(a[:1]) and e == 'os.rename' and os.kill(os.getpid(), signal.SIGSTOP)"
    held = f"import os, signal, sys; from disan.core.transactions import PREFIX; sys.addaudithook(lambda e, a: {stop})"
    process = subprocess.Popen(imported(project, before=held), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    assert os.WIFSTOPPED(os.waitpid(process.pid, os.WUNTRACED)[1])
    assert cli.main(["progress", "--root", str(project.root)]) == 0
    assert list((project.root / "content").glob(f"{PREFIX}*"))
    while process.poll() is None:
        process.send_signal(signal.SIGCONT)
        time.sleep(0.01)
    assert process.returncode == 0
    assert len(titles(project)) == 11
