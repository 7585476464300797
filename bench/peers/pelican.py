"""Pelican with segno, in a virtual environment of their own."""

from collections.abc import Mapping, Sequence

from bench.corpus import BenchRecord
from bench.neighbours import Neighbours
from bench.peers.peer import Build, Peer, create_environment, linked, pins, shown, tools

_NAMES = {"type": "kind", "summary": "lead"}
"""Two words that mean something else to Pelican."""


def _install() -> None:
    create_environment("pelican")


def _versions() -> Mapping[str, str]:
    pinned = pins("pelican")
    return {"Pelican": pinned["pelican"], "its Markdown": pinned["Markdown"], "its segno": pinned["segno"]}


def _source(record: BenchRecord, neighbours: Neighbours) -> str:
    """Its own notation: a line for each value, further values of a list indented below the first."""
    lines: list[str] = []
    for name, value in shown(record, neighbours).items():
        values = value if isinstance(value, list) else [value]
        values = [f"{each['url']} {each['title']}" if isinstance(each, dict) else each for each in values]
        lines.extend(f"{_NAMES.get(name, name)}: {each}" if not number else f"    {each}" for number, each in enumerate(values))
    return "\n".join(lines) + f"\n\n{linked(record)}\n"


def _command(build: Build) -> Sequence[str]:
    return (str(tools("pelican") / "bin" / "pelican"), "--quiet", "--settings", str(build.folder / "pelicanconf.py"))


PEER = Peer(
    key="pelican",
    name="Pelican",
    install=_install,
    versions=_versions,
    source=_source,
    source_file="content/di-tich/{slug}.md",
    template="theme/templates/page.html",
    command=_command,
    output="site",
    caches=("cache",),
    filled=("theme/templates/page.html", "theme/templates/listing.html"),
    settings=(
        "`pelican` with its cache of read content (`CACHE_CONTENT`, `LOAD_CONTENT_CACHE`, layer reader, checked by mtime), without "
        "feeds and archives. It writes every page in every run. Twins are copied at its signal `content_written`."
    ),
    differs="segno chooses among the eight masks as it comes; all bytes. Neighbours are names in the records. No link is checked.",
)
