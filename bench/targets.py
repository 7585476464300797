"""A built site in, the pages that are measured out: one of each kind, always the heaviest, so that the others do no worse."""

import contextlib
import datetime
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from disan.build import pipeline
from disan.content.kinds import KINDS
from disan.core.strings import load

from bench.origin import compressed

ROOT = Path(__file__).parent.parent
BARE = Path(__file__).parent / "bare.html"
"""A page of 4 KB with nothing but Vietnamese text: what the link alone costs."""


@dataclass(frozen=True, slots=True)
class Target:
    """A page to measure: what it is called in reports, its path on the site, and whether a printed code leads to it."""

    name: str
    path: str
    is_code: bool = False


@contextlib.contextmanager
def built() -> Iterator[Path]:
    """The project's own site, built into a folder that is gone afterwards; raises RuntimeError where the content does not build."""
    with tempfile.TemporaryDirectory(prefix="disan-bench-") as folder:
        out = Path(folder) / "site"
        report = pipeline.build(ROOT, out, datetime.datetime.now(datetime.UTC).date())
        if report.stopped:
            raise RuntimeError("the site does not build: python build.py check says why")
        yield out


def add_bare(root: Path) -> Target:
    """Puts the bare page into a built site."""
    shutil.copyfile(BARE, root / "bare.html")
    return Target("bare page", "/bare.html")


def chosen(root: Path) -> tuple[Target, ...]:
    """Home, the longest listing, the heaviest page of each kind of record, and of the code pages the heaviest and the median."""
    vietnamese = load("vi")
    folders = {kind.__name__.lower(): vietnamese.of(kind.address) for kind in KINDS}
    listing = _by_weight(root, [root / folder / "index.html" for folder in folders.values()])[-1]
    records = [(name, _by_weight(root, (root / folder).glob("*/index.html"))) for name, folder in folders.items()]
    codes = _by_weight(root, (root / "Q").glob("*.html"))
    return (
        Target("home", "/"),
        Target("listing", listing),
        *(Target(name, paths[-1]) for name, paths in records if paths),
        Target("code page, heaviest", codes[-1], is_code=True),
        Target("code page, median", codes[len(codes) // 2], is_code=True),
    )


def weight(file: Path) -> int:
    """Bytes of a page as it is sent, without headers."""
    return len(compressed(file.read_bytes()))


def _by_weight(root: Path, files: Iterator[Path] | list[Path]) -> list[str]:
    """The addresses of pages, from the lightest to the heaviest."""
    ordered = sorted((file for file in files if file.is_file()), key=lambda file: (weight(file), file))
    return [f"/{file.relative_to(root).as_posix().removesuffix('index.html').removesuffix('.html')}" for file in ordered]
