"""How far the houses' digitisation has come: a catalogue and a target in, counts and what each record lacks out. Shows nothing.

A field counts as lacking when a reader would look for it: the lead, the village's figures, when the house opened, coordinates, a
picture, a translation, a review. Nothing here says that a value should be guessed.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from disan.content.catalogue import Catalogue, Item
from disan.content.kinds.house import House
from disan.content.record import Record, schema
from disan.content.record.reading import ORIGINAL
from disan.core.strings import Words

_COMMON = ("summary", "places", "coordinates", "cover", "reviewed")
TRANSLATION = "translation"
"""What stands for a field: that the record has a file in the site's second language."""


class Standing(Struct, frozen=True):
    """One record, and the fields that it lacks, in the order of `checked`."""

    item: Item
    lacks: tuple[str, ...]


class Progress(Struct, frozen=True):
    """The target (None where none is set), the published records, the most complete first, and how many have each field."""

    target: int | None
    records: tuple[Standing, ...]
    filled: Mapping[str, int]


def progress(catalogue: Catalogue, target: int | None, languages: Sequence[str], kind: type[Record] = House) -> Progress:
    """The standing of a kind's published records."""
    names = checked(kind, languages)
    found = [Standing(item, tuple(name for name in names if _lacks(item, name, languages))) for item in catalogue.of(kind)]
    ordered = sorted(found, key=lambda standing: (len(standing.lacks), standing.item.slug))
    filled = {name: sum(name not in standing.lacks for standing in found) for name in names}
    return Progress(target, tuple(ordered), filled)


def checked(kind: type[Record], languages: Sequence[str]) -> tuple[str, ...]:
    """The fields that are looked for: those of every record, and of the kind's own its figures and what readers expect."""
    own = (name for name, said in schema.members(kind) if name not in Record.fields and (said.figure or said.expected))
    return (*_COMMON, *own, *([TRANSLATION] if len(languages) > 1 else []))


def labels(kind: type[Record]) -> Mapping[str, Words]:
    """What each field is called."""
    return {name: said.label for name, said in schema.members(kind)}


def lines(found: Progress) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each record's file, title and lacks."""
    for standing in found.records:
        yield f"{standing.item.path}/index.{ORIGINAL}.md", standing.item.title, standing.lacks


def _lacks(item: Item, name: str, languages: Sequence[str]) -> bool:
    return languages[1] not in item.outline.translated if name == TRANSLATION else name in item.outline.empty
