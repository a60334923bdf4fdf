"""Guesses what date a person meant who didn't write EDTF: an offer in words, never a correction made in silence."""

import re
from collections.abc import Callable

from timeline_app.model import calendar

_LONGEST = 60
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?"
_YEAR = r"(?P<year>\d{4})"
_NUMBER_DATE = r"(?P<first>\d{1,2})(?P<mark>[-./])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})"
_PARTS = {"early": (1, 10), "mid": (11, 20), "middle of": (11, 20), "late": (21, 31)}
_PART = r"(?P<part>early|mid|middle of|late)[ -](?:in )?"
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}

_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def hint(text: str) -> str:
    """What the writer of a text may have meant, as a question or advice; "" where nothing can be guessed."""
    plain = " ".join(text.lower().split())
    if len(plain) > _LONGEST:
        return ""
    meant = _first(_MEANT, plain)
    return f"did you mean {meant}?" if meant else _first(_ADVICE, plain)


def _first(rules: tuple[_Rule, ...], text: str) -> str:
    matches = ((pattern.fullmatch(text), words) for pattern, words in rules)
    return next((found for match, words in matches if match and (found := words(match))), "")


def _edtf(year: int, month: int | None = None, day: int | None = None) -> str:
    """The date as EDTF, or "" where the calendar doesn't have it."""
    if month is None:
        return f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= calendar.days_in_month(year, month)):
        return ""
    return f"{year:04d}-{month:02d}" + ("" if day is None else f"-{day:02d}")


def _month_number(word: str) -> int | None:
    """The month that a word of three letters or more begins, or None."""
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)), None)


def _worded(match: re.Match[str]) -> str:
    month, day = _month_number(match["month"]), match.groupdict().get("day")
    return _edtf(int(match["year"]), month, int(day) if day else None) if month else ""


def _year_first(match: re.Match[str]) -> str:
    year, month, day = int(match["year"]), int(match["month"]), match["day"]
    if day and month > 12:
        return _edtf(year, int(day), month)
    return _edtf(year, month, int(day) if day else None)


def _year_last(match: re.Match[str]) -> str:
    """Day and month in either order, where only one order is possible."""
    year, first, second = int(match["year"]), int(match["first"]), int(match["second"])
    found = {_edtf(year, second, first), _edtf(year, first, second)} - {""}
    return found.pop() if len(found) == 1 else ""


def _either_order(match: re.Match[str]) -> str:
    year, first, second = int(match["year"]), int(match["first"]), int(match["second"])
    if not 1 <= first <= 12 or not 1 <= second <= 12:
        return ""
    day_first, month_first = _edtf(year, second, first), _edtf(year, first, second)
    return (
        f"write {day_first} if you mean {first} {_MONTHS[second - 1].capitalize()}, "
        f"{month_first} if you mean {second} {_MONTHS[first - 1].capitalize()}"
    )


def _part_of_month(match: re.Match[str]) -> str:
    month = _month_number(match["month"])
    if month is None:
        return ""
    year = int(match["year"])
    first, last = _PARTS[match["part"]]
    return f"[{_edtf(year, month, first)}..{_edtf(year, month, min(last, calendar.days_in_month(year, month)))}]"


def _part_of_year(match: re.Match[str]) -> str:
    months = {1: (1, 4), 11: (5, 8), 21: (9, 12)}[_PARTS[match["part"]][0]]
    return "[" + "..".join(_edtf(int(match["year"]), month) for month in months) + "]"


def _season(match: re.Match[str]) -> str:
    year, (first, last) = int(match["year"]), _SEASONS[match["season"]]
    return f"[{_edtf(year, first)}..{_edtf(*calendar.months_later(year, last, 0))}]"


def _unspecified(match: re.Match[str]) -> str:
    digits = match["digits"]
    return f"[{digits.ljust(4, '0')}..{digits.ljust(4, '9')}]"


def _numbered(match: re.Match[str]) -> str:
    return _edtf(int(match["number"]))


def _before_christ(match: re.Match[str]) -> str:
    """Astronomical years have a year 0: 44 BCE is -43."""
    year = int(match["number"])
    return _edtf(1 - year) if year else ""


def _meaning(text: str) -> str:
    """A part of a longer text as EDTF: as it is, or as it may be meant."""
    return text if _PLAIN.fullmatch(text) else _first(_MEANT, text)


def _marked(mark: str) -> Callable[[re.Match[str]], str]:
    def words(match: re.Match[str]) -> str:
        meant = _meaning(match["rest"])
        return f"{meant}{mark}" if _PLAIN.fullmatch(meant) else ""

    return words


def _framed(frame: str) -> Callable[[re.Match[str]], str]:
    """One or two dates set into a pattern like "[{}..{}]"."""

    def words(match: re.Match[str]) -> str:
        meant = [_meaning(part.strip()) for part in match.groups()]
        in_order = meant == sorted(meant)
        return frame.format(*meant) if in_order and all(_PLAIN.fullmatch(part) for part in meant) else ""

    return words


def _without_year(match: re.Match[str]) -> str:
    """The same words with a year as an example of how they are written."""
    example = match[0].strip(" ,") + " 2022"
    meant = _first(_MEANT, example)
    shown = " ".join(word.capitalize() if _month_number(word) else word for word in example.split())
    return f"add the year: “{shown}” is written {meant}" if meant else ""


_PLAIN = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?")

_MEANT: tuple[_Rule, ...] = tuple(
    (re.compile(pattern, re.ASCII), words)
    for pattern, words in (
        (rf"(?:[a-z]{{3,6}}day,? )?(?:{_DAY} )?(?:of )?{_MONTH},? {_YEAR}", _worded),
        (rf"(?:[a-z]{{3,6}}day,? )?{_MONTH} {_DAY},? {_YEAR}", _worded),
        (rf"{_YEAR}[-./](?P<month>\d{{1,2}})(?:[-./](?P<day>\d{{1,2}}))?", _year_first),
        (rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)", _year_first),
        (_NUMBER_DATE, _year_last),
        (rf"(?P<month>\d{{1,2}})[-./]{_YEAR}(?P<day>)", _year_first),
        (rf"{_PART}{_MONTH},? {_YEAR}", _part_of_month),
        (rf"{_PART}{_YEAR}", _part_of_year),
        (rf"(?:in )?(?:the )?(?P<season>spring|summer|autumn|fall|winter)(?: of)?,? {_YEAR}", _season),
        (r"(?:in )?(?:the )?(?P<digits>\d{3})0'?s", _unspecified),
        (r"(?P<digits>\d{2,3})[xu]{1,2}", _unspecified),
        (r"(?P<rest>\d{4}(?:-\d\d)?)(?:-xx){1,2}", lambda match: match["rest"]),
        (r"(?P<number>\d{1,4}) ?(?:b\.?c\.?(?:e\.?)?)", _before_christ),
        (r"(?P<number>\d{3})", _numbered),
        (r"a\.?d\.? ?(?P<number>\d{1,4})", _numbered),
        (r"(?P<number>\d{1,4}) ?(?:a\.?d\.?|c\.?e\.?)", _numbered),
        (
            r"(\d{4}-\d\d-\d\d) (\d\d:\d\d(?::\d\d)?) ?(z|utc|gmt|)",
            lambda match: f"{match[1]}T{match[2]}{'Z' if match[3] else ''}",
        ),
        (r"(?:about|around|circa|approximately|approx\.?|ca?\.?) ?(?P<rest>.+)", _marked("~")),
        (r"(?P<rest>.+?) ?\?", _marked("?")),
        (r"(?:possibly|perhaps|maybe|probably) (?P<rest>.+)", _marked("?")),
        (r"(?:by|until|no later than) (.+)", _framed("[..{}]")),
        (r"(?:after|no earlier than) (.+)", _framed("[{}..]")),
        (r"(?:since) (.+)", _framed("{}/..")),
        (r"(?:between) (.+) and (.+)", _framed("[{}..{}]")),
        (r"(.+) or (.+)", _framed("[{},{}]")),
        (r"(?:from )?(.+?)(?: to | until | - |–|—|(?<=\d{4})-(?=\d{4}$))(.+)", _framed("{}/{}")),
        (r"in (.+)", _framed("{}")),
    )
)
_ADVICE: tuple[_Rule, ...] = (
    (re.compile(_NUMBER_DATE, re.ASCII), _either_order),
    (re.compile(rf"(?:{_PART}|{_DAY} )?{_MONTH}(?: \d{{1,2}})?,?", re.ASCII), _without_year),
)
