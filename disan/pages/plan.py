"""A plan: one page before it is made. What it is called, where it goes, which template makes it of what, and what decides that."""

import hashlib
from collections.abc import Callable, Iterable
from typing import NamedTuple

from disan.pages.contexts import Context


class Plan(NamedTuple):
    """One page. `files` are its names in the site, `twins` those of the same page at its code's address."""

    path: str
    """The site path at which readers find it; of a page that has only a code's address, that."""
    files: tuple[str, ...]
    template: str
    context: Callable[[], Context]
    """Makes what the template is given. A page that is as the last build left it needs none."""
    language: str
    origin: str
    """The file that an editor would open to change it, from the project's root."""
    digest: str
    """Changes when anything changes of which the context is made; templates and strings apart."""
    twins: tuple[str, ...] = ()
    urls: tuple[tuple[str, str], ...] = ()
    """For search engines: the page's absolute address in each language, by language; empty for a page that they skip."""


def digest(parts: Iterable[object]) -> str:
    """One digest of many."""
    return hashlib.blake2b("\0".join(map(str, parts)).encode(), digest_size=16).hexdigest()
