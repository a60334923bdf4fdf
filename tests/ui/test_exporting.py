"""Exporting from the window: the dialog, the file, what is said when it can't be written, the clipboard."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QSpinBox,
)

from tests.ui.shown import status_words
from timeline_app.export.picture import PictureOptions, render_index
from timeline_app.layout.lane_states import LaneStates
from timeline_app.layout.view import Items
from timeline_app.ui import settings
from timeline_app.ui.export_dialog import ExportDialog

WAIT_MS = 20_000


@pytest.fixture
def dialog(window, qtbot):
    shown = PictureOptions.as_shown(window.state.view, "")
    found = ExportDialog(shown, window.state.timeline.title, has_estimates=True, parent=window)
    qtbot.addWidget(found)
    return found


@pytest.fixture
def export(window, qtbot, monkeypatch):
    """Exports by the dialog into a file, after some choices in it; waits for what is said."""

    def carry_out(path: Path | str, *chosen: str, prepare=lambda _dialog: None) -> str:
        said, asked = [], []

        def exec_(dialog):
            for words in chosen:
                choose(dialog, words)
            prepare(dialog)
            return 1

        def name(_parent, _title, proposed, kinds):
            asked.append((proposed, kinds))
            return str(path), ""

        monkeypatch.setattr(ExportDialog, "exec", exec_)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
        monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, words: said.append(words))
        window.actions_by_name["export"].trigger()
        if path:
            window.status.messageChanged.connect(said.append)
            qtbot.waitUntil(lambda: bool(said), timeout=WAIT_MS)
        carry_out.asked = asked
        return "".join(said)

    return carry_out


def choose(dialog, words: str) -> None:
    """Choose the entry of a list by its words."""
    (box,) = (box for box in dialog.findChildren(QComboBox) if box.findText(words) >= 0)
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


# The dialog


def test_the_dialog_begins_with_the_whole_timeline_as_it_is_called(dialog, window):
    view = window.state.view
    assert dialog.kind == "png"
    assert dialog.options == PictureOptions(
        window=None,
        as_of=view.as_of,
        width=1440.0,
        height=900.0,
        scale=2.0,
        theme="light",
        panel=True,
        title=window.state.timeline.title,
        numbers=view.numbers,
        zone=view.zone,
    )


def test_the_dialogs_answers_are_the_options(dialog, window):
    for words in ("SVG drawing", "What the window shows", "Print", "Slide, 1280 × 720"):
        choose(dialog, words)
    dialog.findChild(QCheckBox).setChecked(False)
    dialog.findChild(QLineEdit).setText("  Another title ")
    options, shown = dialog.options, window.state.view.window
    assert dialog.kind == "svg"
    assert (options.window, options.theme, options.panel) == ((shown.start, shown.end), "print", False)
    assert (options.width, options.height, options.title) == (1280.0, 720.0, "Another title")


def test_any_size_can_be_typed(dialog):
    width, height = dialog.findChildren(QSpinBox)
    width.setValue(3001)
    height.setValue(777)
    assert (dialog.options.width, dialog.options.height) == (3001.0, 777.0)


def test_pixels_are_asked_for_only_where_there_are_any(dialog):
    scale = dialog.findChild(QDoubleSpinBox)
    assert scale.isEnabled()
    choose(dialog, "PDF page")
    assert not scale.isEnabled()
    choose(dialog, "PNG picture")
    assert scale.isEnabled()


def test_without_estimates_there_is_no_panel_to_choose(window, qtbot):
    dialog = ExportDialog(PictureOptions(), "", has_estimates=False)
    qtbot.addWidget(dialog)
    assert not dialog.findChild(QCheckBox).isEnabled()
    assert not dialog.options.panel


def test_an_empty_title_leaves_the_timelines_own(dialog):
    dialog.findChild(QLineEdit).setText(" ")
    assert dialog.options.title is None


@pytest.mark.parametrize(
    "changes", [{}, {"searched": "words"}, {"lanes": LaneStates(hidden=frozenset({"lane:protests"}))}]
)
def test_that_lanes_and_filter_are_those_of_the_window_is_said_where_there_is_anything_to_say(fusion, qtbot, changes):
    dialog = ExportDialog(PictureOptions(**changes), "", has_estimates=False)
    qtbot.addWidget(dialog)
    notes = [label.text() for label in dialog.findChildren(QLabel) if "window" in label.text()]
    assert notes == (["Lanes and filter as in the window"] if changes else [])
    assert dialog.options == replace(dialog.options, **changes)


# Files


def test_a_png_is_written_whole(export, window, tmp_path):
    path = tmp_path / "picture.png"
    assert export(path) == f"Exported to {path}"
    image = QImage(str(path))
    assert (image.width(), image.height()) == (2880, 1800)
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["picture.png"]
    assert "Exporting" not in status_words(window)


@pytest.mark.parametrize(("words", "kind", "start", "end"), [
    ("SVG drawing", "svg", b"<?xml", b"</svg>"),
    ("PDF page", "pdf", b"%PDF-", b"%%EOF"),
])  # fmt: skip
def test_drawings_and_pages_are_written_whole(export, tmp_path, words, kind, start, end):
    path = tmp_path / f"picture.{kind}"
    export(path, words)
    data = path.read_bytes()
    assert data.startswith(start)
    assert data.rstrip().endswith(end)


def test_the_ending_of_the_name_is_added_where_it_is_missing(export, tmp_path):
    assert export(tmp_path / "v1.2", "SVG drawing") == f"Exported to {tmp_path / 'v1.2.svg'}"
    assert (tmp_path / "v1.2.svg").read_bytes().startswith(b"<?xml")


def test_a_name_is_proposed_and_the_folder_is_the_one_of_the_last_time(export, tmp_path):
    export(tmp_path / "first.svg", "SVG drawing")
    proposed, kinds = export.asked[0]
    assert (Path(proposed).name, kinds) == ("russian-losses-2023.svg", "*.svg")
    export(tmp_path / "second.svg", "SVG drawing")
    assert export.asked[0][0] == str(tmp_path / "russian-losses-2023.svg")


def test_an_existing_file_is_replaced(export, tmp_path):
    path = tmp_path / "picture.svg"
    path.write_text("old")
    export(path, "SVG drawing")
    assert path.read_bytes().startswith(b"<?xml")


def test_what_the_window_shows_is_what_is_exported(export, window, tmp_path):
    window.state.zoom(0.2)
    whole, part = tmp_path / "whole.svg", tmp_path / "part.svg"
    export(whole, "SVG drawing")
    export(part, "SVG drawing", "What the window shows")
    assert "Regiment 1439" in whole.read_text("utf-8")
    assert "4 of 4 events in view" in whole.read_text("utf-8")
    assert "4 of 4 events in view" not in part.read_text("utf-8")


def test_the_export_knows_nothing_of_selection_hits_and_cursor(export, window, tmp_path):
    path, other = tmp_path / "one.svg", tmp_path / "other.svg"
    export(path, "SVG drawing")
    window.state.step("event", 1)
    window.state.show_hits(Items.of({window.state.view.selected}))
    export(other, "SVG drawing")
    assert path.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("name", ["nowhere/picture.svg", "folder.svg"])
def test_a_file_that_cannot_be_written_is_told_in_words(export, window, tmp_path, name):
    (tmp_path / "folder.svg").mkdir()
    words = export(tmp_path / name, "SVG drawing")
    assert "can't be written" in words
    assert str(tmp_path) in words
    assert "Exporting" not in status_words(window)
    assert not list(tmp_path.glob("**/*.tmp"))


def test_a_picture_that_would_be_too_large_is_told_in_words(export, tmp_path):
    def enlarge(dialog):
        for box in dialog.findChildren(QSpinBox):
            box.setValue(20_000)
        dialog.findChild(QDoubleSpinBox).setValue(8)

    words = export(tmp_path / "huge.png", prepare=enlarge)
    assert "Choose a smaller size or scale" in words
    assert not (tmp_path / "huge.png").exists()


def test_without_a_name_nothing_is_written(export, window, tmp_path):
    assert export("") == ""
    assert "Exporting" not in status_words(window)
    assert settings.EXPORT_FOLDER.read() == ""


def test_a_dialog_that_is_left_asks_for_no_name(window, monkeypatch):
    monkeypatch.setattr(ExportDialog, "exec", lambda _dialog: 0)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("asked for a name"))
    window.actions_by_name["export"].trigger()


@pytest.fixture
def find(window, qtbot):
    """Filters to what some words find."""

    def look(words: str) -> None:
        with qtbot.waitSignal(window.search.found):
            window.search.setText(words)
        window.actions_by_name["filter"].trigger()

    return look


def words_in(path: Path) -> str:
    return path.read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("part", ["The whole timeline", "What the window shows"])
def test_lanes_that_are_hidden_collapsed_and_moved_are_so_in_the_file(export, window, tmp_path, part):
    path = tmp_path / "lanes.svg"
    window.lane_menu.toggle("lane:statements")
    window.lane_menu.fold("lane:protests")
    window.state.move_lane("estimates", -1)
    export(path, "SVG drawing", part)
    words = words_in(path)
    assert "4 of 4" not in words
    assert "2 of 4 events in view · 2 in 1 hidden lane · none undated" in words
    assert 'id="header-lane-statements"' not in words
    assert words.index('id="header-estimates"') < words.index('id="header-lane-protests"')
    assert "Protests: 2 events, collapsed" in words
    assert "FSB" not in words.partition("Sources:")[0]


@pytest.mark.parametrize("part", ["The whole timeline", "What the window shows"])
def test_what_a_filter_leaves_out_is_not_in_the_file_and_that_is_said(export, window, find, tmp_path, part):
    path = tmp_path / "filter.svg"
    find("regiment")
    export(path, "SVG drawing", part)
    words = words_in(path)
    assert "2 of 4 events in view · 2 filtered out · none undated" in words
    assert "Only the events that a search for “regiment” found: 2 of 4" in words
    assert 'id="event-1"' in words
    assert 'id="event-0"' not in words


def test_pictures_are_drawn_in_a_thread_with_an_index_that_no_frame_of_the_window_uses(
    export, window, qtbot, find, monkeypatch, tmp_path
):
    drawn = []

    def render(index, options, kind):
        drawn.append((index, options, threading.current_thread()))
        return render_index(index, options, kind)

    monkeypatch.setattr("timeline_app.ui.exporting.render_index", render)
    find("regiment")
    export(tmp_path / "one.svg", "SVG drawing")
    with qtbot.waitSignal(window.status.messageChanged, timeout=WAIT_MS, check_params_cb=bool):
        window.actions_by_name["copy"].trigger()
    assert len(drawn) == 2
    for index, options, thread in drawn:
        assert thread is not threading.main_thread()
        assert (index.timeline, index.kept) == (window.state.timeline, window.state.index.kept)
        assert options.searched == "regiment"
        assert not set(map(id, index.lanes)) & set(map(id, window.state.index.lanes))


def test_the_copied_picture_has_the_lanes_of_the_window(window, qtbot):
    copied = []
    for _ in range(2):
        with qtbot.waitSignal(window.status.messageChanged, timeout=WAIT_MS, check_params_cb=bool):
            window.actions_by_name["copy"].trigger()
        copied.append(QGuiApplication.clipboard().image())
        window.lane_menu.toggle("lane:protests")
    whole, part = copied
    assert whole.size() == part.size()
    assert whole != part


def test_copying_puts_what_the_window_shows_on_the_clipboard(window, qtbot):
    with qtbot.waitSignal(window.status.messageChanged, timeout=WAIT_MS, check_params_cb=bool):
        window.actions_by_name["copy"].trigger()
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (2880, 1800)
    assert "Making the picture" not in status_words(window)
