"""The recordings of records that a site publishes: an entry in, their site paths or problems out.

They stand under names that every system and every address can have, and end by what they are, for the host says from that what it sends.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from disan.content import markdown
from disan.content.record import bodies
from disan.content.record.block import Block
from disan.content.record.entry import Entry
from disan.content.source import Source
from disan.core import text
from disan.core.problems import Position, Problem
from disan.drawing import recordings
from disan.drawing.pictures import Refused
from disan.drawing.recordings import HEAVY, Recording

Recordings = Mapping[str, str]
"""Site paths by a recording's file, from the project's root."""


def beside(root: Path, entry: Entry) -> tuple[Recordings, list[Problem]]:
    """The recordings of a record that can be played, and what is wrong with them."""
    paths: dict[str, str] = {}
    problems: list[Problem] = []
    for file, source, at in _named(entry):
        name = entry.file(file)
        if file not in entry.beside or name in paths:
            continue
        found = recordings.read(root / name)
        if isinstance(found, Recording):
            paths[name] = f"/sounds/{entry.kind.folder}/{entry.slug}/{_published(entry.beside[file], found.ending)}"
        problems += _problems(found, source, at, name.rpartition("/")[2], (root / name).stat().st_size)
    return paths, problems


def _published(file: str, ending: str) -> str:
    """The name in the site; one that had to be changed has a mark of the old one, for two may become alike."""
    named = f"{text.path_name(file.rpartition('.')[0] or file) or 'ghi-am'}.{ending}"
    if named == file:
        return named
    mark = hashlib.blake2b(file.encode(), digest_size=3).hexdigest()
    return f"{named.rpartition('.')[0]}-{mark}.{ending}"


def _problems(found: Recording | Refused, source: Source, at: Position, file: str, size: int) -> Iterator[Problem]:
    if isinstance(found, Refused):
        yield source.problem(found.rule, at, file=file, **found.values)
        return
    if found.damaged:
        yield source.problem("damaged-recording", at, "warning", file=file)
    if found.located:
        yield source.problem("located-recording", at, "warning", file=file)
    if size > HEAVY:
        yield source.problem("large-recording", at, "warning", file=file, size=round(size / 1_000_000, 1), limit=HEAVY // 1_000_000)


def _named(entry: Entry) -> Iterator[tuple[str, Source, Position]]:
    """Each recording that the record plays, and where it says so."""
    if entry.record.sound:
        yield entry.record.sound.file, entry.source, entry.source.at("sound", "file")
    for edition in {each.body_language: each for each in entry.editions.values()}.values():
        for part in edition.body.every():
            if isinstance(part, markdown.BlockPart) and isinstance(part.fields, Block) and part.fields.sound:
                source = edition.body_source
                yield part.fields.sound, source, bodies.option_place(source, part, "file")
