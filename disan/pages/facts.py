"""The facts table and the figures of a record, made of its class alone: whatever a kind's fields say of themselves.

Made in two steps, as a text is: first what is the record's own; then the records that it names, as they are called today.
"""

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace

from disan.content.catalogue import Item
from disan.content.fields.about import About
from disan.content.fields.model import Field, Model
from disan.content.fields.numbers import Quantity
from disan.content.fields.plain import reference, telephone, web_address
from disan.content.record import Record, schema
from disan.content.record.entry import Edition, Entry
from disan.core.text import dialled, unbroken
from disan.pages import timeline
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
        found = view.catalogue.by_reference.get(value.target)
        if found or value.text or not value.target:
            called = title(found) if found and not value.text else Said(value.text, value.language)
            path, details = view.path(found) if found else value.path, filled(view, value.details, title)
            yield replace(value, text=called.text, language=called.language, path=path, target="", details=details)


def claims(view: CatalogueView, item: Item) -> tuple[Fact, ...]:
    """The records that name this one in a field whose other side is told here, to be put in by `filled`: a row for each such field."""
    told = ((kind, name, dict(schema.members(kind))[name], items) for (kind, name), items in view.catalogue.claims(item).items())
    return tuple(_claim(view, kind, name, said, items) for kind, name, said, items in told if said.inverse.vi)


def _claim(view: CatalogueView, kind: type[Record], name: str, said: About, items: Sequence[Item]) -> Fact:
    values = tuple(FactValue("", target=each.reference) for each in items)
    return Fact(f"{kind.folder}.{name}", view.strings.of(said.inverse), values)


def sights(view: LanguageView, entry: Entry) -> tuple[Fact, ...]:
    """What is to be seen there, to stand before the text."""
    edition = entry.editions[view.language]
    return tuple(row for name, said in _in_order(entry.kind) if said.role == "sights" for row in _rows(view, edition, name, said))


def figures(view: LanguageView, entry: Entry) -> tuple[Fact, ...]:
    """The facts to be shown large, known ones only."""
    return tuple(fact for fact in _facts(view, entry, figures=True) if fact.known)[:_FIGURES]


def _facts(view: LanguageView, entry: Entry, *, figures: bool) -> Iterator[Fact]:
    edition = entry.editions[view.language]
    for name, said in _in_order(entry.kind):
        if not (said.figure if figures else said.fact):
            continue
        rows = tuple(_rows(view, edition, name, said))
        yield from rows
        if rows or name in edition.record.without():
            continue
        if said.expected or (said.expected_with and getattr(edition.record, said.expected_with)):
            yield Fact(name, view.strings.of(said.label), (FactValue(view.strings.say("shown.unknown")),), known=False)


def _rows(view: LanguageView, edition: Edition, name: str, said: About) -> Iterator[Fact]:
    """A field's one row, or one for each item that has a label of its own; none where nothing is known."""
    value = getattr(edition.record, name)
    if value is None or value == ():
        return
    if isinstance(value, tuple) and hasattr(value[0], "row_label"):
        for each in value:
            label = view.said(edition, name, each.row_label(view.strings))
            yield Fact(name, label.text, (FactValue(each.formatted(view.strings)),), language=label.language)
    else:
        inferred = name in edition.record.inferred()
        path = timeline.path(view, edition.record) if said.timeline else ""
        for row in _row(view, edition.record, name, said, view.said(edition, name, "").language):
            values = (replace(each, text=as_inferred(view, each.text) if inferred else each.text, path=path) for each in row.values)
            yield replace(row, values=tuple(values)) if inferred or path else row


def as_inferred(view: LanguageView, shown: str) -> str:
    """What is shown, called inferred."""
    return view.strings.say("shown.inferred", text=shown)


def _row(view: LanguageView, model: Model, name: str, said: About, language: str) -> Iterator[Fact]:
    """The row of a model's field, if it says anything; `language` is that of its texts where it is not the page's."""
    field, value = type(model).fields[name], getattr(model, name)
    inner = field.inside(Model)
    if inner and not (hasattr(inner, "formatted") or hasattr(inner, "told")):
        values = tuple(_table(view, each, language) for _, each in schema.each(value, ()))
    elif field.read_by(reference):
        values = tuple(FactValue("", target=each) for _, each in schema.each(value, ()))
    elif inner and hasattr(inner, "told"):
        lines = (each.told(view.strings, view.year) for _, each in schema.each(value, ()))
        values = tuple(FactValue(each.first, language, small=each.small, folded=each.folded) for each in lines)
    else:
        values = tuple(FactValue(_shown(field, line), language, url=_url(field, line)) for line in texts(view, value, said))
    if values:
        yield Fact(name, view.strings.of(said.label), values, ordered=said.ordered)


def _table(view: LanguageView, model: Model, language: str) -> FactValue:
    """A table as one line: its first text, which leads where its first reference, else its first web address does; the rest as details."""
    shown = ((name, said) for name, said in schema.members(type(model)) if not said.facet)
    rows = [row for name, said in shown for row in _row(view, model, name, said, language if said.translated else "")]
    worded = any(row.name == _worded(type(model)) for row in rows)
    beside = {name for name, said in schema.members(type(model)) if said.beside and worded}
    single = [row for row in rows if len(row.values) == 1 and not row.values[0].details and row.name not in beside]
    links = (row for row in single if row.values[0].url.startswith("http"))  # A telephone's number is to be seen.
    to = next((row for row in single if row.values[0].target), None) or next(links, None)
    plain = (row for row in single if not (row.values[0].target or row.values[0].url))
    text = next((row for row in plain if not to or row.name == _worded(type(model))), None)
    words, leading = text.values[0] if text else FactValue(""), to.values[0] if to else FactValue("")
    details = tuple(row for row in rows if row not in (text, to))
    return FactValue(words.text or leading.text, words.language, target=leading.target, url=leading.url, details=details)


@functools.cache
def _worded(cls: type[Model]) -> str:
    """The field whose text stands for a table that leads somewhere: the first that itself leads nowhere."""
    leading = (reference, web_address, telephone)
    return next((name for name, _ in schema.members(cls) if not any(map(cls.fields[name].read_by, leading))), "")


def _shown(field: Field, line: str) -> str:
    """What stands for a line: of a web address its host, which tells a reader more; a telephone's number in one piece."""
    if field.read_by(telephone):
        return unbroken(line)
    return (urlsplit(line).hostname or line).removeprefix("www.") if field.read_by(web_address) else line


def _url(field: Field, line: str) -> str:
    """Where a line leads out of the site: an address, or a telephone (RFC 3966)."""
    if field.read_by(telephone):
        return f"tel:{dialled(line)}"
    return line if field.read_by(web_address) else ""


@functools.cache
def _in_order(kind: type[Record]) -> list[tuple[str, About]]:
    """A kind's own fields first: they say what sort of place it is; then those that every record has."""
    return sorted(schema.members(kind), key=lambda member: member[0] in Record.fields)


def texts(view: LanguageView, value: Any, said: About) -> tuple[str, ...]:
    """A value as lines of text: none for what is not there, one an item for a list."""
    if value is None or value == ():
        return ()
    strings = view.strings
    unit = strings.of(said.unit)
    if isinstance(value, str):
        return (f"{value} {unit}".rstrip(),)
    if isinstance(value, tuple):
        return tuple(line for each in value for line in texts(view, each, said))
    if isinstance(value, bool):
        return (strings.say("shown.yes" if value else "shown.no"),)
    if isinstance(value, Quantity):
        return (value.formatted(strings, unit),)
    if hasattr(value, "told"):
        return (value.told(strings, view.year).whole(),)
    if hasattr(value, "formatted"):
        return (value.formatted(strings),)
    text = strings.number(value) if isinstance(value, int | float) else str(value)
    return (f"{text} {unit}".rstrip(),)
