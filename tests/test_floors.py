"""The house's rooms (docs/architecture.md): imports go down only, and a third-party library has one room."""

import ast
import collections
import functools
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "disan"
ROOMS = ("core", "drawing", "content", "render", "ledger", "editing", "pages", "build", "printing", "verify", "preview", "cli")
"""Lowest first: a room imports from itself and from those before it."""
LIBRARIES = {
    "PIL": "drawing",
    "css_inline": "printing",
    "cv2": "printing",
    "ezdxf": "printing",
    "fontTools": "drawing",
    "fontpkg": "drawing",
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


@functools.cache
def nodes(file: Path) -> tuple[ast.AST, ...]:
    """Every node of a file's syntax, the module first; read once for all that look at them."""
    return tuple(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))


def name(file: Path) -> str:
    """The path of a file in the package."""
    return file.relative_to(PACKAGE).as_posix()


def imported(file: Path) -> Iterator[str]:
    """Every name that a file imports, in full; those inside functions too."""
    for node in nodes(file):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def told(file: Path) -> str:
    """What a module says of itself."""
    module = nodes(file)[0]
    assert isinstance(module, ast.Module)
    return ast.get_docstring(module) or ""


def test_every_module_is_in_a_room() -> None:
    assert len(FILES) > 300
    assert {room(file) for file in FILES} - {"__init__", "__main__"} == set(ROOMS)


def upward(file: Path) -> list[str]:
    """What a file imports from a room above its own."""
    own = room(file)
    parts = [each.split(".") for each in imported(file)]
    rooms = [each[1] for each in parts if each[0] == "disan" and len(each) > 1 and each[1] in ROOMS and own in ROOMS]
    return [each for each in rooms if ROOMS.index(each) > ROOMS.index(own)]


def test_imports_go_down() -> None:
    assert {name(file): above for file in FILES if (above := upward(file))} == {}


def out_of_place(file: Path) -> list[str]:
    """The libraries that a file imports and that are another room's, or nobody's."""
    free = {"disan"} | FREE | sys.stdlib_module_names
    libraries = {each.partition(".")[0] for each in imported(file)} - free
    return sorted(each for each in libraries if LIBRARIES.get(each) != room(file))


def test_one_library_one_room() -> None:
    assert {name(file): libraries for file in FILES if (libraries := out_of_place(file))} == {}


def test_no_class_name_twice() -> None:
    places = collections.defaultdict(list)
    for file in FILES:
        for node in nodes(file):
            if isinstance(node, ast.ClassDef):
                places[node.name.lstrip("_")].append(f"{name(file)}:{node.lineno}")
    assert {each: where for each, where in places.items() if len(where) > 1} == {}, "a class has a name that no other has"


@pytest.mark.parametrize("each", ROOMS)
def test_a_room_says_what_comes_in_what_goes_out_and_what_it_may_not_know(each: str) -> None:
    sentences = [sentence for sentence in told(PACKAGE / each / "__init__.py").replace("\n", " ").split(". ") if sentence]
    assert len(sentences) == 3


def test_modules_are_short() -> None:
    lines = {name(file): file.read_text(encoding="utf-8").count("\n") for file in FILES}
    assert {each: count for each, count in lines.items() if count > 250} == {}


def test_functions_are_short() -> None:
    functions = [(file, node) for file in FILES for node in nodes(file) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f"{name(file)}: {each.name}" for file, each in functions if (each.end_lineno or 0) - each.lineno >= 50] == []


def test_modules_say_what_they_do() -> None:
    assert [name(file) for file in FILES if not told(file)] == []
