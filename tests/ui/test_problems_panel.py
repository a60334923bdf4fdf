"""The problems list leads to what it is about."""

import json

from PySide6.QtCore import Qt

from timeline_app.formats.problems import Problem, Severity
from timeline_app.layout.view import Item
from timeline_app.ui.problems_panel import item_of_problem, places_are_rows


def click_problem(qtbot, window, row):
    entries = window.problems_panel._list
    place = entries.visualItemRect(entries.item(row)).center()
    qtbot.mouseClick(entries.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_on_a_problem_selects_its_event(make_window, tmp_path, qtbot):
    path = tmp_path / "dates.csv"
    path.write_text("when,title\n2022,Good\nsoon,Bad\n2023,Good too\n", "utf-8")
    window = make_window(path)
    click_problem(qtbot, window, 0)
    assert window.state.view.selected == Item("event", 1)
    assert "Bad" in window.details.toPlainText()


def test_a_click_selects_nothing_where_a_record_was_left_out(make_window, tmp_path, qtbot):
    path = tmp_path / "gaps.timeline.json"
    events = [5, {"when": "2022", "title": "Good"}, {"when": "2022-99", "title": "Bad"}]
    path.write_text(json.dumps({"format": "timeline/1", "events": events}), "utf-8")
    window = make_window(path)
    for row in range(len(window.problems)):
        click_problem(qtbot, window, row)
    assert window.state.view.selected is None


def test_problems_of_several_files_lead_nowhere():
    problems = [Problem(Severity.WARNING, file, 2, None, "events[0].when", "it has no date", "") for file in "ab"]
    assert not places_are_rows(problems)
    assert places_are_rows(problems[:1])
    assert item_of_problem(problems[0]) == Item("event", 0)
