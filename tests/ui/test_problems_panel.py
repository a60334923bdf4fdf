"""The problems list leads to what it is about."""

import json

from PySide6.QtCore import Qt

from timeline_app.formats.problems import Problem, Severity
from timeline_app.layout.view import Item
from timeline_app.model.origins import Origin
from timeline_app.ui.problems_panel import items_of


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
    for row in range(len(window.files.problems)):
        click_problem(qtbot, window, row)
    assert window.state.view.selected is None


def test_a_click_on_a_problem_of_the_second_file_selects_its_event(make_window, tmp_path, qtbot):
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(f"when,title\n2022,Good\nsoon,Bad in {name}\n", "utf-8")
    window = make_window(tmp_path / "a.csv", tmp_path / "b.csv")
    for row, name in enumerate("ab"):
        click_problem(qtbot, window, row)
        assert f"Bad in {name}" in window.details.toPlainText()


def test_a_problem_leads_somewhere_where_its_file_is_shown_and_lacks_no_record():
    problems = [Problem(Severity.WARNING, file, 2, None, "events[1].when", "it has no date", "") for file in "abc"]
    gap = Problem(Severity.ERROR, "b", 2, None, "events[0]", "it is left out", "")
    origins = [Origin("a", 2, 0), Origin("b", 5, 0)]
    assert items_of(problems, origins) == [Item("event", 1), Item("event", 3), None]
    assert items_of([*problems, gap], origins) == [Item("event", 1), None, None, None]
