"""The preview in a process of its own on a free loopback port, and the pages as it changes them in flight."""

import asyncio
import base64
import hashlib
import html
import http.client
import itertools
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from tornado.websocket import websocket_connect

from disan.core import strings
from disan.preview.live_pages import preview_page
from disan.preview.server import LOOPBACK, PortTakenError, serve
from tests.requirements import ROOT

PAGE = (
    '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="{policy}"><title>Đền</title></head>'
    "<body><main>Đền Củi</main></body></html>"
)
POLICY = "default-src &#39;none&#39;; img-src &#39;self&#39;; style-src 'sha256-abc='"

# A site whose only page is the content; content "broken" fails to build, as a record with a mistake would.
PROGRAM = f"""
import errno, signal, sys, time
from pathlib import Path
from disan.preview.server import BuildResult, serve

signal.signal(signal.SIGINT, signal.default_int_handler)  # A shell that starts the tests in the background has it ignored.
root, base_path = Path(sys.argv[1]), sys.argv[2]

def rebuild():
    with (root / "builds.txt").open("a") as log:
        log.write("built\\n")
    text = (root / "content" / "page.txt").read_text(encoding="utf-8")
    if text == "broken":
        return BuildResult("content/page.txt:1:1: lỗi: <hỏng> [wrong]", "1 lỗi")
    if text == "slow":
        time.sleep(1.5)
    if text == "full":
        raise OSError(errno.ENOSPC, "No space left on device")
    if text == "faulty":
        raise RuntimeError("Made up")
    (root / "site" / "folder").mkdir(parents=True, exist_ok=True)
    page = {PAGE!r}.replace("{{policy}}", {POLICY!r}).replace("Đền Củi", text)
    for name in ("index.html", "404.html", "Q.html", "folder/index.html"):
        (root / "site" / name).write_text(page, encoding="utf-8")
    (root / "site" / "style.css").write_text("a{{}}</head>", encoding="utf-8")
    (root / "site" / "sound.m4a").write_bytes(bytes(range(256)))
    return BuildResult("", "1 trang")

serve(rebuild, root / "site", [root / "content", root / "templates"], base_path, 0)
"""


@dataclass
class Preview:
    """A running preview."""

    process: subprocess.Popen[str]
    root: Path
    host: str
    base: str

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        """Asks for a path; the status, the headers and the body."""
        connection = http.client.HTTPConnection(self.host, timeout=10)
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        body = response.read().decode("utf-8" if "charset" in response.headers["Content-Type"] else "latin-1")
        connection.close()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, body

    def write(self, text: str, name: str = "page.txt") -> None:
        """Changes the content."""
        (self.root / "content" / name).write_text(text, encoding="utf-8")

    def builds(self) -> int:
        """How many builds have begun."""
        return len((self.root / "builds.txt").read_text().splitlines())


Start = Callable[..., Preview]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts previews, and ends those that still run."""
    started: list[subprocess.Popen[str]] = []

    def begin(text: str, base: str = "/", during: str = "") -> Preview:
        (tmp_path / "content").mkdir()
        (tmp_path / "content" / "page.txt").write_text(text, encoding="utf-8")
        command = [sys.executable, "-X", "utf8", "-c", PROGRAM, str(tmp_path), base]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", cwd=ROOT)
        started.append(process)
        assert process.stdout
        if during:
            eventually((tmp_path / "builds.txt").is_file)
            (tmp_path / "content" / "page.txt").write_text(during, encoding="utf-8")
        said = ""
        while not (address := re.search(r"http://([\d.:]+)(\S*)", said)):
            line = process.stdout.readline()
            assert line, f"the preview ended early: {said}"
            said += line
        return Preview(process, tmp_path, address[1], address[2])

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def eventually(holds: Callable[[], bool]) -> None:
    """Waits until something holds, at most twenty seconds."""
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end, "it never came to hold"
        time.sleep(0.05)


def test_pages_are_answered_as_github_pages_does_and_made_live(start: Start) -> None:
    preview = start("Đền Củi", "/kho/")
    assert preview.base == "/kho/"
    assert preview.host.startswith("127.0.0.1:")
    status, headers, page = preview.get("/kho/")
    assert (status, headers["content-type"], headers["cache-control"]) == (200, "text/html; charset=utf-8", "no-store")
    assert '<script src="/livereload.js" defer></script></head>' in page
    assert "Đền Củi" in page
    assert "<aside" not in page
    assert preview.get("/kho/Q")[0] == 200
    assert preview.get("/kho/q")[0] == 404
    assert "Đền Củi" in preview.get("/kho/none")[2]
    status, headers, _ = preview.get("/kho/folder")
    assert (status, headers["location"]) == (301, "/kho/folder/")
    status, _, page = preview.get("/folder/")
    assert (status, 'href="/kho/"' in page) == (404, True)


def test_the_bytes_of_the_site_and_of_other_files_stay(start: Start) -> None:
    preview = start("Đền Củi")
    before = (preview.root / "site" / "index.html").read_bytes()
    assert preview.get("/style.css")[2] == "a{}</head>"
    assert preview.get("/")[2].encode() != before
    assert (preview.root / "site" / "index.html").read_bytes() == before
    status, headers, body = preview.get("/", "HEAD")
    assert (status, headers["content-type"], body) == (200, "text/html; charset=utf-8", "")
    assert "livereload" in preview.get("/livereload.js")[2].lower()


def test_the_preview_has_no_worker_that_shows_old_copies(start: Start) -> None:
    preview = start("Đền Củi", "/kho/")
    status, headers, worker = preview.get("/kho/sw.js")
    assert (status, headers["content-type"].partition(";")[0]) == (200, "application/javascript")
    assert "unregister" in worker
    assert "fetch" not in worker


def test_a_change_is_built_and_a_failed_build_leaves_the_last_good_site_with_its_problems(start: Start) -> None:
    preview = start("một")
    preview.write("hai")
    eventually(lambda: "<main>hai</main>" in preview.get("/")[2])
    preview.write("broken")
    eventually(lambda: "<aside" in preview.get("/")[2])
    page = preview.get("/")[2]
    assert "<main>hai</main>" in page
    assert "lỗi: &lt;hỏng&gt; [wrong]" in page
    assert "<aside" in preview.get("/none")[2]
    preview.write("ba")
    eventually(lambda: "<aside" not in preview.get("/")[2])
    assert "<main>ba</main>" in preview.get("/")[2]


def test_a_site_never_built_shows_its_problems_and_then_itself(start: Start) -> None:
    preview = start("broken")
    status, _, page = preview.get("/anything")
    assert (status, "[wrong]" in page, "/livereload.js" in page) == (503, True, True)
    preview.write("Đền Củi")
    eventually(lambda: preview.get("/")[0] == 200)


def test_changes_during_a_build_make_one_more(start: Start) -> None:
    preview = start("một")
    preview.write("slow")
    eventually(lambda: preview.builds() == 2)
    for number in range(5):
        preview.write("hai", f"{number}.txt")
        time.sleep(0.05)
    preview.write("hai")
    eventually(lambda: "<main>hai</main>" in preview.get("/")[2])
    time.sleep(1.5)
    assert preview.builds() == 3


def test_a_new_file_with_an_old_date_and_a_removed_file_are_noticed(start: Start) -> None:
    preview = start("một")
    aside = preview.root / "picture.jpg"
    aside.write_bytes(b"old")
    old = time.time() - 1e6
    os.utime(aside, (old, old))
    aside.rename(preview.root / "content" / "picture.jpg")
    eventually(lambda: preview.builds() == 2)
    (preview.root / "content" / "picture.jpg").unlink()
    eventually(lambda: preview.builds() == 3)


def test_a_folder_that_comes_goes_and_is_replaced_is_noticed(start: Start) -> None:
    preview = start("một")
    (preview.root / "aside").mkdir()
    (preview.root / "aside" / "base.html").write_text("a", encoding="utf-8")
    (preview.root / "aside").rename(preview.root / "templates")
    eventually(lambda: preview.builds() == 2)
    (preview.root / "content").rename(preview.root / "before")
    eventually(lambda: preview.builds() == 3)
    (preview.root / "content").mkdir()
    preview.write("hai")
    eventually(lambda: "<main>hai</main>" in preview.get("/")[2])
    preview.write("ba")
    eventually(lambda: "<main>ba</main>" in preview.get("/")[2])


def test_what_hidden_files_hold_is_no_change(start: Start) -> None:
    preview = start("một")
    preview.write("tạm", ".page.txt.swp")
    time.sleep(0.5)
    preview.write("hai")
    eventually(lambda: "<main>hai</main>" in preview.get("/")[2])
    assert preview.builds() == 2


def test_a_full_disk_is_told_and_ends_nothing(start: Start) -> None:
    preview = start("full")
    status, _, page = preview.get("/")
    assert (status, "ổ đĩa đã đầy" in page.lower()) == (503, True)
    preview.write("một")
    eventually(lambda: "<main>một</main>" in preview.get("/")[2])
    preview.write("full")
    eventually(lambda: "ổ đĩa đã đầy" in preview.get("/")[2].lower())
    assert "<main>một</main>" in preview.get("/")[2]


def test_a_fault_of_the_program_is_told_as_such_and_ends_nothing(start: Start) -> None:
    preview = start("faulty")
    status, _, page = preview.get("/")
    assert (status, "RuntimeError: Made up" in page, "không phải của bạn" in page) == (503, True, True)
    preview.write("một")
    eventually(lambda: "<main>một</main>" in preview.get("/")[2])
    preview.write("faulty")
    eventually(lambda: "RuntimeError: Made up" in preview.get("/")[2])
    assert "<main>một</main>" in preview.get("/")[2]


PIECES = {
    "bytes=0-1": bytes(range(2)),
    "bytes=250-": bytes(range(250, 256)),
    "bytes=-3": bytes(range(253, 256)),
}


def test_a_piece_of_a_file_is_answered_as_players_ask_for_it(start: Start) -> None:
    preview = start("một")
    for asked, body in PIECES.items():
        status, headers, text = preview.get("/sound.m4a", Range=asked)
        assert (status, text.encode("latin-1")) == (206, body), asked
        assert (headers["content-type"], headers["accept-ranges"]) == ("audio/mp4", "bytes"), asked
        assert headers["content-range"] == f"bytes {body[0]}-{body[-1]}/256", asked
    assert preview.get("/sound.m4a", Range="bytes=256-")[0] == 416
    # RFC 9110, section 14.2: a unit that is not known is passed over.
    status, headers, text = preview.get("/sound.m4a", Range="pages=1-2")
    assert (status, text.encode("latin-1")) == (200, bytes(range(256)))
    assert (headers["content-type"], headers["accept-ranges"]) == ("audio/mp4", "bytes")


def test_another_host_is_not_answered_for(start: Start) -> None:
    preview = start("một")
    hosts = ("di-san.example", "127.0.0.1.di-san.example:8000", "192.168.1.5", "localhost.example", "")
    for host, path in itertools.product(hosts, ("/", "/sound.m4a", "/livereload.js", "/livereload")):
        status, _, body = preview.get(path, Host=host)
        assert status == 421, (host, path)
        assert "một" not in body, (host, path)
        assert preview.get("/", Host=f"localhost:{preview.host.rpartition(':')[2]}")[0] == 200


def test_no_page_of_another_site_listens_in(start: Start) -> None:
    preview = start("một")
    asked = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    for origin, status in (("http://di-san.example", 403), ("http://127.0.0.1:1", 403), ("null", 403), (f"http://{preview.host}", 101)):
        connection = http.client.HTTPConnection(preview.host, timeout=10)
        connection.request("GET", "/livereload", headers={**asked, "Origin": origin})
        assert connection.getresponse().status == status, origin
        connection.close()


def test_a_change_during_the_first_build_is_built(start: Start) -> None:
    preview = start("slow", during="một")
    eventually(lambda: "<main>một</main>" in preview.get("/")[2])
    assert preview.builds() == 2


def test_an_open_page_is_told_to_reload(start: Start) -> None:
    preview = start("một")

    async def told() -> dict[str, object]:
        connection = await websocket_connect(f"ws://{preview.host}/livereload")
        await connection.write_message(json.dumps({"command": "info", "url": f"http://{preview.host}/"}))
        preview.write("hai")
        message = await asyncio.wait_for(connection.read_message(), 20)
        connection.close()
        assert message is not None
        return dict(json.loads(message))

    with ThreadPoolExecutor(1) as thread:  # A browser that another test file opened may have its own loop in this one.
        message = thread.submit(asyncio.run, told()).result()
    assert (message["command"], message["path"]) == ("reload", "*")
    assert "hai" in preview.get("/")[2]


@pytest.mark.needs("bash")  # Windows, which has none, ends a program in another way.
def test_an_interrupt_ends_it_calmly(start: Start) -> None:
    preview = start("một")
    preview.process.send_signal(signal.SIGINT)
    said, _ = preview.process.communicate(timeout=20)
    assert (preview.process.returncode, said.strip().splitlines()[-1]) == (0, "Đã dừng xem thử.")
    assert "Traceback" not in said


def test_a_taken_port_is_said_before_anything_is_built(tmp_path: Path) -> None:
    with socket.create_server((LOOPBACK, 0)) as taken, pytest.raises(PortTakenError):
        serve(lambda: pytest.fail("it was built"), tmp_path, [], "/", taken.getsockname()[1])


def policy_of(page: str) -> dict[str, list[str]]:
    """The directives of a page's policy."""
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert found
    return {name: sources for name, *sources in (part.split() for part in html.unescape(found[1]).split(";"))}


def test_the_policy_admits_what_the_preview_adds_and_nothing_else() -> None:
    page = preview_page(PAGE.replace("{policy}", POLICY), "localhost:8000", "lỗi", strings.load("vi"))
    style = re.search(r"<style>(.*?)</style>", page)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy_of(page) == {
        "default-src": ["'none'"],
        "img-src": ["'self'"],
        "style-src": ["'sha256-abc='", f"'sha256-{digest}'"],
        "script-src": ["http://localhost:8000/livereload.js"],
        "connect-src": ["ws://localhost:8000"],
    }


def test_an_absent_directive_starts_from_the_default_and_no_policy_stays_none() -> None:
    page = preview_page(PAGE.replace("{policy}", "default-src 'self'"), "localhost:8000", "", strings.load("vi"))
    assert policy_of(page)["connect-src"] == ["'self'", "ws://localhost:8000"]
    page = preview_page(PAGE.replace("{policy}", "img-src 'self'"), "localhost:8000", "", strings.load("vi"))
    assert policy_of(page) == {"img-src": ["'self'"]}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_problems_are_shown_as_text_in_a_labelled_region(language: str) -> None:
    page = preview_page("<html><head></head><body class=x><p>1</p></body></html>", "h:1", "a <b>\n  ^^^", strings.load(language))
    start_of_region = f'<body class=x><aside class="disan-problems" lang="{language}" aria-labelledby="disan-problems">'
    assert start_of_region in page
    assert '<pre tabindex="0">a &lt;b&gt;\n  ^^^</pre></aside><p>1</p>' in page


@pytest.mark.needs("chromium")
def test_a_browser_reloads_and_blocks_nothing(start: Start) -> None:
    from playwright.sync_api import sync_playwright

    from tests.requirements import located

    preview = start("một")
    blocked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=located("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.on("console", lambda message: blocked.append(message.text))
        listening: list[str] = []
        page.on("websocket", lambda socket: socket.on("framesent", lambda frame: listening.extend(re.findall('"info"', str(frame)))))

        def loaded(times: int) -> bool:
            page.wait_for_timeout(50)
            return len(listening) == times

        page.goto(f"http://{preview.host}/")
        eventually(lambda: loaded(1))
        preview.write("broken")
        notice = page.locator("aside.disan-problems")
        notice.wait_for(timeout=20_000)
        assert notice.evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(255, 244, 242)"
        eventually(lambda: loaded(2))
        preview.write("hai")
        page.get_by_text("hai", exact=True).wait_for(timeout=20_000)
        browser.close()
    assert [text for text in blocked if "Security" in text] == []
