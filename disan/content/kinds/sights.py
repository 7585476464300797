"""What a visitor who stands there should look at: a field of the kinds of places."""

from typing import Annotated

from disan.content.fields.about import About
from disan.content.fields.model import Several
from disan.content.fields.plain import Line
from disan.content.fields.readers import of_length
from disan.core.strings import Words

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
