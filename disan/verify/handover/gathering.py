"""What of a project is handed over: content, its history, the built site, print files, open data. A folder in, portions out.

Content and templates are listed through the door, so that no link is followed; of a site goes what a build of ours put there.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from disan.build import full_text, output
from disan.core import files
from disan.ledger import dates, git
from disan.ledger.model import DATES, DatesRow, LedgerRow
from disan.verify.handover.pieces import LeftOut, Piece, Portion

PROJECT, SITE, PLAQUES, OPEN_DATA = "project", "site", "plaques", "open-data"
"""Folders of an archive."""
HISTORY = "history.bundle"
_OPEN_DATA = (".csv", ".geojson", ".gpx", ".ics", ".kml")
"""Endings of the site's files that other programs read."""


def project(root: Path) -> Portion:
    """What editors write: content, and templates of the site's own."""
    return _listed(root, ["content", "templates"], PROJECT)


def record_dates(root: Path, rows: Iterable[DatesRow]) -> Portion:
    """When records were published and changed, as the history tells it, for a site that is built without one."""
    content = dates.csv(dates.of_project(root)[0], rows)
    return Portion((Piece(f"{PROJECT}/{DATES}", content),) if content else ())


def site(folder: Path) -> Portion:
    """The site as a build left it, with its list of files, by which a later build knows them for its own."""
    names = sorted(name for name in output.listed(folder) if (folder / name).is_file())
    if (folder / output.LIST).is_file():
        names.append(output.LIST)
    found = [folder / name for name in names]
    if (folder / full_text.FOLDER).is_dir():
        found += files.every(folder / full_text.FOLDER)
    return _below(folder, found, SITE)


def open_data(folder: Path) -> Portion:
    """The files of a built site that are data for other programs, together in one folder."""
    return _below(folder, [folder / name for name in sorted(output.listed(folder)) if name.endswith(_OPEN_DATA)], OPEN_DATA)


def _below(folder: Path, found: Iterable[Path], place: str) -> Portion:
    plain = [file for file in found if not _is_behind_a_link(folder, file)]
    return Portion(tuple(Piece(f"{place}/{file.relative_to(folder).as_posix()}", file) for file in plain))


def _is_behind_a_link(folder: Path, file: Path) -> bool:
    """Whether a file, or a folder that it is in, is a link: no build makes any."""
    return any(os.path.islink(each) for each in (file, *file.parents) if each.is_relative_to(folder) and each != folder)  # noqa: PTH114


def history(root: Path, work: Path) -> Portion:
    """All that git remembers, as one file that `git clone` takes; it is written into the folder `work`."""
    past = git.of(root)
    if past is None:
        return Portion(left_out=(LeftOut("history_none"),))
    if not past.complete:
        return Portion(left_out=(LeftOut("history_shallow"),))
    past.bundle(work / HISTORY)
    return Portion((Piece(HISTORY, work / HISTORY),))


def plaques(folder: Path, rows: Iterable[LedgerRow]) -> Portion:
    """The print files of every batch of the ledger, from the folder where `disan plaques` puts them; a batch that is not there is told."""
    batches = sorted({row.batch for row in rows})
    missing = [batch for batch in batches if not (folder / batch).is_dir()]
    told = (LeftOut("plaques", {"batches": ", ".join(missing), "folder": folder.name}),) if missing else ()
    return replace(_listed(folder, batches, PLAQUES), left_out=told)


def _listed(area: Path, names: Iterable[str], place: str) -> Portion:
    """All that the door lists in these folders of an area, and what it refuses."""
    listings = [each for name in names for each in files.walk(area / name, name)]
    found = [f"{each.name}/{name}" for each in listings for name in each.files]
    problems = tuple(problem for each in listings for problem in each.problems)
    return Portion(tuple(Piece(f"{place}/{name}", area / name) for name in found), problems=problems)
