"""The pictures of records and articles that a site publishes, made ready: those in, renditions by file or problems out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from disan.content.articles import Article
from disan.content.record.entry import Entry
from disan.content.source import Source
from disan.core import text
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
        if file not in entry.beside:
            continue
        name = entry.file(file)
        path = root / name
        found = ready.get(path) or pictures.found(path, cache)
        if isinstance(found, Derived):
            gallery[name] = found
        if found:
            problems += _problems(path, found, entry.source, place)
        else:
            waiting.append(path)
    return gallery, problems, tuple(waiting)


def path(picture: Derived) -> str:
    """The site path of a picture as any program shows it, at the largest size that there is."""
    largest = max((each for each in picture.renditions if each.format == "jpeg"), key=lambda each: each.width)
    return f"/pictures/{largest.name}"


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
    named: dict[str, tuple[Source, tuple[str | int, ...]]] = {}
    problems: list[Problem] = []
    for article in articles:
        for file, place in _listed(article):
            if file in article.beside:
                named[article.file(file)] = article.source, place
            else:
                problems += _missing(article, place, file)
    present = {name: root / name for name in sorted(named)}
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
    size, several = path.stat().st_size, result.pictures > 1
    why = "several" if several else "cut" if result.cut else ""  # What shrinking leaves alone has another cure.
    if several:
        yield source.problem("several-pictures", at, "warning", file=path.name, count=result.pictures)
    if result.cut:
        yield source.problem("cut-picture", at, "warning", file=path.name)
    if size > HEAVY:
        megabytes, limit = round(size / 1_000_000, 1), HEAVY // 1_000_000
        yield source.problem("large-picture", at, "warning", file=path.name, size=megabytes, limit=limit, reason=why)
    if result.located:
        yield source.problem("located-picture", at, "warning", file=path.name, reason=why)


def _missing(article: Article, place: tuple[str | int, ...], file: str) -> Iterator[Problem]:
    """A record's own reading tells this of its pictures; an article has nobody else to tell it."""
    near = text.nearest(file, article.beside.values())
    yield article.source.problem("missing-picture", article.source.at(*place), file=file, nearest=near)


def _listed(article: Article) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for index, picture in enumerate(article.pictures):
        yield picture.file, ("pictures", index, "file")


def _named(entry: Entry) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    if entry.record.cover:
        yield entry.record.cover.file, ("cover", "file")
    for index, picture in enumerate(entry.record.pictures):
        yield picture.file, ("pictures", index, "file")
