"""A site's folder in, a server on loopback that sends it as GitHub Pages does out: its paths, gzip for text, its headers, HTTP/2.

As there, one connection over TLS carries a page and all that it loads. Adds no delay; the link does. The certificate is made
for the occasion, so a browser must be told to pass over it. The server is hypercorn.
"""

import asyncio
import contextlib
import gzip
import socket
import tempfile
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import trustme
from disan.verify import hosting
from hypercorn.asyncio import serve
from hypercorn.config import Config

from bench.proxy import LOOPBACK

COMPRESSED = ("text/", "application/javascript", "application/json", "application/manifest+json", "application/xml", "image/svg+xml")
"""How media types begin that Pages sends with gzip."""
_RECORD = 1_300
"""Bytes of content in a TLS record: within one segment, so that a browser need not wait for the next to read it."""
_PAUSE = 0.001
"""Seconds without which the server would put several pieces into one record."""
_HEADERS = {
    "Server": "GitHub.com",
    "Last-Modified": "Mon, 23 Nov 2026 00:00:00 GMT",
    "Access-Control-Allow-Origin": "*",
    "ETag": 'W/"6922514f-5b3c"',
    "Expires": "Mon, 23 Nov 2026 00:10:00 GMT",
    "Cache-Control": "max-age=600",
    "X-Proxy-Cache": "MISS",
    "X-GitHub-Request-Id": "0000:000000:0000000:0000000:00000000",
    "Accept-Ranges": "bytes",
    "Age": "0",
    "Via": "1.1 varnish",
    "X-Served-By": "cache-sin-wsss0000000-SIN",
    "X-Cache": "MISS",
    "X-Cache-Hits": "0",
    "X-Timer": "S1700000000.000000,VS0,VE1",
    "Vary": "Accept-Encoding",
    "X-Fastly-Request-ID": "0000000000000000000000000000000000000000",
}
"""As long as those of Pages and as cacheable; the values mean nothing."""


@cache
def compressed(content: bytes) -> bytes:
    """Content with gzip at the level that servers use unless told otherwise."""
    return gzip.compress(content, compresslevel=6, mtime=0)


@contextlib.contextmanager
def served(root: Path) -> Iterator[int]:
    """Serves the site in `root`, standing at "/", as https, and yields the port on loopback."""
    listening = socket.create_server((LOOPBACK, 0))
    port = listening.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="disan-bench-") as folder:
        config = Config()
        config.bind = [f"fd://{listening.detach()}"]
        config.certfile, config.keyfile = _certificate(Path(folder))
        config.errorlog = None  # A browser that goes away in the middle is none.
        config.include_date_header = config.include_server_header = False
        loop, over = asyncio.new_event_loop(), asyncio.Event()
        running = threading.Thread(target=loop.run_until_complete, args=(serve(_application(root), config, shutdown_trigger=over.wait),))
        running.start()
        try:
            yield port
        finally:
            loop.call_soon_threadsafe(over.set)
            running.join()
            loop.close()


def _certificate(folder: Path) -> tuple[str, str]:
    """Files of a certificate for loopback and of its key."""
    made = trustme.CA().issue_cert(LOOPBACK)
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    for pem in made.cert_chain_pems:
        pem.write_to_path(certificate, append=True)
    made.private_key_pem.write_to_path(key)
    return str(certificate), str(key)


def _application(root: Path) -> Callable[..., Awaitable[None]]:
    """What the server asks for every request (ASGI)."""

    async def application(scope: Mapping[str, Any], _receive: object, send: Callable[[dict[str, object]], Awaitable[None]]) -> None:
        if scope["type"] != "http":
            return
        answer = hosting.answer(root, "/", scope["raw_path"].decode("ascii"))
        content = answer.file.read_bytes() if answer.file else b""
        headers = {"Content-Type": answer.content_type, **_HEADERS}
        if answer.location:
            headers["Location"] = answer.location
        if answer.content_type.startswith(COMPRESSED) and b"gzip" in dict(scope["headers"]).get(b"accept-encoding", b""):
            content = compressed(content)
            headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(content))
        lines = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": answer.status, "headers": lines})
        for start in range(0, len(content), _RECORD):
            await send({"type": "http.response.body", "body": content[start : start + _RECORD], "more_body": True})
            await asyncio.sleep(_PAUSE)
        await send({"type": "http.response.body", "body": b""})

    return application
