"""Blocks of figures: large numbers, charts drawn at build time, a line of time."""

import math
from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, TypeVar

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.errors import FieldFault, RefusedError
from disan.content.fields.model import Model, Several
from disan.content.fields.numbers import Quantity
from disan.content.fields.plain import FigureName, Line
from disan.content.fields.readers import of_length
from disan.content.record.block import Block, BlockData, BlockRow, Need
from disan.content.record.observation import Observation
from disan.core.strings import Strings, Words
from disan.drawing import charts

_AT_LEAST_ONE = of_length(1, math.inf, Words("ít nhất một dòng", "at least one item"))
_AT_LEAST_TWO = of_length(2, math.inf, Words("ít nhất hai dòng", "at least two items"))


_ONE_OF_THEM = Words("value hoặc figure, không cả hai", "value or figure, not both")
_NEEDED = ("value", "label")


class Quoting(Model):
    """A number that is typed, with what it counts; or a figure of a record, which brings both along."""

    figure: Annotated[
        FigureName | None,
        About(
            Words("Con số của một hồ sơ", "A record's figure"),
            Words("Thay cho value, ví dụ: figures/2023#members", "Instead of value, such as figures/2023#members"),
        ),
    ] = None

    @classmethod
    def lacking(cls, said: Collection[str]) -> Iterator[str]:
        """A number and what it counts, unless a figure is named."""
        return (name for name in _NEEDED if name not in said and "figure" not in said)


Item = TypeVar("Item", "Number", "Figure")


def _once(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items; refuses a number beside a figure, since whoever changes the one would forget the other."""
    twice = [place for place, each in enumerate(items) if each.figure and each.value is not None]
    if twice:
        raise RefusedError(*(FieldFault("wrong-type", {"expected": _ONE_OF_THEM}, (place, "value")) for place in twice))
    return items


class Number(Quoting):
    """A large number and what it counts."""

    value: Annotated[Line | None, About(Words("Con số", "Number"), Words("Ví dụ: hơn 85.000", "Such as over 85,000"))] = None
    label: Annotated[Line | None, About(Words("Nội dung con số", "What it counts"))] = None


class NumbersBlock(Block):
    """A few numbers, large."""

    identifier = "numbers"
    name = Words("con số", "numbers")
    help = Words("Vài con số lớn đặt cạnh nhau.", "A few large numbers side by side.")

    items: Annotated[
        Several[Number],
        _AT_LEAST_ONE,
        _once,
        About(
            Words("Các con số", "Numbers"), Words("Mỗi con số gồm value và label, hoặc figure", "Each with value and label, or with figure")
        ),
    ]

    def data(self, strings: Strings, figures: Mapping[str, Observation]) -> BlockData:
        """The numbers, each with what it counts."""
        return BlockData(rows=tuple(self._rows(strings, figures)))

    def _rows(self, strings: Strings, figures: Mapping[str, Observation]) -> Iterator[BlockRow]:
        for each in self.items:
            if found := figures.get(each.figure or ""):
                yield BlockRow(each.label or found.label, found.value.formatted(strings), found.unit or "", each.figure or "")
            elif each.value and each.label:
                yield BlockRow(each.label, each.value)


class ChartKind(Choice):
    """The form in which figures are drawn."""

    BAR = "bar", "thanh ngang", "bar"
    COLUMN = "column", "cột", "column"
    LINE = "line", "đường", "line"
    PICTOGRAM = "pictogram", "hình đếm", "pictogram"


class Figure(Quoting):
    """One figure of a chart."""

    label: Annotated[Line | None, About(Words("Tên", "Label"))] = None
    value: Annotated[
        Quantity | None, About(Words("Giá trị", "Value"), Words("Một con số, ví dụ: 32 hoặc gần 200", "A number, such as 32 or nearly 200"))
    ] = None


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
        _once,
        About(
            Words("Số liệu", "Figures"), Words("Mỗi số liệu gồm label và value, hoặc figure", "Each with label and value, or with figure")
        ),
    ]
    source: Annotated[Line | None, About(Words("Nguồn số liệu", "Source"))] = None

    def data(self, strings: Strings, figures: Mapping[str, Observation]) -> BlockData:
        """The drawing, the rows of its table, and for a pictogram how much one sign stands for; nothing while no figure is there."""
        numbers = tuple(self.numbers(strings, figures))
        if not numbers:
            return BlockData()
        drawn = charts.draw(self.kind.identifier, [charts.Bar(row.label, value.middle, row.shown) for value, row in numbers])
        signs = strings.number(drawn.sign)
        note = strings.say("block.sign", number=signs, unit=self.unit or "").replace(" .", ".") if drawn.sign > 1 else ""
        return BlockData(drawn.svg, tuple(row for _, row in numbers), note)

    def numbers(self, strings: Strings, figures: Mapping[str, Observation]) -> Iterator[tuple[Quantity, BlockRow]]:
        """The numbers that are drawn, each with its row; those of records as far as `figures` has them."""
        for each in self.items:
            if found := figures.get(each.figure or ""):
                shown = found.value.formatted(strings, self.unit or found.unit or "")
                yield found.value, BlockRow(each.label or found.label, shown, figure=each.figure or "")
            elif each.value and each.label:
                yield each.value, BlockRow(each.label, each.value.formatted(strings, self.unit or ""))


class TimelineMoment(Model):
    """A moment on a line of time."""

    when: Annotated[Line, About(Words("Khi nào", "When"), Words("Ví dụ: 24/7/1968", "Such as 24 July 1968"))]
    text: Annotated[Line, About(Words("Điều đã xảy ra", "What happened"))]


class TimelineBlock(Block):
    """Events, in order."""

    identifier = "timeline"
    name = Words("dòng thời gian", "timeline")
    help = Words("Các mốc thời gian, từ trên xuống.", "Dates in order, from the top down.")

    items: Annotated[
        Several[TimelineMoment],
        _AT_LEAST_TWO,
        About(Words("Các mốc", "Moments"), Words("Mỗi mốc gồm when và text", "Each with when and text")),
    ]
