"""The figures of a record as pages show them, and those of several records side by side where they mean the same.

A record's edition in, frozen values out; then cards in, what is compared out. Which records are compared follows from their class.
"""

import itertools
from collections.abc import Iterable, Iterator

from disan.content.record import observation
from disan.content.record.entry import Edition
from disan.content.record.observation import Observation
from disan.drawing import charts
from disan.pages import facts
from disan.pages.figure_parts import ObservationGroup, Observations, Observed
from disan.pages.language_view import LanguageView
from disan.pages.listing_contexts import Compared
from disan.pages.parts import Card, Link, Said


def of_edition(view: LanguageView, edition: Edition) -> Observations | None:
    """The record's figures, those of one theme that follow each other together; None where it has none."""
    found = observation.observations(edition.record)
    language = next((view.said(edition, name, "").language for name in observation.observing(type(edition.record))), "")
    themes = (
        ObservationGroup(title, tuple(_observed(view, each) for each in of_one)) for title, of_one in itertools.groupby(found, _theme)
    )
    return Observations(_period(view, edition), language, tuple(themes)) if found else None


def _theme(each: Observation) -> str:
    return each.theme or ""


def _observed(view: LanguageView, each: Observation) -> Observed:
    return Observed(each, each.value.formatted(view.strings), each.formatted(view.strings))


def _period(view: LanguageView, edition: Edition) -> str:
    """What tells this record's figures from those of the others, such as the year; empty for a kind that compares none."""
    name = type(edition.record).compared_by
    said = type(edition.record).fields[name].about if name else None
    return ", ".join(facts.texts(view, getattr(edition.record, name), said)) if said else ""


def compared(cards: Iterable[Card]) -> tuple[Compared, ...]:
    """The measures that at least two records have, in the order of the first, each record's number beside the others'."""
    found: dict[str, list[tuple[Card, Observations, Observed]]] = {}
    for card, own in sorted(_with_figures(cards), key=lambda pair: pair[1].period):
        for each in own.items:
            found.setdefault(each.observation.measure, []).append((card, own, each))
    return tuple(_compared(several) for several in found.values() if len(several) > 1)


def _with_figures(cards: Iterable[Card]) -> Iterator[tuple[Card, Observations]]:
    return ((card, card.observations) for card in cards if card.observations and card.observations.period)


def _compared(several: list[tuple[Card, Observations, Observed]]) -> Compared:
    bars = [charts.Bar(own.period, each.observation.value.middle, each.shown) for _, own, each in several]
    rows = tuple((Link(Said(own.period), each.path(card.path)), Said(each.shown, own.language)) for card, own, each in several)
    _, own, first = several[0]
    return Compared(Said(first.observation.label, own.language), charts.draw("column", bars).svg, rows)
