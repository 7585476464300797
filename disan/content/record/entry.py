"""A record as it was read: its values, its text in each language, its files. Frozen; made by `reading`, linked by `catalogue`."""

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from disan.content.gazetteer import Unit
from disan.content.markdown import Prose
from disan.content.record.location import Located, current_communes
from disan.content.record.model import Record
from disan.content.source import Source


class Edition(Struct, frozen=True):
    """One language of a record: its values with every text in that language where there is one, and its body.

    `source` is the file of its values. `untranslated` names the fields whose text is, in whole or part, still Vietnamese;
    `body_language` is the body's own.
    """

    language: str
    record: Record
    source: Source
    body: Prose
    body_language: str
    body_source: Source
    untranslated: frozenset[str]


class Entry(Struct, frozen=True, dict=True):
    """One record: `content/<folder>/<slug>/`."""

    kind: type[Record]
    slug: str
    path: str
    """The folder, from the project's root, with forward slashes."""
    record: Record
    source: Source
    editions: Mapping[str, Edition]
    translated: frozenset[str]
    """The languages that have a file of their own, Vietnamese among them."""
    places: tuple[Located, ...]
    beside: Mapping[str, str]
    """The files of its folder as they lie on the disk, by their names as names are compared."""

    @cached_property
    def communes(self) -> tuple[Unit, ...]:
        """Today's communes in which it stands."""
        return current_communes(self.places)

    @property
    def reference(self) -> str:
        """The name by which other records refer to this one: `relics/den-cui`."""
        return f"{self.kind.folder}/{self.slug}"

    def file(self, name: str) -> str:
        """The path of a file of its folder, from the project's root; of one that is not there, as it would be."""
        return f"{self.path}/{self.beside.get(name, name)}"
