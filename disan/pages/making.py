"""One record by itself in; all that the site shows of it and that no other record changes out: its card, its own page, its files.

Knows no other record, so that what it makes can be kept as long as the record's folder stays as it is.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from disan.content import catalogue
from disan.content.catalogue import Catalogue, Item, Outline
from disan.content.gazetteer import Gazetteer
from disan.content.record import Record
from disan.content.record.entry import Entry
from disan.content.settings import Settings
from disan.core.addresses import Addresses
from disan.core.problems import Problem
from disan.core.strings import load
from disan.drawing.pictures import Derived, Refused
from disan.ledger import EMPTY
from disan.pages import cards, gallery, record
from disan.pages.contexts import OwnPage
from disan.pages.kept import ArtifactSource
from disan.pages.parts import Card
from disan.pages.plan import digest
from disan.pages.view import View, cover_path, sound_path

_ALIKE = ("communes", "points", "empty", "translated")
"""The parts of an outline that many records have alike."""


class Surroundings(NamedTuple):
    """What a record's page depends on beside the record: the project's folder, settings, province and addresses, the build's year."""

    root: Path
    cache: Path
    settings: Settings
    gazetteer: Gazetteer
    addresses: Addresses
    year: int


class Known(NamedTuple):
    """What is kept of a record in few words, whether it could be read (it has an outline) or not."""

    digest: str
    outline: Outline | None
    problems: tuple[Problem, ...] = ()
    cards: tuple[tuple[str, str, str], ...] = ()
    """For each language digests of its card, and of what lists of many show of it."""
    drawing: str = ""
    """The site path of its drawn cover."""
    copies: tuple[tuple[str, str], ...] = ()
    """Files of the site, and the files whose content they have."""


def sharing() -> Callable[[Known], Known]:
    """Gives back what is known with those parts that many records have alike as one object: from a process each comes with its own."""
    values: dict[object, object] = {}

    def shared(known: Known) -> Known:
        if known.outline is None:
            return known
        alike: dict[str, Any] = {name: values.setdefault(part, part) for name in _ALIKE for part in [getattr(known.outline, name)]}
        cards = tuple((sys.intern(language), shown, listed) for language, shown, listed in known.cards)
        return known._replace(outline=replace(known.outline, **alike), cards=cards)

    return shared


class Made(NamedTuple):
    """What was made of a record. `waiting` are pictures that must be made ready first: then it is to be made once more."""

    known: Known
    cards: Mapping[str, Card]
    bodies: Mapping[str, OwnPage]
    waiting: tuple[Path, ...] = ()


def made(
    around: Surroundings, kind: type[Record], folder: Path, seen: str, ready: Mapping[Path, Derived | Refused], before: ArtifactSource
) -> Made:
    """Everything of the record in a folder; `seen` is the digest of all that stands in it, `ready` are pictures made ready just now.

    `before` knows the symbols that were drawn before.
    """
    entry, places, problems = catalogue.opened(kind, folder, around.settings.languages, around.gazetteer)
    if entry is None:
        return Made(Known(seen, None, tuple(problems)), {}, {})
    outline = catalogue.outline(entry, places)
    if outline.draft:
        return Made(Known(seen, outline, tuple(problems)), {}, {})
    pictures, found, waiting = gallery.beside(around.root, entry, around.cache, ready)
    if waiting:
        return Made(Known(seen, None), {}, {}, waiting)
    alone = Catalogue((kind,), (Item(entry.reference, kind, outline, seen, lambda _: entry),), around.gazetteer, {entry.reference: places})
    languages = around.settings.languages
    views = {
        each: View(
            each, load(each), around.settings, around.addresses, alone, pictures, {}, around.year if outline.dated else 0, EMPTY, before
        )
        for each in languages
    }
    own = {language: record.own_page(view, entry) for language, view in views.items()}
    shown = {language: cards.card(view, entry, own[language]) for language, view in views.items()}
    digests = tuple(
        (language, digest([card, outline.points]), digest([cards.listed(card), outline.points])) for language, card in shown.items()
    )
    known = Known(seen, outline, (*problems, *found), digests, cover_path(entry), _copies(around.root, entry, pictures.values()))
    return Made(known, shown, own)


def _copies(root: Path, entry: Entry, pictures: Iterable[Derived]) -> tuple[tuple[str, str], ...]:
    sounds = [(sound_path(entry, name).lstrip("/"), root / entry.path / name) for name in sorted(entry.sounds())]
    renditions = [(f"pictures/{each.name}", each.file) for picture in pictures for each in picture.renditions]
    return tuple((name, str(file)) for name, file in (*sounds, *renditions) if file.is_file())
