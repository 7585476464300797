"""What readers are asked for, since records lack it: a catalogue in, questions and the records that each is about out. Shows nothing."""

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from disan.content.catalogue import Catalogue, Item
from disan.content.fields.about import Request
from disan.content.record import Record, schema


class Question(Struct, frozen=True):
    """One thing that readers are asked for, of the records of one kind that lack it."""

    asked: Request
    kind: type[Record]
    items: tuple[Item, ...]


Places = Mapping[str, Mapping[Request, str]]
"""By a record's reference, for each thing that it is asked for where that stands among the pages."""


def questions(catalogue: Catalogue) -> tuple[Question, ...]:
    """All of them, in the order of the fields; none without a record."""
    order = dict.fromkeys(said.asked for kind in catalogue.kinds for _, said in schema.requested(kind) if said.asked)
    made = (Question(asked, kind, _lacking(catalogue, kind, asked)) for asked in order for kind in catalogue.kinds)
    return tuple(each for each in made if each.items)


def _lacking(catalogue: Catalogue, kind: type[Record], asked: Request) -> tuple[Item, ...]:
    return tuple(item for item in catalogue.of(kind) if asked in lacks(kind, item.outline.empty))


def lacks(kind: type[Record], empty: Collection[str]) -> Iterator[Request]:
    """What readers are asked for of a record whose `empty` fields say nothing: no field that another makes expected and does not.

    Nobody is sent to what takes place and is over.
    """
    for name, said in () if kind.listed_by_phase else schema.requested(kind):
        if said.asked and name in empty and not (said.expected_with and said.expected_with in empty):
            yield said.asked
