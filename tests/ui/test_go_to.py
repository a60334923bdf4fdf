"""Going to a date that is typed."""

import pytest
from PySide6.QtWidgets import QInputDialog, QMessageBox

from timeline_app.model import calendar
from timeline_app.model.when import When
from timeline_app.model.words import last_day_words
from timeline_app.ui.go_to import read_date


@pytest.fixture
def go_to(window, monkeypatch):
    """Goes to a date by the dialog, or does something else with it; returns what a warning says, or ""."""

    def go(text: str, accepted: bool = True, command: str = "go-to") -> str:
        said = []
        monkeypatch.setattr(QInputDialog, "getText", lambda *_: (text, accepted))
        monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, words: said.append(words))
        window.actions_by_name[command].trigger()
        window.canvas.viewport().repaint()
        return "".join(said)

    return go


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2022-09", "2022-09"),
        ("2023-02-28", "2023-02-28"),
        ("1943", "1943"),
        ("-0043", "-0043"),
        ("2022-05~", "2022-05"),
        ("2020/2021", "2020/2021"),
        ("[2023-02-26..2023-02-28]", "[2023-02-26..2023-02-28]"),
        ("Feb 2023", "2023-02"),
        ("28 Feb 2023", "2023-02-28"),
        ("Y-13000000000", "Y-13000000000"),
        ("1984-85", "1984/1985"),
        ("Sep 2022?", "2022-09?"),
        ("44 BC", "-0043"),
    ],
)
def test_a_date_is_shown_in_the_middle_with_room_around_it(window, go_to, text, date):
    assert go_to(text) == ""
    when, shown = When.from_edtf(date), window.state.view.window
    assert shown.middle == pytest.approx((when.earliest + when.latest) / 2)
    assert shown.duration == pytest.approx(3 * (when.latest - when.earliest))


def test_an_instant_has_room_around_it(window, go_to):
    assert go_to("2023-02-28T12:30:00Z") == ""
    assert window.state.view.window.duration > 0
    assert window.state.view.window.contains(When.from_edtf("2023-02-28T12:30:00Z").earliest)


@pytest.mark.parametrize("text", ["2023-02/..", "[..2023-02-28]", "/2023"])
def test_of_an_open_date_the_known_end_is_shown(window, go_to, text):
    assert go_to(text) == ""
    bounds = When.from_edtf(text).finite_bounds
    assert window.state.view.window.start < bounds[0] <= bounds[-1] < window.state.view.window.end


@pytest.mark.parametrize(
    "text",
    [
        "sometime",
        "XXXX",
        "XXXX-12-25",
        "0000-00-00",
        "44985",
        "202209",
        "2023-13",
        "2023-02-30",
        "28.02.",
        "Tuesday",
        "31 Feb 2023",
        "../..",
        "..",
    ],
)
def test_a_wrong_date_says_why_and_changes_nothing(window, go_to, text):
    before = window.state.view
    assert len(go_to(text)) > 10
    assert window.state.view == before


@pytest.mark.parametrize("text", ["XXXX-12-25", "[XXXX]", "XXXX/XXXX"])
def test_a_date_without_a_place_in_time_is_called_so(go_to, text):
    assert "names no place in time" in go_to(text)


@pytest.mark.parametrize("text", ["Y-99000000000", "Y900000000000", "Y17E300"])
def test_a_date_beyond_all_time_leaves_a_window_that_can_be_drawn(window, go_to, text):
    go_to(text)
    shown = window.state.view.window
    assert shown.start < shown.end
    assert shown.duration < 40e9 * calendar.YEAR


@pytest.mark.parametrize(("text", "accepted"), [("2020", False), ("", True), ("  ", True)])
def test_a_dialog_that_is_left_changes_nothing(window, go_to, text, accepted):
    before = window.state.view
    assert go_to(text, accepted) == ""
    assert window.state.view == before


def test_one_can_go_back_from_a_date(window, go_to):
    before = window.state.view.window
    go_to("1943")
    window.actions_by_name["back"].trigger()
    assert window.state.view.window == before


@pytest.mark.parametrize("text", ["2022-09", "2022-10-15", "Feb 2023", "[..2023-01-31]", "2022-09-10/2022-09-12"])
def test_estimates_are_compared_as_of_the_close_of_a_date_that_is_typed(window, go_to, text):
    before = window.state.view
    assert go_to(text, command="cursor-to") == ""
    assert window.state.view.as_of == read_date(text).latest
    assert window.state.view.window == before.window
    last = last_day_words(read_date(text).latest, short=True)
    assert window.estimates.scene.title == f"Casualty estimates as of {last}"


@pytest.mark.parametrize("text", ["2022/..", "[2022-09..]", "  ", "sometime"])
def test_a_date_without_an_end_leaves_the_time_cursor_where_it_is(window, go_to, text):
    before = window.state.view
    assert bool(go_to(text, command="cursor-to")) is (text == "sometime")
    assert window.state.view == before


def test_a_dialog_that_is_left_moves_no_cursor(window, go_to):
    before = window.state.view
    assert go_to("2020", accepted=False, command="cursor-to") == ""
    assert window.state.view == before
