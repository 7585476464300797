"""Which records there are and which of them may have changed: what stands on the disk in, names and folders out. Reads no record."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from disan.build.store.stamps import FOLDER, Snapshot
from disan.content.record import Record
from disan.pages.plan import digest


class Folder(NamedTuple):
    """A record's folder, and a digest of everything in it and of what all records depend on."""

    reference: str
    """The record's name: relics/den-cui."""
    kind: type[Record]
    path: str
    digest: str


def names(root: Path, kinds: Sequence[type[Record]], seen: Snapshot) -> list[str]:
    """The names of all records, by kind and folder."""
    order = {kind.folder: place for place, kind in enumerate(kinds)}
    parents = {f"{root / 'content' / folder}": folder for folder in order}
    found: list[tuple[int, str]] = []
    for path, each in seen.digests.items():
        if each == FOLDER:
            parent, _, name = path.rpartition(os.sep)
            if parent in parents:
                found.append((order[parents[parent]], f"{parents[parent]}/{name}"))
    return [name for _, name in sorted(found)]


def touched(root: Path, seen: Snapshot, last: Snapshot) -> set[str]:
    """The names of records in whose folders something came, went or changed since the last build."""
    changed = [path for path, each in seen.digests.items() if last.digests.get(path) != each]
    changed += last.digests.keys() - seen.digests.keys()
    start = f"{root / 'content'}{os.sep}"
    parts = (path[len(start) :].split(os.sep, 2) for path in changed if path.startswith(start))
    return {f"{each[0]}/{each[1]}" for each in parts if len(each) > 1}


def inside(root: Path, kinds: Sequence[type[Record]], seen: Snapshot, project: str, chosen: Iterable[str]) -> list[Folder]:
    """The folders of chosen records, in their order; `project` tells what all depend on."""
    by_name = {kind.folder: kind for kind in kinds}
    parts_of: dict[str, list[str]] = {name: [] for name in chosen}
    start = f"{root / 'content'}{os.sep}"
    for path, each in seen.digests.items():
        end = path.find(os.sep, path.find(os.sep, len(start)) + 1) if path.startswith(start) else -1
        if end > 0 and (name := path[len(start) : end].replace(os.sep, "/")) in parts_of:
            parts_of[name].append(f"{path[end + 1 :]} {each}")
    found: list[Folder] = []
    for name, parts in parts_of.items():
        kind, _, slug = name.partition("/")
        found.append(Folder(name, by_name[kind], f"{start}{kind}{os.sep}{slug}", digest([project, *sorted(parts)])))
    return found
