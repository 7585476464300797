"""Blocks of figures: large numbers, charts drawn at build time, a line of time."""

import math
from typing import Annotated

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.model import Model, Several, of_length
from disan.content.fields.numbers import Quantity
from disan.content.fields.plain import Line
from disan.content.record.block import Block, BlockData, Need
from disan.core.strings import Strings, Words
from disan.drawing import charts

_AT_LEAST_ONE = of_length(1, math.inf, Words("ít nhất một mục", "at least one item"))
_AT_LEAST_TWO = of_length(2, math.inf, Words("ít nhất hai mục", "at least two items"))


class Number(Model):
    """A large number and what it counts."""

    value: Annotated[Line, About(Words("Con số", "Number"), Words("Ví dụ: hơn 85.000", "Such as over 85,000"))]
    label: Annotated[Line, About(Words("Số của cái gì", "What it counts"))]


class NumbersBlock(Block):
    """A few numbers, large."""

    identifier = "numbers"
    name = Words("con số", "numbers")
    help = Words("Vài con số lớn đứng cạnh nhau.", "A few large numbers side by side.")

    items: Annotated[
        Several[Number],
        _AT_LEAST_ONE,
        About(Words("Các con số", "Numbers"), Words("Mỗi mục: value, label", "Each with value and label")),
    ]


class ChartKind(Choice):
    """The form in which figures are drawn."""

    BAR = "bar", "thanh ngang", "bar"
    COLUMN = "column", "cột", "column"
    LINE = "line", "đường", "line"
    PICTOGRAM = "pictogram", "hình đếm", "pictogram"


class Figure(Model):
    """One figure of a chart."""

    label: Annotated[Line, About(Words("Tên", "Label"))]
    value: Annotated[
        Quantity, About(Words("Giá trị", "Value"), Words("Một con số, ví dụ: 32 hoặc gần 200", "A number, such as 32 or nearly 200"))
    ]


class ChartBlock(Block):
    """Figures drawn, with their table behind the drawing."""

    identifier = "chart"
    name = Words("biểu đồ", "chart")
    help = Words(
        "Số liệu vẽ thành thanh, cột, đường hoặc hình đếm; máy tự vẽ và tự làm bảng số.",
        "Figures as bars, columns, a line or counted signs; drawn by the program, with their table.",
    )
    title = Need.REQUIRED
    text = Need.OPTIONAL

    kind: Annotated[ChartKind, About(Words("Kiểu", "Kind"), Words("thanh ngang, cột, đường, hình đếm", "bar, column, line, pictogram"))] = (
        ChartKind.BAR
    )
    unit: Annotated[Line | None, About(Words("Đơn vị", "Unit"), Words("Ví dụ: tấn", "Such as tonnes"))] = None
    items: Annotated[
        Several[Figure],
        _AT_LEAST_TWO,
        About(Words("Số liệu", "Figures"), Words("Mỗi mục: label, value", "Each with label and value")),
    ]
    source: Annotated[Line | None, About(Words("Nguồn số liệu", "Source"))] = None

    def data(self, strings: Strings) -> BlockData:
        """The drawing, the rows of its table, and for a pictogram how much one sign stands for."""
        rows = tuple((each.label, each.value.formatted(strings, self.unit or "")) for each in self.items)
        bars = tuple(
            charts.Bar(label, (each.value.low + each.value.high) / 2, shown) for each, (label, shown) in zip(self.items, rows, strict=True)
        )
        drawn = charts.draw(self.kind.identifier, bars)
        signs = strings.number(drawn.sign)
        note = strings.say("block.sign", number=signs, unit=self.unit or "").replace(" .", ".") if drawn.sign > 1 else ""
        return BlockData(drawn.svg, rows, note)


class TimelineMoment(Model):
    """A moment on a line of time."""

    when: Annotated[Line, About(Words("Khi nào", "When"), Words("Ví dụ: 24/7/1968", "Such as 24 July 1968"))]
    text: Annotated[Line, About(Words("Điều đã xảy ra", "What happened"))]


class TimelineBlock(Block):
    """Events, in order."""

    identifier = "timeline"
    name = Words("dòng thời gian", "timeline")
    help = Words("Các mốc thời gian, từ trên xuống.", "Moments in time, from the top down.")

    items: Annotated[
        Several[TimelineMoment],
        _AT_LEAST_TWO,
        About(Words("Các mốc", "Moments"), Words("Mỗi mục: when, text", "Each with when and text")),
    ]
