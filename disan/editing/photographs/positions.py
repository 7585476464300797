"""Where photographs were taken, and what is near. Points in, metres and records out."""

import statistics
from collections.abc import Mapping, Sequence

from disan.content.fields.coordinates import Coordinates
from disan.content.gazetteer import Gazetteer, kilometres
from disan.editing.photographs.model import Candidate, Identification, Photograph

NEAR = 150
"""Metres within which a photograph may show a record by its place alone: a yard's width and a telephone's error."""
_PLACES = 5
"""Decimal places that are proposed: a metre, which is more than a telephone knows."""


def metres(here: Coordinates, there: Coordinates) -> float:
    """Metres between two points of one province, on a plane."""
    return 1000 * kilometres((here.latitude, here.longitude), (there.latitude, there.longitude))


def nearby(point: Coordinates | None, candidates: Sequence[Candidate]) -> list[tuple[int, Candidate]]:
    """The records within `NEAR` metres, each with how far it is, the nearest first."""
    found = ((round(metres(point, each.point)), each) for each in candidates if point and each.point)
    return sorted(((far, each) for far, each in found if far <= NEAR), key=lambda pair: (pair[0], pair[1].reference))


def propose(
    photographs: Sequence[Photograph], matches: Mapping[str, Identification], candidates: Sequence[Candidate], known: Gazetteer
) -> dict[str, Coordinates]:
    """The point that each photograph proposes for its record: the same in all of them. None for a record that has its own.

    It is where the record's plaque was photographed, else the median of where it was; of an unmatched photograph its own. Points outside
    the province propose nothing.
    """
    pinpointed = {each.reference for each in candidates if each.point}
    bounds = known.bounds()
    told = [(each, matches[each.file]) for each in photographs if each.point and bounds.hold(each.point.latitude, each.point.longitude)]
    proposed: dict[str, Coordinates] = {}
    for each, match in told:
        alike = [(other, how) for other, how in told if how.reference == match.reference] if match.reference else [(each, match)]
        at_plaque = [other for other, how in alike if how.reason == "plaque"]
        if match.reference not in pinpointed:
            proposed[each.file] = _middle(at_plaque or [other for other, _ in alike])
    return proposed


def _middle(photographs: Sequence[Photograph]) -> Coordinates:
    points = [each.point for each in photographs if each.point]
    latitude, longitude = (statistics.median(values) for values in zip(*((each.latitude, each.longitude) for each in points), strict=True))
    return Coordinates(round(latitude, _PLACES), round(longitude, _PLACES))
