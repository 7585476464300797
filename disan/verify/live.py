"""What a live site answers for its codes and its ledger: addresses are asked as a phone would ask them, findings come out.

Hosts are asked beside one another, and the codes of each a few at once: one that is slow keeps no other waiting.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from disan import ledger
from disan.build import exports
from disan.content.catalogue import grouped
from disan.core.addresses import Addresses, code_path, lowered
from disan.core.problems import Problem
from disan.ledger import Ledger, reading
from disan.ledger.model import RETIRED
from disan.verify.client import Client
from disan.verify.exchange import LARGEST, Reply
from disan.verify.finding import About, Finding, Subject, mentions_code

_AT_ONCE, _HOSTS_AT_ONCE = 4, 4
_PATIENCE = 8
"""Codes in a row that a host leaves without an answer before no other is asked for again."""


class LiveSite(Struct, frozen=True):
    """A site to ask: its address without a slash at the end, and whether it is a mirror, at which every code is asked for."""

    url: str
    mirror: bool = False


class _Ask(Struct, frozen=True):
    """An address to ask for a code, and whether it stands elsewhere than the site: there a redirection to one of our hosts is fine."""

    address: str
    code: str
    elsewhere: bool


def check_codes(client: Client, subjects: Sequence[Subject], site: LiveSite) -> Iterator[Finding]:
    """Asks for each code. Plaques printed for the site's own host, or for one that was only lent, are asked at the site."""
    asked = {subject: _request(subject, site) for subject in subjects}
    own = frozenset(urlsplit(lowered(each)).netloc for each in (site.url, *(subject.address for subject in subjects)))
    by_host = grouped((urlsplit(each.address).netloc, each) for each in dict.fromkeys(asked.values()))
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        found = dict(pair for pairs in pool.map(lambda requests: _asked(client, requests, own), by_host.values()) for pair in pairs)
    for subject, request in asked.items():
        result, detail = found[request]
        yield Finding("code", subject.code, subject.batch, request.address, result, detail, site.url)


def _asked(client: Client, requests: Sequence[_Ask], own: frozenset[str]) -> list[tuple[_Ask, tuple[str, str]]]:
    """The requests to one host, with what was found. A page is judged at once and not kept; a host that is silent again and again is asked
    once for each."""
    within = client.begun(client.host_seconds)

    silent: list[str] = []

    def answer(request: _Ask) -> tuple[str, str]:
        asking = within if len(silent) < _PATIENCE else replace(within, pauses=())
        reply = asking.get(request.address, own if request.elsewhere else frozenset())
        silent.append(request.code) if reply.fault else silent.clear()
        return _judge(within, reply, request)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(zip(requests, pool.map(answer, requests), strict=True))


def check_cname(client: Client, addresses: Addresses, site: LiveSite) -> Finding:
    """Whether the site's file CNAME names its domain; a site on a lent address must have none."""
    live_site = Addresses(site.url, site.url)
    expected = exports.hosting(addresses if live_site.temporary else live_site).get("CNAME", b"").decode().strip()
    address = f"{site.url}/CNAME"
    reply = client.get(address)
    if reply.fault:
        return _unanswered("cname", client, address, reply, site)
    answered = reply.text.strip() if reply.status == HTTPStatus.OK else ""
    return Finding("cname", "", "", address, "right" if answered == expected else "wrong", answered, site.url)


def check_ledger(client: Client, ledger_here: Ledger, codes_known: frozenset[str], site: LiveSite) -> Finding:
    """Whether all that the live site's ledger has is in ours as well, row for row. A site that publishes none has nothing to lose."""
    rows: list[str] = []
    compared: dict[str, Callable[[bytes, list[Problem]], list[str]]] = {
        ledger.PLAQUES: lambda content, found: _lost_rows(ledger_here, content, found),
        RETIRED: lambda content, found: [each.code for each in reading.read_retirements(content, found) if each.code not in codes_known],
    }
    for file, compare in compared.items():
        address = f"{site.url}/{file.removeprefix('content/')}"
        reply = client.get(address)
        if reply.status == HTTPStatus.NOT_FOUND:
            continue
        if reply.status != HTTPStatus.OK:
            return _unanswered("ledger", client, address, reply, site)
        found: list[Problem] = []
        rows += compare(reply.text.encode(), found)
        if found:
            return Finding("ledger", "", "", address, "unreadable", "", site.url)
    return Finding("ledger", "", "", site.url, "lost" if rows else "right", ", ".join(rows), site.url)


def _lost_rows(ledger_here: Ledger, content: bytes, found: list[Problem]) -> list[str]:
    ours = {row.key: row.without_position() for row in ledger_here.rows}
    theirs = (row.without_position() for row in reading.read_rows(content, found))
    return [f"{row.code} {row.batch}" for row in theirs if ours.get(row.key) != row]


def _request(subject: Subject, site: LiveSite) -> _Ask:
    """The address to ask for a plaque: what is printed on it, unless that was lent, was never printed, or a mirror is asked."""
    printed = lowered(subject.address)
    if not site.mirror and urlsplit(printed).netloc == urlsplit(lowered(site.url)).netloc:
        return _Ask(printed, subject.code, elsewhere=False)
    if site.mirror or not subject.batch or Addresses(subject.address, subject.address).temporary:
        return _Ask(site.url + code_path(subject.code), subject.code, elsewhere=False)
    return _Ask(printed, subject.code, elsewhere=True)


def _judge(client: Client, reply: Reply, request: _Ask) -> tuple[str, str]:
    if reply.fault:
        return reply.fault, _why(client, reply)
    if HTTPStatus.MULTIPLE_CHOICES <= reply.status < HTTPStatus.BAD_REQUEST:
        return "moved", reply.location
    if reply.status == HTTPStatus.NOT_FOUND:
        return "missing", request.address
    if reply.status != HTTPStatus.OK:
        return "status", str(reply.status)
    if not mentions_code(reply.text, request.code):
        return "nameless", ""
    return ("forwarded", reply.location) if request.elsewhere and reply.location != request.address else ("right", "")


def _unanswered(about: About, client: Client, address: str, reply: Reply, site: LiveSite) -> Finding:
    return Finding(about, "", "", address, reply.fault or "status", _why(client, reply) if reply.fault else str(reply.status), site.url)


def _why(client: Client, reply: Reply) -> str:
    """What the sentence of a failure names: the seconds, the megabytes, or the system's words."""
    return {"slow": f"{client.timeout:g}", "endless": f"{LARGEST // 10**6}"}.get(reply.fault, reply.detail)
