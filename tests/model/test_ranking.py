import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from timeline_app.model import calendar
from timeline_app.model.ranking import Ranking

MOST = 20_000
FULL_MINUTES = np.arange(0, 60 * calendar.MINUTE, calendar.MINUTE)
infinities = st.sampled_from([0, 0, 1, 50])


def times_about(seed: int, size: int, centre: float, spread: float, unit: float, open_ends: tuple[int, int]):
    """So many ascending times: multiples of a unit, infinite at the ends."""
    finite = np.random.default_rng(seed).normal(centre, spread, size)
    finite = np.sort(np.round(finite / unit) * unit + 0.0 if unit else finite)
    before, after = open_ends
    return np.concatenate([np.full(before, -np.inf), finite, np.full(after, np.inf)])


ascending = st.builds(
    times_about,
    st.integers(0, 1000),
    st.integers(0, 40) | st.integers(4000, MOST),
    st.sampled_from([0.0, 1.6e9, -6e10, -4e17]),
    st.sampled_from([0.0, 1.0, 1e3, 1e5, 1e7, 1e9, 1e17]),
    st.sampled_from([0.0, 0.0, 1.0, calendar.MINUTE, calendar.DAY]),
    st.tuples(infinities, infinities),
)


@st.composite
def keys_near(draw: st.DrawFn, values):
    """Ascending times: at some values and next to them, at full minutes, hours and days, far before and behind."""
    finite = values[np.isfinite(values)]
    first, last = (float(finite[0]), float(finite[-1])) if len(finite) else (0.0, 0.0)
    random = np.random.default_rng(draw(st.integers(0, 1000)))
    cell = draw(st.sampled_from([calendar.MINUTE, calendar.HOUR, 6 * calendar.HOUR, calendar.DAY]))
    inside = random.uniform(first, last, 30)
    full = np.concatenate([np.round(inside / cell) * cell, (np.round(first / cell) + np.arange(-2.0, 20)) * cell])
    at = random.choice(finite, 10) if len(finite) else finite
    outside = np.array([-np.inf, first - 1e6, first - 1, 0.0, last, last + 1, last + 1e6, np.inf])
    found = draw(st.sampled_from([full, np.concatenate([inside, full, at]), np.concatenate([inside, at, outside])]))
    found = np.nextafter(found, draw(st.sampled_from([-np.inf, np.inf]))) if draw(st.booleans()) else found
    return np.sort(random.choice(found, draw(st.integers(0, 40))))


def counted(values, keys, inclusive: bool) -> list[int]:
    """How many of some times lie before each of others, by looking at them all."""
    return [int(np.count_nonzero(values <= key if inclusive else values < key)) for key in keys]


@given(st.data(), ascending, st.booleans())
def test_a_ranking_says_how_many_values_lie_before_any_time(data, values, inclusive):
    keys = data.draw(keys_near(values))
    ranking = Ranking.of(values, inclusive=inclusive)
    expected = counted(values, keys, inclusive)
    assert ranking.at(keys).tolist() == expected
    assert ranking.at(keys).tolist() == np.searchsorted(values, keys, "right" if inclusive else "left").tolist()
    assert [ranking.count(key) for key in keys[:5]] == expected[:5]


@given(st.booleans(), st.integers(-3, 3), st.sampled_from([-np.inf, np.inf]))
@example(True, 0, -np.inf)
def test_the_float_beside_a_full_minute_is_not_the_minute(inclusive, minute, side):
    values = np.repeat(np.arange(-600, 600) * calendar.MINUTE, 10)
    key = float(np.nextafter(minute * calendar.MINUTE, side))
    ranking = Ranking.of(values, inclusive=inclusive)
    assert ranking.count(key) == ranking.at(np.array([key]))[0] == np.count_nonzero(values < key)


def test_a_time_of_microseconds_before_midnight_is_not_midnight_though_the_first_value_is_ages_ago():
    days = np.arange(-1_000_000, 20_000, 50) * calendar.DAY
    midnight = 19_000 * calendar.DAY
    values = np.sort(np.concatenate([np.tile(days, 40), [midnight]]))
    just_before = float(np.nextafter(midnight, -np.inf))
    assert Ranking.of(values, inclusive=True).at(np.array([just_before])) == np.count_nonzero(values < midnight)


def test_edges_of_bins_are_ranked_without_a_search(monkeypatch):
    rankings = [Ranking.of(np.linspace(0, 7200, 5000), inclusive=inclusive) for inclusive in (True, False)]
    expected = [counted(ranking.values, FULL_MINUTES, ranking.inclusive) for ranking in rankings]
    monkeypatch.setattr(Ranking, "_searched", None)
    assert [ranking.at(FULL_MINUTES).tolist() for ranking in rankings] == expected


@given(st.booleans(), st.integers(0, 3))
def test_before_the_first_value_lies_none_of_those_at_the_first_full_day(inclusive, infinite):
    values = np.sort(np.repeat(np.arange(600) * calendar.DAY, 10))
    values = np.concatenate([np.full(infinite, -np.inf), values])
    days = np.arange(-3, 3) * calendar.DAY
    expected = [infinite] * 3 + [infinite + 10 * (day + inclusive) for day in range(3)]
    ranking = Ranking.of(values, inclusive=inclusive)
    assert ranking.at(days).tolist() == expected
    assert ranking.at(days[:3] + 0.5).tolist() == [infinite] * 3


def test_values_of_a_ranking_cannot_be_written_to():
    ranking = Ranking.of(np.arange(5000.0), inclusive=True)
    assert len(ranking) == 5000
    assert not ranking.values.flags.writeable
