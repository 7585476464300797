"""The index for searching whole texts, by Pagefind: the site as each language shows it in, a folder `pagefind/<language>/` of the site out.

It is made after the site is published, of documents made for it, never of pages; so pages are the same with it and without. Its bytes are
no promise: it is made anew where what it is made of has changed, and takes its place as a whole. What fails costs time and is told.
"""

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from disan.build.full_text import documents
from disan.build.full_text.command import NoIndexError, index, installed, program_version
from disan.build.snapshot import NO_STAMP, Stamp, stamp
from disan.core import addresses, installation
from disan.core.problems import Position, Problem, Value
from disan.pages.plan import digest
from disan.pages.view import View

FOLDER = "pagefind"
"""In the site folder: the indexes of all languages."""
_MARK = "disan.json"
"""In each index: what our page must know of it, and a digest of what it was made of. It says that the folder is ours."""
_TOGETHER = 1_000
"""Documents that are indexed at once: Pagefind takes a gigabyte for ten thousand. An index of more has parts, which are searched as one."""
_PART, _OLD = ".disan-part", ".disan-old"


SECONDS = 120.0
"""The longest that the index of a part may take, of which Pagefind makes one in two."""


class _IndexNote(Struct, frozen=True):
    """What `templates/assets/full_text.js` asks of an index: its parts (the first in its folder, the others in folders 2, 3… there; none
    where there is no index), and whether it knows words by their stems."""

    made_of: str = ""
    parts: int = 0
    stems: bool = False


def put(views: Mapping[str, View], site: Path, work: Path, version: str, seconds: float = SECONDS) -> tuple[Problem, ...]:
    """Brings the indexes of a site up to date, and tells of one that could not be made; what was there then stays.

    `views` are the languages that shall have one; all other indexes of ours go, for nobody would renew them. Documents are put into the
    folder `work`. `version` changes with the program.
    """
    home = site / FOLDER
    for name in set(_ours(home)) - views.keys():
        shutil.rmtree(home / name, ignore_errors=True)
    try:
        for language, view in views.items():
            key = digest([version, program_version(), documents.told(view)])
            if _kept(home / language) != key:
                _placed(_made(view, key, work / FOLDER / language, seconds), home, language)
    except NoIndexError as error:
        return (_told(error, site, seconds),)
    except OSError as error:
        return (_told(NoIndexError("failed", error.strerror or str(error)), site, seconds),)
    return ()


def note_absence(languages: Iterable[str], site: Path) -> None:
    """Notes of each language without an index that there is none, so that the page which asks is answered."""
    for language in languages:
        folder = site / FOLDER / language
        if not os.path.lexists(folder):
            with contextlib.suppress(OSError):
                folder.mkdir(parents=True)
                (folder / _MARK).write_bytes(msgspec.json.encode(_IndexNote()))


def _told(error: NoIndexError, site: Path, seconds: float) -> Problem:
    values: dict[str, Value] = {"reason": error.reason, "words": error.words, "seconds": round(seconds)}
    return Problem("no-full-text", Position(f"{site.name}/{FOLDER}"), "warning", values | {"install": installation.command("search")})


def wanted(views: Mapping[str, View]) -> Mapping[str, View]:
    """The languages that shall have an index: none without the extra."""
    return {language: view for language, view in views.items() if view.catalogue.items} if installed() else {}


def foreign(languages: Iterable[str], site: Path) -> Iterator[str]:
    """The names at which the site folder has something where an index would go that no build of ours made."""
    home = site / FOLDER
    for name in [FOLDER] if home.is_file() else [f"{FOLDER}/{each}" for each in languages if os.path.lexists(home / each)]:
        if not (site / name / _MARK).is_file():
            yield name


def stamps(languages: Iterable[str], site: Path, *, made: bool) -> Mapping[str, Stamp]:
    """What tells whether the indexes are still there, by names in the site; what no file has, while they are not all `made`."""
    marks = (f"{FOLDER}/{language}/{_MARK}" for language in languages)
    return {mark: stamp(f"{site}/{mark}") if made else NO_STAMP for mark in marks}


def _ours(home: Path) -> list[str]:
    return [each.parent.name for each in home.glob(f"*/{_MARK}")]


def _kept(folder: Path) -> str:
    """The digest of what an index was made of; empty where there is none."""
    try:
        return msgspec.json.decode((folder / _MARK).read_bytes(), type=_IndexNote).made_of
    except (OSError, msgspec.MsgspecError):
        return ""


def _made(view: View, key: str, work: Path, seconds: float) -> Path:
    """The index of a language, not yet in the site: the folder of its first part, in which the others are."""
    items, whole, stems = view.catalogue.items, work / "index", False
    parts = [items[first : first + _TOGETHER] for first in range(0, len(items), _TOGETHER)]
    for number, part in enumerate(parts, 1):
        written = work / f"documents-{number}"
        for item in part:
            file = written / addresses.file(view.path(item))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(documents.document(view, item), encoding="utf-8")
        stems = index(written, view.language, whole / str(number) if number > 1 else whole, seconds)
        shutil.rmtree(written)
    for file in (*whole.glob("[0-9]*/pagefind.js"), *whole.glob("[0-9]*/wasm.*")):  # The first part's serve all.
        file.unlink()
    (whole / _MARK).write_bytes(msgspec.json.encode(_IndexNote(key, len(parts), stems)))
    return whole


def _placed(made: Path, home: Path, language: str) -> None:
    """Puts an index in its place as a whole: at any instant there is the old one, none, or the new one."""
    part, old = home / _PART, home / _OLD
    for left in (part, old):
        shutil.rmtree(left, ignore_errors=True)
    home.mkdir(exist_ok=True)
    shutil.move(made, part)
    if (home / language).is_dir():
        (home / language).rename(old)
    part.rename(home / language)
    shutil.rmtree(old, ignore_errors=True)
