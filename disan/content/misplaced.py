"""Records that stand where nothing reads them: a project's folder and its kinds in, problems out. Reads names only."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from disan.content.record import Record
from disan.content.record.reading import ORIGINAL
from disan.core import text
from disan.core.problems import Position, Problem
from disan.core.strings import Words, load

_PAGES = ("README", "about", "editing")
"""What may stand beside the kinds' folders, whatever its language."""


def problems(root: Path, kinds: Sequence[type[Record]]) -> Iterator[Problem]:
    """A folder of no kind that has texts in it, and a text that has no folder of its own."""
    content = root / "content"
    known = {name: kind.folder for kind in kinds for name in (kind.folder, kind.address.vi, text.slug(kind.name.vi), kind.__name__.lower())}
    folders = [kind.folder for kind in kinds]
    for place in sorted(content.iterdir()) if content.is_dir() else ():
        if place.name.startswith("."):
            continue
        if place.is_dir() and place.name not in folders and any(place.rglob("*.md")):
            yield _problem(f"content/{place.name}", kinds, nearest=_nearest(place.name, known))
        elif place.is_dir() and place.name in folders:
            yield from (_loose(file, f"content/{place.name}", kinds) for file in sorted(place.glob("*.md")))
        elif place.suffix == ".md" and place.name.partition(".")[0] not in _PAGES:
            yield _loose(place, f"content/{folders[0]}", kinds, known=False)


def _nearest(name: str, known: Mapping[str, str]) -> str:
    """The kind's folder that is meant, by any of the names that the kind has."""
    near = text.nearest(text.slug(name), known)
    return known[near] if near else ""


def _loose(file: Path, folder: str, kinds: Sequence[type[Record]], *, known: bool = True) -> Problem:
    name = text.slug(file.name.partition(".")[0])
    right = f"{folder}/{'ten-ho-so' if name in ('', 'index') else name}/index.{ORIGINAL}.md"
    return _problem(f"content/{file.parent.name}/{file.name}" if known else f"content/{file.name}", kinds, right=right, reason="loose")


def _problem(file: str, kinds: Sequence[type[Record]], **values: str) -> Problem:
    folders = Words(*(", ".join(f"{kind.folder} ({load(each).of(kind.name).lower()})" for kind in kinds) for each in ("vi", "en")))
    return Problem("misplaced-record", Position(file), values={"folders": folders, **values})
