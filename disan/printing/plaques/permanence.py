"""Whether an address may be printed. Settings go in; problems that say why not, and what to do, come out. Asks nothing of the network.

A printed code cannot be mended: what it leads to must be the site's own for as long as the plaque hangs.
"""

import ipaddress
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from disan.content import source as sources
from disan.content.settings import FILE, Settings
from disan.core.addresses import RESERVED
from disan.core.problems import Grade, Problem, Value
from disan.printing.plaques.model import LARGEST_VERSION, Plaque

LENT_HOSTS = (".github.io",)
"""Hosts below which names are lent, and lost with an account or a rename."""
_LONGEST = 54
"""Characters that the smallest plaque has room for in three lines of 18 points, however wide."""


def refusal_reason(address: str) -> str:
    """The reason why an address is none to print: "reserved", "loopback", "lent" or "lower-case"; empty where it is one."""
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".")
    if host == "localhost" or _is_number(host) or "." not in host:
        return "loopback"
    if f".{host}".endswith(RESERVED) or host.endswith(("example.com", "example.net", "example.org")):
        return "reserved"
    if f".{host}".endswith(LENT_HOSTS):
        return "lent"
    return "lower-case" if parts.path != parts.path.upper() else ""


def check_plaque_url(root: Path, settings: Settings) -> Iterator[Problem]:
    """Tells the problem with `plaque_url`, if there is one; where codes would encode `url`, that none was chosen."""
    source, _ = sources.read_settings(root / FILE, FILE)
    why = refusal_reason(settings.plaque_url) if settings.plaque_url else "missing"
    if source and why:
        at = source.at("plaque_url" if settings.plaque_url else "url")
        suggested = settings.url if not refusal_reason(settings.url) else "https://…"
        value = settings.plaque_url or settings.url
        yield source.problem("temporary-plaque-address", at, value=value, reason=why, right=suggested)


def check_length(root: Path, plaque: Plaque, *, accepted: bool) -> Iterator[Problem]:
    """Tells of an address that makes the symbol finer than a plaque should have; for an address accepted for a trial, a warning.

    One that would not even fit a plaque in print is an error in any case.
    """
    source, _ = sources.read_settings(root / FILE, FILE)
    largest, longest = LARGEST_VERSION[plaque.level], _LONGEST
    if source and (plaque.symbol.version > largest or len(plaque.address) > longest):
        values: dict[str, Value] = {"value": plaque.address, "version": plaque.symbol.version, "largest": largest, "level": plaque.level}
        grade: Grade = "warning" if accepted and len(plaque.address) <= longest else "error"
        yield source.problem("plaque-address-too-long", source.at("plaque_url"), grade, **values)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
