"""`python -m bench photographs`: fifty generated photographs of 12 megapixels made ready, cold and warm, and how they arrive on the
bad network. A table goes to bench/PHOTOGRAPHS.md.

The photographs are drawn by this program, noise at every scale as a photograph has it, and labelled so; no real place is shown.
They and the site made of them are gone afterwards. Linux only: memory is read from /proc.
"""

import asyncio
import datetime
import io
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from PIL import Image, ImageChops
from playwright.async_api import async_playwright

from bench import machine
from bench.link import Link
from bench.origin import served
from bench.proxy import LOOPBACK, shaped
from bench.view import View, chromium, first_view

REPORT = Path(__file__).parent / "PHOTOGRAPHS.md"
COUNT, WIDTH, HEIGHT = 50, 4000, 3000
PAGES = {"relic, one photograph": "/di-tich/mot-anh/", "story, seven photographs": "/chuyen-ke/bay-anh/"}
_GOALS = {"relic, one photograph": (3.3, 60_000), "story, seven photographs": (3.5, 130_000)}
"""Seconds until the first screen's picture is complete, and bytes of the first view."""
_SETTINGS = "name: {vi: Ảnh thử, en: Test pictures}\ntagline: {vi: Ảnh do máy vẽ, en: Drawn by a program}\nurl: https://disan.example\n"
_TEXT = "Đoạn chữ này do máy viết ra để thử, dài chừng một đoạn văn thường, đứng giữa hai tấm ảnh như trong một bài thật. " * 4
_BUILD = """
import datetime, pathlib, sys
from disan.build import pipeline

root = pathlib.Path(sys.argv[1])
sys.exit(pipeline.build(root, root / "site", datetime.date(2026, 11, 24)).stopped)
"""


@dataclass(frozen=True, slots=True)
class Built:
    """One build: seconds, and the most memory that its processes had together, in megabytes (shared pages counted in each)."""

    seconds: float
    megabytes: float


def run(rounds: int) -> str:
    """Measures one cold build, so many warm ones and so many first views, writes the report and gives it back."""
    with tempfile.TemporaryDirectory(prefix="disan-bench-") as folder:
        root = Path(folder)
        weight = _project(root)
        cold = _built(root)
        warm = [_built(root) for _ in range(rounds)]
        views = asyncio.run(_views(root / "site", rounds))
    report = _report(weight, cold, warm, views, rounds)
    REPORT.write_text(report, encoding="utf-8")
    return report


def _project(root: Path) -> int:
    """A site of fifty photographs, and what they weigh together in bytes."""
    base = _base()
    names = [f"anh-{number}.jpg" for number in range(COUNT)]
    shares = {"relics/mot-anh": names[:1], "stories/bay-anh": names[1:8], "relics/nhieu-anh": names[8:]}
    weight = 0
    for place, files in shares.items():
        folder = root / "content" / place
        folder.mkdir(parents=True)
        for file in files:
            weight += (folder / file).write_bytes(_photograph(base, names.index(file)))
        (folder / "index.vi.md").write_text(_record(place, files), encoding="utf-8")
    (root / "content" / "site.yml").write_text(_SETTINGS, encoding="utf-8")
    return weight


def _record(place: str, files: Sequence[str]) -> str:
    described = "alt: Nhiễu màu do máy vẽ, credit: Chương trình, licence: CC0"
    own = "published: 2026-11-24" if place.startswith("stories") else "type: history"
    pictures = "".join(f"  - {{file: {file}, {described}}}\n" for file in files[1:])
    body = "".join(f"{_TEXT}\n\n/// ảnh\nfile: {file}\n///\n\n" for file in files[1:])
    front = f"title: Ảnh do máy vẽ\n{own}\nsources: [Dữ liệu thử]\ncover: {{file: {files[0]}, {described}}}\n"
    return f"---\n{front}{'pictures:' + chr(10) + pictures if pictures else ''}---\n{body}"


def _base() -> Image.Image:
    chance = random.Random(1)
    drawn = Image.new("RGB", (WIDTH, HEIGHT), "gray")
    for octave in range(3, 12):
        size = (2**octave, 2**octave * HEIGHT // WIDTH)
        layer = Image.frombytes("RGB", size, chance.randbytes(size[0] * size[1] * 3))
        drawn = Image.blend(drawn, layer.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC), 0.3)
    return drawn


def _photograph(base: Image.Image, number: int) -> bytes:
    """A photograph of its own: the same noise, shifted."""
    stream = io.BytesIO()
    ImageChops.offset(base, 631 * number, 389 * number).save(stream, "JPEG", quality=88)
    return stream.getvalue()


def _built(root: Path) -> Built:
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, "-c", _BUILD, str(root)])
    most = 0.0
    while process.poll() is None:
        most = max(most, _resident(process.pid))
        time.sleep(0.05)
    if process.returncode:
        raise RuntimeError("the test site does not build")
    return Built(time.monotonic() - began, most)


def _resident(process: int) -> float:
    """Megabytes that a process and those that it began have in memory; 0 once it is gone."""
    folder = Path(f"/proc/{process}")
    try:
        status = (folder / "status").read_text(encoding="utf-8")
        children = (folder / "task" / str(process) / "children").read_text(encoding="utf-8").split()
    except OSError:
        return 0.0
    own = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")), 0)
    return own / 1000 + sum(_resident(int(child)) for child in children)


async def _views(site: Path, rounds: int) -> dict[str, list[View]]:
    views: dict[str, list[View]] = {name: [] for name in PAGES}
    with served(site) as port:
        async with async_playwright() as playwright, shaped(port, Link()) as shaped_port:
            async with chromium(playwright):
                pass  # Read from the disk once before anything is measured.
            for _ in range(rounds):
                for name, path in PAGES.items():
                    views[name].append(await first_view(playwright, f"https://{LOOPBACK}:{shaped_port}{path}"))
    return views


def _report(weight: int, cold: Built, warm: Sequence[Built], views: dict[str, list[View]], rounds: int) -> str:
    conditions = machine.described({"Pillow": version("pillow")}, f"python -m bench photographs --rounds {rounds}")
    again = statistics.median(each.seconds for each in warm)
    introduction = (
        f"# Photographs\n\n{COUNT} generated photographs of {WIDTH}x{HEIGHT} pixels, {weight / COUNT / 1e6:.1f} MB each, on a site of "
        f"three records. One cold build; medians of {rounds} warm ones and of {rounds} first views."
    )
    builds = (
        "| build | seconds | memory, MB |\n|---|--:|--:|\n"
        f"| cold | {cold.seconds:.1f} | {cold.megabytes:.0f} |\n"
        f"| warm | {again:.2f} ({again / cold.seconds:.1%} of cold) | {statistics.median(each.megabytes for each in warm):.0f} |"
    )
    arrivals = (
        "First views over 400 kbit/s and 400 ms, a processor 4 times slower, 360x640 at two pixels each (see PAGES.md). "
        "Pictures below the screen are lazy; how far ahead a browser fetches them is its own choice.\n\n"
        "| page | first screen's picture complete, s | goal | bytes | goal |\n|---|--:|--:|--:|--:|\n"
    ) + "\n".join(_row(name, seen) for name, seen in views.items())
    day = datetime.datetime.now(datetime.UTC).date()
    return "\n\n".join((introduction, f"{conditions}\n- Day: {day}", builds, arrivals)) + "\n"


def _row(name: str, seen: Sequence[View]) -> str:
    seconds, size = (statistics.median(getattr(view, field) for view in seen) for field in ("first_screen", "size"))
    most_seconds, most_bytes = _GOALS[name]
    return f"| {name} | **{seconds:.2f}** | {most_seconds} | **{size:,.0f}** | {most_bytes:,} |"
