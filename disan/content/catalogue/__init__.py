"""All records of a site, linked and frozen: by name, by code, by commune, references both ways, neighbours.

The content folder and the kinds go in; a catalogue and every problem come out. Draws no page, encodes no symbol.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from disan.content import province
from disan.content.catalogue import rules
from disan.content.catalogue.item import Item, Outline, item, outline
from disan.content.catalogue.nearness import Nearness, Neighbour
from disan.content.gazetteer import NOWHERE, Gazetteer, Unit
from disan.content.record import Record, reading
from disan.content.record.entry import Entry
from disan.core import files
from disan.core.problems import Problem, stops

__all__ = ["Catalogue", "Item", "Neighbour", "Outline", "grouped", "link", "outline", "read", "read_entry", "read_items"]


class Catalogue:
    """The published records, in order: by kind, then by title; and the gazetteer of the province that they are in.

    `unread` names the records that could not be read: their own problems are told, and links to them are no further ones.
    """

    def __init__(
        self, kinds: tuple[type[Record], ...], items: tuple[Item, ...], gazetteer: Gazetteer, unread: frozenset[str] = frozenset()
    ) -> None:
        self.kinds, self.items, self.gazetteer, self.unread = kinds, items, gazetteer, unread

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every record, opened."""
        return tuple(each.entry for each in self.items)

    @cached_property
    def by_reference(self) -> Mapping[str, Item]:
        """Every record by its name, such as relics/den-cui."""
        return {each.reference: each for each in self.items}

    @cached_property
    def figures(self) -> frozenset[str]:
        """The figures of all records by name, such as figures/2023#members."""
        return frozenset(name for each in self.items for name in each.figures)

    @cached_property
    def by_code(self) -> Mapping[str, Item]:
        """The records that have a code, by it."""
        return {each.code: each for each in self.items if each.code}

    def of(self, kind: type[Record]) -> tuple[Item, ...]:
        """The records of a kind."""
        return self._by_kind.get(kind, ())

    @cached_property
    def shown_kinds(self) -> tuple[type[Record], ...]:
        """The kinds that have records."""
        return tuple(kind for kind in self.kinds if self.of(kind))

    def communes(self, item: Item) -> tuple[Unit, ...]:
        """Today's communes in which a record stands."""
        return tuple(self.gazetteer.unit(code) for code in item.outline.communes)

    @cached_property
    def linked(self) -> Mapping[str, tuple[str, ...]]:
        """For each record the others that it names or that name it, in order of the catalogue."""
        pairs: dict[str, set[str]] = {each.reference: set() for each in self.items}
        for each in self.items:
            for target in each.outline.targets:
                if target in pairs:
                    pairs[each.reference].add(target)
                    pairs[target].add(each.reference)
        return {name: tuple(sorted(others, key=self._place.__getitem__)) for name, others in pairs.items()}

    def named(self, record: Item) -> list[Item]:
        """The records that this one names."""
        return [self.by_reference[target] for target in record.outline.targets if target in self.by_reference]

    def parts(self, record: Item) -> tuple[Item, ...]:
        """The records that belong to this one, in order of the catalogue."""
        return self._parts.get(record.reference, ())

    def claims(self, record: Item) -> Mapping[tuple[type[Record], str], tuple[Item, ...]]:
        """The records that this one's page tells of in rows of their own, by their kind and the field in which they name it."""
        return self._claims.get(record.reference, {})

    def near(self, record: Item, most: int) -> tuple[Neighbour, ...]:
        """The nearest records and how each is near; not those that are linked already."""
        if (record.reference, most) not in self._near:
            linked = {record.reference, *self.linked[record.reference]}
            others = (each for each in self._nearness.around(record) if each.item.reference not in linked)
            self._near[record.reference, most] = tuple(itertools.islice(others, most))
        return self._near[record.reference, most]

    def near_communes(self, communes: Sequence[Unit], most: int) -> tuple[Neighbour, ...]:
        """The records nearest to some communes of today, of which the first counts; none where there is no commune."""
        return tuple(itertools.islice(self._nearness.around_communes([unit.code for unit in communes]), most))

    @cached_property
    def _near(self) -> dict[tuple[str, int], tuple[Neighbour, ...]]:
        """What `near` has found: each language asks for it twice."""
        return {}

    @cached_property
    def _nearness(self) -> Nearness:
        return Nearness(self.items, self.gazetteer)

    @cached_property
    def _by_kind(self) -> Mapping[type[Record], tuple[Item, ...]]:
        return grouped((each.kind, each) for each in self.items)

    @cached_property
    def _parts(self) -> Mapping[str, tuple[Item, ...]]:
        return grouped((each.outline.part_of, each) for each in self.items if each.outline.part_of)

    @cached_property
    def _claims(self) -> Mapping[str, Mapping[tuple[type[Record], str], tuple[Item, ...]]]:
        told = grouped((target, ((each.kind, name), each)) for each in self.items for name, target in each.outline.claims)
        return {target: grouped(pairs) for target, pairs in told.items()}

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {each.reference: place for place, each in enumerate(self.items)}


def folders(root: Path, kinds: Sequence[type[Record]]) -> Iterator[tuple[type[Record], Path]]:
    """The folder of every record below content/, by kind and name."""
    for kind in kinds:
        parent = files.listed(root / "content" / kind.folder, f"content/{kind.folder}")
        for name in parent.folders:
            yield kind, root / parent.name / name


def read_entry(kind: type[Record], folder: Path, languages: Sequence[str], known: Gazetteer) -> tuple[Entry | None, list[Problem]]:
    """The record in a folder, None where it cannot be read, and what is wrong with it by itself."""
    entry, problems = reading.read(kind, folder, f"content/{kind.folder}/{folder.name}", languages, known)
    return entry, [*problems, *(rules.of_places(entry, known) if entry else ())]


def link(kinds: Sequence[type[Record]], items: Sequence[Item], known: Gazetteer, unread: frozenset[str]) -> tuple[Catalogue, list[Problem]]:
    """The catalogue of these records, and what is wrong between them; drafts count for problems and are left out."""
    order = {kind: index for index, kind in enumerate(kinds)}
    published = (each for each in items if not each.outline.draft)
    ordered = sorted(published, key=lambda each: (order[each.kind], each.outline.order, each.title, each.slug))
    problems = [*rules.of_codes(items), *rules.of_quoted_codes(items), *rules.of_slugs(items), *rules.of_references(items, unread)]
    problems += rules.of_parts(items)
    problems += rules.of_measures(items)
    return Catalogue(tuple(kinds), tuple(ordered), known, unread), problems


def read(root: Path, kinds: Sequence[type[Record]], languages: Sequence[str], within: str) -> tuple[Catalogue, list[Problem]]:
    """Every record below content/, opened and linked; none where the data of the province that the settings name cannot be read."""
    known, unusable = province.read(root, within)
    if known is None:
        return Catalogue(tuple(kinds), (), NOWHERE), unusable
    items, unread, problems = read_items(root, kinds, languages, known)
    catalogue, found = link(kinds, items, known, unread)
    return catalogue, problems + found


def read_items(
    root: Path, kinds: Sequence[type[Record]], languages: Sequence[str], known: Gazetteer
) -> tuple[list[Item], frozenset[str], list[Problem]]:
    """Every record below content/ by itself: those that could be read, drafts among them, the names of the others, what is wrong."""
    items: list[Item] = []
    problems: list[Problem] = []
    unread: set[str] = set()
    for kind, folder in folders(root, kinds):
        entry, found = read_entry(kind, folder, languages, known)
        problems += found
        if entry:
            items.append(item(entry))
        elif stops(found):
            unread.add(f"{kind.folder}/{folder.name}")
    return items, frozenset(unread), problems


Key = TypeVar("Key")
Value = TypeVar("Value")


def grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    """The second of each pair by the first, in their order."""
    groups: dict[Key, list[Value]] = {}
    for key, each in pairs:
        groups.setdefault(key, []).append(each)
    return {key: tuple(each) for key, each in groups.items()}
