"""The pictures of records and articles that a site publishes, made ready: those in, renditions by file or problems out."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from disan.content.articles import Article
from disan.content.catalogue import Catalogue
from disan.content.record.entry import Entry
from disan.content.source import Source
from disan.core.problems import Problem
from disan.drawing import pictures
from disan.drawing.pictures import HEAVY, Derived, Refused

Gallery = Mapping[str, Derived]
"""By the picture's file, from the project's root."""


def beside(
    root: Path, entry: Entry, cache: Path, ready: Mapping[Path, Derived | Refused]
) -> tuple[Gallery, list[Problem], tuple[Path, ...]]:
    """The pictures of one record that are in the cache or `ready`, and the files of those that are not and have to be made."""
    gallery: dict[str, Derived] = {}
    problems: list[Problem] = []
    waiting: list[Path] = []
    for file, place in _named(entry):
        path = root / entry.path / file
        found = (ready.get(path) or pictures.found(path, cache)) if path.is_file() else None
        if isinstance(found, Derived):
            gallery[f"{entry.path}/{file}"] = found
        if found:
            problems += _problems(path, found, entry.source, place)
        elif path.is_file():
            waiting.append(path)
    return gallery, problems, tuple(waiting)


def read(root: Path, catalogue: Catalogue, articles: Iterable[Article], cache: Path) -> tuple[Gallery, list[Problem]]:
    """Every picture that a record or an article names, in all its renditions."""
    named = {f"{entry.path}/{file}": (entry.source, place) for entry in catalogue.entries for file, place in _named(entry)}
    return _made_ready(root, named, articles, cache)


def of_articles(root: Path, articles: Iterable[Article], cache: Path) -> tuple[Gallery, list[Problem]]:
    """Every picture that an article names, in all its renditions."""
    return _made_ready(root, {}, articles, cache)


def _made_ready(
    root: Path, named: dict[str, tuple[Source, tuple[str | int, ...]]], articles: Iterable[Article], cache: Path
) -> tuple[Gallery, list[Problem]]:
    beside = {f"{article.folder}/{file}": (article.source, place) for article in articles for file, place in _listed(article)}
    problems = [
        problem for name, (source, place) in beside.items() if not (root / name).is_file() for problem in _missing(source, place, name)
    ]
    named |= beside
    present = {name: root / name for name in sorted(named) if (root / name).is_file()}
    if not present:
        return {}, problems
    made = pictures.derive_all(tuple(present.values()), cache, os.cpu_count() or 1)
    gallery: dict[str, Derived] = {}
    for name, path in present.items():
        result = made[path]
        if not isinstance(result, Refused):
            gallery[name] = result
        problems += _problems(path, result, *named[name])
    return gallery, problems


def _problems(path: Path, result: Derived | Refused, source: Source, place: tuple[str | int, ...]) -> Iterator[Problem]:
    """Why a picture was refused, or what its original had better not be: the repository keeps it for ever, and anybody may read it."""
    at = source.at(*place)
    if isinstance(result, Refused):
        yield source.problem(result.rule, at, file=path.name, **result.values)
        return
    size = path.stat().st_size
    if size > HEAVY:
        megabytes, limit = f"{size / 1_000_000:.1f}", HEAVY // 1_000_000
        yield source.problem("large-picture", at, "warning", file=path.name, size=megabytes, limit=limit)
    if result.located:
        yield source.problem("located-picture", at, "warning", file=path.name)


def _missing(source: Source, place: tuple[str | int, ...], name: str) -> Iterator[Problem]:
    """A record's own reading tells this of its pictures; an article has nobody else to tell it."""
    yield source.problem("missing-picture", source.at(*place), file=name.rpartition("/")[2])


def _listed(article: Article) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for index, picture in enumerate(article.pictures):
        yield picture.file, ("pictures", index, "file")


def _named(entry: Entry) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    if entry.record.cover:
        yield entry.record.cover.file, ("cover", "file")
    for index, picture in enumerate(entry.record.pictures):
        yield picture.file, ("pictures", index, "file")
