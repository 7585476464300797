"""Eleventy with the library `qrcode`, both from npm as the lock file in bench/packages/eleventy names them."""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.peers.peer import Build, Peer, fresh, source, stamp, tools

_PACKAGES = Path(__file__).parent.parent / "packages" / "eleventy"
_LOCK = _PACKAGES / "package-lock.json"


def _install() -> None:
    folder = tools("eleventy")
    if shutil.which("npm") is None:
        raise RuntimeError("Node and npm are not here")
    if fresh(folder, _LOCK):
        return
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(_PACKAGES, folder)
    subprocess.run(("npm", "ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error"), cwd=folder, check=True)
    stamp(folder, _LOCK)


def _versions() -> Mapping[str, str]:
    packages = json.loads(_LOCK.read_text(encoding="utf-8"))["packages"]
    node = subprocess.run(("node", "--version"), check=True, capture_output=True, text=True).stdout.strip().lstrip("v")
    named = {"Eleventy": "@11ty/eleventy", "qrcode": "qrcode"}
    return {"Node": node, **{name: packages[f"node_modules/{package}"]["version"] for name, package in named.items()}}


def _prepare(folder: Path) -> None:
    (folder / "node_modules").symlink_to(tools("eleventy") / "node_modules")


def _command(_: Build) -> Sequence[str]:
    program = str(tools("eleventy") / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs")
    return ("node", program, "--quiet")


PEER = Peer(
    key="eleventy",
    name="Eleventy",
    install=_install,
    versions=_versions,
    source=source,
    source_file="di-tich/{slug}.md",
    template="_includes/relic.njk",
    command=_command,
    output="site",
    caches=(".cache",),
    filled=("_includes/relic.njk", "listing.njk"),
    prepare=_prepare,
    settings=(
        "`eleventy --quiet`, every step a full run: it keeps nothing between runs but in its watcher, and `--incremental=FILE`, which "
        "needs none, stops on this site with an error of its own (3.1.8: `templateRender` has not yet initialized). Markdown goes through "
        "no second template language. Twins are copied in its event `eleventy.after`."
    ),
    differs="Headings carry no ids. Neighbours are names in front matter. No link is checked.",
)
