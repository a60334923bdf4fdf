"""Where the time axis has its ticks and what they say: two rows, the larger unit above."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from timeline_app.layout.scene import Font, TextWidth
from timeline_app.layout.steps import TICK_STEPS, Step, Unit
from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar
from timeline_app.model.when_words import month_name, weekday_name, year_words

GAP = 14.0
"""Least room between two labels of the lower row, pixels."""

_SHORTEST_STEP = 0.9
"""A step may be shorter than it usually is by this: February."""

_LAST_COMMON_YEAR = 9999

Say = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Tick:
    """One stretch between two ticks.

    Attributes:
        start, end: seconds; its tick stands at the start.
        label, short: what it says, and what it says where there is less room.
    """

    start: float
    end: float
    label: str
    short: str


@dataclass(frozen=True, slots=True)
class Ticks:
    """The two rows of an axis.

    Attributes:
        step: the step of the lower row.
        lower, upper: stretches that touch the window, ascending; the upper row may be empty.
    """

    step: Step
    lower: tuple[Tick, ...]
    upper: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """How the steps of a unit are labelled.

    Attributes:
        unit: the steps' unit.
        least, most: the counts that the rule is for.
        say: what the lower row says at a time.
        widest: the widest of those, by rule and not by window, so that panning never changes the step.
        upper: the step of the upper row, or None.
        say_upper, say_upper_short: what that says.
    """

    unit: Unit
    least: float
    most: float
    say: Say
    widest: str
    upper: Step | None = None
    say_upper: Say = str
    say_upper_short: Say = str


def ticks_of(window: TimeWindow, width: float, text_width: TextWidth) -> Ticks:
    """The ticks of a window drawn `width` pixels wide: the finest whose labels all have room."""
    step = next((step for step in TICK_STEPS if _has_room(step, window, width, text_width)), TICK_STEPS[-1])
    rule = _rule(step)
    upper = _row(rule.upper, window, rule.say_upper, rule.say_upper_short) if rule.upper else ()
    return Ticks(step, _row(step, window, rule.say, rule.say), upper)


def _has_room(step: Step, window: TimeWindow, width: float, text_width: TextWidth) -> bool:
    room = step.seconds * _SHORTEST_STEP * width / window.duration
    return room > GAP and text_width(_widest(step, window), Font.TICK) + GAP <= room


def _widest(step: Step, window: TimeWindow) -> str:
    """The widest label of a step; before year 1 and after 9999 it goes by how many digits years there have."""
    rule = _rule(step)
    first, last = (calendar.civil_at(time).year for time in (window.start, window.end))
    if rule.unit is not Unit.YEAR or 1 <= first <= last <= _LAST_COMMON_YEAR:
        return rule.widest
    years = (_furthest_year(year, int(step.count)) for year in (first, last))
    return max(rule.widest, *(rule.say(calendar.seconds_at(year)) for year in years), key=len)


def _furthest_year(year: int, count: int) -> int:
    """About the last year with as many digits, four at least, and on the same side of year 0."""
    digits = len(str(max(abs(year), _LAST_COMMON_YEAR)))
    furthest = max(int(10**digits) - 2 * count, 0)
    return furthest if year > 0 else -furthest


def _row(step: Step, window: TimeWindow, say: Say, short: Say) -> tuple[Tick, ...]:
    edges = step.edges(window).tolist()
    return tuple(Tick(start, end, say(start), short(start)) for start, end in pairwise(edges))


def _rule(step: Step) -> _Rule:
    return next(rule for rule in _RULES if rule.unit is step.unit and rule.least <= step.count <= rule.most)


def _fraction(time: float) -> str:
    """Seconds to as many digits, up to six, as a float has so far from 1970."""
    unit = 10.0 ** -min(6, int(-math.log10(4 * math.ulp(time))))
    second = math.floor(calendar.civil_at(time + unit / 2).second / unit) * unit
    return f"{second:09.6f}".rstrip("0").rstrip(".")


def _second(time: float) -> str:
    return f"{_clock(time)}:{int(calendar.civil_at(time).second):02d}"


def _clock(time: float) -> str:
    civil = calendar.civil_at(time)
    return f"{civil.hour:02d}:{civil.minute:02d}"


def _minute_of_day(time: float) -> str:
    return f"{_long_day(time)}, {_clock(time)}"


def _day(time: float) -> str:
    return str(calendar.civil_at(time).day)


def _long_day(time: float) -> str:
    return f"{weekday_name(int(time // calendar.DAY), short=True)} {_short_day(time)}"


def _short_day(time: float) -> str:
    civil = calendar.civil_at(time)
    return f"{civil.day} {month_name(civil.month, short=True)} {year_words(civil.year)}"


def _month(time: float) -> str:
    return month_name(calendar.civil_at(time).month, short=True)


def _long_month(time: float) -> str:
    civil = calendar.civil_at(time)
    return f"{month_name(civil.month)} {year_words(civil.year)}"


def _short_month(time: float) -> str:
    return f"{_month(time)} {_year(time)}"


def _quarter(time: float) -> str:
    return f"Q{(calendar.civil_at(time).month + 2) // 3}"


def _year(time: float) -> str:
    return year_words(calendar.civil_at(time).year)


def _decade(time: float) -> str:
    year = calendar.civil_at(time).year
    return f"{year}s" if year > 0 else ""


def _century(time: float) -> str:
    year = calendar.civil_at(time).year
    return f"{year}–{year + 99}" if year > 0 else ""


def _ago(unit: float, name: str) -> Say:
    def say(time: float) -> str:
        year = calendar.civil_at(time).year
        return f"{-year / unit:.12g} {name}" if year < 0 else year_words(year) if year else "1 BCE"

    return say


_LAST = float("inf")
_RULES: tuple[_Rule, ...] = (
    _Rule(Unit.SECOND, 0, 0.5, _fraction, "00.000000", Step(1, Unit.MINUTE), _minute_of_day, _clock),
    _Rule(Unit.SECOND, 1, _LAST, _second, "00:00:00", Step(1, Unit.DAY), _long_day, _short_day),
    _Rule(Unit.MINUTE, 1, _LAST, _clock, "00:00", Step(1, Unit.DAY), _long_day, _short_day),
    _Rule(Unit.HOUR, 1, _LAST, _clock, "00:00", Step(1, Unit.DAY), _long_day, _short_day),
    _Rule(Unit.DAY, 1, 1, _day, "30", Step(1, Unit.MONTH), _long_month, _short_month),
    _Rule(Unit.DAY, 7, 7, _day, "8 – 14", Step(1, Unit.MONTH), _long_month, _short_month),
    _Rule(Unit.MONTH, 1, 1, _month, "May", Step(1, Unit.YEAR), _year, _year),
    _Rule(Unit.MONTH, 3, 3, _quarter, "Q4", Step(1, Unit.YEAR), _year, _year),
    _Rule(Unit.YEAR, 1, 5, _year, "2000", Step(10, Unit.YEAR), _decade, _decade),
    _Rule(Unit.YEAR, 10, 50, _year, "200 BCE", Step(100, Unit.YEAR), _century, _century),
    _Rule(Unit.YEAR, 100, 5000, _year, "10000 BCE"),
    _Rule(Unit.YEAR, 1e4, 5e4, _ago(1e3, "ka"), "1000 ka"),
    _Rule(Unit.YEAR, 1e5, 5e7, _ago(1e6, "Ma"), "1000.5 Ma"),
    _Rule(Unit.YEAR, 1e8, _LAST, _ago(1e9, "Ga"), "13.5 Ga"),
)
