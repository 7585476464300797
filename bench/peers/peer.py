"""What the bench needs to know of a program: how it is had, how a record is written for it, how it is run. Holds no figures.

A program's site is its folder in bench/sites (settings, templates, plug-ins as a user of it would write them), the records in its own
notation, and in its templates a filler instead of our style sheet and drawings, so that its pages are as heavy as ours.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from bench.corpus import BenchRecord
from bench.neighbours import Neighbours

ROOT = Path(__file__).parent.parent.parent
_BENCH = Path(__file__).parent.parent
_MARK = "<!--FILLER-->"
_RULE = ".filler{--byte:0}\n"
RANKS = {
    "special-national": "Di tích quốc gia đặc biệt",
    "national": "Di tích quốc gia",
    "provincial": "Di tích cấp tỉnh",
    "unranked": "Chưa xếp hạng",
}
TYPES = {
    "history": "di tích lịch sử",
    "architecture": "di tích kiến trúc nghệ thuật",
    "archaeology": "di chỉ khảo cổ",
    "scenic": "danh lam thắng cảnh",
}


class Step(StrEnum):
    """What was done before a build."""

    COLD = "cold"
    """Output and caches were removed."""
    UNCHANGED = "unchanged"
    PARTIAL = "partial"
    """One record's summary and text were edited, and the program makes its page anew but not all that show the record."""
    RECORD = "record"
    """One record's summary and text were edited, and everything that shows the record is right afterwards."""
    TEMPLATE = "template"
    """The records' template was edited."""


EDITS = (Step.PARTIAL, Step.RECORD)
"""The steps that edit a record."""
COMPARED = tuple(step for step in Step if step is not Step.PARTIAL)
"""The steps after which every page is right."""


@dataclass(frozen=True, slots=True)
class Build:
    """One build to run: the program's site folder, what was done before, and the file that was edited, below that folder."""

    folder: Path
    step: Step
    edited: str


@dataclass(frozen=True, slots=True)
class Peer:
    """A program as the bench uses it. Paths are below the site's folder and use "/"."""

    key: str
    name: str
    install: Callable[[], None]
    """Puts it into .cache/bench from the packages pinned in bench/packages; RuntimeError says why it cannot be had."""
    versions: Callable[[], Mapping[str, str]]
    source: Callable[[BenchRecord, Neighbours], str]
    """A record in its notation."""
    source_file: str
    """Where that stands, with {slug}."""
    template: str
    """The file that holds `<article class="record">`."""
    command: Callable[[Build], Sequence[str]]
    output: str
    caches: tuple[str, ...]
    """Files and folders that a cold build must not find."""
    settings: str
    """How it is run, in a sentence for the report."""
    differs: str
    """What still differs from the others."""
    partial: bool = False
    """Whether its quickest build after an edit leaves other pages wrong: that is measured too, but stands for nothing else."""
    filled: tuple[str, ...] = ()
    """The templates that take the filler."""
    prepare: Callable[[Path], None] | None = None
    """What a site's folder needs besides."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are measured of it."""
        return tuple(Step) if self.partial else COMPARED


def tools(key: str) -> Path:
    """The folder of a program's packages."""
    return ROOT / ".cache" / "bench" / key


def write(peer: Peer, folder: Path, records: Sequence[BenchRecord], neighbours: Mapping[str, Neighbours], filler_bytes: int) -> None:
    """The whole site of test data for one program, into a folder that is not there yet."""
    site = _BENCH / "sites" / peer.key
    if site.is_dir():
        shutil.copytree(site, folder, ignore=shutil.ignore_patterns("__pycache__", ".mypy_cache"))
    folder.mkdir(parents=True, exist_ok=True)
    if peer.prepare:
        peer.prepare(folder)
    for name in peer.filled:
        file = folder / name
        file.write_text(file.read_text(encoding="utf-8").replace(_MARK, filler(filler_bytes)), encoding="utf-8")
    for record in records:
        file = folder / peer.source_file.format(slug=record.slug)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(peer.source(record, neighbours[record.slug]), encoding="utf-8")


def filler(size: int) -> str:
    """A style sheet that says what it is and styles nothing, `size` bytes long in all; empty where there is no room to say so."""
    head = "<style>/* Filler: as many bytes as the style sheet and the drawings of the page that this one is measured beside. */\n"
    foot = "</style>"
    left = size - len(head) - len(foot)
    if left < 0:
        return ""
    return head + _RULE * (left // len(_RULE)) + " " * (left % len(_RULE)) + foot


def shown(record: BenchRecord, neighbours: Neighbours) -> dict[str, Any]:
    """A record's values as another program's template shows them, the choices in words."""
    return {
        "title": record.title,
        "summary": record.summary,
        "type": TYPES[record.type],
        "rank": RANKS[record.rank],
        "period": record.period,
        "honours": list(record.honours),
        "commune": record.commune,
        "festival": record.festival,
        "opening_hours": record.opening_hours,
        "ticket": record.ticket,
        "sources": [{"title": title, "url": url} for title, url in record.sources],
        "code": record.code,
        "related": list(neighbours.related),
        "near": list(neighbours.near),
    }


def front_matter(values: Mapping[str, Any], body: str) -> str:
    """A file of YAML front matter and Markdown."""
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    front = yaml.dump(dict(values), Dumper=dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{front}---\n\n{body}\n"


def linked(record: BenchRecord, form: str = "[{label}](/di-tich/{slug}/)") -> str:
    """The record's body with its link in a program's own form."""
    label, slug = record.linked
    return record.body.replace("{link}", form.format(label=label, slug=slug))


def source(record: BenchRecord, neighbours: Neighbours) -> str:
    """A record for programs that take any front matter and root-absolute links."""
    return front_matter(shown(record, neighbours), linked(record))


def create_environment(key: str) -> None:
    """A virtual environment of the program's own with the packages of bench/packages/KEY/requirements.txt, made anew when those change."""
    wanted, folder = _BENCH / "packages" / key / "requirements.txt", tools(key)
    if fresh(folder, wanted):
        return
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run((sys.executable, "-m", "venv", str(folder)), check=True)
    pip = (str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet")
    subprocess.run((*pip, "install", "--no-deps", "--requirement", str(wanted)), check=True)
    stamp(folder, wanted)


def fresh(folder: Path, wanted: Path) -> bool:
    """Whether the packages in a folder are those that a file of pins names."""
    mark = folder / ".installed"
    return mark.is_file() and mark.read_text(encoding="utf-8") == wanted.read_text(encoding="utf-8")


def stamp(folder: Path, wanted: Path) -> None:
    """Notes that a folder holds what a file of pins names."""
    (folder / ".installed").write_text(wanted.read_text(encoding="utf-8"), encoding="utf-8")


def pins(key: str) -> dict[str, str]:
    """The versions that a program's requirements.txt names, by package."""
    lines = (_BENCH / "packages" / key / "requirements.txt").read_text(encoding="utf-8").split()
    return dict(line.split("==") for line in lines)
