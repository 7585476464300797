"""What is near: a record's neighbours, each with how it is near, and what a browser needs to tell what is near it. A view in, parts out."""

from collections.abc import Iterable

from disan.content.catalogue import Item, Neighbour
from disan.core.strings import Strings
from disan.pages import search_index
from disan.pages.map_parts import NearMe
from disan.pages.parts import NearCard
from disan.pages.view import View

MOST = 4
"""Neighbours that a page shows."""


def near(view: View, item: Item) -> tuple[Neighbour, ...]:
    """The nearest records; those already linked are left to `cards.related`."""
    return view.catalogue.near(item, MOST)


def shown(view: View, neighbours: Iterable[Neighbour]) -> tuple[NearCard, ...]:
    """Their cards."""
    return tuple(NearCard(view.card(each.item), how(view, each)) for each in neighbours)


def shows(view: View, neighbours: Iterable[Neighbour]) -> list[str]:
    """What decides about a page that shows them."""
    return [f"{digest} {how(view, each)}" for each in neighbours for digest in view.card_digests([each.item])]


def how(view: View, neighbour: Neighbour) -> str:
    """How it is near: as the crow flies between their coordinates, in the same commune, or by the points of the two communes."""
    if neighbour.how == "same":
        kinds = {unit.kind for unit in view.catalogue.communes(neighbour.item)}
        return view.strings.say(f"near.same.{kinds.pop() if len(kinds) == 1 else 'other'}")
    return view.strings.say(f"near.{neighbour.how}", distance=distance(view.strings, neighbour.kilometres))


def distance(strings: Strings, kilometres: float) -> str:
    """A distance no finer than it is worth: fifty metres below a kilometre, a hundred below ten, else whole kilometres."""
    if kilometres < 0.975:
        return strings.say("near.metres", number=strings.number(max(50, 50 * round(kilometres * 20))))
    return strings.say("near.kilometres", number=strings.number(round(kilometres, 1) if kilometres < 9.95 else round(kilometres)))


def near_me(view: View) -> NearMe:
    """What is needed to tell a reader what is near."""
    box = view.gazetteer.bounds()
    sides = " ".join(f"{side:.3f}" for side in (box.south, box.west, box.north, box.east))
    return NearMe(search_index.path(view), sides, view.gazetteer.name)
