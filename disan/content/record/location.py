"""Where a record stands: its places as sources name them in, what the gazetteer knows of each and today's communes out."""

import datetime
from collections.abc import Iterable

from msgspec import Struct

from disan.content.gazetteer import Gazetteer, Match, Unit
from disan.content.record.particulars import Place


class Located(Struct, frozen=True):
    """One of a record's places and what the gazetteer knows of it; `match` is None where nothing is known."""

    place: Place
    match: Match | None


def locate(places: Iterable[Place], known: Gazetteer) -> tuple[Located, ...]:
    """The places, each with what the gazetteer finds for it."""
    return tuple(Located(place, known.find(place.name, place.district, _as_of(place))) for place in places)


def _as_of(place: Place) -> datetime.date | None:
    return place.as_of.latest if place.as_of else None


def current_communes(places: tuple[Located, ...]) -> tuple[Unit, ...]:
    """The communes of today: those of a record's latest named places, else those that earlier ones became."""
    today = [each.match for each in places if each.match and each.match.former is None]
    chosen = today or [each.match for each in places if each.match]
    found = {unit.code: unit for match in chosen for unit in match.today if len(match.today) == 1 or len(chosen) == 1}
    return tuple(found.values())
