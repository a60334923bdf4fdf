"""Data sets of conflict research that are known by their columns: what these are, and what their codes of dates say.

Sources: the codebooks of UCDP GED (date_prec), ACLED (time_precision) and GTD (imonth and iday).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from timeline_app.model import calendar
from timeline_app.model.edtf import Date, EdtfError, parse

_HALF_WEEK = 3
_DAYS_OF_GED = {"2": 6, "3": 7}
"""How long a stretch is of which a code says that an event was on one of its days."""
_MONTH_LENGTH = len("2023-02")


@dataclass(frozen=True)
class Preset:
    """One data set.

    Attributes:
        name: as it is known.
        needs: names of columns by which it is recognised, plain.
        columns: what columns are, with their plain names.
        title: of what columns an event's title is made, each with what stands before it.
        dates: the columns of which a date is made, or () where they are years, months and days.
        date: makes EDTF of the texts in these columns, the last of which is a code or "" where none is known.
        codes: of precision that the codebook has.
        note: how codes are understood.
        words: what the codes in a column mean.
    """

    name: str
    needs: frozenset[str]
    columns: Mapping[str, str]
    title: tuple[tuple[str, str], ...]
    dates: tuple[str, ...] = ()
    date: Callable[[Sequence[str]], str] = lambda cells: cells[0]
    codes: tuple[str, ...] = ()
    note: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def preset_of(plain_names: Sequence[str]) -> Preset | None:
    """The data set whose columns these are, or None."""
    names = frozenset(plain_names)
    return next((preset for preset in PRESETS if preset.needs <= names), None)


# Dates


def _ged_date(cells: Sequence[str]) -> str:
    """A date of UCDP GED: with precision 1 the days on which it happened, else between which it did."""
    first, last, precision = (cell.strip() for cell in cells)
    if not first or not last or first == last:
        return _ged_day(first or last, precision)
    if not precision:
        return f"{_approximate(first)}/{_approximate(last)}"
    return f"{first}/{last}" if precision == "1" else f"[{first}..{last}]"


def _ged_day(day: str, precision: str) -> str:
    """A single day that stands for more, as its code says: some days that hold it, its month or its year."""
    if precision in _DAYS_OF_GED:
        return _days_around(day, _DAYS_OF_GED[precision] - 1)
    return {"1": day, "4": day[:_MONTH_LENGTH], "5": day[:4]}.get(precision, _approximate(day))


def _acled_date(cells: Sequence[str]) -> str:
    """A date of ACLED: with precision 1 a day, with 2 the week of which it is the middle, with 3 its month."""
    day, precision = (cell.strip() for cell in cells)
    if precision == "2":
        return _days_around(day, _HALF_WEEK)
    if precision == "3" and _is_day(day):
        return day[:_MONTH_LENGTH]
    return day if precision == "1" else _approximate(day)


def _approximate(day: str) -> str:
    """A day of which nobody says how exact it is."""
    return f"{day}~" if _is_day(day) else day


def _days_around(day: str, reach: int) -> str:
    """Some day no farther from one than so many days."""
    date = _parsed(day)
    if date is None or date.month is None or date.day is None:
        return day
    middle = calendar.day_number(date.year, date.month, date.day)
    ends = (Date(*calendar.date_of_day(middle + step)) for step in (-reach, reach))
    return "[{}..{}]".format(*ends)


def _is_day(text: str) -> bool:
    date = _parsed(text)
    return date is not None and date.day is not None


def _parsed(text: str) -> Date | None:
    try:
        date = parse(text)
    except EdtfError:
        return None
    return date if isinstance(date, Date) else None


# The data sets

PRESETS: tuple[Preset, ...] = (
    Preset(
        "UCDP GED",
        frozenset(("date start", "date end", "date prec", "best", "high", "low", "type of violence")),
        {
            "id": "id",
            "lane": "type of violence",
            "source": "source office",
            "killed low": "low",
            "killed": "best",
            "killed high": "high",
        },
        (("", "dyad name"), (", ", "where coordinates")),
        ("date start", "date end", "date prec"),
        _ged_date,
        ("1", "2", "3", "4", "5"),
        "dates of UCDP GED: with date_prec 1 on these days; with 2 to 5 some day between them, or where they are one "
        "day: with 2 some day of six days that hold it, with 3 of seven, with 4 of its month, with 5 of its year, "
        "as its codebook says",
        {"type of violence": {"1": "State-based violence", "2": "Non-state violence", "3": "One-sided violence"}},
    ),
    Preset(
        "ACLED",
        frozenset(("event date", "time precision", "event type", "actor1", "fatalities")),
        {
            "id": "event id cnty",
            "lane": "event type",
            "summary": "notes",
            "source": "source",
            "killed": "fatalities",
        },
        (("", "sub event type"), (": ", "actor1"), (" – ", "actor2"), (", ", "location")),
        ("event date", "time precision"),
        _acled_date,
        ("1", "2", "3"),
        "dates of ACLED: with time_precision 2 some day of the week around the date; with 3 some day of its month",
    ),
    Preset(
        "GTD",
        frozenset(("eventid", "iyear", "imonth", "iday", "nkill")),
        {
            "id": "eventid",
            "year": "iyear",
            "month": "imonth",
            "day": "iday",
            "lane": "attacktype1 txt",
            "summary": "summary",
            "source": "scite1",
            "killed": "nkill",
            "wounded": "nwound",
        },
        (("", "attacktype1 txt"), (": ", "gname"), (", ", "city")),
    ),
)
"""Asked in this order whether a table is theirs."""
