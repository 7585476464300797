"""Every Python that stands on this machine, from 3.11 on, builds a site without a warning, and to the same bytes; the oldest and the
newest our own.

Each has an environment of its own below .cache/, made once for a list of versions. A Python that cannot make one is left out:
`python -m tests.test_interpreters` says which are used, and why others are not.
"""

import functools
import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fixtures.packages import Environment, ready
from tests.fixtures.projects import TODAY
from tests.requirements import ROOT

pytestmark = [pytest.mark.long, pytest.mark.slow]

OLDEST = (3, 11)
NAMES = ("python3", "python3.11", "python3.12", "python3.13", "python3.14")
_TELL = "import sys; print(*sys.version_info[:3], sys.implementation.name, sys.base_prefix, sep='\\n'); import venv"


@dataclass(frozen=True)
class Interpreter:
    """A Python: where, of which version and home, and why it cannot be used, if it cannot."""

    program: Path
    version: tuple[int, ...]
    home: Path
    refusal: str = ""

    @property
    def name(self) -> str:
        """The version and, since two of one version may stand here, a sign of where."""
        return f"{'.'.join(map(str, self.version))}-{hashlib.sha256(str(self.home).encode()).hexdigest()[:4]}"


def candidates() -> list[Path]:
    """Programs that may be a Python: those on the path, of the system, of pyenv, and the one that runs this."""
    versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    on_path = [Path(folder) / name for folder in (*os.get_exec_path(), "/usr/bin") for name in NAMES]
    return [Path(sys.executable), *(each for each in (*on_path, *sorted(versions.glob("3.*/bin/python3"))) if each.is_file())]


def asked(program: Path) -> Interpreter | None:
    """What a program says of itself; None for one that is no Python, such as pyenv's stand-in for a version that is not there."""
    done = subprocess.run([str(program), "-c", _TELL], check=False, capture_output=True, text=True)
    told = done.stdout.splitlines()
    if len(told) != 5 or told[3] != "cpython":
        return None
    last = done.stderr.strip().rpartition("\n")[2]
    return Interpreter(program, tuple(map(int, told[:3])), Path(told[4]).resolve(), last if done.returncode else "")


@functools.cache
def interpreters() -> tuple[Interpreter, ...]:
    """Every Python that is new enough, each once, the oldest first."""
    found = {(each.version, each.home): each for program in reversed(candidates()) if (each := asked(program))}
    return tuple(found[key] for key in sorted(found) if key[0] >= OLDEST)


OURS, OF_TESTS = ROOT / "content", ROOT / "tests" / "sites" / "province" / "content"
"""Our content, which the oldest and the newest Python build; and test data of every kind, field and block, which those between build."""


def built(environment: Environment, folder: Path, content: Path) -> dict[str, str]:
    """The digests of the site's files by their paths, built from content in an environment.

    Share cards are left out: typst and Pillow draw them, whatever the Python, and test_package compares them.
    """
    shutil.copytree(content, folder / "content")
    settings = folder / "content" / "site.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("share_cards: có", "share_cards: không"), encoding="utf-8")
    done = environment.run("python", "-W", "error", "-m", "disan", "--today", TODAY.isoformat(), folder=folder)
    assert "Xong" in done.stdout
    # What the program says of the content is for whoever writes it; only Python must be silent.
    assert [word for word in ("Warning", "Exception", "Traceback") if word in done.stderr] == []
    files = [file for file in (folder / "site").rglob("*") if file.is_file()]
    return {file.relative_to(folder / "site").as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_every_python_here_builds_the_same_site_without_a_warning(
    wheel: Path, tmp_path_factory: pytest.TempPathFactory, subtests: pytest.Subtests
) -> None:
    """Asking each what it is takes a second, so that this is one test: whoever only collects tests need not wait for it."""
    used = [each for each in interpreters() if not each.refusal]

    @functools.cache
    def site(interpreter: Interpreter, content: Path) -> dict[str, str]:
        return built(ready(interpreter.program, interpreter.name, wheel), tmp_path_factory.mktemp("site"), content)

    for interpreter in used:
        with subtests.test(interpreter.name):
            content = OURS if interpreter in (used[0], used[-1]) else OF_TESTS
            made, compared = site(interpreter, content), site(used[0], content)
            assert len(made) > 20
            assert sorted(made) == sorted(compared)
            assert [name for name, digest in made.items() if digest != compared[name]] == []


def test_this_python_is_among_them() -> None:
    assert sys.version_info[:3] in [each.version for each in interpreters()]


if __name__ == "__main__":
    for each in interpreters():
        print(each.name, each.program, each.refusal or "used")
