"""One finding of a proof, and how findings look: values in, text, CSV or JSON out. Asks nothing."""

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict

from disan.core import listeners
from disan.core.strings import Strings

Form = Literal["text", "csv", "json"]
About = Literal["code", "certificate", "cname", "ledger"]
RIGHT = ("right", "forwarded")
"""The results that keep the promise; a code printed for a former address may be forwarded from there."""

_TAG = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


class Subject(Struct, frozen=True):
    """One code on one batch's plaques, and the address that they encode; without a batch for a code that is not printed yet."""

    code: str
    batch: str
    address: str


class Finding(Struct, frozen=True):
    """A finding: `result` is `right`, `forwarded`, or the name of what is wrong; `detail` is a number, an address or an error."""

    about: About
    code: str
    batch: str
    address: str
    result: str
    detail: str = ""

    @property
    def right(self) -> bool:
        """Whether all is as it was promised."""
        return self.result in RIGHT


def mentions_code(page: str, code: str) -> bool:
    """Whether the page says the code where its reader sees it."""
    return re.search(rf"\b{code}\b", _TAG.sub(" ", page)) is not None


def format_findings(findings: Sequence[Finding], strings: Strings, form: Form, *, built: bool = False) -> str:
    """Writes the findings for a reader: as CSV or JSON all of them, as text what is wrong, its cures and the sum. `built`: of a folder."""
    if form == "json":
        return listeners.json([asdict(finding) for finding in findings], indent=1)
    if form == "csv":
        return listeners.csv([Finding.__struct_fields__, *(tuple(asdict(each).values()) for each in findings)], "\n").rstrip("\n")
    codes = {finding.code for finding in findings if finding.code}
    wrong = {finding.code for finding in findings if finding.code and not finding.right}
    site = [_line(finding, strings) for finding in findings if not finding.code]
    faults = [_line(finding, strings) for finding in findings if finding.code and not finding.right]
    total = strings.say("verify.total", right=strings.number(len(codes) - len(wrong)), codes=strings.number(len(codes)))
    return "\n".join([*faults, *site, *_cures(findings, strings, built=built), total])


def _cures(findings: Sequence[Finding], strings: Strings, *, built: bool) -> list[str]:
    """The cures, each once."""
    wrong = [finding for finding in findings if not finding.right]
    if built:
        return [strings.say("verify.cure_built")] if wrong else []
    names = dict.fromkeys(f"code_{finding.result}" if finding.about == "code" else finding.about for finding in wrong)
    return [f"→ {strings.say(f'verify.cure_{name}')}" for name in names]


def _line(finding: Finding, strings: Strings) -> str:
    sentence = strings.say(f"verify.{finding.about}_{finding.result}", detail=finding.detail, address=finding.address)
    mark = strings.say("verify.right_mark" if finding.right else "verify.wrong_mark")
    return " ".join(part for part in (mark, finding.code, finding.batch, sentence) if part)
