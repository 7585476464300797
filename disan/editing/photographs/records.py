"""What photographs change of one record: its files and what was received for it in; their new texts, or problems at cells, out.

All that an editor typed keeps its bytes: pictures are added behind those that are there.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from disan.content import source as sources
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.errors import RefusedError
from disan.content.record.reading import ORIGINAL
from disan.content.source import Data, data
from disan.content.source.editing import with_field, with_items
from disan.core import files, text
from disan.core.problems import Problem
from disan.core.strings import load
from disan.drawing.pictures import LARGEST, encoding
from disan.editing.photographs.answers import Wish
from disan.editing.photographs.table import COVER, POINT

_LONGEST_NAME = 48
"""Characters of a picture's name, which is made of its description."""


class Received(Struct, frozen=True):
    """A photograph as the repository may keep it, with its suffix, and what is wished of it; of one that is not used nothing is kept."""

    wish: Wish
    content: bytes
    suffix: str


class RecordChange(Struct, frozen=True):
    """A record's changes: new texts and pictures by their paths from the project's root, and the texts that were there before."""

    path: str
    title: str
    wishes: tuple[Wish, ...]
    texts: Mapping[str, bytes]
    before: Mapping[str, bytes]
    pictures: Mapping[str, bytes]
    cover: str = ""
    point: str = ""


Fields = dict[str, Any]


def change(root: Path, reference: str, received: Sequence[Received], languages: Sequence[str]) -> tuple[RecordChange | None, list[Problem]]:
    """What becomes of a record; None where something is wrong. A photograph that is there already is told and left out."""
    folder = f"content/{reference}"
    texts, problems = _texts(root, folder, languages)
    if problems:
        return None, problems
    fields = {language: _fields(root, folder, language) for language in texts}
    used, there = _new(root, folder, [each for each in received if each.wish.used])
    covers = [each.wish for each in used if each.wish.cover]
    if covers and fields[ORIGINAL].get("cover"):
        return None, [covers[0].problem("photo-cover", COVER)]
    names = _names(root, folder, used)
    after = {language: _with_pictures(content.decode(), fields, language, names) for language, content in texts.items()}
    point = next((each.wish.point for each in received if each.wish.point), None)
    shown = point.formatted(load(ORIGINAL)) if point else ""
    if point and not fields[ORIGINAL].get("coordinates"):
        after[ORIGINAL] = with_field(after[ORIGINAL], "coordinates", shown)
    changed = {language: typed.encode() for language, typed in after.items() if typed.encode() != texts[language]}
    return RecordChange(
        folder,
        " ".join(str(fields[ORIGINAL].get("title", "")).split()),
        tuple(each.wish for each in received),
        {f"{folder}/index.{language}.md": content for language, content in changed.items()},
        {f"{folder}/index.{language}.md": texts[language] for language in changed},
        {f"{folder}/{name}": each.content for name, each in names.items()},
        next((name for name, each in names.items() if each.wish.cover), ""),
        shown,
    ), [*there, *_untold(used, texts)]


def _texts(root: Path, folder: str, languages: Sequence[str]) -> tuple[dict[str, bytes], list[Problem]]:
    """The record's files by language, as far as they are there, and what keeps them from being read."""
    texts: dict[str, bytes] = {}
    problems: list[Problem] = []
    for language in languages:
        path = root / folder / f"index.{language}.md"
        if path.is_file():
            _, found = sources.read(path, f"{folder}/{path.name}")
            texts[language] = files.content(path, sources.LARGEST)
            problems += found
    return texts, [each for each in problems if each.grade == "error"]


def _fields(root: Path, folder: str, language: str) -> Fields:
    source, _ = sources.read(root / folder / f"index.{language}.md", "")
    bare = data(source.front) if source else {}
    return bare if isinstance(bare, dict) else {}


def _listed(fields: Fields) -> list[Data]:
    """The pictures that a file lists; a single one may stand without a list."""
    listed = fields.get("pictures")
    return listed if isinstance(listed, list) else [listed] if listed else []


def _new(root: Path, folder: str, used: Sequence[Received]) -> tuple[list[Received], list[Problem]]:
    """Those that the record has not yet, each once, and a warning for each other one."""
    kept = set(pictures_of(root, folder))
    new: list[Received] = []
    problems: list[Problem] = []
    for each in used:
        if each.content in kept:
            problems.append(replace(each.wish.problem("photo-there", file=each.wish.file), grade="warning"))
        else:
            new.append(each)
            kept.add(each.content)
    return new, problems


def pictures_of(root: Path, folder: str) -> Iterator[bytes]:
    """The pictures that a record's folder, named from the root, holds in the forms in which photographs are kept."""
    for name in files.listed(root / folder, folder).files:
        if Path(name).suffix in encoding.KEPT:
            yield files.content(root / folder / name, LARGEST)


def conflicts(root: Path, reference: str, wishes: Sequence[Wish]) -> Iterator[Problem]:
    """Wishes that cannot all come true: a record has one cover and one point, and keeps the point that it has."""
    there = str(_fields(root, f"content/{reference}", ORIGINAL).get("coordinates") or "")
    covers = [each for each in wishes if each.used and each.cover]
    points = [each for each in wishes if each.point]
    for each in covers[1:]:
        yield each.problem("photo-cover", COVER, reason="twice", other=covers[0].file)
    if points and there and not _is_same(points[0].point, there):
        yield points[0].problem("photo-point", POINT, there=there, reason="there")
    for each in points[1:]:
        if each.point != points[0].point:
            yield each.problem("photo-point", POINT, there=points[0].cells[POINT].text, other=points[0].file)


def _is_same(point: Coordinates | None, typed: str) -> bool:
    try:
        return Coordinates.read(typed) == point
    except RefusedError:
        return False


def _names(root: Path, folder: str, used: Sequence[Received]) -> dict[str, Received]:
    """A name for each new picture, made of its description: unlike all that are there."""
    taken = {name.casefold().rpartition(".")[0] for name in files.listed(root / folder, folder).files}
    names: dict[str, Received] = {}
    for each in used:
        whole = text.slug(each.wish.alt[ORIGINAL])
        stem = whole if len(whole) <= _LONGEST_NAME else whole[: _LONGEST_NAME + 1].rpartition("-")[0] or whole[:_LONGEST_NAME]
        free = next(name for number in itertools.count(1) if (name := stem if number == 1 else f"{stem}-{number}") not in taken)
        taken.add(free)
        names[f"{free}{each.suffix}"] = each
    return names


def _with_pictures(content: str, fields: Mapping[str, Fields], language: str, names: Mapping[str, Received]) -> str:
    """A record's file in a language with the new pictures: all of each in the original, its description alone in a translation."""
    items = {name: _described(name, each.wish, language) for name, each in names.items()}
    cover = next((items[name] for name, each in names.items() if each.wish.cover), None)
    listed = [items[name] for name, each in names.items() if not each.wish.cover]
    if language != ORIGINAL and not fields[language].get("pictures"):
        told = any(each["alt"] for each in listed)
        listed = [*({"alt": ""} for _ in _listed(fields[ORIGINAL])), *listed] if told else []
    if cover and cover["alt"]:
        content = with_field(content, "cover", {**cover})
    return with_items(content, "pictures", [{**each} for each in listed], _listed(fields[language])) if listed else content


def _described(name: str, wish: Wish, language: str) -> dict[str, str]:
    alt = wish.alt.get(language, "")
    return {"file": name, "alt": alt, "credit": wish.credit, "licence": wish.licence} if language == ORIGINAL else {"alt": alt}


def _untold(used: Sequence[Received], texts: Mapping[str, bytes]) -> Iterator[Problem]:
    """A warning of descriptions in each language in which the record has no file yet, at the first of them."""
    told = set(texts)
    for each in used:
        for language, alt in each.wish.alt.items():
            if alt and language not in told:
                told.add(language)
                yield replace(each.wish.problem("photo-untranslated", f"alt.{language}", language=language), grade="warning")
