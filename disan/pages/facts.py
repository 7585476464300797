"""The facts table and the figures of a record, made of its class alone: whatever a kind's fields say of themselves.

Made in two steps, as a text is: first what is the record's own; then the records that it names, as they are called today.
"""

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from disan.content.catalogue import Item
from disan.content.fields.about import About
from disan.content.fields.numbers import Quantity
from disan.content.record import Record, schema
from disan.content.record.entry import Edition, Entry
from disan.pages.language_view import CatalogueView, LanguageView
from disan.pages.parts import Fact, FactValue, Said

_FIGURES = 6
"""Figures that a record's page has room for."""


def table(view: LanguageView, entry: Entry) -> tuple[Fact, ...]:
    """The rows: every known fact, and those that a reader would look for and nobody knows yet. `filled` puts in the records named."""
    return tuple(fact for fact in _facts(view, entry, figures=False))


def filled(view: CatalogueView, rows: Sequence[Fact], title: Callable[[Item], Said]) -> tuple[Fact, ...]:
    """The rows with the records that they name, each by its title and a link; one that is not there leaves nothing, nor an empty row."""
    whole = (replace(row, values=tuple(_filled(view, row.values, title))) for row in rows)
    return tuple(row for row in whole if row.values)


def _filled(view: CatalogueView, values: Sequence[FactValue], title: Callable[[Item], Said]) -> Iterator[FactValue]:
    for value in values:
        if not value.target:
            yield value
        elif found := view.catalogue.by_reference.get(value.target):
            called = title(found)
            yield FactValue(called.text, called.language, view.path(found))


def figures(view: LanguageView, entry: Entry) -> tuple[Fact, ...]:
    """The facts to be shown large, known ones only."""
    return tuple(fact for fact in _facts(view, entry, figures=True) if fact.known)[:_FIGURES]


def _facts(view: LanguageView, entry: Entry, *, figures: bool) -> Iterator[Fact]:
    edition = entry.editions[view.language]
    for name, said in _in_order(entry.kind):
        if not (said.figure and name not in schema.referring(entry.kind) if figures else said.fact):
            continue
        rows = tuple(_rows(view, edition, name, said))
        yield from rows
        if rows:
            continue
        if said.expected or (said.expected_with and getattr(edition.record, said.expected_with)):
            yield Fact(name, view.strings.of(said.label), (FactValue(view.strings.say("shown.unknown")),), known=False)


def _rows(view: LanguageView, edition: Edition, name: str, said: About) -> Iterator[Fact]:
    """A field's one row, or one for each item that has a label of its own; none where nothing is known."""
    value = getattr(edition.record, name)
    if name in schema.referring(type(edition.record)):
        if targets := tuple(FactValue("", target=target) for _, target in schema.named(edition.record, name)):
            yield Fact(name, view.strings.of(said.label), targets)
    elif isinstance(value, tuple) and value and hasattr(value[0], "row_label"):
        for each in value:
            label = view.said(edition, name, each.row_label(view.strings))
            yield Fact(name, label.text, (FactValue(each.formatted(view.strings)),), language=label.language)
    elif lines := texts(view, value, said):
        yield Fact(name, view.strings.of(said.label), tuple(_line(view.said(edition, name, line)) for line in lines))


def _line(said: Said) -> FactValue:
    return FactValue(said.text, said.language)


@functools.cache
def _in_order(kind: type[Record]) -> list[tuple[str, About]]:
    """A kind's own fields first: they say what sort of place it is; then those that every record has."""
    return sorted(schema.members(kind), key=lambda member: member[0] in Record.fields)


def texts(view: LanguageView, value: Any, said: About) -> tuple[str, ...]:
    """A value as lines of text: none for what is not there, one an item for a list."""
    strings = view.strings
    unit = strings.of(said.unit)
    if value is None or value == ():
        return ()
    if isinstance(value, tuple):
        return tuple(line for each in value for line in texts(view, each, said))
    if isinstance(value, bool):
        return (strings.say("shown.yes" if value else "shown.no"),)
    if isinstance(value, Quantity):
        return (value.formatted(strings, unit),)
    if hasattr(value, "formatted_in"):
        return (value.formatted_in(strings, view.year),)
    if hasattr(value, "formatted"):
        return (value.formatted(strings),)
    text = strings.number(value) if isinstance(value, int | float) else str(value)
    return (f"{text} {unit}".rstrip(),)
