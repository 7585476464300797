"""What a live site answers: addresses are asked over the network as a phone would ask them, findings come out.

Python's own urllib and ssl. An address that fails to answer is asked again after a pause, since a weekly check must not cry
for one lost packet; a wrong answer is not asked again.
"""

import datetime
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from urllib.parse import urlsplit

from msgspec import Struct

from disan import __version__, ledger
from disan.build import exports
from disan.core.addresses import Addresses, lowered
from disan.core.problems import Problem
from disan.ledger import Ledger, reading
from disan.verify.finding import Finding, Subject, mentions_code

LEAST_DAYS = 21
"""Days that a certificate must still hold: the automatic ones are renewed a month before they end."""
_AT_ONCE = 4
_LARGEST = 4_000_000


class Reply(Struct, frozen=True):
    """An answer: its status (0 for none), its text, where it sends the reader, or why there is none."""

    status: int
    text: str = ""
    location: str = ""
    fault: str = ""


class Client(Struct, frozen=True):
    """Asks addresses; seconds to wait for an answer, and the pauses before an address is asked again."""

    timeout: float = 20
    pauses: tuple[float, ...] = (2, 8)

    def get(self, address: str, *, follow: bool = False) -> Reply:
        """Answers a GET, redirections taken for an answer unless `follow`."""
        reply = self._once(address, follow)
        for pause in self.pauses:
            if 0 < reply.status < HTTPStatus.INTERNAL_SERVER_ERROR:
                break
            time.sleep(pause)
            reply = self._once(address, follow)
        return reply

    def _once(self, address: str, follow: bool) -> Reply:
        opener = urllib.request.build_opener(*([] if follow else [_NoRedirects()]))
        request = urllib.request.Request(lowered(address), headers={"User-Agent": f"disan/{__version__} verify"})  # noqa: S310
        try:
            with opener.open(request, timeout=self.timeout) as answer:
                return Reply(answer.status, answer.read(_LARGEST).decode("utf-8", errors="replace"), answer.url)
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, location=error.headers.get("Location", ""))
        except (OSError, ValueError) as error:
            return Reply(0, fault=str(getattr(error, "reason", error)))

    def certificate(self, host: str, port: int) -> tuple[datetime.date | None, str]:
        """The day on which the certificate of an https host ends; None, and why, where it cannot be trusted or reached."""
        try:
            with (
                socket.create_connection((host, port), timeout=self.timeout) as plain,
                ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secured,
            ):
                ends = str((secured.getpeercert() or {})["notAfter"])
        except (OSError, KeyError) as error:
            return None, str(error)
        return datetime.datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), datetime.UTC).date(), ""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments: object) -> None:
        """Goes nowhere: a redirection is an answer to be told."""


def check_codes(client: Client, subjects: Sequence[Subject], url: str) -> Iterator[Finding]:
    """Asks for each code. Plaques printed for the site's own host, or for one that was only lent, are asked at `url`."""
    targets = {subject: _address_to_ask(subject, url) for subject in subjects}
    addresses = tuple(dict.fromkeys(targets.values()))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        replies = dict(zip(addresses, pool.map(lambda each: client.get(each[0], follow=each[1]), addresses), strict=True))
    for subject, (address, elsewhere) in targets.items():
        result, detail = _judge(replies[address, elsewhere], subject.code, address, elsewhere)
        yield Finding("code", subject.code, subject.batch, address, result, detail)


def check_certificates(client: Client, subjects: Sequence[Subject], url: str, today: datetime.date) -> Iterator[Finding]:
    """Finds of each https host that was asked whether its certificate holds."""
    parts = (urlsplit(address) for address in (url, *(_address_to_ask(subject, url)[0] for subject in subjects)))
    hosts = dict.fromkeys((each.hostname or "", each.port or 443) for each in parts if each.scheme == "https")
    for host, port in hosts:
        ends, fault = client.certificate(host, port)
        left = (ends - today).days if ends else 0
        result = "invalid" if ends is None else "right" if left > LEAST_DAYS else "ending"
        yield Finding("certificate", "", "", host, result, fault or str(left))


def check_cname(client: Client, addresses: Addresses, url: str) -> Finding:
    """Whether the site's file CNAME names its domain; a site on a lent address must have none."""
    live_site = Addresses(url.rstrip("/"), url.rstrip("/"))
    expected = exports.hosting(addresses if live_site.temporary else live_site).get("CNAME", b"").decode().strip()
    address = f"{url.rstrip('/')}/CNAME"
    reply = client.get(address)
    answered = reply.text.strip() if reply.status == HTTPStatus.OK else ""
    if reply.fault:
        return Finding("cname", "", "", address, "unreachable", reply.fault)
    return Finding("cname", "", "", address, "right" if answered == expected else "wrong", answered)


def check_ledger(client: Client, ledger_here: Ledger, codes_known: frozenset[str], url: str) -> Finding:
    """Whether all that the live site's ledger has is in ours as well, row for row. A site that publishes none has nothing to lose."""
    rows: list[str] = []
    for file in ledger.FILES:
        address = f"{url.rstrip('/')}/{file.removeprefix('content/')}"
        reply = client.get(address)
        if reply.status == HTTPStatus.NOT_FOUND:
            continue
        if reply.status != HTTPStatus.OK:
            return Finding("ledger", "", "", address, "unreachable", reply.fault or str(reply.status))
        found: list[Problem] = []
        content = reply.text.encode()
        if file == ledger.PLAQUES:
            ours = {row.key: row.without_position() for row in ledger_here.rows}
            theirs = (row.without_position() for row in reading.read_rows(content, found))
            rows += [f"{row.code} {row.batch}" for row in theirs if ours.get(row.key) != row]
        else:
            rows += [each.code for each in reading.read_retirements(content, found) if each.code not in codes_known]
        if found:
            return Finding("ledger", "", "", address, "unreadable")
    return Finding("ledger", "", "", url, "lost" if rows else "right", ", ".join(rows))


def _address_to_ask(subject: Subject, url: str) -> tuple[str, bool]:
    """The address to ask for a plaque, and whether it stands elsewhere than the site: there a redirection to us is fine."""
    printed = Addresses(subject.address, subject.address)
    if urlsplit(lowered(subject.address)).netloc == urlsplit(lowered(url)).netloc:
        return lowered(subject.address), False
    if printed.temporary or not subject.batch:
        return f"{url.rstrip('/')}/Q/{subject.code}", False
    return lowered(subject.address), True


def _judge(reply: Reply, code: str, address: str, elsewhere: bool) -> tuple[str, str]:
    if reply.status == 0:
        return "unreachable", reply.fault
    if HTTPStatus.MULTIPLE_CHOICES <= reply.status < HTTPStatus.BAD_REQUEST:
        return "moved", reply.location
    if reply.status == HTTPStatus.NOT_FOUND:
        return "missing", address
    if reply.status != HTTPStatus.OK:
        return "status", str(reply.status)
    if not mentions_code(reply.text, code):
        return "nameless", ""
    return ("forwarded", reply.location) if elsewhere and reply.location != address else ("right", "")
