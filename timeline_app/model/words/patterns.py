"""A date with unknown digits in words: "in the 1560s", "some day in May 2004", "25 December, year not known"."""

from collections.abc import Sequence

from timeline_app.model import calendar
from timeline_app.model.edtf import DatePattern
from timeline_app.model.edtf.dates import NO_MARKS
from timeline_app.model.words.calendar_names import month_name, told_year
from timeline_app.model.words.lists import EITHER, list_words
from timeline_app.model.words.marks import DAY, MONTH, YEAR, marked
from timeline_app.model.words.years import Years
from timeline_app.translation import Message

_ANY_MONTH = Message("some month")
_MONTH_BETWEEN = Message("some month from {first} to {last}")
_DAY_BETWEEN = Message("between {first} and {last}", "days of a month")
_DAY_OF_MONTH = Message("day {day}", "of a month that is not known")
_DAY_OF_MONTH_BETWEEN = Message("a day between {first} and {last}", "of a month that is not known")

_NAMED, _VAGUE, _ANY, _NONE = "named", "vague", "any", "none"
"""What is known of a month or day: which ones it may be, that it is one of many, nothing; or it isn't given."""

_IN_YEAR = {
    (_NAMED, _NONE): Message("{month} {year}"),
    (_VAGUE, _NONE): Message("{month} in {year}"),
    (_NAMED, _NAMED): Message("{day} {month} {year}"),
    (_VAGUE, _NAMED): Message("{day} of {month} in {year}"),
    (_NAMED, _ANY): Message("some day in {month} {year}"),
    (_VAGUE, _ANY): Message("some day of {month} in {year}"),
    (_ANY, _ANY): Message("some day in {year}"),
}
_WITHOUT_YEAR = {
    (_NAMED, _NONE): Message("{month}", "a month without a year"),
    (_VAGUE, _NONE): Message("{month}", "a month without a year"),
    (_NAMED, _NAMED): Message("{day} {month}"),
    (_VAGUE, _NAMED): Message("{day} of {month}"),
    (_NAMED, _ANY): Message("some day in {month}"),
    (_VAGUE, _ANY): Message("some day of {month}"),
    (_ANY, _ANY): Message("some day"),
}
_FEW = 4
_LEAP_YEAR = 2000


def pattern_name(pattern: DatePattern, *, short: bool = False, bracketed: bool = False) -> str:
    """A date with unknown digits as a noun, see `date_name`: "the 1560s", "some day in May 2004"."""
    years = Years.of(pattern)
    words = _in_its_year(pattern, years, short) if pattern.month else years.name(short=short)
    parts = (YEAR, MONTH, DAY)[: 1 + (pattern.month is not None) + (pattern.day is not None)]
    named = pattern.month is None and years.decade
    return marked(words, pattern.marks, parts, named=named, bracketed=bracketed)


def pattern_phrase(pattern: DatePattern) -> str:
    """A date with unknown digits as it answers when: "in the 1560s", "between 1500 and 1599"."""
    if pattern.month is not None or pattern.marks != NO_MARKS:
        return pattern_name(pattern)
    return Years.of(pattern).phrase()


def _in_its_year(pattern: DatePattern, years: Years, short: bool) -> str:
    """Month and day with what is known of the year."""
    months, days = _candidates(pattern, years.first if years.exact else _LEAP_YEAR)
    any_month = pattern.month == "XX"
    day_known = _NONE if not pattern.day else _ANY if pattern.day == "XX" else _NAMED
    most_named = 1 if day_known is _NAMED else _FEW  # "1 May or June" reads as the whole of June
    month_known = _VAGUE if any_month or len(months) > most_named else _NAMED
    kinds = (_ANY, _ANY) if pattern.month == pattern.day == "XX" else (month_known, day_known)
    of_day = kinds == (_NAMED, _NAMED)
    month = _ANY_MONTH() if any_month else _month_words(months, short, of_day=of_day)
    day = _day_words(days, alone=month_known is _VAGUE)
    if years.exact:
        return _IN_YEAR[kinds](day=day, month=month, year=told_year(years.first))
    return years.of_day(_WITHOUT_YEAR[kinds](day=day, month=month))


def _candidates(pattern: DatePattern, year: int) -> tuple[list[int], list[int]]:
    """Months and days that fit, without those of which the calendar has none in that year."""
    days = pattern.days
    months = [month for month in pattern.months if calendar.days_in_month(year, month) >= days[0]]
    longest = max(calendar.days_in_month(year, month) for month in months)
    return months, [day for day in days if day <= longest]


def _month_words(months: Sequence[int], short: bool, *, of_day: bool) -> str:
    names = [month_name(month, short=short, of_day=of_day) for month in months]
    return list_words(names, EITHER) if len(names) <= _FEW else _MONTH_BETWEEN(first=names[0], last=names[-1])


def _day_words(days: Sequence[int], *, alone: bool) -> str:
    """Which day of a month; `alone` where no month's name follows."""
    if days[-1] - days[0] == len(days) - 1 >= _FEW:
        return (_DAY_OF_MONTH_BETWEEN if alone else _DAY_BETWEEN)(first=days[0], last=days[-1])
    words = list_words([str(day) for day in days], EITHER)
    return _DAY_OF_MONTH(day=words) if alone else words
