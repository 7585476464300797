"""Records read one after the other and in step: test data in, a report out. See `disan.core.steps`.

One process does all of it; what differs is how many records take each step before any takes the next.
"""

import gc
import statistics
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from bench import neighbours
from bench.corpus import records
from bench.machine import busy, described
from bench.peers import peer
from bench.peers.disan import PEER
from disan.build.content import addresses_of
from disan.content import settings
from disan.content.kinds import KINDS
from disan.core.steps import in_step
from disan.pages.kept import NOTHING
from disan.pages.making import Surroundings, made_in_steps

SIZE = 1_000
BATCHES = (1, 4, 16, 64, 256)
_REPORT = Path(__file__).parent / "STEPS.md"
_YEAR = 2026
"""Whose solar dates of festivals are told."""


def run(rounds: int) -> str:
    """Measures, and writes and gives the report."""
    with tempfile.TemporaryDirectory(prefix="disan-steps-") as folder:
        root = Path(folder)
        made = list(records(SIZE))
        peer.write(PEER, root, made, neighbours.found(made), 0)
        folders = sorted((root / "content/relics").iterdir())
        around = _surroundings(root)
        _taken(around, folders, SIZE)  # Loads and learns what all need.
        taken: dict[int, list[float]] = {size: [] for size in BATCHES}
        for _ in range(rounds):
            for size in BATCHES:
                taken[size].append(_taken(around, folders, size))
    report = "\n".join(_lines(taken, rounds))
    _REPORT.write_text(report, encoding="utf-8")
    return report


def _lines(taken: dict[int, list[float]], rounds: int) -> list[str]:
    alone = statistics.median(taken[1])
    return [
        "# Records read in step",
        "",
        described({name: version(name) for name in ("disan", "markdown", "pyyaml", "segno")}, "python -m bench steps"),
        f"- Load of the machine before: {busy()}",
        "",
        f"{SIZE:,} records of test data, read and made ready for their pages by one process: batch by batch; in a batch all take a",
        f"step before any takes the next (`disan/steps.py`). Processor time a record, median of {rounds} rounds, sizes in turn.",
        "",
        "| records a batch | milliseconds a record | by one after the other |",
        "|--:|--:|--:|",
        *(f"| {size} | {statistics.median(each):.2f} | {statistics.median(each) / alone:.2f} |" for size, each in taken.items()),
        "",
    ]


def _surroundings(root: Path) -> Surroundings:
    chosen, _ = settings.read(root, None)
    assert chosen is not None
    return Surroundings(root, root / ".cache", chosen, addresses_of(chosen), _YEAR)


def _taken(around: Surroundings, folders: Sequence[Path], size: int) -> float:
    """Milliseconds of processor time that a record takes in batches of this size."""
    gc.collect()
    gc.disable()  # As in a build, where the collector hardly ever looks.
    began = time.process_time()
    for start in range(0, len(folders), size):
        in_step(made_in_steps(around, KINDS[0], folder, "", {}, NOTHING) for folder in folders[start : start + size])
    taken = time.process_time() - began
    gc.enable()
    return taken / len(folders) * 1_000
