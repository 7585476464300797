"""What a reader's browser is asked to keep of a page for the time without a network: paths in, a short list out.

The list stands in the page, so that an edit touches the pages that show it and no others. What the reader's
browser has loaded for the page itself it knows without being told. Knows nothing of the service worker.
"""

from collections.abc import Iterable, Iterator

from disan.core.addresses import Addresses
from disan.pages.contexts import RecordPage
from disan.pages.parts import Cover, PictureShown

MOST_BYTES = 600
"""Of the whole list as it stands in a page, addresses parted by spaces."""
PHONE_PIXELS, CARD_PIXELS = 720, 400
"""The width of a picture across a phone of 360 pixels at two device pixels each, and on a card."""


def listed(addresses: Addresses, paths: Iterable[str]) -> tuple[str, ...]:
    """The paths in their order, each once, as far as they fit; one that does not leaves room for shorter ones after it."""
    chosen: list[str] = []
    left = MOST_BYTES + 1
    for path in dict.fromkeys(paths):
        size = len(addresses.link(path)) + 1
        if size <= left:
            chosen.append(path)
            left -= size
    return tuple(chosen)


def of_record(page: RecordPage, code_path: str) -> list[str]:
    """What belongs to a record's page, the most needed first: itself, its other addresses, its pictures, then its neighbours."""
    twins = [each.path for each in page.frame.alternates if not each.current]
    cards = (*page.parts, *(each.card for each in page.near), *page.related)
    return [
        page.frame.path,
        *([code_path] if code_path else []),
        *twins,
        *_shown(page),
        *(card.path for card in cards),
        *(_at_size(card.cover, CARD_PIXELS) for card in cards),
    ]


def files_of(page: RecordPage) -> list[str]:
    """Every file that a record's page shows, at a phone's size, those on the cards of its neighbours too."""
    cards = (*page.parts, *(each.card for each in page.near), *page.related, *([page.following] if page.following else []))
    return [*_shown(page), *(_at_size(card.cover, CARD_PIXELS) for card in cards)]


def _shown(page: RecordPage) -> Iterator[str]:
    """Its cover and the pictures of its own, and the map."""
    shown = [*(part.picture for part in page.body), *page.own.pictures]
    yield _at_size(page.own.cover, PHONE_PIXELS)
    yield from (sized(picture, PHONE_PIXELS) for picture in shown if picture)
    drawn = (page.own.locator, page.route and page.route.map)
    yield from (each.province.drawing for each in drawn if each)


def sized(picture: PictureShown, pixels: int) -> str:
    """The rendition of a picture in its best format that is just wide enough, else the widest."""
    items = picture.sources[0].items
    return next((item for item in items if item.width >= pixels), items[-1]).path


def _at_size(cover: Cover, pixels: int) -> str:
    return sized(cover.picture, pixels) if cover.picture else cover.drawing
