"""Days and months in words. A date and a language in, words out."""

import datetime

from disan.core.strings import Strings


def day(strings: Strings, date: datetime.date) -> str:
    """A day as the language writes it in figures and in the middle of a sentence."""
    return strings.say("date.day", day=date.day, month=_called(strings, date), year=date.year)


def month(strings: Strings, date: datetime.date) -> str:
    """The month of a day with its year, as in the middle of a sentence."""
    return strings.say("date.month", month=_called(strings, date), year=date.year)


def _called(strings: Strings, date: datetime.date) -> str:
    """A month's name, or its number in a language that counts months."""
    name = f"date.months.{date.month}"
    return strings.say(name) if strings.has(name) else str(date.month)
