"""Codes for records that lack one: written once into the record's own file, never changed, never reused.

Works on the text of the file, so that everything that an editor wrote keeps its bytes. Prints nothing, builds nothing.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from disan import ledger
from disan.content import catalogue
from disan.content import source as sources
from disan.content.record import Record
from disan.content.record.reading import ORIGINAL
from disan.content.source import Source
from disan.content.source.editing import with_field
from disan.core import codes, files
from disan.core.problems import Problem
from disan.core.transactions import Transaction
from disan.ledger import reading, rules


class Assigned(Struct, frozen=True):
    """A code given: to which file, from the project's root."""

    file: str
    code: str


def assign(root: Path, kinds: Sequence[type[Record]], randomness: random.Random) -> tuple[list[Assigned], list[Problem]]:
    """Gives a code to every record that has none, to all or none; files that cannot be read are left alone and told.

    A record that lost its printed code gets the same again, as far as git remembers: the plaque that hangs there is its own.
    """
    read = list(_sources(root, kinds))
    kept = {code for _, source, _ in read if source and (code := source.typed("code"))}
    uncoded = any(source and not source.typed("code") for _, source, _ in read)
    owed = rules.lost_codes_by_folder(root, ledger.read(root)[0], kept) if uncoded else {}
    taken = kept | reading.all_codes(root)
    assigned: list[Assigned] = []
    problems = [problem for _, _, found in read for problem in found]
    with Transaction(root / "content") as writing:
        for path, source, _ in read:
            if source is not None and not source.typed("code"):
                code = owed.get(source.file.rpartition("/")[0]) or codes.generate(frozenset(taken), randomness)
                taken.add(code)
                before = files.content(path, sources.LARGEST)
                writing.put(path, with_field(before.decode("utf-8"), "code", code).encode(), before=before)
                assigned.append(Assigned(source.file, code))
    return assigned, problems


def taken(root: Path, kinds: Sequence[type[Record]]) -> frozenset[str]:
    """Every code that a record has, or that was ever printed or retired."""
    return reading.all_codes(root) | {code for _, source, _ in _sources(root, kinds) if source and (code := source.typed("code"))}


def _sources(root: Path, kinds: Sequence[type[Record]]) -> Iterator[tuple[Path, Source | None, list[Problem]]]:
    for _, folder in catalogue.folders(root, kinds):
        path = folder / f"index.{ORIGINAL}.md"
        if path.is_file():
            yield path, *sources.read(path, path.relative_to(root).as_posix())
