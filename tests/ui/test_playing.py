"""Playing the time cursor: it goes from where it is to the end, at the speed that was chosen."""

import pytest
from PySide6.QtCore import Qt

from timeline_app.layout.cursor import cursor_words
from timeline_app.model import calendar
from timeline_app.model.when import When
from timeline_app.ui.playing import SPEEDS


def at(window) -> str:
    return cursor_words(window.state.view.as_of)


@pytest.fixture
def playing(window):
    """The window on the starter timeline, the cursor on its way from 1 October 2022."""
    window.state.move_cursor(When.from_edtf("2022-10-01").latest)
    window.player.toggle()
    return window


def test_space_on_the_canvas_sets_off_and_stops(window, qtbot):
    qtbot.keyClick(window.canvas, Qt.Key.Key_Space)
    assert window.player.running
    assert window.actions_by_name["play"].isChecked()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Space)
    assert not window.player.running
    assert not window.actions_by_name["play"].isChecked()


def test_space_in_the_search_writes_a_blank(window, qtbot):
    window.search.setFocus()
    qtbot.keyClick(window.search, Qt.Key.Key_Space)
    assert window.search.text() == " "
    assert not window.player.running


def test_from_the_end_it_begins_anew(window):
    window.player.toggle()
    assert at(window) == "1 Sep 2022"
    assert window.player.running


def test_it_goes_on_by_whole_days(playing):
    playing.player.go_at("1 week a second")
    playing.player.advance(1.0)
    assert at(playing) == "8 Oct 2022"
    playing.player.advance(0.1)
    assert at(playing) == "9 Oct 2022"
    playing.player.advance(0.1)
    assert at(playing) == "10 Oct 2022"


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_second_is_what_the_speed_says(playing, speed):
    before = playing.state.view.as_of
    playing.player.go_at(speed)
    playing.player.advance(0.5)
    gone = playing.state.view.as_of - before
    most = 151 * calendar.DAY  # to the end of the timeline
    step = calendar.DAY if SPEEDS[speed] >= calendar.DAY else 60.0
    assert min(SPEEDS[speed] / 2, most - step) <= gone <= SPEEDS[speed] / 2 + step


def test_it_stops_at_the_end(playing):
    playing.player.go_at("1 year a second")
    playing.player.advance(1.0)
    assert at(playing) == "28 Feb 2023"
    assert not playing.player.running


def test_it_goes_on_from_where_somebody_moves_the_cursor(playing):
    playing.player.go_at("1 day a second")
    playing.state.move_cursor(When.from_edtf("2022-12-24").latest)
    playing.player.advance(1.0)
    assert at(playing) == "25 Dec 2022"


def test_the_panel_shows_what_was_current_on_the_way(playing):
    playing.player.go_at("1 month a second")
    for _ in range(3):
        playing.player.advance(0.25)
    assert [group.id for group in playing.estimates.scene.walk() if group.kind == "estimate"] == ["estimate:0"]
    assert f"as of {at(playing)}" in [text.text for text in playing.estimates.scene.texts()]


def test_the_window_follows_a_cursor_that_leaves_it(playing):
    playing.state.show_window(playing.state.view.window.zoomed(0.05, playing.state.view.as_of, 0.5, 800))
    playing.player.go_at("1 month a second")
    for _ in range(8):
        playing.player.advance(0.25)
        window = playing.state.view.window
        assert window.start <= playing.state.view.as_of <= window.end


def test_another_file_stops_it(playing, many):
    playing.open_files([str(many)])
    assert not playing.player.running


def test_the_speed_is_changed_by_keys_and_shown_in_the_bar(window, qtbot):
    window.actions_by_name["faster"].trigger()
    assert window.player.speed == "1 year a second"
    for _ in range(9):
        window.actions_by_name["slower"].trigger()
    assert window.player.speed == next(iter(SPEEDS))


def test_an_empty_timeline_is_not_played(make_window, tmp_path):
    path = tmp_path / "empty.timeline.json"
    path.write_text('{"format": "timeline/1"}', "utf-8")
    window = make_window(path)
    window.player.toggle()
    assert not window.player.running
