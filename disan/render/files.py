"""The files among the templates: a name in ("css/prose.css"), its text or bytes out. Folders are looked through in their order.

Nothing is read before it is asked for, and nothing twice: a build has files of its own and sees each as it first found it.
"""

import functools
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from disan.render import scripts, stylesheets
from disan.render.faults import TemplateFaultError

ASSETS = "assets"
"""The folder of the files that pages share."""
_IMPORTED = re.compile(r'from "\./([\w.]+)"')


class Asset(Struct, frozen=True):
    """A file that pages share, under a name that changes with its content; `path` is a site path."""

    path: str
    content: bytes


class TemplateFiles:
    """The files of some folders, the first folder that has a name winning."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        self._minified: dict[str, str] = {}
        self._assets: dict[str, Asset] = {}

    def text(self, name: str) -> str:
        """A file's text; TemplateFaultError when there is none."""
        return self._found(name).read_text(encoding="utf-8")

    def sheet(self, name: str) -> str:
        """A style sheet's rules alone; TemplateFaultError when there is none."""
        return self._small(name, stylesheets.minified)

    def program(self, name: str) -> str:
        """A script's program alone; TemplateFaultError when there is none."""
        return self._small(name, scripts.minified)

    def asset(self, name: str) -> Asset:
        """The asset of a name ("page.js"); TemplateFaultError when there is none."""
        if name not in self._assets:
            content = self._found(f"{ASSETS}/{name}").read_bytes()
            if name.endswith(".js"):
                program = _IMPORTED.sub(self._imported, content.decode("utf-8"))
                content = scripts.minified(program).encode("utf-8")
            digest = hashlib.sha256(content).hexdigest()[:8]
            stem, _, suffix = name.rpartition(".")
            self._assets[name] = Asset(f"/assets/{stem}.{digest}.{suffix}", content)
        return self._assets[name]

    @functools.cached_property
    def assets(self) -> Mapping[str, Asset]:
        """All assets of all folders by name, hidden files apart."""
        names: dict[str, None] = {}
        for folder in reversed(self.folders):
            for file in sorted((folder / ASSETS).rglob("*")):
                if file.is_file() and not file.name.startswith("."):
                    names[file.relative_to(folder / ASSETS).as_posix()] = None
        return {name: self.asset(name) for name in names}

    def _imported(self, found: re.Match[str]) -> str:
        """Another asset as one names it that imports it: the two stand in the same folder."""
        return f'from ".{self.asset(found[1]).path.removeprefix(f"/{ASSETS}")}"'

    def _small(self, name: str, minified: Callable[[str], str]) -> str:
        if name not in self._minified:
            self._minified[name] = minified(self.text(name))
        return self._minified[name]

    def _found(self, name: str) -> Path:
        file = self._file(name)
        if file is None:
            raise TemplateFaultError(name, 1, f"no such file: {name}")
        return file

    def _file(self, name: str) -> Path | None:
        return next((folder / name for folder in self.folders if (folder / name).is_file()), None)
