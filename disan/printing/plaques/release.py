"""A batch made, verified and released whole or not at all: Plaques with their faces go in; a folder of files, or problems, come out.

Everything is written beside the output folder first and read back from there. Only when nothing is wrong does the batch's folder
appear, by one rename, and only then do its rows enter the ledger, by another: the ledger knows of no plaque whose files were not
verified. A run that was stopped between the two is made good by running it again.
"""

import filecmp
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from disan.core.problems import Position, Problem
from disan.core.strings import Strings
from disan.drawing.typesetting import Typesetter
from disan.ledger import writing
from disan.printing.plaques import boxes, drawings, rasters, sheets, verification
from disan.printing.plaques.layout import MARGIN, PlaqueFace
from disan.printing.plaques.manifest import manifest
from disan.printing.plaques.model import BLEED, PAPERS, Plaque, ledger_row
from disan.printing.plaques.specification import specification
from disan.printing.plaques.verification import PrintFault

Progress = Callable[[int, int], None]

_PROOF = 150 / 25.4
"""Pixels a millimetre of the picture that shows a plaque to whoever must say yes."""
_SHEET_MODULE = 5.0
"""Pixels a module at which whole sheets are read."""
_STAGE, _DAY = ".stage-", 86_400


class LaidOutPlaque(Struct, frozen=True):
    """A plaque and its face."""

    plaque: Plaque
    face: PlaqueFace


class ReleaseReport(Struct, frozen=True):
    """The result of a batch. `coarse` counts the plaques that OpenCV too read at 2.5 pixels a module; there is no folder on problems."""

    problems: tuple[Problem, ...]
    folder: Path | None
    files: int = 0
    coarse: int = 0


def release(
    batch: Sequence[LaidOutPlaque],
    root: Path,
    out: Path,
    templates: Path,
    strings: Strings,
    today: date,
    progress: Progress = lambda _done, _whole: None,
) -> ReleaseReport:
    """Makes the files of a batch (one size, level and material) in `out`/<batch>, verifies them, moves them into place.

    Then adds them to the ledger below `root`. What the ledger would refuse is found before anything is made.
    """
    rows = [ledger_row(each.plaque, today) for each in batch]
    if refused := writing.check_append(root, rows):
        return ReleaseReport(tuple(refused), None)
    name = batch[0].plaque.batch
    out.mkdir(parents=True, exist_ok=True)
    _remove_abandoned_stages(out, time.time())
    with tempfile.TemporaryDirectory(prefix=_STAGE, dir=out) as folder:
        stage = Path(folder) / name
        typesetter = Typesetter(templates)
        faults, coarse = _make_plaques(batch, stage, typesetter, strings, progress)
        faults += _make_sheets(batch, stage, typesetter, strings)
        if faults:
            return ReleaseReport(tuple(fault.problem(f"{out.name}/{name}") for fault in faults), None)
        files = len(_file_names(stage))
        if not _move_into_place(stage, out / name):
            return ReleaseReport((Problem("batch-exists", Position(f"{out.name}/{name}"), values={"batch": name}),), None)
    refused = writing.append(root, rows)
    return ReleaseReport(tuple(refused), None if refused else out / name, files, coarse)


def _make_plaques(
    batch: Sequence[LaidOutPlaque], stage: Path, typesetter: Typesetter, strings: Strings, progress: Progress
) -> tuple[list[PrintFault], int]:
    """Every plaque's own files, written and read back; the list of the batch, and the page for the shop."""
    faults: list[PrintFault] = []
    coarse = 0
    names: dict[str, list[str]] = {}
    for number, each in enumerate(batch, 1):
        plaque = each.plaque
        written = _write_plaque(each, stage, typesetter)
        names[plaque.code] = [file.relative_to(stage).as_posix() for file in written]
        back = {file.suffix[1:]: file.read_bytes() for file in written if file.suffix != ".png"}
        verdict = verification.verify_plaque(plaque, back, strings, typesetter)
        faults += verdict.faults
        coarse += verdict.coarse
        progress(number, len(batch))
    plaques = [each.plaque for each in batch]
    (stage / "manifest.csv").write_bytes(manifest(plaques, names))
    page = typesetter.pdf("plaques/specification.typ", specification(plaques, strings))
    (stage / "specification.pdf").write_bytes(page)
    return faults, coarse


def _write_plaque(plaque_laid_out: LaidOutPlaque, stage: Path, typesetter: Typesetter) -> list[Path]:
    """The print file, the symbol's drawings and the proof of one plaque."""
    plaque = plaque_laid_out.plaque
    document = boxes.with_boxes(typesetter.pdf("plaques/plaque.typ", plaque_laid_out.face), MARGIN, BLEED)
    contents = {
        f"plaques/{plaque.stem}.pdf": document,
        f"symbols/{plaque.stem}.svg": drawings.svg(plaque),
        f"symbols/{plaque.stem}.dxf": drawings.dxf(plaque),
        f"proofs/{plaque.stem}.png": rasters.pdf_proof(document, _PROOF, MARGIN),
    }
    for name, content in contents.items():
        (stage / name).parent.mkdir(parents=True, exist_ok=True)
        (stage / name).write_bytes(content)
    return [stage / name for name in contents]


def _make_sheets(batch: Sequence[LaidOutPlaque], stage: Path, typesetter: Typesetter, strings: Strings) -> list[PrintFault]:
    """The plaques set together on each paper that takes them, read back page by page."""
    faults: list[PrintFault] = []
    title = strings.say("plaque.mark", batch=batch[0].plaque.batch)
    faces, plaques = tuple(each.face for each in batch), [each.plaque for each in batch]
    for paper, sides in PAPERS.items():
        planned = sheets.plan_sheets(faces, sides, title)
        if planned is None:
            continue
        file = stage / "sheets" / f"{paper}.pdf"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(typesetter.pdf("plaques/sheet.typ", planned, standards=()))
        start = 0
        scale = _SHEET_MODULE / plaques[0].module
        for sheet, page in zip(planned.sheets, rasters.pdf_pages(file.read_bytes(), scale), strict=True):
            faults += verification.verify_sheet(plaques[start : start + len(sheet.faces)], f"{paper}.pdf", page)
            start += len(sheet.faces)
    return faults


def _move_into_place(stage: Path, target: Path) -> bool:
    """The stage under its name, by one rename. A folder that stands there already stays, and is right only if it is the same."""
    if not target.exists():
        stage.rename(target)
        return True
    return _same_files(stage, target)


def _same_files(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files, byte for byte: what a run that was stopped before it could record leaves behind."""
    names = _file_names(one)
    return names == _file_names(other) and not any(filecmp.cmpfiles(one, other, names, shallow=False)[1:])


def _file_names(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def _remove_abandoned_stages(out: Path, now: float) -> None:
    """Removes what runs that were killed more than a day ago left behind; a younger one may still be at work."""
    for left in out.glob(f"{_STAGE}*"):
        if now - left.stat().st_mtime > _DAY:
            shutil.rmtree(left, ignore_errors=True)
