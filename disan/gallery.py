"""The pictures of the records that a site publishes, made ready: a catalogue in, renditions by file or problems out."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from disan import pictures
from disan.catalogue import Catalogue
from disan.pictures import HEAVY, Derived, Refused
from disan.problems import Problem
from disan.record.entry import Entry

Gallery = Mapping[str, Derived]
"""By the picture's file, from the project's root."""


def read(root: Path, catalogue: Catalogue, cache: Path) -> tuple[Gallery, list[Problem]]:
    """Every picture that a record names, in all its renditions."""
    named = {f"{entry.path}/{file}": (entry, place) for entry in catalogue.entries for file, place in _named(entry)}
    present = {name: root / name for name in sorted(named) if (root / name).is_file()}
    if not present:
        return {}, []
    made = pictures.derive_all(tuple(present.values()), cache, os.cpu_count() or 1)
    gallery: dict[str, Derived] = {}
    problems: list[Problem] = []
    for name, path in present.items():
        result = made[path]
        if not isinstance(result, Refused):
            gallery[name] = result
        problems += _problems(path, result, *named[name])
    return gallery, problems


def _problems(path: Path, result: Derived | Refused, entry: Entry, place: tuple[str | int, ...]) -> Iterator[Problem]:
    """Why a picture was refused, or what its original had better not be: the repository keeps it for ever, and anybody may read it."""
    at, length = entry.source.at(*place)
    if isinstance(result, Refused):
        yield Problem(result.rule, at, "error", {"file": path.name, **result.values}, entry.source.line(at), length)
        return
    size = path.stat().st_size
    if size > HEAVY:
        megabytes, limit = f"{size / 1_000_000:.1f}", HEAVY // 1_000_000
        yield entry.source.problem("large-picture", at, length=length, warning=True, file=path.name, size=megabytes, limit=limit)
    if result.located:
        yield entry.source.problem("located-picture", at, length=length, warning=True, file=path.name)


def _named(entry: Entry) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    if entry.record.cover:
        yield entry.record.cover.file, ("cover", "file")
    for index, picture in enumerate(entry.record.pictures):
        yield picture.file, ("pictures", index, "file")
