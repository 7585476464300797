"""The lunar calendar, against days that Hà Nội and Beijing keep apart and against the moon itself."""

import datetime
import itertools

import pytest

from disan.content import lunar

MEAN_NEW_MOON = datetime.datetime(2000, 1, 6, 14, 20, tzinfo=datetime.UTC)
"""J. Meeus, Astronomical Algorithms, chapter 49: JDE 2451550.09766."""
SYNODIC_MONTH = datetime.timedelta(days=29.530588853)
HANOI = datetime.timezone(datetime.timedelta(hours=7))


@pytest.mark.parametrize(
    ("year", "tet"),
    [
        # Winter solstice 1984: 16:23 UTC on 21 December, so in Hà Nội (UTC+7) still the 21st, before the new moon of the 22nd;
        # in Beijing the 22nd, within the month that begins that day. Hence the Vietnamese year began a month earlier.
        (1985, datetime.date(1985, 1, 21)),
        # New moon at 16:14 UTC on 17 February: 23:14 in Hà Nội, 0:14 on the 18th in Beijing.
        (2007, datetime.date(2007, 2, 17)),
        # New moon at 16:07 UTC on 2 February: 23:07 in Hà Nội, 0:07 on the 3rd in Beijing.
        (2030, datetime.date(2030, 2, 2)),
        # Hà Nội and Beijing agree.
        (2024, datetime.date(2024, 2, 10)),
        (2025, datetime.date(2025, 1, 29)),
        (2026, datetime.date(2026, 2, 17)),
    ],
)
def test_tet(year: int, tet: datetime.date) -> None:
    assert lunar.solar(1, 1, year) == tet


@pytest.mark.parametrize("year", range(2020, 2051))
def test_every_month_begins_on_the_day_of_a_new_moon(year: int) -> None:
    """The true new moon strays from the mean one by some fourteen hours at most (the moon's and the sun's unequal pace)."""
    for month in range(1, 13):
        first = lunar.solar(1, month, year)
        assert first is not None
        noon = datetime.datetime.combine(first, datetime.time(12), HANOI)
        months = round((noon - MEAN_NEW_MOON) / SYNODIC_MONTH)
        assert abs(noon - MEAN_NEW_MOON - months * SYNODIC_MONTH) <= datetime.timedelta(hours=14 + 12)


@pytest.mark.parametrize("year", range(2020, 2051))
def test_months_follow_one_another(year: int) -> None:
    """A month has 29 or 30 days; where a leap month stands between, two of them. The 30th exists only in long months."""
    firsts = [lunar.solar(1, month, year) for month in range(1, 13)] + [lunar.solar(1, 1, year + 1)]
    leaps = 0
    for month, (first, after) in enumerate(itertools.pairwise(firsts), start=1):
        assert first is not None
        assert after is not None
        length = (after - first).days
        leaps += length > 30
        assert length in {29, 30} or 58 <= length <= 60
        last = lunar.solar(30, month, year)
        assert last in {None, first + datetime.timedelta(days=29)}
        if length <= 30:
            assert (last is None) == (length == 29)
    assert leaps <= 1


def test_days_count_on_from_the_first() -> None:
    # Rằm tháng Giêng is a fortnight after Tết.
    assert lunar.solar(15, 1, 2026) == datetime.date(2026, 3, 3)


def test_the_last_month_reaches_into_the_next_solar_year() -> None:
    found = lunar.solar(23, 12, 2026)
    assert found == datetime.date(2027, 1, 30)


@pytest.mark.parametrize(("day", "month", "year"), [(30, 12, 2025), (31, 1, 2026), (0, 1, 2026), (1, 13, 2026), (1, 1, 1850), (1, 1, 2200)])
def test_days_that_are_not(day: int, month: int, year: int) -> None:
    """The year before Tết 2026 (17 February) ended on its 29th: its last month began on 19 January."""
    assert lunar.solar(day, month, year) is None
