"""The page about printed codes: every plaque by batch, and what the last check of the live site found. A view in, a plan out.

What was not checked is never called right: a code printed after the last check waits for the next.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from disan.content.catalogue import grouped
from disan.core import addresses as places
from disan.core.addresses import Addresses
from disan.pages import paging, sample
from disan.pages.code_contexts import Batch, PlaqueLine, StatusPage
from disan.pages.days import day
from disan.pages.paging import ListPage, Section
from disan.pages.parts import Fact, FactValue
from disan.pages.plan import Plan
from disan.pages.view import View

if TYPE_CHECKING:
    from disan.ledger.model import Check, Installed, LedgerRow, Retirement

ORIGIN = "content/plaques.csv"
_LINE, _HUNG = 400, 60
"""Bytes of HTML around a code and a title, and around where and since when a plaque hangs, at most."""
MOST_CHECKS = 12
"""A quarter of a year of weekly checks."""
SITE_FAILURES = ("certificate", "dns", "domain", "cname", "ledger", "link", "name", "size")
"""What a check can find wrong beside codes."""


def plans(view: View) -> Iterator[Plan]:
    """The pages in the view's language."""
    paths = {language: view.page("status", language) for language in view.settings.languages}
    last = view.ledger.checks[-1] if view.ledger.checks else None
    made = functools.partial(_page, view, last)
    beside = _LINE * (MOST_CHECKS + len(SITE_FAILURES))
    weight = functools.partial(_weight, view, grouped((each.code, each) for each in view.ledger.installed))
    pages = paging.cut(_sections(view, last), weight, beside)
    begin, *rest = paging.plans(view, paths, pages, None, made, lambda _: [view.digest_of_all], "status.html", ORIGIN)
    yield replace(begin, beside=sample.files(view))
    yield from rest


def _weight(view: View, installed: "Mapping[str, tuple[Installed, ...]]", row: "LedgerRow") -> int:
    """Bytes of HTML that a code's line takes at most, in any language."""
    item = view.catalogue.by_code.get(row.code)
    hung = sum(len(f"{each.note}".encode()) + _HUNG for each in installed.get(row.code, ()))
    return _LINE + hung + (view.weight(item) if item else _LINE)


def _page(view: View, last: "Check | None", list_page: "ListPage[LedgerRow]") -> StatusPage:
    strings, first = view.strings, list_page.number == 1
    title, lead = strings.say("status.title"), strings.say("status.lead")
    return StatusPage(
        frame=list_page.frame(view, title, lead, ORIGIN),
        title=title,
        lead=lead,
        verdict=_verdict(view, last),
        right=not (last and last.failures),
        failures=_failures(view, last) if first else (),
        sample=sample.offered(view) if first else None,
        figures=_figures(view, last) if first else (),
        steps=() if view.ledger.rows else tuple(strings.say(f"status.step_{number}") for number in (1, 2, 3)),
        batches=tuple(_batch(view, each, last) for each in list_page.sections),
        pages=list_page.links,
        domain=_domain(view) if first else (),
        checks=tuple(_past_check(view, check) for check in view.ledger.checks[: -MOST_CHECKS - 1 : -1]) if first else (),
    )


def _verdict(view: View, last: "Check | None") -> str:
    strings = view.strings
    if last is None:
        return strings.say("status.never_checked" if view.ledger.rows else "status.none_printed")
    key = "status.some_wrong" if last.right < last.codes else "status.all_right"
    return strings.say(key, date=day(strings, last.date), right=strings.number(last.right), codes=strings.number(last.codes))


def _failures(view: View, last: "Check | None") -> tuple[str, ...]:
    """What was wrong, a sentence each: with the site, then with codes."""
    failed = last.failures if last else ()
    site = tuple(view.strings.say(f"status.failed_{name}") for name in SITE_FAILURES if name in failed)
    codes = ", ".join(name for name in failed if name not in SITE_FAILURES)
    return (*site, view.strings.say("status.failed_codes", codes=codes)) if codes else site


def _figures(view: View, last: "Check | None") -> tuple[Fact, ...]:
    rows, strings = view.ledger.rows, view.strings
    if not rows:
        return ()
    counted = {
        "plaques": sum(row.quantity for row in rows),
        "codes": len(view.ledger.printed()),
        "batches": len({row.batch for row in rows}),
    }
    figures = [Fact(name, strings.say(f"status.{name}"), (FactValue(strings.number(count)),)) for name, count in counted.items()]
    hung = {"installed": view.ledger.installed, "photographed": [each for each in view.ledger.installed if each.photo]}
    figures += [_share(view, name, each) for name, each in hung.items() if each]
    if last:
        figures.append(Fact("checked", strings.say("status.checked"), (FactValue(day(strings, last.date)),)))
    return tuple(figures)


def _domain(view: View) -> tuple[Fact, ...]:
    """Who keeps what every printed code hangs on; what the settings do not say is shown as unknown."""
    keeping, strings = view.settings.domain, view.strings
    told = {
        "domain": Addresses(view.addresses.plaque_url, "").host,
        "holder": keeping.holder.of(view.language) if keeping.holder else "",
        "until": day(strings, keeping.until.earliest) if keeping.until else "",
        "tell": keeping.tell.of(view.language) if keeping.tell else "",
    }
    return tuple(Fact(name, strings.say(f"status.{name}"), (FactValue(text),), known=bool(text)) for name, text in told.items())


def _share(view: View, name: str, hung: "Sequence[Installed]") -> Fact:
    """Of how many codes a plaque is among these."""
    counts = {"count": view.strings.number(len({each.code for each in hung})), "codes": view.strings.number(len(view.ledger.printed()))}
    return Fact(name, view.strings.say(f"status.{name}"), (FactValue(view.strings.say("status.installed_share", **counts)),))


def _sections(view: View, last: "Check | None") -> "Iterator[Section[LedgerRow]]":
    """The batches, newest first; in each what failed comes before the rest."""
    rows = sorted(view.ledger.rows, key=lambda row: (row.date, row.batch, row.code), reverse=True)
    for mark, inside in grouped((row.batch, row) for row in rows).items():
        failed = last.failures if last else ()
        title = view.strings.say("status.batch", batch=mark)
        yield paging.section(mark, title, sorted(inside, key=lambda row: (row.code not in failed, row.date, row.code)))


def _batch(view: View, section: "Section[LedgerRow]", last: "Check | None") -> Batch:
    strings, retired = view.strings, view.ledger.retired()
    rows = [row for row in view.ledger.rows if row.batch == section.anchor]
    return Batch(
        mark=section.anchor,
        title=section.title,
        count=strings.count("status.made", sum(row.quantity for row in rows), date=day(strings, min(row.date for row in rows))),
        checked=_checked(view, rows, last),
        plaques=tuple(_line(view, row, retired.get(row.code), last) for row in section.lines),
    )


def _checked(view: View, rows: "Sequence[LedgerRow]", last: "Check | None") -> str:
    """How many of the batch's codes were right; the batch waits while any of them is younger than the last check."""
    if last is None or any(row.date > last.date for row in rows):
        return view.strings.say("status.batch_waits")
    right = sum(1 for row in rows if row.code not in last.failures)
    values = {"date": day(view.strings, last.date), "right": view.strings.number(right), "codes": view.strings.number(len(rows))}
    return view.strings.say("status.batch_checked", **values)


def _line(view: View, row: "LedgerRow", retired: "Retirement | None", last: "Check | None") -> PlaqueLine:
    failed = last is not None and row.code in last.failures
    waits = last is None or row.date > last.date
    state = "state_wrong" if failed else "state_waits" if waits else "state_right"
    title, note = sample.opens(view, row.code, retired)
    return PlaqueLine(
        code=row.code,
        path=places.code_path(row.code) if row.code in view.catalogue.by_code or retired else "",
        title=title,
        note=note,
        made=view.strings.count("status.piece", row.quantity, size=row.size.upper()),
        state=view.strings.say(f"status.{state}"),
        right=not failed,
        hung=_hung(view, row.code),
    )


def _hung(view: View, code: str) -> str:
    """Where and since when the plaques of a code hang; nothing while no keeper records that of any."""
    if not view.ledger.installed:
        return ""
    places = [each for each in view.ledger.installed if each.code == code]
    photo = view.strings.say("status.photo")
    told = (" – ".join(part for part in (_since(view, each), each.note, photo if each.photo else "") if part) for each in places)
    return "; ".join(told) or view.strings.say("status.not_hung")


def _since(view: View, installed: "Installed") -> str:
    return view.strings.say("status.hung", date=day(view.strings, installed.date))


def _past_check(view: View, check: "Check") -> Fact:
    values = {"right": view.strings.number(check.right), "codes": view.strings.number(check.codes)}
    return Fact("check", day(view.strings, check.date), (FactValue(view.strings.say("status.of", **values)),))
