"""Plaques of test data, and a project of records to make some of. No record here exists, and no host is anybody's."""

import datetime
from pathlib import Path

from disan import ledger
from disan.core import codes
from disan.ledger.model import LedgerRow
from disan.printing.plaques.model import SIZES, Plaque
from disan.printing.plaques.ordering import OrderReport, PlaqueOrder, carry_out_order
from disan.printing.plaques.selection import Production, Selection
from disan.render.folders import program_templates
from tests.fixtures.projects import Project, relic

TODAY = datetime.date(2026, 11, 23)
TEMPLATES = program_templates()
SETTINGS = """\
name: {vi: Trang thử, en: Test site}
tagline: {vi: Dữ liệu để thử, en: Data for tests}
url: https://disan-thu.vn
plaque_url: https://disan-thu.vn
languages: [vi, en]
province: content/province
"""


def a_plaque(
    title: str = "Đền Thử", translation: str = "Test temple", size: str = "a5", level: str = "Q", host: str = "DISAN-THU.VN"
) -> Plaque:
    """A plaque of test data with a valid code."""
    return Plaque(
        code="7K3QM",
        address=f"https://{host}/Q/7K3QM",
        slug="den-thu",
        title=title,
        translation=translation,
        size=SIZES[size],
        level=level,
        batch="2026-11-thu",
        mark="Đợt 2026-11-thu",
        material="giấy thử",
    )


def code(number: int) -> str:
    """A valid code for each number below a million."""
    body = "".join(codes.ALPHABET[number // 32**place % 32] for place in range(4))
    return body + codes.check_character(body)


def with_records(project: Project, count: int, settings: str = SETTINGS) -> Project:
    """Settings and so many relics of test data, every second one translated."""
    files: dict[str, str | bytes] = {"content/site.yml": settings}
    for number in range(count):
        folder = f"content/relics/thu-{number}"
        files[f"{folder}/index.vi.md"] = relic(f"Đền Thử số {number}", code=code(number + 1))
        if number % 2:
            files[f"{folder}/index.en.md"] = f"---\ntitle: Test temple {number}\n---\nTest.\n"
    project.write(files)
    return project


def order(
    project: Project,
    *,
    choice: Selection | None = None,
    size: str = "a6",
    level: str = "Q",
    batch: str = "2026-11-thu",
    accept_temporary: bool = False,
    dry_run: bool = False,
    templates: Path = TEMPLATES,
) -> PlaqueOrder:
    """An order for all of a project's records, into its folder `plaques`."""
    making = Production(batch=batch, size=SIZES[size], level=level, material="giấy thử", quantity=2, today=TODAY)
    out = project.root / "plaques"
    return PlaqueOrder(project.root, out, templates, choice or Selection(), making, accept_temporary=accept_temporary, dry_run=dry_run)


def carried_out(given: PlaqueOrder) -> tuple[OrderReport, tuple[LedgerRow, ...]]:
    """What came of an order, and the ledger after it."""
    outcome = carry_out_order(given, lambda _done, _whole: None)
    return outcome, ledger.read(given.root)[0].rows
