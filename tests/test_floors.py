"""The house's floors (CONTRIBUTING.md): imports go down, and a third-party library has one module."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "disan"
FLOORS: dict[int, tuple[str, ...]] = {
    12: ("cli",),
    11: ("textsheets",),
    10: ("posters", "serve"),
    9: ("site",),
    8: ("forwarding", "pages", "proof", "workbook"),
    7: (
        "assignment",
        "blank",
        "check",
        "exports",
        "gallery",
        "forms",
        "guide",
        "misplaced",
        "plaques",
        "progress",
        "reference",
        "schemas",
        "sharing",
        "shrinking",
        "summary",
    ),
    6: ("articles", "catalogue", "ledger"),
    5: ("blocks", "kinds", "settings"),
    4: ("record",),
    3: ("fields", "output", "render", "standing"),
    2: (
        "addresses",
        "codes",
        "charts",
        "covers",
        "fitting",
        "history",
        "hosting",
        "lunar",
        "maps",
        "pictures",
        "prose",
        "scripts",
        "source",
        "store",
        "stylesheets",
        "symbol",
        "typesetting",
        "units",
        "workers",
    ),
    1: ("problems", "steps", "strings", "text"),
}
FLOOR = {module: floor for floor, modules in FLOORS.items() for module in modules}
ONE_MODULE = {
    "yaml": "source",
    "markdown": "prose",
    "nh3": "prose",
    "jinja2": "render",
    "segno": "symbol",
    "PIL": "pictures",
    "livereload": "serve",
    "tornado": "serve",
    "rcssmin": "stylesheets",
    "rjsmin": "scripts",
    "lunar_vn": "lunar",
    "typst": "typesetting",
    "fontpkg": "typesetting",
    "fontTools": "typesetting",
    "cv2": "plaques",
    "ezdxf": "plaques",
    "numpy": "plaques",
    "pikepdf": "plaques",
    "pypdfium2": "plaques",
    "zxingcpp": "plaques",
    "openpyxl": "workbook",
}
FREE = {"markupsafe"}
FILES = sorted(PACKAGE.rglob("*.py"))


def room(file: Path) -> str:
    """The module or package, directly below disan/, that a file belongs to."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(file: Path) -> Iterator[str]:
    """Every name that a file imports, in full."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_module_has_a_floor() -> None:
    assert {room(file) for file in FILES} - {"__init__"} == set(FLOOR)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_imports_go_down(file: Path) -> None:
    own = room(file)
    for name in imported(file):
        parts = name.split(".")
        if parts[0] == "disan" and len(parts) > 1 and parts[1] in FLOOR and parts[1] != own and own != "__init__":
            assert FLOOR[parts[1]] < FLOOR[own], f"{own} (floor {FLOOR[own]}) imports {parts[1]} (floor {FLOOR[parts[1]]})"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_one_library_one_module(file: Path) -> None:
    own = room(file)
    for name in imported(file):
        library = name.partition(".")[0]
        if library in ONE_MODULE:
            assert own == ONE_MODULE[library], f"{library} belongs to {ONE_MODULE[library]}"
        else:
            assert library == "disan" or library in FREE or library in __import__("sys").stdlib_module_names, f"{library} has no module"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_modules_and_functions_are_short(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert source.count("\n") <= 270
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_modules_say_what_they_do(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
