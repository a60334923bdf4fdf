"""What follows from figures: how two of them differ, and where a series was silent. Ranges stay ranges."""

import numpy as np

from timeline_app.model import calendar
from timeline_app.model.arrays import Floats, Mask
from timeline_app.model.quantity import Quantity, Relation
from timeline_app.model.zones import UTC, Zone

_LONG_SILENCE = 3.0
"""A silence is long where it lasts so many times the usual interval."""


def bounds_of(quantity: Quantity) -> tuple[float, float] | None:
    """Between which numbers a figure lies by its own words; None for no number, and for a bound."""
    if quantity.low is not None and quantity.high is not None:
        return quantity.low, quantity.high
    if quantity.point is None or quantity.direction:
        return None
    return quantity.point, quantity.point


def difference(later: Quantity, earlier: Quantity) -> Quantity | None:
    """What was added from one figure to another of the same count; None where a bound leaves that open."""
    one, other = bounds_of(later), bounds_of(earlier)
    if one is None or other is None:
        return None
    least, most = one[0] - other[1], one[1] - other[0]
    about = later.approximate or earlier.approximate
    if least == most:
        return Quantity(best=least, approximate=about)
    return Quantity(least, None, most, Relation.RANGE, about)


def ratio(one: Quantity, other: Quantity) -> tuple[float, float] | None:
    """How many times another figure one is, at least and at most; None where a bound or a zero leaves that open."""
    ours, theirs = bounds_of(one), bounds_of(other)
    if ours is None or theirs is None or theirs[0] <= 0:
        return None
    return ours[0] / theirs[1], ours[1] / theirs[0]


def usual_interval(starts: Floats, ends: Floats) -> float:
    """The median time from one figure to the next, seconds; 0 for fewer than two.

    Args:
        starts, ends: the bounds of the figures' dates, each ascending, shape (figures,).
    """
    between = np.diff((starts + ends) / 2)
    return float(np.median(between)) if len(between) else 0.0


def long_silences(starts: Floats, ends: Floats) -> Mask:
    """Between which figures and their next nothing was said for long, shape (figures - 1,); see `usual_interval`.

    From one day to another it is as long as the days are apart; a year that begins at once ends the silence of a day.
    """
    lasting = ends - starts
    silences = starts[1:] - ends[:-1] + np.minimum(lasting[1:], lasting[:-1])
    return np.asarray(silences > _LONG_SILENCE * usual_interval(starts, ends))


def silent_days(starts: Floats, ends: Floats, zone: Zone = UTC) -> tuple[int, int]:
    """On how many days from the first figure to the last none is known to be dated, and how many days there are.

    A figure of some day between two is known to be of neither, nor of any between them.

    Args:
        starts, ends: the bounds of the figures' dates, seconds; starts ascending, shape (figures,).
        zone: by whose clocks days begin.
    """
    begins, limits = (_walls(bounds, zone) for bounds in (starts, ends))
    first, last = np.floor(begins / calendar.DAY), np.ceil(limits / calendar.DAY)
    days = int(last.max() - first[0])
    return days - len(np.unique(first[last - first <= 1])), days


def _walls(times: Floats, zone: Zone) -> Floats:
    """What the clocks of a zone show at some times."""
    return times if zone == UTC else np.array([zone.wall_of(time) for time in times.tolist()])
