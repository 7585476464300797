"""A site's folder in, a server on loopback that sends it as GitHub Pages does out: its paths, gzip for text, its headers.

Adds no delay; the link does. Keeps connections open (HTTP/1.1). Pages itself speaks HTTP/2: there one connection carries all,
here a browser opens up to six and pays a handshake for each, so what is measured errs on the slow side.
"""

import contextlib
import gzip
import threading
from collections.abc import Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bench.proxy import LOOPBACK
from disan import hosting

COMPRESSED = ("text/", "application/javascript", "application/json", "application/manifest+json", "application/xml", "image/svg+xml")
"""How media types begin that Pages sends with gzip."""
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
    """Serves the site in `root`, standing at "/", and yields the port on loopback."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # Headers and content leave together, as one write.

        def do_GET(self) -> None:
            answer = hosting.answer(root, "/", self.path)
            content = answer.file.read_bytes() if answer.file else b""
            self.send_response_only(answer.status)
            if answer.location:
                self.send_header("Location", answer.location)
            self.send_header("Content-Type", answer.content_type)
            if answer.content_type.startswith(COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", ""):
                content = compressed(content)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(content)))
            for name, value in _HEADERS.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_anything: object) -> None:
            """Says nothing: what is asked for is not the measurement."""

    server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
