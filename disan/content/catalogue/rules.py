"""What only shows where records are seen together: codes claimed twice, references that lead nowhere. Items in, problems out."""

from collections.abc import Iterable, Iterator, Sequence

from disan.content.catalogue.item import Item, references
from disan.content.gazetteer import Gazetteer
from disan.content.record.entry import Entry
from disan.content.source import Source
from disan.core import text
from disan.core.problems import Problem


def of_places(entry: Entry, known: Gazetteer) -> Iterator[Problem]:
    """Problems with places that nothing is known of, and coordinates outside the province; of one record, for these need no other.

    Outside its coarse outline, which errs by kilometres, is worth a warning only.
    """
    for index, each in enumerate(entry.places):
        if each.match is None:
            near, at = known.nearest(each.place.name), entry.source.at("places", index, "name")
            yield entry.source.problem("unknown-place", at, "warning", value=each.place.name, nearest=near)
    coordinates = entry.record.coordinates
    if not coordinates:
        return
    at = entry.source.at("coordinates")
    bounds = known.bounds()
    if not bounds.hold(coordinates.latitude, coordinates.longitude):
        typed = entry.source.typed("coordinates")
        yield entry.source.problem("out-of-province", at, value=typed, province=known.name, **bounds.rounded())
    elif not known.inside_outline(coordinates.latitude, coordinates.longitude):
        yield entry.source.problem("outside-outline", at, "warning")


def of_codes(items: Sequence[Item]) -> Iterator[Problem]:
    """A published record without a code; a code that two records have."""
    first: dict[str, Item] = {}
    for item in items:
        if not item.code:
            if not item.outline.draft:
                yield item.source.problem("missing-code", item.source.at("code"), "warning")
        elif first.setdefault(item.code, item) is not item:
            yield item.source.problem("duplicate-code", item.source.at("code"), value=item.code, other=first[item.code].path)


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
    for item in items:
        if item.outline.draft or excused.issuperset(item.outline.targets):
            continue
        entry = item.entry
        for target, at in references(entry):
            if target not in excused:
                near = text.nearest(target, known)
                rule = "draft-link" if target in drafts else "dead-link"
                source = entry.source if at.file == entry.source.file else _edition_source(entry, at.file)
                yield source.problem(rule, at, target=target, nearest=near)


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
