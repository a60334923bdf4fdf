"""The calendar's names and numbers in words: months, weekdays, years, times of day."""

from typing import NamedTuple

from timeline_app.model import calendar
from timeline_app.model.edtf import Clock
from timeline_app.model.zones import UTC, Zone
from timeline_app.translation import Message, Plural

_MONTHS = Message(
    "January|February|March|April|May|June|July|August|September|October|November|December", "months, standing alone"
)
_MONTHS_OF_DAYS = Message(
    "January|February|March|April|May|June|July|August|September|October|November|December", "months, after a day"
)
_SHORT_MONTHS = Message("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec", "months, short")
_WEEKDAYS = Message("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday", "weekdays")
_SHORT_WEEKDAYS = Message("Mon|Tue|Wed|Thu|Fri|Sat|Sun", "weekdays, short")


def month_name(month: int, *, short: bool = False, of_day: bool = False) -> str:
    """The name of a month, 1 to 12; `of_day`: as it is said after a day, which is another form in some languages."""
    names = _SHORT_MONTHS if short else _MONTHS_OF_DAYS if of_day else _MONTHS
    return names.names()[month - 1]


def weekday_name(day_number: int, *, short: bool = False) -> str:
    """The name of the day of the week of a day counted from 1970-01-01."""
    return (_SHORT_WEEKDAYS if short else _WEEKDAYS).names()[calendar.weekday(day_number)]


# Numbers and years

_THOUSANDS = Message(",", "between thousands")
_DECIMALS = Message(".", "before decimals")
_BCE = Message("{year} BCE")
_CE = Message("{year} CE")
_YEARS = Message("{first}–{last}")
_YEARS_BCE = Message("{first}–{last} BCE")
_YEARS_ACROSS = Message("{first} BCE – {last} CE")
_LAST_PLAIN = 9999
_FIRST_PLAIN = 100  # a bare "79" doesn't read as a year


class _Ago(NamedTuple):
    """From how many years before year 0 on "years ago" are said, of numbers how round, in which unit.

    Counting from today adds two thousand years, which the roundness has to swallow.
    """

    least: int
    step: int
    unit: int
    single: Plural
    between: Message


_AGO = (
    _Ago(
        10**9,
        10**6,
        10**9,
        Plural("{number} billion years ago", "{number} billion years ago"),
        Message("between {first} and {last} billion years ago"),
    ),
    _Ago(
        10**6,
        10**4,
        10**6,
        Plural("{number} million years ago", "{number} million years ago"),
        Message("between {first} and {last} million years ago"),
    ),
    _Ago(
        10**5,
        10**4,
        1,
        Plural("{number} year ago", "{number} years ago"),
        Message("between {first} and {last} years ago"),
    ),
)


def number_words(number: float) -> str:
    """A number with separators from five digits on: 9999, 12,000, 13.787."""
    text = f"{number:.12g}" if number <= _LAST_PLAIN else f"{number:,.12g}"
    whole, _, decimals = text.partition(".")
    whole = whole.replace(",", _THOUSANDS())
    return f"{whole}{_DECIMALS()}{decimals}" if decimals else whole


def year_words(year: int) -> str:
    """An astronomical year as people write it: 1984, 44 BCE, 12,000 BCE."""
    return number_words(year) if year > 0 else _BCE(year=number_words(1 - year))


def told_year(year: int) -> str:
    """An astronomical year as a text tells it: 1984, 79 CE, 44 BCE, 66 million years ago."""
    if years_ago := _years_ago(-year):
        return years_ago
    number, era = number_words(year if year > 0 else 1 - year), _era(year)
    return era(year=number) if era else number


def told_years(first: int, last: int) -> tuple[str, str]:
    """Two astronomical years as a text tells them, the era once if they share it: "400" and "301 BCE"."""
    row = _ago_row(-first)
    if row and row is _ago_row(-last):
        return number_words(-first / row.unit), told_year(last)
    if (era := _era(first)) is None or era != _era(last):
        return told_year(first), told_year(last)
    return number_words(first if first > 0 else 1 - first), told_year(last)


def told_stretch(first: int, last: int) -> tuple[str, str]:
    """The years in which something begins and ends, told in one way: "229" and "65 million years ago".

    Great ages are rounded, for whoever reads 229,000,000 BCE beside 65 million years ago has to reckon; years that
    would be the same then are told by the era, both of them.
    """
    if first == last:
        return told_year(first), told_year(last)
    rounded = _rounded(first), _rounded(last)
    return told_years(*rounded) if rounded[0] != rounded[1] else (year_words(first), year_words(last))


def _rounded(year: int) -> int:
    row = next((row for row in _AGO if -year >= row.least), None)
    return round(year / row.step) * row.step if row else year


def is_ago(year: int) -> bool:
    """Whether a text counts an astronomical year back from today."""
    return bool(_years_ago(-year))


def years_words(first: int, last: int) -> str:
    """Astronomical years from one to another: 1560–1569, 50–41 BCE, 1 BCE – 9 CE."""
    if last <= 0:
        return _YEARS_BCE(first=number_words(1 - first), last=number_words(1 - last))
    if first <= 0:
        return _YEARS_ACROSS(first=number_words(1 - first), last=number_words(last))
    years = _YEARS(first=number_words(first), last=number_words(last))
    return _CE(year=years) if last < _FIRST_PLAIN or last > _LAST_PLAIN else years


def ago_range_words(least: int, most: int) -> str:
    """From how many to how many years ago, "between 66 and 67 million years ago"; "" where they aren't round."""
    row = next((row for row in _AGO if _fits(least, row) and most % row.step == 0), None)
    return row.between(first=number_words(least / row.unit), last=number_words(most / row.unit)) if row else ""


def _era(year: int) -> Message | None:
    """The era that a text gives a year, or None where it gives none."""
    if is_ago(year) or _FIRST_PLAIN <= year <= _LAST_PLAIN:
        return None
    return _CE if year > 0 else _BCE


def _years_ago(count: int) -> str:
    row = _ago_row(count)
    if row is None:
        return ""
    number = count / row.unit
    return row.single(int(number) if number.is_integer() else 2, number=number_words(number))


def _ago_row(count: int) -> _Ago | None:
    return next((row for row in _AGO if _fits(count, row)), None)


def _fits(count: int, row: _Ago) -> bool:
    return count >= row.least and count % row.step == 0


# Times of day

_UTC = Message("UTC")
_OFFSET = Message("UTC{offset}")
_ZONED = Message("{time} {zone}")
_CLOCKS = Message("{zone} time")
_FIXED = "Etc/"
"""What names of the zones begin with that have one offset for ever (tz database, "theory and pragmatics")."""


def clock_words(clock: Clock, offset: int | None) -> str:
    """A time of day, with its offset in minutes east of UTC where one was given: "14:05:01.5 UTC+5:30"."""
    time = str(clock).replace(".", _DECIMALS())
    return time if offset is None else _ZONED(time=time, zone=offset_words(60 * offset))


def offset_words(offset: float) -> str:
    """How far clocks are from UTC: "UTC", "UTC+2", "UTC−3:30".

    Args:
        offset: seconds east of UTC.
    """
    if offset == 0:
        return _UTC()
    minutes, second = divmod(round(abs(offset)), 60)
    hour, minute = divmod(minutes, 60)
    rest = f":{minute:02d}" + (f":{second:02d}" if second else "") if minute or second else ""
    return _OFFSET(offset=f"{'−' if offset < 0 else '+'}{hour}{rest}")


def zone_name(zone: Zone) -> str:
    """What a time zone is called: "Europe/Kyiv", and by its offset where it is of no place: "UTC−6".

    The names of such zones have the sign of POSIX, so that Etc/GMT+6 is six hours behind, which hardly anyone expects.
    """
    return offset_words(zone.offset_at(0.0)) if zone.name.startswith(_FIXED) else zone.name


def clocks_words(zone: Zone) -> str:
    """Whose clocks tell a time, as it stands behind it: "Europe/Kyiv time", "UTC−6"."""
    name = zone_name(zone)
    return _CLOCKS(zone=name) if name == zone.name != UTC.name else name
