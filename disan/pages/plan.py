"""A plan: one page before it is made. What it is called, where it goes, which template makes it of what, and what decides that."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Protocol

from msgspec import Struct

from disan.pages.contexts import Context


class Plan(Protocol):
    """One page. `files` are its names in the site, `twins` those of the same page at its code's address."""

    @property
    def path(self) -> str:
        """The site path at which readers find it; of a page that has only a code's address, that."""

    @property
    def files(self) -> tuple[str, ...]:
        """Its names in the site."""

    @property
    def twins(self) -> tuple[str, ...]:
        """The names of the same page at its code's address."""

    @property
    def template(self) -> str:
        """The template that makes it."""

    def context(self) -> Context:
        """Makes what the template is given. A page that is up to date needs none."""

    @property
    def language(self) -> str:
        """Its language."""

    @property
    def origin(self) -> str:
        """The file that an editor would open to change it, from the project's root."""

    @property
    def digest(self) -> str:
        """Changes when anything changes of which the context is made; templates and strings apart."""

    @property
    def share(self) -> str:
        """The site path of the picture that chat programs show for a link to it; empty where the site has none."""

    @property
    def listed(self) -> bool:
        """Whether search engines are told of it."""

    def urls(self) -> tuple[tuple[str, str], ...]:
        """For search engines: the page's absolute address in each language, by language. It follows from the path and the settings."""


class GivenPlan(Struct, frozen=True):
    """A plan of which every part is given: see `Plan`."""

    path: str
    files: tuple[str, ...]
    template: str
    context: Callable[[], Context]
    language: str
    origin: str
    digest: str
    share: str
    twins: tuple[str, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()

    @property
    def listed(self) -> bool:
        """Whether search engines are told of it."""
        return bool(self.addresses)

    def urls(self) -> tuple[tuple[str, str], ...]:
        """The page's absolute address in each language."""
        return self.addresses


def digest(parts: Iterable[object]) -> str:
    """One digest of many."""
    return hashlib.blake2b("\0".join(map(str, parts)).encode(), digest_size=16).hexdigest()
