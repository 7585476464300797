"""What holds up the addresses that are printed: the certificate of each host, where its name leads, how long its domain is held.

A client, hosts and a day go in; findings come out. What registries do not publish is not known, which is no fault.
"""

import datetime
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from disan.core.addresses import RESERVED, Addresses, lowered
from disan.verify import registries
from disan.verify.client import Client
from disan.verify.exchange import connected, trust
from disan.verify.finding import Finding, Subject
from disan.verify.live import LiveSite
from disan.verify.registries import RegisteredDomain

LEAST_DAYS = 21
"""Days that a certificate must still hold: the automatic ones are renewed a month before they end."""
LEAST_DOMAIN_DAYS = 60
"""Days that a domain must still be held: an office needs weeks to pay."""
PAGES = frozenset(
    (
        *(f"185.199.{number}.153" for number in range(108, 112)),
        *(f"2606:50c0:800{number}::153" for number in range(4)),
    )
)
"""The addresses of GitHub Pages (its documentation, "Managing a custom domain for your GitHub Pages site")."""
_LENT = ".github.io"
_NO_SITE = "There isn't a GitHub Pages site here"
_NO_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
_REFUSALS = {10: "expired", 62: "stranger", 64: "stranger", 18: "untrusted", 19: "untrusted", 20: "untrusted", 21: "untrusted"}
"""Why a certificate is refused, by OpenSSL's number (x509_vfy.h): its time, its names, or who vouches for it."""


class Host(Struct, frozen=True):
    """A host of a site: its name and port, and whether https is spoken there."""

    name: str
    port: int
    secured: bool

    @property
    def named(self) -> bool:
        """Whether it is a name that can be anybody's: no number, and none that is this machine's."""
        try:
            ipaddress.ip_address(self.name)
        except ValueError:
            return "." in self.name and not self.name.endswith(RESERVED)
        return False


def hosts(subjects: Sequence[Subject], site: LiveSite) -> tuple[Host, ...]:
    """The hosts that a site's codes need: its own and, where it is no mirror, those that are printed; none that was lent for a trial."""
    printed = () if site.mirror else (each.address for each in subjects if not Addresses(each.address, each.address).temporary)
    parts = (urlsplit(lowered(address)) for address in (site.url, *printed))
    secured = {"https": (443, True), "http": (80, False)}
    found = ((each.hostname or "", each.port, *secured[each.scheme]) for each in parts if each.scheme in secured)
    return tuple(dict.fromkeys(Host(name, port or usual, safe) for name, port, usual, safe in found))


def check_certificates(client: Client, needed: Sequence[Host], site: LiveSite, today: datetime.date) -> Iterator[Finding]:
    """Finds of each https host whether its certificate is trusted, is the host's own, and holds."""
    for host in needed:
        if host.secured:
            result, detail = _certificate(client, host, today)
            yield Finding("certificate", "", "", host.name, result, detail, site.url)


def _certificate(client: Client, host: Host, today: datetime.date) -> tuple[str, str]:
    left = min(client.timeout, client.until - time.monotonic())
    if left <= 0:
        return "untried", ""
    try:
        with connected(host.name, host.port, left) as plain, trust().wrap_socket(plain, server_hostname=host.name) as secured:
            ends = str((secured.getpeercert() or {})["notAfter"])
    except ssl.SSLCertVerificationError as error:
        return _REFUSALS.get(error.verify_code, "invalid"), error.verify_message
    except TimeoutError:
        return "slow", f"{client.timeout:g}"
    except (OSError, ValueError, KeyError) as error:
        return "unreachable", str(error)
    days = (datetime.datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), datetime.UTC).date() - today).days
    return "right" if days > LEAST_DAYS else "ending", str(days)


def check_names(client: Client, needed: Sequence[Host], site: LiveSite, owner: str) -> Iterator[Finding]:
    """Finds of each host where its name leads. `owner` is whose the repository is, with whose name Pages answers; empty for not known."""
    for name in dict.fromkeys(host.name for host in needed if host.named):
        result, detail = _name(client, name, owner)
        yield Finding("dns", "", "", name, result, detail, site.url)


def _name(client: Client, name: str, owner: str) -> tuple[str, str]:
    try:
        found = client.resolve(name)
    except socket.gaierror as error:
        return "missing" if error.errno in _NO_NAME else "unreachable", str(error)
    except (OSError, UnicodeError) as error:
        return "unreachable", str(error)
    pages, shown = PAGES.intersection(found.addresses), ", ".join(found.addresses)
    alias = found.name.rstrip(".").lower()
    if not all(ipaddress.ip_address(each.partition("%")[0]).is_global for each in found.addresses):
        return "private", shown
    if pages and len(pages) < len(found.addresses):
        return "mixed", ", ".join(each for each in found.addresses if each not in pages)
    if owner and alias != name and alias.endswith(_LENT) and alias != owner.lower() + _LENT:
        return "stranger", alias
    if pages and not name.endswith(_LENT) and _NO_SITE in client.get(f"http://{name}/").text:
        return "dangling", alias
    return "right", alias if alias != name else shown


def check_domains(
    client: Client, needed: Sequence[Host], site: LiveSite, today: datetime.date, stated: Mapping[str, datetime.date]
) -> Iterator[Finding]:
    """Finds how long each domain is held, as its registry publishes it, else as is `stated` of a host of it."""
    names = [host.name for host in needed if host.named and not host.name.endswith(_LENT)]
    if not names:
        return
    once = replace(client, pauses=())  # Registries are asked once: what they do not tell is not known.
    known = registries.services(once)
    told = (registries.registration(once, known, name) for name in dict.fromkeys(names))
    for domain in {each.domain: each for each in told}.values():
        said = next((day for host, day in stated.items() if f".{host}".endswith(f".{domain.domain}")), None)
        yield Finding("domain", "", "", domain.domain, *_domain(domain, said, today), site.url)


def _domain(domain: RegisteredDomain, stated: datetime.date | None, today: datetime.date) -> tuple[str, str]:
    ends = domain.ends or stated
    if domain.held:
        return "held", domain.held
    if ends is None:
        return "unknown", ""
    left = (ends - today).days
    if left > LEAST_DOMAIN_DAYS:
        return "right" if domain.ends else "stated", str(left)
    return ("ending", str(left)) if left >= 0 else ("over", str(-left))
