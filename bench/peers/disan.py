"""disan itself, run as a user runs it: `python build.py build` on a folder of records."""

import shutil
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from bench.corpus import BenchRecord
from bench.neighbours import Neighbours
from bench.peers.peer import ROOT, Build, Peer, front_matter, linked

_SETTINGS = (
    "# Test data for bench/build.py; no place in it exists as told.\nname: {vi: Trang thử}\ntagline: {vi: Dữ liệu để thử}\n"
    "url: https://disan.example\nlanguages: [vi]\nmanual: không\nshare_cards: không\nfull_text: không\n"
)


def _install() -> None:
    """It is this checkout."""


def _versions() -> Mapping[str, str]:
    return {name: version(name) for name in ("disan", "jinja2", "markdown", "pyyaml", "segno")}


def _prepare(folder: Path) -> None:
    prepared(folder, ROOT / "templates")


def prepared(folder: Path, templates: Path) -> None:
    """Writes the settings of a site and its own copy of the template of records, from a checkout's `templates`."""
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "site.yml").write_text(_SETTINGS, encoding="utf-8")
    (folder / "templates").mkdir()
    shutil.copyfile(templates / "record.html", folder / "templates" / "record.html")


def _source(record: BenchRecord, _: Neighbours) -> str:
    values = {
        "title": record.title,
        "summary": record.summary,
        "type": record.type,
        "rank": record.rank,
        "period": record.period,
        "honours": list(record.honours),
        "places": [{"name": record.commune, "as_of": "2025-07-01"}],
        "festivals": [{"lunar": record.festival}],
        "opening_hours": record.opening_hours,
        "ticket": record.ticket,
        "sources": [{"title": title, "url": url} for title, url in record.sources],
        "code": record.code,
    }
    return front_matter(values, linked(record, "[[relics/{slug}|{label}]]"))


def _command(build: Build) -> Sequence[str]:
    folder = build.folder
    return (sys.executable, str(ROOT / "build.py"), "build", "--root", str(folder), "--out", str(folder / "site"))


PEER = Peer(
    key="disan",
    name="disan",
    install=_install,
    versions=_versions,
    source=_source,
    source_file="content/relics/{slug}/index.vi.md",
    template="templates/record.html",
    command=_command,
    output="site",
    caches=(".cache",),
    prepare=_prepare,
    settings=("`python build.py build`, the same command for every step; each compiles the templates that it uses."),
    differs=(
        "Finds the nearest records by commune itself, checks every link, anchor and code, computes festivals' solar dates, draws a cover "
        "for each record, a map, a home page, an offline page and a status page. Besides its page and the two files of its code each "
        "record has a file of its festivals for calendar programs, a card for other sites with the answer of oEmbed, and rows in the "
        "files of open data; there are pages by commune, by letter and by what is looked for, a calendar, and an index for the search. "
        "Its page carries its own style sheet and drawings where the others carry the filler."
    ),
)
