"""Whose cards a record of the test data shows: all records in, for each the linked ones and the nearest ones out.

disan finds both by itself; the other programs have no notion of distance and read them as lists of names. The rule is disan's own
(the README's "Liên quan" and "Ở gần đây"), so that every program shows the same cards.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from disan.content.gazetteer import Unit
from disan.core import text

from bench.corpus import BenchRecord, communes

NEAR = 4


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Slugs of the records whose cards a page shows."""

    related: tuple[str, ...]
    """Those that it links to or that link to it."""
    near: tuple[str, ...]
    """The nearest others by commune, the same commune first, at most four."""


def found(records: Sequence[BenchRecord]) -> Mapping[str, Neighbours]:
    """For each record, by slug; records that nothing else puts in order stand in the order of their titles, as Vietnamese sorts them."""
    ordered = sorted(records, key=lambda record: (text.collation_key(record.title), record.slug))
    place = {record.slug: number for number, record in enumerate(ordered)}
    linked: dict[str, set[str]] = defaultdict(set)
    in_commune: dict[str, list[str]] = defaultdict(list)
    for record in ordered:
        in_commune[record.commune].append(record.slug)
        if record.slug != record.linked[1]:
            linked[record.slug].add(record.linked[1])
            linked[record.linked[1]].add(record.slug)
    first = _first(in_commune, place)
    made = {}
    for record in records:
        known = linked[record.slug] | {record.slug}
        near = [slug for slug in first[record.commune] if slug not in known][:NEAR]
        made[record.slug] = Neighbours(tuple(sorted(linked[record.slug], key=place.__getitem__)), tuple(near))
    return made


def _first(in_commune: Mapping[str, Sequence[str]], place: Mapping[str, int]) -> dict[str, list[str]]:
    """For each commune its nearest records: enough of them that a record itself and those that it links may be left out."""
    places = {unit.full: unit for unit in communes()}
    enough = NEAR + 3
    first = {}
    for here in in_commune:
        reached: dict[float, list[str]] = defaultdict(list)
        for there, slugs in in_commune.items():
            reached[_apart(places[here], places[there])].extend(slugs[:enough])
        first[here] = [slug for distance in sorted(reached) for slug in sorted(reached[distance], key=place.__getitem__)][:enough]
    return first


def _apart(here: Unit, there: Unit) -> float:
    """Kilometres on a plane, good for order only."""
    north = (here.latitude - there.latitude) * 111.2
    east = (here.longitude - there.longitude) * 111.2 * math.cos(math.radians(here.latitude))
    return math.hypot(north, east)
