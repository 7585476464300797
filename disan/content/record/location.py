"""Where a record stands: its places as sources name them in, what the gazetteer knows of each and today's communes out."""

import datetime
from collections.abc import Iterable

from msgspec import Struct

from disan.content.fields.facets import Grouping
from disan.content.gazetteer import Gazetteer, Match, Unit
from disan.content.record.particulars import Place
from disan.core.strings import Words

DISTRICTS = Grouping(Words("Huyện, thị xã, thành phố cũ", "Former district"), Words("{value} (cũ)", "{value} (former district)"))


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


def districts(places: tuple[Located, ...], known: Gazetteer) -> tuple[str, ...]:
    """The former districts of a record's places: those that sources name, else that of which all of its commune of today was."""
    named = [each.place.district or (each.match and each.match.former and each.match.former.district) for each in places]
    around = ({former.district for former in known.made_of(unit)} for unit in current_communes(places))
    found = [each for each in named if each] or [name for districts in around if len(districts) == 1 for name in districts]
    return tuple(dict.fromkeys(f"{each[:1].lower()}{each[1:]}" for each in found))
