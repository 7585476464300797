"""Whatever is wrong with the cache, a build ends well and its site is that of a clean build: it costs time, and never a build.

The cache is known here by its one file below .cache/ alone; what stands in it is never asked for by name.
"""

import contextlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from tests.edits.surroundings import start
from tests.edits.world import put
from tests.fixtures.projects import TODAY, Project, clean, told
from tests.requirements import ROOT

Harm = Callable[[Path], contextlib.AbstractContextManager[None]]
CHANGED = "content/relics/den-mot/index.vi.md"
SIZE_AT_MOST = 96 * 1024
"""Bytes of a file, where a disk is full: more than any file of the site has, less than the cache."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Records of every kind with pictures, blocks and translations, built once. For copying."""
    project = Project(tmp_path_factory.mktemp("built") / "project")
    put(project, None, start())
    assert not project.build().stopped
    return project


@pytest.fixture
def project(built: Project, tmp_path: Path) -> Project:
    """The same in a place of its own, where it was built too, so that most of it is known."""
    shutil.copytree(built.root / "content", tmp_path / "project/content")
    made = Project(tmp_path / "project")
    assert not made.build().stopped
    return made


def change(project: Project) -> None:
    """Another title, which other pages show too."""
    text = (project.root / CHANGED).read_text(encoding="utf-8")
    project.write({CHANGED: text.replace("title: Nơi", "title: Chốn")})


def same_as_clean(project: Project, folder: Path) -> None:
    """Fails where the site is not the one that the content makes where nothing was built before."""
    report, files = clean(project, folder)
    assert not report.stopped
    assert project.files() == files


def cache_of(project: Project) -> Path:
    """The one file that the cache is."""
    (file,) = (project.root / ".cache").glob("*.sqlite")
    return file


def command(project: Project, *words: str) -> list[str]:
    """A build of the project as a process, with every warning an error."""
    return [sys.executable, "-W", "error", *(words or (str(ROOT / "build.py"),)), "--root", str(project.root), "--today", TODAY.isoformat()]


def replaced(make: Callable[[bytes], bytes]) -> Harm:
    """Other bytes in the file's place, and nothing beside it."""

    @contextlib.contextmanager
    def harm(file: Path) -> Iterator[None]:
        content = make(file.read_bytes())
        for each in file.parent.glob(f"{file.name}*"):
            each.unlink()
        file.write_bytes(content)
        yield

    return harm


def flipped(seed: int, count: int) -> Callable[[bytes], bytes]:
    """Some bits of a file turned over, its head apart, so that it still looks like what it was."""

    def make(content: bytes) -> bytes:
        chance, changed = Random(seed), bytearray(content)
        for _ in range(count):
            changed[chance.randrange(100, len(changed))] ^= 1 << chance.randrange(8)
        return bytes(changed)

    return make


def zeroed(content: bytes) -> bytes:
    """Nothing in the middle third of a file, as a disk leaves it that lost power."""
    third = len(content) // 3
    return content[:third] + bytes(third) + content[2 * third :]


def foreign(_content: bytes) -> bytes:
    """A whole database of somebody else's."""
    connection = sqlite3.connect(":memory:")
    connection.executescript("CREATE TABLE theirs (name TEXT); INSERT INTO theirs VALUES ('not ours')")
    content = connection.serialize()
    connection.close()
    return content


@contextlib.contextmanager
def a_folder(file: Path) -> Iterator[None]:
    """A folder at the file's name, with something in it."""
    for each in file.parent.glob(f"{file.name}*"):
        each.unlink()
    (file / "theirs").mkdir(parents=True)
    yield


@contextlib.contextmanager
def no_folder(file: Path) -> Iterator[None]:
    """A file at the name of the folder."""
    shutil.rmtree(file.parent)
    file.parent.write_bytes(b"theirs")
    yield


def with_mode(mode: int, *, of_folder: bool = False) -> Harm:
    """Another mode of the file or its folder; the superuser may read and write all the same."""

    @contextlib.contextmanager
    def harm(file: Path) -> Iterator[None]:
        changed = file.parent if of_folder else file
        changed.chmod(mode)
        try:
            yield
        finally:
            changed.chmod(0o755)

    return harm


def held(statement: str) -> Harm:
    """Another process that has begun to read or write and does not end."""

    @contextlib.contextmanager
    def harm(file: Path) -> Iterator[None]:
        connection = sqlite3.connect(file, isolation_level=None)
        try:
            connection.execute(statement)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
            yield
        finally:
            connection.close()

    return harm


HARMS: dict[str, Harm] = {
    "empty": replaced(lambda _content: b""),
    "short": replaced(lambda content: content[: len(content) // 2]),
    "shorter": replaced(lambda content: content[:5000]),
    "zeroed": replaced(zeroed),
    "a text": replaced(lambda _content: b"not a cache " * 999),
    "a foreign database": replaced(foreign),
    **{f"{count} bits, {seed}": replaced(flipped(seed, count)) for seed, count in ((1, 1), (2, 3), (3, 20), (4, 200), (5, 200), (6, 9999))},
    "a folder": a_folder,
    "no folder": no_folder,
    "unreadable": with_mode(0),
    "read-only": with_mode(0o444),
    "in a read-only folder": with_mode(0o555, of_folder=True),
    "being read": held("BEGIN"),
    "being written": held("BEGIN IMMEDIATE"),
    "locked": held("BEGIN EXCLUSIVE"),
}


OFTEN = ("a foreign database", "read-only")
"""A file that is no cache and one that takes nothing, for the quick run."""


@pytest.mark.parametrize(
    "harm", [pytest.param(harm, id=name, marks=[] if name in OFTEN else pytest.mark.slow) for name, harm in HARMS.items()]
)
def test_a_cache_that_fails_costs_time_and_no_build(project: Project, tmp_path: Path, harm: Harm) -> None:
    with harm(cache_of(project)):
        change(project)
        assert not project.build(jobs=2).stopped
        assert told(project.build()) == told(project.check())
    same_as_clean(project, tmp_path / "clean")
    project.write({CHANGED: (project.root / CHANGED).read_text(encoding="utf-8").replace("Bài thử", "Bài khác")})
    assert not project.build().stopped
    same_as_clean(project, tmp_path / "clean again")


@pytest.mark.slow
@pytest.mark.needs("posix")
def test_a_cache_that_outgrows_the_disk_costs_no_build(built: Project, tmp_path: Path) -> None:
    assert max(map(len, built.files().values())) < SIZE_AT_MOST < cache_of(built).stat().st_size
    project = Project(tmp_path / "project")
    shutil.copytree(built.root / "content", project.root / "content")
    limit = f"resource.setrlimit(resource.RLIMIT_FSIZE, ({SIZE_AT_MOST}, {SIZE_AT_MOST}))"
    # Bytecode that is longer would be kept by half, and every later process fail.
    limited = f"import resource, runpy, sys; sys.dont_write_bytecode = True; {limit}; runpy.run_module('disan', run_name='__main__')"
    for _ in range(2):
        subprocess.run(command(project, "-c", limited), cwd=ROOT, check=True, capture_output=True)
        same_as_clean(project, tmp_path / "clean")
        change(project)


@pytest.mark.slow
def test_what_another_version_kept_is_not_used(built: Project, tmp_path: Path) -> None:
    """A program in which one label is another."""
    other = tmp_path / "other"
    for name in ("disan", "templates"):
        shutil.copytree(ROOT / name, other / name, ignore=shutil.ignore_patterns("__pycache__"))
    strings = other / "disan/core/strings/vi/interface.toml"
    text = strings.read_text(encoding="utf-8")
    strings.write_text(text.replace("Chuyện", "Truyện").replace("Nguồn", "Gốc"), encoding="utf-8")
    project = Project(tmp_path / "project")
    shutil.copytree(built.root / "content", project.root / "content")
    subprocess.run(command(project, "-m", "disan"), cwd=other, check=True, capture_output=True)
    assert project.files() != built.files()
    assert not project.build().stopped
    assert project.files() == built.files()


@pytest.mark.slow
@pytest.mark.parametrize("number", range(3))
def test_builds_at_once_end_well(project: Project, tmp_path: Path, number: int) -> None:
    change(project)
    shutil.rmtree(project.root / ".cache") if number == 0 else None
    outs = [("--out", str(tmp_path / f"site {each}")) for each in range(2)]
    running = [subprocess.Popen([*command(project), *out], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for out in outs]
    said = [each.communicate()[0] for each in running]
    assert [each.returncode for each in running] == [0, 0], said
    assert not project.build().stopped
    same_as_clean(project, tmp_path / "clean")
    for _, out in outs:
        shutil.rmtree(project.out)
        Path(out).rename(project.out)
        same_as_clean(project, tmp_path / f"clean {out[-1]}")
