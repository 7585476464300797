"""The program as it is installed: what is in the package, and that it builds a site of content alone as a checkout does."""

import http.client
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from disan import __version__
from tests.fixtures.packages import Environment, ready
from tests.fixtures.projects import SAMPLE, TODAY, Project
from tests.requirements import ROOT
from tests.test_interpreters import asked

pytestmark = [pytest.mark.long, pytest.mark.slow]


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Environment:
    """An environment in which nothing was but what the wheel requires, and now the wheel: test_interpreters builds with it too."""
    this = asked(Path(sys.executable))
    assert this
    return ready(this.program, this.name, wheel)


@pytest.fixture
def content_alone(tmp_path: Path) -> Path:
    """A folder with content of every kind and nothing else; our own is built from the wheel on every Python in test_interpreters."""
    shutil.copytree(SAMPLE / "content", tmp_path / "alone" / "content")
    return tmp_path / "alone"


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_package_holds_all_that_the_program_reads(released: Path, wheel: Path) -> None:
    """The wheel is made from the archive of sources, so what it holds the archive held too."""
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"disan/{name}" for name in files(ROOT / "disan") if "__pycache__" not in name}
    wanted |= {f"disan/templates/{name}" for name in files(ROOT / "templates")}
    assert wanted <= held
    assert {name for name in held if not name.startswith("disan/")} == {
        f"disan-{__version__}.dist-info/{name}"
        for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE", "top_level.txt")
    }
    with tarfile.open(released / f"disan-{__version__}.tar.gz") as archive:
        assert f"disan-{__version__}/templates/base.html" in archive.getnames()


def test_content_alone_becomes_the_same_site_as_from_the_checkout(
    installed: Environment, content_alone: Path, sample_project: Project
) -> None:
    installed.run("disan", "--today", TODAY.isoformat(), folder=content_alone)
    assert not (content_alone / "templates").exists()
    ours, theirs = sample_project.files(), Project(content_alone).files()
    assert sorted(ours) == sorted(theirs)
    assert [name for name, file in ours.items() if file != theirs[name]] == []
    assert len(ours) > 20


def test_a_new_site_builds_checks_and_serves(installed: Environment, tmp_path: Path) -> None:
    installed.run("disan", "init", "trang", folder=tmp_path)
    site = tmp_path / "trang"
    said = installed.run("disan", "check", "--strict", folder=site)
    assert "Nội dung ổn: 0 lỗi, 0 cảnh báo" in said.stderr
    installed.run("python", "-m", "disan", "--strict", folder=site)
    assert "hồ sơ thử" in (site / "site" / "index.html").read_text(encoding="utf-8")
    assert "hồ sơ thử" in served(installed, site)


def served(environment: Environment, site: Path) -> str:
    """The front page, as the preview of a site answers with it."""
    command = [str(environment.programs / "disan"), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=site, env=environment.surroundings, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            assert process.stdout
            address = next(found for line in process.stdout if (found := re.search(r"http://([\d.]+:\d+)/", line)))
            connection = http.client.HTTPConnection(address[1], timeout=20)
            connection.request("GET", "/")
            answer = connection.getresponse()
            assert answer.status == 200
            page = answer.read().decode()
            connection.close()
            return page
        finally:
            process.terminate()


def test_the_line_of_a_new_site_installs_this_version(installed: Environment, released: Path, tmp_path: Path) -> None:
    installed.run("disan", "init", "trang", folder=tmp_path)
    options = ("--dry-run", "--no-deps", "--no-index", "--ignore-installed", "--find-links", str(released))
    said = installed.install(*options, "-r", tmp_path / "trang" / "requirements.txt")
    assert f"Would install disan-{__version__}" in said


def test_what_is_missing_is_told_as_for_an_installed_program(installed: Environment, tmp_path: Path) -> None:
    installed.run("disan", "init", "trang", folder=tmp_path)
    command = [str(installed.programs / "disan"), "posters"]
    done = subprocess.run(command, cwd=tmp_path / "trang", env=installed.surroundings, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.rstrip().endswith('pip install "disan[plaques]"')


def test_the_command_tells_its_version_and_its_name(installed: Environment, tmp_path: Path) -> None:
    assert installed.run("disan", "--version", folder=tmp_path).stdout == f"disan {__version__}\n"
    assert installed.run("disan", "check", "--help", folder=tmp_path).stdout.startswith("usage: disan check ")
