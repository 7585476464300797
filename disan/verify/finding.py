"""One finding of a proof, and how findings look: values in, text, CSV or JSON out. Asks nothing."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict

from disan.core import listeners
from disan.core.strings import Strings

Form = Literal["text", "csv", "json"]
About = Literal["code", "certificate", "cname", "ledger", "dns", "domain", "link", "name", "size"]
RIGHT = ("right", "forwarded", "stated", "unknown")
"""The results that break no promise; a code printed for a former address may be forwarded from there, and what nobody publishes, such as
the day on which a domain under .vn ends, is as the settings state it, or not known."""

_TAG = re.compile(r"<(/?)(script|style|head)\b[^<>]*>|<[^<>]*>", re.IGNORECASE)


class Subject(Struct, frozen=True):
    """One code on one batch's plaques, and the address that they encode; without a batch for a code that is not printed yet."""

    code: str
    batch: str
    address: str


class Finding(Struct, frozen=True):
    """A finding: `result` is `right`, `forwarded`, or the name of what is wrong; `detail` is a number, an address or an error.

    `site` is the address of the site that was asked about; empty for a folder.
    """

    about: About
    code: str
    batch: str
    address: str
    result: str
    detail: str = ""
    site: str = ""

    @property
    def right(self) -> bool:
        """Whether no promise is broken."""
        return self.result in RIGHT


def mentions_code(page: str, code: str) -> bool:
    """Whether the page says the code where its reader sees it. Linear in the page, which may be anybody's."""
    return code in page and re.search(rf"\b{code}\b", " ".join(_seen(page))) is not None


def _seen(page: str) -> Iterator[str]:
    """The text between tags, without that of scripts, style sheets and the head."""
    unseen, since = "", 0
    for tag in _TAG.finditer(page):
        if not unseen:
            yield page[since : tag.start()]
        name = (tag[2] or "").lower()
        if name and (not unseen or (name == unseen and tag[1])):
            unseen = "" if tag[1] else name
        since = tag.end()
    if not unseen:
        yield page[since:]


def format_findings(findings: Sequence[Finding], strings: Strings, form: Form, *, built: bool = False) -> str:
    """Writes the findings for a reader: as CSV or JSON all of them, as text what is wrong, its cures and the sum. `built`: of a folder."""
    if form == "json":
        return listeners.json([asdict(finding) for finding in findings], indent=1)
    if form == "csv":
        return listeners.csv([Finding.__struct_fields__, *(tuple(asdict(each).values()) for each in findings)], "\n").rstrip("\n")
    sites = list(dict.fromkeys(finding.site for finding in findings)) or [""]
    told = [line for site in sites for line in _of_a_site(findings, site, strings, named=len(sites) > 1)]
    return "\n".join(
        [*told[:-1], *_cures(findings, strings, built=built), told[-1]] if len(sites) == 1 else [*told, *_cures(findings, strings)]
    )


def _of_a_site(findings: Sequence[Finding], site: str, strings: Strings, *, named: bool) -> list[str]:
    """What is wrong with the codes of one site, what is known of the site, and the sum; its address first where there are several."""
    of_it = [finding for finding in findings if finding.site == site]
    codes = {finding.code for finding in of_it if finding.code}
    wrong = {finding.code for finding in of_it if finding.code and not finding.right}
    lines = [line(finding, strings) for finding in of_it if finding.code and not finding.right]
    lines += [line(finding, strings) for finding in of_it if not finding.code]
    total = strings.say("verify.total", right=strings.number(len(codes) - len(wrong)), codes=strings.number(len(codes)))
    return [*([f"{site}:"] if named else []), *lines, total]


def _cures(findings: Sequence[Finding], strings: Strings, *, built: bool = False) -> list[str]:
    """The cures, each once: for what was found of such a thing, else for such a result, else for such a thing."""
    wrong = [finding for finding in findings if not finding.right]
    if built:
        return [strings.say("verify.cure_built")] if wrong else []
    keys = dict.fromkeys(_key(strings, "cure_", finding, finding.about) for finding in wrong)
    return [f"→ {strings.say(key)}" for key in keys]


def line(finding: Finding, strings: Strings) -> str:
    """Says a finding on one line."""
    sentence = strings.say(_key(strings, "", finding), detail=finding.detail, address=finding.address)
    mark = strings.say("verify.unknown_mark" if finding.result == "unknown" else f"verify.{'right' if finding.right else 'wrong'}_mark")
    return " ".join(part for part in (mark, finding.code, finding.batch, sentence) if part)


def _key(strings: Strings, sort: str, finding: Finding, last: str = "") -> str:
    """The sentence for a result of such a thing, else for such a result of anything."""
    names = (f"{finding.about}_{finding.result}", finding.result, last)
    return next(key for name in names if strings.has(key := f"verify.{sort}{name}"))
