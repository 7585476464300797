"""Cards: what a listing, a neighbour or the front page shows of a record; and which others its page leads to."""

import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING

from markupsafe import escape
from msgspec.structs import replace

from disan.content.catalogue import Item
from disan.content.gazetteer import Unit
from disan.content.record import schema
from disan.content.record.entry import Entry
from disan.core import text
from disan.pages import facts
from disan.pages.contexts import OwnPage
from disan.pages.language_view import LanguageView
from disan.pages.parts import Badge, Card, ListRow

if TYPE_CHECKING:  # A view shows facets, whose communes are named here.
    from disan.pages.view import View

_FIGURES = 3
"""Figures that a card has room for."""


def card(view: LanguageView, entry: Entry, own: OwnPage) -> Card:
    """A record's card, made of the record alone: what its own page begins with."""
    return Card(
        path=view.path(entry),
        kind=own.kind,
        kicker=own.kicker,
        title=own.title,
        summary=own.summary,
        place=", ".join(commune_name(view, unit) for unit in entry.communes),
        badge=own.badge,
        cover=replace(own.cover, depicted=""),
        figures=own.figures[:_FIGURES],
        when=own.when,
        phases=own.phases,
        observations=own.observations,
    )


def row(card: Card) -> ListRow:
    """What lists of many records show of the card."""
    return ListRow(card.path, card.kicker, card.title, card.badge, card.figures, card.place, card.when, card.phases)


def weight(row: ListRow) -> int:
    """Bytes of HTML that a row takes at most: its texts, and the elements around them."""
    texts = [row.path, row.title.text, row.badge.text if row.badge else "", row.when and f"{row.when}{row.place}"]
    texts += [each for fact in row.figures for each in (fact.label, *(value.text for value in fact.values))]
    texts += [each for phase in row.phases for each in (phase.words, phase.lasting)]
    elements = 85 + 40 * sum(map(bool, texts[2:4])) + 40 * len(row.figures) + 130 * len(row.phases)
    return elements + sum(len(escape(each).encode()) for each in texts)


def commune_name(view: LanguageView, unit: Unit) -> str:
    """A commune as running text has it: "xã Đồng Lộc", "Đồng Lộc commune"."""
    return view.strings.say(f"unit.{unit.kind}", name=unit.name)


def in_order(units: Iterable[Unit]) -> list[Unit]:
    """Communes by their names, wards first."""
    return sorted(units, key=lambda unit: (unit.kind, text.collation_key(unit.name)))


def kicker(view: LanguageView, entry: Entry) -> str:
    """The line above a title: the first field that classifies the record, else the kind's name."""
    return _classified(view, entry, "kicker")[1] or view.strings.of(entry.kind.name)


def badge(view: LanguageView, entry: Entry) -> Badge | None:
    """The mark beside a title, such as a rank; None where there is none."""
    name, shown = _classified(view, entry, "badge")
    inferred = name in entry.record.inferred()
    return Badge(facts.as_inferred(view, shown) if inferred else shown, inferred) if name else None


def notice(view: LanguageView, entry: Entry) -> str:
    """What a reader whom the text may hurt is told before it; empty where there is nothing."""
    found = (getattr(entry.record, name) for name, said in schema.members(entry.kind) if said.role == "caution")
    return next((view.strings.say(f"notice.{each.identifier}") for each in found if each), "")


def _classified(view: LanguageView, entry: Entry, role: str) -> tuple[str, str]:
    """The field in that role, and what it says; both are empty where none says anything."""
    for name, said in schema.members(entry.kind):
        if said.role == role and (value := getattr(entry.record, name)) is not None:
            line = facts.texts(view, value, said)[0]
            key = f"badge.{name}.{getattr(value, 'identifier', '')}"
            shown = view.strings.say(key) if view.strings.has(key) else line
            return name, text.capital(shown)
    return "", ""


def related(view: "View", item: Item, most: int = 6) -> tuple[Item, ...]:
    """The records that this one names or that name it, but for its parts; of one that gathers records those that it names, all of them."""
    if item.kind.gathers:
        return tuple(view.catalogue.named(item))
    found = (view.catalogue.by_reference[name] for name in view.catalogue.linked[item.reference])
    return tuple(itertools.islice((each for each in found if each.outline.part_of != item.reference), most))


def following(view: "View", item: Item) -> Item | None:
    """The next record of a kind that is read in series, the first after the last; None where it is the only one."""
    series = view.catalogue.of(item.kind) if item.kind.serial else ()
    return series[(series.index(item) + 1) % len(series)] if len(series) > 1 else None
