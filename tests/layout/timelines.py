"""Timelines for the tests of layout: written by hand in a line, or at random."""

from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import View
from timeline_app.layout.window import BIG_BANG, TimeWindow
from timeline_app.model import calendar
from timeline_app.model.quantity import Quantity, Relation
from timeline_app.model.records import Estimate, Event, Lane, Publisher
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import Basis, When

LANES = (Lane("a", "Statements"), Lane("b", "Protests"), Lane("c", "Elsewhere"))
PUBLISHERS = (Publisher("uk", "UK Ministry of Defence", "UK MoD"), Publisher("csis", "A centre with a long name"))
DAY_ZERO = calendar.day_number(2020)

ARABIC = "تقارير عن الخسائر في مؤتمر صحفي"
LONG = "Very long title of an event that goes on and on, with commas and all; " * 4 + "at last its end is here."


def event(when: str = "", title: str = "An event", lane: str = "a", stated: str = "", **changes) -> Event:
    """An event by its EDTF date; without one it is undated."""
    time = When.from_edtf(when).told(stated, Basis.STATED, "") if when else None
    return Event("", lane, time, title, when, **changes)


def estimate(date: str = "", quantity: Quantity | None = None, **changes) -> Estimate:
    """An estimate by its EDTF as-of date; without one it is undated."""
    told = {"id": "", "measure": "killed", "publisher": "uk", **changes}
    as_of = When.from_edtf(date) if date else None
    return Estimate(quantity=quantity or Quantity(best=1000.0), as_of=as_of, **told)


def timeline_of(*records: Event | Estimate, lanes: tuple[Lane, ...] = LANES, **changes) -> Timeline:
    """A timeline of some records; those without an id get one."""
    numbers = count()
    named = [record if record.id else replace(record, id=f"r{next(numbers)}") for record in records]
    events = [record for record in named if isinstance(record, Event)]
    estimates = [record for record in named if isinstance(record, Estimate)]
    return Timeline(
        "A timeline", lanes, PUBLISHERS, (), EventTable.of(events, lanes), EstimateTable.of(estimates), **changes
    )


def index_of(*records: Event | Estimate, **changes) -> TimelineIndex:
    """Some records prepared for layout."""
    return TimelineIndex.of(timeline_of(*records, **changes))


def window_of(start: str, end: str) -> TimeWindow:
    """The window from the beginning of one EDTF date to the beginning of another."""
    return TimeWindow(When.from_edtf(start).earliest, When.from_edtf(end).earliest)


def view_of(window: TimeWindow, width: float = 1000.0, height: float = 600.0, **changes) -> View:
    """A view of a window with the cursor at its end."""
    return View(window, width, height, **{"as_of": window.end, **changes})


def day_text(days: int) -> str:
    """The date so many days after the first of 2020."""
    year, month, day = calendar.date_of_day(DAY_ZERO + days)
    return f"{year:04d}-{month:02d}-{day:02d}"


# At random

MOST_DAYS = 900
_PRECISIONS = (10, 10, 10, 7, 4)  # letters of a date kept: days, months, years
_MARKS = ("", "", "", "", "~", "?", "%")


def _date_text(days: int, letters: int, mark: str) -> str:
    return day_text(days)[:letters] + mark


_days = st.integers(0, MOST_DAYS)
_plain = st.builds(_date_text, _days, st.sampled_from(_PRECISIONS), st.sampled_from(_MARKS))
_clocks = st.builds(
    lambda days, minutes: f"{day_text(days)}T{minutes // 60:02d}:{minutes % 60:02d}Z", _days, st.integers(0, 1439)
)


@st.composite
def _pairs(draw: st.DrawFn, form: str) -> str:
    """Two dates in order in a form like "{}/{}"."""
    first, last = sorted((draw(_days), draw(_days)))
    letters, marks = st.sampled_from(_PRECISIONS), st.sampled_from(_MARKS)
    return form.format(_date_text(first, draw(letters), draw(marks)), _date_text(last, draw(letters), draw(marks)))


@st.composite
def _sets(draw: st.DrawFn) -> str:
    """Sets of several dates that are all meant, a range and an open end among them."""
    first, last = sorted((draw(_days), draw(_days)))
    members = [draw(_plain) for _ in range(draw(st.integers(0, 3)))]
    members += draw(st.sampled_from([[], [f"{day_text(first)}..{day_text(last)}"], [f"..{day_text(first)}"]]))
    return f"{{{','.join(members or [day_text(first)])}}}"


edtf_texts: st.SearchStrategy[str] = st.one_of(
    _plain,
    _plain,
    _clocks,
    _pairs("{}/{}"),
    _pairs("[{},{}]"),
    _pairs("[{}..{}]"),
    _pairs("{{{},{}}}"),
    _sets(),
    st.sampled_from("202X 2021-0X 2020-XX-11 2021-22 2020-24 2021-36 2021-40 2020S3 2021-~05".split()),
    st.builds(str.format, st.sampled_from(["{}/..", "../{}", "{}/", "/{}", "[..{}]", "[{}..]"]), _plain),
)
"""Dates from 2020 to 2022: moments of each precision, spans, open and unknown ends, one-of sets."""

titles = st.sampled_from(
    ["", "A", "Two words", "A title of a usual length", "Parliament votes on the budget", LONG, ARABIC]
)


def events(undated: bool = True) -> st.SearchStrategy[Event]:
    """Events in one of the lanes."""
    dates = edtf_texts | st.just("") if undated else edtf_texts
    return st.builds(
        event,
        dates,
        titles,
        st.sampled_from([lane.id for lane in LANES]),
        st.sampled_from(["", "last week"]),
        importance=st.sampled_from([0.0, 0.25, 0.5, 1.0]),
    )


_numbers = st.integers(0, 300_000).map(float) | st.integers(0, 900).map(float)
_ranges = st.tuples(_numbers, _numbers).map(sorted)
quantities: st.SearchStrategy[Quantity] = st.one_of(
    st.builds(Quantity, best=_numbers, approximate=st.booleans()),
    st.builds(lambda ends, about: Quantity(ends[0], None, ends[1], Relation.RANGE, about), _ranges, st.booleans()),
    st.builds(
        Quantity,
        high=_numbers,
        relation=st.sampled_from([Relation.NEARLY, Relation.AT_MOST, Relation.LESS_THAN]),
        approximate=st.booleans(),
    ),
    st.builds(
        Quantity,
        low=_numbers,
        relation=st.sampled_from([Relation.AT_LEAST, Relation.MORE_THAN]),
        approximate=st.booleans(),
    ),
    st.builds(lambda ends, about: Quantity(None, *ends, approximate=about), _ranges, st.booleans()),
    st.builds(lambda ends, about: Quantity(*ends, None, approximate=about), _ranges, st.booleans()),
    st.just(Quantity()),
)
"""Figures of every kind that contradict themselves in nothing."""


@st.composite
def estimates(draw: st.DrawFn) -> Estimate:
    """Estimates of a few series, so that some replace others."""
    found = estimate(
        draw(edtf_texts | st.just("")),
        draw(quantities),
        measure=draw(st.sampled_from(["killed", "casualties", "losses", "displaced-persons"])),
        publisher=draw(st.sampled_from(["uk", "csis", "ministry of a country far away"])),
        subject=draw(st.sampled_from(["", "soldiers"])),
        since=draw(st.sampled_from(["", "2020"])),
        per=draw(st.sampled_from(["", "", "P1D"])),
    )
    return replace(found, as_of=None, published=found.as_of) if draw(st.booleans()) else found


@st.composite
def indexes(draw: st.DrawFn, most: int = 14, most_estimates: int = 4) -> TimelineIndex:
    """Timelines of a few events and estimates, prepared for layout."""
    return index_of(*draw(st.lists(events(), max_size=most)), *draw(st.lists(estimates(), max_size=most_estimates)))


@st.composite
def near_windows(draw: st.DrawFn) -> TimeWindow:
    """Windows about the years of the random dates, from an hour to a century."""
    start = (DAY_ZERO + draw(st.integers(-60, MOST_DAYS))) * calendar.DAY
    return TimeWindow(start, start + calendar.HOUR * draw(st.integers(1, 72) | st.integers(72, 24 * 365 * 100)))


@st.composite
def views(draw: st.DrawFn) -> View:
    """Views of near windows in sizes from a phone's to a large screen's."""
    window = draw(near_windows())
    at = window.start + draw(st.floats(-0.2, 1.2)) * window.duration
    return View(window, draw(st.integers(300, 1800)), draw(st.integers(120, 1200)), as_of=at)


ERAS = tuple(
    [calendar.seconds_at(year, 2, 27) for year in (2023, 1970, 1900, 1, 0, -1, -43, -9999, -300_000)] + [BIG_BANG]
)
"""Times from the Big Bang to today."""


@st.composite
def windows(draw: st.DrawFn) -> TimeWindow:
    """Windows in any era, from the narrowest that there is to all time."""
    about = draw(st.sampled_from(ERAS))
    half = 10.0 ** draw(st.floats(-4, 17.6)) / 2
    least = 1e-12 * max(1.0, abs(about))  # wide enough to be a window at all
    start = about - draw(st.floats(0, 2)) * max(half, least)
    return TimeWindow(start, start + 2 * max(half, least)).zoomed(1, start)
