"""What words for single dates mean, as EDTF: what was found in a text goes in, and "" comes out where it means none."""

from timeline_app.model import calendar
from timeline_app.model.edtf.hints.forms import STAGES, Match, month_number

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0, "latter": 0}
_GROUPS = {"q": (33, 4), "quarter": (33, 4), "third": (37, 3), "h": (40, 2), "half": (40, 2)}
_DAYS_OF_STAGES = ((1, 10), (11, 20), (21, 31))
_MONTHS_OF_STAGES = ((1, 4), (5, 8), (9, 12))
_YEARS_OF_STAGES = ((0, 3), (4, 6), (7, 9))
_CENTURIES_IN_STAGES = ((1, 33), (34, 66), (67, 100))
_UNITS = {"thousand": 3, "million": 6, "billion": 9, "ka": 3, "kya": 3, "ma": 6, "mya": 6, "ga": 9, "bya": 9, "": 0}
_ROUND = 10**6  # from here on two thousand years more or less are below what such a figure says
_WEEK = 7
_TODAY = 2001
_LEAST_AGO = 3000
_LATE = 2


def year(number: int) -> str:
    """An astronomical year as EDTF."""
    if abs(number) > 9999:
        return f"Y{number}"
    return f"{number:04d}" if number >= 0 else f"-{-number:04d}"


def date(number: int, month: int | None = None, day: int | None = None) -> str:
    """The date as EDTF, or "" where the calendar doesn't have it."""
    if month is None:
        return year(number)
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= calendar.days_in_month(number, month)):
        return ""
    return f"{year(number)}-{month:02d}" + ("" if day is None else f"-{day:02d}")


def year_of(match: Match) -> int:
    """The astronomical year of a number with an era: 44 BC is -43."""
    number = int(match["year"].replace(",", ""))
    return 1 - number if (match.groupdict().get("era") or "").startswith("b") else number


# Days, months and years


def worded(match: Match) -> str:
    """A day or month with its name."""
    month, day = month_number(match["month"]), match.groupdict().get("day")
    return date(year_of(match), month, int(day) if day else None) if month else ""


def year_first(match: Match) -> str:
    """Numbers from the year on; a month that is none is the day, and one that is the next year may be that."""
    number, month, day = int(match["year"]), int(match["month"]), match["day"]
    if "/" in match[0] and not day and month == (number + 1) % 100:
        return ""
    if day and month > 12:
        return date(number, int(day), month)
    return date(number, month, int(day) if day else None)


def year_last(match: Match) -> str:
    """Day and month in either order, where only one order is possible."""
    number, first, second = int(match["year"]), int(match["first"]), int(match["second"])
    found = {date(number, second, first), date(number, first, second)} - {""}
    return found.pop() if len(found) == 1 else ""


def lone_year(match: Match) -> str:
    """A year with an era or of another number of digits than four."""
    number = year_of(match)
    return year(number) if int(match["year"].replace(",", "")) else ""


def clock(match: Match) -> str:
    """A day written without marks between its parts, or with a time of day after a space."""
    day = f"{match['year']}-{match['month']}-{match['day']}"
    second = f":{match['second']}" if match["second"] else ""
    return f"{day}T{match['hour']}:{match['minute']}{second}{'Z' if match['zone'] else ''}"


def week(match: Match) -> str:
    """A week of ISO 8601, from Monday to Sunday, or a day of it: the first week is the one with 4 January."""
    number = int(match["year"])
    middle = calendar.day_number(number, 1, 4)
    monday = middle - calendar.weekday(middle) + _WEEK * (int(match["week"]) - 1)
    if int(match["week"]) < 1 or calendar.date_of_day(monday + 3)[0] != number:
        return ""
    if match["day"]:
        return date(*calendar.date_of_day(monday + int(match["day"]) - 1))
    return f"{date(*calendar.date_of_day(monday))}/{date(*calendar.date_of_day(monday + _WEEK - 1))}"


# Seasons and other groups of months


def season(match: Match) -> str:
    """A season; of two years, the first: a winter belongs to the year in which it begins."""
    first, last = int(match["year"]), match["last"]
    if last and (match["season"] != "winter" or int(last) != (first + 1) % 10 ** len(last)):
        return ""
    return f"{year(first)}-{_SEASONS[match['season']]}"


def group(match: Match) -> str:
    """A quarter, third or half of a year."""
    first, count = _GROUPS[match["group"]]
    number = _ordinal(match["number"]) or count
    return f"{match['year']}-{first + number - 1}" if number <= count else ""


def _ordinal(word: str) -> int:
    return _ORDINALS[word] if word in _ORDINALS else int(word[0])


def stage_of_month(match: Match) -> str:
    """The first, second or last ten days or so of a month."""
    month, number = month_number(match["month"]), year_of(match)
    if month is None:
        return ""
    first, last = _DAYS_OF_STAGES[STAGES[match["stage"]]]
    last = min(last, calendar.days_in_month(number, month))
    return _stage(match, date(number, month, first), date(number, month, last))


def stage_of_year(match: Match) -> str:
    """Four months of a year."""
    first, last = _MONTHS_OF_STAGES[STAGES[match["stage"]]]
    return _stage(match, date(int(match["year"]), first), date(int(match["year"]), last))


def stage_of_decade(match: Match) -> str:
    """Three or four years of a decade; a century's first decade may be meant as the century."""
    first, last = _YEARS_OF_STAGES[STAGES[match["stage"]]]
    decade = int(match["digits"]) * 10
    return _stage(match, year(decade + first), year(decade + last)) if decade % 100 else ""


# Decades, centuries, millennia


def decade(match: Match) -> str:
    """A decade; of "1900s" nobody knows whether the century is meant."""
    return "" if match["digits"].endswith("0") else f"{match['digits']}X"


def unknown_digits(match: Match) -> str:
    """Digits that a library writes as "?" or "-"."""
    return match["digits"].ljust(4, "X")


def century(match: Match) -> str:
    """A century by its number: digits say 1800 to 1899 for 1801 to 1900, and exactly 300 to 201 BCE.

    There is no year -0000, so the first centuries are told by their years.
    """
    number, before = int(match["number"]), match["era"] and match["era"].startswith("b")
    if not 1 <= number <= (100 if before else 99):
        return ""
    if number == 1:
        return _between(year(-99), year(0)) if before else _between(year(1), year(100))
    return f"{'-' if before else ''}{number - 1:02d}XX"


def part_of_century(match: Match) -> str:
    """The first half of a century, or its early, middle or late years."""
    number, half = int(match["number"]), match.groupdict().get("half")
    if not 1 <= number <= 99:
        return ""
    halves = ((51, 100), (1, 50), (51, 100))
    first, last = halves[_ordinal(half)] if half else _CENTURIES_IN_STAGES[STAGES[match["stage"]]]
    start, end = year(100 * (number - 1) + first), year(100 * (number - 1) + last)
    return _between(start, end) if half else _stage(match, start, end)


def millennium(match: Match) -> str:
    """A millennium by its number; the digits of the first ones don't tell where they begin and end."""
    number, before = int(match["number"]), match["era"] and match["era"].startswith("b")
    if number == 1:
        return _between(year(-999), year(0)) if before else _between(year(1), year(1000))
    return f"{'-' if before else ''}{number - 1}XXX" if number else ""


def _stage(match: Match, first: str, last: str) -> str:
    """The early, middle or late part of a time: approximate where nothing but the word says how far it goes."""
    stage = STAGES[match["stage"]]
    return _between(f"{first}~" if stage > 0 else first, f"{last}~" if stage < _LATE else last)


def _between(first: str, last: str) -> str:
    return f"[{first}..{last}]"


# Years ago


def years_ago(match: Match) -> str:
    """Years counted back from today: approximate, and to as many digits as the figure has."""
    digits = match["number"].replace(",", "")
    whole, _, fraction = digits.partition(".")
    exponent = _UNITS[(match["unit"] or "").strip()] - len(fraction)
    if exponent < 0:
        return ""
    count = int(whole + fraction) * 10**exponent
    if count < _LEAST_AGO:
        return ""
    if count < _ROUND:
        return f"{year(_TODAY - count)}~"
    significant = len((whole + fraction).lstrip("0"))
    return f"Y-{count}S{significant}~" if 1 < significant < len(str(count)) else f"Y-{count}~"
