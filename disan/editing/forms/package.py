"""The form program as its npm package holds it: folders in which packages may be installed go in, the site's files come out.

The package is made for bundlers. A browser needs no bundler: an import map says where each module stands, and a table of words, which
browsers do not import as JSON, becomes a module of one line, with the words that it lacks. Nothing in the program's own files is changed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from disan.core import listeners

NAME = "@sveltia/cms"
VERSION = "0.221.1"
"""The version that is tested, as package.json has it."""
_PROGRAM = ("npm/index.js", "npm/chunks/*.js", "npm/assets/*", "LICENSE.txt")
WORDS = "sveltia/locales/vi"
"""The table of words that the forms speak; English stands in the program itself."""
OWN_WORDS = Path(__file__).parent / "words.json"
"""Vietnamese for what an editor meets and the program's table lacks: without it, a warning that somebody else's work is about to be
overwritten would be in English."""
_MODULES = {
    "exifr/dist/lite.esm.mjs": "exifr/dist/lite.esm.mjs",
    "immutable": "immutable/dist/immutable.es.js",
    "svgo/browser": "svgo/dist/svgo.browser.js",
    "turndown/lib/turndown.browser.es.js": "turndown/lib/turndown.browser.es.js",
    "@shikijs/langs/markdown": "@shikijs/langs/dist/markdown.mjs",
    "@shikijs/langs/yaml": "@shikijs/langs/dist/yaml.mjs",
    "@shikijs/themes/github-dark": "@shikijs/themes/dist/github-dark.mjs",
    "@shikijs/themes/github-light": "@shikijs/themes/dist/github-light.mjs",
}
"""What the program imports by name when it is needed, and the file in `node_modules`; what our forms never need is left out."""


class PackageMissingError(Exception):
    """The package, or a part of it, is not installed."""


def files(folders: Sequence[Path]) -> dict[str, bytes]:
    """The program's files by their names below /admin/. `folders` may have `node_modules` in them. Raises PackageMissingError."""
    packages = next((folder / "node_modules" for folder in folders if (folder / "node_modules" / NAME / "npm").is_dir()), None)
    if packages is None:
        raise PackageMissingError(NAME)
    found = {f"sveltia/{file.relative_to(packages / NAME).as_posix()}": file for file in _program(packages / NAME)}
    for module in _MODULES.values():
        found[f"modules/{module}"] = packages / module
        found |= {f"modules/{licence.relative_to(packages).as_posix()}": licence for licence in _licences(packages, module)}
    if missing := [name for name, file in found.items() if not file.is_file()]:
        raise PackageMissingError(missing[0])
    words = _module(packages / NAME / f"{WORDS.partition('/')[2]}.json")
    return {**{name: file.read_bytes() for name, file in found.items()}, f"{WORDS}.js": words}


def import_map() -> Mapping[str, str]:
    """The import map: the place of each module that the program imports by name, seen from /admin/."""
    return {**{name: f"./modules/{file}" for name, file in _MODULES.items()}, f"./{WORDS}.json": f"./{WORDS}.js"}


def _program(package: Path) -> Iterator[Path]:
    for pattern in _PROGRAM:
        yield from sorted(file for file in package.glob(pattern) if file.suffix != ".map")


def _licences(packages: Path, module: str) -> Iterator[Path]:
    """A package's licence, which has to go where its code goes."""
    owner = module.split("/")[: 2 if module.startswith("@") else 1]
    yield from sorted(packages.joinpath(*owner).glob("LICENSE*"))


def _module(table: Path) -> bytes:
    if not table.is_file():
        raise PackageMissingError(table.name)
    own, theirs = (json.loads(file.read_text(encoding="utf-8")) for file in (OWN_WORDS, table))
    return f"export default {listeners.json(_together(own, theirs))};\n".encode()


def _together(own: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Both tables; where both have a word, theirs."""
    tables = {
        name: _together(own[name], theirs[name]) for name in own if isinstance(own[name], dict) and isinstance(theirs.get(name), dict)
    }
    return {**own, **theirs, **tables}
