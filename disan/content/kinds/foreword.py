"""What stands before a record's text: a word to those whom it may hurt, and what to look at there."""

from typing import Annotated

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.model import Several
from disan.content.fields.plain import Line
from disan.content.fields.readers import of_length
from disan.core.strings import Words


class Painful(Choice):
    """What in a text may hurt a reader; each has a quiet sentence in the strings (`notice`)."""

    WAR_DEAD = "war-dead", "người mất trong chiến tranh", "people who died in war"
    KILLED = "killed", "người bị sát hại", "people who were killed"
    REMAINS = "remains", "mộ táng, di cốt", "graves and human remains"


Notice = Annotated[
    Painful | None,
    About(
        Words("Lời báo trước", "Notice"),
        Words(
            "Khi bài có điều dễ gây đau buồn; trang đặt một câu nhẹ nhàng trước bài",
            "Where the text tells of what may hurt; the page says so quietly before it",
        ),
        role="caution",
    ),
]
"""The sentence that stands before the text."""

Sights = Annotated[
    Several[Line],
    of_length(0, 5, Words("nhiều nhất năm dòng, tốt nhất là ba", "five lines at most, three at best")),
    About(
        Words("Nên xem", "What to look for"),
        Words(
            "Ba thứ tận mắt thấy được tại chỗ, mỗi dòng một thứ, lấy từ nguồn; ví dụ: Cổng tam quan có khắc năm dựng 1844",
            "Three things to see on the spot, one a line, from the sources; such as: The gate, with the year 1844 carved on it",
        ),
        translated=True,
        expected=True,
        role="sights",
    ),
]
"""Lines that stand before the text of a record."""
