"""How far a kind's digitisation has come: a catalogue and settings in, counts and what each record lacks out. Shows nothing.

A field counts as lacking when a reader would look for it: the lead, the kind's figures and what readers expect of it, coordinates, a
picture, a translation, a review. Nothing here says that a value should be guessed.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from disan.content.catalogue import Catalogue, Item
from disan.content.record import Record, schema
from disan.content.record.reading import ORIGINAL
from disan.content.settings import Settings
from disan.core.strings import Strings

_COMMON = ("summary", "places", "coordinates", "cover", "reviewed")
TRANSLATION = "translation"
"""What stands for a field: that the record has a file in the site's second language."""


class Standing(Struct, frozen=True):
    """One record, and the fields that it lacks, in the order of `checked`."""

    item: Item
    lacks: tuple[str, ...]

    @property
    def file(self) -> str:
        """The record's file, from the project's root."""
        return f"{self.item.path}/index.{ORIGINAL}.md"


class Progress(Struct, frozen=True):
    """A kind's published records, the most complete first, and how many have each field."""

    kind: type[Record]
    records: tuple[Standing, ...]
    filled: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many are published."""
        return len(self.records)


def followed(catalogue: Catalogue, settings: Settings) -> tuple[type[Record], ...]:
    """The kinds whose progress is told: those for which the settings name a figure to stand beside."""
    return tuple(kind for kind in catalogue.kinds if settings.benchmarks.of(kind.folder))


def called(kinds: Sequence[type[Record]], strings: Strings) -> str:
    """The kinds within a sentence: nhà văn hóa, di tích."""
    names = (strings.of(kind.plural) for kind in kinds)
    return ", ".join(name[:1].lower() + name[1:] for name in names)


def progress(catalogue: Catalogue, kind: type[Record], settings: Settings) -> Progress:
    """The standing of a kind's published records."""
    languages = settings.languages
    names = checked(kind, languages)
    found = [Standing(item, tuple(name for name in names if _lacks(item, name, languages))) for item in catalogue.of(kind)]
    ordered = sorted(found, key=lambda standing: (len(standing.lacks), standing.item.slug))
    filled = {name: sum(name not in standing.lacks for standing in found) for name in names}
    return Progress(kind, tuple(ordered), filled)


def checked(kind: type[Record], languages: Sequence[str]) -> tuple[str, ...]:
    """The fields that are looked for: those of every record, and of the kind's own its figures and what readers expect."""
    own = (name for name, said in schema.members(kind) if name not in Record.fields and (said.figure or said.expected))
    return (*_COMMON, *own, *([TRANSLATION] if len(languages) > 1 else []))


def labels(kind: type[Record], strings: Strings) -> Mapping[str, str]:
    """What each field is called, the translation among them."""
    return {name: strings.of(said.label) for name, said in schema.members(kind)} | {TRANSLATION: strings.say("progress.translation")}


def said(found: Progress, strings: Strings) -> str:
    """How many have a page, in a few words: 57 nhà văn hóa đã có trang."""
    return strings.say("progress.of", count=strings.number(found.count), kinds=called([found.kind], strings))


def lines(found: Progress) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each record's file, title and lacks."""
    for standing in found.records:
        yield standing.file, standing.item.title, standing.lacks


def _lacks(item: Item, name: str, languages: Sequence[str]) -> bool:
    return languages[1] not in item.outline.translated if name == TRANSLATION else name in item.outline.empty
