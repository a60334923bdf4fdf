"""Days that the calendar doesn't have, like 31 June, in words or numbers."""

import re

from timeline_app.model import calendar
from timeline_app.model.edtf.hints import meanings
from timeline_app.model.edtf.hints.forms import (
    ANY_YEAR,
    DAY,
    MONTH,
    MONTHS,
    NUMBER_DATE,
    WEEKDAY,
    YEAR,
    Match,
    month_number,
)

_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"{WEEKDAY}{DAY}[ ./-]?(?:of )?{MONTH}[ ,./-]{{0,2}}{ANY_YEAR}",
        rf"{WEEKDAY}{MONTH} {DAY},? {ANY_YEAR}",
        rf"{YEAR}(?P<mark>[./ ])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})",
        NUMBER_DATE,
    )
)
_LEAP_YEAR = 2000


def missing_day(text: str) -> tuple[str, str]:
    """What is wrong with a date whose month lacks its day, and that day's digits; "" for other texts."""
    month, day, year = _parts(text)
    if not month or 1 <= int(day) <= calendar.days_in_month(year, month):
        return "", ""
    name = MONTHS[month - 1].capitalize()
    if 1 <= int(day) <= calendar.days_in_month(_LEAP_YEAR, month):
        return f"{int(day)} {name} is a day of leap years alone", day
    return f"there is no {int(day)} {name}", day


def length_of_month(text: str) -> str:
    """How many days the month has of a date whose month lacks its day; "" for other texts."""
    month, _, year = _parts(text)
    of_that_year = " of that year" if month == 2 else ""
    return f"{MONTHS[month - 1].capitalize()}{of_that_year} has {calendar.days_in_month(year, month)} days"


def _parts(text: str) -> tuple[int, str, int]:
    """Month, digits of the day, and year; month 0 where a text is no such date or may be read in two ways."""
    match = next(filter(None, (form.fullmatch(text) for form in _FORMS)), None)
    if match is None:
        return 0, "", 0
    month, day = _numbered(match) if "first" in match.groupdict() else _named(match)
    return month, day, meanings.year_of(match)


def _named(match: Match) -> tuple[int, str]:
    word = match["month"]
    month = int(word) if word.isdecimal() else month_number(word) or 0
    return (month, match["day"]) if month <= 12 else (0, "")


def _numbered(match: Match) -> tuple[int, str]:
    """Of two numbers the one that alone can be a month, and the other."""
    months = [part for part in ("first", "second") if 1 <= int(match[part]) <= 12]
    if len(months) != 1:
        return 0, ""
    return int(match[months[0]]), match["second" if months == ["first"] else "first"]
