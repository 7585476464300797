"""New and changed records as values for feeds: of the whole site, of each kind, of each commune with records. A view in, feeds out.

A record without dates stands in none, and where no record has any there is no feed.
"""

import datetime
import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from msgspec import Struct

from disan.content.catalogue import Item, grouped
from disan.core import addresses as places
from disan.core import text
from disan.pages import cards
from disan.pages.frame_parts import FeedOffered
from disan.pages.parts import Said
from disan.pages.plan import digest
from disan.pages.view import View

MOST = 50
"""Records of a feed."""


class FeedEntry(Struct, frozen=True):
    """A record in a feed. `identity` stays the same whatever its page is called later; moments are in UTC."""

    identity: str
    url: str
    title: Said
    summary: Said | None
    kind: str
    term: str
    """What programs know the kind by."""
    published: datetime.datetime
    changed: datetime.datetime


class Feed(Struct, frozen=True):
    """A feed: its own address and that of the page that it belongs to, the newest entries first, at least one."""

    language: str
    url: str
    page: str
    title: str
    subtitle: str
    author: str
    site: str
    rights: str
    entries: tuple[FeedEntry, ...]


class FeedPlan(Struct, frozen=True):
    """A feed before it is made: its site path, what decides about it, what makes it."""

    path: str
    digest: str
    make: Callable[[], Feed]


def plans(view: View) -> Iterator[FeedPlan]:
    """Every feed of the view's language."""
    if not view.dated:
        return
    yield _plan(view, view.home(), "", view.dated)
    for kind in view.catalogue.shown_kinds:
        if of_kind := [item for item in view.dated if item.kind is kind]:
            yield _plan(view, view.listing(kind), view.strings.of(kind.plural), of_kind)
    by_commune = grouped((unit, item) for item in view.dated for unit in view.catalogue.communes(item))
    for unit, of_commune in by_commune.items():
        yield _plan(view, view.commune(unit), text.capital(cards.commune_name(view, unit)), of_commune)


def offered(view: View, page: str, items: Iterable[Item]) -> FeedOffered | None:
    """The feed of a page that lists records; None where nobody knows when any of them changed."""
    path = view.feed_path(page)
    return FeedOffered(path, view.addresses.absolute(path)) if any(item.reference in view.record_dates for item in items) else None


def _plan(view: View, page: str, about: str, items: Sequence[Item]) -> FeedPlan:
    newest = items[:MOST]
    dates = (view.record_dates[item.reference] for item in newest)
    decided = digest([view.digest, page, about, *dates, *view.card_digests(newest)])
    return FeedPlan(view.feed_path(page), decided, functools.partial(_feed, view, page, about, newest))


def _feed(view: View, page: str, about: str, items: Iterable[Item]) -> Feed:
    site = view.settings.name.of(view.language)
    holder = view.settings.keeper.of(view.language) if view.settings.keeper else site
    return Feed(
        language=view.language,
        url=view.addresses.absolute(view.feed_path(page)),
        page=view.addresses.absolute(page),
        title=view.strings.say("feeds.of_part", site=site, part=about) if about else site,
        subtitle=view.strings.say("feeds.subtitle"),
        author=site,
        site=view.addresses.url,
        rights=" · ".join(filter(None, (holder, view.settings.licence))),
        entries=tuple(_entry(view, item) for item in items),
    )


def _entry(view: View, item: Item) -> FeedEntry:
    card, dates = view.card(item), view.record_dates[item.reference]
    return FeedEntry(
        identity=_identity(view, item, dates.published),
        url=view.addresses.absolute(view.path(item)),
        title=card.title,
        summary=card.summary,
        kind=view.strings.of(item.kind.plural),
        term=item.kind.folder,
        published=dates.published,
        changed=dates.changed,
    )


def _identity(view: View, item: Item, published: datetime.datetime) -> str:
    """A tag URI (RFC 4151): the host that codes name, the day when the record came, its code, which no other ever has, and the language.

    A record without a code is named as its folder was called first.
    """
    host = urlsplit(view.addresses.plaque_url).hostname or ""
    name = places.code_path(item.code) if item.code else f"/{item.kind.folder}/{(*item.outline.formerly, item.slug)[0]}"
    edition = "" if view.language == view.default else f"/{view.language}"
    return f"tag:{host},{published:%Y-%m-%d}:{name.lstrip('/')}{edition}"
