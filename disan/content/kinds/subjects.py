"""What a relic's cover is drawn as where nobody said it: the words that a Vietnamese name of a site begins with, then its type.

Names of sites follow the pattern of the heritage law's lists: the sort of place first (đền, chùa, nhà thờ …), then its own name.
"""

import re
from collections.abc import Mapping

from disan.content.record.motif import Motif

_OPENING = re.compile(r"(?:(?:khu|cụm|quần thể|di tích|lịch sử|danh thắng) )+")
_NAMED: Mapping[str, Motif] = {
    "căn cứ": Motif.UPRISING,
    "bến": Motif.BOAT,
    "chùa": Motif.PAGODA,
    "chuông": Motif.BELL,
    "chứng tích": Motif.WAR_MEMORIAL,
    "cửa biển": Motif.SEA,
    "cầu": Motif.BRIDGE,
    "cổng": Motif.CITADEL_GATE,
    "di chỉ": Motif.SHELL_MOUND,
    "đài": Motif.WAR_MEMORIAL,
    "đèo": Motif.MOUNTAIN_PASS,
    "đền": Motif.TEMPLE,
    "đình": Motif.COMMUNAL_HOUSE,
    "lăng": Motif.STELE,
    "lưu niệm": Motif.THATCHED_HOUSE,
    "lũy": Motif.CITADEL_GATE,
    "miếu": Motif.TEMPLE,
    "mộ": Motif.STELE,
    "mộc bản": Motif.WOODBLOCK,
    "nghĩa trang": Motif.WAR_MEMORIAL,
    "nhà lưu niệm": Motif.THATCHED_HOUSE,
    "nhà thờ": Motif.ANCESTRAL_HOUSE,
    "nhà tưởng niệm": Motif.WAR_MEMORIAL,
    "núi": Motif.MOUNTAIN,
    "sắc phong": Motif.WOODBLOCK,
    "thành": Motif.CITADEL_GATE,
    "tháp": Motif.PAGODA,
    "tưởng niệm": Motif.WAR_MEMORIAL,
    "văn miếu": Motif.TEMPLE,
}
_SORT = re.compile(rf"(?:{'|'.join(sorted(_NAMED, key=len, reverse=True))})\b")
"""The longest of them that a name begins with."""


def named(title: str) -> Motif | None:
    """The motif of the sort of place that a Vietnamese title begins with; None where it begins with none of them."""
    words = f"{' '.join(title.casefold().split())} "
    told = words[opening.end() :] if (opening := _OPENING.match(words)) else words
    found = _SORT.match(told)
    return _NAMED[found[0]] if found else None
