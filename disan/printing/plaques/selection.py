"""Which records get a plaque, and what goes on it. The catalogue and an order go in; Plaques, or why not, come out. Draws nothing."""

import datetime
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from disan.content import source as sources
from disan.content.catalogue import Catalogue
from disan.content.record.entry import Entry
from disan.content.source import Source
from disan.core import codes, text
from disan.core.addresses import Addresses, code_path
from disan.core.problems import NotPossibleError, Problem
from disan.core.strings import Strings
from disan.drawing import typesetting
from disan.drawing.fitting import DoesNotFitError
from disan.printing.plaques.layout import PlaqueFace, face
from disan.printing.plaques.model import Plaque, Size

_DATED = re.compile(r"\d{4}-\d{2}(?!\d)")


class Selection(Struct, frozen=True):
    """A choice of records: these by code or reference (`relics/den-cui`), or else of a kind, or in a commune; all where nothing is said."""

    records: tuple[str, ...] = ()
    kind: str = ""
    commune: str = ""


class Production(Struct, frozen=True):
    """The way in which all the plaques of a batch are made."""

    batch: str
    size: Size
    level: str
    material: str
    quantity: int
    today: datetime.date
    note: str = ""


def select_coded(catalogue: Catalogue, choice: Selection) -> Sequence[Entry]:
    """Selects the records with a code that the choice means, in the catalogue's order; NotPossibleError for an unknown word, or none."""
    entries = select_entries(catalogue, [entry for entry in catalogue.entries if entry.record.code], choice)
    if not entries:
        raise NotPossibleError("plaques.none")
    return entries


def select_entries(catalogue: Catalogue, entries: Sequence[Entry], choice: Selection) -> Sequence[Entry]:
    """Selects those of some records that the choice means; NotPossibleError for an unknown word."""
    if choice.records:
        wanted = [_find(typed, entries) for typed in choice.records]
        entries = [entry for entry in entries if entry.reference in wanted]
    if choice.kind:
        kinds = {name: kind for kind in catalogue.kinds for name in (kind.__name__.lower(), kind.folder, text.folded(kind.name.vi))}
        if text.folded(choice.kind) not in kinds:
            names = ", ".join(kind.__name__.lower() for kind in catalogue.kinds)
            raise NotPossibleError("cli.bad_kind", kind=choice.kind, kinds=names)
        entries = [entry for entry in entries if entry.kind is kinds[text.folded(choice.kind)]]
    if choice.commune:
        found = catalogue.gazetteer.find(choice.commune)
        if found is None:
            raise NotPossibleError.unknown("plaques.bad_commune", catalogue.gazetteer.nearest(choice.commune), commune=choice.commune)
        entries = [entry for entry in entries if set(entry.communes) & set(found.today)]
    return entries


def _find(typed: str, entries: Sequence[Entry]) -> str:
    """The reference of a record that is named by its code, its reference or its folder."""
    by_code = {entry.record.code: entry.reference for entry in entries if entry.record.code}
    names = [entry.reference for entry in entries]
    name = typed.strip("/").removeprefix("content/")
    if name in names or typed in by_code:
        return by_code.get(typed, name)
    if "/" in typed:
        raise NotPossibleError.unknown("plaques.bad_reference", text.nearest(name, names), reference=typed)
    repaired = codes.repair(typed)
    raise NotPossibleError.unknown("plaques.bad_code", repaired if repaired in by_code else text.nearest(typed, list(by_code)), code=typed)


def plaque(entry: Entry, where: Addresses, production: Production, strings: Strings, language: str) -> Plaque:
    """The plaque of a record that has a code; its title is given in `language` too where it is translated."""
    code = entry.record.code or ""
    edition = entry.editions.get(language)
    translated = edition.record.title if edition and "title" not in edition.untranslated else ""
    return Plaque(
        code=code,
        address=where.plaque(code_path(code)),
        slug=entry.slug,
        title=entry.record.title,
        translation="" if translated == entry.record.title else translated,
        size=production.size,
        level=production.level,
        batch=production.batch,
        mark=_batch_mark(production, strings),
        material=production.material,
        quantity=production.quantity,
        note=production.note,
    )


def lay_out(root: Path, entry: Entry, plaque: Plaque, strings: Strings, second: Strings) -> tuple[PlaqueFace | None, list[Problem]]:
    """Lays out the plaque's face, or tells what in its titles keeps it from being set."""
    sources_of = {"title": entry.source, "translation": _translation_source(root, entry, second.language)}
    problems = [
        *_missing_glyphs(plaque.title, 700, sources_of["title"]),
        *_missing_glyphs(plaque.translation, 500, sources_of["translation"]),
    ]
    if problems:
        return None, problems
    try:
        return face(plaque, strings, second), []
    except DoesNotFitError as error:
        source = sources_of.get(error.role)
        if source is None:
            raise
        return None, [source.problem("title-too-long", source.at("title"), value=error.text, size=plaque.size.name.upper())]


def _missing_glyphs(title: str, weight: int, source: Source) -> Iterator[Problem]:
    """Characters of a title that the typeface does not have: typst would leave them out without a word."""
    for character in typesetting.face(weight).missing(title):
        yield source.problem("missing-glyph", source.at("title"), character=character, named=f"U+{ord(character):04X}")


def _translation_source(root: Path, entry: Entry, language: str) -> Source:
    """The file of a translation; the original where there is none."""
    name = f"index.{language}.md"
    path = root / entry.path / name
    source = sources.read(path, f"{entry.path}/{name}")[0] if path.is_file() else None
    return source or entry.source


def _batch_mark(production: Production, strings: Strings) -> str:
    """The batch and its month; a batch that is called by its month says it once."""
    if _DATED.match(production.batch):
        return strings.say("plaque.mark", batch=production.batch)
    return strings.say("plaque.mark_month", batch=production.batch, month=production.today.month, year=production.today.year)
