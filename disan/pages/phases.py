"""A record's phases in words, and those of them that are left on a day. Phases, a language and a day in; what a page shows out."""

import datetime
import itertools
from collections.abc import Iterator, Sequence

from disan.content.fields.times import VIETNAM
from disan.content.record import Phase, Record
from disan.core import text
from disan.core.strings import Strings
from disan.pages.days import day
from disan.pages.language_view import LanguageView
from disan.pages.phase_parts import ActionShown, PhaseShown

_DAY = datetime.timedelta(days=1)


def shown(view: LanguageView, record: Record) -> tuple[PhaseShown, ...]:
    """All phases of a record."""
    phases = record.phases(view.settings)
    following = (each.since for each in phases[1:])
    return tuple(_shown(view.strings, phase, end) for phase, end in itertools.zip_longest(phases, following))


def _shown(strings: Strings, phase: Phase, end: datetime.datetime | None) -> PhaseShown:
    return PhaseShown(
        phase.name,
        strings.say(f"phase.{phase.name}"),
        _until(strings, end) if end else "",
        phase.standing,
        phase.open,
        int(phase.since.timestamp()) if phase.since else 0,
        int(end.timestamp()) if end else 0,
    )


def _until(strings: Strings, end: datetime.datetime) -> str:
    """Until when a phase holds: a midnight is the end of the day before."""
    local = end.astimezone(VIETNAM)
    if local.time() == datetime.time():
        return strings.say("phase.until_day", day=day(strings, (local - _DAY).date()))
    time = strings.say("phase.time", time=f"{local.hour}:{local.minute:02}", day=day(strings, local.date()))
    return strings.say("phase.until", moment=time)


def left(phases: Sequence[PhaseShown], today: datetime.date) -> tuple[PhaseShown, ...]:
    """The phase that holds when a day begins in Vietnam, and those after it."""
    if not phases:
        return ()
    now = datetime.datetime.combine(today, datetime.time(), VIETNAM).timestamp()
    return tuple(each for each in phases if not each.until or each.until > now)


def begin(phases: Sequence[PhaseShown]) -> int:
    """When a record begins to run, by all its phases, in seconds of Unix time; 0 where that is not known."""
    return next((each.since for each in phases if each.standing in ("running", "past")), 0)


def actions(view: LanguageView, record: Record) -> tuple[ActionShown, ...]:
    """What a reader can do about a record while its phase is open."""
    return tuple(_actions(view.strings, record))


def _actions(strings: Strings, record: Record) -> Iterator[ActionShown]:
    for each in record.actions(strings):
        copied = "" if each.address else each.value
        words = strings.say(f"action.{each.name}", value=each.value)
        yield ActionShown(each.name, text.unbroken(words) if each.address.startswith("tel:") else words, each.address, copied)
