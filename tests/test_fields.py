"""The domain's types: what editors type, what it means, how it is shown again, and what is refused with which cure."""

import datetime
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from disan.content.fields.coordinates import Coordinates
from disan.content.fields.dates import LunarDay, SolarDay, When
from disan.content.fields.errors import RefusedError
from disan.content.fields.model import Model
from disan.content.fields.numbers import Count, Quantity
from disan.content.fields.plain import Line
from disan.core import strings

VI, EN = strings.load("vi"), strings.load("en")


class Sample(Model):
    """A record with one field of each type, every one as text, as `source` gives it."""

    when: When | None = None
    lunar: LunarDay | None = None
    solar: SolarDay | None = None
    coordinates: Coordinates | None = None
    count: Count | None = None
    quantity: Quantity | None = None
    line: Line | None = None


def refusal(**typed: str) -> tuple[str, dict[str, Any]]:
    """The rule and the values with which the field refuses."""
    with pytest.raises(RefusedError) as caught:
        Sample.read(typed)
    (fault,) = caught.value.faults
    assert fault.path == tuple(typed)
    return fault.rule, dict(fault.values)


def outcome(read: Callable[[object], object], typed: str) -> str:
    """What became of a text: `read`, or the rule that refused it."""
    try:
        read(typed)
    except RefusedError as error:
        return error.faults[0].rule
    return "read"


@pytest.mark.parametrize(
    ("typed", "edtf", "vi", "en"),
    [
        ("2013-12-09", "2013-12-09", "ngày 9/12/2013", "9 December 2013"),
        ("9/12/2013", "2013-12-09", "ngày 9/12/2013", "9 December 2013"),
        ("09-12-2013", "2013-12-09", "ngày 9/12/2013", "9 December 2013"),
        ("9.12.2013", "2013-12-09", "ngày 9/12/2013", "9 December 2013"),
        ("ngày 9 tháng 12 năm 2013", "2013-12-09", "ngày 9/12/2013", "9 December 2013"),
        ("1962-04", "1962-04", "tháng 4/1962", "April 1962"),
        ("4/1962", "1962-04", "tháng 4/1962", "April 1962"),
        ("Tháng 4 năm 1962", "1962-04", "tháng 4/1962", "April 1962"),
        ("1992", "1992", "1992", "1992"),
        ("năm 713", "0713", "713", "713"),
        ("1930~", "1930~", "khoảng 1930", "about 1930"),
        ("khoảng 1930", "1930~", "khoảng 1930", "about 1930"),
        ("khoảng năm 1930", "1930~", "khoảng 1930", "about 1930"),
        ("2021-11-23?", "2021-11-23?", "23/11/2021 (suy ra)", "23 November 2021 (inferred)"),
        ("1930%", "1930%", "khoảng 1930 (suy ra)", "about 1930 (inferred)"),
        ("1964/1972", "1964/1972", "1964–1972", "1964–1972"),
        ("1964-1972", "1964/1972", "1964–1972", "1964–1972"),
        ("1964 – 1972", "1964/1972", "1964–1972", "1964–1972"),
        ("từ năm 1964 đến năm 1972", "1964/1972", "1964–1972", "1964–1972"),
        ("khoảng 1715–1720", "1715~/1720~", "khoảng 1715–1720", "about 1715–1720"),
        ("2021-01/2021-05", "2021-01/2021-05", "tháng 1/2021 – tháng 5/2021", "January 2021 – May 2021"),
        ("9/12/2013 - 11/12/2013", "2013-12-09/2013-12-11", "9/12/2013 – 11/12/2013", "9 December 2013 – 11 December 2013"),
        ("thế kỷ 18", "1701/1800", "thế kỷ 18", "18th century"),
        ("Thế kỉ XVIII", "1701/1800", "thế kỷ 18", "18th century"),
        ("17XX", "1701/1800", "thế kỷ 18", "18th century"),
        ("thế kỷ XV–XVI", "1401/1600", "thế kỷ 15 – thế kỷ 16", "15th century – 16th century"),
        ("21st century", "2001/2100", "thế kỷ 21", "21st century"),
    ],
)
def test_dates_are_read_and_shown(typed: str, edtf: str, vi: str, en: str) -> None:
    when = When.read(typed)
    assert (when.edtf, when.formatted(VI), when.formatted(EN)) == (edtf, vi, en)
    assert When.read(unicodedata.normalize("NFD", f"  {typed} ")) == when


@pytest.mark.parametrize(
    ("typed", "earliest", "latest"),
    [
        ("9/12/2013", "2013-12-09", "2013-12-09"),
        ("2/2024", "2024-02-01", "2024-02-29"),
        ("1992", "1992-01-01", "1992-12-31"),
        ("1964/1972", "1964-01-01", "1972-12-31"),
        ("thế kỷ 18", "1701-01-01", "1800-12-31"),
        ("năm 713", "0713-01-01", "0713-12-31"),
    ],
)
def test_dates_know_their_first_and_last_day(typed: str, earliest: str, latest: str) -> None:
    when = When.read(typed)
    assert (when.earliest.isoformat(), when.latest.isoformat()) == (earliest, latest)


days = st.dates(datetime.date(1000, 1, 1))


@given(days, days, st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]), st.sampled_from(["", "~", "?", "%"]))
def test_what_a_page_shows_can_be_typed_back(one: datetime.date, other: datetime.date, shape: str, mark: str) -> None:
    first, last = sorted([one, other])
    for typed in (f"{first.strftime(shape)}{mark}", f"{first.strftime(shape)}{mark}/{last.strftime(shape)}{mark}"):
        when = When.read(typed)
        assert When.read(when.edtf) == when
        assert When.read(when.formatted(VI)) == when
        assert when.earliest <= first <= when.latest


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("31/2/2013", ""),
        ("2013-02-29", ""),
        ("0/1/2013", ""),
        ("13/2013", ""),
        ("0000", ""),
        ("12/25/2013", "25/12/2013"),
        ("2013-25-12", "2013-12-25"),
        ("1972/1964", "1964/1972"),
        ("1964-72", "1964/1972"),
        ("40/13/2013 – 1/1/2014", ""),
    ],
)
def test_impossible_dates_are_refused_with_the_likely_one(typed: str, right: str) -> None:
    assert refusal(when=typed) == ("bad-date", {"value": typed, "right": right})
    if right:
        When.read(right)


@pytest.mark.parametrize("typed", ["", "hôm qua", "99999", "đầu năm", "1964/", "thế kỷ 0", "thế kỷ", "1e3"])
def test_what_is_no_date_is_refused_with_an_example(typed: str) -> None:
    rule, values = refusal(when=typed)
    assert rule == "wrong-type"
    assert "9/12/2013" in values["expected"].vi


@pytest.mark.parametrize(("typed", "right"), [("2/9/45", "2/9/1945"), ("9.12.13", "9/12/2013"), ("05-08-08", "5/8/2008")])
def test_a_year_of_two_digits_is_refused_with_four(typed: str, right: str) -> None:
    """Nobody can tell 1913 from 2013: the likelier one is shown, none is taken."""
    assert refusal(when=typed) == ("bad-date", {"value": typed, "right": right, "reason": "year"})


def test_a_full_stop_behind_a_date_does_no_harm() -> None:
    assert When.read("1945.").edtf == "1945"


@given(st.text())
def test_any_text_is_a_date_or_a_refusal(typed: str) -> None:
    assert outcome(When.read, typed) in {"read", "bad-date", "wrong-type"}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("15/2", "15/2"),
        ("03/03", "3/3"),
        ("30/12", "30/12"),
        ("rằm tháng Giêng", "15/1"),
        ("Rằm tháng 7 âm lịch", "15/7"),
        ("mùng 3 tháng Ba", "3/3"),
        ("mồng 1/5", "1/5"),
        ("ngày 14 tháng 2", "14/2"),
        ("23 tháng Chạp", "23/12"),
        ("10 tháng mười một", "10/11"),
    ],
)
def test_lunar_days(typed: str, shown: str) -> None:
    assert LunarDay.read(typed).formatted() == shown


@pytest.mark.parametrize(("typed", "right"), [("31/1", ""), ("0/1", ""), ("2/15", "15/2"), ("15/13", "")])
def test_lunar_days_that_are_not(typed: str, right: str) -> None:
    """A lunar month has thirty days at most and a year twelve months; 15/13 cannot be turned round either."""
    assert refusal(lunar=typed) == ("bad-date", {"value": typed, "right": right, "reason": "lunar"})


@pytest.mark.parametrize("typed", ["tháng Giêng", "1 tháng Một", "15", "15/2/2013", "đầu xuân", "1/²"])
def test_what_is_no_lunar_day(typed: str) -> None:
    """ "Tháng Một" is refused because it is the eleventh month to the old and the first to the young."""
    assert refusal(lunar=typed)[0] == "wrong-type"


@pytest.mark.parametrize(
    ("typed", "vi", "en"),
    [("24/7", "24/7", "24 July"), ("24 tháng 7", "24/7", "24 July"), ("29/2", "29/2", "29 February"), ("01/05", "1/5", "1 May")],
)
def test_solar_days(typed: str, vi: str, en: str) -> None:
    day = SolarDay.read(typed)
    assert (day.formatted(VI), day.formatted(EN)) == (vi, en)


@pytest.mark.parametrize(
    ("typed", "rule", "right"), [("30/2", "bad-date", ""), ("7/24", "bad-date", "24/7"), ("24 July", "wrong-type", None)]
)
def test_solar_days_that_are_not(typed: str, rule: str, right: str | None) -> None:
    found, values = refusal(solar=typed)
    assert (found, values.get("right")) == (rule, right)


@pytest.mark.parametrize(
    "typed",
    [
        "18.3419, 105.9030",
        "18.3419,105.9030",
        "18.3419 105.9030",
        " (18.3419, 105.9030) ",
        "18,3419; 105,9030",
        "18,3419 105,9030",
        "18,3419, 105,9030",
        "18,3419,105,9030",
        "18.3419° N, 105.9030° E",
        "18.3419N 105.9030E",
        "18.3419000000001, 105.9030",
    ],
)
def test_decimal_coordinates(typed: str) -> None:
    point = Coordinates.read(typed)
    assert point == Coordinates(18.3419, 105.903)
    assert point.formatted(VI) == point.formatted(EN) == "18.3419, 105.9030"
    assert Coordinates.read(point.formatted(VI)) == point


@pytest.mark.parametrize(
    "typed",
    [
        "18°20'31\"N 105°54'11\"E",
        "18°20'31\"N105°54'11\"E",
        "18° 20' 31\" N, 105° 54' 11\" E",
        "18°20′31″B, 105°54′11″Đ",
        "18°20’31”N 105°54’11”E",
        "18°20'31''N 105°54'11''E",
        "N18°20'31\" E105°54'11\"",
        "18º20'31,0\"N; 105º54'11,0\"E",
    ],
)
def test_degrees_minutes_and_seconds(typed: str) -> None:
    """20 minutes 31 seconds are 1231 of 3600; 54 minutes 11 seconds are 3251."""
    point = Coordinates.read(typed)
    assert point.latitude == pytest.approx(18 + 1231 / 3600, abs=1e-6)
    assert point.longitude == pytest.approx(105 + 3251 / 3600, abs=1e-6)


def test_degrees_and_decimal_minutes() -> None:
    assert Coordinates.read("18°30.6'N 105°45'E") == Coordinates(18.51, 105.75)


def test_turned_round_coordinates_are_refused_with_the_right_order() -> None:
    assert refusal(coordinates="105,9030; 18,3419") == (
        "swapped-coordinates",
        {"value": "105,9030; 18,3419", "right": "18.3419, 105.9030"},
    )


@pytest.mark.parametrize(
    "typed", ["", "gần chợ", "18,105", "18 105", "18.3419", "18.3419, 105.9030, 12", "18°75'N 105°54'E", "18.34.19, 105.90.30"]
)
def test_what_is_no_point_is_refused_with_an_example(typed: str) -> None:
    rule, values = refusal(coordinates=typed)
    assert rule == "wrong-type"
    assert "18.3419, 105.9030" in values["expected"].vi


@given(st.text())
def test_any_text_is_a_point_or_a_refusal(typed: str) -> None:
    assert outcome(Coordinates.read, typed) in {"read", "wrong-type", "swapped-coordinates"}


@pytest.mark.parametrize(
    ("typed", "count"),
    [("400", 400), ("1.340", 1340), ("1,340", 1340), ("1 340", 1340), ("1\u00a0340", 1340), ("1.340.000", 1340000), ("0", 0)],
)
def test_counts(typed: str, count: int) -> None:
    assert Sample.read({"count": typed}).count == count


@pytest.mark.parametrize("typed", ["", "14,5", "hơn 400", "-3", "1.34.000", "1.340,25", "ba", "1e3", "1" * 16, "9" * 400])
def test_what_is_no_count(typed: str) -> None:
    rule, values = refusal(count=typed)
    assert (rule, values["value"]) == ("wrong-type", typed)


@pytest.mark.parametrize(
    ("typed", "vi", "en"),
    [
        ("400", "400 cuốn", "400 books"),
        ("1.340", "1.340 cuốn", "1,340 books"),
        ("1,340", "1.340 cuốn", "1,340 books"),
        ("14,5", "14,5 cuốn", "14.5 books"),
        ("14.5", "14,5 cuốn", "14.5 books"),
        ("1.340,5", "1.340,5 cuốn", "1,340.5 books"),
        ("1,340.5", "1.340,5 cuốn", "1,340.5 books"),
        ("0.25", "0,25 cuốn", "0.25 books"),
        ("hơn 2000", "hơn 2.000 cuốn", "more than 2,000 books"),
        ("Trên 2.000", "hơn 2.000 cuốn", "more than 2,000 books"),
        ("over 2,000", "hơn 2.000 cuốn", "more than 2,000 books"),
        ("khoảng 400", "khoảng 400 cuốn", "about 400 books"),
        ("~400", "khoảng 400 cuốn", "about 400 books"),
        ("gần 80", "gần 80 cuốn", "nearly 80 books"),
        ("400 - 450", "400–450 cuốn", "400–450 books"),
        ("từ 400 đến 450", "400–450 cuốn", "400–450 books"),
        ("khoảng 1.000–1.200", "khoảng 1.000–1.200 cuốn", "about 1,000–1,200 books"),
    ],
)
def test_quantities(typed: str, vi: str, en: str) -> None:
    quantity = Quantity.read(typed)
    assert (quantity.formatted(VI, "cuốn"), quantity.formatted(EN, "books")) == (vi, en)


@pytest.mark.parametrize(
    ("typed", "vi", "en"),
    [
        ("khoảng 2200000000", "khoảng 2,2 tỷ đồng", "about 2.2 billion VND"),
        ("2,2 tỷ", "2,2 tỷ đồng", "2.2 billion VND"),
        ("2,2 tỷ đồng", "2,2 tỷ đồng", "2.2 billion VND"),
        ("380 triệu", "380 triệu đồng", "380 million VND"),
        ("380000000", "380 triệu đồng", "380 million VND"),
        ("2 - 2,2 tỷ", "2–2,2 tỷ đồng", "2–2.2 billion VND"),
        ("800 triệu - 1,2 tỷ", "800 triệu–1,2 tỷ đồng", "800 million–1.2 billion VND"),
        ("79 tỷ", "79 tỷ đồng", "79 billion VND"),
        ("2 345 600 000", "2.345,6 triệu đồng", "2,345.6 million VND"),
        ("12345678", "12.345.678 đồng", "12,345,678 VND"),
        ("999000", "999.000 đồng", "999,000 VND"),
    ],
)
def test_large_sums_are_shortened_only_where_that_loses_nothing(typed: str, vi: str, en: str) -> None:
    quantity = Quantity.read(typed)
    assert (quantity.formatted(VI, "đồng"), quantity.formatted(EN, "VND")) == (vi, en)


@given(st.integers(0, 10**12), st.sampled_from(["", "khoảng ", "hơn ", "gần "]))
def test_a_quantity_shown_in_vietnamese_can_be_typed_back(number: int, qualifier: str) -> None:
    quantity = Quantity.read(f"{qualifier}{number}")
    assert quantity.low == quantity.high == number
    assert Quantity.read(quantity.formatted(VI)) == quantity


@pytest.mark.parametrize("typed", ["", "nhiều", "450 - 400", "1.34.000", "-4", "hơn", "1/2", "0912345678", "1" * 16, "9" * 400])
def test_what_is_no_quantity_is_refused_with_an_example(typed: str) -> None:
    rule, values = refusal(quantity=typed)
    assert (rule, values["value"]) == ("wrong-type", typed)
    assert values["expected"].vi == "một con số như 400 hoặc hơn 400"


@given(st.text())
def test_any_text_is_a_quantity_or_a_refusal(typed: str) -> None:
    assert outcome(Quantity.read, typed) in {"read", "wrong-type"}


@example("a  đ")
@given(st.text("ađ \t\n\u00a0\u2003\u2028\u200b", max_size=8) | st.text())
def test_in_a_line_any_run_of_spaces_is_one_space_and_there_is_none_at_its_ends(typed: str) -> None:
    assert Sample.read({"line": typed}).line == " ".join(typed.split())
