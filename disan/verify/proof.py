"""Proof that printed codes still open: the ledger and a site, built or live, go in; findings come out. Mends nothing.

A finding is about one plaque or about the site as a whole. What could not be asked counts as wrong: silence proves nothing.
"""

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from disan.build.project import open_project
from disan.core.addresses import Addresses, code_path
from disan.core.problems import Problem
from disan.ledger import Ledger
from disan.ledger.model import Check
from disan.verify import built, live
from disan.verify.finding import Finding, Subject


class Promises(Struct, frozen=True):
    """The promises of a project: its ledger, where its site stands, and every code with the address to ask."""

    ledger: Ledger
    addresses: Addresses
    subjects: tuple[Subject, ...]


def read_promises(root: Path) -> tuple[Promises | None, list[Problem]]:
    """Reads the promises of the project below `root`, and every error in its content; None where settings or ledger cannot be read.

    A record with an error does not hide the plaques that are in the ledger.
    """
    project, problems = open_project(root)
    if project is None:
        return None, list(problems)
    if project.ledger_problems:
        return None, list(project.ledger_problems)
    promises = Promises(project.ledger, project.addresses, _subjects(project.ledger, project.catalogue.by_code, project.addresses))
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


def check_live(promises: Promises, url: str, today: datetime.date, client: live.Client | None = None) -> tuple[Finding, ...]:
    """Asks the site that stands at `url`, over the network."""
    asking = client or live.Client()
    codes = frozenset(subject.code for subject in promises.subjects)
    return (
        *live.check_codes(asking, promises.subjects, url),
        *live.check_certificates(asking, promises.subjects, url, today),
        live.check_cname(asking, promises.addresses, url),
        live.check_ledger(asking, promises.ledger, codes, url),
    )


def summarise(findings: tuple[Finding, ...], today: datetime.date) -> Check:
    """Sums up the findings in one row of content/verified.csv. A code is right when each of its plaques is."""
    by_code: dict[str, bool] = {}
    for finding in findings:
        if finding.code:
            by_code[finding.code] = by_code.get(finding.code, True) and finding.right
    wrong = tuple(sorted(code for code, right in by_code.items() if not right))
    site: Mapping[str, None] = {finding.about: None for finding in findings if not finding.code and not finding.right}
    return Check(today, len(by_code), len(by_code) - len(wrong), (*site, *wrong))
