"""One date in words, its digits all given: "28 February 2023", "winter 2010–11", "about 44 BCE"."""

from timeline_app.model import calendar
from timeline_app.model.edtf import Date, Precision
from timeline_app.model.edtf.dates import GROUPS, NO_MARKS
from timeline_app.model.words.calendar_names import (
    ago_range_words,
    clock_words,
    is_ago,
    month_name,
    told_year,
    told_years,
    weekday_name,
    years_words,
)
from timeline_app.model.words.marks import DAY, MONTH, YEAR, marked
from timeline_app.translation import Message

_MONTH_AND_YEAR = Message("{month} {year}")
_DAY_MONTH_AND_YEAR = Message("{day} {month} {year}")
_DAY_AND_TIME = Message("{day}, {time}")
_WEEKDAY_AND_DAY = Message("{weekday} {day}")
_IN_MONTH = Message("in {date}", "a month")
_IN_PART = Message("in {date}", "a quarter, third or half of a year")
_IN_YEAR = Message("in {date}", "a year")
_ESTIMATED = Message("estimated {year}, {range}")
_ESTIMATED_YEARS = Message("estimated {year}, between {first} and {last}")
_ESTIMATED_YEAR = Message("estimated {year}")
_SHORT_ESTIMATED = Message("est. {year}")
_SHORT_ESTIMATED_YEARS = Message("est. {year}, {years}")
_FIRST_GREGORIAN = (1582, 10, 15)

_SEASONS = (Message("spring {year}"), Message("summer {year}"), Message("autumn {year}"), Message("winter {year}"))
_GROUP_NAMES = {
    **{first + number: season for first in (21, 25, 29) for number, season in enumerate(_SEASONS)},
    33: Message("the first quarter of {year}"),
    34: Message("the second quarter of {year}"),
    35: Message("the third quarter of {year}"),
    36: Message("the fourth quarter of {year}"),
    37: Message("the first third of {year}"),
    38: Message("the second third of {year}"),
    39: Message("the last third of {year}"),
    40: Message("the first half of {year}"),
    41: Message("the second half of {year}"),
}
_SHORT_GROUP_NAMES = {
    33: Message("Q1 {year}"),
    34: Message("Q2 {year}"),
    35: Message("Q3 {year}"),
    36: Message("Q4 {year}"),
    37: Message("first third of {year}"),
    38: Message("second third of {year}"),
    39: Message("last third of {year}"),
    40: Message("first half of {year}"),
    41: Message("second half of {year}"),
}
_LAST_SEASON = 32
_GROUP_KINDS = (
    (range(21, 33), Message("season", "part of a date")),
    (range(33, 37), Message("quarter", "part of a date")),
    (range(37, 40), Message("third", "part of a date")),
    (range(40, 42), Message("half", "part of a date")),
)
_HEMISPHERES = (
    (range(25, 29), Message("{season} (northern hemisphere)"), Message("{season} (northern)")),
    (range(29, 33), Message("{season} (southern hemisphere)"), Message("{season} (southern)")),
)
_WINTER = Message("{first}–{last}", "the years of a winter")
_FIRST_WITH_SHORT_WINTERS = 1000


def date_name(date: Date, *, short: bool = False, bracketed: bool = False) -> str:
    """A date as a noun: "September 2022", "about 1984", "the first quarter of 2022".

    Args:
        date: any date.
        short: months by three letters, and no article: "Sep 2022", "Q1 2022".
        bracketed: what is approximate or uncertain of it in brackets, for a name that stands among other words.
    """
    named = date.significant is None and not takes_article(date)
    return marked(unmarked_name(date, short=short), date.marks, _parts(date), named=named, bracketed=bracketed)


def date_phrase(date: Date) -> str:
    """A date as it answers when: "in September 2022", "Tuesday 28 February 2023"."""
    if takes_article(date) and date.marks == NO_MARKS:
        return _IN_PART(date=date_name(date))
    if date.precision is Precision.MONTH and date.marks == NO_MARKS:
        return _IN_MONTH(date=date_name(date))
    return _IN_YEAR(date=date_name(date)) if is_plain_year(date) else dated_name(date)


def takes_article(date: Date) -> bool:
    """Whether its name has an article among other words: a quarter, third or half of a year."""
    return date.month is not None and date.month > _LAST_SEASON


def is_plain_year(date: Date) -> bool:
    """Whether it is a year without marks that isn't counted back from today: "in" can stand before it."""
    plain = date.month is None and date.significant is None and date.marks == NO_MARKS
    return plain and not is_ago(date.year)


def dated_name(date: Date) -> str:
    """A date as a noun, a day with its weekday: "Tuesday 28 February 2023".

    Before the Gregorian calendar no weekday, since that of a source's own day may be another.
    """
    day = (date.year, date.month or 0, date.day or 0)
    if date.day is None or date.marks != NO_MARKS or day < _FIRST_GREGORIAN:
        return date_name(date)
    return _WEEKDAY_AND_DAY(weekday=weekday_name(calendar.day_number(*day)), day=date_name(date))


def unmarked_name(date: Date, *, short: bool = False) -> str:
    """A date as a noun, without what is approximate or uncertain of it."""
    if date.significant is not None:
        return _estimated(date, short)
    if date.month is None:
        return told_year(date.year)
    if date.month in GROUPS:
        return _group(date.year, date.month, short)
    if date.day is None:
        return _MONTH_AND_YEAR(month=month_name(date.month, short=short), year=told_year(date.year))
    month = month_name(date.month, short=short, of_day=True)
    day = _DAY_MONTH_AND_YEAR(day=date.day, month=month, year=told_year(date.year))
    return _DAY_AND_TIME(day=day, time=clock_words(date.clock, date.offset)) if date.clock else day


def _parts(date: Date) -> tuple[Message, ...]:
    month = next((name for numbers, name in _GROUP_KINDS if date.month in numbers), MONTH)
    return (YEAR, month, DAY)[: 1 + (date.month is not None) + (date.day is not None)]


def _estimated(date: Date, short: bool) -> str:
    """A year of which only the first digits are certain, and the years it may be."""
    year, (first, last) = told_year(date.year), date.years
    if short:
        round_years = first == last or is_ago(date.year)
        years = years_words(first, last)
        return _SHORT_ESTIMATED(year=year) if round_years else _SHORT_ESTIMATED_YEARS(year=year, years=years)
    if first == last:
        return _ESTIMATED_YEAR(year=year)
    if last < 0 and (years_ago := ago_range_words(-last, 1 - first)):
        return _ESTIMATED(year=year, range=years_ago)
    told = told_years(first, last)
    return _ESTIMATED_YEARS(year=year, first=told[0], last=told[1])


def _group(year: int, group: int, short: bool) -> str:
    """A season, quarter, third or half of a year."""
    template = _SHORT_GROUP_NAMES.get(group, _GROUP_NAMES[group]) if short else _GROUP_NAMES[group]
    words = template(year=_winter_years(year) if GROUPS[group][0] == 12 else told_year(year))
    hemisphere = next((messages for numbers, *messages in _HEMISPHERES if group in numbers), None)
    return hemisphere[short](season=words) if hemisphere else words


def _winter_years(year: int) -> str:
    """The two years of a season from December to February: 2010–11, 1999–2000, 44–43 BCE."""
    if year < _FIRST_WITH_SHORT_WINTERS or (year + 1) % 100 == 0:
        return years_words(year, year + 1)
    return _WINTER(first=year, last=f"{(year + 1) % 100:02d}")
