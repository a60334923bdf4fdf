"""What to write where words leave open which date they mean."""

import re

from timeline_app.model import calendar
from timeline_app.model.edtf.hints import meanings
from timeline_app.model.edtf.hints.dates import DATES
from timeline_app.model.edtf.hints.forms import (
    DAY,
    MONTH,
    MONTHS,
    NUMBER_DATE,
    STAGE,
    THE,
    WEEKDAY,
    Match,
    first_meaning,
    month_number,
    rules,
)

_FIRST_SHEET_DAY = calendar.day_number(1899, 12, 30)
"""Day 0 of spreadsheets, counted from 1970-01-01; right from March 1900 on."""
_LAST_SHEET_DAY = 73_050
_FIRST_YEAR = 1000
_EITHER_DAY = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d\d)(?!\d)")


def _either_order(match: Match) -> str:
    year, first, second = int(match["year"]), int(match["first"]), int(match["second"])
    if not 1 <= first <= 12 or not 1 <= second <= 12:
        return ""
    day_first, month_first = meanings.date(year, second, first), meanings.date(year, first, second)
    return (
        f"write {day_first} if you mean {first} {MONTHS[second - 1].capitalize()}, "
        f"{month_first} if you mean {second} {MONTHS[first - 1].capitalize()}"
    )


def has_either_order(text: str) -> bool:
    """Whether a text is a date in numbers of which either of two may be the day."""
    return bool(first_meaning(_NUMBERS, text))


def names_either_day(text: str) -> bool:
    """Whether a text holds such a date anywhere, "05/06/2023" or "05/06/23", whose two numbers differ."""
    found = ({int(match[1]), int(match[3])} for match in _EITHER_DAY.finditer(text))
    return any(len(numbers) > 1 and min(numbers) > 0 and max(numbers) <= len(MONTHS) for numbers in found)


def lacks_year(text: str) -> bool:
    """Whether a text is a day or month that would be a date with a year."""
    return bool(first_meaning(_YEARLESS, text))


def _without_year(match: Match) -> str:
    """How the same words with a year are written, as an example."""
    meant = first_meaning(DATES, match[0].strip(" ,") + " 2022")
    return f"add the year: in 2022 it is written “{meant}”" if meant else ""


def _short_year(match: Match) -> str:
    """A year of two digits may be of any century."""
    year = match["short"]
    if month_number(match["month"]) is None:
        return ""
    return f"write the year with four digits, 19{year} or 20{year} or another that ends in {year}"


def _number_alone(match: Match) -> str:
    """Five digits may be a day as spreadsheets count them, and six a year and month."""
    number = int(match["number"])
    year = f"write “{meanings.year(number)}” for the year {number}"
    if len(match["number"]) == 6:
        month = meanings.date(number // 100, number % 100)
        return f"did you mean “{month}”? {year}" if month and number >= _FIRST_YEAR * 100 else year
    if number > _LAST_SHEET_DAY:
        return year
    day = calendar.date_of_day(number + _FIRST_SHEET_DAY)
    return f"did you mean “{meanings.date(*day)}”, day {number} of a spreadsheet? {year}"


def _century_or_decade(match: Match) -> str:
    first = match["century"]
    return f"write {first}XX for {first}00 to {first}99, {first}0X for {first}00 to {first}09"


def _before_christ(match: Match) -> str:
    number = int(match["number"])
    first, second = meanings.year(1 - number), meanings.year(-number)
    return f"write {first} for {number} BCE, {second} for {number + 1} BCE" if number else ""


def _month_or_year(match: Match) -> str:
    year, month = int(match["year"]), int(match["month"])
    if not 1 <= month <= 12:
        return ""
    words = f"{MONTHS[month - 1].capitalize()} {year}"
    return f"write {year}-{month:02d} if you mean {words}, {year}/{year + 1} if you mean {year} to {year + 1}"


_NUMBERS = rules((NUMBER_DATE, _either_order))
_YEARLESS = rules((rf"(?:{STAGE}|{DAY} )?{MONTH}(?: \d{{1,2}})?,?", _without_year))

ADVICE = (
    *_YEARLESS,
    *rules(
        (r"(?P<year>\d{4})/(?P<month>\d\d)", _month_or_year),
        (NUMBER_DATE, _either_order),
        (rf"{WEEKDAY}(?:{DAY}[ ./-]?)?(?:of )?{MONTH}[ ,./-]{{0,2}}'?(?P<short>\d\d)", _short_year),
        (rf"{WEEKDAY}{MONTH} {DAY},? '?(?P<short>\d\d)", _short_year),
        (r"(?P<number>\d{5,6})", _number_alone),
        (rf"{THE}(?P<century>\d\d)00'?s", _century_or_decade),
        (r"-(?P<number>\d{1,3})", _before_christ),
        (r"'?\d{1,2}", lambda _: "write the year with four digits, like 1984 or 0084"),
        (
            r"\d{1,2}[-./]\d{1,2}[-./]'?\d{2}",
            lambda _: "write the year with four digits, then month and day, like 2022-09-21",
        ),
        (
            r"(?:(?:early|late|earlier|later) )?(?:(?:on|last|next|this) )?(?:[a-z]{3,6}day|week|month|year)"
            r"|today|tomorrow|recently",
            lambda _: "write the date that is meant, and the source's own words as “stated”",
        ),
        (
            r"0000-00(?:-00)?|n\.?d\.?|s\.?d\.?|no date|undated|(?:date )?(?:unknown|not known)|none|n/a|\?+|-+",
            lambda _: "leave the date out where there is none",
        ),
    ),
)
"""The first that fits counts."""
