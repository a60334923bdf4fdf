"""Imprecise times in words: "in September 2022", "by 28 February 2023", "from 2022, ongoing"."""

import gettext
import math
from functools import lru_cache

from timeline_app.model import calendar, edtf
from timeline_app.model.edtf import AllOf, AnyDate, Choice, Date, DatePattern, Interval, Limit, OneOf, Precision
from timeline_app.model.edtf.dates import NO_MARKS
from timeline_app.model.when import When
from timeline_app.model.words.calendar_names import told_stretch
from timeline_app.model.words.dates import date_name, date_phrase, dated_name, is_plain_year
from timeline_app.model.words.lists import BOTH, EITHER, list_words
from timeline_app.model.words.patterns import pattern_phrase
from timeline_app.model.words.ranges import (
    BETWEEN,
    DASHED,
    FROM_TO,
    LISTED,
    joined_words,
    name_among_words,
    name_of,
    range_words,
)
from timeline_app.translation import Message, catalogue

_PHRASE, _NOUN, _SHORT = "phrase", "noun", "short"


def when_words(when: When, *, short: bool = False) -> str:
    """The time as it answers when: "in September 2022", "Tuesday 28 February 2023", "by 28 February 2023".

    Args:
        when: any time.
        short: a noun, months by three letters and no weekday: "Sep 2022", "28 Feb 2023".
    """
    return _words(when.edtf, _SHORT if short else _PHRASE, catalogue())


def date_words(when: When) -> str:
    """The time as it stands behind "counted from": "September 2022", "Tuesday 28 February 2023"."""
    return _words(when.edtf, _NOUN, catalogue())


def until_words(when: When, *, short: bool = False) -> str:
    """The time as it stands behind "as of": "28 February 2023 or earlier", where `when_words` has "by" it."""
    expression = edtf.parse(when.edtf)
    if isinstance(expression, OneOf) and len(expression.members) == 1:
        return _end(expression, short)
    return when_words(when, short=short)


def day_words(seconds: float, *, short: bool = False) -> str:
    """The calendar day in UTC that a time falls in: "28 February 2023"."""
    civil = calendar.civil_at(seconds)
    return date_name(Date(civil.year, civil.month, civil.day), short=short)


def last_day_words(exclusive_end: float, *, short: bool = False) -> str:
    """The last calendar day before an exclusive end: "28 February 2023" for midnight at its close."""
    return day_words(math.nextafter(exclusive_end, -math.inf), short=short)


def time_of_day_words(seconds: float) -> str:
    """The time of day in UTC, no longer than it must be: "14:05", "14:05:30.25"."""
    civil = calendar.civil_at(seconds)
    second = f":{civil.second:09.6f}".rstrip("0").rstrip(".") if civil.second else ""
    return f"{civil.hour:02d}:{civil.minute:02d}{second}"


def unit_words(seconds: float, precision: Precision, *, short: bool = False) -> str:
    """The day, month or year that a time falls in, no finer than a precision: "September 2022"."""
    civil = calendar.civil_at(seconds)
    date = Date(civil.year, civil.month, civil.day)
    if precision > Precision.DAY:
        date = Date(civil.year, civil.month if precision <= Precision.SEASON else None)
    return date_name(date, short=short)


def stretch_words(start: tuple[float, Precision], end: tuple[float, Precision], *, short: bool = False) -> str:
    """From when to when: "September 2022 – 28 February 2023", "229 – 65 million years ago".

    Args:
        start, end: seconds, each with the precision to which it is told.
        short: months by three letters.
    """
    if min(start[1], end[1]) >= Precision.YEAR:
        first, last = told_stretch(*(calendar.civil_at(seconds).year for seconds, _ in (start, end)))
    else:
        first, last = (unit_words(*one, short=short) for one in (start, end))
    return joined_words(DASHED, first, last) if first != last else last


@lru_cache(maxsize=4096)
def _words(text: str, form: str, _language: gettext.NullTranslations) -> str:
    """What an EDTF text says in a language; the same few are asked for in every frame."""
    match edtf.parse(text):
        case Interval() as interval:
            return _interval(interval, form)
        case OneOf() as choices:
            return _one_of(choices, form)
        case AllOf() as dates:
            return _all_of(dates, form)
        case date:
            return _date(date, form)


def _date(date: AnyDate, form: str) -> str:
    if form == _PHRASE:
        return pattern_phrase(date) if isinstance(date, DatePattern) else date_phrase(date)
    if form == _NOUN and isinstance(date, Date):
        return dated_name(date)
    return name_of(date, short=form == _SHORT)


# Intervals

_FROM = {Limit.OPEN: Message("from {start}, ongoing"), Limit.UNKNOWN: Message("from {start}, end unknown")}
_UNTIL = {Limit.OPEN: Message("until {end}, start not given"), Limit.UNKNOWN: Message("until {end}, start unknown")}

_DURING = Message("during {date}")


def _interval(interval: Interval, form: str) -> str:
    start, end = interval.start, interval.end
    short = form == _SHORT
    if isinstance(start, Limit):
        return "" if isinstance(end, Limit) else _UNTIL[start](end=_end(end, short))
    if isinstance(end, Limit):
        return _FROM[end](start=_end(start, short))
    frame = DASHED if short else FROM_TO
    if isinstance(start, OneOf) or isinstance(end, OneOf):
        return joined_words(frame, _end(start, short), _end(end, short))
    if start == end:
        return _DURING(date=name_among_words(start, short=short))
    return range_words(frame, start, end, short=short)


def _end(end: AnyDate | OneOf, short: bool) -> str:
    """An end of a span among other words; "by" a day would not read as one behind "from"."""
    if not isinstance(end, OneOf):
        return name_among_words(end, short=short)
    if end.members[0].start is Limit.OPEN:
        return _OR_EARLIER(date=name_among_words(end.dates[0], short=short))
    return _one_of(end, _SHORT if short else _NOUN)


# Sets of which one is meant

_BY = Message("by {date}")
_OR_EARLIER = Message("{date} or earlier")
_OR_LATER = Message("{date} or later")
_A_LITTLE_LATER = Message("{date} or a little later")
_A_LITTLE_EARLIER = Message("{date} or a little earlier")


def _one_of(dates: OneOf, form: str) -> str:
    choices = dates.members
    if len(choices) == 1:
        return _only_choice(choices[0], form)
    short = form == _SHORT
    texts = [_choice(choice, short, listed=True) for choice in choices]
    return list_words(texts, EITHER, apart=_apart(choices, texts))


def _only_choice(choice: Choice, form: str) -> str:
    if choice.start == choice.end and not isinstance(choice.start, Limit):
        return _date(choice.start, form)
    return _choice(choice, form == _SHORT, listed=False)


def _choice(choice: Choice, short: bool, *, listed: bool) -> str:
    """One date, or the dates from one to another, one of which is meant."""
    start, end = choice.start, choice.end
    if isinstance(start, Limit):
        return "" if isinstance(end, Limit) else _or_earlier(end, short)
    if isinstance(end, Limit):
        return _OR_LATER(date=name_among_words(start, short=short))
    if start == end:
        return name_among_words(start, short=short)
    if start.marks == NO_MARKS and str(end) == f"{start}~":
        return _A_LITTLE_LATER(date=name_among_words(start, short=short))
    if end.marks == NO_MARKS and str(start) == f"{end}~":
        return _A_LITTLE_EARLIER(date=name_among_words(end, short=short))
    return range_words(LISTED if listed else BETWEEN, start, end, short=short)


def _or_earlier(date: AnyDate, short: bool) -> str:
    """Up to the end of a date; "by" a month may be taken for its beginning."""
    return (_OR_EARLIER if date.day is None else _BY)(date=name_among_words(date, short=short))


def _apart(choices: tuple[Choice, ...], texts: list[str]) -> bool:
    """Whether texts in a list would run into each other: they have commas or an "or" of their own, or are ranges."""
    ranges = any(choice.start != choice.end for choice in choices)
    return ranges or any(", " in text for text in texts) or not all(map(_is_plain, choices))


def _is_plain(choice: Choice) -> bool:
    """Whether it is a date without marks and with all its digits, or a range of such dates."""
    start, end = choice.start, choice.end
    return isinstance(start, Date) and isinstance(end, Date) and start.marks == end.marks == NO_MARKS


# Sets of which all are meant

_IN = Message("in {dates}", "years")
_EACH = {
    Precision.DAY: Message("each day {range}"),
    Precision.MONTH: Message("each month {range}"),
    Precision.YEAR: Message("each year {range}"),
    Precision.DECADE: Message("each decade {range}"),
}
_ALL = Message("all dates {range}")
_UP_TO = Message("up to {date}")
_FROM_ON = Message("from {date} on")


def _all_of(dates: AllOf, form: str) -> str:
    choices, short = dates.members, form == _SHORT
    if len(choices) == 1 and choices[0].start == choices[0].end:
        return _only_choice(choices[0], form)
    texts = [_each(choice, short) for choice in choices]
    *before, last = choices
    ends_in_range = last.start != last.end and _is_plain(last) and ", " not in texts[-1]
    apart = _apart(tuple(before), texts[:-1]) if ends_in_range else _apart(choices, texts)
    words = list_words(texts, BOTH, apart=apart)
    return _IN(dates=words) if form == _PHRASE and _in_years(choices) else words


def _each(choice: Choice, short: bool) -> str:
    """One date, or each of the dates from one to another."""
    if choice.start == choice.end and not isinstance(choice.start, Limit):
        return name_among_words(choice.start, short=short)
    dates = [end for end in (choice.start, choice.end) if not isinstance(end, Limit)]
    template = _EACH.get(dates[0].precision, _ALL)
    return template(range=_range(choice.start, choice.end, short))


def _range(start: AnyDate | Limit, end: AnyDate | Limit, short: bool) -> str:
    if isinstance(start, Limit):
        return "" if isinstance(end, Limit) else _UP_TO(date=name_among_words(end, short=short))
    if isinstance(end, Limit):
        return _FROM_ON(date=name_among_words(start, short=short))
    return range_words(FROM_TO, start, end, short=short)


def _in_years(choices: tuple[Choice, ...]) -> bool:
    """Whether "in" can stand before the list."""
    ends = [end for choice in choices for end in (choice.start, choice.end)]
    return choices[0].single and all(isinstance(end, Date) and is_plain_year(end) for end in ends)
