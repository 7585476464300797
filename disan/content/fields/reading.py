"""How dates are read: typed text in, moments out. Refuses nothing and shows nothing; `dates` does both.

The shapes are those of EDTF (Library of Congress; ISO 8601-2), of Vietnamese letters and newspapers (9/12/2013,
ngày 9 tháng 12 năm 2013, khoảng 1930, thế kỷ XVIII), and of `When.formatted` itself, so that what a page says can be typed back.
"""

import datetime
import re

from msgspec import Struct

from disan.core import text


class Moment(Struct, frozen=True):
    """A year, a month or a day of the Gregorian calendar, as written: it need not exist."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def exists(self) -> bool:
        """Whether the calendar has it."""
        try:
            datetime.date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)
        except ValueError:
            return False
        return True

    @property
    def iso(self) -> str:
        """ISO 8601: 2013-12-09, 2013-12 or 2013."""
        rest = "".join(f"-{part:02}" for part in (self.month, self.day) if part is not None)
        return f"{self.year:04}{rest}"


Ends = tuple[Moment, Moment]

_ISO = re.compile(r"(?P<year>\d{4})(?:(?P<mark>[-/.])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?)?")
_TYPED = re.compile(r"(?:(?:(?P<day>\d{1,2})(?P<mark>[-/.]))?(?P<month>\d{1,2})(?(mark)(?P=mark)|[-/.]))?(?P<year>\d{4})")
_SHORT_YEAR = r"(?P<year>\d{3})"
_UNIT_WORD = r"^(?:ngày|tháng|năm) "
_INNER_WORD = r" ?[/,]? ?\b(?:tháng|năm) "
"""Here and below: compiled where it is used, which takes longer than reading a record, and few dates need it."""
_INTERVAL = r"(?P<first>\d{4}(?:-\d\d){0,2})[~?%]?/(?P<last>\d{4}(?:-\d\d){0,2})"
_RANGE = r"(?:từ )?(?P<first>.+?)(?: - | ?[–—] ?| đến |(?<=\d{4})-(?=\d{4}$))(?P<last>.+)"
CENTURY = (
    r"(?:thế k[ỷỉ]|tk\.?) ?(?:thứ )?(?P<first>\d{1,2}|[ivx]+)(?: ?[-–—] ?(?:thế k[ỷỉ] |tk\.? ?)?(?P<last>\d{1,2}|[ivx]+))?"
    r"|(?P<english>\d{1,2})(?:st|nd|rd|th) century|(?P<unspecified>\d\d)xx"
)
_ABOUT = r"^(?:khoảng|about|circa|ca?\.) ?(?:năm )?"
_INFERRED = r" ?\((?:suy ra|inferred)\)$"
_OUTSIDE = r"\b(?:trước|sau|before|after|hơn|gần)\b"
_FULL_STOP = r"(?<=\d)\.$"
_NO_CENTURY = r"(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<year>\d\d)"
_OLDER = 30
"""A year in two digits above this is guessed to be of the last century: a guess to be shown, never taken."""
_DAY_AND_MONTH = (
    r"(?:ngày )?(?:(?:mùng|mồng) )?(?P<day>\d{1,2}|rằm|(?:hai mươi|ba mươi|mười|hăm)?(?: ?[^\W\d]+)?)(?: ?[/-] ?| tháng )"
    r"(?P<month>\d{1,2}|mười (?:một|hai)|[^\W\d]+)(?: (?:âm lịch|al|dương lịch))?"
)
_NAMES = ("giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_MONTHS = {**{name: number for number, name in enumerate(_NAMES, start=1)}, "bẩy": 7, "chạp": 12}
"""Months as they are called. "Tháng Một" is left out: in older speech it is the eleventh lunar month, today it is January."""
_ONES = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_TENS = (("", 0), ("mười ", 10), ("hai mươi ", 20), ("hăm ", 20))
_DAYS = {
    **{f"{ten}{one}": number + index for ten, number in _TENS for index, one in enumerate(_ONES, start=1)},
    **{f"{ten}{one}": number + index for ten, number in _TENS[1:] for one, index in (("mốt", 1), ("tư", 4), ("lăm", 5), ("nhăm", 5))},
    "mười": 10,
    "rằm": 15,
    "hai mươi": 20,
    "ba mươi": 30,
}
"""Days as they are called."""
_ROMAN = {"i": 1, "v": 5, "x": 10}


def _plain(typed: str) -> str:
    return " ".join(text.normalized(typed).casefold().split())


def qualified(typed: str) -> tuple[str, bool, bool]:
    """The text without its qualifiers, whether it says about, whether it says inferred."""
    plain = _plain(typed)
    bare = re.sub(_INFERRED, "", plain) if plain.endswith(")") else plain
    inferred = bare != plain
    mark = bare[-1:] if bare.endswith(("~", "?", "%")) else ""
    if mark:
        bare = bare[:-1]
        inferred = inferred or mark in "?%"
    bare = re.sub(_FULL_STOP, "", bare) if bare.endswith(".") else bare
    worded = bare if bare[:1].isdecimal() else re.sub(_ABOUT, "", bare)
    about = worded != bare or mark in ("~", "%")
    return worded.strip(), about, inferred


def ends(plain: str) -> Ends | None:
    """First and last moment of what the text says, which may not exist; None when it says no date."""
    alone = _moment(plain)
    if alone:
        return alone, alone
    century = re.fullmatch(CENTURY, plain)
    if century:
        return of_centuries(century)
    span = re.fullmatch(_INTERVAL, plain) or re.fullmatch(_RANGE, plain)
    first, last = (_moment(span["first"]), _moment(span["last"])) if span else (None, None)
    return (first, last) if first and last else None


def with_century(plain: str) -> str:
    """A day whose year was typed in two digits, with four; the empty string for anything else."""
    found = re.fullmatch(_NO_CENTURY, plain)
    if not found:
        return ""
    year = int(found["year"])
    guessed = Moment((1900 if year > _OLDER else 2000) + year, int(found["month"]), int(found["day"]))
    return f"{guessed.day}/{guessed.month}/{guessed.year}" if guessed.exists else ""


def year_within(plain: str) -> str:
    """The only year that words name, within which they say when: the end of 2021; empty where they say before or after it."""
    found = re.findall(r"(?<!\d)[12]\d{3}(?!\d)", plain)
    worded = re.search(r"[^\W\d_]", plain) and not re.search(_OUTSIDE, plain)
    return found[0] if worded and len(found) == 1 else ""


def _moment(part: str) -> Moment | None:
    bare = part.strip()
    if " " in bare:
        bare = re.sub(_INNER_WORD, "/", re.sub(_UNIT_WORD, "", bare))
    found = _ISO.fullmatch(bare) or _TYPED.fullmatch(bare)
    if found:
        return Moment(int(found["year"]), _number(found["month"]), _number(found["day"]))
    return Moment(int(bare)) if re.fullmatch(_SHORT_YEAR, bare) else None


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def of_centuries(found: re.Match[str]) -> Ends | None:
    """First and last year of what CENTURY has found; None for a century that there is not."""
    if found["unspecified"]:
        first = last = int(found["unspecified"]) + 1
    else:
        first = ordinal(found["english"] or found["first"])
        last = ordinal(found["last"]) if found["last"] else first
    return (Moment(first * 100 - 99), Moment(last * 100)) if first and last else None


def ordinal(numeral: str) -> int:
    """A number in digits or in Roman numerals up to 39."""
    if numeral.isdecimal():
        return int(numeral)
    values = [_ROMAN[letter] for letter in numeral.casefold()]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def centuries(first: Moment, last: Moment) -> tuple[int, int] | None:
    """The centuries that a range of years fills exactly (1701 to 1800 is the 18th), or None."""
    whole = first.month is None and last.month is None and first.year % 100 == 1 and last.year % 100 == 0
    return (first.year // 100 + 1, last.year // 100) if whole else None


def likely(plain: str, first: Moment, last: Moment) -> str:
    """The date that was probably meant by an impossible one, or the empty string when no guess is sensible."""
    if first != last:
        return f"{last.iso}/{first.iso}" if first.exists and last.exists else ""
    if first.month is None:
        return ""
    if first.day is None:  # "1964-72" is a range with its second century left out.
        end = Moment(first.year // 100 * 100 + first.month)
        return f"{first.year}/{end.year}" if plain.startswith(str(first.year)) and end.year > first.year else ""
    turned = Moment(first.year, first.day, first.month)
    if not turned.exists:
        return ""
    return turned.iso if plain.startswith(f"{first.year:04}") else f"{turned.day}/{turned.month}/{turned.year}"


def day_and_month(typed: str) -> tuple[int, int] | None:
    """Day and month as typed, which need not exist; None when the text holds no such thing."""
    found = re.fullmatch(_DAY_AND_MONTH, _plain(typed))
    if not found:
        return None
    day = int(found["day"]) if found["day"].isdecimal() else _DAYS.get(found["day"])
    month = int(found["month"]) if found["month"].isdecimal() else _MONTHS.get(found["month"])
    return None if month is None or day is None else (day, month)
