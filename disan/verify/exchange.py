"""One request over the network, within bounds of time and of bytes: an address in, a reply or the kind of its failure out.

The time counts from the first name asked to the last byte of the body, and the bytes are those that come over the wire, headers
too, so that neither a byte a second nor a body without an end nor a thousand headers keep a check. Nothing is unpacked that came
compressed, for none is asked for; no redirection is followed; http and https are all that is spoken.
"""

import functools
import http.client
import io
import os
import socket
import ssl
import time
import urllib.request
from typing import Any, Literal

from msgspec import Struct

from disan import __version__

LARGEST = 4_000_000
"""Bytes of a reply: a ledger of 40,000 rows."""
Fault = Literal["", "unreachable", "slow", "endless", "untried"]
_ADDRESSES = 8
"""Addresses that are tried of a name: GitHub Pages has four of each sort."""


class Reply(Struct, frozen=True):
    """An answer: its status (0 for none), its text, where it sends the reader; or why there is none, and in the system's words."""

    status: int
    text: str = ""
    location: str = ""
    fault: Fault = ""
    detail: str = ""


class _EndlessError(OSError):
    """More came than may."""


class _Allowance:
    """The moment (monotonic, in seconds) at which an exchange ends, and the bytes that may still come."""

    def __init__(self, until: float, size: int) -> None:
        self._until, self._room = until, size

    def left(self) -> float:
        """Gives the seconds that are left; TimeoutError for none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def reached(self, address: tuple[str, int], _timeout: object = None, _source: object = None) -> socket.socket:
        """Connects to a host, whose addresses share the time; OSError where none answers. `http.client` calls it so."""
        places = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)[:_ADDRESSES]
        for number, (*_, place) in enumerate(places):
            try:
                connected = socket.create_connection((str(place[0]), int(place[1])), self.left() / (len(places) - number))
            except OSError:
                if number == len(places) - 1:
                    raise
            else:
                connected.settimeout(self.left())
                return connected
        raise OSError(address[0])

    def count(self, came: int) -> None:
        """Takes off what came; raises where it is more than may."""
        self._room -= came
        if self._room < 0:
            raise _EndlessError


class _BoundedStream(io.RawIOBase):
    """What comes from a socket, until the exchange ends."""

    def __init__(self, raw: Any, connected: socket.socket, allowance: _Allowance) -> None:
        super().__init__()
        self._raw, self._socket, self._allowance = raw, connected, allowance

    def readable(self) -> bool:
        """Says that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Reads what has come, within the time that is left."""
        self._socket.settimeout(self._allowance.left())
        came = self._raw.readinto(buffer) or 0
        self._allowance.count(came)
        return int(came)

    def close(self) -> None:
        """Lets go of the socket."""
        self._raw.close()
        super().close()


class _BoundedResponse(http.client.HTTPResponse):
    def __init__(self, connected: socket.socket, *arguments: Any, allowance: _Allowance, **named: Any) -> None:
        super().__init__(connected, *arguments, **named)
        self.fp = io.BufferedReader(_BoundedStream(self.fp.detach(), connected, allowance))


class _Opener(urllib.request.HTTPSHandler):
    """Opens http and https with connections that keep the bounds; proxies of the surroundings are taken."""

    http_request = urllib.request.AbstractHTTPHandler.do_request_

    def __init__(self, allowance: _Allowance) -> None:
        super().__init__(context=trust())  # Else a new one is made, authorities and all.
        self._allowance = allowance

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        """Opens an address of http."""
        return self.do_open(self._connection, request, kind=http.client.HTTPConnection)  # type: ignore[arg-type]

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        """Opens an address of https."""
        return self.do_open(self._connection, request, kind=http.client.HTTPSConnection, context=trust())  # type: ignore[arg-type]

    def _connection(self, host: str, kind: type[http.client.HTTPConnection], **named: Any) -> http.client.HTTPConnection:
        connection = kind(host, **named)
        connection._create_connection = self._allowance.reached  # type: ignore[attr-defined]  # Where http.client looks, as its own tests do.
        connection.response_class = functools.partial(_BoundedResponse, allowance=self._allowance)  # type: ignore[assignment]
        return connection


def trust() -> ssl.SSLContext:
    """Gives what is needed to trust a host: the authorities of the system, or those that the surroundings name."""
    return _trust(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


@functools.lru_cache(maxsize=4)
def _trust(_file: str | None, _folder: str | None) -> ssl.SSLContext:
    """Reads the authorities, once: that takes longer than a request."""
    return ssl.create_default_context()


def connected(host: str, port: int, seconds: float) -> socket.socket:
    """Connects to a host; raises OSError where none of its addresses answers in time."""
    return _Allowance(time.monotonic() + seconds, 0).reached((host, port))


def ask(address: str, seconds: float, size: int = LARGEST, *, data: bytes | None = None, media_type: str = "") -> Reply:
    """Asks an address, or sends `data` to it, and gives the reply; never raises for what the network or its other end does."""
    headers = {"User-Agent": f"disan/{__version__} verify"} | ({"Content-Type": media_type} if media_type else {})
    opener = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler(), _Opener(_Allowance(time.monotonic() + seconds, size))):
        opener.add_handler(handler)
    try:
        request = urllib.request.Request(address, data, headers)  # noqa: S310  The opener knows http and https alone.
        answer = opener.open(request, timeout=seconds)
        if answer is None:
            return Reply(0, fault="unreachable", detail=request.type)
        with answer:
            text = answer.read(size).decode("utf-8", errors="replace")
            return Reply(answer.status, text, answer.headers.get("Location", ""))
    except _EndlessError:
        return Reply(0, fault="endless")
    except TimeoutError:
        return Reply(0, fault="slow")
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        return Reply(0, fault="slow") if isinstance(reason, TimeoutError) else Reply(0, fault="unreachable", detail=str(reason))
