"""Proof that printed codes still open: the ledger and a site, built or live, go in; findings come out. Mends nothing.

A finding is about one plaque or about the site as a whole. What could not be asked counts as wrong: silence proves nothing.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from disan.build.project import open_project
from disan.core.addresses import Addresses, code_path, lowered
from disan.core.problems import Problem
from disan.ledger import Ledger
from disan.ledger.model import Check
from disan.verify import built, carriage, crawl, hosts, live
from disan.verify.client import Client
from disan.verify.finding import Finding, Subject
from disan.verify.live import LiveSite

_SITES_AT_ONCE = 8


class Promises(Struct, frozen=True):
    """The promises of a project: its ledger, where its site stands, and every code with the address to ask."""

    ledger: Ledger
    addresses: Addresses
    subjects: tuple[Subject, ...]
    owner: str = ""
    """Whose the repository on GitHub is, with whose name Pages answers."""
    held_until: Mapping[str, datetime.date] = {}
    """Until when the settings say that a host's domain is held."""


def read_promises(root: Path) -> tuple[Promises | None, list[Problem]]:
    """Reads the promises of the project below `root`, and every error in its content; None where settings or ledger cannot be read.

    A record with an error does not hide the plaques that are in the ledger.
    """
    project, problems = open_project(root)
    if project is None:
        return None, list(problems)
    if project.ledger_problems:
        return None, list(project.ledger_problems)
    subjects = _subjects(project.ledger, project.catalogue.by_code, project.addresses)
    until, owner = project.settings.domain.until, _owner(project.settings.repository or "")
    held = {urlsplit(lowered(project.addresses.plaque_url)).hostname or "": until.earliest} if until else {}
    promises = Promises(project.ledger, project.addresses, subjects, owner, held)
    return promises, [problem for problem in problems if problem.grade == "error"]


def _subjects(printed: Ledger, codes: Iterable[str], where: Addresses) -> tuple[Subject, ...]:
    """Every row of the ledger, then every code of a record or a retirement that is on no plaque yet."""
    rows = sorted(printed.rows, key=lambda row: (row.date, row.batch, row.code))
    others = sorted(({*codes} | printed.retired().keys()) - printed.printed().keys())
    return (
        *(Subject(row.code, row.batch, row.address) for row in rows),
        *(Subject(code, "", where.plaque(code_path(code))) for code in others),
    )


def check_built(promises: Promises, site: Path) -> tuple[Finding, ...]:
    """Asks the folder of a built site, as GitHub Pages would answer."""
    return tuple(built.finding(site, subject) for subject in promises.subjects)


def check_site(promises: Promises, site: Path) -> tuple[Finding, ...]:
    """Asks for all that the folder's own files lead to, and whether the folder can be carried to its host."""
    url, found = crawl.stands_at(site, promises.addresses.url), crawl.names(site)
    return (
        *crawl.links(site, url),
        *carriage.of_names(site, found),
        *carriage.of_sizes(site, found),
        *carriage.of_domain(site, url, promises.addresses, promises.ledger),
    )


def check_live(promises: Promises, urls: Sequence[str], today: datetime.date, client: Client | None = None) -> tuple[Finding, ...]:
    """Asks the site that stands at the first of the addresses, and its mirrors at the others, over the network and beside one another."""
    sites = [LiveSite(url.rstrip("/"), mirror=number > 0) for number, url in enumerate(dict.fromkeys(urls))]
    with ThreadPoolExecutor(_SITES_AT_ONCE) as pool:
        found = pool.map(lambda site: tuple(_check_site(promises, site, today, client or Client())), sites)
        return tuple(finding for findings in found for finding in findings)


def _check_site(promises: Promises, site: LiveSite, today: datetime.date, client: Client) -> Iterator[Finding]:
    needed = hosts.hosts(promises.subjects, site)
    yield from live.check_codes(client, promises.subjects, site)
    yield from hosts.check_certificates(client, needed, site, today)
    yield from hosts.check_names(client, needed, site, "" if site.mirror else promises.owner)
    yield from hosts.check_domains(client, needed, site, today, promises.held_until)
    if not site.mirror:
        yield live.check_cname(client, promises.addresses, site)
    yield live.check_ledger(client, promises.ledger, frozenset(subject.code for subject in promises.subjects), site)


def _owner(repository: str) -> str:
    """The name before the repository's own, where it stands on GitHub."""
    parts = urlsplit(repository)
    return parts.path.strip("/").partition("/")[0] if parts.hostname == "github.com" else ""


def summarise(findings: tuple[Finding, ...], today: datetime.date) -> Check:
    """Sums up the findings of the site, not of its mirrors, in one row of content/verified.csv. A code is right when each plaque is."""
    by_code: dict[str, bool] = {}
    findings = tuple(finding for finding in findings if finding.site == findings[0].site)
    for finding in findings:
        if finding.code:
            by_code[finding.code] = by_code.get(finding.code, True) and finding.right
    wrong = tuple(sorted(code for code, right in by_code.items() if not right))
    site: Mapping[str, None] = {finding.about: None for finding in findings if not finding.code and not finding.right}
    return Check(today, len(by_code), len(by_code) - len(wrong), (*site, *wrong))
