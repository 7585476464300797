"""What only the whole site shows: links that lead nowhere, within and between pages. Facts in, problems out; reads no HTML."""

import functools
from collections.abc import Callable, Collection, Iterable, Iterator
from urllib.parse import unquote

from disan.build.rendering import CODES, Site
from disan.content import markdown
from disan.content.record import bodies
from disan.content.source import Source
from disan.core import addresses, text
from disan.core.problems import Position, Problem
from disan.ledger import Ledger
from disan.pages import Plan
from disan.pages.summary import Mention

Text = tuple[Source, markdown.Prose]
"""What an editor typed, and where."""
Texts = Callable[[str], Iterable[Text]]
"""The texts of a file."""


def links(site: Site, files: Collection[str], texts: Texts, excused: Callable[[str], bool]) -> Iterator[Problem]:
    """Every link of the site's pages to a site path that nothing answers, and every #anchor that its page has not.

    `files` are the names of all files of the site, `texts` what an editor typed into a file; links of no text are a template's.
    `excused` knows the paths whose absence has been told already: of a record that could not be read, of a page with a faulty template.
    """
    plans = {plan.path: plan for plan in site.plans}
    right: set[str] = set()
    nearest = functools.cache(lambda link: text.nearest(link, (path for path in plans if not path.startswith(CODES))))
    for page, facts in site.checked():
        for link in facts.links:
            if link in right:
                continue
            path, _, anchor = unquote(link).partition("#")
            target = path or page.path
            answered = addresses.file(target) in files or f"{addresses.file(target)}.html" in files
            if answered and (not anchor or target not in plans or anchor in site.facts(plans[target]).anchors):
                right |= {link} if path else set()
            elif target not in site.faulty and not excused(target):
                yield _dead(page, link, nearest, texts)


def _dead(page: Plan, link: str, nearest: Callable[[str], str | None], texts: Texts) -> Problem:
    """The problem, at the place where an editor typed the path; of a template's link, which has no path meant, in the page's own file."""
    for source, body in texts(page.origin):
        for part in body.every():
            if isinstance(part, markdown.AddressPart) and part.path == link:
                return source.problem("dead-link", bodies.place(source, part.span), target=link, nearest=nearest(link))
    return Problem("dead-link", Position(page.origin), "error", {"target": link, "nearest": None})


def mentions(told: Iterable[Mention], records: Collection[str], figures: Collection[str]) -> Iterator[Problem]:
    """What articles or settings name and is not there, records and figures of them; what records name is for the catalogue to say."""
    for mention in dict.fromkeys(told):
        target, _, measure = mention.name.partition("#")
        if target not in records:
            yield _unknown("dead-link", mention, target, records)
        elif measure and mention.name not in figures:
            yield _unknown("unknown-figure", mention, mention.name, figures)


def _unknown(rule: str, mention: Mention, target: str, known: Collection[str]) -> Problem:
    return Problem(rule, mention.at, "error", {"target": target, "nearest": text.nearest(target, known)}, mention.line)


def printed(ledger: Ledger, files: Collection[str]) -> Iterator[Problem]:
    """Every printed code that the finished site would not answer, with the slash or without. What else is wrong is told already."""
    for code, rows in ledger.printed().items():
        missing = [file for file in addresses.code_files(code) if file not in files]
        if missing and rows[0].line:
            yield rows[0].line.problem("printed-files-missing", "code", code=code, file=missing[0])
