"""What a newsletter tells of: a view, the dates of its records and a period in, a Newsletter out, or that there is nothing to tell."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from disan.content.catalogue import Item
from disan.content.fields.times import VIETNAM
from disan.core.addresses import code_path
from disan.core.problems import NotPossibleError
from disan.core.text import capital
from disan.pages import boards, front_page
from disan.pages.calendar_context import CalendarLine
from disan.pages.calendar_lines import dated, lines
from disan.pages.days import day
from disan.pages.view import View
from disan.printing.newsletters.model import NewsDay, NewsGroup, Newsletter, NewsPicture, NewsRecord

_AHEAD = datetime.timedelta(days=45)
"""So far a newsletter looks ahead: until the next one but one, where it comes once a month."""


class NewsPeriod(Struct, frozen=True):
    """The days of which a newsletter tells, in Vietnam, both of them among it."""

    since: datetime.date
    until: datetime.date

    def holds(self, moment: datetime.datetime) -> bool:
        """Whether a moment is on one of its days."""
        return self.since <= moment.astimezone(VIETNAM).date() <= self.until


class News(Struct, frozen=True, eq=False):
    """The records that came and changed in a period, the latest first, and what is to come when it ends."""

    period: NewsPeriod
    fresh: tuple[Item, ...]
    changed: tuple[Item, ...]
    current: tuple[Item, ...]


def gather(view: View, period: NewsPeriod) -> News | None:
    """Finds what there is to tell; None where nothing came or changed. NotPossibleError where the dates of no record are known."""
    if not view.record_dates:
        raise NotPossibleError("newsletter.no_dates")
    known = [(item, view.record_dates[item.reference]) for item in view.catalogue.items if item.reference in view.record_dates]
    fresh = [(dates.published, item) for item, dates in known if period.holds(dates.published)]
    older = [(item, dates) for item, dates in known if dates.published.astimezone(VIETNAM).date() < period.since]
    changed = [(dates.changed, item) for item, dates in older if period.holds(dates.changed)]
    if not fresh and not changed:
        return None
    timely = [item for item in view.catalogue.items if item.kind.listed_by_phase and _comes(view, item)]
    return News(period, _latest_first(fresh), _latest_first(changed), tuple(boards.in_order(view, timely)))


def _latest_first(found: Iterable[tuple[datetime.datetime, Item]]) -> tuple[Item, ...]:
    return tuple(item for _, item in sorted(found, key=lambda pair: pair[0], reverse=True))


def _comes(view: View, item: Item) -> bool:
    return any(phase.standing in ("coming", "running") for phase in view.row(item).phases[:1])


def newsletter(view: View, news: News, most: int) -> Newsletter:
    """Says it in the view's language, with at most so many records below a heading, of the others how many."""
    say, period = view.strings.say, news.period
    featured = featured_of(view, news)
    told = dated(view, period.until + _AHEAD)
    days = [line for line in lines(view, told) if line.path not in {view.path(item) for item in news.current}]
    name, until = view.settings.name.of(view.language), day(view.strings, period.until)
    contact, calendar = view.settings.contact, view.addresses.absolute(view.page("calendar"))
    return Newsletter(
        language=view.language,
        subject=say("newsletter.subject", site=name, day=until, count=view.strings.number(len(news.fresh) + len(news.changed))),
        title=say("newsletter.title", site=name),
        period=say("newsletter.period", since=day(view.strings, period.since), until=until),
        site_name=name,
        home=view.addresses.absolute(view.home()),
        keeper=view.settings.keeper.of(view.language) if view.settings.keeper else "",
        featured=_record(view, featured, pictured=True) if featured else None,
        fresh=tuple(_groups(view, [item for item in news.fresh if item is not featured], most)),
        changed=tuple(_groups(view, [item for item in news.changed if item is not featured], most)),
        current=_group(view, say("newsletter.current"), news.current, most, calendar) if news.current else None,
        days=tuple(_day(view, each) for each in days[:most]),
        more_days=view.strings.count("newsletter.more_days", len(days) - most) if len(days) > most else "",
        calendar=calendar,
        sender=contact.mail or "",
        unsubscribe=contact.unsubscribe or "",
        sent=period.until.isoformat(),
    )


def featured_of(view: View, news: News) -> Item | None:
    """The story that it tells: the latest new record of those that are read in series, else the one whose month it is."""
    return next((item for item in news.fresh if item.kind.serial), None) or front_page.in_turn(view)


def _groups(view: View, items: Sequence[Item], most: int) -> Iterator[NewsGroup]:
    """The records by kind."""
    for kind in view.catalogue.shown_kinds:
        if found := [item for item in items if item.kind is kind]:
            yield _group(view, view.strings.of(kind.plural), found, most, view.addresses.absolute(view.listing(kind)))


def _group(view: View, title: str, items: Sequence[Item], most: int, address: str) -> NewsGroup:
    more = view.strings.count("newsletter.more", len(items) - most) if len(items) > most else ""
    return NewsGroup(title, tuple(_record(view, item) for item in items[:most]), more, address if more else "")


def _record(view: View, item: Item, *, pictured: bool = False) -> NewsRecord:
    card = view.card(item)
    address = view.addresses.absolute(card.path)
    return NewsRecord(
        title=card.title,
        kicker=" · ".join(part for part in (card.kicker, card.place) if part),
        summary=card.summary,
        when=capital(card.when),
        state=" ".join(part for phase in card.phases[:1] for part in (phase.words, phase.lasting if phase.open else "") if part),
        address=address,
        says=view.addresses.plaque(code_path(item.code)) if item.code else address,
        picture=_picture(view, item) if pictured else None,
    )


def _picture(view: View, item: Item) -> NewsPicture | None:
    """A photograph of the record, else the card that goes with links to it; a drawing is in a format that few mail programs show."""
    card = view.card(item)
    if card.cover.picture:
        return NewsPicture(view.addresses.absolute(card.cover.picture.path), card.cover.picture.alt.text)
    share = view.edition(item).share
    return NewsPicture(view.addresses.absolute(share), card.title.text) if share else None


def _day(view: View, line: CalendarLine) -> NewsDay:
    first = datetime.date.fromisoformat(line.first)
    date = view.strings.say("date.on_weekday", weekday=line.weekdays, date=day(view.strings, first))
    title, record = line.name, line.record.text if line.record else ""
    where = " · ".join(dict.fromkeys(part for part in (record, line.where.text if line.where else "", line.place) if part))
    when = ", ".join(part for part in (capital(date), line.until, line.times, line.lunar) if part)
    return NewsDay(when, title, where, view.addresses.absolute(line.path))
