"""What booklets are asked for. Names as typed and a catalogue go in; records and communes, or why not, come out."""

from collections.abc import Sequence

from disan.content.catalogue import Catalogue, Item
from disan.content.gazetteer import Unit
from disan.core import codes, text
from disan.core.problems import NotPossibleError


def choose(catalogue: Catalogue, names: Sequence[str]) -> list[Item | Unit]:
    """The record of each name (`stories/lang-k130`, a code), or the commune of today (its name or number); NotPossibleError for none."""
    return list(dict.fromkeys(_named(catalogue, name) for name in names))


def _named(catalogue: Catalogue, name: str) -> Item | Unit:
    reference = name.strip("/").removeprefix("content/")
    found = catalogue.by_reference.get(reference) or catalogue.by_code.get(codes.repair(name) or name) or _commune(catalogue, name)
    if found is None:
        near = text.nearest(reference, list(catalogue.by_reference)) if "/" in name else catalogue.gazetteer.nearest(name)
        raise NotPossibleError.unknown("booklet.unknown", near, name=name)
    return found


def _commune(catalogue: Catalogue, name: str) -> Unit | None:
    """The commune of today that is called so, or that a former one of that name is in."""
    units = catalogue.gazetteer.today()
    if found := next((unit for unit in units if name in (unit.code, text.slug(unit.full))), None):
        return found
    match = catalogue.gazetteer.find(name)
    return match.today[0] if match and match.today else None
