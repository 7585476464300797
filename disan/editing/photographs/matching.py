"""Which record each photograph shows: by a plaque in it or before it, by its place where the editor agrees, by its name.

Photographs and records in, matches out. Signs that fit several records, or that disagree, match nothing: they are told.
"""

from collections.abc import Collection, Mapping, Sequence

from disan.editing.photographs import naming, positions, series
from disan.editing.photographs.model import Candidate, Identification, Photograph, Reason

Matches = dict[str, Identification]
Signs = dict[Reason, tuple[Candidate, ...]]
"""The records that each sign speaks for, the sign that counts more first."""


def match(photographs: Sequence[Photograph], candidates: Sequence[Candidate], communes: Collection[str], *, by_position: bool) -> Matches:
    """The match of each photograph, by its file. `communes` are slugs of names that mean no record."""
    by_code = {code: each for each in candidates for code in each.codes}
    leads = series.leads(photographs)
    matches: Matches = {}
    for each in photographs:
        lead, near = leads.get(each.file), positions.nearby(each.point, candidates)
        led = by_code.get(lead.codes[0]) if lead else None
        signs: Signs = {
            "series": (led,) if led else (),
            "position": tuple(candidate for _, candidate in near) if by_position else (),
            "name": naming.named(each.file, candidates, communes),
        }
        matches[each.file] = _of_plaque(each, by_code) if each.codes else _weighed(signs, near, lead)
    return matches


def _weighed(signs: Signs, near: Sequence[tuple[int, Candidate]], lead: Photograph | None) -> Identification:
    """What the signs say together."""
    sure: dict[Reason, str] = {reason: found[0].reference for reason, found in signs.items() if len(found) == 1}
    metres = near[0][0] if near else 0
    if len({*sure.values()}) == 1:
        reason, reference = next(iter(sure.items()))
        return Identification(reason, reference, metres=metres, plaque=lead.file if lead else "")
    if sure:
        return Identification("disagreement", candidates=tuple(dict.fromkeys(sure.values())))
    if several := next((found for found in signs.values() if found), ()):
        return Identification("several", candidates=tuple(each.reference for each in several))
    return Identification("near", candidates=tuple(each.reference for _, each in near), metres=metres) if near else Identification("none")


def _of_plaque(photograph: Photograph, by_code: Mapping[str, Candidate]) -> Identification:
    """The record of the plaque that a photograph shows; several plaques side by side say nothing of the place."""
    known = tuple(dict.fromkeys(by_code[code].reference for code in photograph.codes if code in by_code))
    if len(known) > 1:
        return Identification("several", candidates=known)
    return (
        Identification("plaque", known[0], plaque=photograph.codes[0]) if known else Identification("strange", plaque=photograph.codes[0])
    )
