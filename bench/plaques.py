"""`python -m bench plaques`: 105 plaques A5 made, verified and entered in the ledger in one run. The report goes to bench/PLAQUES.md.

The site is test data, labelled so, without a real house; it and its plaques are gone afterwards. What was made is counted from the
files and the manifest, not taken from what the command says.
"""

import csv
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench import machine

REPORT = Path(__file__).parent / "PLAQUES.md"
COUNT = 105
GOAL = 60
"""Seconds, on two cores."""
BATCH = "2026-11-thu"
_ROOT = Path(__file__).parent.parent
_SETTINGS = (
    "name: {vi: Trang thử, en: Test site}\ntagline: {vi: Dữ liệu để thử, en: Data for tests}\n"
    "url: https://disan-thu.vn\nplaque_url: https://disan-thu.vn\nlanguages: [vi, en]\n"
)
_TITLES = (
    ("Nhà văn hóa thử số {}", "Test house {}"),
    ("Nhà văn hóa cộng đồng thôn thử nghiệm số {}", "Community house of test village {}"),
    ("Nhà văn hóa thử Nguyễn Thưởng, Quỳnh Lưỡng và Đỗ Hữu số {}", ""),
)
"""Short, long, and with stacked accents."""


@dataclass(frozen=True, slots=True)
class Made:
    """One run: seconds, its kinds of files by ending, and what the manifest and the ledger hold."""

    seconds: float
    files: Counter[str]
    listed: int
    complete: int
    in_ledger: int
    megabytes: float
    weight: float
    """All files of the batch, in megabytes."""


def run(rounds: int) -> str:
    """Makes the batch so many times, each on a new site, writes the report and gives it back."""
    made = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="disan-bench-") as folder:
            made.append(_made(Path(folder)))
    report = _report(made)
    REPORT.write_text(report, encoding="utf-8")
    return report


def _made(root: Path) -> Made:
    _write_site(root)
    _build_py("assign", root)
    started = time.perf_counter()
    _build_py("plaques", root, "--kind", "house", "--size", "a5", "--batch", BATCH, "--out", str(root / "plaques"))
    seconds = time.perf_counter() - started
    batch = root / "plaques" / BATCH
    files = [file for file in batch.rglob("*") if file.is_file()]
    with (batch / "manifest.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with (root / "content" / "plaques.csv").open(encoding="utf-8-sig", newline="") as stream:
        entered = list(csv.DictReader(stream))
    there = {file.relative_to(batch).as_posix() for file in files}
    return Made(
        seconds=seconds,
        files=Counter(file.suffix for file in files),
        listed=len({row["id"] for row in rows}),
        complete=sum(set(row["files"].split()) <= there and all(row[name] for name in row if name != "title_translated") for row in rows),
        in_ledger=len({row["code"] for row in entered}),
        megabytes=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        weight=sum(file.stat().st_size for file in files) / 1e6,
    )


def _write_site(root: Path) -> None:
    (root / "content").mkdir()
    (root / "content" / "site.yml").write_text(_SETTINGS, encoding="utf-8")
    for number in range(COUNT):
        title, translation = (each.format(number) for each in _TITLES[number % len(_TITLES)])
        folder = root / "content" / "houses" / f"thu-{number}"
        folder.mkdir(parents=True)
        front = f"title: {title}\nsources: [Dữ liệu thử]\n"
        (folder / "index.vi.md").write_text(f"---\n{front}---\nDữ liệu thử.\n", encoding="utf-8")
        if translation:
            (folder / "index.en.md").write_text(f"---\ntitle: {translation}\n---\nTest data.\n", encoding="utf-8")


def _build_py(command: str, root: Path, *words: str) -> None:
    """Runs a command of the program's on the site; CalledProcessError, after its own words, where it fails."""
    line = [sys.executable, "build.py", command, "--root", str(root), *words]
    subprocess.run(line, check=True, cwd=_ROOT, stdout=subprocess.DEVNULL)


def _report(made: list[Made]) -> str:
    middle = statistics.median(each.seconds for each in made)
    last = made[-1]
    kinds = ", ".join(f"{count} {ending.lstrip('.').upper()}" for ending, count in sorted(last.files.items()))
    versions = {name: version(name) for name in ("typst", "pypdfium2", "pikepdf", "ezdxf", "zxing-cpp", "opencv-python-headless", "segno")}
    rows = (
        f"| seconds, median of {len(made)} | **{middle:.1f}** | {GOAL} |",
        f"| plaques listed, each with every file and value | {last.complete} of {last.listed} | {COUNT} |",
        f"| codes in the ledger | {last.in_ledger} | {COUNT} |",
        f"| most memory of one process, MB | {last.megabytes:.0f} | |",
    )
    introduction = (
        f"A test site of {COUNT} houses, none of them real, titles short, long and with stacked accents. `plaques --kind house --size a5` "
        "draws every plaque and its symbols, decodes every file with two decoders, and enters the batch in the ledger. "
        f"Runs: {', '.join(f'{each.seconds:.1f}' for each in made)} s. Files: {kinds}; {last.weight:.0f} MB."
    )
    return (
        "\n\n".join(
            (
                f"# {COUNT} plaques in one run",
                introduction,
                machine.described(versions, f"python -m bench plaques --rounds {len(made)}"),
                "| | measured | goal |\n|---|--:|--:|\n" + "\n".join(rows),
            )
        )
        + "\n"
    )
