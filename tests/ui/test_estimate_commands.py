"""The menu of the estimates: order, scale, copying, checking, a window of its own, and why nothing is added up."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QListWidget, QMessageBox, QTextBrowser

from tests.ui.shown import items_of, words_of
from timeline_app.layout.view import Item, Sort
from timeline_app.ui import record_lines
from timeline_app.ui.figure_notes import FigureNotes
from timeline_app.ui.help import HelpDialog

FALLS = "measure,value,publisher,as of\nkilled,5200,MoD,2023-02-27\nkilled,5000,MoD,2023-02-28\n"


def trigger(window, name: str) -> None:
    window.actions_by_name[name].trigger()


def dialog(window, kind: type[QDialog]) -> QDialog:
    (found,) = window.findChildren(kind)
    return found


def entry(menu, words: str):
    (found,) = (action for action in menu.actions() if action.text().replace("&", "") == words)
    return found


def test_the_panel_is_sorted_by_what_the_menu_says(window):
    sorts = window._figures.sorts
    entry(sorts, "By publisher").trigger()
    assert window.state.view.sort is Sort.PUBLISHER
    killed = window.estimates.scene.group("measure:killed:")
    order = [part.id for part in killed.walk() if part.kind == "estimate"]
    assert order == ["estimate:3", "estimate:4"]  # UK MoD before Ukraine MoD
    entry(sorts, "By date, latest first").trigger()
    killed = window.estimates.scene.group("measure:killed:")
    assert {part.id for part in killed.walk() if part.kind == "estimate"} == set(order)


def test_a_logarithmic_scale_says_that_it_is_one(window):
    assert not any("Logarithmic" in words for words in words_of(window.estimates.scene))
    trigger(window, "log")
    assert any("Logarithmic" in words for words in words_of(window.estimates.scene))
    assert "0" not in words_of(window.estimates.scene)
    assert window.actions_by_name["log"].isChecked()
    trigger(window, "log")
    assert "0" in words_of(window.estimates.scene)


@pytest.mark.parametrize(
    ("kind", "beginning"), [("CSV", "Measure,"), ("Markdown", "**Casualty estimates as of 28 Feb")]
)
def test_the_table_is_copied_with_its_sources(window, kind, beginning):
    entry(window.actions_by_name["copy-table"].menu(), kind).trigger()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(beginning)
    assert "149,240" in copied
    assert "News article" in copied


def test_the_copied_table_has_the_lines_of_figures_in_a_small_json_file(window, root, monkeypatch):
    lines = (root / "seeds" / "russian-losses-2023.timeline.json").read_text("utf-8").splitlines()
    line = next(number for number, words in enumerate(lines) if '"id": "ukraine-mod-killed-day"' in words)
    command = entry(window.actions_by_name["copy-table"].menu(), "CSV")
    command.trigger()
    assert f'russian-losses-2023.timeline.json, line {line}"' in QGuiApplication.clipboard().text()
    monkeypatch.setattr(record_lines, "_AT_ONCE", 10)
    command.trigger()
    assert "russian-losses-2023.timeline.json, line" not in QGuiApplication.clipboard().text()
    assert "russian-losses-2023.timeline.json," in QGuiApplication.clipboard().text()


def test_a_check_lists_notes_that_lead_to_their_estimates(make_window, tmp_path, qtbot):
    path = tmp_path / "falls.csv"
    path.write_text(FALLS, "utf-8")
    window = make_window(path)
    trigger(window, "check-figures")
    qtbot.waitUntil(lambda: bool(window.findChildren(FigureNotes)))
    notes = dialog(window, FigureNotes).findChild(QListWidget)
    assert [notes.item(row).text() for row in range(notes.count())] == [
        "MoD, killed, 28 Feb 2023: the running total is lower than the one before: 5,000 after 5,200 "
        "(corrected, or counted anew)"
    ]
    notes.itemClicked.emit(notes.item(0))
    assert window.state.view.selected.group_id == "estimate:1"
    dialog(window, FigureNotes).reject()


def test_a_note_about_a_figure_that_an_event_carries_leads_to_the_event(make_window, tmp_path, qtbot):
    path = tmp_path / "order.csv"
    path.write_text("when,title,killed low,killed,killed high\n2022,A,1,2,3\n2023,B,20,9,4\n", "utf-8")
    window = make_window(path)
    trigger(window, "check-figures")
    qtbot.waitUntil(lambda: bool(window.findChildren(FigureNotes)))
    notes = dialog(window, FigureNotes).findChild(QListWidget)
    notes.itemClicked.emit(notes.item(0))
    assert window.state.view.selected.group_id == "event:1"
    dialog(window, FigureNotes).reject()


def test_asking_for_a_sum_says_why_there_is_none(window, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "information", lambda _parent, _title, words: said.append(words))
    trigger(window, "no-sum")
    assert "never added up or averaged" in said[0]


def test_the_help_page_says_what_the_measures_mean(window):
    trigger(window, "measures")
    page = dialog(window, HelpDialog)
    text = page.findChild(QTextBrowser).toPlainText()
    for words in (
        "Standards for Casualty Recording",
        "Killed or missing",
        "Uppsala Conflict Data Program",
        "never added",
    ):
        assert words in text
    page.reject()


def test_the_panel_has_a_window_of_its_own_and_comes_back(window, qtbot):
    shown = items_of(window.estimates.scene)
    trigger(window, "detach")
    assert window.actions_by_name["detach"].isChecked()
    assert window.estimates.window() is not window
    assert window.estimates.isVisible()
    assert not window.side.isVisible()
    window.state.move_cursor(window.state.view.as_of - 100 * 86400)
    assert items_of(window.estimates.scene) == ["estimate:0"]
    window.estimates.window().close()
    assert window.estimates.window() is window
    assert window.side.isVisible()
    assert not window.actions_by_name["detach"].isChecked()
    window.state.move_cursor(window.state.view.as_of + 100 * 86400)
    assert items_of(window.estimates.scene) == shown


def test_a_detached_panel_leaves_with_its_window(window, qtbot):
    trigger(window, "detach")
    window.close()
    assert window.estimates.window() is window


def test_the_card_of_a_figure_compares_it_with_others_of_its_measure(window):
    window.state.select(Item("estimate", 4))
    text = window.details.toPlainText()
    assert "2.5 to 3.7 times approximately 40,000–60,000: UK MoD, killed" in text


def test_the_card_of_a_figure_compares_it_with_what_is_current_at_the_cursor(make_window, tmp_path):
    path = tmp_path / "two.csv"
    rows = ("killed,100,MoD,2023-01-01", "killed,50,Centre,2023-02-01", "killed,80,Centre,2023-03-01")
    path.write_text("\n".join(("measure,value,publisher,as of", *rows)) + "\n", "utf-8")
    window = make_window(path)
    window.state.select(Item("estimate", 0))
    assert "1.2 times 80: Centre" in window.details.toPlainText()
    window.state.move_cursor(window.state.timeline.estimates.records[1].as_of.latest)
    assert "2 times 50: Centre" in window.details.toPlainText()


def test_the_keys_hold_in_the_panels_own_window_and_the_panel_plays_by_space(window, qtbot):
    trigger(window, "detach")
    own = window.estimates.window()
    own.activateWindow()
    qtbot.waitUntil(own.isActiveWindow)
    window.estimates.setFocus()
    before = window.state.view.as_of
    qtbot.keyClick(window.estimates, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert window.state.view.as_of == before - 86400
    qtbot.keyClick(window.estimates, Qt.Key.Key_Space)
    assert window.player.running
    qtbot.keyClick(window.estimates, Qt.Key.Key_Space)
    assert not window.player.running
    qtbot.keyClick(window.estimates, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert window.state.view.log
    qtbot.keyClick(window.estimates, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    assert window.estimates.window() is window
