"""Where a record stands: its places as sources name them in, what the gazetteer knows of each and today's communes out."""

import datetime
import functools
import re
from collections.abc import Iterable

from msgspec import Struct

from disan.content.fields.facets import Grouping
from disan.content.gazetteer import Gazetteer, Match, Unit
from disan.content.record.particulars import Place
from disan.core import text
from disan.core.strings import Words

DISTRICTS = Grouping(Words("Huyện, thị xã, thành phố cũ", "Former district"), Words("{value} (cũ)", "{value} (former district)"))
_SHORT = {"huyen": "h", "thi-xa": "tx", "thanh-pho": "tp"}


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
    named = [_district(each, known) for each in places]
    around = ({former.district for former in known.made_of(unit)} for unit in current_communes(places))
    found = [each for each in named if each] or [name for districts in around if len(districts) == 1 for name in districts]
    return tuple(dict.fromkeys(found))


def _district(located: Located, known: Gazetteer) -> str:
    """The district of a place as the province has it, however its source writes it; of one that the province never had, its words."""
    typed = located.place.district or ""
    wanted = _called(typed)
    if not wanted:
        return located.match.former.district if located.match and located.match.former else ""
    names = dict.fromkeys(each.district for each in (*known.former, *known.aliases))
    alike = [each for each in names if wanted in (_called(each), _called(each).partition("-")[2])]
    return alike[0] if len(alike) == 1 else f"{typed[:1].lower()}{typed[1:]}"


@functools.cache
def _called(district: str) -> str:
    """A district as districts are compared: without marks and capitals, its kind in letters as signs have it (TX Kỳ Anh)."""
    return re.sub("^(huyen|thi-xa|thanh-pho)(?=-)", lambda found: _SHORT[found[1]], text.slug(district))
