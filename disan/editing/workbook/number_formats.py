"""What a cell shows of its value: a value and its number format in, a text as an editor would type it out (ECMA-376, part 1, 18.8.31).

Numbers are rounded, scaled and given their words as the format says, but with a point and without separators of thousands, which differ
from machine to machine. Dates come as the parts that are shown: "Năm" yyyy is a year. What this does not know is shown whole.
"""

import datetime
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from disan.core import text

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*](?P<blank>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|(?P<bracket>\[[^\]]*\])'
    r"|(?P<general>General)|(?P<half>AM/PM|A/P)|(?P<exponent>[Ee][+-])|(?P<part>y+|e+|m+|d+|h+|s+)|(?P<digit>[0#?])|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])*')
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_CONDITION = re.compile(r"\[[<>=]")
_ZERO_SECTION, _TEXT_SECTION = 2, 3
_DATE_WORDS = frozenset(("ngay", "thang", "nam"))
"""What stands between a date's parts and says nothing that the date does not."""
_DAY_LETTERS = 2
"""More of them are a day of the week."""
_DECIMALS_OF_A_THOUSAND = 3
_DIGITS = ".15g"
"""As many as spreadsheet programs keep: 0.1 + 0.2 is 0.3."""

Token = tuple[str, str]
"""What it is (see `_TOKEN`), and its text."""
Moment = datetime.datetime | datetime.date | datetime.time | datetime.timedelta


def shown_text(value: str, form: str) -> str:
    """A text with the words that its format puts around it: "Thôn "@."""
    section = next((each for each in _sections(form) if "@" in each), "@")
    return "".join(value if token == ("sign", "@") else _literal(token) for token in _tokens(section))


def shown_number(value: float, form: str) -> str:
    """A number as its format shows it; whole where the format is one of fractions, powers of ten or conditions, or shows nothing."""
    sections = _sections(form)
    exact = Decimal(format(value, _DIGITS) if value % 1 else value)
    place = 0 if value > 0 else 1 if value < 0 else _ZERO_SECTION
    section = sections[place] if place < min(len(sections), _TEXT_SECTION) else sections[0]
    tokens = list(_tokens(section))
    kinds = {kind for kind, _ in tokens}
    plain = _plain_number(exact)
    if _CONDITION.search(form) or kinds & {"general", "exponent", "part"} or {("sign", "/"), ("sign", "@")} & set(tokens):
        return plain
    if "digit" not in kinds:
        return "".join(map(_literal, tokens)).strip() or plain
    signed = value < 0 and section is sections[0]
    return "-" * signed + "".join(_filled(tokens, abs(exact))).strip()


def shown_moment(value: Moment, form: str) -> str:
    """A date or time as far as its format shows it: a day 2013-12-09, a month 2013-12, a year 2013, a day of any year 9/12, a time 7:30."""
    if isinstance(value, datetime.timedelta):
        minutes = round(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    tokens = list(_tokens(_ELAPSED.sub("h", _sections(form)[0])))
    parts = _parts(tokens)
    day = _date(value, parts) if isinstance(value, datetime.date) else ""
    time = _time(value, parts) if isinstance(value, datetime.datetime | datetime.time) else ""
    first, last = _words_around(tokens)
    return " ".join(each for each in (first, day, time, last) if each)


def _sections(form: str) -> list[str]:
    return [each[0] for each in _SECTION.finditer(form) if each[0]] or ["General"]


def _tokens(section: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(section):
        yield str(found.lastgroup), found[str(found.lastgroup)]


def _literal(token: Token) -> str:
    kind, shown = token
    return shown if kind in ("quoted", "escaped", "currency", "sign") else " " * (kind == "blank")


def _plain_number(value: Decimal) -> str:
    """The number; with a fourth decimal where there are three, for "1.345" is a thousand and more to whoever reads Vietnamese."""
    whole = value == value.to_integral_value()
    digits = format(value.to_integral_value() if whole else value.normalize(), "f")
    return f"{digits}0" if len(digits.partition(".")[2]) == _DECIMALS_OF_A_THOUSAND else digits


def _filled(tokens: list[Token], value: Decimal) -> Iterator[str]:
    """The tokens with the number's digits in the places for them, from the point to both sides."""
    point = tokens.index(("sign", ".")) if ("sign", ".") in tokens else len(tokens)
    before = [index for index, (kind, _) in enumerate(tokens[:point]) if kind == "digit"]
    behind = [index for index, (kind, _) in enumerate(tokens) if kind == "digit" and index > point]
    scale = sum(token == ("sign", ",") for token in tokens[before[-1] if before else 0 : point])
    value = value * 100 ** tokens.count(("sign", "%")) / 1000**scale
    rounded = format(value.quantize(Decimal(1).scaleb(-len(behind)), ROUND_HALF_UP), "f")
    whole, _, decimals = rounded.partition(".")
    decimals = decimals.rstrip("0")
    whole = whole.zfill(sum(tokens[index][1] == "0" for index in before)).rjust(len(before))
    digits = [whole[: len(whole) - len(before) + 1], *whole[len(whole) - len(before) + 1 :]]
    for index, token in enumerate(tokens):
        if index in before:
            yield digits[before.index(index)].strip()
        elif index == point:
            yield f".{_lengthened(decimals)}" if decimals else ""
        elif index not in behind and token != ("sign", ","):
            yield _literal(token)


def _lengthened(decimals: str) -> str:
    """Three decimals with a fourth, as in `_plain_number`."""
    return f"{decimals}0" if len(decimals) == _DECIMALS_OF_A_THOUSAND else decimals


def _parts(tokens: list[Token]) -> set[str]:
    """Which of year, month, day, hour and second are shown; an m beside hours or seconds is of minutes."""
    shown: set[str] = set()
    runs = [part.casefold() for kind, part in tokens if kind == "part"]
    for place, run in enumerate(runs):
        minutes = run[0] == "m" and ((place and runs[place - 1][0] == "h") or (place + 1 < len(runs) and runs[place + 1][0] == "s"))
        if not minutes and not (run[0] == "d" and len(run) > _DAY_LETTERS):
            shown.add("y" if run[0] == "e" else run[0])
    return shown


def _date(value: datetime.date, shown: set[str]) -> str:
    day = value.date() if isinstance(value, datetime.datetime) else value
    if "y" not in shown and {"m", "d"} & shown:
        return "/".join(str(part) for letter, part in (("d", day.day), ("m", day.month)) if letter in shown)
    if shown & {"h", "s"} and "y" not in shown:
        return ""
    length = {(True, True): 10, (True, False): 7, (False, False): 4}.get(("m" in shown, "d" in shown), 10)
    return day.isoformat()[: length if shown else 10]


def _time(value: datetime.datetime | datetime.time, shown: set[str]) -> str:
    if isinstance(value, datetime.datetime) and (not shown & {"h", "s"} or ("d" in shown and value.time() == datetime.time())):
        return ""  # Midnight beside a day is what a program adds that knows no days alone.
    return f"{value.hour}:{value.minute:02}" + (f":{value.second:02}" if "s" in shown else "")


def _words_around(tokens: list[Token]) -> tuple[str, str]:
    """What stands before the first part and behind the last and says more than that it is a date: "khoảng" yyyy."""
    places = [index for index, (kind, _) in enumerate(tokens) if kind == "part"] or [len(tokens)]
    around = ("".join(map(_literal, each)).strip(" ,.-/()") for each in (tokens[: places[0]], tokens[places[-1] + 1 :]))
    first, last = ("" if text.folded(each) in _DATE_WORDS or not any(map(str.isalpha, each)) else each for each in around)
    return first, last
