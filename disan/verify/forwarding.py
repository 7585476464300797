"""A site for the old host after a move: every page and code of a built site goes on to its counterpart at the new address.

A built site and two addresses go in, files by name come out. Answers with pages, because GitHub Pages answers with nothing else: no
host's own redirections are needed. Changes nothing in the built site, and publishes nothing.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from disan.build import exports, output
from disan.core import addresses, codes
from disan.core.addresses import Addresses
from disan.core.strings import load
from disan.render import Renderer

NOT_FOUND, WORKER = "404.html", "sw.js"


class Forward(Struct, frozen=True):
    """A page that sends the reader on: its language, the counterpart's address, and the code at whose address it stands or ""."""

    language: str
    to: str
    code: str


class ForwardRest(Struct, frozen=True):
    """The page for every other address: the new site's address, and the former base path, below which paths stay the same."""

    language: str
    to: str
    below: str


def forwarding_files(site: Path, former: Addresses, to: str, languages: tuple[str, ...], templates: Sequence[Path]) -> Mapping[str, bytes]:
    """Makes the forwarding site's files. `site` is a built site, `former` where it stands now, `to` the new address without a slash."""
    renderer = Renderer(templates, lambda path: path)
    files = exports.hosting(former)
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        page = _forward(name, to, languages)
        files[name] = renderer.page("forwarding/page.html", page, load(page.language)).html.encode()
    rest = ForwardRest(languages[0], to, former.base_path)
    files[NOT_FOUND] = renderer.page("forwarding/missing.html", rest, load(languages[0])).html.encode()
    files[WORKER] = renderer.source("forwarding/sw.js").encode()
    return files


def write_files(files: Mapping[str, bytes], out: Path) -> list[str]:
    """Puts the files into a folder, each whole; or leaves it as it is and names the files there that are somebody's own."""
    if out.is_dir() and (foreign := output.foreign(files, out)):
        return foreign
    with output.Stage(None) as stage:
        for name, content in files.items():
            stage.put([name], content)
        output.publish(stage, out)
    return []


def _forward(name: str, to: str, languages: tuple[str, ...]) -> Forward:
    folder = name.partition("/")[0]
    code = _code(name)
    path = addresses.code_path(code) if code else "/" + name.removesuffix("index.html")
    return Forward(folder if folder in languages[1:] else languages[0], to + quote(path), code)


def _code(name: str) -> str:
    """The code for which a file answers; "" for a page's."""
    found = Path(name).with_suffix("").parts[1:2]
    code = found[0] if found else ""
    return code if code and codes.fault(code) is None and name in addresses.code_files(code) else ""
