"""From an editor's save to the renewed page: a preview of 1,000 records of test data and a browser in, a report out.

What is waited for is what an editor waits for: a sentence is saved in a record, and it stands in the page that is open in Chromium,
which the preview has told to load again. Nothing but files and a browser passes between this and the program.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from tests.fixtures.browsing import ARGUMENTS
from tests.requirements import located

from bench import neighbours
from bench.corpus import records
from bench.machine import busy, described
from bench.peers import peer
from bench.peers.disan import PEER
from bench.peers.peer import ROOT

SIZES = (125, 1_000)
GOAL_SECONDS = 0.3
_REPORT = Path(__file__).parent / "PREVIEW.md"
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
_LONGEST = 60_000
"""Milliseconds that a page may take before the bench gives up."""


def run(rounds: int) -> str:
    """Measures, and writes and gives the report."""
    lines = [
        "# The preview",
        "",
        described({"disan": version("disan"), "livereload": version("livereload")}, "python -m bench preview"),
        f"- Load of the machine before: {busy()}",
        "",
        "A sentence is saved in a record of test data, whose page is open in Chromium at the preview: seconds until the sentence stands in",
        "the page, which was loaded again. Each round another sentence; the first round, in which nothing is warm, is left out.",
        "",
        f"| records | median | slowest of {rounds} | goal |",
        "|--:|--:|--:|--:|",
    ]
    for size in SIZES:
        taken = _measured(size, rounds)
        goal = f"≤ {GOAL_SECONDS} {'✓' if statistics.median(taken) <= GOAL_SECONDS else '✗'}" if size == SIZES[-1] else ""
        lines.append(f"| {size:,} | {statistics.median(taken):.2f} | {max(taken):.2f} | {goal} |")
    report = "\n".join([*lines, ""])
    _REPORT.write_text(report, encoding="utf-8")
    return report


def _measured(size: int, rounds: int) -> list[float]:
    """Seconds of each round at so many records."""
    with tempfile.TemporaryDirectory(prefix="disan-preview-") as folder:
        root = Path(folder)
        made = list(records(size))
        peer.write(PEER, root, made, neighbours.found(made), 0)
        record = sorted((root / "content/relics").iterdir())[size // 2]
        with _served(root) as address, _opened(f"{address}di-tich/{record.name}/") as page:
            return [_round(record / "index.vi.md", page, number) for number in range(rounds + 1)][1:]


def _round(file: Path, page: Page, number: int) -> float:
    sentence = f"Câu thử số {number}."
    content = file.read_text(encoding="utf-8") + f"\n{sentence}\n"
    time.sleep(1)
    began = time.perf_counter()
    file.write_text(content, encoding="utf-8")
    page.get_by_text(sentence).wait_for(state="attached", timeout=_LONGEST)
    return time.perf_counter() - began


@contextmanager
def _served(root: Path) -> Iterator[str]:
    """The preview's address, while it runs."""
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--root", str(root), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if found := _ADDRESS.search(line):
                yield found[0]
                break
        else:
            raise RuntimeError("the preview ended early")
    finally:
        process.kill()
        process.communicate()
        shutil.rmtree(root / "site", ignore_errors=True)


@contextmanager
def _opened(address: str) -> Iterator[Page]:
    """The page, open in a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(located("chromium")), args=list(ARGUMENTS))
        page = browser.new_page()
        page.goto(address, wait_until="load")
        yield page
        browser.close()
