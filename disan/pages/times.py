"""When in history a record has its place, as one language tells it. A view and the record in, its times out."""

from disan.content.record import schema
from disan.content.record.entry import Entry
from disan.pages import facts, timeline
from disan.pages.language_view import LanguageView
from disan.pages.parts import Said
from disan.pages.timeline_parts import TimeShown


def shown(view: LanguageView, entry: Entry) -> TimeShown | None:
    """Its times, where it has any: the words of each field, called by its label where its class has several."""
    edition = entry.editions[view.language]
    fields, years = schema.timed(entry.kind), timeline.spans(edition.record)
    words: list[Said] = []
    for name, said in fields:
        line = ", ".join(facts.texts(view, getattr(edition.record, name), said))
        label = view.strings.of(said.label)
        named = view.strings.say("timeline.named", label=label, time=line) if len(fields) > 1 else line
        words += [view.said(edition, name, named)] if line else []
    return TimeShown(tuple(words), years) if years else None
