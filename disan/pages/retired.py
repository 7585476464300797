"""What stands at the address of a printed code whose record is no more: the place that it moved to, or a page that says what went.

A view in, plans out, in the site's first language only: a code has one address.
"""

import functools
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from disan.content.catalogue import Item, Neighbour
from disan.content.gazetteer import Unit
from disan.content.record import Motif
from disan.core import addresses as places
from disan.core.strings import Strings, load
from disan.drawing.covers import Scene
from disan.ledger.model import Retirement
from disan.pages import neighbours, record
from disan.pages.code_contexts import GonePage, GoneWords
from disan.pages.contexts import RecordPage
from disan.pages.days import day
from disan.pages.frames import frame
from disan.pages.language_view import cover_path
from disan.pages.parts import Cover, Fact, FactValue, Link, Said
from disan.pages.plan import Plan, digest
from disan.pages.view import View

ORIGIN = "content/retired.csv"
_GONE = Motif.ROAD


def plans(view: View) -> Iterator[Plan]:
    """One page a retired code; none for a code whose target no record has, which is an error told elsewhere."""
    for each in view.ledger.retirements:
        if each.fate == "gone":
            yield _gone(view, each)
        elif each.target in view.catalogue.by_code:
            yield _moved(view, each, view.catalogue.by_code[each.target])


def _moved(view: View, retirement: Retirement, item: Item) -> Plan:
    """The target's page, with the code that the reader has before the eyes, and a line on why the plaque says another name."""
    at = places.code_path(retirement.code)
    return Plan(
        at,
        (),
        record.template_of(item.kind),
        lambda: _moved_page(view, retirement, item),
        view.language,
        ORIGIN,
        digest([record.plan(view, item).digest, retirement.titles, retirement.reasons]),
        record.plan(view, item).share,
        places.code_files(retirement.code),
    )


def _moved_page(view: View, retirement: Retirement, item: Item) -> RecordPage:
    at = places.code_path(retirement.code)
    shown = view.symbol_of(at, view.addresses.plaque(at))
    own = replace(view.own_page(item), code=retirement.code, code_address=shown.address, symbol=shown)
    return record.with_offline_list(view, record.whole(view, item, own, _arrival(view, retirement)))


def _arrival(view: View, retirement: Retirement) -> str:
    title = retirement.titles.get(view.language, "")
    said = view.strings.say("gone.arrival", code=retirement.code, title=title) if title else ""
    said = said or view.strings.say("gone.arrival_unnamed", code=retirement.code)
    return " ".join(part for part in (said, retirement.reasons.get(view.language, "")) if part)


def _gone(view: View, retirement: Retirement) -> Plan:
    path = places.code_path(retirement.code)
    near = _near(view, retirement)
    made = functools.partial(_gone_page, view, retirement, path, near)
    files = places.code_files(retirement.code)
    return Plan(
        path, files, "gone.html", made, view.language, ORIGIN, digest([view.digest_of_all, *neighbours.shows(view, near)]), view.site_card
    )


def _gone_page(view: View, retirement: Retirement, path: str, near: Iterable[Neighbour]) -> GonePage:
    words = tuple(_words(view, retirement, language) for language in view.settings.languages)
    paths = {each.language: f"{path}#{each.anchor}" for each in words} | {view.language: path}
    return GonePage(
        frame=frame(view, words[0].title.text, words[0].reason, paths, view.symbol_of(path, view.addresses.plaque(path)), path=path),
        cover=Cover(None, cover_path(scene(retirement)), view.strings.say("page.drawn", motifs=_GONE.formatted(view.strings))),
        words=words,
        near=neighbours.shown(view, near),
    )


def scene(retirement: Retirement) -> Scene:
    """What is drawn on the page of a code whose place is gone."""
    return Scene((_GONE.identifier,), retirement.code)


def _words(view: View, retirement: Retirement, language: str) -> GoneWords:
    strings = load(language)
    title = retirement.titles.get(language)
    return GoneWords(
        language=language,
        anchor=f"gone_{language}",
        kicker=strings.say("gone.kicker"),
        title=Said(title) if title else Said(retirement.titles["vi"], "vi"),
        reason=retirement.reasons.get(language, retirement.reasons["vi"]),
        facts=tuple(_facts(view, strings, retirement)),
        sections=tuple(Link(Said(strings.of(kind.plural)), view.listing(kind, language)) for kind in view.catalogue.shown_kinds),
    )


def _facts(view: View, strings: Strings, retirement: Retirement) -> Iterator[Fact]:
    yield Fact("code", strings.say("page.code"), (FactValue(retirement.code),))
    printed = [row for row in view.ledger.rows if row.code == retirement.code]
    if printed:
        yield Fact("printed", strings.say("gone.printed"), (FactValue(day(strings, min(row.date for row in printed))),))
    yield Fact("date", strings.say("gone.since"), (FactValue(day(strings, retirement.date)),))
    if retirement.place:
        names = [strings.say(f"unit.{unit.kind}", name=unit.name) for unit in _communes(view, retirement)]
        yield Fact("place", strings.say("gone.place"), (FactValue(", ".join(names) or retirement.place),))


def _communes(view: View, retirement: Retirement) -> tuple[Unit, ...]:
    match = view.gazetteer.find(retirement.place) if retirement.place else None
    return match.today if match else ()


def _near(view: View, retirement: Retirement, most: int = 4) -> tuple[Neighbour, ...]:
    """The records nearest to where it stood; none where nobody wrote where that was."""
    return view.catalogue.near_communes(_communes(view, retirement), most)
