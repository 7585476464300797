"""`python -m bench load`: what a site on a server of one's own answers in a second, and what a visit weighs; goes to bench/LOAD.md.

nginx with the settings that the documents give (docs/nginx.conf) on one core, wrk on another, both on this machine. Bytes are those that
nginx sent, headers included, to a browser that reads as a visitor does; TLS is in none of the figures. Linux, with nginx and wrk installed.
"""

import contextlib
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright
from tests.fixtures.browsing import ARGUMENTS
from tests.requirements import ROOT, located

from bench import machine, targets
from bench.proxy import LOOPBACK
from bench.view import VIEWPORT

REPORT = Path(__file__).parent / "LOAD.md"
SETTINGS = ROOT / "docs" / "nginx.conf"
PORT = 18_123
SECONDS = 5
CONNECTIONS = (1, 50)
SAMPLE = 12
"""Codes whose pages are visited, evenly from all."""
PAGES_LIMIT = 100_000_000_000
"""Bytes a month, GitHub Pages' soft limit ("GitHub Pages limits")."""
Worker = Literal["block", "allow"]
WORKERS: tuple[Worker, ...] = ("block", "allow")
"""A browser without service workers, and one with them."""
_QUIET = 1.5
"""Seconds without a request, after which a page has loaded what it will."""
_FAILED = re.compile(r"(?:responses:|connect|read|write|timeout) (\d+)")
_WHOLE = """daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/errors;
events {{ worker_connections 1024; }}
http {{
    log_format sent "$bytes_sent $uri";
    access_log {folder}/sent sent;
    client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3; uwsgi_temp_path {folder}/4;
    scgi_temp_path {folder}/5;
{server}
}}
"""
_SCRIPT = """local codes = {{ {codes} }}
local number = 0
request = function()
  number = number % #codes + 1
  return wrk.format("GET", "/Q/" .. codes[number], {{ ["Accept-Encoding"] = "gzip, deflate, br" }})
end
"""


@dataclass(frozen=True, slots=True)
class Answered:
    """One run of wrk: requests a second, milliseconds for half of them and for 99 of 100, and answers that were none."""

    rate: float
    median: float
    slowest: float
    failed: int


@dataclass(frozen=True, slots=True)
class Visit:
    """Bytes of a visit: of the page alone, of all until it was read to the end, and what a second page and the first one again added."""

    page: int
    whole: int
    second: int
    again: int


def run(rounds: int) -> str:
    """Measures, writes the report and gives it back."""
    before = machine.busy()
    with targets.built() as site, _served(site) as folder:
        codes = sorted(file.stem for file in (site / "Q").glob("*.html"))
        check(codes)
        visits, chromium = _visits(codes[:: max(1, len(codes) // SAMPLE)][:SAMPLE], folder / "sent")
        answered = {count: [_answered(count, codes, folder) for _ in range(rounds)] for count in CONNECTIONS}
        versions = {"nginx": _version("nginx", "-v"), "wrk": _version("wrk", "-v"), "Chromium": chromium}
        sizes = (len(codes), sum(1 for _ in site.rglob("*.html")))
    about = machine.described(versions, f"python -m bench load --rounds {rounds}")
    about += f"\n- Load of the machine: {before} before, {machine.busy()} at the end"
    about += f"\n- Priority of the bench over other programs: {-os.getpriority(os.PRIO_PROCESS, 0)} of 20"
    report = (
        "\n\n".join(("# Load", about, _introduction(*sizes), _rates(answered, rounds), _weights(visits), _months(visits["allow"]))) + "\n"
    )
    REPORT.write_text(report, encoding="utf-8")
    return report


def check(codes: Sequence[str]) -> None:
    """Raises RuntimeError where the settings do not answer for codes, folders and missing pages as GitHub Pages does."""
    for path, status in ((f"/Q/{codes[0]}", 200), (f"/Q/{codes[0]}/", 200), ("/Q", 301), ("/khong-co/", 404), ("/.nojekyll", 404)):
        if _status(path) != status:
            raise RuntimeError(f"{path} is not answered with {status}")


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments: object) -> None:
        """Goes nowhere."""


def _status(path: str) -> int:
    try:
        with urllib.request.build_opener(_NoRedirects()).open(f"http://{LOOPBACK}:{PORT}{path}") as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


@contextlib.contextmanager
def _served(site: Path) -> Iterator[Path]:
    """nginx on the first core; yields the folder with its log of bytes."""
    with tempfile.TemporaryDirectory(prefix="disan-load-") as name:
        folder = Path(name)
        for each in (site.parent, site):
            each.chmod(0o755)  # Who answers runs as nobody in particular.
        server = SETTINGS.read_text(encoding="utf-8")
        for given, wanted in (
            (r"listen [^;]*", f"listen {LOOPBACK}:{PORT}"),
            (r"root [^;]*", f"root {site}"),
            (r"include mime", "include /etc/nginx/mime"),
        ):
            server = re.sub(rf"^    {given}", f"    {wanted}", server, flags=re.MULTILINE)
        (folder / "nginx.conf").write_text(_WHOLE.format(folder=folder, server=server), encoding="utf-8")
        process = subprocess.Popen(
            ["taskset", "-c", "0", _program("nginx"), "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")]
        )
        try:
            _wait(process)
            yield folder
        finally:
            process.terminate()
            process.wait()


def _wait(process: "subprocess.Popen[bytes]") -> None:
    for _ in range(100):
        if process.poll() is not None:
            raise RuntimeError("nginx does not start")
        with contextlib.suppress(urllib.error.URLError):
            _status("/")
            return
        time.sleep(0.1)


def _program(name: str) -> str:
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/bin")
    if found is None:
        raise RuntimeError(f"{name} is not installed: apt-get install nginx wrk")
    return found


def _version(name: str, option: str) -> str:
    said = subprocess.run([_program(name), option], capture_output=True, text=True, check=False)
    return next((found[0] for found in re.finditer(r"\d+\.\d+[.\d]*", said.stderr + said.stdout)), "?")


def _answered(connections: int, codes: Sequence[str], folder: Path) -> Answered:
    """wrk on the second core asks for the codes in turn, as many at a time as it has connections, each again as soon as it was answered."""
    script = folder / "codes.lua"
    script.write_text(_SCRIPT.format(codes=", ".join(f'"{code}"' for code in codes)), encoding="ascii")
    command = ["taskset", "-c", "1", _program("wrk"), "-t1", f"-c{connections}", f"-d{SECONDS}s", "--latency", "-s", str(script)]
    said = subprocess.run([*command, f"http://{LOOPBACK}:{PORT}/"], capture_output=True, text=True, check=True).stdout
    return parsed(said)


def parsed(said: str) -> Answered:
    """What wrk tells, in requests a second and milliseconds."""
    units = {"us": 0.001, "ms": 1.0, "s": 1000.0}
    times = {
        share: float(value) * units[unit] for share, value, unit in re.findall(r"^ +(50|99)% +([\d.]+)(us|ms|s) *$", said, re.MULTILINE)
    }
    rate = re.search(r"^Requests/sec: +([\d.]+)$", said, re.MULTILINE)
    return Answered(float(rate[1]) if rate else 0.0, times["50"], times["99"], sum(map(int, _FAILED.findall(said))))


def _visits(codes: Sequence[str], log: Path) -> tuple[Mapping[Worker, Sequence[Visit]], str]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(located("chromium")), args=list(ARGUMENTS))
        try:
            pairs = list(zip(codes, (*codes[1:], codes[0]), strict=True))
            return {worker: [_visit(browser, *pair, log, worker) for pair in pairs] for worker in WORKERS}, browser.version
        finally:
            browser.close()


def _visit(browser: Browser, first: str, second: str, log: Path, worker: Worker) -> Visit:
    """A telephone that has never been here opens a code, reads to the end, opens another code, and the first one again."""
    context = browser.new_context(
        viewport={"width": VIEWPORT[0], "height": VIEWPORT[1]}, locale="vi-VN", is_mobile=True, has_touch=True, service_workers=worker
    )
    page = context.new_page()
    whole = _sent(log, lambda: _read(page, first))
    second_page, again = (_sent(log, lambda code=code: page.goto(_address(code))) for code in (second, first))  # type: ignore[misc]
    context.close()
    return Visit(sum(size for size, path in whole if path == f"/Q/{first}.html"), _bytes(whole), _bytes(second_page), _bytes(again))


def _address(code: str) -> str:
    return f"http://{LOOPBACK}:{PORT}/Q/{code}"


def _read(page: Page, code: str) -> None:
    """Opens a code and scrolls a screen at a time, so that what waits for its reader is loaded."""
    page.goto(_address(code))
    for _ in range(int(page.evaluate("Math.ceil(document.documentElement.scrollHeight / innerHeight)"))):
        page.evaluate("scrollBy(0, innerHeight)")
        page.wait_for_timeout(100)


def _sent(log: Path, step: Callable[[], object]) -> list[tuple[int, str]]:
    """What a step of a visit made the server send, until nothing more was asked for: bytes and path of each answer."""
    before = log.stat().st_size
    step()
    seen = -1
    while seen != (seen := log.stat().st_size):
        time.sleep(_QUIET)
    with log.open(encoding="ascii") as lines:
        lines.seek(before)
        return [(int(size), path) for size, _, path in (line.rstrip("\n").partition(" ") for line in lines)]


def _bytes(sent: Sequence[tuple[int, str]]) -> int:
    return sum(size for size, _ in sent)


def _introduction(codes: int, pages: int) -> str:
    return (
        f"The site of this repository ({codes} codes, {pages} HTML files) as [docs/nginx.conf](../docs/nginx.conf) serves it: nginx on one "
        "core, who asks on the other, over loopback without TLS. Each page is compressed as it is sent."
    )


def _rates(answered: Mapping[int, Sequence[Answered]], rounds: int) -> str:
    rows = ["| connections | requests/s | spread | half within, ms | 99 of 100 within, ms | not answered |", "|--:|--:|--:|--:|--:|--:|"]
    for count, runs in answered.items():
        rates = [each.rate for each in runs]
        half, most = (statistics.median(getattr(each, name) for each in runs) for name in ("median", "slowest"))
        failed = sum(each.failed for each in runs)
        spread = f"{min(rates):,.0f}–{max(rates):,.0f}"
        rows.append(f"| {count} | {statistics.median(rates):,.0f} | {spread} | {half:.1f} | {most:.1f} | {failed} |")
    return (
        "## Pages at codes\n\n" + "\n".join(rows) + f"\n\nMedian of {rounds} runs of {SECONDS} s, all codes in turn. Each connection "
        "asks again as soon as it was answered, so that with many of them a request waits for the others: the time is that of a crowd, "
        "not of a page."
    )


def _weights(visits: Mapping[Worker, Sequence[Visit]]) -> str:
    steps = {
        "page": "a code's page alone, the first time",
        "whole": "the same, read to the end: its cover, its programs, pictures",
        "second": "a second page by its code, beside that",
        "again": "the first page again, soon after, beside that",
    }
    rows = ["| step | bytes, median | spread | with the service worker | spread |", "|---|--:|--:|--:|--:|"]
    for name, said in steps.items():
        found = [[getattr(each, name) for each in visits[worker]] for worker in WORKERS]
        rows.append(f"| {said} | " + " | ".join(f"{statistics.median(each):,.0f} | {min(each):,}–{max(each):,}" for each in found) + " |")
    telephone = f"A telephone ({VIEWPORT[0]} × {VIEWPORT[1]}), {len(visits['allow'])} codes, headers included"
    worker = (
        "Where there is a service worker, it fetches after the page what a reader may want next without a network: the shell, the same "
        "page in the other language, neighbours with their covers."
    )
    return f"## A visit\n\n{telephone}. {worker}\n\n" + "\n".join(rows)


def _months(visits: Sequence[Visit]) -> str:
    one, two = (statistics.mean(each.whole + more * each.second for each in visits) for more in (0, 1))
    return (
        "## What GitHub Pages carries\n\nIts soft limit is 100 GB a month. A first visit that reads one page to the end, with all that "
        f"the service worker keeps, takes {one / 1000:,.0f} KB in the mean: **{_rounded(PAGES_LIMIT / one):,}** of them a month. With a "
        f"second page it is {two / 1000:,.0f} KB: **{_rounded(PAGES_LIMIT / two):,}**. Who comes again takes less."
    )


def _rounded(count: float) -> int:
    """Down to two figures: more would pretend."""
    step = int(10 ** (len(str(int(count))) - 2))
    return int(count) // step * step
