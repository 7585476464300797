"""/admin/: forms in the browser that write records to the repository, with no server between (docs/architecture.md, "No server").

Settings, records and the installed form program go in, the site's files come out. The page may reach the site itself and GitHub's
interface, and nothing else; what the program would fetch from a network of others stands beside it.
"""

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from disan.content.catalogue import Catalogue
from disan.content.settings import FILE, Settings
from disan.core import listeners
from disan.core.problems import Position, Problem
from disan.core.strings import load
from disan.editing.forms import configuration, package
from disan.editing.forms.package import PackageMissingError
from disan.render import Renderer

__all__ = ["FOLDER", "files"]

FOLDER = "admin/"
"""Where the forms stand in the site."""
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' blob: data: https://avatars.githubusercontent.com",
    "media-src": "'self' blob:",
    "font-src": "'self'",
    "connect-src": "'self' blob: data: https://api.github.com",
    "worker-src": "'self' blob:",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""The program styles elements one by one, and makes pictures smaller in WebAssembly."""


class FormsPage(Struct, frozen=True):
    """The page that starts the forms: its language, the site's name, what the page may reach, and where modules stand."""

    language: str
    site: str
    policy: str
    imports: str


def files(settings: Settings, catalogue: Catalogue, renderer: Renderer, folders: Sequence[Path]) -> tuple[dict[str, bytes], list[Problem]]:
    """The files below /admin/ by site path without the leading slash, when the settings ask for forms; `folders` hold `node_modules`."""
    if not settings.admin:
        return {}, []
    if settings.repository is None:
        return {}, [Problem("admin-repository", Position(FILE))]
    try:
        program = package.files(folders)
    except PackageMissingError as missing:
        return {}, [Problem("admin-package", Position(FILE), values={"missing": str(missing), "version": package.VERSION})]
    made = {
        **program,
        "index.html": _page(settings, renderer).encode(),
        "start.js": renderer.source("admin/start.js").encode(),
        "config.json": configuration.written(settings, catalogue),
    }
    return {f"{FOLDER}{name}": content for name, content in made.items()}, []


def _page(settings: Settings, renderer: Renderer) -> str:
    imports = listeners.json({"imports": dict(package.import_map())})
    allowed = f"'sha256-{base64.b64encode(hashlib.sha256(imports.encode()).digest()).decode()}'"
    policy = "; ".join(f"{name} {value} {allowed}" if name == "script-src" else f"{name} {value}" for name, value in _POLICY.items())
    language = settings.languages[0]
    strings = load(language)
    page = FormsPage(language, settings.name.of(language), policy, imports)
    return renderer.page("admin/index.html", page, strings).html
