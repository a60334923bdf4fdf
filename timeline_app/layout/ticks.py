"""Where the time axis has its ticks and what they say: two rows, the larger unit above."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from timeline_app.layout.scene import Font, TextWidth
from timeline_app.layout.steps import PRESENT, TICK_STEPS, TICK_STEPS_BY_WEEKS, Step, Unit
from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar
from timeline_app.model.words import month_name, number_words, weekday_name, year_words, years_words
from timeline_app.model.zones import UTC, Zone

GAP = 14.0
"""Least room between two labels of the lower row, pixels."""

_SHORTEST_STEP = 0.9
"""A step may be shorter than it usually is by this: February."""

_LAST_COMMON_YEAR = 9999
_LAST_COUNTED_CENTURY = 100
"""Centuries before it are written as their years: nobody says "the 120th century BCE"."""

Say = Callable[[float], str]
"""What is written at a tick, by the wall time there."""
Widest = Callable[[Step, TimeWindow], str]


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
        zone: whose clocks tell the times.
    """

    step: Step
    lower: tuple[Tick, ...]
    upper: tuple[Tick, ...]
    zone: Zone = UTC

    @property
    def named(self) -> bool:
        """Whether the lower row names its stretches, as months do, and not just the instants of its ticks."""
        return self.step in _NAMED_STEPS


@dataclass(frozen=True, slots=True)
class _Rule:
    """How the steps of a unit are labelled.

    Attributes:
        unit: the steps' unit.
        least, most: the counts that the rule is for.
        say: what the lower row says at a time.
        widest: the widest of those, by rule and not by window, so that panning never changes the step.
        upper: the step of the upper row.
        say_upper, say_upper_short: what that says.
    """

    unit: Unit
    least: float
    most: float
    say: Say
    widest: Widest
    upper: Step
    say_upper: Say
    say_upper_short: Say


def ticks_of(
    window: TimeWindow, width: float, text_width: TextWidth, zone: Zone = UTC, *, weeks: bool = False
) -> Ticks:
    """The ticks of a window drawn `width` pixels wide: the finest whose labels all have room.

    Args:
        window, width: what the axis is of.
        text_width: measures the labels.
        zone: whose clocks tell the times.
        weeks: whether weeks are counted where it would be sevenths of a month.
    """
    steps = TICK_STEPS_BY_WEEKS if weeks else TICK_STEPS
    step = next((step for step in steps if _has_room(step, window, width, text_width)), steps[-1])
    rule = _rule(step)
    upper = _row(rule.upper, window, zone, rule.say_upper, rule.say_upper_short)
    return Ticks(step, _row(step, window, zone, rule.say, rule.say), upper, zone)


def _has_room(step: Step, window: TimeWindow, width: float, text_width: TextWidth) -> bool:
    room = step.seconds * _SHORTEST_STEP * width / window.duration
    return room > GAP and text_width(_rule(step).widest(step, window), Font.TICK) + GAP <= room


def _row(step: Step, window: TimeWindow, zone: Zone, say: Say, short: Say) -> tuple[Tick, ...]:
    edges = step.edges(window, zone).tolist()
    walls = (zone.wall_of(edge) for edge in edges)
    return tuple(
        Tick(start, end, say(wall), short(wall)) for (start, end), wall in zip(pairwise(edges), walls, strict=False)
    )


def _rule(step: Step) -> _Rule:
    return next(rule for rule in _RULES if rule.unit is step.unit and rule.least <= step.count <= rule.most)


# Times of day


def _fraction_rule(digits: int) -> "_Rule":
    """The rule for steps of 1, 2 and 5 of a digit of the second."""
    unit = 10.0**-digits

    def say(time: float) -> str:
        second = math.floor(calendar.civil_at(time + unit / 2).second / unit) * unit
        return f"{second:.{digits}f} s"

    return _Rule(
        Unit.SECOND, 0.9 * unit, 5.1 * unit, say, _always(f"59.{'0' * digits} s"), _MINUTES, _minute_of_day, _clock
    )


def _second(time: float) -> str:
    return f"{_clock(time)}:{int(calendar.civil_at(time).second):02d}"


def _clock(time: float) -> str:
    civil = calendar.civil_at(time)
    return f"{civil.hour:02d}:{civil.minute:02d}"


def _minute_of_day(time: float) -> str:
    return f"{_long_day(time)}, {_clock(time)}"


# Days to quarters


def _day(time: float) -> str:
    return str(calendar.civil_at(time).day)


def _long_day(time: float) -> str:
    return f"{weekday_name(int(time // calendar.DAY), short=True)} {_short_day(time)}"


def _short_day(time: float) -> str:
    civil = calendar.civil_at(time)
    return f"{civil.day} {month_name(civil.month, short=True)} {year_words(civil.year)}"


def _week(time: float) -> str:
    """The week's number by ISO 8601: the first is the one with the year's first Thursday."""
    thursday = int(time // calendar.DAY) + 3
    first_of_year = calendar.day_number(calendar.date_of_day(thursday)[0])
    return f"W{(thursday - first_of_year) // 7 + 1}"


def _month(time: float) -> str:
    return month_name(calendar.civil_at(time).month, short=True)


def _long_month(time: float) -> str:
    civil = calendar.civil_at(time)
    return f"{month_name(civil.month)} {year_words(civil.year)}"


def _short_month(time: float) -> str:
    return f"{_month(time)} {_year(time)}"


def _quarter(time: float) -> str:
    return f"Q{(calendar.civil_at(time).month + 2) // 3}"


# Years


def _year(time: float) -> str:
    return year_words(calendar.civil_at(time).year)


def _widest_year(step: Step, window: TimeWindow) -> str:
    """The widest year of a step, by how many digits years have there, and whether some are BCE."""
    years = (calendar.civil_at(time).year for time in (window.start, window.end))
    return max((year_words(_furthest_year(year, int(step.count))) for year in years), key=len)


def _furthest_year(year: int, count: int) -> int:
    """About the last year with as many digits, four at least, and on the same side of year 0."""
    digits = len(str(max(abs(year), _LAST_COMMON_YEAR)))
    furthest = max(int(10**digits) - 2 * count, 0)
    return furthest if year > 0 else -furthest


def _decade(time: float) -> str:
    year = calendar.civil_at(time).year
    return f"{number_words(year)}s" if year >= 10 else _stretch_words(year, 10)


def _century(time: float) -> str:
    return _counted(time, 100, "century")


def _millennium(time: float) -> str:
    return _counted(time, 1000, "millennium")


def _ten_millennia(time: float) -> str:
    return _stretch_words(calendar.civil_at(time).year, 10_000)


def _counted(time: float, count: int, name: str) -> str:
    """Before year 1, centuries and millennia are just the stretches that people number; after it, they are not."""
    year = calendar.civil_at(time).year
    number = (1 - year) // count
    if year > 0 or number * count > _LAST_COUNTED_CENTURY * 100:
        return _stretch_words(year, count)
    return f"{_ordinal(number)} {name} BCE"


def _stretch_words(year: int, count: int) -> str:
    """A stretch of so many years by its first: "1900–1999", "1–99 CE", "50–41 BCE"."""
    return years_words(year, year - year % count + count - 1 if year > 0 else year + count - 1)


def _ordinal(number: int) -> str:
    last = 0 if 10 < number % 100 < 20 else number % 10
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(last, 'th')}"


# Ages

_AGES = ((1e9, "Ga"), (1e6, "Ma"), (1e3, "ka"))


def _age(time: float) -> str:
    """How long ago, or from now, a time is, in the unit that is usual for it."""
    years = PRESENT - calendar.civil_at(time).year
    if years == 0:
        return str(PRESENT)
    size, name = _unit_of_age(abs(years))
    return f"{'in ' if years < 0 else ''}{abs(years) / size:.12g} {name}"


def _widest_age(step: Step, window: TimeWindow) -> str:
    years = [PRESENT - calendar.civil_at(time).year for time in (window.start, window.end)]
    size, name = _unit_of_age(max(map(abs, years)))
    digits = math.ceil(math.log10(size / step.count / 1000) - 1e-9)
    return f"{'in ' if years[1] < 0 else ''}999{'.' + '9' * digits if digits > 0 else ''} {name}"


def _unit_of_age(years: float) -> tuple[float, str]:
    return next((unit for unit in _AGES if years >= unit[0]), _AGES[-1])


def _ago(time: float) -> str:
    return f"{_short_ago(time)} (ka: thousand, Ma: million, Ga: billion)"


def _short_ago(time: float) -> str:
    return "years ago" if calendar.civil_at(time).year < PRESENT else "years from now"


def _always(words: str) -> Widest:
    return lambda _step, _window: words


_NAMED_STEPS = (*(Step(1, unit) for unit in (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)), Step(3, Unit.MONTH))
_LAST = float("inf")
_MINUTES, _DAYS, _MONTHS = Step(1, Unit.MINUTE), Step(1, Unit.DAY), Step(1, Unit.MONTH)
_YEARS, _DECADES, _CENTURIES = Step(1, Unit.YEAR), Step(10, Unit.YEAR), Step(100, Unit.YEAR)
_MILLENNIA, _TEN_MILLENNIA = Step(1000, Unit.YEAR), Step(10_000, Unit.YEAR)
_EONS = Step(1e8, Unit.KILOYEAR)
"""All the past is one of them, and all the future another."""

_RULES: tuple[_Rule, ...] = (
    *(_fraction_rule(digits) for digits in range(6, 0, -1)),
    _Rule(Unit.SECOND, 1, _LAST, _second, _always("00:00:00"), _DAYS, _long_day, _short_day),
    _Rule(Unit.MINUTE, 1, _LAST, _clock, _always("00:00"), _DAYS, _long_day, _short_day),
    _Rule(Unit.HOUR, 1, _LAST, _clock, _always("00:00"), _DAYS, _long_day, _short_day),
    _Rule(Unit.DAY, 1, 1, _day, _always("30"), _MONTHS, _long_month, _short_month),
    _Rule(Unit.DAY, 7, 7, _day, _always("8 – 14"), _MONTHS, _long_month, _short_month),
    _Rule(Unit.WEEK, 1, 1, _week, _always("W52"), _MONTHS, _long_month, _short_month),
    _Rule(Unit.MONTH, 1, 1, _month, _always("May"), _YEARS, _year, _year),
    _Rule(Unit.MONTH, 3, 3, _quarter, _always("Q4"), _YEARS, _year, _year),
    _Rule(Unit.YEAR, 1, 5, _year, _widest_year, _DECADES, _decade, _decade),
    _Rule(Unit.YEAR, 10, 50, _year, _widest_year, _CENTURIES, _century, _century),
    _Rule(Unit.YEAR, 100, 500, _year, _widest_year, _MILLENNIA, _millennium, _millennium),
    _Rule(Unit.YEAR, 1000, 5000, _year, _widest_year, _TEN_MILLENNIA, _ten_millennia, _ten_millennia),
    _Rule(Unit.KILOYEAR, 0, _LAST, _age, _widest_age, _EONS, _ago, _short_ago),
)
