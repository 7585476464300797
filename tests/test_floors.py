"""The house's rooms (docs/architecture.md): imports go down only, and a third-party library has one room."""

import ast
import collections
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "disan"
ROOMS = ("core", "drawing", "content", "render", "ledger", "editing", "pages", "build", "printing", "verify", "preview", "cli")
"""Lowest first: a room imports from itself and from those before it."""
LIBRARIES = {
    "PIL": "drawing",
    "cv2": "printing",
    "ezdxf": "printing",
    "fontTools": "drawing",
    "fontpkg": "drawing",
    "icalendar": "build",
    "jinja2": "render",
    "livereload": "preview",
    "lunar_vn": "content",
    "markdown": "content",
    "nh3": "content",
    "numpy": "printing",
    "openpyxl": "editing",
    "pagefind_bin": "build",
    "pikepdf": "printing",
    "pillow_heif": "drawing",
    "pypdfium2": "printing",
    "rcssmin": "render",
    "rjsmin": "render",
    "segno": "drawing",
    "tornado": "preview",
    "typst": "drawing",
    "warcio": "verify",
    "watchfiles": "preview",
    "yaml": "content",
    "zxingcpp": "printing",
}
"""The one room of each library."""
FREE = {"markupsafe", "msgspec"}
FILES = sorted(PACKAGE.rglob("*.py"))


def room(file: Path) -> str:
    """The room that a file belongs to."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(file: Path) -> Iterator[str]:
    """Every name that a file imports, in full; those inside functions too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_module_is_in_a_room() -> None:
    assert {room(file) for file in FILES} - {"__init__", "__main__"} == set(ROOMS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_imports_go_down(file: Path) -> None:
    own = room(file)
    for name in imported(file):
        parts = name.split(".")
        if parts[0] == "disan" and len(parts) > 1 and parts[1] in ROOMS and own in ROOMS:
            assert ROOMS.index(parts[1]) <= ROOMS.index(own), f"{own} imports {parts[1]}, which is above it"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_one_library_one_room(file: Path) -> None:
    own = room(file)
    for name in imported(file):
        library = name.partition(".")[0]
        if library in LIBRARIES:
            assert own == LIBRARIES[library], f"{library} belongs to {LIBRARIES[library]}"
        else:
            assert library == "disan" or library in FREE or library in sys.stdlib_module_names, f"{library} has no room"


def test_no_class_name_twice() -> None:
    places = collections.defaultdict(list)
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name.lstrip("_")].append(f"{file.relative_to(PACKAGE)}:{node.lineno}")
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_says_what_comes_in_what_goes_out_and_what_it_may_not_know(name: str) -> None:
    told = ast.get_docstring(ast.parse((PACKAGE / name / "__init__.py").read_text(encoding="utf-8"))) or ""
    sentences = [each for each in told.replace("\n", " ").split(". ") if each]
    assert len(sentences) == 3, told


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_modules_and_functions_are_short(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert source.count("\n") <= 250
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_modules_say_what_they_do(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
