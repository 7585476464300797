"""What only the whole site shows: links that lead nowhere, within and between pages. Facts in, problems out; reads no HTML."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol
from urllib.parse import unquote

from disan.content import markdown
from disan.content.articles import Article
from disan.content.catalogue import Catalogue
from disan.content.record import bodies
from disan.content.source import Source
from disan.core import addresses, text
from disan.core.problems import Position, Problem
from disan.ledger import Ledger

Text = tuple[Source, markdown.Prose]
"""What an editor typed, and where."""
Texts = Callable[[str], Iterable[Text]]
"""The texts of a file."""


class Checked(NamedTuple):
    """A page as the checks see it: its site path, the file that an editor would open, the site paths that it links to."""

    path: str
    origin: str
    links: tuple[str, ...]


class Anchors(Protocol):
    """The ids of a site's pages."""

    def __call__(self, path: str, otherwise: str, /) -> Collection[str]:
        """Those of the page at a path; of a file that is no page, what was asked for."""


def links(
    pages: Iterable[Checked], files: Collection[str], anchors: Anchors, texts: Texts, excused: Callable[[str], bool]
) -> Iterator[Problem]:
    """Every link of these pages to a site path that nothing answers, and every #anchor that its page has not.

    `anchors` knows the ids of each page of the site, `texts` what an editor typed into a file; links of no text are a template's.
    `excused` knows the paths whose absence has been told already (a record that could not be read).
    """
    right: set[str] = set()
    for page in pages:
        for link in page.links:
            if link in right:
                continue
            path, _, anchor = unquote(link).partition("#")
            target = path or page.path
            answered = addresses.file(target) in files or f"{addresses.file(target)}.html" in files
            if answered and (not anchor or anchor in anchors(target, anchor)):
                right |= {link} if path else set()
            elif not excused(target):
                yield _dead(page, link, files, texts)


def _dead(page: Checked, link: str, files: Collection[str], texts: Texts) -> Problem:
    """The problem, at the place where an editor typed the path; of a template's link, in the file that the page is made of."""
    paths = (f"/{name.removesuffix('index.html').removesuffix('.html')}" for name in files if name.endswith(".html"))
    values: dict[str, Any] = {"target": link, "nearest": text.nearest(link, paths)}
    for source, body in texts(page.origin):
        for part in body.every():
            if isinstance(part, markdown.AddressPart) and part.path == link:
                return source.problem("dead-link", bodies.place(source, part.spot), **values)
    return Problem("dead-link", Position(page.origin), "error", values)


def references(catalogue: Catalogue, articles: Mapping[str, Mapping[str, Article]]) -> Iterator[Problem]:
    """References to records in articles; those in records are the catalogue's own."""
    for article in {each.source.file: each for versions in articles.values() for each in versions.values()}.values():
        for part in article.body.every():
            if isinstance(part, markdown.ReferencePart | markdown.CardPart) and part.target not in catalogue.by_reference:
                source = article.source
                at = bodies.place(source, part.spot)
                near = text.nearest(part.target, catalogue.by_reference)
                yield source.problem("dead-link", at, target=part.target, nearest=near)


def printed(ledger: Ledger, files: Collection[str]) -> Iterator[Problem]:
    """Every printed code that the finished site would not answer, with the slash or without. What else is wrong is told already."""
    for code, rows in ledger.printed().items():
        missing = [file for file in addresses.code_files(code) if file not in files]
        if missing and rows[0].line:
            yield rows[0].line.problem("printed-files-missing", "code", code=code, file=missing[0])
