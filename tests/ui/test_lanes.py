"""Lanes: collapsed, hidden and moved by the mouse at their headers and by keys in the menu."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.gestures import LEFT, click, double_click, hover
from tests.ui.shown import status_words
from timeline_app.layout.view import Item


@pytest.fixture
def lanes_file(tmp_path):
    path = tmp_path / "lanes.csv"
    rows = [f"2020-0{n + 1}-05,Event {n},{'ABC'[n % 3]}" for n in range(9)]
    path.write_text("\n".join(("when,title,lane", *rows, ",Undated,B")), "utf-8")
    return path


@pytest.fixture
def window(make_window, lanes_file):
    """A window on three lanes with three dated events each."""
    return make_window(lanes_file)


def shown(window) -> str:
    """The titles of the lanes, from top to bottom."""
    return "".join(band.lane.title for band in window.canvas.drawing.bands)


def header_place(window, title: str) -> QPoint:
    drawing = window.canvas.drawing
    (band,) = (band for band in drawing.bands if band.lane.title == title)
    return QPoint(30, round(drawing.plot.y - drawing.scroll + band.top + band.height / 2))


def height_of(window, title: str) -> float:
    return next(band.height for band in window.canvas.drawing.bands if band.lane.title == title)


def open_menu(window, title: str) -> QMenu:
    """Click a lane's header with the right button."""
    place, viewport = header_place(window, title), window.canvas.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, place)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, asked)  # the system does so after the press
    return window.lane_menu.menu


def choose(menu: QMenu, words: str) -> None:
    """Click an entry of an open menu."""
    assert menu.isVisible()
    (action,) = (action for action in menu.actions() if action.text().replace("&", "") == words)
    QTest.mouseClick(menu, LEFT, Qt.KeyboardModifier.NoModifier, menu.actionGeometry(action).center())
    assert not menu.isVisible()


def test_a_double_click_on_a_header_collapses_a_lane_and_another_expands_it(window):
    before = height_of(window, "B")
    double_click(window.canvas, header_place(window, "B"))
    assert height_of(window, "B") == 24 < before
    double_click(window.canvas, header_place(window, "B"))
    assert height_of(window, "B") == before


def test_a_click_on_a_header_leaves_the_selection_and_a_drag_there_the_window_of_time(window):
    window.state.select(Item("event", 0))
    click(window.canvas, header_place(window, "B"))
    assert window.state.view.selected == Item("event", 0)
    hover(window.canvas, header_place(window, "B"))
    assert window.canvas.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_the_menu_of_a_header_collapses_and_expands_its_lane(window):
    choose(open_menu(window, "A"), "Collapse")
    assert height_of(window, "A") == 24
    choose(open_menu(window, "A"), "Expand")
    assert height_of(window, "A") > 24


def test_a_lane_that_is_hidden_is_said_with_its_events_and_can_be_shown_again(window, qtbot):
    choose(open_menu(window, "B"), "Hide")
    assert shown(window) == "AC"
    said = "6 of 10 events in view · 4 in 1 hidden lane · none undated"
    qtbot.waitUntil(lambda: said in status_words(window))
    assert window.canvas.drawing.scene.group("undated") is None
    choose(open_menu(window, "A"), "Show all lanes")
    assert shown(window) == "ABC"
    assert "hidden" not in status_words(window)


def test_the_menu_lists_all_lanes_and_a_click_there_hides_or_shows_one(window):
    choose(open_menu(window, "C"), "B")
    assert shown(window) == "AC"
    menu = open_menu(window, "C")
    assert {one.text(): one.isChecked() for one in menu.actions() if one.isCheckable()} == {
        "A": True,
        "B": False,
        "C": True,
    }
    choose(menu, "B")
    assert shown(window) == "ABC"


def test_lanes_are_moved_up_and_down_as_far_as_there_are_others(window):
    choose(open_menu(window, "A"), "Move down")
    assert shown(window) == "BAC"
    choose(open_menu(window, "C"), "Move up")
    assert shown(window) == "BCA"
    enabled = {one.text().replace("&", ""): one.isEnabled() for one in open_menu(window, "A").actions()}
    assert (enabled["Move up"], enabled["Move down"], enabled["Show all lanes"]) == (True, False, False)
    window.lane_menu.menu.close()


def press_in_menus(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.activePopupWidget(), key)


def open_bar_menu(window) -> QMenu:
    """The menu of the lanes in the menu bar, opened by its key."""
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.title() == "&Lanes"
    return menu


def test_keys_collapse_move_and_hide_lanes_by_the_menu_bar(window):
    open_bar_menu(window)
    press_in_menus(Qt.Key.Key_C, Qt.Key.Key_Return)  # the list of lanes opens at its first
    assert height_of(window, "A") == 24
    open_bar_menu(window)
    press_in_menus(Qt.Key.Key_D, Qt.Key.Key_Return)
    assert shown(window) == "BAC"
    open_bar_menu(window)
    press_in_menus(Qt.Key.Key_Up, Qt.Key.Key_Return)  # the last of all
    assert shown(window) == "BA"
    open_bar_menu(window)
    press_in_menus(Qt.Key.Key_S)
    assert shown(window) == "BAC"


def test_the_menu_key_opens_the_menu_of_the_lane_at_the_top(window):
    QApplication.sendEvent(
        window.canvas.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(500, 300), QPoint())
    )
    choose(window.lane_menu.menu, "Hide")
    assert shown(window) == "BC"


def test_elsewhere_a_right_click_opens_nothing(window):
    viewport, place = window.canvas.viewport(), QPoint(500, 300)
    QApplication.sendEvent(viewport, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, place))
    assert QApplication.activePopupWidget() is None


def test_next_leaves_out_hidden_lanes_and_what_is_selected_in_one_is_said(window):
    choose(open_menu(window, "B"), "Hide")
    for row in (0, 2, 3):
        QTest.keySequence(window.canvas, QKeySequence("N"))
        assert window.state.view.selected == Item("event", row)
    window.state.select(Item("event", 1))
    assert window.state.note == "This is in a lane that is hidden"
    window.lane_menu.show_all()
    assert window.state.note == ""


def test_lanes_stay_as_they_are_while_the_same_files_are_open(window, lanes_file, many):
    choose(open_menu(window, "B"), "Hide")
    window.open_files([str(lanes_file)])
    assert shown(window) == "AC"
    window.open_files([str(many)])
    window.open_files([str(lanes_file)])
    assert shown(window) == "ABC"


def test_a_lane_is_named_in_menus_with_all_its_letters(make_window, tmp_path):
    path = tmp_path / "lanes.csv"
    path.write_text("when,title,lane\n2020,One,Rise & fall\n2021,Two,Other\n", "utf-8")
    window = make_window(path)
    menu = open_menu(window, "Other")
    assert "Rise && fall" in [action.text() for action in menu.actions()]
    menu.close()
