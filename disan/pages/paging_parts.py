"""The links between the pages of a long list. Frozen values."""

from msgspec import Struct


class PageLink(Struct, frozen=True):
    """A page of a long list: its number, and what is on it in a few letters or names."""

    number: str
    said: str
    path: str
    current: bool


class PageLinks(Struct, frozen=True):
    """Pages of a long list, of one of very many only some, and those before and after this one."""

    pages: tuple[PageLink, ...]
    before: PageLink | None
    after: PageLink | None
