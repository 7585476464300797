"""Times within a text: the years that words such as “cuối thế kỷ 18; dựng lại năm 1901” name, in their order.

Finds centuries, decades, years, dynasties, reigns and prehistory between other words, and what says how surely they are meant. Refuses
nothing. A third of a century is what “đầu”, “giữa” and “cuối” stand for: our own convention, since sources have none.
"""

import functools
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from disan.content.fields import reading
from disan.core import text

BEFORE = 0
"""Stands for every year before the common era, which no text that we read tells apart."""
_ERAS = Path(__file__).with_name("eras.toml")
_LONGEST_PART = 50
"""Years that the beginning of a dynasty lasts at most."""
_LATEST = 2100
"""No later year is meant; and more years ago than this is before the common era, whenever the text was written."""

_PART = r"(?:(?P<part>đầu|giữa|cuối|nửa đầu|nửa cuối|nửa sau)(?: của)? )?"
_CENTURY = rf"{_PART}(?:{reading.CENTURY})\b"
_DECADE = (
    r"(?:những|các|thập niên|thập kỷ)(?: năm)? (?:(?P<decade>\d{3}0)|(?P<tens>\d0)(?:(?: của)? thế k[ỷỉ] (?P<century>\d{1,2}|[ivx]+))?)\b"
)
_AGO = r"(?P<years>\d{1,2}[.,]?\d{3}) năm\b"
_PREHISTORY = (
    r"(?:(?:tiền|sơ|trung|hậu) )?(?:kỳ|thời|đại|đồ) (?:đồ )?(?:đá(?: cũ| giữa| mới)?|kim khí|đồng|sắt)\b|\b(?:tiền|sơ) sử\b|\bhùng vương\b"
)
_UNITS = r"(?!\d|[.,]\d| ?(?:năm|người|m|mét|km|ha|tuổi)\b)"
_YEAR = rf"(?:năm )?(?<![\d.,])(?P<year>[12]\d{{3}})(?:(?: ?[-–—] ?(?P<short>\d\d))(?!\d)|{_UNITS})"
_EARLY_YEAR = rf"\bnăm (?P<year>\d{{2,3}}){_UNITS}|(?<![\d.,])(?P<from>\d{{3}}) ?[-–—] ?(?P<to>\d{{3}}){_UNITS}"
_LED = r"\b(?:thời|đời|nhà|triều|niên hiệu|vua|năm)(?: (?:nhà|đại|triều|vua|kỳ))*"
_TO = r"\s*(?:[-–—/]|đến|tới)\s*(?:(?:hết|khoảng|ngày|tháng|\d{1,2}[/.-]?)\s*)*"
"""Between two times that are the ends of one."""
_BESIDE = r"(?: thứ \d+)?[\s,(]+"
"""Between two times that are the same one, said in two ways."""
_ABOUT = r"(?:\b(?:khoảng|chừng|độ|trước|sau|gần|hơn)|~)(?: (?:năm|từ|vào))*\s*$"
_DOUBT = r"\s*[~?%]"
_BEFORE_OUR_ERA = r",?\s*(?:tcn|tr\.? ?cn|trước công nguyên)\b"
_TRADITION = r"\btương truyền|\btruyền (?:thuyết|rằng|lại)|\bdân gian\b"


class YearSpan(Struct, frozen=True):
    """Years from `first` to `last`, BEFORE among them.

    `about`: its ends are not said in years, or only nearly; `traditional`: it is handed down.
    """

    first: int
    last: int
    about: bool = False
    traditional: bool = False

    @property
    def centuries(self) -> range:
        """The centuries that it touches; BEFORE for all before the common era."""
        return range((self.first + 99) // 100, (self.last + 99) // 100 + 1)


class _Found(Struct, frozen=True):
    """A span and where its words stand in the text."""

    span: YearSpan
    start: int
    end: int


def spans(typed: str) -> tuple[YearSpan, ...]:
    """The times that a text names, in its order; none where it names none that can be read."""
    told = (span for clause in text.normalized(typed).split(";") for span in _of_clause(" ".join(clause.split())))
    return tuple(dict.fromkeys(told))


def _of_clause(clause: str) -> list[YearSpan]:
    """The times of what is said in one go: two with a dash between are one, and so are two that say the same."""
    told: list[YearSpan] = []
    end = 0
    for each in _every(clause):
        between, span = clause[end : each.start], each.span
        before = told[-1] if told else None
        if before and re.fullmatch(_TO, between, re.IGNORECASE) and before.first <= span.last:
            told[-1] = YearSpan(before.first, span.last, before.about or span.about)
        elif before and re.fullmatch(_BESIDE, between) and _agree(before, span):
            told[-1] = YearSpan(max(before.first, span.first), min(before.last, span.last), before.about and span.about)
        else:
            told.append(span)
        end = each.end
    traditional = bool(re.search(_TRADITION, clause, re.IGNORECASE))
    return [replace(each, traditional=traditional) for each in told]


def _agree(one: YearSpan, other: YearSpan) -> bool:
    return (one.about or other.about) and one.first <= other.last and other.first <= one.last


def _every(clause: str) -> Iterator[_Found]:
    """Each time of a clause by itself, from left to right."""
    place = 0
    while found := _first(clause, place):
        match, read = found
        place = match.end()
        span = read(match)
        if span is None or not BEFORE <= span.first <= span.last <= _LATEST:
            continue
        if re.search(_ABOUT, clause[: match.start()], re.IGNORECASE) or re.match(_DOUBT, clause[place:]):
            span = replace(span, about=True)
        if era := re.match(_BEFORE_OUR_ERA, clause[place:], re.IGNORECASE):
            span, place = YearSpan(BEFORE, BEFORE, about=True), place + era.end()
        yield _Found(span, match.start(), place)


_Read = Callable[[re.Match[str]], YearSpan | None]


def _first(clause: str, place: int) -> tuple[re.Match[str], _Read] | None:
    """The next time of a clause, and what reads it; of those that begin at one place the one that is listed first."""
    found = ((match, read) for pattern, read in _notations() if (match := pattern.search(clause, place)))
    return min(found, key=lambda each: each[0].start(), default=None)


@functools.cache
def _notations() -> tuple[tuple[re.Pattern[str], _Read], ...]:
    """How times are written, each with its reader."""
    names = "|".join(map(re.escape, sorted(_eras(), key=len, reverse=True)))
    era = rf"{_PART}{_LED} (?P<era>{names})\b(?:(?P<dash> ?[-–—] ?)(?P<until>{names})\b)?"
    written: tuple[tuple[str, _Read], ...] = (
        (_CENTURY, _century),
        (_DECADE, _decade),
        (_AGO, _ago),
        (era, _era),
        (_PREHISTORY, lambda _: YearSpan(BEFORE, BEFORE, about=True)),
        (_YEAR, _year),
        (_EARLY_YEAR, _early_year),
    )
    return tuple((re.compile(pattern, re.IGNORECASE), read) for pattern, read in written)


@functools.cache
def _eras() -> Mapping[str, YearSpan]:
    """Dynasties and reigns by name, in small letters."""
    tables = tomllib.loads(_ERAS.read_text(encoding="utf-8")).values()
    return {name.casefold(): YearSpan(first, last, about=True) for table in tables for name, (first, last) in table.items()}


def _century(found: re.Match[str]) -> YearSpan | None:
    ends = reading.of_centuries(found)
    return _part(YearSpan(ends[0].year, ends[1].year, about=True), found["part"]) if ends else None


def _decade(found: re.Match[str]) -> YearSpan | None:
    if found["decade"]:
        first = int(found["decade"])
    elif found["century"]:
        first = (reading.ordinal(found["century"]) - 1) * 100 + int(found["tens"])
    else:
        return None
    return YearSpan(first, first + 9, about=True)


def _ago(found: re.Match[str]) -> YearSpan | None:
    years = int(re.sub(r"\D", "", found["years"]))
    return YearSpan(BEFORE, BEFORE, about=True) if years > _LATEST else None


def _era(found: re.Match[str]) -> YearSpan | None:
    """The years of a dynasty or a reign; none where the name goes on as a person's."""
    after = found.string[found.end() :].split(maxsplit=1)[:1] if found.string[found.end() : found.end() + 1] == " " else []
    if after and after[0][:1].isupper() and not found[0].isupper() and " vua " not in f" {found[0].casefold()} ":
        return None
    known = _eras()
    span = _part(known[found["era"].casefold()], found["part"])
    return replace(span, last=known[found["until"].casefold()].last) if found["until"] else span


def _part(whole: YearSpan, part: str | None) -> YearSpan:
    """The part of a time that is its beginning, its middle or its end."""
    if not part:
        return whole
    share = 2 if part.casefold().startswith("nửa") else 3
    length = min((whole.last - whole.first + 1) // share, _LONGEST_PART)
    word = part.casefold().split()[-1]
    if word == "đầu":
        return replace(whole, last=whole.first + length - 1)
    if word == "giữa":
        return replace(whole, first=whole.first + length, last=whole.last - length)
    return replace(whole, first=whole.last - length + 1)


def _year(found: re.Match[str]) -> YearSpan:
    year, short = int(found["year"]), found["short"]
    ends = year // 100 * 100 + int(short) if short and int(short) > 12 else year
    return YearSpan(year, max(year, ends))


def _early_year(found: re.Match[str]) -> YearSpan | None:
    first, last = (int(found["year"]),) * 2 if found["year"] else (int(found["from"]), int(found["to"]))
    return YearSpan(first, last) if 0 < first <= last else None
