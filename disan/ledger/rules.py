"""What must hold between the ledger, the records and the site's addresses: values in, problems out. Reads no table.

Each rule here is one way in which a promise could be broken (docs/architecture.md, "A printed code is a promise").
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from urllib.parse import urlsplit

from disan.content.catalogue.item import Item
from disan.core import files, text
from disan.core.addresses import Addresses, lowered
from disan.core.problems import Position, Problem, Value
from disan.ledger import git, past
from disan.ledger.model import PLAQUES, Ledger, LedgerRow, Retirement


def broken(
    root: Path, ledger: Ledger, by_code: Mapping[str, Item], unread: Iterable[str], addresses: Addresses, stated: Addresses | None = None
) -> list[Problem]:
    """Finds every broken promise. `by_code` has the published records, `unread` the references of those that could not be read.

    `stated` are the addresses that the settings name, where `addresses`, for which the build is, may be others.
    """
    return [
        *_lost_codes(root, ledger, by_code, set(unread)),
        *_retirements(ledger, by_code),
        *_moved_addresses(ledger, addresses),
        *_lost_domain(ledger, addresses, stated or addresses),
        *_past(root, ledger, by_code),
    ]


def lost_codes_by_folder(root: Path, ledger: Ledger, codes_in_use: Set[str]) -> dict[str, str]:
    """Finds printed codes that no record has any more (`codes_in_use`: that one has), by the folder of the record that had each last."""
    remembered = git.of(root)
    lost = ledger.printed().keys() - ledger.retired().keys() - codes_in_use
    return {past.last_holder(remembered, code)[0]: code for code in sorted(lost)} if remembered else {}


def _lost_codes(root: Path, ledger: Ledger, by_code: Mapping[str, Item], unread: set[str]) -> Iterator[Problem]:
    """Printed codes with neither record nor retirement. Where the record has a fault of its own, that one is told, not this."""
    printed, retired = ledger.printed(), ledger.retired()
    lost = [code for code in printed if code not in by_code and code not in retired]
    unpublished = _unpublished(root) if lost else {}
    unread_texts = [past.present_content(root, f"content/{each}") for each in sorted(unread)] if lost else []
    for code in lost:
        folder = unpublished.get(code, "")
        line = printed[code][0].line
        if line and not any(code.encode() in each for each in unread_texts):
            whereabouts: dict[str, Value] = {"path": folder, "reason": "draft"} if folder else _whereabouts(root, code)
            yield line.problem("printed-code-lost", "code", warning=False, code=code, **whereabouts)


def _whereabouts(root: Path, code: str) -> dict[str, Value]:
    """The place where the record with a lost code stood, and the commit from which it can be brought back, as far as anybody remembers."""
    remembered = git.of(root)
    folder, commit = past.last_holder(remembered, code) if remembered else ("", "")
    if not folder:
        return {"reason": "deleted"}
    uncoded = (root / folder / "index.vi.md").is_file()
    return {"path": folder, "commit": commit, "reason": "uncoded" if uncoded else "restored"}


def _unpublished(root: Path) -> dict[str, str]:
    """Codes by the folder of the record that has them, which is a draft."""
    found: dict[str, str] = {}
    for kind in files.listed(root / "content", "content").folders:
        for slug in files.listed(root / "content" / kind, f"content/{kind}").folders:
            folder = f"content/{kind}/{slug}"
            found.setdefault(past.present_code(root, folder), folder)
    return found


def _retirements(ledger: Ledger, by_code: Mapping[str, Item]) -> Iterator[Problem]:
    retired = ledger.retired()
    for each in ledger.retirements:
        line = each.line
        if each.code in by_code and line:
            source = by_code[each.code].source
            yield source.problem("code-reused", source.at("code"), code=each.code, line=line.number, reason="retired")
        if each.fate == "gone" or not line:
            continue
        if each.target in retired:
            end = _end(retired, each, by_code)
            yield line.problem("retired-chain", "target", code=each.code, target=each.target, end=end)
        elif each.target not in by_code:
            near = text.nearest(each.target, by_code)
            yield line.problem("retired-target-missing", "target", code=each.code, target=each.target, nearest=near)


def _end(retired: Mapping[str, Retirement], retirement: Retirement, by_code: Mapping[str, Item]) -> str | None:
    """The published code at the end of a chain, or None where it ends nowhere or goes round."""
    code = retirement.code
    for _ in retired:
        code = retired[code].target if code in retired else code
    return code if code in by_code else None


def _moved_addresses(ledger: Ledger, addresses: Addresses) -> Iterator[Problem]:
    """Addresses on plaques other than the one that codes encode now, each once.

    Another host may go on answering, which only `verify` can see: a warning. The same host cannot answer below another path.
    """
    now = addresses.plaque("")
    first: dict[str, LedgerRow] = {}
    for row in ledger.rows:
        first.setdefault(lowered(row.printed_base), row)
    for base, row in first.items():
        if base == lowered(now) or not row.line:
            continue
        same_host = urlsplit(base).netloc == urlsplit(lowered(now)).netloc
        count = sum(1 for each in ledger.rows if lowered(each.printed_base) == base)
        values: dict[str, Value] = {"before": row.printed_base, "now": now, "count": count, "reason": "path" if same_host else "host"}
        yield row.line.problem("printed-address-moved", "address", warning=not same_host, **values)


def _lost_domain(ledger: Ledger, addresses: Addresses, stated: Addresses) -> Iterator[Problem]:
    """The domain of its own that the settings name and plaques carry, where the site is built for another host, which anybody can reach.

    Published so the site has no CNAME for that domain, or one for another.
    """
    rows = plaques_of(ledger, stated)
    if rows and addresses.host != stated.host and not addresses.unreachable and rows[0].line:
        yield rows[0].line.problem("lost-domain", "address", domain=stated.host, now=addresses.host, count=len(rows))


def plaques_of(ledger: Ledger, stated: Addresses) -> list[LedgerRow]:
    """The rows whose plaques lead to the domain of its own that a site has; none where its address is only lent."""
    own = [] if stated.temporary else ledger.rows
    return [row for row in own if urlsplit(lowered(row.address)).hostname == stated.host]


def _past(root: Path, ledger: Ledger, by_code: Mapping[str, Item]) -> Iterator[Problem]:
    """Problems that only the past shows; a warning where there is a ledger and nobody remembers how it was."""
    remembered = git.of(root)
    if ledger.rows and (remembered is None or not remembered.complete):
        yield Problem("ledger-unproven", Position(PLAQUES), "warning", {"reason": "shallow" if remembered else "git"})
    if remembered is None:
        return
    versions = remembered.versions(PLAQUES)
    if not (root / PLAQUES).is_file():
        yield from past.check_file_lost(versions, remembered)
        return
    yield from past.check_rows(ledger, versions)
    yield from past.check_codes_reused(ledger, by_code, versions, remembered)
