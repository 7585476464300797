"""What only shows where records are seen together: codes claimed twice, references that lead nowhere. Items in, problems out."""

from collections.abc import Iterable, Iterator, Sequence

from disan.content.catalogue.item import Item, Meaning, quoted_codes, references
from disan.content.fields.coordinates import Coordinates
from disan.content.gazetteer import Gazetteer
from disan.content.record import Record, schema
from disan.content.record.entry import Entry
from disan.content.source import Source
from disan.core import text
from disan.core.problems import Position, Problem

_SUGGESTED = 50
"""Names that are not there for which one that is meant is looked for: to compare with all names takes longest, and nobody reads on."""


def of_places(entry: Entry, known: Gazetteer) -> Iterator[Problem]:
    """Problems with places that nothing is known of, and coordinates outside the province; of one record, for these need no other."""
    named: list[tuple[schema.Path, str]] = [
        (("places", index, "name"), each.place.name) for index, each in enumerate(entry.places) if each.match is None
    ]
    named += [(path, each.full) for path, each in schema.communes(entry.record) if known.find(each.full) is None]
    for number, (path, name) in enumerate(named):
        near = known.nearest(name) if number < _SUGGESTED else None
        yield entry.source.problem("unknown-place", entry.source.at(*path), "warning", value=name, nearest=near)
    for path, point in schema.points(entry.record):
        yield from _of_point(point, path, entry.source, known)


def _of_point(point: Coordinates, path: schema.Path, source: Source, known: Gazetteer) -> Iterator[Problem]:
    """Outside the province's coarse outline, which errs by kilometres, is worth a warning only."""
    at, bounds = source.at(*path), known.bounds()
    if not bounds.hold(point.latitude, point.longitude):
        yield source.problem("out-of-province", at, value=source.typed(*path), province=known.name, **bounds.rounded())
    elif not known.inside_outline(point.latitude, point.longitude):
        yield source.problem("outside-outline", at, "warning")


def of_codes(items: Sequence[Item]) -> Iterator[Problem]:
    """A published record without a code; a code that two records have."""
    first: dict[str, Item] = {}
    for item in items:
        if not item.code:
            if not item.outline.draft:
                yield item.source.problem("missing-code", item.source.at("code"), "warning")
        elif first.setdefault(item.code, item) is not item:
            yield item.source.problem("duplicate-code", item.source.at("code"), value=item.code, other=first[item.code].path)


def of_quoted_codes(items: Sequence[Item]) -> Iterator[Problem]:
    """The code of another record where a hasty eye, or a program, would take it for this one's."""
    holders = {item.code: item for item in items if item.code}
    for item in items:
        if not holders.keys().isdisjoint(item.outline.quoted_codes):
            source = item.source
            for match in quoted_codes(source, item.code):
                before = match.string[: match.start(1)]
                at = Position(source.file, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1, len(match[1]))
                if match[1] in holders:
                    yield source.problem("code-quoted", at, "warning", code=match[1], other=holders[match[1]].path)


def of_slugs(items: Sequence[Item]) -> Iterator[Problem]:
    """An address that two records claim: a former one that another record has or had."""
    claimed = {(item.kind.folder, item.slug): item for item in items}
    for item in items:
        for index, slug in enumerate(item.outline.formerly):
            other = claimed.setdefault((item.kind.folder, slug), item)
            if other is not item or slug == item.slug:
                yield item.source.problem("duplicate-slug", item.source.at("formerly", index), value=slug, other=other.path)


def of_references(items: Sequence[Item], unread: Iterable[str]) -> Iterator[Problem]:
    """References to records that are not there, or are drafts; those to records that could not be read are no further problems."""
    drafts = {item.reference for item in items if item.outline.draft}
    known = {item.reference for item in items} - drafts
    excused = known | set(unread)
    figures = {name for item in items if not item.outline.draft for name in item.figures}
    left = iter(range(_SUGGESTED))
    for item in items:
        if item.outline.draft or (excused.issuperset(item.outline.targets) and figures.issuperset(item.outline.figures)):
            continue
        entry = item.entry
        for name, at in references(entry):
            target, _, measure = name.partition("#")
            source = entry.source if at.file == entry.source.file else _edition_source(entry, at.file)
            if target not in excused:
                rule = "draft-link" if target in drafts else "dead-link"
                yield source.problem(rule, at, target=target, nearest=_nearest(target, known, left))
            elif measure and name not in figures and target in known:
                yield source.problem("unknown-figure", at, target=name, nearest=_nearest(name, figures, left))


def _nearest(name: str, known: Iterable[str], left: Iterator[int]) -> str | None:
    """The name that was meant, as long as anybody reads on: to look for one among all records takes longest of all."""
    return None if next(left, None) is None else text.nearest(name, known)


def of_measures(items: Sequence[Item]) -> Iterator[Problem]:
    """Measures that do not mean the same in records that are compared: what counts, or its unit, is called otherwise."""
    first: dict[tuple[type[Record], str, str], tuple[Item, Meaning]] = {}
    for item in items:
        for said in item.outline.meanings if item.kind.compared_by and not item.outline.draft else ():
            other, before = first.setdefault((item.kind, said.measure, said.language), (item, said))
            if (said.label, said.unit) != (before.label, before.unit):
                source = item.entry.editions[said.language].source
                at = source.at(*said.path, "unit" if said.label == before.label else "label")
                words = {"value": _called(said), "right": _called(before)}
                yield source.problem("different-measure", at, measure=said.measure, other=other.path, **words)


def _called(meaning: Meaning) -> str:
    return f"{meaning.label} ({meaning.unit})" if meaning.unit else meaning.label


def of_parts(items: Sequence[Item]) -> Iterator[Problem]:
    """Records that are parts of themselves, by themselves or by way of others."""
    wholes = {item.reference: item.outline.part_of for item in items if item.outline.part_of}
    for item in items:
        way = [item.reference]
        while (whole := wholes.get(way[-1], "")) and whole not in way:
            way.append(whole)
        if whole == item.reference:
            yield item.source.problem("circular-part", item.source.at("part_of"), way=" → ".join([*way, whole]))


def _edition_source(entry: Entry, file: str) -> Source:
    return next(edition.body_source for edition in entry.editions.values() if edition.body_source.file == file)
