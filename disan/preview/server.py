"""The preview: a way to build, the built site and the folders to watch go in; pages on loopback that renew themselves come out.

Answers as GitHub Pages does (`hosting`) and reloads open pages after each build (livereload). What it adds to a page it adds in flight
(`live_pages`): the bytes in `site/` stay those of the build. Knows nothing of records; a build is a callable that returns what to show.
"""

import asyncio
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from socket import create_server, socket
from types import SimpleNamespace

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from msgspec import Struct
from tornado.httpserver import HTTPServer
from tornado.web import Application, ErrorHandler, StaticFileHandler
from tornado.websocket import WebSocketHandler

from disan.core import faults, strings
from disan.core.listeners import tell
from disan.preview import watching
from disan.preview.live_pages import RELOAD_SCRIPT, plain_page, preview_page
from disan.verify import hosting

LOOPBACK = "127.0.0.1"
"""The only interface: a draft is nobody else's business."""
_HOSTS = r"(127\.0\.0\.1|localhost)"
"""The names under which it answers. A page of somebody else's whose name was made to lead here asks under that name (DNS rebinding)."""
_MISDIRECTED = 421
"""RFC 9110, section 15.5.20: this server does not answer for the host that was asked."""

_WORKER = "sw.js"
_UNREGISTER_WORKER = (
    'addEventListener("install",()=>skipWaiting());addEventListener("activate",each=>each.waitUntil(registration.unregister()))'
)
"""In the place of the site's worker, which shows the copy of a page first: an editor wants to see what was just written."""


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

    `port` 0 takes any free one. Raises PortTakenError before anything is built. Whatever `rebuild` raises is told and ends nothing.
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
        tell(sentences.say("serve.ended"))
    finally:
        listening.close()


class _ReloadHandler(LiveReloadHandler):  # type: ignore[misc]  # Its package has no types.
    """The open pages' connections; no page of another site gets one."""

    def check_origin(self, origin: str) -> bool:
        """Whether the page that asks is one of this server's own."""
        return WebSocketHandler.check_origin(self, origin)


class _SiteHandler(StaticFileHandler):
    """Any address: what Pages would answer, made live when it is HTML. Of other files a piece can be asked for, as players of sound do."""

    def initialize(self, preview: _Preview) -> None:  # type: ignore[override]
        super().initialize(str(preview.site))
        self.preview = preview

    async def get(self, path: str, include_body: bool = True) -> None:
        """Answers a GET, and a HEAD without its body."""
        preview = self.preview
        self.set_header("Cache-Control", "no-store")
        if not preview.ever_built:
            self.set_status(503)
            self._finish_page(plain_page(preview.sentences, preview.sentences.say("serve.never_built")))
            return
        if path == hosting.folder(preview.base_path) + _WORKER:
            self.set_header("Content-Type", "application/javascript; charset=utf-8")
            self.finish(_UNREGISTER_WORKER)
            return
        reply = hosting.answer(preview.site, preview.base_path, self.request.uri or "/")
        self.set_status(reply.status)
        if reply.location is not None:
            self.set_header("Location", reply.location)
        elif reply.file is None:
            self._finish_page(plain_page(preview.sentences, preview.sentences.say("serve.outside"), hosting.folder(preview.base_path)))
        elif reply.content_type.startswith("text/html"):
            self._finish_page(reply.file.read_text(encoding="utf-8"))
        else:
            await super().get(reply.file.relative_to(preview.site).as_posix(), include_body)

    def get_content_type(self) -> str:
        """The media type that Pages sends."""
        return hosting.content_type(Path(self.absolute_path or ""))

    def compute_etag(self) -> None:
        """None: nothing is kept from one answer to the next."""

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
    application = Application(default_handler_class=ErrorHandler, default_handler_args={"status_code": _MISDIRECTED}, log_function=_silent)
    application.add_handlers(
        _HOSTS,
        [("/livereload", _ReloadHandler), (RELOAD_SCRIPT, LiveReloadJSHandler), ("(.*)", _SiteHandler, {"preview": preview})],
    )
    server = HTTPServer(application)
    server.add_socket(listening)
    changed = asyncio.Event()
    watch = asyncio.create_task(watching.watch(watched, changed))
    await asyncio.sleep(0)  # The watch stands now.
    if watching.stamps(watched) != before:
        changed.set()
    tell(preview.sentences.say("serve.address", address=address))
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
    """Builds; whatever ends the build is told as a problem is, by whose fault it is, and the next change tries again."""
    try:
        return rebuild()
    except Exception as error:  # noqa: BLE001  Our own fault too: an editor goes on with the last good site while it is being mended.
        sentence = faults.sentence(error, sentences)
        if not sentence:
            tell(traceback.format_exc(), error=True)
            sentence = sentences.say("serve.our_fault", error=f"{type(error).__name__}: {error}")
        return BuildResult(sentence, "")


def _silent(_: object) -> None:
    """Writes no log: what is asked for is nobody's business."""


def _print_result(built: BuildResult) -> None:
    tell("\n".join(part for part in (built.problems_text, built.summary) if part))
