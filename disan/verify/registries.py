"""What registries publish of a domain: a client and a host's name in, the day on which the domain ends or that nobody says so out.

RDAP (RFC 9082, RFC 9083), the registry of each top-level domain by IANA's list (RFC 9224). There is none for .vn.
"""

import datetime
from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from msgspec import Struct

from disan.core.addresses import leads_to_a_page
from disan.verify.client import Client

HELD = ("redemption period", "pending delete", "client hold", "server hold", "inactive")
"""States of a domain (RFC 8056) in which it leads nowhere, or will not for long."""
_LONGEST = 4
"""Labels of a registered domain at most, as in x.thcs.edu.vn."""


class RegisteredDomain(Struct, frozen=True):
    """A domain, the day on which it ends, or None where nobody says so; and the state that keeps it from working, or ""."""

    domain: str
    ends: datetime.date | None = None
    held: str = ""


class _Services(Struct, frozen=True):
    services: tuple[tuple[tuple[str, ...], ...], ...]


class _Event(Struct, frozen=True, rename="camel"):
    event_action: str = ""
    event_date: str = ""


class _Domain(Struct, frozen=True):
    events: tuple[_Event, ...] = ()
    status: tuple[str, ...] = ()


def services(client: Client) -> Mapping[str, str]:
    """Reads which registry answers for which top-level domain; nothing where the list cannot be read."""
    try:
        listed = msgspec.json.decode(client.get(client.registries).text, type=_Services).services
    except (msgspec.MsgspecError, RecursionError):
        return {}
    pairs = [(ends, address) for ends, addresses, *_ in (each for each in listed if len(each) > 1) for address in addresses]
    return {end.lower(): address for ends, address in reversed(pairs) if leads_to_a_page(address) for end in ends}


def registration(client: Client, known: Mapping[str, str], host: str) -> RegisteredDomain:
    """Asks for the domain to which a host belongs: the shortest that is registered."""
    labels = host.rstrip(".").split(".")
    base = known.get(labels[-1])
    shortest = ".".join(labels[-2:])
    if base is None:
        return RegisteredDomain(shortest)
    for count in range(2, min(len(labels), _LONGEST) + 1):
        domain = ".".join(labels[-count:])
        reply = client.get(f"{base.rstrip('/')}/domain/{domain}")
        if reply.status == HTTPStatus.OK:
            return _read(domain, reply.text)
        if reply.status != HTTPStatus.NOT_FOUND:
            break
    return RegisteredDomain(shortest)


def _read(domain: str, text: str) -> RegisteredDomain:
    try:
        found = msgspec.json.decode(text, type=_Domain)
        days = [each.event_date[:10] for each in found.events if each.event_action == "expiration"]
        ends = datetime.date.fromisoformat(days[0]) if days else None
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return RegisteredDomain(domain)
    return RegisteredDomain(domain, ends, next((each for each in found.status if each in HELD), ""))
