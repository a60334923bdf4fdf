"""Checks of figures: notes of what differs, in the same words for every side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.formats.registry import read_files
from timeline_app.model.checks import Note, notes_of
from timeline_app.model.quantity import ENGLISH, Quantity, Relation
from timeline_app.model.records import Estimate, Event, Figure, Lane, Publisher
from timeline_app.model.table import EstimateTable, EventTable
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When

PUBLISHERS = (Publisher("mod", "A ministry", "MoD"), Publisher("uk", "Another"))


def told(date: str, quantity: Quantity | float, **changes) -> Estimate:
    number = quantity if isinstance(quantity, Quantity) else Quantity(best=quantity)
    details = {"id": "", "measure": "killed", "publisher": "mod", **changes}
    return Estimate(quantity=number, as_of=When.from_edtf(date) if date else None, **details)


def notes(*records: Estimate) -> tuple[Note, ...]:
    timeline = Timeline("", (), PUBLISHERS, (), EventTable.of((), ()), EstimateTable.of(records))
    return notes_of(timeline, ENGLISH)


def only(*records: Estimate) -> Note:
    (note,) = notes(*records)
    return note


def test_a_running_total_that_falls_is_noted():
    note = only(told("2023-02-27", 5200), told("2023-02-28", 5000))
    assert (note.kind, note.rows) == ("falls", (1, 0))
    assert note.words == (
        "MoD, killed, 28 Feb 2023: the running total is lower than the one before: 5,000 after 5,200 "
        "(corrected, or counted anew)"
    )


@pytest.mark.parametrize(
    "records",
    [
        (told("2023-02-27", 5200, per="P1D"), told("2023-02-28", 5000, per="P1D")),
        (told("2023-02-27", 5200), told("2023-02-28", 5000, publisher="uk")),
        (told("2023-02-27", 5200), told("2023-02-28", 5000, measure="wounded")),
        (told("2023-02", 5200), told("2023-02-28", 5000)),
        (told("2023-02-27", Quantity(low=5200, relation=Relation.AT_LEAST)), told("2023-02-28", 5000)),
        (told("2023-02-27", Quantity(4000, None, 6000, Relation.RANGE)), told("2023-02-28", 5000)),
        (told("2023-02-27", 5000), told("2023-02-28", 5200)),
    ],
)
def test_what_need_not_be_a_fall_is_not_noted(records):
    assert notes(*records) == ()


def test_a_figure_for_a_day_is_held_against_the_total_of_the_same_people():
    soldiers = told("2023-02-27", 100, subject="soldiers"), told("2023-02-28", 160, subject="soldiers")
    civilians = told("2023-02-27", 10, subject="civilians"), told("2023-02-28", 12, subject="civilians")
    day = told("2023-02-28", 60, per="P1D", subject="soldiers")
    assert notes(*soldiers, *civilians, day) == ()
    assert notes(*civilians, *soldiers, day) == ()
    others = told("2023-02-28", 60, per="P1D", subject="others")
    assert notes(*soldiers, *civilians, others) == ()


def test_a_figure_for_a_day_that_is_not_what_the_total_grew_by_is_noted():
    total = told("2023-02-27", 1000), told("2023-02-28", 1550)
    assert notes(*total, told("2023-02-28", 550, per="P1D")) == ()
    note = only(*total, told("2023-02-28", 600, per="P1D"))
    assert (note.kind, note.rows) == ("difference", (2, 1, 0))
    assert "600 in the day, where its running total grew by 550" in note.words
    about = Quantity(best=1550, approximate=True)
    assert notes(total[0], told("2023-02-28", about), told("2023-02-28", 600, per="P1D")) == ()


def test_a_figure_for_a_day_on_which_clocks_change_is_checked_too():
    def kyiv(date: str, value: float, **changes) -> Estimate:
        as_of = When.from_edtf(date, "Europe/Kyiv")
        return Estimate("", "killed", Quantity(best=value), "mod", as_of=as_of, **changes)

    note = only(kyiv("2023-03-25", 100), kyiv("2023-03-26", 150), kyiv("2023-03-26", 60, per="P1D"))
    assert (note.kind, note.rows) == ("difference", (2, 1, 0))


def test_a_part_greater_than_its_whole_is_noted():
    whole = told("2023-02-28", 1000, id="whole", measure="casualties")
    assert notes(whole, told("2023-02-28", 900, part_of="whole")) == ()
    note = only(whole, told("2023-02-28", 1100, part_of="whole"))
    assert (note.kind, note.rows) == ("part", (1, 0))
    assert "1,100 is greater than 1,000, of which it is a part" in note.words


def test_a_range_that_ends_below_its_beginning_is_noted():
    assert only(told("2023", Quantity(70, None, 60, Relation.RANGE))).kind == "range"


def test_a_best_figure_outside_its_bounds_is_noted_with_each_pair_that_is_out_of_order():
    note = only(told("2023", Quantity(20, 9, 4)))
    assert note.words.endswith(
        "low 20 is greater than best 9, low 20 is greater than high 4, best 9 is greater than high 4"
    )


def test_bounds_out_of_order_in_a_figure_that_an_event_carries_are_noted():
    def carrying(quantity: Quantity) -> Event:
        when, figures = When.from_edtf("2023-02-28"), (Figure("killed", quantity, "mod"),)
        return Event("", "", when, "A clash", when.edtf, figures=figures)

    quantities = (Quantity(4, 9, 20), Quantity(20, 9, 4), Quantity(None, 9, 4), Quantity(10, 9, None), Quantity(9))
    lanes = (Lane("", "Events"),)
    events = EventTable.of(list(map(carrying, quantities)), lanes)
    found = notes_of(Timeline("", lanes, PUBLISHERS, (), events, EstimateTable.of(())), ENGLISH)
    assert [(note.kind, note.table, note.rows) for note in found] == [("range", "event", (row,)) for row in (1, 2, 3)]
    assert found[1].words == "A clash, MoD, killed, 28 Feb 2023: best 9 is greater than high 4"


def test_two_figures_for_one_date_are_noted_but_not_one_told_twice():
    assert notes(told("2023-02-28", 149240), told("2023-02-28", 149240)) == ()
    note = only(told("2023-02-28", 1000), told("2023-02-28", 1100))
    assert (note.kind, note.rows) == ("two", (1, 0))


def test_a_long_silence_is_noted_once_for_a_series_with_the_share_of_silent_days():
    days = [1, 2, 3, 4, 10, 11, 12, 20]
    note = only(*(told(f"2023-02-{day:02d}", 1000 + day) for day in days))
    assert (note.kind, note.rows) == ("silence", (6, 7))
    assert "nothing was said for 7 days, up to 20 Feb 2023; as a rule a figure comes every day" in note.words
    assert "2 times in all, and 60% of 20 days have no figure that is known to be of them" in note.words


def test_two_names_for_one_count_are_noted_once():
    records = [told("2023-02-27", 148690), told("2023-02-28", 149240)]
    own = [told("2023-02-27", 148690, measure="personnel"), told("2023-02-28", 149240, measure="personnel")]
    note = only(*records, *own)
    assert (note.kind, note.rows) == ("told", (0, 2))
    assert "one count, told twice: 148,690, “killed”, and 148,690, “personnel”" in note.words


def test_the_starter_timeline_beside_the_ministry_s_daily_figures(root):
    series = root.parent / "shared" / "data" / "losses" / "ukraine_mod_personnel_daily.json"
    if not series.exists():
        pytest.skip("the series is not here")
    timeline = read_files([root / "seeds" / "russian-losses-2023.timeline.json", series]).timeline
    (note,) = notes_of(timeline, ENGLISH)
    assert note.kind == "told"
    assert "149,240, “death toll”, and about 149,240, “personnel”" in note.words


@given(
    st.lists(
        st.builds(
            told,
            st.sampled_from(["2023-02-26", "2023-02-27", "2023-02-28", "2023-02", "[..2023-02]", ""]),
            st.integers(0, 3000) | st.just(Quantity()) | st.just(Quantity(9, None, 3, Relation.RANGE)),
            per=st.sampled_from(["", "P1D"]),
            measure=st.sampled_from(["killed", "personnel"]),
        ),
        max_size=8,
    )
)
def test_every_note_is_a_sentence_about_estimates_that_are_there(records):
    for note in notes(*records):
        assert note.words
        assert all(0 <= row < len(records) for row in note.rows)
