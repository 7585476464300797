"""A record in the terms of Dublin Core (DCMI Metadata Terms), of what its fields say of themselves: for libraries and archives."""

from collections.abc import Iterable, Iterator
from typing import Any

from disan.content.fields.about import About
from disan.content.fields.model import Field
from disan.content.fields.plain import code, reference
from disan.content.record import Place, SourceNote, schema
from disan.content.record.entry import Entry
from disan.core import text
from disan.pages import cards, facts, linked_data
from disan.pages.language_view import LanguageView
from disan.pages.parts import Property


def terms(view: LanguageView, entry: Entry) -> tuple[Property, ...]:
    """What the record's fields say in the view's language, each term with its values or the records that it names."""
    record = entry.editions[view.language].record
    named = ((said, entry.kind.fields[name], getattr(record, name)) for name, said in schema.members(entry.kind) if said.dublin_core)
    return tuple(_term(view, entry, said, field, value) for said, field, value in named if value not in (None, ()))


def _term(view: LanguageView, entry: Entry, said: About, field: Field, value: Any) -> Property:
    if field.read_by(reference):
        return Property(said.dublin_core, targets=tuple(target for _, target in schema.each(value, ())))
    return Property(said.dublin_core, tuple(dict.fromkeys(_texts(view, entry, said, field, value))))


def _texts(view: LanguageView, entry: Entry, said: About, field: Field, value: Any) -> Iterator[str]:
    if field.read_by(code):
        yield linked_data.plaque(view, value)
    elif field.inside(Place):
        yield from (text.capital(cards.commune_name(view, unit)) for unit in entry.communes)
        yield from (", ".join(part for part in (each.village, each.name, each.district) if part) for each in value)
    elif field.inside(SourceNote):
        yield from (each.url or each.title or "" for each in value)
    else:
        exact = linked_data.date(value)
        yield from (exact,) if exact else facts.texts(view, value, said)


def of_head(terms: Iterable[Property], identifier: str) -> tuple[tuple[str, str], ...]:
    """Each term with each of its values, for the head of the page: without addresses but its own, for the page has them as links."""
    told = ((each.name, value) for each in terms for value in each.texts)
    return tuple((name, value) for name, value in told if value == identifier or not value.startswith(("http://", "https://")))
