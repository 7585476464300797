"""Files that nothing reads, or that nobody could have: a project's folder and its kinds in, problems out. Reads names only."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from disan.content.record import Record
from disan.content.record.reading import ORIGINAL
from disan.core import files, text
from disan.core.problems import Position, Problem
from disan.core.strings import Words, load

_PAGES = ("README", "about", "editing")
"""What may stand beside the kinds' folders, whatever its language."""


def problems(root: Path, kinds: Sequence[type[Record]]) -> Iterator[Problem]:
    """A folder of no kind that has texts in it, a text that has no folder of its own, and whatever is refused outside of records."""
    content = files.listed(root / "content", "content")
    yield from content.problems
    known = {name: kind.folder for kind in kinds for name in (kind.folder, kind.address.vi, text.slug(kind.name.vi), kind.__name__.lower())}
    folders = [kind.folder for kind in kinds]
    for name in content.folders:
        if name in folders:
            inside = files.listed(root / "content" / name, f"content/{name}")
            yield from inside.problems
            yield from (_loose(name, file, f"content/{name}", kinds) for file in inside.files if file.endswith(".md"))
            continue
        below = list(files.walk(root / "content" / name, f"content/{name}"))
        yield from (problem for each in below for problem in each.problems)
        if any(file.endswith(".md") for each in below for file in each.files):
            yield _problem(f"content/{name}", kinds, nearest=_nearest(name, known))
    for file in content.files:
        if file.endswith(".md") and file.partition(".")[0] not in _PAGES:
            yield _loose("", file, f"content/{folders[0]}", kinds)


def _nearest(name: str, known: Mapping[str, str]) -> str:
    """The kind's folder that is meant, by any of the names that the kind has."""
    near = text.nearest(text.slug(name), known)
    return known[near] if near else ""


def _loose(within: str, file: str, folder: str, kinds: Sequence[type[Record]]) -> Problem:
    name = text.slug(file.partition(".")[0])
    right = f"{folder}/{'ten-ho-so' if name in ('', 'index') else name}/index.{ORIGINAL}.md"
    return _problem(f"content/{within}/{file}" if within else f"content/{file}", kinds, right=right, reason="loose")


def _problem(file: str, kinds: Sequence[type[Record]], **values: str) -> Problem:
    folders = Words(*(", ".join(f"{kind.folder} ({load(each).of(kind.name).lower()})" for kind in kinds) for each in ("vi", "en")))
    return Problem("misplaced-record", Position(file), values={"folders": folders, **values})
