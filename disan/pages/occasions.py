"""What happens at a record: a view and the record in, its occasions as the view's language tells them out."""

from collections import Counter

from disan.content.fields.dates import LunarDay
from disan.content.occasions import FieldText, Occasion
from disan.content.record.entry import Edition, Entry
from disan.core.strings import Strings
from disan.pages import cards
from disan.pages.language_view import LanguageView
from disan.pages.occasion_parts import OccasionShown
from disan.pages.parts import Said

_EARLY = 10
"""The last of the days that Vietnamese calls mùng."""


def shown(view: LanguageView, entry: Entry) -> tuple[OccasionShown, ...]:
    """Everything that happens there on known days, from the view's year on."""
    found = [each for each in entry.editions[view.language].record.occasions(view.year) if each.spans]
    seen: Counter[str] = Counter()
    made = []
    for each in found:
        seen[each.identity] += 1
        made.append(_shown(view, entry, each, f"-{seen[each.identity]}" if seen[each.identity] > 1 else ""))
    return tuple(made)


def _shown(view: LanguageView, entry: Entry, occasion: Occasion, again: str) -> OccasionShown:
    edition = entry.editions[view.language]
    return OccasionShown(
        identity=occasion.identity + again,
        name=_said(view, edition, occasion.name) or view.title(entry),
        named=bool(occasion.name),
        note=_said(view, edition, occasion.note),
        where=_said(view, edition, occasion.place),
        at=occasion.at,
        place=", ".join(cards.commune_name(view, unit) for unit in entry.communes),
        lunar=_lunar_days(view.strings, *occasion.lunar) if occasion.lunar else "",
        every_year=occasion.every_year,
        spans=occasion.spans,
    )


def _said(view: LanguageView, edition: Edition, told: FieldText | None) -> Said | None:
    return view.said(edition, told.field, told.text) if told else None


def _lunar_days(strings: Strings, first: LunarDay, last: LunarDay) -> str:
    """The days in words: mùng 1–3 tháng Năm âm lịch, days 1–3 of lunar month 5."""
    if first.month != last.month:
        days = strings.say("date.range", first=_lunar_day(strings, first), last=_lunar_day(strings, last))
    elif first == last:
        days = _lunar_day(strings, first)
    else:
        days = strings.say("lunar.days", first=_numbered(strings, first), last=last.day, month=_month(strings, first))
    return strings.say("lunar.said", days=days)


def _lunar_day(strings: Strings, day: LunarDay) -> str:
    return strings.say("lunar.day", day=_numbered(strings, day), month=_month(strings, day))


def _numbered(strings: Strings, day: LunarDay) -> str:
    return strings.say("lunar.early", day=day.day) if day.day <= _EARLY else str(day.day)


def _month(strings: Strings, day: LunarDay) -> str:
    key = f"lunar.months.{day.month}"
    return strings.say(key) if strings.has(key) else str(day.month)
