"""How long the text of a post may be on each network. Frozen values, in UTF-16 code units, which count any Vietnamese letter as one.

Sources, as they stood in November 2026: Facebook's long-standing limit of a post; Instagram Platform, IG User Media (`caption`; of its
hashtags five count); TikTok for Developers, Content Posting API, Photo (`description`, and `title` of 90); Zalo's API (`text` of a message;
a post of a person takes as many and more).
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
