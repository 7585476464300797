"""Photographs put into their records. What editors wish in; the files to be written, or every problem at its cell, out; then the files.

All of it or nothing is written, and nothing is published: a record that was changed so is reviewed like any other.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from disan.content.settings import Settings
from disan.core import files
from disan.core.problems import Problem, stops
from disan.core.transactions import Transaction
from disan.drawing.pictures import LARGEST, Refused, capture, encoding
from disan.editing import trial
from disan.editing.photographs import records
from disan.editing.photographs.answers import Wish
from disan.editing.photographs.records import Received, RecordChange
from disan.editing.photographs.table import FILE, RECORD


class Placement(Struct, frozen=True):
    """What would be written: each record's changes."""

    changes: tuple[RecordChange, ...] = ()

    def written(self) -> dict[str, bytes]:
        """Every file's new content, by its path from the project's root."""
        return {name: content for each in self.changes for name, content in (*each.texts.items(), *each.pictures.items())}

    def added(self) -> int:
        """How many pictures come in."""
        return sum(len(each.pictures) for each in self.changes)


def check(root: Path, folder: Path, wishes: Sequence[Wish]) -> list[Problem]:
    """What is wrong with wishes by the photographs and the records as they are, none of which is worked on: each at its cell."""
    gone = [problem for each in wishes if (problem := _gone(folder, each))]
    return [*gone, *(problem for reference, its in _by_record(wishes) for problem in records.conflicts(root, reference, its))]


def plan(
    root: Path, folder: Path, wishes: Sequence[Wish], chosen: Settings, progress: Callable[[int, int], None]
) -> tuple[Placement | None, list[Problem]]:
    """The placement of wishes with which `check` finds nothing wrong, tried on a copy of the content, and warnings.

    None, and every problem at its cell, where anything is wrong.
    """
    problems: list[Problem] = []
    received: list[Received] = []
    for number, each in enumerate(wishes, 1):
        made = encoding.receive(folder / each.file) if each.used else (b"", "")
        if isinstance(made, Refused):
            problems.append(each.problem(made.rule, **{"file": each.file, "reason": "trip"} | {**made.values}))
        else:
            received.append(Received(each, *made))
        progress(number, len(wishes))
    changes: list[RecordChange] = []
    for reference, _ in _by_record([each.wish for each in received]):
        its = [each for each in received if each.wish.reference == reference]
        change, found = records.change(root, reference, its, chosen.languages)
        changes += [change] if change else []
        problems += found
    if not stops(problems):
        problems += _tried(root, changes, chosen)
    return (None if stops(problems) else Placement(tuple(each for each in changes if each.texts))), problems


def apply(root: Path, placement: Placement) -> None:
    """Writes every file or none. Raises OSError of the disk, NotPossibleError where somebody saved one of the records meanwhile."""
    before = {name: content for each in placement.changes for name, content in each.before.items()}
    with Transaction(root / "content") as writing:
        for name, content in placement.written().items():
            writing.put(root / name, content, before=before.get(name))


def _by_record(wishes: Sequence[Wish]) -> Iterator[tuple[str, list[Wish]]]:
    """The wishes of each record, in the workbook's order."""
    for reference in dict.fromkeys(each.reference for each in wishes):
        yield reference, [each for each in wishes if each.reference == reference]


def _gone(folder: Path, wish: Wish) -> Problem | None:
    """What is wrong with the file that a row speaks of: it must be the one that its thumbnail shows."""
    path = folder / wish.file
    inside = path.resolve().is_relative_to(folder.resolve())
    try:
        content = files.content(path, LARGEST) if inside else b""
    except FileNotFoundError:
        return wish.problem("photo-gone")
    except OSError as error:
        said = files.refusal(error)
        return wish.problem(said.rule, file=wish.file, **said.values)
    changed = not inside or (wish.digest and capture.digest_of(content) != wish.digest)
    return wish.problem("photo-gone", reason="changed") if changed else None


def _tried(root: Path, changes: Sequence[RecordChange], chosen: Settings) -> list[Problem]:
    """What the whole content has against the changed records, each at the cell that brought it, else at the record's."""
    written: Mapping[str, bytes] = {
        name: content for each in changes for name, content in (*each.texts.items(), *dict.fromkeys(each.pictures, b"").items())
    }
    found: list[Problem] = []
    for problem in trial.errors(root, written, chosen) if written else ():
        wishes = next(each.wishes for each in changes if problem.at.file in each.texts)
        cells = [(key, given) for wish in wishes for key, given in wish.cells.items() if key not in (FILE, RECORD)]
        given = next((given for _, given in cells if given.text and given.text in problem.line), wishes[0].cells[RECORD])
        found.append(replace(problem, at=replace(given.at, length=max(1, len(given.text))), line=given.text))
    return found
