"""The communes and wards of today with what each was made of, for programs. A view in, JSON out."""

from typing import Any

from disan.content.gazetteer import FormerUnit, Unit
from disan.core import listeners
from disan.pages.open_data import describing
from disan.pages.view import View


def content(view: View) -> bytes:
    """places.json: each unit of today, in the order of their codes, and the former ones of which all or part went into it."""
    known = view.gazetteer
    told = {
        **describing.described(view),
        "province": known.name,
        "since": known.changed.isoformat(),
        "communes": [_unit(view, unit) for unit in known.today()],
        "ended_before": [_former(each) | {"became": [now.code for now in each.now]} for each in known.aliases],
    }
    return listeners.json(told, indent=1).encode() + b"\n"


def _unit(view: View, unit: Unit) -> dict[str, Any]:
    pages = describing.each_language(view, lambda language: view.addresses.absolute(view.commune(unit, language)))
    made_of = [_former(each) | _went(each, unit) for each in view.gazetteer.made_of(unit)]
    point = {"latitude": unit.latitude, "longitude": unit.longitude}
    return {"code": unit.code, "name": unit.name, "kind": unit.kind, "point_inside": point, "url": pages, "made_of": made_of}


def _former(each: FormerUnit) -> dict[str, Any]:
    code = {"code": each.code} if each.code else {}
    return {**code, "name": each.name, "kind": each.kind, "district": each.district, "certain": each.certain}


def _went(each: FormerUnit, unit: Unit) -> dict[str, bool]:
    """Whether all of it went there, or a part, and whether most of it did."""
    found = next(now for now in each.now if now.code == unit.code)
    return {"part": found.part, "main": found.main}
