"""What stands at the address of a printed code whose record is no more: the place that it moved to, or a page that says what went.

A view in, plans out, in the site's first language only: a code has one address.
"""

from collections.abc import Iterator
from dataclasses import replace

from disan import addresses as places
from disan import covers
from disan.ledger import Retirement
from disan.pages import cards, record
from disan.pages.afterlife import GonePage, GoneWords
from disan.pages.parts import Card, Cover, Fact, Link, Said
from disan.pages.plan import Plan
from disan.pages.view import View, apart, day, drawn
from disan.record.entry import Entry
from disan.strings import Strings, load
from disan.units import Unit, gazetteer

ORIGIN = "content/retired.csv"


def plans(view: View) -> Iterator[Plan]:
    """One page a retired code; none for a code whose target no record has, which is an error told elsewhere."""
    for each in view.ledger.retirements:
        if each.fate == "gone":
            yield _gone(view, each)
        elif each.target in view.catalogue.by_code:
            yield _moved(view, each, view.catalogue.by_code[each.target])


def _moved(view: View, retirement: Retirement, entry: Entry) -> Plan:
    """The target's page, with the code that the reader has before the eyes, and a line on why the plaque says another name."""
    at = places.code_path(retirement.code)
    shown = drawn(view.addresses.plaque(at))
    own = record.page(view, entry)
    own = replace(own, code=retirement.code, code_address=shown.address, arrival=_arrival(view, retirement))
    own = record.kept(view, replace(own, frame=replace(own.frame, symbol=shown)))
    context = record.at_code(own, entry, at)
    return Plan(at, places.code_files(retirement.code), record.template_of(entry), context, view.language, ORIGIN)


def _arrival(view: View, retirement: Retirement) -> str:
    title = retirement.titles.get(view.language, "")
    said = view.strings.say("gone.arrival", code=retirement.code, title=title) if title else ""
    said = said or view.strings.say("gone.arrival_unnamed", code=retirement.code)
    return " ".join(part for part in (said, retirement.reasons.get(view.language, "")) if part)


def _gone(view: View, retirement: Retirement) -> Plan:
    path = places.code_path(retirement.code)
    words = tuple(_words(view, retirement, language) for language in view.settings.languages)
    paths = {each.language: f"{path}#{each.anchor}" for each in words} | {view.language: path}
    context = GonePage(
        frame=view.frame(words[0].title.text, words[0].reason, paths, drawn(view.addresses.plaque(path)), path=path),
        cover=Cover(None, "", covers.draw(retirement.code)),
        words=words,
        near=_near(view, retirement),
    )
    return Plan(path, places.code_files(retirement.code), "gone.html", context, view.language, ORIGIN)


def _words(view: View, retirement: Retirement, language: str) -> GoneWords:
    strings = load(language)
    title = retirement.titles.get(language)
    kinds = tuple(kind for kind in view.catalogue.kinds if view.catalogue.of(kind))
    return GoneWords(
        language=language,
        anchor=f"gone_{language}",
        kicker=strings.say("gone.kicker"),
        title=Said(title) if title else Said(retirement.titles["vi"], "vi"),
        reason=retirement.reasons.get(language, retirement.reasons["vi"]),
        facts=tuple(_facts(view, strings, retirement)),
        sections=tuple(Link(Said(strings.of(kind.plural)), view.listing(kind, language)) for kind in kinds),
    )


def _facts(view: View, strings: Strings, retirement: Retirement) -> Iterator[Fact]:
    yield Fact("code", strings.say("page.code"), (Said(retirement.code),))
    printed = view.ledger.printed.get(retirement.code, ())
    if printed:
        yield Fact("printed", strings.say("gone.printed"), (Said(day(strings, min(row.date for row in printed))),))
    yield Fact("date", strings.say("gone.since"), (Said(day(strings, retirement.date)),))
    if retirement.place:
        names = [strings.say(f"unit.{unit.kind}", name=unit.name) for unit in _communes(retirement)]
        yield Fact("place", strings.say("gone.place"), (Said(", ".join(names) or retirement.place),))


def _communes(retirement: Retirement) -> tuple[Unit, ...]:
    match = gazetteer().find(retirement.place) if retirement.place else None
    return match.today if match else ()


def _near(view: View, retirement: Retirement, most: int = 4) -> tuple[Card, ...]:
    """The records nearest to where it stood; none where nobody wrote where that was."""
    here = _communes(retirement)
    known = [entry for entry in view.catalogue.entries if here and view.catalogue.communes(entry)]
    known.sort(key=lambda entry: apart(here, view.catalogue.communes(entry)))
    return tuple(cards.card(view, entry) for entry in known[:most])
