"""The pictures of records and articles that a site publishes, made ready: those in, renditions by file or problems out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from disan.content.articles import Article
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


def renditions(pictures: Iterable[Derived]) -> list[tuple[str, Path]]:
    """The files of the site that pictures become, and those whose content they have."""
    return [(f"pictures/{each.name}", each.file) for picture in pictures for each in picture.renditions]


def of_records(root: Path, entries: Sequence[Entry], cache: Path, jobs: int) -> tuple[Gallery, list[Problem]]:
    """The pictures of records, made ready in as many processes as `jobs` says."""
    missing = [file for entry in entries for file in beside(root, entry, cache, {})[2]]
    ready = pictures.derive_all(missing, cache, jobs)
    found = [beside(root, entry, cache, ready) for entry in entries]
    named = {name: each for gallery, _, _ in found for name, each in gallery.items()}
    return named, [problem for _, problems, _ in found for problem in problems]


def of_articles(root: Path, articles: Iterable[Article], cache: Path, jobs: int) -> tuple[Gallery, list[Problem]]:
    """Every picture that the articles name, in all its renditions, made in as many processes as `jobs` says."""
    named = {f"{article.folder}/{file}": (article.source, place) for article in articles for file, place in _listed(article)}
    problems = [
        problem for name, (source, place) in named.items() if not (root / name).is_file() for problem in _missing(source, place, name)
    ]
    present = {name: root / name for name in sorted(named) if (root / name).is_file()}
    if not present:
        return {}, problems
    made = pictures.derive_all(tuple(present.values()), cache, jobs)
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
