"""How far a place is from places that readers know."""

from typing import Annotated

from disan.content.fields.about import About
from disan.content.fields.model import Model
from disan.content.fields.numbers import Quantity
from disan.content.fields.plain import Line
from disan.core.strings import Strings, Words

_KM = Words("km", "km")


class Distance(Model):
    """A distance from a place that readers know, in kilometres."""

    place: Annotated[
        Line, About(Words("Cách", "From"), Words("Ví dụ: trung tâm tỉnh", "Such as the centre of the province"), translated=True)
    ]
    km: Annotated[
        Quantity, About(Words("Số km", "Kilometres"), Words("Chỉ viết số: 8 hoặc khoảng 35", "The number alone: 8 or about 35"), unit=_KM)
    ]

    def row_label(self, strings: Strings) -> str:
        """The label of its own row: from where."""
        return strings.say("distance.label", place=self.place)

    def formatted(self, strings: Strings) -> str:
        """The distance with its unit: khoảng 35 km."""
        return self.km.formatted(strings, strings.of(_KM))
