"""The photographs in a folder. The folder and a reader of plaques in; photographs, and what cannot be used with the reason, out."""

import functools
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from disan.content.fields.coordinates import Coordinates
from disan.core import codes, files, names, processes
from disan.core.problems import Position, Problem
from disan.drawing.pictures import Refused, capture
from disan.drawing.pictures.capture import Capture
from disan.editing.photographs.model import Photograph

ReadSymbols = Callable[[Path], Sequence[str]]
"""Gives the texts of the QR symbols that a photograph shows."""
_PLAQUE = re.compile(r"https?://\S+/Q/([0-9A-Z]+)/?", re.IGNORECASE)
_TABLES = (".xlsx", ".xlsm", ".csv")
"""How the workbook of the photographs may be called, which stands beside them."""


def scan(folder: Path, read_symbols: ReadSymbols, progress: Callable[[int, int], None]) -> tuple[tuple[Photograph, ...], list[Problem]]:
    """Every photograph of a folder and of those in it, by name; each other file is told. Raises OSError of the folder."""
    found: list[Photograph] = []
    problems: list[Problem] = []
    paths = [each for each in files.every(folder) if each.suffix.lower() not in _TABLES]
    # Apart, since what reads symbols would end this process where a signal reaches it.
    examined = processes.mapped_apart(functools.partial(_examined, read_symbols), paths, processes.possible(None))
    for number, (path, (taken, shown)) in enumerate(zip(paths, examined, strict=True), 1):
        name = path.relative_to(folder).as_posix()
        if names.printable(name) != name:
            said = {"file": names.printable(path.name), "reason": "encoding", "right": names.portable(path.name)}
            problems.append(Problem("unportable-name", Position(names.printable(name)), "warning", said))
        elif isinstance(taken, Refused):
            problems.append(
                Problem(taken.rule, Position(names.printable(name)), "warning", {"file": path.name, "reason": "trip", **taken.values})
            )
        else:
            point = Coordinates(*taken.point) if taken.point else None
            found.append(Photograph(name, taken.digest, taken.thumbnail, taken.taken, taken.camera, point, shown))
        progress(number, len(paths))
    return tuple(found), problems


def _examined(read_symbols: ReadSymbols, path: Path) -> tuple[Capture | Refused, tuple[str, ...]]:
    taken = capture.examine(path)
    return taken, () if isinstance(taken, Refused) else _codes(read_symbols(path))


def _codes(texts: Sequence[str]) -> tuple[str, ...]:
    """The codes in the addresses of plaques, wherever the site stood when they were printed."""
    found = (_PLAQUE.fullmatch(each.strip()) for each in texts)
    return tuple(dict.fromkeys(code for match in found if match and (code := codes.repair(match[1]))))
