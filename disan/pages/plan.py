"""A plan: one page before it is made. What it is called, where it goes, which template makes it of what, and what decides that."""

import hashlib
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, msgpack

from disan.pages.contexts import Context


class Plan(Struct, frozen=True):
    """One page. `files` are its names in the site, `twins` those of the same page at its code's address."""

    path: str
    """The site path at which readers find it; of a page that has only a code's address, that."""
    files: tuple[str, ...]
    template: str
    context: Callable[[], Context]
    """Makes what the template is given. A page that is up to date needs none."""
    language: str
    origin: str
    """The file that an editor would open to change it, from the project's root."""
    digest: str
    """Changes when anything changes of which the context is made; templates and strings apart."""
    share: str
    """The site path of the picture that chat programs show for a link to it; empty where the site has none."""
    twins: tuple[str, ...] = ()
    listed: Callable[[], Mapping[str, str]] | None = None
    """For search engines, the page's path in each language; None where they are not told of it."""
    beside: Mapping[str, Callable[[], bytes]] = {}
    """Files that go with the page, by their site paths, made of what decides about it."""
    together: tuple[str, ...] = ()
    """Site paths of pages that a reader may ask to keep all at once, this one first; none where there is no such offer."""
    changed: str = ""
    """When what it shows last changed, in UTC (RFC 3339); empty where nobody knows."""


def digest(parts: Iterable[object]) -> str:
    """One digest of many."""
    return hashlib.blake2b("\0".join(map(str, parts)).encode(), digest_size=16).hexdigest()


def value_digest(*values: object) -> str:
    """One digest of values that can be packed: much quicker than that of their texts."""
    return hashlib.blake2b(msgpack.encode(values), digest_size=16).hexdigest()
