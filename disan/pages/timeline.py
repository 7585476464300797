"""When in history a record has its place, as one language tells it, of what its class says of its fields. A record in, its times out."""

from collections.abc import Iterable

from disan.content.fields.spans import YearSpan
from disan.content.record import Record, schema
from disan.content.record.entry import Entry
from disan.pages import facts
from disan.pages.language_view import LanguageView
from disan.pages.parts import Said
from disan.pages.timeline_parts import TimeShown


def shown(view: LanguageView, entry: Entry) -> TimeShown | None:
    """Its times, where it has any: the words of each field, called by its label where its class has several."""
    edition = entry.editions[view.language]
    fields, years = schema.timed(entry.kind), spans(edition.record)
    words: list[Said] = []
    for name, said in fields:
        line = ", ".join(facts.texts(view, getattr(edition.record, name), said))
        label = view.strings.of(said.label)
        named = view.strings.say("timeline.named", label=label, time=line) if len(fields) > 1 else line
        words += [view.said(edition, name, named)] if line else []
    return TimeShown(tuple(words), years) if years else None


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
