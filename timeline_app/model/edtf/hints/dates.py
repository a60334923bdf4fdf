"""Words for one date, each with what they mean as EDTF."""

import re
from collections.abc import Callable
from functools import lru_cache

from timeline_app.model.edtf.dates import Date, DatePattern
from timeline_app.model.edtf.expressions import Expression
from timeline_app.model.edtf.faults import EdtfError
from timeline_app.model.edtf.hints import meanings
from timeline_app.model.edtf.hints.forms import (
    ABOUT,
    ANY_YEAR,
    BCE,
    CE,
    CENTURY,
    CLOCK,
    DAY,
    MARK,
    MONTH,
    NUMBER_DATE,
    ORDINAL,
    STAGE,
    THE,
    WEEKDAY,
    YEAR,
    Match,
    first_meaning,
    rules,
)
from timeline_app.model.edtf.reading import read

_HALF_DAY = 12
_EDTF_FORM = re.compile(rf"{MARK}?(?:-?[\dX]{{4}}(?:-{MARK}?[\dX]{{2}}){{0,2}}|Y-?\d+(?:E\d+)?)(?:S\d+)?{MARK}?")


def expression_of(text: str) -> Expression | None:
    """What an EDTF text says, or None where it is none."""
    try:
        return read(text) if text else None
    except EdtfError:
        return None


@lru_cache(maxsize=256)
def meaning_of(part: str) -> str:
    """A part of a longer text as EDTF, as it is or as it may be meant; "" where it is not a single date."""
    written = part.strip().upper()
    meant = written if _EDTF_FORM.fullmatch(written) else first_meaning(DATES, part.strip())
    return meant if isinstance(expression_of(meant), Date | DatePattern) else ""


def _marked(mark: str) -> Callable[[Match], str]:
    def words(match: Match) -> str:
        meant = meaning_of(match["rest"])
        if meant.endswith(("~", "?", "%")):
            return meant[:-1] + (mark if meant[-1] == mark else "%")
        return f"{meant}{mark}" if meant else ""

    return words


def _spelt(match: Match) -> str:
    """Small letters, and the "u" of an older draft of EDTF for an unknown digit."""
    return match[0].upper().replace("U", "X")


def _day_with_time(match: Match) -> str:
    day = meaning_of(match["rest"])
    hour, seconds = _hour(match), (f":{match['second']}" if match["second"] else "")
    fraction = (match["fraction"] or "").rstrip("0").rstrip(".")
    clock = f"{hour}:{match['minute']}{seconds}{fraction}"
    return f"{day}T{clock}{_offset(match)}" if hour and len(day) >= len("2022-09-21") else ""


def _hour(match: Match) -> str:
    """The hour of the day, "" where it is none of the half that is named."""
    if not match["half"]:
        return match["hour"].zfill(2)
    hour = int(match["hour"])
    return f"{hour % _HALF_DAY + _HALF_DAY * (match['half'] == 'p'):02d}" if 1 <= hour <= _HALF_DAY else ""


def _offset(match: Match) -> str:
    """The offset from UTC behind a time of day, "" without a zone."""
    if match["hours"]:
        return f"{match['sign']}{match['hours'].zfill(2)}:{match['minutes'] or '00'}"
    return "Z" if match["zone"] else ""


DATES = rules(
    # days, months, years
    (rf"{WEEKDAY}(?:{DAY}[ ./-]?)?(?:of )?{MONTH}[ ,./-]{{0,2}}{ANY_YEAR}", meanings.worded),
    (rf"{WEEKDAY}{MONTH} {DAY},? {ANY_YEAR}", meanings.worded),
    (rf"{YEAR}[ ,./-]{{1,2}}{MONTH}(?:[ ./-]{DAY})?", meanings.worded),
    (rf"{YEAR}[-./ _](?P<month>\d{{1,2}})(?:[-./ _](?P<day>\d{{1,2}}))?\.?", meanings.year_first),
    (rf"{YEAR}(?P<month>\d\d)(?P<day>\d\d)", meanings.year_first),
    (NUMBER_DATE, meanings.year_last),
    (rf"(?P<month>\d{{1,2}})[-./]{YEAR}(?P<day>)", meanings.year_first),
    (rf"(?P<year>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}) ?(?P<era>{BCE}|{CE})", meanings.lone_year),
    (r"(?P<era>a\.?d\.?) ?(?P<year>\d{1,4})", meanings.lone_year),
    (r"(?P<year>\d{3}|-\d{5,11})", meanings.lone_year),
    (r"y(?P<year>-?\d{1,4})", lambda match: meanings.year(int(match["year"]))),
    (rf"(?P<rest>.+?)(?:,? at |,? |t){CLOCK}", _day_with_time),
    (
        rf"{YEAR}(?P<month>\d\d)(?P<day>\d\d)t(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>z?)",
        meanings.clock,
    ),
    (r"(?P<year>\d{4})-?w(?P<week>\d\d)(?:-?(?P<day>[1-7]))?", meanings.week),
    # parts of years and longer times
    (rf"{STAGE}{MONTH},? {ANY_YEAR}", meanings.stage_of_month),
    (rf"{STAGE}{YEAR}", meanings.stage_of_year),
    (rf"{STAGE}(?:the )?(?P<digits>\d{{3}})0'?s", meanings.stage_of_decade),
    (rf"{STAGE}(?:the )?{CENTURY}", meanings.part_of_century),
    (rf"{THE}(?P<half>first|second|last|latter) half of the {CENTURY}", meanings.part_of_century),
    (
        rf"{THE}(?P<season>spring|summer|autumn|fall|winter)(?: of)?,? {YEAR}(?:[-/](?P<last>\d\d(?:\d\d)?))?",
        meanings.season,
    ),
    (rf"{YEAR}[ -]?(?P<season>spring|summer|autumn|fall|winter)(?P<last>)", meanings.season),
    (rf"(?P<group>[qh])(?P<number>[1-4])[ /-]?{YEAR}", meanings.group),
    (rf"{YEAR}[ /-]?(?P<group>[qh])(?P<number>[1-4])", meanings.group),
    (rf"{THE}{ORDINAL} (?P<group>quarter|third|half)(?: of| in)?(?: the year)? {YEAR}", meanings.group),
    (rf"{THE}(?P<digits>\d{{3}})0'?s", meanings.decade),
    (
        r"(?P<digits>\d{3})[?-]|(?P<pair>\d\d)(?:\?\?|--)",
        lambda match: (match["digits"] or match["pair"]).ljust(4, "X"),
    ),
    (rf"{THE}{CENTURY}", meanings.century),
    (rf"{THE}(?P<number>\d)(?:st|nd|rd|th) millennium(?: ?(?P<era>{BCE}|{CE}))?", meanings.millennium),
    (
        rf"(?:{ABOUT} ?|~)?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit> ?(?:thousand|million|billion))?"
        r" years (?:ago|before present|bp)",
        meanings.years_ago,
    ),
    (rf"(?:{ABOUT} ?|~)?(?P<number>\d[\d,]*(?:\.\d+)?) ?(?P<unit>ka|kya|ma|mya|ga|bya)", meanings.years_ago),
    # small letters, noughts for nothing, older drafts of EDTF
    (r"(?P<known>(?!0000)\d{4}(?:-(?!00)\d\d)?)(?:-00){1,2}", lambda match: match["known"]),
    (r"(?=.*[xu])-?[\dxu]{4}(?:-[\dxu]{2}){0,2}[~?%]?", _spelt),
    (r"(?:y-?\d+(?:e\d+)?|-?\d{4})(?:s\d+)?[~?%]?|-?\d{4}-\d\d-\d\dt[\d:.,]+(?:z|[+-][\d:]+)?", _spelt),
    (
        rf"(?=.*\()\(?(\d{{4}})\)?-\(?(\d\d)-(\d\d)\)?({MARK})",
        lambda match: f"{match[1]}-{match[4]}{match[2]}-{match[4]}{match[3]}",
    ),
    (rf"(\d{{4}})-\((\d\d)\)({MARK})(-\d\d)?", lambda match: f"{match[1]}-{match[3]}{match[2]}{match[4] or ''}"),
    # qualified
    (rf"{ABOUT} ?(?P<rest>.+)", _marked("~")),
    (rf"(?P<rest>.+?),? \(?(?:{ABOUT}|approximate)\)?", _marked("~")),
    (r"(?P<rest>.+?) ?\(?\?\)?", _marked("?")),
    (r"(?:possibly|perhaps|maybe|probably) (?P<rest>.+)", _marked("?")),
    (r"(?P<rest>.+?),? \(?uncertain\)?", _marked("?")),
)
"""Some stand for the dates from one to another, one of which is meant."""
