"""A period as editors write it: the words stay as they are typed, and the times that they name are read from them."""

from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from disan.content.fields import spans
from disan.content.fields.dates import century
from disan.content.fields.facets import Term
from disan.content.fields.plain import Line
from disan.content.fields.readers import reader_of
from disan.content.fields.spans import YearSpan
from disan.core.strings import Strings

_line = reader_of(Line)


def century_term(number: int, strings: Strings) -> Term:
    """What a period of a century is looked for by; 0 stands for all before the common era."""
    return Term(f"c{number}", century(number, strings), number)


class Period(Struct, frozen=True):
    """The time that something belongs to, in words: “thế kỷ 15; dựng lại năm 1918”. `spans` are empty where the words name no time."""

    text: str
    spans: tuple[YearSpan, ...]

    def formatted(self, strings: Strings) -> str:  # noqa: ARG002  A date's words depend on the language.
        """The words as they were typed."""
        return self.text

    def terms(self, strings: Strings) -> tuple[Term, ...]:
        """The centuries that it touches, and the time before them."""
        centuries = sorted({each for span in self.spans for each in span.centuries})
        return tuple(century_term(each, strings) for each in centuries)

    def translated(self, words: str) -> Self:
        """The same times in the words of a translation."""
        return replace(self, text=words)

    @classmethod
    def read(cls, value: object) -> Self:
        """The period that a line says; refuses `wrong-type` for what is no line, and no words."""
        line = _line(value)
        return cls(line, spans.spans(line))
