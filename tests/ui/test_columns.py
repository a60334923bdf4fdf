"""Asking what the columns of a table are: when, on what preview, and what comes of the answer."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QInputDialog, QPushButton

from tests.ui.gestures import wheel
from tests.ui.shown import button, status_words
from timeline_app.formats.tables.column_mapping import mapping_of
from timeline_app.ui.columns import remembered
from timeline_app.ui.columns_dialog import ColumnsDialog

WAIT_MS = 20_000


@pytest.fixture
def odd(tmp_path):
    """A table none of whose columns is called as we know it."""
    path = tmp_path / "odd.csv"
    path.write_text("on,happened,dead\nSep 2022,Report,~6000\n2023-01,Video,\nsome day,Meeting,5\n", "utf-8")
    return path


@pytest.fixture
def doubtful(tmp_path):
    path = tmp_path / "doubtful.csv"
    path.write_text("date,title\n05/06/2023,One\n07/08/2023,Two\n", "utf-8")
    return path


def dialog_of(qtbot, window):
    """The dialog, once it is there."""
    qtbot.waitUntil(lambda: bool(window.findChildren(ColumnsDialog)), timeout=WAIT_MS)
    return window.findChildren(ColumnsDialog)[-1]


def choose(dialog, label, text):
    """Choose something in the box that a label stands beside, by the keyboard."""
    box = next(
        box for box in dialog.findChildren(QComboBox) if box.parentWidget().layout().labelForField(box).text() == label
    )
    box.setFocus()
    box.setCurrentIndex(box.findText(text))
    return box


def press(qtbot, dialog, text):
    button = next(button for button in dialog.findChildren(QPushButton) if button.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def titles(window):
    events = window.state.timeline.events
    return events.titles_of(range(len(events)))


def test_a_table_of_which_no_column_is_known_is_asked_about_and_opens_as_was_said(qtbot, make_window, odd):
    window = make_window()
    window.open_files([str(odd)])
    dialog = dialog_of(qtbot, window)
    choose(dialog, "&Date, or beginning", "on")
    choose(dialog, "&Title", "happened")
    press(qtbot, dialog, "Use these columns")
    assert titles(window) == ["Report", "Video", "Meeting"]
    assert window.state.timeline.events.undated == 1
    assert window.state.timeline.event(0).figures[0].quantity.words() == "about 6,000"


def test_columns_whose_names_say_nothing_are_suggested_by_what_is_in_them(qtbot, make_window, odd):
    window = make_window()
    rows = ("nr,wo,am,was,link", "1,Kyiv,Sep 2022,Report,https://a.org/x", "2,,2023-01,Video,", "3,,some day,,")
    odd.write_text("\n".join(rows), "utf-8")
    window.open_files([str(odd)])
    dialog = dialog_of(qtbot, window)
    assert dialog._index.timeline.events.undated == 1
    press(qtbot, dialog, "Use these columns")
    assert titles(window) == ["Report", "Video", "(no title)"]


def test_the_timeline_in_the_dialog_follows_each_choice(qtbot, make_window, odd):
    window = make_window()
    window.open_files([str(odd)])
    dialog = dialog_of(qtbot, window)
    shown = []
    dialog._canvas.drawn.connect(lambda: shown.append(len(dialog._index.timeline.events)))
    choose(dialog, "&Title", "happened")
    choose(dialog, "&Date, or beginning", "–")
    dialog._canvas.grab()
    assert dialog._index.timeline.events.undated == 3
    choose(dialog, "&Date, or beginning", "on")
    dialog._canvas.grab()
    assert dialog._index.timeline.events.undated == 1
    assert "2 have a date" in dialog._told.text()
    assert "“some day”" in dialog._told.text()
    assert shown


def test_nothing_is_accepted_without_a_column_for_the_date_or_the_title(qtbot, make_window, odd):
    window = make_window()
    window.open_files([str(odd)])
    dialog = dialog_of(qtbot, window)
    choose(dialog, "&Date, or beginning", "–")
    choose(dialog, "&Title", "–")
    button = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Use these columns")
    assert not button.isEnabled()
    choose(dialog, "&Title", "happened")
    assert button.isEnabled()


def test_what_was_answered_holds_for_the_next_table_with_the_same_header(qtbot, make_window, odd, tmp_path):
    window = make_window()
    window.open_files([str(odd)])
    dialog = dialog_of(qtbot, window)
    choose(dialog, "&Date, or beginning", "on")
    choose(dialog, "&Title", "happened")
    press(qtbot, dialog, "Use these columns")
    (tmp_path / "next.csv").write_text("dead,on,happened\n1,2024,Another\n", "utf-8")
    window.open_files([str(tmp_path / "next.csv")])
    assert titles(window) == ["Another"]
    window.files.reload()
    assert titles(window) == ["Another"]
    (known,) = remembered()
    assert dict(known.columns)["when"] == "on"


def test_dates_that_may_mean_two_days_are_asked_about_and_shown_meanwhile(qtbot, make_window, doubtful):
    window = make_window()
    window.open_files([str(doubtful)])
    assert window.state.timeline.events.undated == 2
    dialog = dialog_of(qtbot, window)
    choose(dialog, "05/06/2023 &is", "May 6: month, day, year")
    press(qtbot, dialog, "Use these columns")
    assert [window.state.timeline.event(row).when_text for row in (0, 1)] == ["2023-05-06", "2023-07-08"]


def test_a_question_that_is_not_answered_leaves_all_as_it_was(qtbot, make_window, odd):
    window = make_window()
    before = window.state.timeline
    window.open_files([str(odd)])
    press(qtbot, dialog_of(qtbot, window), "Cancel")
    assert window.state.timeline is before
    assert remembered() == ()


def test_after_a_cancelled_question_it_can_be_asked_again(qtbot, make_window, odd):
    window = make_window()
    window.open_files([str(odd)])
    press(qtbot, dialog_of(qtbot, window), "Cancel")
    for ask in (window.actions_by_name["columns"].trigger, button(window.problems_panel, "Choose columns…").click):
        qtbot.waitUntil(lambda: not window.findChildren(ColumnsDialog), timeout=WAIT_MS)
        ask()
        dialog = dialog_of(qtbot, window)
        assert dialog.windowTitle() == "Columns of odd.csv"
        press(qtbot, dialog, "Cancel")


def test_of_several_files_one_is_chosen(qtbot, make_window, tmp_path, monkeypatch):
    paths = [tmp_path / name for name in ("one.csv", "two.csv")]
    for path in paths:
        path.write_text("when,title\n2022,Report\n", "utf-8")
    window = make_window(*paths)
    monkeypatch.setattr(QInputDialog, "getItem", lambda *asked: (asked[3][1], True))
    window.actions_by_name["columns"].trigger()
    assert dialog_of(qtbot, window).windowTitle() == "Columns of two.csv"


def test_the_wheel_changes_no_choice(qtbot, make_window, odd):
    window = make_window()
    window.open_files([str(odd)])
    dialog = dialog_of(qtbot, window)
    before = dialog.mapping
    for box in dialog.findChildren(QComboBox):
        box.setFocus()
        wheel(box, QPoint(5, 5), QPoint(0, -360))
    assert dialog.mapping == before


def test_of_a_known_data_set_the_order_of_dates_alone_is_asked(qtbot, make_window, tmp_path):
    path = tmp_path / "acled.csv"
    path.write_text(
        "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,location,notes,fatalities\n"
        "A1,05/06/2023,2,Battles,Clash,One,Bakhmut,x,3\n",
        "utf-8",
    )
    window = make_window()
    window.open_files([str(path)])
    dialog = dialog_of(qtbot, window)
    choose(dialog, "05/06/2023 &is", "5 June: day, month, year")
    press(qtbot, dialog, "Use these columns")
    event = window.state.timeline.event(0)
    assert (event.when_text, event.title) == ("[2023-06-02..2023-06-08]", "Clash: One, Bakhmut")


def test_columns_can_be_chosen_anew_for_a_table_that_is_open(qtbot, make_window, tmp_path):
    path = tmp_path / "plain.csv"
    path.write_text("when,title,place\n2022,Report,Kyiv\n", "utf-8")
    window = make_window(path)
    window.actions_by_name["columns"].trigger()
    dialog = dialog_of(qtbot, window)
    choose(dialog, "&Lane", "place")
    press(qtbot, dialog, "Use these columns")
    assert [lane.title for lane in window.state.timeline.lanes] == ["Kyiv"]


def test_a_file_without_columns_is_said_to_have_none(qtbot, make_window):
    window = make_window()
    window.actions_by_name["columns"].trigger()
    qtbot.waitUntil(lambda: "is no table" in status_words(window), timeout=WAIT_MS)


def test_what_was_answered_for_one_table_touches_no_other(qtbot, make_window, odd, tmp_path):
    window = make_window()
    window.open_files([str(odd)])
    dialog = dialog_of(qtbot, window)
    choose(dialog, "&Title", "happened")
    press(qtbot, dialog, "Use these columns")
    slides = tmp_path / "slides.csv"
    slides.write_text("Year,Headline,Display Date,Media,Type\n2022,One,In 2022,,\n,Cover,,,title\n", "utf-8")
    window.open_files([str(slides)])
    assert titles(window) == ["One"]
    assert window.problems_panel.isHidden()


def test_what_the_command_line_says_of_columns_holds_in_the_window(make_window, odd):
    window = make_window()
    window.columns.said = (mapping_of("when=on,title=happened"),)
    window.open_files([str(odd)])
    assert titles(window) == ["Report", "Video", "Meeting"]
