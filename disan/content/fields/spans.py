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
"""No later year is meant, and today is none that is known; more years ago than this is before our era, whenever the text was written."""

_PART = r"(?:(?P<part>đầu|giữa|cuối|nửa đầu|nửa cuối|nửa sau)(?: của)? )?"
_CENTURY = rf"{_PART}(?:{reading.CENTURY})\b"
_NUMERAL = r"(?:\d{1,2}|[ivx]+)"
_ENDED = rf"(?:$|[,.);(]| ?[-–—] ?{_NUMERAL}\b| (?:và|đến|tới)\b)"
_FURTHER = rf"(,| và|,? ?[-–—]| đến| tới) ?((?:(?:nửa )?(?:đầu|giữa|cuối|sau) )?)(?={_NUMERAL}{_ENDED})"
_CENTURIES = rf"(?:thế k[ỷỉ]|tk\.?) ?(?:thứ )?{_NUMERAL}(?:{_FURTHER}{_NUMERAL})+"
"""Centuries after the first, whose word is left out: “thế kỷ 18, 19”, “thế kỷ XVII – đầu XVIII”."""
_ROMAN = r"[IVX]+(?: ?[-–—] ?[IVX]+)?"
"""What is nothing but this means centuries."""
_DECADE = (
    r"(?:những|các|thập niên|thập kỷ)(?: năm)? (?:(?P<decade>\d{3}0)|(?P<tens>\d0)(?:(?: của)? thế k[ỷỉ] (?P<century>\d{1,2}|[ivx]+))?)\b"
)
_AGO = r"(?P<years>\d{1,2}[.,]?\d{3}) năm\b"
_PREHISTORY = (
    r"(?:(?:tiền|sơ|trung|hậu) )?(?:k[ỳì]|thời|đại|đồ) (?:đồ )?(?:đá(?: cũ| giữa| mới)?|kim khí|đồng|sắt)\b"
    r"|\b(?:tiền|sơ) sử\b|\bhùng vương\b"
)
_UNITS = r"(?!\d|[.,]\d| \d{3}| ?(?:năm|người|mét|k?m[²2]?|ha|hecta|mẫu|sào|tuổi|đồng|hiện vật)(?!\w))"
_ALONE = r"(?<![\d.,])(?<!\d{3} )"
"""No part of a longer number, such as a telephone's."""
_DOTTED = r"\d{1,2}\.(?:\d{1,2}\.)?"
_YEAR = rf"(?:năm )?{_ALONE}(?:{_DOTTED})?(?P<year>[12]\d{{3}})(?:(?: ?[-–—/] ?(?P<short>\d\d))(?!\d)|{_UNITS})"
_EARLY_YEAR = (
    rf"\bnăm (?P<year>\d{{2,3}}){_UNITS}|{_ALONE}(?P<from>\d{{3}}) ?[-–—] ?(?P<to>\d{{3}}){_UNITS}"
    rf"|{_ALONE}(?P<counted>\d{{1,3}})(?=,? ?(?:[st]?cn|tr\.? ?cn|(?:trước |sau )?công nguyên)\b)"
)
_LED = r"\b(?:thời|đời|nhà|triều|niên hiệu|vua|năm)(?: (?:nhà|đại|triều|vua|kỳ))*"
_TO = r"\s*(?:[-–—/]|đến|tới)\s*(?:(?:hết|khoảng|ngày|tháng|\d{1,2}(?!\d)[/.-]?)\s*)*"
"""Between two times that are the ends of one."""
_NOW = r"(?: ?[-–—] ?| đến | tới )(?:hiện |ngày )?nay\b"
"""Behind a time that has not ended."""
_BESIDE = r"(?: (?:năm )?thứ \d+)?[\s,(]+"
"""Between two times that are the same one, said in two ways."""
_BEHIND = 30
"""Letters behind a time that may say more of it."""
_ABOUT = r"(?:\b(?:khoảng|chừng|độ|trước|sau|gần|hơn|about|circa|ca?\.|before|after)|~)(?: (?:năm|từ|vào))*\s*$"
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
    told = (span for clause in text.normalized(typed).split(";") for span in _of_clause(_worded(" ".join(clause.split()))))
    return tuple(dict.fromkeys(told))


def _worded(clause: str) -> str:
    """A clause whose every century has the word."""
    if re.fullmatch(_ROMAN, clause):
        return f"thế kỷ {clause}"
    return re.sub(_CENTURIES, lambda found: re.sub(_FURTHER, r"\1 \2thế kỷ ", found[0], flags=re.IGNORECASE), clause, flags=re.IGNORECASE)


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
    for match, read in _matches(clause):
        before, after = clause[place : match.start()], clause[match.end() : match.end() + _BEHIND]
        span = read(match)
        if span is None or not BEFORE <= span.first <= span.last <= _LATEST:
            continue
        place = match.end()
        if re.search(_ABOUT, before, re.IGNORECASE) or re.match(_DOUBT, after):
            span = replace(span, about=True)
        if era := re.match(_BEFORE_OUR_ERA, after, re.IGNORECASE):
            span, place = YearSpan(BEFORE, BEFORE, about=True), place + era.end()
        elif now := re.match(_NOW, after, re.IGNORECASE):
            span, place = replace(span, last=_LATEST), place + now.end()
        yield _Found(span, match.start(), place)


_Read = Callable[[re.Match[str]], YearSpan | None]


def _matches(clause: str) -> Iterator[tuple[re.Match[str], _Read]]:
    """What reads like a time, with what reads it; of those that begin at one place the one that is listed first. Looks over it once."""
    waiting = [(pattern, read, pattern.search(clause)) for pattern, read in _notations()]
    while found := min(((match, read) for _, read, match in waiting if match), key=lambda each: each[0].start(), default=None):
        yield found
        end = found[0].end()
        waiting = [
            (pattern, read, pattern.search(clause, end) if match.start() < end else match) for pattern, read, match in waiting if match
        ]


@functools.cache
def _notations() -> tuple[tuple[re.Pattern[str], _Read], ...]:
    """How times are written, each with its reader."""
    names = "|".join(map(re.escape, sorted(_eras(), key=len, reverse=True)))
    numbered = rf"\b(?=(?:{names}) (?:năm )?(?:thứ|nguyên niên)\b)"
    era = rf"{_PART}(?:{_LED} |{numbered})(?P<era>{names})\b(?:(?: ?[-–—] ?|, | và )(?P<until>{names})\b)?"
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
    """The years of a dynasty or a reign, or from one to another; a name that goes on as a person's is none."""
    after = found.string[found.end() : found.end() + 2]
    named = after[:1] == " " and after[1:].isupper() and not found[0].isupper() and " vua " not in f" {found[0].casefold()} "
    if named and not found["until"]:
        return None
    known = _eras()
    span = _part(known[found["era"].casefold()], found["part"])
    return replace(span, last=known[found["until"].casefold()].last) if found["until"] and not named else span


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
    year = found["year"] or found["counted"]
    first, last = (int(year),) * 2 if year else (int(found["from"]), int(found["to"]))
    return YearSpan(first, last) if 0 < first <= last else None
