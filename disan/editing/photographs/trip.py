"""A field trip's photographs with the records that they show, and the workbook in which people say the rest.

A folder of photographs or the bytes of a workbook go in; a trip, its workbook or its answers come out.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from disan.content.gazetteer import Gazetteer
from disan.content.settings import Settings
from disan.core.problems import Problem, stops
from disan.core.strings import Strings
from disan.drawing.pictures import encoding
from disan.editing import workbook
from disan.editing.photographs import answers, candidates, matching, positions, records, scanning, table
from disan.editing.photographs.answers import Answers
from disan.editing.photographs.model import Candidate, Identification, Photograph
from disan.editing.photographs.scanning import ReadSymbols
from disan.editing.workbook import RecordNames


class Trip(Struct, frozen=True):
    """The photographs of a folder in the order of the workbook, the records, and what is known of each photograph."""

    photographs: tuple[Photograph, ...]
    candidates: tuple[Candidate, ...]
    known: table.Known
    languages: tuple[str, ...]
    unread: int = 0
    """How many records cannot be read, so that nothing is matched with them."""

    @property
    def names(self) -> RecordNames:
        """What the records are called."""
        return table.names(self.candidates)

    @property
    def unmatched(self) -> Iterator[tuple[str, Identification]]:
        """The photographs without a record, and why."""
        return ((each.file, match) for each in self.photographs if not (match := self.known.matches[each.file]).reference)


def open_folder(
    root: Path,
    folder: Path,
    chosen: Settings,
    gazetteer: Gazetteer,
    read_symbols: ReadSymbols,
    progress: Callable[[int, int], None],
    *,
    by_position: bool,
) -> tuple[Trip, list[Problem]]:
    """Reads and matches the photographs of a folder; what cannot be used is told and left out. Raises OSError of the folder."""
    found, problems = scanning.scan(folder, read_symbols, progress)
    every, unread = candidates.read(root, chosen, gazetteer)
    matches = matching.match(found, every, candidates.communes(gazetteer), by_position=by_position)
    proposed = positions.propose(found, matches, every, gazetteer)
    known = table.Known(matches, proposed, frozenset(_there(root, folder, matches)))
    return Trip(tuple(table.ordered(found, matches, every)), every, known, tuple(chosen.languages), unread), problems


def _there(root: Path, folder: Path, matches: Mapping[str, Identification]) -> Iterator[str]:
    """The photographs that their records have already: they would come out as a picture that is there."""
    kept = {name: set(records.pictures_of(root, f"content/{name}")) for name in {each.reference for each in matches.values()} - {""}}
    for file, match in matches.items():
        made = encoding.receive(folder / file) if kept.get(match.reference) else None
        if isinstance(made, tuple) and made[0] in kept[match.reference]:
            yield file


def write(trip: Trip, strings: Strings) -> bytes:
    """The workbook, with a row for each photograph."""
    columns = table.columns(trip.languages, trip.candidates)
    layout = workbook.TableLayout(
        strings.say("photos.heading"),
        columns,
        table.rows(trip.photographs, trip.known, columns, strings),
        list(strings.below("photos.step").values()),
        workbook.choices_of(columns),
        table.GIVEN,
        table.FILE,
        [each.thumbnail for each in trip.photographs],
        table.PICTURE,
    )
    return workbook.write_layout(layout, strings)


def read(root: Path, content: bytes, file: str, chosen: Settings, gazetteer: Gazetteer, sheet: str) -> tuple[Answers | None, list[Problem]]:
    """The answers in a workbook's bytes, and every problem at its cell; None where it is none of ours."""
    every, _ = candidates.read(root, chosen, gazetteer)
    columns = table.columns(chosen.languages, every)
    rows, problems = workbook.read(content, file, columns, sheet, table.FILE)
    if stops(problems):
        return None, problems
    found, wrong = answers.read(rows, columns, every)
    return found, [*problems, *wrong]
