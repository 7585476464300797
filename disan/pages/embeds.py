"""The card of a record that other sites show in a frame of theirs, and what tells them of it (oEmbed 1.0). A view and a record in.

Only a record with a code has one, for its address must stay: in the first language, and in those that it is translated into.
"""

import functools
from collections.abc import Callable, Iterator, Mapping

from disan.content.catalogue import Item
from disan.core import addresses as places
from disan.core import listeners
from disan.pages.embed_parts import EmbedOffered, EmbedPage
from disan.pages.plan import Plan, digest
from disan.pages.view import View

TEMPLATE = "embed.html"
WIDTH, HEIGHT = 600, 220
"""CSS pixels: the widest that the card gets, and its height at any width from 280 on."""


def plans(view: View, item: Item) -> Iterator[Plan]:
    """The page of the card."""
    if not _has(view, item):
        return
    path = _path(view, item)
    decided = digest([view.language, view.settings.name, view.addresses, *view.card_digests([item])])
    made = functools.partial(_page, view, item)
    yield Plan(path, (places.file(path),), TEMPLATE, made, view.language, f"{item.path}/index.vi.md", decided, "")


def offered(view: View, item: Item) -> EmbedOffered | None:
    """What the record's page says of the card; None where there is none."""
    return EmbedOffered(_tag(view, item), view.addresses.absolute(_file(view, item))) if _has(view, item) else None


def beside(view: View, item: Item) -> Mapping[str, Callable[[], bytes]]:
    """The answer of oEmbed for the record's page, by its site path."""
    return {_file(view, item): functools.partial(_answer, view, item)} if _has(view, item) else {}


def _has(view: View, item: Item) -> bool:
    return view.settings.embeds and bool(item.code) and (view.language == view.default or view.language in item.outline.translated)


def _path(view: View, item: Item) -> str:
    return f"{view.home()}embed/{item.code}/"


def _file(view: View, item: Item) -> str:
    return f"{view.home()}oembed/{item.code}.json"


def _page(view: View, item: Item) -> EmbedPage:
    card = view.card(item)
    picture = card.cover.picture
    return EmbedPage(
        language=view.language,
        title=card.title,
        kicker=card.kicker,
        summary=card.summary,
        place=card.place,
        image=picture.sources[-1].items[0].path if picture else card.cover.drawing,
        alt=picture.alt.text if picture else "",
        path=card.path,
        url=view.addresses.absolute(card.path),
        site=view.settings.name.of(view.language),
    )


def _tag(view: View, item: Item) -> str:
    """What another site puts in: a frame, which needs no program."""
    address, title = view.addresses.absolute(_path(view, item)), view.row(item).title.text
    looks = f"width:100%;max-width:{WIDTH}px;border:0"
    return (
        f'<iframe src="{listeners.xml(address)}" title="{listeners.xml(title)}" width="{WIDTH}" height="{HEIGHT}" '
        f'loading="lazy" style="{looks}"></iframe>'
    )


def _answer(view: View, item: Item) -> bytes:
    """The answer, of the type "rich" (oembed.com, 2.3.4.4)."""
    share, site = view.edition(item).share, view.settings.name.of(view.language)
    answer: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": view.row(item).title.text,
        "author_name": site,
        "provider_name": site,
        "provider_url": view.addresses.absolute(view.home()),
        "html": _tag(view, item),
        "width": WIDTH,
        "height": HEIGHT,
    }
    if share:
        answer |= {"thumbnail_url": view.addresses.absolute(share), "thumbnail_width": 800, "thumbnail_height": 420}
    return listeners.json(answer).encode()
