"""The Vietnamese lunar calendar. A lunar day and year go in, a solar date comes out.

Vietnam reckons new moons and solar terms at UTC+7, so a Chinese library is a day or a month off in some years: Tết 1985 was
21 January in Hà Nội, 20 February in Beijing. Knows no clock: which years to show is the caller's to say.
"""

import datetime
import functools

_HANOI_HOURS = 7.0


@functools.cache
def solar(day: int, month: int, year: int) -> datetime.date | None:
    """The solar date of a lunar day (1 to 30, month 1 to 12, never a leap month) of the lunar year that begins in `year`.

    None where that year has no such day: the 30th of a month of 29 days, or a date outside the years 1900 to 2100, where the
    reckoning is not vouched for. A day of the last months falls in January or February of the year after.
    """
    from lunar_vn import LunarDate, lunar_to_solar, solar_to_lunar  # Only a festival's page needs it.

    try:
        wanted = LunarDate(day=day, month=month, year=year, leap=False)
        found = lunar_to_solar(wanted, time_zone=_HANOI_HOURS)
    except ValueError:
        return None
    # The library counts past the end of a short month; only a date that leads back is one.
    return found if solar_to_lunar(found, time_zone=_HANOI_HOURS) == wanted else None
