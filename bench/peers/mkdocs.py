"""MkDocs with segno, in a virtual environment of their own."""

from collections.abc import Mapping, Sequence

from bench.corpus import BenchRecord
from bench.neighbours import Neighbours
from bench.peers.peer import Build, Peer, Step, create_environment, front_matter, linked, pins, shown, tools


def _install() -> None:
    create_environment("mkdocs")


def _versions() -> Mapping[str, str]:
    pinned = pins("mkdocs")
    return {"MkDocs": pinned["mkdocs"], "its Markdown": pinned["Markdown"], "its segno": pinned["segno"]}


def _source(record: BenchRecord, neighbours: Neighbours) -> str:
    """Links between pages are relative to the other's source, as it wants them."""
    return front_matter(shown(record, neighbours), linked(record, "[{label}]({slug}.md)"))


def _command(build: Build) -> Sequence[str]:
    dirty = ("--dirty",) if build.step in (Step.UNCHANGED, Step.PARTIAL) else ()
    folder, program = build.folder, str(tools("mkdocs") / "bin" / "mkdocs")
    return (program, "build", "--quiet", *dirty, "--config-file", str(folder / "mkdocs.yml"), "--site-dir", str(folder / "site"))


PEER = Peer(
    key="mkdocs",
    name="MkDocs",
    install=_install,
    versions=_versions,
    source=_source,
    source_file="docs/di-tich/{slug}.md",
    template="theme/main.html",
    command=_command,
    output="site",
    partial=True,
    caches=(),
    filled=("theme/main.html", "theme/listing.html"),
    settings=(
        "`mkdocs build` without its search; `--dirty`, its only incremental build, where nothing changed. After an edited record `--dirty` "
        "reads nothing but that record and leaves other pages as they were, so it is shown apart and a full build is compared; so after "
        "an edited template, which `--dirty` would not see."
    ),
    differs="segno chooses among the eight masks as it comes; all bytes. Neighbours are names in front matter. Checks links between pages.",
)
