"""Where a record stands, in words: today's communes and the names that held before. A view and an entry in, lines out."""

from collections.abc import Iterator, Sequence

from disan.content.gazetteer import Unit
from disan.content.record.entry import Edition, Entry
from disan.content.record.location import Located
from disan.content.record.particulars import Certainty, Place
from disan.core import addresses as places
from disan.pages import cards
from disan.pages.days import day
from disan.pages.language_view import LanguageView
from disan.pages.parts import PlaceLine, Said


def place_lines(view: LanguageView, entry: Entry) -> Iterator[PlaceLine]:
    """Where the record stands: each commune of today with what it was called before, then places that fit no commune."""
    edition = entry.editions[view.language]
    located = list(entry.places)
    older = [each for each in located if not each.match or each.match.former or not each.match.today]
    for unit in entry.communes:
        from_before = [each for each in older if _became(each, [unit])]
        named = [each for each in located if each.match and each.match.former is None and unit in each.match.today]
        chosen = [*from_before, *named]
        inferred = any(not _certain(each) for each in (named or from_before))
        yield PlaceLine(
            village=next((each.place.village for each in chosen if each.place.village), ""),
            now=cards.commune_name(view, unit),
            before=_before(view, from_before),
            commune_path=view.commune(unit),
            inferred=inferred,
            note=_note(view, edition, chosen),
        )
    for each in (each for each in older if not _became(each, entry.communes)):
        when = _time(view, each.place) if each.match else ""
        name = view.strings.say("shown.called_alone", when=when, names=_name(each)) if when else _name(each)
        yield PlaceLine(each.place.village or "", "", name, "", not _certain(each), _note(view, edition, [each]))


def _became(each: Located, units: Sequence[Unit]) -> bool:
    """Whether a place of before is, or may be, in one of these communes of today."""
    return each.match is not None and any(unit in each.match.today for unit in units)


def anchor(view: LanguageView, name: str) -> str:
    """The id of a commune's group in a listing."""
    return places.page_path(name, "", view.default, view.default).strip("/")


def _certain(each: Located) -> bool:
    return each.place.certainty is Certainty.STATED and (each.match is None or each.match.certain)


def _before(view: LanguageView, places: list[Located]) -> str:
    """What it was called before, each name with the time for which it is vouched."""
    by_time: dict[str, dict[str, None]] = {}
    for each in places:
        by_time.setdefault(_time(view, each.place), {})[_name(each)] = None
    return "; ".join(view.strings.say("shown.called", when=when, names="; ".join(names)) for when, names in by_time.items())


def _time(view: LanguageView, place: Place) -> str:
    """Until the change, for a name that held then; else when a source called it so."""
    if view.gazetteer.held(place.name, place.district):
        return view.strings.say("shown.before", day=day(view.strings, view.gazetteer.changed))
    if place.as_of is None:
        return view.strings.say("shown.formerly")
    when, said = place.as_of, place.as_of.formatted(view.strings)
    of_a_year = when.first == when.last and when.first.month is None and not when.about
    return view.strings.say("shown.in_year", year=said) if of_a_year else said


def _name(each: Located) -> str:
    return ", ".join(part for part in (each.place.name, each.place.district) if part)


def _note(view: LanguageView, edition: Edition, chosen: list[Located]) -> Said | None:
    notes = "; ".join(dict.fromkeys(each.place.note for each in _in_language(edition, chosen) if each.place.note))
    return view.said(edition, "places", notes) if notes else None


def _in_language(edition: Edition, chosen: list[Located]) -> list[Located]:
    """The same places with their notes in the edition's language: they stand in the same order in every language."""
    names = {(place.name, place.as_of): place for place in edition.record.places}
    return [Located(names.get((each.place.name, each.place.as_of), each.place), each.match) for each in chosen]
