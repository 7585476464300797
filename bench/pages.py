"""`python -m bench pages`: first views over the bad network, a bare page and ours in turn; a table goes to bench/PAGES.md.

Every round opens every page once, the bare one first, each in a browser of its own; what is told is the median of the rounds.
The ratio is that of the same round, so that what slows the machine down for a while slows both.
"""

import asyncio
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.async_api import Playwright, async_playwright

from bench import machine, targets
from bench.link import SEGMENT, Link
from bench.origin import served
from bench.proxy import LOOPBACK, shaped
from bench.targets import Target
from bench.view import SLOWDOWN, VIEWPORT, View, chromium, first_view

REPORT = Path(__file__).parent / "PAGES.md"
GOAL_SECONDS, GOAL_RATIO = 2.0, 1.1
_HEAD = (
    "| page | first paint, s | spread | by the bare page | first content, s | first screen whole, s | load, s "
    "| bytes | requests | before load |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)


def run(rounds: int) -> str:
    """Measures so many rounds, writes the report and gives it back."""
    report = asyncio.run(_run(rounds))
    REPORT.write_text(report, encoding="utf-8")
    return report


async def _run(rounds: int) -> str:
    link = Link()
    with targets.built() as root:
        bare, ours = targets.add_bare(root), targets.chosen(root)
        with served(root) as port:
            async with async_playwright() as playwright, shaped(port, link) as shaped_port:
                async with chromium(playwright) as browser:
                    version = browser.version
                conditions = machine.described({"Chromium": version}, f"python -m bench pages --rounds {rounds}")
                before = machine.busy()
                views = await _measured(playwright, shaped_port, (bare, *ours), rounds)
    conditions += f"\n- Load of the machine: {before} before, {machine.busy()} at the end"
    return "\n\n".join((_introduction(link, rounds), conditions, _table(bare, views), _verdict(bare, views), _reading(link))) + "\n"


async def _measured(playwright: Playwright, port: int, pages: Sequence[Target], rounds: int) -> dict[Target, list[View]]:
    """All rounds. One view beforehand is thrown away: it reads programs and fonts from the disk."""
    await first_view(playwright, f"https://{LOOPBACK}:{port}{pages[0].path}")
    views: dict[Target, list[View]] = {page: [] for page in pages}
    for number in range(1, rounds + 1):
        for page in pages:
            view = await first_view(playwright, f"https://{LOOPBACK}:{port}{page.path}")
            views[page].append(view)
            print(f"{number}/{rounds}  {page.name:<20}  first paint {view.first_paint:.2f} s", flush=True)
    return views


def ratio(bare: Sequence[View], ours: Sequence[View]) -> float:
    """How many times as long as the bare page ours takes to paint: the median of the rounds' ratios."""
    return statistics.median(mine.first_paint / other.first_paint for mine, other in zip(ours, bare, strict=True))


def _introduction(link: Link, rounds: int) -> str:
    width, height = VIEWPORT
    return (
        "# First views on a bad network\n\n"
        f"{link.bits_per_second // 1000} kbit/s, {link.round_trip * 1000:.0f} ms round trip, a processor {SLOWDOWN} times slower, "
        f"a screen of {width}x{height}, nothing cached. Medians of {rounds} rounds.\n"
        "`bare page` is 4 KB of Vietnamese text and was opened in the same rounds."
    )


def _table(bare: Target, views: Mapping[Target, Sequence[View]]) -> str:
    return "\n".join((_HEAD, *(_row(page, seen, views[bare]) for page, seen in views.items())))


def _row(page: Target, seen: Sequence[View], bare: Sequence[View]) -> str:
    paints = [view.first_paint for view in seen]

    def middle(name: str) -> float:
        return statistics.median(float(getattr(view, name)) for view in seen)

    cells = (
        f"{page.name} `{page.path}`",
        f"**{middle('first_paint'):.2f}**",
        f"{min(paints):.2f}–{max(paints):.2f}",
        f"{ratio(bare, seen):.2f}",
        f"{middle('first_content'):.2f}",
        f"{middle('first_screen'):.2f}",
        f"{middle('loaded'):.2f}",
        f"{middle('size'):,.0f}",
        f"{middle('requests'):.0f}",
        f"{middle('requests_before_load'):.0f}",
    )
    return f"| {' | '.join(cells)} |"


def _verdict(bare: Target, views: Mapping[Target, Sequence[View]]) -> str:
    lines = [f"Goal for code pages: first paint within {GOAL_SECONDS:.1f} s and within {GOAL_RATIO} times the bare page's."]
    for page, seen in views.items():
        if page.is_code:
            seconds, times = statistics.median(view.first_paint for view in seen), ratio(views[bare], seen)
            kept = "kept" if seconds <= GOAL_SECONDS and times <= GOAL_RATIO else "MISSED"
            lines.append(f"- {page.name}: {seconds:.2f} s, {times:.2f} times: {kept}")
    return "\n".join(lines)


def _reading(link: Link) -> str:
    least = link.handshake + 2 * link.round_trip
    return f"""## How to read it

- **The link** (`bench/link.py`) is modelled at TCP level by a proxy on loopback: {link.handshake_round_trips} round trips (DNS, TCP)
  before the first word of every connection, one more for TLS 1.3 over the link itself, slow start from a window of
  {link.first_window // SEGMENT} segments of {SEGMENT:,} bytes that doubles each round trip, and one downlink which all connections
  share, first come, first served. So nothing can paint before {least:.1f} s.
  Not modelled: loss, the uplink's rate, TCP/IP headers, the same for every page.
- **HTTP**: gzip for text and headers as GitHub Pages sends them, HTTP/2 over TLS as Pages speaks it: one connection carries
  a page and all that it loads. The certificate is one of our own and shorter than a real one by about two segments.
  TLS records are as long as a segment, as servers that care for the first paint cut them; with records of 16 KB the heaviest
  page would begin to paint about 0.3 s later.
- **First screen whole**: the largest paint, and every picture of the screen as first seen, have come.
- **Bytes** and **requests** are the page's own, as sent, headers included, until it was quiet for half a second; **before load**: those
  begun before the load event. What the service worker keeps for later is not counted.
- **By the bare page**: the median of the rounds' ratios of first paint, a round's pages being opened one after the other.
- A slower processor is Chromium's own throttling. Every view has a browser and a profile of its own. Other work on the machine
  shows in the spread."""
