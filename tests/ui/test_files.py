"""The open files: listed, left out, closed and added; each event knows its file; what changes on disk is read again."""

import json
import os

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu

from tests.ui.gestures import click, drop, place_of
from tests.ui.shown import button, heading, listed, status_words
from timeline_app.layout.lane_states import LaneStates
from timeline_app.layout.view import Item
from timeline_app.ui import open_files, record_lines, watching

WAIT_MS = 20_000  # for a process of its own, on a busy machine
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def two(tmp_path):
    path = tmp_path / "two.csv"
    path.write_text("when,title\n2020-05,First\n2021,Second\n", "utf-8")
    return path


@pytest.fixture
def other(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("when,title,lane,place\n2022,Third,Elsewhere,Kyiv\n", "utf-8")
    return path


@pytest.fixture
def shown_folders(monkeypatch):
    """The folders that the system was asked to open."""
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    return opened


@pytest.fixture
def watched(qtbot, make_window):
    """Opens a window and waits until its files are watched."""

    def make(*files):
        window = make_window(*files)
        looked(qtbot, window)
        return window

    return make


def looked(qtbot, window):
    """Wait until the files are read and were looked at."""
    watch = window.files.watch
    qtbot.waitUntil(
        lambda: not (window.files.loader.running or watch._job.running or watch._pause.isActive()), timeout=WAIT_MS
    )


def titles(window):
    events = window.state.timeline.events
    return [events.title(row) for row in range(len(events))]


def menu_of(window, title="F&iles"):
    menu = next(one for one in window.findChildren(QMenu) if one.title() == title)
    menu.aboutToShow.emit()
    return menu


def entries(window):
    """The files in the menu, and whether each has a check mark."""
    return {entry.text(): entry.isChecked() for entry in menu_of(window).actions() if entry.isCheckable()}


def choose(window, name):
    next(entry for entry in menu_of(window).actions() if entry.text() == name).trigger()


def close(window, name):
    closing = next(entry.menu() for entry in menu_of(window).actions() if entry.text() == "&Close")
    next(entry for entry in closing.actions() if entry.text() == name).trigger()


# The menu


def test_the_open_files_are_listed_with_a_check_mark_and_their_path(make_window, two, other):
    window = make_window(two, other)
    assert entries(window) == {"two.csv": True, "other.csv": True}
    paths = [entry.toolTip() for entry in menu_of(window).actions() if entry.isCheckable()]
    assert paths == [str(two), str(other)]


def test_a_file_that_is_left_out_takes_its_events_along_and_the_window_says_so(make_window, two, other, qtbot):
    window = make_window(two, other)
    choose(window, "two.csv")
    assert titles(window) == ["Third"]
    assert entries(window) == {"two.csv": False, "other.csv": True}
    assert "1 of 2 files shown" in status_words(window)
    words = "1 of 3 events in view · 2 in files not shown · none undated"
    qtbot.waitUntil(lambda: words in status_words(window))
    choose(window, "two.csv")
    assert titles(window) == ["First", "Second", "Third"]
    qtbot.waitUntil(lambda: "two.csv and 1 more" in status_words(window))
    assert "in files not shown" not in status_words(window)


def test_all_files_may_be_left_out_and_shown_again(make_window, two, qtbot):
    window = make_window(two)
    window.state.zoom(0.9)
    seen = window.state.view.window
    choose(window, "two.csv")
    assert titles(window) == []
    qtbot.waitUntil(lambda: "0 of 1 file shown" in status_words(window))
    assert "2 in files not shown" in status_words(window)
    choose(window, "two.csv")
    assert titles(window) == ["First", "Second"]
    assert window.state.view.window == seen


def test_a_file_that_is_closed_is_gone_and_the_title_follows(make_window, two, other):
    window = make_window(two, other)
    close(window, "two.csv")
    assert titles(window) == ["Third"]
    assert entries(window) == {"other.csv": True}
    assert window.windowTitle() == "other – Timeline"


def test_what_is_looked_at_stays_when_files_come_and_go(make_window, two, other):
    window = make_window(two, other)
    click(window.canvas, place_of(window.canvas, "event:2"))
    window.state.zoom(0.9)
    window.state.move_cursor(1e9)
    window.state.arrange_lanes(LaneStates(collapsed=frozenset({"elsewhere"})))
    before = window.state.view
    choose(window, "two.csv")
    view = window.state.view
    assert (view.window, view.as_of, view.lanes) == (before.window, before.as_of, before.lanes)
    assert view.selected == Item("event", 0)
    assert "Third" in window.details.toPlainText()


def test_files_are_added_beside_those_that_are_open(make_window, two, other, monkeypatch):
    window = make_window(two)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(other)], ""))
    QTest.keyClick(window, Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert titles(window) == ["First", "Second", "Third"]
    assert "Added other.csv" in status_words(window)
    assert menu_of(window, "Open &recent").actions()[0].text() == str(other)


def test_a_folder_is_opened_from_the_menu(make_window, two, other, qtbot, monkeypatch):
    window = make_window(two)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(two.parent))
    window.actions_by_name["open-folder"].trigger()
    looked(qtbot, window)
    assert sorted(titles(window)) == ["First", "Second", "Third"]
    assert window.files.files.paths == (str(two.parent),)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    window.actions_by_name["open-folder"].trigger()
    assert window.files.files.paths == (str(two.parent),)


def test_a_file_that_is_added_twice_is_there_once(make_window, two, other):
    window = make_window(two, other)
    choose(window, "two.csv")
    window.files.add([str(two)])
    assert entries(window) == {"two.csv": True, "other.csv": True}
    assert titles(window) == ["First", "Second", "Third"]


def test_what_is_chosen_while_files_are_read_comes_on_top(make_window, large, two, other, qtbot):
    window = make_window(two, other)
    window.files.add([str(large)])
    assert window.files.loader.running
    choose(window, "two.csv")
    looked(qtbot, window)
    assert window.files.files.shown == (str(other), str(large))
    assert titles(window)[0] == "Third"


def test_files_that_are_dropped_with_ctrl_held_are_added(make_window, two, other):
    window = make_window(two)
    assert drop(window.canvas, [other], CTRL)
    assert titles(window) == ["First", "Second", "Third"]
    assert drop(window.canvas, [other])
    assert titles(window) == ["Third"]


# File and line


def test_the_card_says_file_and_line_and_shows_the_folder(make_window, two, other, shown_folders, qtbot):
    window = make_window(two, other)
    window.state.select(Item("event", 1))
    assert "two.csv, line 3" in window.details.toPlainText()
    assert str(two) in window.details.toHtml()
    follow_link(qtbot, window.details, "Show in file")
    assert shown_folders == [str(two.parent)]


def test_a_key_shows_the_file_of_what_is_selected(make_window, two, other, shown_folders, monkeypatch):
    window = make_window(two, other)
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    assert shown_folders == []
    assert "Select an event or an estimate" in status_words(window)
    window.state.select(Item("event", 0))
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    assert shown_folders == [str(two.parent)]


@pytest.mark.parametrize("at_once", [100_000, 0])
def test_the_line_of_a_record_in_json_is_found_when_it_is_asked_for(make_window, tmp_path, qtbot, monkeypatch, at_once):
    monkeypatch.setattr(record_lines, "_AT_ONCE", at_once)
    path = tmp_path / "some.timeline.json"
    events = [{"when": "2020", "title": "A"}, {"when": "2021", "title": "B"}]
    estimates = [{"id": "e", "measure": "killed", "best": 5, "as_of": "2020", "publisher": "p"}]
    document = {"format": "timeline/1", "events": events, "estimates": estimates}
    path.write_text(json.dumps(document, indent=1), "utf-8")
    window = make_window(path)
    lines = path.read_text("utf-8").splitlines()
    for item, words in ((Item("event", 1), '"title": "B"'), (Item("estimate", 0), '"id": "e"')):
        window.state.select(item)
        line = next(number for number, text in enumerate(lines, 1) if words in text) - (item.table == "event") - 1
        qtbot.waitUntil(lambda line=line: f"line {line}\n" in window.details.toPlainText(), timeout=WAIT_MS)


def test_of_a_file_that_has_changed_meanwhile_only_the_name_is_said(make_window, tmp_path):
    path = tmp_path / "some.timeline.json"
    path.write_text('{"format": "timeline/1", "events": [{"when": "2020", "title": "A"}]}', "utf-8")
    window = make_window(path)
    path.write_text('{"format": "timeline/1",\n\n "events": [{"when": "2020", "title": "A"}]}', "utf-8")
    window.state.select(Item("event", 0))
    assert "some.timeline.json\n" in window.details.toPlainText()
    assert "line" not in window.details.toPlainText().split("some.timeline.json")[1]


@pytest.mark.parametrize("answered", [True, False])
def test_where_a_file_is_can_be_read_and_copied_whatever_the_system_answers(
    make_window, two, other, monkeypatch, answered
):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: answered)
    window = make_window(two, other)
    window.state.select(Item("event", 0))
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    place = window.status.findChild(QLineEdit, "place")
    assert place.isVisible()
    assert str(two.absolute()) in place.text()
    assert ("can't be opened" in place.text()) is not answered
    place.setSelection(place.text().index(str(two)), len(str(two)))
    QTest.keyClick(place, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == str(two)
    window.status.say("Something else")
    assert not place.isVisible()
    window.status.clearMessage()
    assert "two.csv" in status_words(window)


def test_the_file_of_a_problem_is_shown(make_window, tmp_path, shown_folders, qtbot):
    path = tmp_path / "some.csv"
    path.write_text("when,title\nsoonish,Vague\n", "utf-8")
    window = make_window(path)
    show = button(window.problems_panel, "Show in file")
    assert not show.isEnabled()
    window.problems_panel._list.setCurrentRow(0)
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)
    assert shown_folders == [str(tmp_path)]


def follow_link(qtbot, browser, words):
    """Click a link of the card."""
    qtbot.waitUntil(lambda: browser.isVisible() and browser.document().size().width() > 100)
    browser.setTextCursor(browser.document().find(words))
    browser.ensureCursorVisible()
    rectangle = browser.cursorRect()
    place = QPoint(rectangle.left() - 8, rectangle.center().y())
    qtbot.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, pos=place)


# Reading again


def write_over(path, text):
    path.write_text(text, "utf-8")


def write_beside_and_rename(path, text):
    beside = path.with_suffix(".tmp")
    beside.write_text(text, "utf-8")
    os.replace(beside, path)


def delete_and_create(path, text):
    path.unlink()
    path.write_text(text, "utf-8")


def write_in_pieces(path, text):
    with path.open("w", encoding="utf-8") as file:
        for character in text:
            file.write(character)
            file.flush()


WAYS = [write_over, write_beside_and_rename, delete_and_create, write_in_pieces]


@pytest.mark.parametrize("write", WAYS)
def test_a_file_that_is_written_is_read_again_and_what_is_looked_at_stays(watched, two, other, qtbot, write):
    window = watched(two, other)
    click(window.canvas, place_of(window.canvas, "event:1"))
    window.state.zoom(0.5)
    window.state.move_cursor(1e9)
    before = window.state.view
    for number in (1, 2):
        with qtbot.waitSignal(window.files.said, timeout=WAIT_MS) as said:
            write(two, f"when,title\n2019,Earlier {number}\n2020-05,First\n2021,Second\n" + "2022,More\n" * number)
        assert said.args == ["two.csv has changed and was read again"]
        assert titles(window)[:3] == [f"Earlier {number}", "First", "Second"]
        looked(qtbot, window)
    assert "two.csv has changed and was read again" in status_words(window)
    view = window.state.view
    assert (view.window, view.as_of) == (before.window, before.as_of)
    assert view.selected == Item("event", 2)


def test_what_cannot_be_read_leaves_the_last_good_state_until_it_can(watched, two, other, qtbot):
    window = watched(two, other)
    for broken in ("", "nothing that names a column\n"):
        with qtbot.waitSignal(window.files.taken, timeout=WAIT_MS):
            write_over(two, broken)
        assert titles(window) == ["First", "Second", "Third"]
        assert heading(window.problems_panel) == "two.csv can't be read again; the open timeline stays"
        assert listed(window.problems_panel)
        assert "two.csv can't be read again" in status_words(window)
        looked(qtbot, window)
    with qtbot.waitSignal(window.files.said, timeout=WAIT_MS):
        write_over(two, "when,title\n2024,Whole again\n")
    assert titles(window) == ["Whole again", "Third"]
    assert not window.problems_panel.isVisible()


def test_the_last_word_on_a_file_is_the_right_one(watched, two, qtbot):
    window = watched(two)
    with qtbot.waitSignal(window.files.said, timeout=WAIT_MS):
        write_over(two, "when,title\n2024,Other\n")
    looked(qtbot, window)
    with qtbot.waitSignal(window.files.taken, timeout=WAIT_MS):
        write_over(two, "nothing that names a column\n")
    assert "has changed and was read again" not in status_words(window)
    assert "two.csv can't be read again; the open timeline stays" in status_words(window)


def test_an_event_whose_title_is_edited_stays_selected(watched, two, qtbot):
    window = watched(two)
    window.state.select(Item("event", 1))
    with qtbot.waitSignal(window.files.said, timeout=WAIT_MS):
        write_over(two, "when,title\n2020-05,First\n2021,Second and corrected\n")
    assert window.state.view.selected == Item("event", 1)


def test_a_file_that_is_deleted_stays_as_it_was_read(watched, two, qtbot):
    window = watched(two)
    with qtbot.waitSignal(window.files.taken, timeout=WAIT_MS):
        two.unlink()
    assert titles(window) == ["First", "Second"]
    assert "there is no such file" in listed(window.problems_panel)[0]
    looked(qtbot, window)
    with qtbot.waitSignal(window.files.said, timeout=WAIT_MS):
        two.write_text("when,title\n2024,Back\n", "utf-8")
    assert titles(window) == ["Back"]


def test_a_file_that_is_only_begun_blanks_nothing_but_by_hand(watched, two, qtbot):
    window = watched(two)
    with qtbot.waitSignal(window.files.said, timeout=WAIT_MS) as said:
        write_over(two, "when,title\n")
    assert said.args == ["two.csv has changed, with nothing in it now; F5 shows that"]
    assert titles(window) == ["First", "Second"]
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert titles(window) == []


def test_a_file_that_comes_into_an_open_folder_is_read_and_one_that_goes_is_gone(watched, tmp_path, qtbot):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.csv").write_text("when,title\n2020,A\n", "utf-8")
    (folder / "notes.txt").write_text("no timeline", "utf-8")
    window = watched(folder)
    with qtbot.waitSignal(window.files.said, timeout=WAIT_MS) as said:
        (folder / "b.csv").write_text("when,title\n2021,B\n", "utf-8")
    assert said.args == ["folder has changed and was read again"]
    assert titles(window) == ["A", "B"]
    looked(qtbot, window)
    with qtbot.waitSignal(window.files.said, timeout=WAIT_MS):
        (folder / "a.csv").unlink()
    assert titles(window) == ["B"]


def test_a_file_of_a_folder_of_more_than_are_watched_is_read_again_too(watched, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(watching, "_MOST_WATCHED", 1)
    monkeypatch.setattr(watching, "_ROUND_MS", 20)
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.csv").write_text(f"when,title\n2020,{name}\n", "utf-8")
    window = watched(folder)
    with qtbot.waitSignal(window.files.said, timeout=WAIT_MS) as said:
        (folder / "c.csv").write_text("when,title\n2020,changed\n", "utf-8")
    assert said.args == ["folder has changed and was read again"]
    assert titles(window) == ["a", "b", "changed"]


def test_coming_back_to_the_window_looks_at_what_is_not_watched(watched, tmp_path, qtbot, qapp, monkeypatch):
    monkeypatch.setattr(watching, "_MOST_WATCHED", 0)
    (tmp_path / "a.csv").write_text("when,title\n2020,A\n", "utf-8")
    window = watched(tmp_path / "a.csv")
    with qtbot.waitSignal(window.files.watch.looked, timeout=WAIT_MS):
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def test_what_else_happens_in_the_folder_of_a_file_reads_nothing(watched, two, qtbot):
    window = watched(two)
    with qtbot.assertNotEmitted(window.files.loader.finished), qtbot.waitSignal(window.files.watch.looked):
        (two.parent / "unrelated.txt").write_text("words", "utf-8")


def test_search_and_filter_stay_when_a_file_is_read_again(watched, two, qtbot):
    window = watched(two)
    with qtbot.waitSignal(window.search.found):
        window.search.setText("second")
    QTest.keyClick(window, Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    window.search.results.hide()
    assert window.state.filter == "second"
    with qtbot.waitSignals([window.files.said, window.search.found], timeout=WAIT_MS):
        write_over(two, "when,title\n2018,Zeroth\n2020-05,First\n2021,Second\n2022,A second Second\n")
    assert (window.search.text(), window.state.filter) == ("second", "second")
    assert window.state.index.kept.events.tolist() == [2, 3]
    assert window.state.view.hits.events.tolist() == [2, 3]
    assert not window.search.results.isVisible()


def test_a_change_while_a_file_is_read_leads_to_one_more_reading(watched, large, qtbot, monkeypatch):
    window = watched(large)
    finished = []
    window.files.loader.finished.connect(lambda *_: finished.append(len(finished)))
    text = large.read_text("utf-8")
    window.files.reload()
    assert window.files.loader.running
    with qtbot.waitSignal(window.files.said, timeout=WAIT_MS):
        write_over(large, f"{text}\n2022,One more")
    looked(qtbot, window)
    qtbot.waitUntil(lambda: titles(window)[-1] == "One more", timeout=WAIT_MS)
    assert len(finished) <= 2


def test_very_large_files_are_read_again_by_hand_alone(watched, two, qtbot, monkeypatch):
    monkeypatch.setattr(open_files, "_MOST_UNASKED", 10)
    window = watched(two)
    with qtbot.waitSignal(window.files.said, timeout=WAIT_MS) as said:
        write_over(two, "when,title\n2024,New\n")
    assert said.args == ["two.csv has changed; what is so large is read again only with F5"]
    assert titles(window) == ["First", "Second"]
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert titles(window) == ["New"]
