"""The records that photographs may show. A project's folder in, candidates and the slugs of its communes out."""

from collections.abc import Mapping
from pathlib import Path

from disan import ledger
from disan.content import catalogue
from disan.content.catalogue import Item
from disan.content.fields.coordinates import Coordinates
from disan.content.gazetteer import Gazetteer
from disan.content.kinds import KINDS
from disan.content.settings import Settings
from disan.core import text
from disan.editing.photographs import naming
from disan.editing.photographs.model import Candidate


def read(root: Path, chosen: Settings, known: Gazetteer) -> tuple[tuple[Candidate, ...], int]:
    """Every record that can be read, drafts among them, and how many cannot."""
    items, unread, _ = catalogue.read_items(root, KINDS, chosen.languages, known)
    moved = _moved(root, {each.code: each.reference for each in items})
    return tuple(_candidate(each, moved) for each in items), len(unread)


def communes(known: Gazetteer) -> frozenset[str]:
    """The slugs of all communes and districts, of today and of before, with their kind and without."""
    before = (*known.former, *known.aliases)
    named = [name for each in known.units for name in (each.name, each.full)]
    named += [name for each in before for name in (each.name, each.full, each.district)]
    return frozenset(map(text.slug, named))


def _candidate(item: Item, moved: Mapping[str, tuple[str, ...]]) -> Candidate:
    """A record that stands nowhere, such as a person or a guide, is known by its plaque alone."""
    outline, record = item.outline, item.entry.record
    names = naming.slugs(record.title, *record.other_names, item.slug, *outline.formerly) if outline.points else ()
    printed = tuple(code for code in (item.code, *moved.get(item.reference, ())) if code)
    return Candidate(item.reference, record.title, names, printed, Coordinates(*outline.points[0]) if outline.pinpointed else None)


def _moved(root: Path, references: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The retired codes that lead to each record."""
    leading: dict[str, tuple[str, ...]] = {}
    for each in ledger.read(root)[0].retirements:
        if reference := references.get(each.target):
            leading[reference] = (*leading.get(reference, ()), each.code)
    return leading
