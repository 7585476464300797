"""The preview: a way to build, the built site and the folders to watch go in; pages on loopback that renew themselves come out.

Answers as GitHub Pages does (`hosting`) and reloads open pages after each build (livereload). What it adds to a page, the
reload script and the problems of a failed build, it adds in flight: the bytes in `site/` stay those of the build. Knows
nothing of records; a build is a callable that returns what to show.
"""

import asyncio
import base64
import hashlib
import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from socket import create_server, socket
from types import SimpleNamespace

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from msgspec import Struct
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from disan.core import strings
from disan.preview import watching
from disan.verify import hosting

LOOPBACK = "127.0.0.1"
"""The only interface: a draft is nobody else's business."""

_RELOAD_SCRIPT = "/livereload.js"
_WORKER = "sw.js"
_UNREGISTER_WORKER = (
    'addEventListener("install",()=>skipWaiting());addEventListener("activate",each=>each.waitUntil(registration.unregister()))'
)
"""In the place of the site's worker, which shows the copy of a page first: an editor wants to see what was just written."""
_NOTICE_STYLE = (
    ".disan-problems{background:#fff4f2;border-block-end:4px solid #a11;color:#222;font:16px/1.5 system-ui,sans-serif;padding:1rem}"
    ".disan-problems h2{color:#8a0f0f;font-size:1.125rem;margin:0 0 .5rem}"
    ".disan-problems pre{background:none;color:inherit;font:14px/1.5 ui-monospace,monospace;margin:0;overflow-x:auto}"
)
_NOTICE_HASH = f"'sha256-{base64.b64encode(hashlib.sha256(_NOTICE_STYLE.encode()).digest()).decode()}'"
_POLICY = re.compile(r'(<meta\b[^>]*http-equiv="?Content-Security-Policy"?[^>]*content=")([^"]*)(")', re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)


class BuildResult(Struct, frozen=True):
    """The result of a build, in words to show: its problems (empty when nothing stops the site), and one line of summary."""

    problems_text: str
    summary: str


class PortTakenError(OSError):
    """Another program listens on the port."""


@dataclass
class _Preview:
    """The state that the handlers answer from; `built` is replaced after each build."""

    site: Path
    base_path: str
    sentences: strings.Strings
    built: BuildResult

    @property
    def ever_built(self) -> bool:
        return (self.site / "index.html").is_file()


def serve(rebuild: Callable[[], BuildResult], site: Path, watched: Sequence[Path], base_path: str, port: int, language: str = "vi") -> None:
    """Builds, then serves `site` under `base_path` until interrupted, building again whenever a file in `watched` changes.

    `port` 0 takes any free one. Raises PortTakenError before anything is built, and whatever `rebuild` raises but OSError: a full disk or a
    missing folder is told, and ends nothing.
    """
    try:
        listening = create_server((LOOPBACK, port))
    except OSError as error:
        raise PortTakenError(error.errno, error.strerror) from error
    listening.setblocking(False)
    sentences = strings.load(language)
    try:
        before = watching.stamps(watched)
        preview = _Preview(site, base_path, sentences, _build(rebuild, sentences))
        _print_result(preview.built)
        address = f"http://{LOOPBACK}:{listening.getsockname()[1]}{hosting.folder(base_path)}"
        asyncio.run(_serve_until_interrupted(preview, watched, before, rebuild, listening, address))
    except KeyboardInterrupt:
        print(sentences.say("serve.ended"), flush=True)
    finally:
        listening.close()


def preview_page(page: str, host: str, problems_text: str, sentences: strings.Strings) -> str:
    """Completes a page for the preview: with the reload script, its policy admitting that, and the problems when there are any.

    `host` is the host and port that the browser asked.
    """
    reload_script = f'<script src="{_RELOAD_SCRIPT}" defer></script>'
    head, notice = reload_script, ""
    if problems_text:
        head += f"<style>{_NOTICE_STYLE}</style>"
        notice = _notice(problems_text, sentences)
    admitted = _POLICY.sub(lambda found: found[1] + html.escape(_extend_policy(html.unescape(found[2]), host)) + found[3], page, count=1)
    with_head = admitted.replace("</head>", f"{head}</head>", 1)
    return _BODY.sub(lambda found: found[0] + notice, with_head, count=1) if notice else with_head


def _extend_policy(policy: str, host: str) -> str:
    """The page's policy and, beside what it admits, the reload script, its socket and the notice's style.

    A directive that is absent falls back to default-src (CSP level 3, section 6.8), so it starts from a copy of that.
    """
    directives = {name.lower(): sources for name, *sources in (part.split() for part in policy.split(";") if part.strip())}
    added = {"script-src": f"http://{host}{_RELOAD_SCRIPT}", "connect-src": f"ws://{host}", "style-src": _NOTICE_HASH}
    for name, source in added.items():
        sources = directives.get(name, directives.get("default-src"))
        if sources is not None:  # Without either, everything is admitted already.
            directives[name] = [each for each in sources if each != "'none'"] + [source]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def _notice(problems_text: str, sentences: strings.Strings) -> str:
    title = html.escape(sentences.say("serve.problems"))
    return (
        f'<aside class="disan-problems" lang="{sentences.language}" aria-labelledby="disan-problems">'
        f'<h2 id="disan-problems">{title}</h2><pre tabindex="0">{html.escape(problems_text)}</pre></aside>'
    )


def _plain_page(sentences: strings.Strings, sentence: str, link: str = "") -> str:
    """A page of the preview's own, where the site has none to show."""
    text = html.escape(sentence)
    shown = f'<a href="{html.escape(link)}">{text}</a>' if link else text
    return (
        f'<!doctype html><html lang="{sentences.language}"><head><meta charset="utf-8"><title>disan</title>'
        f'<meta name="viewport" content="width=device-width"></head><body><main><h1>disan</h1><p>{shown}</p></main></body></html>'
    )


class _SiteHandler(RequestHandler):
    """Any address: what Pages would answer, made live when it is HTML."""

    def initialize(self, preview: _Preview) -> None:
        self.preview = preview

    def get(self) -> None:
        """Answers a GET."""
        preview = self.preview
        self.set_header("Cache-Control", "no-store")
        if not preview.ever_built:
            self.set_status(503)
            self._finish_page(_plain_page(preview.sentences, preview.sentences.say("serve.never_built")))
            return
        if self.request.path == hosting.folder(preview.base_path) + _WORKER:
            self.set_header("Content-Type", "application/javascript; charset=utf-8")
            self.finish(_UNREGISTER_WORKER)
            return
        reply = hosting.answer(preview.site, preview.base_path, self.request.uri or "/")
        self.set_status(reply.status)
        if reply.location is not None:
            self.set_header("Location", reply.location)
        elif reply.file is None:
            self._finish_page(_plain_page(preview.sentences, preview.sentences.say("serve.outside"), hosting.folder(preview.base_path)))
        elif reply.content_type.startswith("text/html"):
            self._finish_page(reply.file.read_text(encoding="utf-8"))
        else:
            self.set_header("Content-Type", reply.content_type)
            self.finish(reply.file.read_bytes())

    def head(self) -> None:
        """Answers a HEAD: tornado leaves the body out."""
        self.get()

    def _finish_page(self, page: str) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        preview = self.preview
        self.finish(preview_page(page, self.request.host, preview.built.problems_text, preview.sentences))


async def _serve_until_interrupted(
    preview: _Preview, watched: Sequence[Path], before: watching.Stamps, rebuild: Callable[[], BuildResult], listening: socket, address: str
) -> None:
    """Serves, and builds again after each change since `before`: one build at a time, so a change during a build makes just one more."""
    LiveReloadHandler.watcher = SimpleNamespace(filepath="")  # The handler asks its watcher for a name in its log.
    LiveReloadHandler.live_css = False  # Our CSS is inside the pages: only loading the page again shows it.
    server = HTTPServer(
        Application(
            [("/livereload", LiveReloadHandler), (_RELOAD_SCRIPT, LiveReloadJSHandler), (".*", _SiteHandler, {"preview": preview})],
            log_function=lambda _: None,
        )
    )
    server.add_socket(listening)
    changed = asyncio.Event()
    watch = asyncio.create_task(watching.watch(watched, changed))
    await asyncio.sleep(0)  # The watch stands now.
    if watching.stamps(watched) != before:
        changed.set()
    print(preview.sentences.say("serve.address", address=address), flush=True)
    try:
        await asyncio.gather(watch, _rebuild_on_change(preview, rebuild, changed))
    finally:
        watch.cancel()
        server.stop()


async def _rebuild_on_change(preview: _Preview, rebuild: Callable[[], BuildResult], changed: asyncio.Event) -> None:
    """Builds after each change, for ever."""
    while True:
        await changed.wait()
        changed.clear()
        preview.built = await asyncio.to_thread(_build, rebuild, preview.sentences)
        _print_result(preview.built)
        LiveReloadHandler.reload_waiters("*")


def _build(rebuild: Callable[[], BuildResult], sentences: strings.Strings) -> BuildResult:
    """Builds; what the machine refuses, such as room on a full disk, is told as a problem is, and the next change tries again."""
    try:
        return rebuild()
    except OSError as error:
        return BuildResult(sentences.say("serve.machine", error=error), "")


def _print_result(built: BuildResult) -> None:
    print("\n".join(part for part in (built.problems_text, built.summary) if part), flush=True)
