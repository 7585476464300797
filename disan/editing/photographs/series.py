"""Photographs in the order in which they were taken: which of them follow a plaque, as a photographer takes the plaque first."""

import datetime
import itertools
import re
from collections.abc import Iterator, Sequence

from disan.editing.photographs.model import Photograph
from disan.editing.photographs.positions import metres

GAP = datetime.timedelta(minutes=30)
"""The pause after which a photographer is taken to have gone on to another place."""
_FAR = 1000
"""Metres from the plaque beyond which it is another place."""


def leads(photographs: Sequence[Photograph]) -> dict[str, Photograph]:
    """The photograph of a plaque that counts for each one that follows it, by its file: until the next plaque, a pause, or far away."""
    found: dict[str, Photograph] = {}
    for series in _series(photographs):
        lead: Photograph | None = None
        for before, each in zip([None, *series], series, strict=False):
            if each.codes:
                lead = each if len(each.codes) == 1 else None
            elif lead and before and _goes_on(before, each, lead):
                found[each.file] = lead
            else:
                lead = None
    return found


def _series(photographs: Sequence[Photograph]) -> Iterator[list[Photograph]]:
    """Those of one folder and one camera, by time; those without a time apart, by name."""
    ordered = sorted(photographs, key=lambda each: (_whose(each), str(each.taken or ""), _natural(each.file)))
    for _, series in itertools.groupby(ordered, key=_whose):
        yield list(series)


def _whose(photograph: Photograph) -> tuple[str, str, bool]:
    return photograph.file.rpartition("/")[0], photograph.camera, photograph.taken is None


def _natural(name: str) -> list[tuple[int, str]]:
    """A key that sorts 2 before 10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"([0-9]+)", name.casefold())]


def _goes_on(before: Photograph, each: Photograph, lead: Photograph) -> bool:
    paused = before.taken and each.taken and each.taken - before.taken > GAP
    left = each.point and lead.point and metres(each.point, lead.point) > _FAR
    return not (paused or left)
