"""What happens on known days as values for iCalendar files: one of the whole site in each language, one of each record. A view in."""

import functools
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, msgpack

from disan.content.catalogue import Item
from disan.content.occasions import DaySpan
from disan.core import text
from disan.pages.occasion_parts import OccasionShown
from disan.pages.plan import digest
from disan.pages.view import View


class Happening(Struct, frozen=True):
    """What is told of something that happens, the same each time; `every_year` if it comes back on its solar day."""

    summary: str
    location: str
    description: str
    url: str
    every_year: bool


class CalendarEvent(Struct, frozen=True):
    """One time that something happens, or the first of them on the same solar day. `uid` stays the same in all builds."""

    uid: str
    span: DaySpan
    told: Happening


class CalendarFile(Struct, frozen=True):
    """An iCalendar file: its name and the address of its page, both as calendar programs show them, and what is in it."""

    language: str
    title: str
    url: str
    events: tuple[CalendarEvent, ...]


class CalendarPlan(Struct, frozen=True):
    """A file before it is made: its site path, what decides about it, what makes it."""

    path: str
    digest: str
    make: Callable[[], CalendarFile]


def plans(view: View) -> Iterator[CalendarPlan]:
    """Every iCalendar file of the view's language; none where nothing happens on a known day."""
    if not view.occasions:
        return
    name = view.settings.name.of(view.language)
    title = view.strings.say("calendar.of_site", title=view.strings.say("calendar.title"), site=name)
    yield _plan(view, view.page("calendar"), title, view.occasions)
    by_record: dict[str, list[tuple[Item, OccasionShown]]] = {}
    for each in view.occasions:
        by_record.setdefault(each[0].reference, []).append(each)
    for found in by_record.values():
        item = found[0][0]
        yield _plan(view, view.path(item), view.row(item).title.text, found)


def _plan(view: View, path: str, title: str, found: Iterable[tuple[Item, OccasionShown]]) -> CalendarPlan:
    told = [(item.reference, view.row(item).title.text, view.where(occasion), occasion) for item, occasion in found]
    decided = digest([view.digest, path, title, msgpack.encode(told)])
    return CalendarPlan(view.calendar_file(path), decided, functools.partial(_file, view, path, title, found))


def _file(view: View, path: str, title: str, found: Iterable[tuple[Item, OccasionShown]]) -> CalendarFile:
    events = (event for item, occasion in found for event in _events(view, item, occasion))
    ordered = sorted(events, key=lambda event: (event.span.first, event.uid))
    return CalendarFile(view.language, title, view.addresses.absolute(path), tuple(ordered))


def _events(view: View, item: Item, occasion: OccasionShown) -> Iterator[CalendarEvent]:
    """One that comes back for ever on its solar day, or one each time: no rule of iCalendar knows the moon (RFC 5545, 3.3.10)."""
    told = Happening(
        summary=_summary(view, item, occasion),
        location=_location(view, item, occasion),
        description=_description(view, item, occasion),
        url=view.addresses.absolute(view.path(item)),
        every_year=occasion.every_year and not occasion.lunar,
    )
    start, host = f"{item.reference.replace('/', '-')}-{occasion.identity}", view.addresses.host
    for span in occasion.spans[:1] if told.every_year else occasion.spans:
        when = f"-{span.first.isoformat()}" if occasion.lunar else ""
        yield CalendarEvent(f"{start}{when}@{host}", span, told)


def _summary(view: View, item: Item, occasion: OccasionShown) -> str:
    """What it is called, with the record's title where it does not say that: a month's view shows nothing else."""
    name, title = occasion.name.text, view.row(item).title.text
    told = title.casefold() in name.casefold()
    return name if told else view.strings.say("calendar.at", name=name, title=title)


def _location(view: View, item: Item, occasion: OccasionShown) -> str:
    """Where it happens, the nearest first."""
    where, title = view.where(occasion), view.row(item).title.text if occasion.named else ""
    known = ", ".join(filter(None, (where.text if where else "", title, occasion.place)))
    province = view.gazetteer.name
    return known if province in known else ", ".join(filter(None, (known, province)))


def _description(view: View, item: Item, occasion: OccasionShown) -> str:
    """What a calendar program has no field for, and the page's address for those that show no other."""
    lunar = [f"{text.capital(occasion.lunar)}.", view.strings.say("calendar.reckoned")] if occasion.lunar else []
    note = [text.capital(occasion.note.text)] if occasion.note else []
    return "\n".join((*lunar, *note, view.addresses.absolute(view.path(item))))
