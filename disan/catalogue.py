"""All records of a site, linked and frozen: by name, by code, by commune, references both ways, neighbours.

The content folder and the kinds go in; a catalogue and every problem come out. Draws no page, encodes no symbol.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from disan import prose, text, units
from disan.blocks import BLOCKS
from disan.problems import Position, Problem, stops
from disan.record import Place, Record, bodies, reading, schema
from disan.record.block import Block
from disan.record.entry import Entry
from disan.source import Source
from disan.units import Match, Unit


@dataclass(frozen=True)
class Located:
    """One of a record's places and what the gazetteer knows of it; `match` is None where nothing is known."""

    place: Place
    match: Match | None


@dataclass(frozen=True)
class Catalogue:
    """The published records, in order: by kind, then by title."""

    kinds: tuple[type[Record], ...]
    entries: tuple[Entry, ...]
    places: Mapping[str, tuple[Located, ...]] = field(default_factory=dict)
    """By reference."""
    unread: frozenset[str] = frozenset()
    """The records that could not be read: their own problems are told, and links to them are no further ones."""

    @cached_property
    def by_reference(self) -> Mapping[str, Entry]:
        """Every record by its name, such as relics/den-cui."""
        return {entry.reference: entry for entry in self.entries}

    @cached_property
    def by_code(self) -> Mapping[str, Entry]:
        """The records that have a code, by it."""
        return {entry.record.code: entry for entry in self.entries if entry.record.code}

    def of(self, kind: type[Record]) -> tuple[Entry, ...]:
        """The records of a kind."""
        return tuple(entry for entry in self.entries if entry.kind is kind)

    def communes(self, entry: Entry) -> tuple[Unit, ...]:
        """Today's communes in which the record stands: those of its latest named places, else those that earlier ones became."""
        located = self.places.get(entry.reference, ())
        today = [each.match for each in located if each.match and each.match.former is None]
        chosen = today or [each.match for each in located if each.match]
        found = {unit.code: unit for match in chosen for unit in match.today if len(match.today) == 1 or len(chosen) == 1}
        return tuple(found.values())

    @cached_property
    def linked(self) -> Mapping[str, tuple[str, ...]]:
        """For each record the others that it names or that name it, in order of the catalogue."""
        pairs: dict[str, set[str]] = {entry.reference: set() for entry in self.entries}
        for entry in self.entries:
            for target, _, _ in references(entry):
                if target in pairs and target != entry.reference:
                    pairs[entry.reference].add(target)
                    pairs[target].add(entry.reference)
        order = {entry.reference: index for index, entry in enumerate(self.entries)}
        return {name: tuple(sorted(others, key=order.__getitem__)) for name, others in pairs.items()}


def read(root: Path, kinds: Sequence[type[Record]], languages: Sequence[str]) -> tuple[Catalogue, list[Problem]]:
    """Every record below content/, linked; drafts are read for their problems and left out."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    unread: set[str] = set()
    for kind in kinds:
        parent = root / "content" / kind.folder
        for folder in sorted(parent.iterdir()) if parent.is_dir() else []:
            if folder.is_dir() and not folder.name.startswith("."):
                entry, found = reading.read(kind, folder, f"content/{kind.folder}/{folder.name}", languages, BLOCKS)
                problems += found
                unread |= {f"{kind.folder}/{folder.name}"} if stops(found) else set()
                entries += [entry] if entry else []
    unread -= {entry.reference for entry in entries}
    published = tuple(entry for entry in entries if not entry.record.draft)
    order = {kind: index for index, kind in enumerate(kinds)}
    ordered = tuple(sorted(published, key=lambda e: (order[e.kind], text.collated(e.record.title), e.slug)))
    places = {entry.reference: located(entry) for entry in entries}
    catalogue = Catalogue(tuple(kinds), ordered, places, frozenset(unread))
    problems += [*_place_problems(entries, places), *_code_problems(entries), *_slug_problems(entries)]
    problems += _reference_problems(entries, {entry.reference for entry in published}, unread)
    return catalogue, problems


def located(entry: Entry) -> tuple[Located, ...]:
    """The record's places, each with what the gazetteer finds for it."""
    gazetteer = units.gazetteer()
    return tuple(Located(place, gazetteer.find(place.name, place.district, _as_of(place))) for place in entry.record.places)


def _as_of(place: Place) -> datetime.date | None:
    return place.as_of.latest if place.as_of else None


def references(entry: Entry) -> Iterator[tuple[str, Position, int]]:
    """Every record that this one names, in its fields and its texts, with where it does and for how many characters."""
    for name, said in schema.members(entry.kind):
        if said.refers:
            for index, target in enumerate(getattr(entry.record, name)):
                yield target, *entry.source.at(name, index)
    for edition in {edition.body_language: edition for edition in entry.editions.values()}.values():
        source = edition.body_source
        for part in edition.body.every():
            if isinstance(part, prose.Reference | prose.Card):
                yield part.target, bodies.place(source, part.spot), part.spot.length
            elif isinstance(part, prose.Block) and isinstance(part.fields, Block):
                for option, number, target in part.fields.named(pictures=False):
                    yield target, *bodies.option_place(source, part, option, number)


def _place_problems(entries: Iterable[Entry], places: Mapping[str, tuple[Located, ...]]) -> Iterator[Problem]:
    gazetteer = units.gazetteer()
    for entry in entries:
        for index, each in enumerate(places[entry.reference]):
            if each.match is None:
                at, length = entry.source.at("places", index, "name")
                near = gazetteer.nearest(each.place.name)
                yield entry.source.problem("unknown-place", at, length=length, warning=True, value=each.place.name, nearest=near)
        coordinates = entry.record.coordinates
        if coordinates and coordinates.outside_outline:
            at, length = entry.source.at("coordinates")
            yield entry.source.problem("outside-outline", at, length=length, warning=True)


def _code_problems(entries: Sequence[Entry]) -> Iterator[Problem]:
    first: dict[str, Entry] = {}
    for entry in entries:
        code = entry.record.code
        at, length = entry.source.at("code")
        if code is None:
            if not entry.record.draft:
                yield entry.source.problem("missing-code", at, length=length, warning=True)
        elif code in first:
            yield entry.source.problem("duplicate-code", at, length=length, value=code, other=first[code].path)
        else:
            first[code] = entry


def _slug_problems(entries: Sequence[Entry]) -> Iterator[Problem]:
    """An address that two records claim: a former one that another record has or had."""
    claimed = {(entry.kind.folder, entry.slug): entry for entry in entries}
    for entry in entries:
        for index, slug in enumerate(entry.record.formerly):
            other = claimed.setdefault((entry.kind.folder, slug), entry)
            if other is not entry or slug == entry.slug:
                at, length = entry.source.at("formerly", index)
                yield entry.source.problem("duplicate-slug", at, length=length, value=slug, other=other.path)


def _reference_problems(entries: Sequence[Entry], known: set[str], unread: set[str]) -> Iterator[Problem]:
    drafts = {entry.reference for entry in entries} - known
    for entry in entries:
        if entry.reference in drafts:
            continue
        for target, at, length in references(entry):
            if target not in known | unread:
                near = text.nearest(target, known)
                rule = "draft-link" if target in drafts else "dead-link"
                source = entry.source if at.file == entry.source.file else _edition_source(entry, at.file)
                yield source.problem(rule, at, length=length, target=target, nearest=near)


def _edition_source(entry: Entry, file: str) -> Source:
    return next(edition.body_source for edition in entry.editions.values() if edition.body_source.file == file)
