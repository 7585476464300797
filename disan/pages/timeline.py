"""Where on the timeline a record stands, by what its class says of its fields. A record in, its years and a site path out."""

from collections.abc import Iterable

from disan.content.fields.spans import YearSpan
from disan.content.record import Record, schema
from disan.pages.language_view import LanguageView


def spans(record: Record) -> tuple[YearSpan, ...]:
    """The years of a record's times, as they were written."""
    values = (each for name, _ in schema.timed(type(record)) for _, each in schema.each(getattr(record, name), ()))
    return tuple(span for value in values for span in value.spans)


def century(years: Iterable[YearSpan]) -> int:
    """The century in which the first of a record's times begins, under which it stands on the timeline."""
    return min(each.centuries[0] for each in years)


def anchor(century: int) -> str:
    """The id of a century on the timeline."""
    return f"century-{century}"


def path(view: LanguageView, record: Record) -> str:
    """The site path of where a record stands on the timeline; empty for one that has no time."""
    years = spans(record)
    return f"{view.page('timeline')}#{anchor(century(years))}" if years else ""
