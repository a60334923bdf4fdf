"""Dates as SIMILE timelines have them: JavaScript's, ISO 8601, years before and after Christ, millions of years."""

import re
from dataclasses import replace
from functools import lru_cache

from timeline_app.formats.dates.written_dates import written_date
from timeline_app.model import edtf
from timeline_app.model.edtf import AnyDate, Date, DatePattern, EdtfError, Marks, Qualifier
from timeline_app.model.edtf.reading import read

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ZONES = {"est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420}
"""The names that JavaScript knows, with minutes east of UTC."""

_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>-\d{1,4}|\d{3,4}|\d{1,4}(?=\s*b))(?:\s*(?P<era>b\.?\s?c\.?(?:\s?e\.?)?|a\.?d\.?|c\.?e\.?))?"
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.(?P<fraction>\d+))?)?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?"
)
_ZONE = (
    r"(?:\s*(?P<zone>(?:gmt|utc?|z)?\s*(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?"
    rf"|gmt|utc?|z|{'|'.join(_ZONES)}))?"
)
_TIME = rf"(?:,?\s+{_CLOCK}{_ZONE})?"

_JAVASCRIPT = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_DAY}[\s-]{_MONTH}[\s,-]\s*{_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s+{_CLOCK}{_ZONE}\s+{_YEAR}",
        rf"(?P<month>0?[1-9]|1[0-2])/(?P<day>\d{{1,2}})/{_YEAR}{_TIME}",
    )
)
"""The last has the month first for JavaScript, and so for SIMILE."""
_LONE_YEAR = re.compile(r"(?P<year>-?\d{1,7}|-\d{8,11})", re.ASCII)
_YEAR_OF_ERA = re.compile(
    r"-?(?P<year>\d{1,11}|\d{1,3}(?:,\d{3}){1,3})\s*(?:(?P<before>b\.?\s?c\.?(?:\s?e\.?)?)|a\.?d\.?|c\.?e\.?)",
    re.ASCII | re.IGNORECASE,
)
_COMMENT = re.compile(r"\s*\([^()]*\)$")
_LONGEST = 80
_MA = re.compile(r"(?P<doubt>\??)\s*(?P<number>\d{1,4}(?:\.\d+)?)\s*(?P<behind>\??)", re.ASCII)
_OLDEST_MA = 4600
_PRESENT = Date(2000, marks=Marks(*3 * [Qualifier(approximate=True)]))
_UNCERTAIN = Qualifier(uncertain=True)


def simile_date(text: str) -> AnyDate:
    """The date that a text names: times of day with their offset; a plain number is a year, and -500 is 501 BCE.

    Raises:
        EdtfError: it names none, or may name several.
    """
    body = text.strip()
    if body.startswith("?"):
        return _doubted(simile_date(body.lstrip("? ")))
    return _in_a_form(body) or _single(read(written_date(body).text))


def is_in_words(text: str) -> bool:
    """Whether a text is a date in somebody's words, like "about 1850", and in no form that programs write."""
    body = text.strip(" ?")
    try:
        return _in_a_form(body) is None and any(map(str.isalpha, written_date(body).stated))
    except EdtfError:
        return False


@lru_cache(4096)
def _in_a_form(body: str) -> AnyDate | None:
    """The date of a text in one of the forms of JavaScript and SIMILE, None for others."""
    plain = _COMMENT.sub("", body) if len(body) <= _LONGEST else body
    if match := _LONE_YEAR.fullmatch(plain):
        return _year(int(match["year"]))
    if match := _YEAR_OF_ERA.fullmatch(plain):
        year = int(match["year"].replace(",", ""))
        return _year(1 - year if match["before"] else year)
    if len(plain) <= _LONGEST and (match := next(filter(None, (form.fullmatch(plain) for form in _JAVASCRIPT)), None)):
        return _single(edtf.parse(_edtf_of(match)))
    return None


def geological_date(text: str) -> AnyDate:
    """The date that a number of millions of years before the present names.

    Raises:
        EdtfError: it is no such number.
    """
    match = _MA.fullmatch(text.strip())
    if match is None:
        raise EdtfError("it is not a number of millions of years")
    date = _single(read(written_date(f"{match['number']} Ma").text)) if float(match["number"]) else _PRESENT
    return _doubted(date) if match["doubt"] or match["behind"] else date


def counts_years_back(pairs: list[tuple[str, str]]) -> bool:
    """Whether dates are millions of years before the present, as in SIMILE's timelines of the history of the Earth.

    Files don't say so. It is so where all dates are numbers up to 4600, the age of the Earth, and two events or more
    have an end, each a number below its start or equal to it, and not all equal.

    Args:
        pairs: start and end of each event, "" where not given.
    """
    matches = [_MA.fullmatch(text.strip()) for pair in pairs for text in pair if text]
    numbers = [float(match["number"]) for match in matches if match]
    if len(numbers) < len(matches) or any(number > _OLDEST_MA for number in numbers):
        return False
    spans = [tuple(float(text.strip(" ?")) for text in pair) for pair in pairs if all(pair)]
    return len(spans) > 1 and all(start >= end for start, end in spans) and any(start > end for start, end in spans)


def _edtf_of(match: re.Match[str]) -> str:
    month = match["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
    year = abs(int(match["year"]))
    before = match["era"] and match["era"][0] in "bB"
    astronomical = 1 - year if before else int(match["year"])
    day = str(Date(astronomical, number, int(match["day"])))
    return day if match["hour"] is None else f"{day}T{_clock(match)}{_offset(match)}"


def _clock(match: re.Match[str]) -> str:
    hour = int(match["hour"])
    if match["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if match["half"] in "pP" else 0)
    fraction = f".{match['fraction']}" if match["fraction"] else ""
    return f"{hour:02d}:{match['minute']}" + (f":{match['second']}{fraction}" if match["second"] else "")


def _offset(match: re.Match[str]) -> str:
    if match["sign"]:
        return f"{match['sign']}{match['hours'].zfill(2)}:{match['minutes'] or '00'}"
    if not match["zone"]:
        return ""
    hours, minutes = divmod(-_ZONES.get(match["zone"].lower(), 0), 60)
    return f"-{hours:02d}:{minutes:02d}" if hours else "Z"


def _year(number: int) -> AnyDate:
    return _single(read(str(Date(number))))


def _single(found: edtf.Expression) -> AnyDate:
    if not isinstance(found, Date | DatePattern):
        raise EdtfError("it names more than one date", 0, "write the first as the start and the last as the end")
    return found


def _doubted(date: AnyDate) -> AnyDate:
    return replace(date, marks=Marks(*(mark.joined(_UNCERTAIN) for mark in date.marks)))
