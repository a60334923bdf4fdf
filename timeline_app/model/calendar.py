"""The calendar: proleptic Gregorian dates of any year as seconds since 1970, and back.

The standard library's datetime ends at the years 1 and 9999; sources don't. Years are astronomical:
year 0 is 1 BCE, year -43 is 44 BCE. Seconds are float64, exact for every whole second of human history.
"""

import math
from typing import NamedTuple

MINUTE = 60.0
HOUR = 3600.0
DAY = 86400.0
YEAR = 365.2425 * DAY
"""Seconds in a mean Gregorian year."""

_LAST_OF_DAY = math.nextafter(DAY, 0.0)  # the rest of a day is rounded up to a whole day just before midnight
_DAYS_IN_ERA = 146_097  # 400 years
_DAYS_TO_1970 = 719_468  # from 1 March of year 0


class Civil(NamedTuple):
    """A moment as a wall clock in UTC shows it; `year` is astronomical, `second` has its fraction."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: float


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """How many days a month (1 to 12) has in that year."""
    return 29 if month == 2 and is_leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """Days from 1970-01-01 to the date; the year starts in March inside, so that leap days come last."""
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * _DAYS_IN_ERA + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - _DAYS_TO_1970


def date_of_day(number: int) -> tuple[int, int, int]:
    """Year, month and day of the date `number` days after 1970-01-01."""
    era, day_of_era = divmod(number + _DAYS_TO_1970, _DAYS_IN_ERA)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return era * 400 + year_of_era + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def seconds_at(year: int, month: int = 1, day: int = 1, hour: int = 0, minute: int = 0, second: float = 0.0) -> float:
    """Seconds from 1970-01-01T00:00Z to a moment in UTC."""
    return day_number(year, month, day) * DAY + (hour * 3600 + minute * 60) + second


def civil_at(seconds: float) -> Civil:
    """The wall clock at a time.

    Args:
        seconds: finite, since 1970-01-01T00:00Z.
    """
    days, rest = divmod(seconds, DAY)
    minutes, second = divmod(min(rest, _LAST_OF_DAY), MINUTE)
    hour, minute = divmod(int(minutes), 60)
    return Civil(*date_of_day(int(days)), hour, minute, second)


def months_later(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month (1 to 12) so many months after the given ones."""
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1


def weekday(number: int) -> int:
    """Day of the week of the date `number` days after 1970-01-01; Monday is 0."""
    return (number + 3) % 7
