"""Counts and quantities as sources give them: 1.340, hơn 400, 400 - 450, 2,2 tỷ. Text goes in, numbers come out.

Both marks are read as either language types them: a mark before exactly three digits groups thousands ("1.340" and "1,340"
are one thousand three hundred and forty), any other is a decimal mark. Units stand with the field, never in the number.
"""

import re
from decimal import Decimal
from typing import Annotated, Literal, Self

from msgspec import Struct

from disan.content.fields.errors import refused
from disan.core import text
from disan.core.strings import Strings, Words

Qualifier = Literal["exact", "about", "over", "nearly"]

_QUANTITY = Words("một con số như 400 hoặc hơn 400", "a number such as 400 or over 400")
_COUNT = Words("một số nguyên như 2", "a whole number such as 2")

QUALIFIERS: dict[str, Qualifier] = {
    **dict.fromkeys(("khoảng", "chừng", "xấp xỉ", "about", "around", "~"), "about"),
    **dict.fromkeys(("hơn", "trên", "over", "more than", ">"), "over"),
    **dict.fromkeys(("gần", "nearly", "almost"), "nearly"),
}
_MAGNITUDES = {
    **dict.fromkeys(("nghìn", "ngàn", "thousand"), 10**3),
    **dict.fromkeys(("triệu", "million"), 10**6),
    **dict.fromkeys(("tỷ", "tỉ", "billion"), 10**9),
}
_MAGNITUDE = "|".join(_MAGNITUDES)
_DIGITS = r"\d[\d., ]*"
_SHAPE = (
    rf"(?:(?P<qualifier>{'|'.join(QUALIFIERS)}) ?)?(?:từ )?(?P<low>{_DIGITS})(?P<low_magnitude>{_MAGNITUDE})?"
    rf"(?: ?(?:[-–—]|đến|to) ?(?P<high>{_DIGITS})(?P<high_magnitude>{_MAGNITUDE})?)?(?P<money> ?(?:đồng|vnđ|vnd|đ|₫))?"
)
"""Compiled where it is used: it takes longer than reading a record, and not every record has quantities."""
_GROUPED = re.compile(r"(?P<whole>[1-9]\d{0,2}(?P<mark>[., ])\d{3}(?:(?P=mark)\d{3})*)(?:(?!(?P=mark))[.,](?P<rest>\d+))?")
_SIMPLE = re.compile(r"(?P<whole>0|[1-9]\d*)(?:[.,](?P<rest>\d+))?")
"""No number begins with a nought; a telephone's does, and has no place here."""
_SURELY_MONEY = 10**6
"""No field counts so many of anything else."""
_MOST_DIGITS = 15
"""Digits that a float keeps (IEEE 754, binary64): whoever types more has typed something else."""
_SCALES = ((Decimal(10**9), "quantity.billion"), (Decimal(10**6), "quantity.million"))
_SHOWN_PLACES = 100
"""`Strings.number` shows two decimal places."""


class Quantity(Struct, frozen=True):
    """A number, or a range of numbers, and how exact it is. The unit is the field's."""

    low: float
    high: float
    qualifier: Qualifier = "exact"

    @property
    def middle(self) -> float:
        """The number, or the middle of a range, as it is drawn."""
        return (self.low + self.high) / 2

    def formatted(self, strings: Strings, unit: str = "") -> str:
        """The quantity in words of the language: hơn 2.000 cuốn, 2,2 tỷ đồng, 400–450 m²."""
        said = self._format_bare(strings)
        if self.qualifier != "exact":
            said = strings.say(f"quantity.{self.qualifier}", number=said)
        return strings.say("quantity.with_unit", number=said, unit=unit) if unit else said

    def _format_bare(self, strings: Strings) -> str:
        if self.low == self.high:
            return _scaled(self.low, strings)
        ends = {"low": _scaled(self.low, strings), "high": _scaled(self.high, strings)}
        scale, key = _scale(self.low)
        if (scale, key) == _scale(self.high):
            ends["low"] = strings.number(float(Decimal(str(self.low)) / scale))
        return strings.say("quantity.range", **ends)

    @classmethod
    def read(cls, value: object) -> Self:
        """The quantity that a text means; refuses `wrong-type`."""
        found = re.fullmatch(_SHAPE, _plain(value))
        numbers = _ends(found) if found else None
        if not found or not numbers or numbers[0] > numbers[1]:
            raise refused("wrong-type", value=str(value), expected=_QUANTITY, reason="number")
        return cls(float(numbers[0]), float(numbers[1]), QUALIFIERS.get(found["qualifier"], "exact"))


def _plain(value: object) -> str:
    return " ".join(text.normalized(str(value)).casefold().split())


def _number(digits: str) -> Decimal | None:
    """The number that digits and marks write, or None."""
    bare = digits.strip()
    found = _GROUPED.fullmatch(bare) or _SIMPLE.fullmatch(bare)
    if not found:
        return None
    whole = re.sub(r"\D", "", found["whole"])
    return Decimal(f"{whole}.{found['rest'] or 0}") if len(whole) <= _MOST_DIGITS else None


def _ends(found: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    low = _number(found["low"])
    if low is None or (found["money"] and low < _SURELY_MONEY and not (found["low_magnitude"] or found["high_magnitude"])):
        return None  # "2,2 tỷ đồng" can only be money; "400 đồng" in a field of books would be taken for 400 books.
    if found["high"] is None:
        exact = low * _MAGNITUDES.get(found["low_magnitude"], 1)
        return exact, exact
    high = _number(found["high"])
    if high is None:
        return None
    high_magnitude = _MAGNITUDES.get(found["high_magnitude"], 1)
    # "2 - 2,2 tỷ": a magnitude said once, at the end, holds for both ends.
    return low * _MAGNITUDES.get(found["low_magnitude"], high_magnitude), high * high_magnitude


def _scale(value: float) -> tuple[Decimal, str]:
    """The largest of billion and million in which two decimal places say all of the value, else one."""
    exact = Decimal(str(value))
    for scale, key in _SCALES:
        if exact >= scale and exact * _SHOWN_PLACES % scale == 0:
            return scale, key
    return Decimal(1), "quantity.plain"


def _scaled(value: float, strings: Strings) -> str:
    scale, key = _scale(value)
    return strings.say(key, number=strings.number(float(Decimal(str(value)) / scale)))


def _count(value: object) -> int:
    number = _number(_plain(value))
    if number is None or number % 1:
        raise refused("wrong-type", value=str(value), expected=_COUNT, reason="number")
    return int(number)


Count = Annotated[int, _count]
"""A whole number, thousands grouped or not."""
