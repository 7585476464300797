"""A figure of a record that others may name: what was counted, how much of it, and which source says so."""

import functools
from typing import Annotated, ClassVar

from disan.content.fields.about import About
from disan.content.fields.errors import FieldFault, RefusedError, refused
from disan.content.fields.model import Model
from disan.content.fields.numbers import Count, Quantity
from disan.content.fields.plain import Line
from disan.core import text
from disan.core.strings import Strings, Words


def _measure(value: str) -> str:
    if text.SLUG.fullmatch(value):
        return value
    right = text.slug(value)
    raise refused("wrong-type", value=value, expected=Words(f"tên không dấu, có gạch nối: {right}", f"small letters and hyphens: {right}"))


class Observation(Model):
    """An observation: the value of one measure. Observations of the same measure mean the same thing in every record of the kind."""

    schema_org: ClassVar[str] = "PropertyValue"

    measure: Annotated[
        str,
        _measure,
        About(
            Words("Tên chỉ tiêu", "Measure"),
            Words(
                "Không dấu, ví dụ members; các năm cùng một chỉ tiêu thì dùng cùng một tên",
                "Such as members; the same name in every year that counts the same thing",
            ),
        ),
    ]
    label: Annotated[
        Line,
        About(
            Words("Nội dung chỉ tiêu", "What is counted"),
            Words("Ví dụ: Nhà nhân ái khởi công", "Such as Charity houses begun"),
            translated=True,
            schema_org="name",
        ),
    ]
    value: Annotated[
        Quantity,
        About(
            Words("Con số", "Number"),
            Words("Đúng như nguồn ghi: 32, hơn 85.000, gần 200", "As the source gives it: 32, over 85,000, nearly 200"),
            schema_org="value",
        ),
    ]
    unit: Annotated[
        Line | None,
        About(
            Words("Đơn vị", "Unit"),
            Words("Ví dụ: km, tấn, đồng, người", "Such as km, tonnes, VND, people"),
            translated=True,
            schema_org="unitText",
        ),
    ] = None
    theme: Annotated[
        Line | None,
        About(
            Words("Phần việc", "Part"),
            Words(
                "Những con số cùng phần việc đứng liền nhau thì được gộp lại",
                "Numbers of the same part that follow each other stand together",
            ),
            translated=True,
        ),
    ] = None
    note: Annotated[Line | None, About(Words("Ghi chú", "Note"), translated=True, schema_org="description")] = None
    source: Annotated[
        Count | None,
        About(
            Words("Nguồn số", "Source no."),
            Words("Nguồn thứ mấy trong các nguồn của hồ sơ, ví dụ: 1", "Which of the record's sources, such as 1"),
        ),
    ] = None

    def row_label(self, _strings: Strings) -> str:
        """What is counted."""
        return self.label

    def formatted(self, strings: Strings) -> str:
        """How much of it, with its unit."""
        return self.value.formatted(strings, self.unit or "")


def distinct(observations: tuple[Observation, ...]) -> tuple[Observation, ...]:
    """The observations; refuses `duplicate-measure` where one measure has two values."""
    measures = [each.measure for each in observations]
    again = [place for place, measure in enumerate(measures) if measure in measures[:place]]
    if again:
        raise RefusedError(*(FieldFault("duplicate-measure", {"value": measures[place]}, (place, "measure")) for place in again))
    return observations


@functools.cache
def observing(cls: type[Model]) -> tuple[str, ...]:
    """The fields of a class that are lists of observations."""
    return tuple(name for name, field in cls.fields.items() if field.inside(Observation))


def observations(model: Model) -> tuple[Observation, ...]:
    """Every observation that a record has."""
    return tuple(each for name in observing(type(model)) for each in getattr(model, name))
