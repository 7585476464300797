"""How long the text of a post may be on each network. Frozen values, in UTF-16 code units, which count any Vietnamese letter as one.

Where they are from. None of them was confirmed at its source when this was written: each is as its page was remembered, and has to be
compared with it before anybody relies on it. Posts are made for the shortest of them.
- Facebook, 63,206: told by many; we know no document of Meta's that says so.
- Instagram, 2,200: Instagram Platform, IG User Media, `caption`.
- TikTok, 4,000, and 90 for a title: TikTok for Developers, Content Posting API, photos, `description` and `title`.
- Zalo, 2,000: Zalo for Developers, Official Account API, `text` of a message; we know no document that says how long a person's
  post may be.
"""

from msgspec import Struct


class Network(Struct, frozen=True):
    """A network and the longest text of a post."""

    name: str
    longest: int


NETWORKS = (Network("Facebook", 63_206), Network("Instagram", 2_200), Network("TikTok", 4_000), Network("Zalo", 2_000))
LONGEST = min(network.longest for network in NETWORKS)
"""A text of so many units fits all of them."""
LONGEST_TITLE = 90
"""Of a TikTok of pictures."""


def length(text: str) -> int:
    """The length of a text as networks count it."""
    return len(text.encode("utf-16-le")) // 2
