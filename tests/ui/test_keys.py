"""Keys and menus: each command does what its words say, and only where it should."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QTextDocumentFragment
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLabel, QMessageBox

from tests.ui.gestures import click, place_of
from tests.ui.shown import button, hit_items, status_words
from timeline_app.layout.view import Item
from timeline_app.layout.window import TimeWindow, fitting
from timeline_app.model import calendar
from timeline_app.ui.actions import COMMANDS, KeysDialog
from timeline_app.ui.export_dialog import ExportDialog

KEYS = [(command.name, key) for command in COMMANDS for key in command.keys]
IN_TIME_ORDER = [Item("event", row) for row in (0, 1, 2, 3)]


@pytest.fixture(autouse=True)
def dialogs(monkeypatch):
    """No dialog stays open; the names of those that were asked for."""
    asked = []

    def answer(name, value):
        return lambda *_arguments, **_options: (asked.append(name), value)[1]

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answer("open", ([], "")))
    monkeypatch.setattr(QInputDialog, "getText", answer("date", ("", False)))
    monkeypatch.setattr(QMessageBox, "about", answer("about", None))
    monkeypatch.setattr(KeysDialog, "exec", answer("keys", 0))
    monkeypatch.setattr(ExportDialog, "exec", answer("export", 0))
    monkeypatch.setattr(QPrintDialog, "exec", answer("print", 0))
    return asked


def press(widget, key: str) -> None:
    QTest.keySequence(widget, QKeySequence(key))


def done(window) -> list[str]:
    """The names of the commands that are carried out from now on."""
    names = []
    for name, action in window.actions_by_name.items():
        action.triggered.connect(lambda _checked=False, name=name: names.append(name))
    return names


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_each_key_carries_out_its_command_and_no_other(window, name, key):
    names = done(window)
    press(window.canvas, key)
    assert names == [name]


def test_no_key_stands_for_two_commands():
    assert len({QKeySequence(key).toString() for _, key in KEYS}) == len(KEYS)


def test_every_command_is_in_a_menu_with_its_first_key(window):
    titles = {menu.title(): menu for menu in window.menuBar().findChildren(type(window.menuBar().actions()[0].menu()))}
    for command in COMMANDS:
        (action,) = (one for one in titles[command.menu].actions() if one.text() == command.text)
        assert action.shortcut().toString() == (QKeySequence(command.keys[0]).toString() if command.keys else "")


def test_the_list_of_keys_has_every_command_that_has_one(window, qtbot):
    dialog = KeysDialog(window)
    qtbot.addWidget(dialog)
    words = [QTextDocumentFragment.fromHtml(one.text()).toPlainText() for one in dialog.findChildren(QLabel)]
    for command in COMMANDS:
        if command.keys:
            assert command.text.replace("&", "").rstrip("…") in words
            assert ", ".join(command.keys) in words


@pytest.mark.parametrize(
    ("key", "asked"),
    [("Ctrl+O", "open"), ("Ctrl+E", "export"), ("Ctrl+P", "print"), ("G", "date"), ("A", "date"), ("?", "keys")],
)
def test_keys_open_their_dialog(window, dialogs, key, asked):
    press(window.canvas, key)
    assert dialogs == [asked]


def test_about_says_what_the_program_is(window, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "about", lambda _parent, _title, words: said.append(words))
    window.actions_by_name["about"].trigger()
    assert "dates are vague" in said[0]


def test_ctrl_q_closes_the_window(window):
    press(window.canvas, "Ctrl+Q")
    assert not window.isVisible()


def test_the_starter_timeline_can_be_opened_again(make_window, many):
    window = make_window(many)
    window.actions_by_name["starter"].trigger()
    assert len(window.state.timeline.estimates) == 6


def test_a_timeline_of_all_kinds_of_dates_can_be_opened(make_window, many):
    window = make_window(many)
    window.actions_by_name["gallery"].trigger()
    assert {"Deep time", "From – to"} <= {lane.title for lane in window.state.timeline.lanes}
    assert window.files.problems == ()


# The window of time


@pytest.mark.parametrize(
    ("key", "inwards"), [("+", True), ("=", True), ("Ctrl++", True), ("-", False), ("Ctrl+-", False)]
)
def test_plus_and_minus_zoom_about_the_middle(window, key, inwards):
    before = window.state.view.window
    press(window.canvas, key)
    after = window.state.view.window
    assert (after.duration < before.duration) is inwards
    assert after.middle == pytest.approx(before.middle)


def test_plus_and_minus_undo_each_other(window):
    before = window.state.view.window
    press(window.canvas, "+")
    press(window.canvas, "-")
    assert window.state.view.window.start == pytest.approx(before.start, abs=1)


@pytest.mark.parametrize(("key", "later"), [("Left", False), ("Right", True)])
def test_left_and_right_pan(window, key, later):
    before = window.state.view.window
    press(window.canvas, key)
    assert window.state.view.window.duration == pytest.approx(before.duration)
    assert (window.state.view.window.start > before.start) is later


def test_0_fits_the_whole_timeline(window):
    whole = fitting(window.state.timeline.extent)
    window.state.zoom(0.01)
    window.state.pan(40)
    press(window.canvas, "0")
    assert window.state.view.window == whole


def test_back_and_forward_go_through_the_stretches_that_were_looked_at(window):
    seen = [window.state.view.window]
    for key in ("+", "Right", "0"):
        press(window.canvas, key)
        window.state._settling.timeout.emit()
        seen.append(window.state.view.window)
    for expected in (seen[2], seen[1], seen[0], seen[0]):
        press(window.canvas, "Alt+Left")
        assert window.state.view.window == expected
    for expected in (seen[1], seen[2], seen[3], seen[3]):
        press(window.canvas, "Alt+Right")
        assert window.state.view.window == expected


def test_steps_that_follow_at_once_are_gone_back_over_together(window):
    before = window.state.view.window
    for _ in range(5):
        press(window.canvas, "+")
    after = window.state.view.window
    press(window.canvas, "Alt+Left")
    assert window.state.view.window == before
    press(window.canvas, "Alt+Right")
    assert window.state.view.window == after


def test_after_going_back_another_way_replaces_what_lay_ahead(window):
    before = window.state.view.window
    press(window.canvas, "+")
    press(window.canvas, "Alt+Left")
    press(window.canvas, "Left")
    other = window.state.view.window
    press(window.canvas, "Alt+Right")
    assert window.state.view.window == other
    press(window.canvas, "Alt+Left")
    assert window.state.view.window == before


def test_up_and_down_scroll_lanes_that_have_no_room(make_window, tmp_path):
    path = tmp_path / "lanes.csv"
    path.write_text("when,title,lane\n" + "\n".join(f"2020,Event {n},Lane {n}" for n in range(40)), "utf-8")
    window = make_window(path)
    press(window.canvas, "Down")
    assert window.canvas.drawing.scroll > 0
    press(window.canvas, "Up")
    assert window.canvas.drawing.scroll == 0
    for _ in range(50):
        press(window.canvas, "Down")
    assert window.canvas.drawing.scroll == window.canvas.drawing.overflow
    press(window.canvas, "Up")
    assert window.canvas.drawing.scroll < window.canvas.drawing.overflow


@pytest.mark.parametrize(("key", "days"), [("Shift+Left", -1), ("Shift+Right", 1)])
def test_shift_left_and_right_move_the_time_cursor_by_a_day(window, key, days):
    before = window.state.view.as_of
    press(window.canvas, key)
    assert window.state.view.as_of == before + days * calendar.DAY


def test_the_panel_follows_the_cursors_keys(window):
    press(window.canvas, "Shift+Left")
    assert window.estimates.scene.title == "Casualty estimates as of 27 Feb 2023"


# Events


def test_n_and_p_go_through_the_events_in_time_order_and_stop_at_the_ends(window):
    for expected in (*IN_TIME_ORDER, IN_TIME_ORDER[-1]):
        press(window.canvas, "N")
        assert window.state.view.selected == expected
    for expected in (*IN_TIME_ORDER[-2::-1], IN_TIME_ORDER[0]):
        press(window.canvas, "P")
        assert window.state.view.selected == expected


@pytest.fixture
def vague(make_window, tmp_path):
    """A window on events of which only some have a known order."""
    path = tmp_path / "vague.csv"
    path.write_text("when,title\n2022-09,Report\n2022-09-21,Speech\n2022-10,Answer\n2022/2023,War\n", "utf-8")
    return make_window(path)


def test_a_step_says_where_the_order_cannot_be_known(vague, qtbot):
    unknown = "Order against “{}” can't be known: their dates overlap"
    steps = [
        ("N", "War", ""),
        ("N", "Report", ""),  # it isn't after the war, which lasts into the next year
        ("N", "Speech", "Report, Sep 2022"),
        ("N", "Answer", ""),
        ("N", "Answer", ""),
        ("P", "Speech", ""),
        ("P", "Report", "Speech, 21 Sep 2022"),
    ]
    for key, title, against in steps:
        press(vague.canvas, key)
        assert vague.state.timeline.events.title(vague.state.view.selected.row) == title
        assert vague.state.note == (unknown.format(against) if against else "")
        assert vague.canvas.drawing  # laid out as it is at the next repaint
        if against:
            qtbot.waitUntil(lambda: vague.state.note in status_words(vague))
        else:
            assert "Order against" not in status_words(vague)


def test_what_a_step_says_goes_with_the_selection(vague):
    for _ in range(3):
        press(vague.canvas, "N")
    assert vague.state.note
    vague.state.select(None)
    assert vague.canvas.drawing  # laid out as it is at the next repaint
    assert "Order against" not in status_words(vague)


def test_p_begins_with_the_last_event(window):
    press(window.canvas, "P")
    assert window.state.view.selected == IN_TIME_ORDER[-1]


def test_n_moves_to_an_event_that_is_out_of_view_without_zooming(window):
    window.state.zoom(0.02)
    duration = window.state.view.window.duration
    press(window.canvas, "N")
    when = window.state.index.event(0).when
    assert window.state.view.window.contains((when.earliest + when.latest) / 2)
    assert window.state.view.window.duration == pytest.approx(duration)


@pytest.mark.parametrize(("place", "moves"), [(0.05, True), (0.07, False), (0.5, False), (0.93, False), (0.95, True)])
@pytest.mark.parametrize("key", ["N", "Home"])
def test_what_is_gone_to_is_brought_in_from_the_edge_of_the_window(make_window, tmp_path, key, place, moves):
    path = tmp_path / "hour.csv"
    path.write_text("when,title\n2022-06-15T12:00:00Z,An event\n", "utf-8")
    window = make_window(path)
    time, width = window.state.timeline.extent[0], 100 * calendar.DAY
    start = time - place * width
    window.state.show_window(TimeWindow(start, start + width))
    before = window.state.view.window
    press(window.canvas, key)
    after = window.state.view.window
    assert window.state.view.selected == Item("event", 0)
    assert after.duration == pytest.approx(width)
    assert (after != before) is moves
    if moves:
        assert after.middle == pytest.approx(time, abs=1)


@pytest.mark.parametrize(("key", "item"), [("Home", IN_TIME_ORDER[0]), ("End", IN_TIME_ORDER[-1])])
def test_home_and_end_go_to_the_first_and_last_event(window, key, item):
    press(window.canvas, key)
    assert window.state.view.selected == item


@pytest.mark.parametrize("key", ["Return", "Enter"])
def test_return_frames_the_selection(window, key):
    press(window.canvas, "P")
    before = window.state.view.window
    press(window.canvas, key)
    assert window.state.view.window.duration < before.duration / 10
    assert window.state.view.selected == IN_TIME_ORDER[-1]


@pytest.mark.parametrize("item", [Item("estimate", 1), Item("event", 3)])
def test_return_pressed_often_never_leaves_a_window_that_cannot_be_drawn(window, item):
    window.state.select(item)
    for _ in range(30):
        press(window.canvas, "Return")
        assert window.state.view.window.duration > 1e-3
    window.canvas.viewport().repaint()


def test_return_without_a_selection_changes_nothing(window):
    before = window.state.view
    press(window.canvas, "Return")
    assert window.state.view == before


@pytest.mark.parametrize("key", ["N", "P", "Home", "End", "0", "+", "Return", "Down", "Shift+Left"])
def test_a_timeline_without_events_takes_every_key(make_window, tmp_path, key):
    path = tmp_path / "empty.timeline.json"
    path.write_text('{"format": "timeline/1", "title": "Nothing yet", "events": []}', "utf-8")
    window = make_window(path)
    press(window.canvas, key)
    window.canvas.viewport().repaint()
    assert window.state.view.selected is None


# Parts of the window


def test_e_hides_the_estimates_panel_and_shows_it_again(window):
    press(window.canvas, "E")
    assert not window.estimates.isVisible()
    press(window.canvas, "E")
    assert window.estimates.isVisible()


def test_f8_shows_the_problems_where_there_are_any(window, tmp_path):
    press(window.canvas, "F8")
    assert not window.problems_panel.isVisible()
    window.open_files([str(tmp_path / "nowhere.csv")])
    press(window.canvas, "F8")
    assert not window.problems_panel.isVisible()
    press(window.canvas, "F8")
    assert window.problems_panel.isVisible()


def test_ctrl_c_copies_the_picture(window, qtbot):
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(window.status.messageChanged, check_params_cb=lambda words: "clipboard" in words):
        press(window.canvas, "Ctrl+C")
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (2880, 1800)


# Typing


@pytest.mark.parametrize("key", ["/", "Ctrl+F"])
def test_search_keys_go_to_the_search_field(window, key):
    press(window.canvas, key)
    assert QApplication.focusWidget() is window.search


def test_what_is_typed_in_the_search_field_is_text(window, qtbot):
    press(window.canvas, "/")
    names, before = done(window), window.state.view
    qtbot.keyClicks(window.search, "/n0+-=gpe? N")
    assert window.search.text() == "/n0+-=gpe? N"
    for key in ("Home", "End", "Left", "Right", "Shift+Left"):
        press(window.search, key)
    assert names == []
    assert window.state.view == before


def test_ctrl_c_in_the_search_field_copies_the_words(window, qtbot):
    press(window.canvas, "/")
    names = done(window)
    qtbot.keyClicks(window.search, "regiment")
    press(window.search, "Ctrl+A")
    press(window.search, "Ctrl+C")
    assert (names, QGuiApplication.clipboard().text()) == ([], "regiment")


def test_escape_clears_the_search_first_and_then_the_selection(window, qtbot):
    press(window.canvas, "P")
    press(window.canvas, "/")
    with qtbot.waitSignal(window.search.found):
        qtbot.keyClicks(window.search, "regiment")
    assert window.state.view.hits
    with qtbot.waitSignal(window.search.found):
        press(window.search, "Esc")
    assert (window.search.text(), hit_items(window)) == ("", frozenset())
    assert not window.search.results.isVisible()
    assert window.state.view.selected == IN_TIME_ORDER[-1]
    assert QApplication.focusWidget() is window.canvas
    press(window.canvas, "Esc")
    assert window.state.view.selected is None


def test_tab_goes_through_all_parts_of_the_window_and_comes_round(window):
    click(window.canvas, place_of(window.canvas, "event:3"))
    reached = tabbed(window, Qt.Key.Key_Tab)
    assert {window.search, window.estimates, window.details, window.canvas} <= set(reached)
    assert {button(window.header, words) for words in ("Open", "Export", "−", "Fit", "+")} <= set(reached)
    assert button(window.status, "no problems") in reached


def test_shift_tab_goes_the_same_way_back(window):
    click(window.canvas, place_of(window.canvas, "event:3"))
    there, back = (tabbed(window, key) for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab))
    assert set(there) == set(back)


def test_tab_reaches_the_lists_while_they_are_shown(window, qtbot, tmp_path):
    window.open_files([str(tmp_path / "nowhere.csv")])
    with qtbot.waitSignal(window.search.found):
        qtbot.keyClicks(window.search, "regiment")
    names = {widget.accessibleName() for widget in tabbed(window, Qt.Key.Key_Tab)}
    assert {"Problems", "Found", "Timeline"} <= names


def tabbed(window, key: Qt.Key) -> list:
    """What gets the focus, one after the other, until it is back at the canvas."""
    window.canvas.setFocus()
    reached = []
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget(), key)
        reached.append(QApplication.focusWidget())
        if reached[-1] is window.canvas:
            return reached
    raise AssertionError(f"the focus is caught at {reached[-1]}")


def test_shift_n_and_shift_p_go_through_the_estimates_in_time_order(window, qtbot):
    order = window.state.timeline.estimates.times.order.tolist()
    for row in [*order, order[-1]]:
        qtbot.keyClick(window.canvas, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
        assert window.state.view.selected == Item("estimate", row)
    qtbot.keyClick(window.canvas, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    assert window.state.view.selected == Item("estimate", order[-2])


def test_u_lists_what_has_no_date_and_a_click_on_the_canvas_puts_the_list_away(make_window, tmp_path, qtbot):
    path = tmp_path / "undated.csv"
    path.write_text("when,title\n2022,Dated\n,One without\n,Another\n", "utf-8")
    window = make_window(path)
    qtbot.keyClick(window.canvas, Qt.Key.Key_U)
    assert window.search.results.isVisible()
    qtbot.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(400, 120))
    assert not window.search.results.isVisible()
