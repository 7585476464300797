"""How a live site is asked: again after a pause where it did not answer, on to its own hosts where that is fine, and never for ever.

An address that fails to answer is asked again, since a weekly check must not cry for one lost packet; a wrong answer is not.
"""

import math
import socket
import time
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from disan.core.addresses import leads_to_a_page, lowered
from disan.verify.exchange import Reply, ask

_MOST_REDIRECTIONS = 5


class Resolved(Struct, frozen=True):
    """What a name stands for: the name at the end of its aliases, and addresses."""

    name: str
    addresses: tuple[str, ...]


def resolve(host: str) -> Resolved:
    """Asks the system's resolver; raises socket.gaierror."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_CANONNAME)
    return Resolved(found[0][3] or host, tuple(dict.fromkeys(str(place[0]) for *_, place in found)))


class Client(Struct, frozen=True):
    """Asks addresses; seconds for each, redirections included, and the pauses before it is asked again.

    What is still to be asked of one host after `host_seconds`, or of any after the moment `until` (monotonic), is not asked.
    """

    timeout: float = 20
    pauses: tuple[float, ...] = (2, 8)
    host_seconds: float = 600
    until: float = math.inf
    resolve: Callable[[str], Resolved] = resolve
    registries: str = "https://data.iana.org/rdap/dns.json"
    """Which registry answers for which domains (RFC 9224)."""

    def begun(self, seconds: float) -> "Client":
        """The same client, for so many seconds from now at most."""
        return replace(self, until=min(self.until, time.monotonic() + seconds))

    def get(self, address: str, own: frozenset[str] = frozenset()) -> Reply:
        """Answers a GET. A redirection is an answer, unless it leads to one of these hosts of ours."""
        for pause in (*self.pauses, None):
            reply = self._followed(address, own)
            answered = 0 < reply.status < HTTPStatus.INTERNAL_SERVER_ERROR or reply.fault in ("endless", "untried")
            if answered or pause is None or time.monotonic() + pause > self.until:
                break
            time.sleep(pause)
        return reply

    def _followed(self, address: str, own: frozenset[str]) -> Reply:
        end = min(self.until, time.monotonic() + self.timeout)
        address = lowered(address)
        for _ in range(_MOST_REDIRECTIONS):
            left = end - time.monotonic()
            if left <= 0:
                return Reply(0, fault="untried" if end == self.until else "slow")
            reply = ask(address, left)
            following = _target(address, reply)
            if not following or urlsplit(following).netloc not in own:
                return reply if reply.status != HTTPStatus.OK else replace(reply, location=address)
            address = following
        return reply


def _target(address: str, reply: Reply) -> str:
    """Where a redirection leads, where that is the address of a page; the one type of addresses judges it before it is taken apart."""
    if not HTTPStatus.MULTIPLE_CHOICES <= reply.status < HTTPStatus.BAD_REQUEST:
        return ""
    whole = reply.location if reply.location.startswith(("http:", "https:")) else _joined(address, reply.location)
    return lowered(whole) if leads_to_a_page(whole) else ""


def _joined(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError:
        return ""
