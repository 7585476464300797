"""Who keeps the domain that printed codes contain, and until when: as the settings say, and what is wrong with it on a day.

Settings and a day go in, problems come out. What nobody has said stays unknown; no registry is asked.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from disan.content import source as sources
from disan.content.fields.about import About
from disan.content.fields.dates import When
from disan.content.fields.errors import refused
from disan.content.fields.localised import Localised
from disan.content.fields.model import Model
from disan.core.problems import Problem
from disan.core.strings import Words, load

DAYS = 90
"""Before the end, on which it is told: offices pay slowly, and registrars write to whoever has left."""


def _exact(when: When) -> When:
    if when.exact and when.first == when.last:
        return when
    raise refused("wrong-type", value=when.edtf, expected=Words("một ngày như 31/12/2027", "a day such as 2027-12-31"))


class DomainKeeping(Model):
    """Who keeps a site's domain."""

    holder: Annotated[
        Localised | None, About(Words("Đơn vị đứng tên", "Holder"), Words("Cơ quan, không ghi tên riêng", "An office, no person's name"))
    ] = None
    until: Annotated[
        When | None,
        _exact,
        About(Words("Đã trả phí đến ngày", "Paid until"), Words("Ngày hết hạn ở nhà đăng ký, ví dụ: 31/12/2027", "Its expiry: 2027-12-31")),
    ] = None
    tell: Annotated[
        Localised | None,
        About(
            Words("Báo cho ai khi sắp hết hạn", "Whom to tell before it expires"),
            Words("Bộ phận, hộp thư chung; trang tình trạng sẽ hiện", "A department, a shared mailbox; the status page shows it"),
        ),
    ] = None


def problems(root: Path, file: str, domain: DomainKeeping, today: datetime.date) -> Iterator[Problem]:
    """Warns of a domain that is paid for 90 days more at most, or no longer; at the line of the settings `file` that says so."""
    if domain.until is None or (domain.until.earliest - today).days > DAYS:
        return
    left = (domain.until.earliest - today).days
    day = Words(domain.until.formatted(load("vi")), domain.until.formatted(load("en")))
    source, _ = sources.read_settings(root / file, file)
    if source:
        rule = "domain-expires" if left >= 0 else "domain-expired"
        yield source.problem(rule, source.at("domain", "until"), "warning", day=day, days=abs(left))
