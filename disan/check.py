"""What only the whole site shows: links that lead nowhere, within and between pages. Facts in, problems out; reads no HTML."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from disan import addresses, prose, text
from disan.articles import Article
from disan.catalogue import Catalogue
from disan.ledger import Ledger
from disan.problems import Position, Problem
from disan.record import bodies
from disan.render import Facts
from disan.source import Source


@dataclass(frozen=True, slots=True)
class Checked:
    """A page as the checks see it: its site path, its files, the file that an editor would open, and its facts."""

    path: str
    files: tuple[str, ...]
    origin: str
    facts: Facts


def links(
    pages: Iterable[Checked], files: Collection[str], typed: Mapping[tuple[str, str], Problem], excused: Callable[[str], bool]
) -> Iterator[Problem]:
    """Every link to a site path that nothing answers, and every #anchor that its page has not.

    `excused` knows the paths whose absence has been told already (a record that could not be read); `typed` has, by (origin,
    path), the place where an editor typed that path; the others are a template's.
    """
    known = list(pages)
    anchors = {page.path: frozenset(page.facts.anchors) for page in known}
    for page in known:
        for link in page.facts.links:
            path, _, anchor = unquote(link).partition("#")
            target = path or page.path
            answered = addresses.file(target) in files or f"{addresses.file(target)}.html" in files
            if excused(target) or (answered and (not anchor or anchor in anchors.get(target, {anchor}))):
                continue
            near = text.nearest(link, (p.path for p in known))
            where = typed.get((page.origin, link))
            if where:
                yield Problem("dead-link", where.at, "error", {"target": link, "nearest": near}, where.line, where.length)
            else:
                yield Problem("dead-link", Position(page.origin), "error", {"target": link, "nearest": near})


def typed(catalogue: Catalogue, articles: Mapping[str, Mapping[str, Article]]) -> dict[tuple[str, str], Problem]:
    """Where editors typed site paths into texts, by file and path."""
    found: dict[tuple[str, str], Problem] = {}
    for source, body in _texts(catalogue, articles):
        for part in body.every():
            if isinstance(part, prose.Address):
                at = bodies.place(source, part.spot)
                found.setdefault((source.file, part.path), source.problem("dead-link", at, length=part.spot.length))
    return found


def references(catalogue: Catalogue, articles: Mapping[str, Mapping[str, Article]]) -> Iterator[Problem]:
    """References to records in articles; those in records are the catalogue's own."""
    for article in {each.source.file: each for versions in articles.values() for each in versions.values()}.values():
        for part in article.body.every():
            if isinstance(part, prose.Reference | prose.Card) and part.target not in catalogue.by_reference:
                source = article.source
                at = bodies.place(source, part.spot)
                near = text.nearest(part.target, catalogue.by_reference)
                yield source.problem("dead-link", at, length=part.spot.length, target=part.target, nearest=near)


def printed(ledger: Ledger, files: Collection[str]) -> Iterator[Problem]:
    """Every printed code that the finished site would not answer, with the slash or without. What else is wrong is told already."""
    for code, rows in ledger.printed.items():
        missing = [file for file in addresses.code_files(code) if file not in files]
        if missing and rows[0].line:
            yield rows[0].line.problem("printed-files-missing", "code", code=code, file=missing[0])


def _texts(catalogue: Catalogue, articles: Mapping[str, Mapping[str, Article]]) -> Iterator[tuple[Source, prose.Prose]]:
    for entry in catalogue.entries:
        for edition in entry.editions.values():
            yield edition.body_source, edition.body
    for versions in articles.values():
        for article in versions.values():
            yield article.source, article.body
