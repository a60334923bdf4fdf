"""Exporting from the window: the dialog, the file, what is said when it can't be written, the clipboard."""

import threading
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSpinBox,
)

from tests.ui.shown import status_words
from timeline_app.export.composing.sheets import PRESETS, WINDOW, paper
from timeline_app.export.kinds import KINDS, PictureError
from timeline_app.export.picture import Picture, PictureOptions, Shape, document_of, picture_of
from timeline_app.export.writing.raster import image_of
from timeline_app.layout.lane_states import LaneStates
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.view import Items
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When
from timeline_app.paint.fonts import export_fonts
from timeline_app.paint.theme import theme
from timeline_app.ui import settings
from timeline_app.ui.export_choices import ExportChoices, remembered
from timeline_app.ui.export_dialog import ExportDialog

WAIT_MS = 20_000


@pytest.fixture
def dialog(window, qtbot):
    found = ExportDialog(window.state.index, PictureOptions.as_shown(window.state.view, ""), window)
    qtbot.addWidget(found)
    yield found
    found.done(0)


def dialog_of(timeline: Timeline, qtbot, **shown) -> ExportDialog:
    found = ExportDialog(TimelineIndex.of(timeline), PictureOptions(**shown))
    qtbot.addWidget(found)
    return found


@pytest.fixture
def export(window, qtbot, monkeypatch):
    """Exports by the dialog into a file, after some choices in it; waits for what is said."""

    def carry_out(path: Path | str, *chosen: str, prepare=lambda _dialog: None) -> str:
        said, asked, answers = [], [], [0, 1]  # who gives no name is asked again, and leaves

        def exec_(dialog):
            for words in chosen:
                choose(dialog, words)
            prepare(dialog)
            return answers.pop()

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


@pytest.fixture
def fonts_of_exports(qapp):
    return export_fonts()


def check(dialog, words: str) -> QCheckBox:
    return next(box for box in dialog.findChildren(QCheckBox) if box.text().replace("&", "") == words)


def edit(dialog, name: str) -> QLineEdit:
    """The line with a name, or with a label of these words."""
    form = dialog.findChild(QFormLayout)
    for line in dialog.findChildren(QLineEdit):
        label = form.labelForField(line)
        if line.accessibleName() == name or (label and label.text().replace("&", "") == name):
            return line
    raise LookupError(name)


def button(widget, words: str) -> QPushButton:
    return next(one for one in widget.findChildren(QPushButton) if one.text() == words)


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
        sheet=WINDOW,
        theme="light",
        panel=True,
        title=window.state.timeline.title,
        numbers=view.numbers,
        zone=view.zone,
    )


def test_the_dialogs_answers_are_the_options(dialog, window):
    for words in ("SVG drawing", "What the window shows", "Print", PRESETS["slide"].title, "One wide image"):
        choose(dialog, words)
    check(dialog, "Estimates compared").setChecked(False)
    check(dialog, "Transparent ground").setChecked(True)
    edit(dialog, "Title").setText("  Another title ")
    edit(dialog, "Subtitle").setText("Below")
    edit(dialog, "Credit").setText("The Daily Reader")
    options, shown = dialog.options, window.state.view.window
    assert dialog.kind == "svg"
    assert (options.window, options.theme, options.panel) == ((shown.start, shown.end), "print", False)
    assert (options.sheet, options.shape, options.transparent) == (PRESETS["slide"].sheet, Shape.WIDE, True)
    assert (options.title, options.subtitle, options.credit) == ("Another title", "Below", "The Daily Reader")


def test_a_size_of_ones_own_can_be_typed_in_any_unit(dialog):
    choose(dialog, "Own size")
    width, height = dialog.findChildren(QDoubleSpinBox)
    choose(dialog, "mm")
    width.setValue(180)
    height.setValue(0)
    assert dialog.options.sheet == paper(180, None)
    height.setValue(120)
    assert dialog.options.sheet == paper(180, 120)


def test_what_can_not_be_is_said_and_can_not_be_exported(dialog, qtbot):
    choose(dialog, "Own size")
    dialog.findChildren(QDoubleSpinBox)[0].setValue(3)
    qtbot.waitUntil(lambda: "each side is from 200 to" in shown_words(dialog), timeout=WAIT_MS)
    assert not button(dialog, "Export…").isEnabled()
    choose(dialog, PRESETS["a4"].title)
    qtbot.waitUntil(button(dialog, "Export…").isEnabled, timeout=WAIT_MS)


def test_a_range_of_time_is_typed_as_people_write_dates(dialog):
    choose(dialog, "A range of time")
    with pytest.raises(PictureError, match="Type where the range begins"):
        _ = dialog.options
    start, end = edit(dialog, "From"), edit(dialog, "To")
    start.setText("Jan 2023")
    assert dialog.options.window == (When.from_edtf("2023-01").earliest, None)
    end.setText("2023-02-28")
    assert dialog.options.window == (When.from_edtf("2023-01").earliest, When.from_edtf("2023-02-28").latest)
    for words, said in (("2021", "ends before it begins"), ("next week", "next week")):
        end.setText(words)
        with pytest.raises(PictureError, match=said):
            _ = dialog.options


def test_pixels_are_asked_for_only_where_there_are_any(dialog):
    dpi = next(box for box in dialog.findChildren(QSpinBox) if box.suffix() == " dpi")
    assert dpi.isEnabled()
    choose(dialog, "PDF document")
    assert not dpi.isEnabled()
    assert not check(dialog, "Transparent ground").isEnabled()
    choose(dialog, "PNG picture")
    assert dpi.isEnabled()


def test_without_estimates_there_is_no_panel_to_choose(fusion, qtbot):
    found = dialog_of(Timeline.empty(), qtbot)
    assert not check(found, "Estimates compared").isEnabled()
    assert not found.options.panel


def test_an_empty_title_leaves_the_timelines_own(dialog):
    edit(dialog, "Title").setText(" ")
    assert dialog.options.title is None


@pytest.mark.parametrize(
    "changes", [{}, {"searched": "words"}, {"lanes": LaneStates(hidden=frozenset({"lane:protests"}))}]
)
def test_that_lanes_and_filter_are_those_of_the_window_is_said_where_there_is_anything_to_say(fusion, qtbot, changes):
    found = dialog_of(Timeline.empty(), qtbot, **changes)
    notes = [label.text() for label in found.findChildren(QLabel) if "window" in label.text()]
    assert notes == (["Lanes and filter as in the window"] if changes else [])
    assert found.options == replace(found.options, **changes)


def test_what_was_chosen_for_a_kind_is_chosen_the_next_time(window, qtbot, dialog):
    choose(dialog, "PDF document")
    choose(dialog, PRESETS["letter"].title)
    choose(dialog, "Dark")
    edit(dialog, "Credit").setText("The Daily Reader")
    dialog.accept()
    again = dialog_of(window.state.timeline, qtbot)
    assert (again.kind, again.choices.preset, again.choices.theme) == ("pdf", "letter", "dark")
    assert again.options.credit == "The Daily Reader"
    choose(again, "PNG picture")
    assert (again.choices.preset, again.choices.theme) == ("window", "light")


@pytest.mark.parametrize("written", ["", "[", '["png", 3]', '["png", {"preset": "napkin"}]', '["png", {"dpi": "x"}]'])
def test_choices_that_can_not_be_read_are_the_usual_ones(window, qtbot, written):
    settings.EXPORT_CHOICES.write([written])
    assert remembered("png") == ExportChoices()


def test_return_exports_and_escape_does_not(previewed, qtbot):
    assert previewed.focusWidget().currentText() == "PNG picture"
    with qtbot.waitSignal(previewed.accepted):
        qtbot.keyClick(previewed.focusWidget(), Qt.Key.Key_Return)
    previewed.show()
    with qtbot.waitSignal(previewed.rejected):
        qtbot.keyClick(previewed.focusWidget(), Qt.Key.Key_Escape)


# The preview


def preview_of(dialog: ExportDialog) -> QLabel:
    return dialog.findChild(QLabel, "export-preview")


def size_said(dialog: ExportDialog) -> str:
    return dialog.findChild(QLabel, "export-size").text()


def shown_words(dialog: ExportDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


@pytest.fixture
def previewed(dialog, qtbot):
    """The dialog as it is shown, its preview drawn."""
    dialog.show()
    qtbot.waitUntil(lambda: "kB" in size_said(dialog), timeout=WAIT_MS)
    return dialog


def test_the_preview_is_the_picture_itself(previewed, window, fonts_of_exports):
    shown = preview_of(previewed).pixmap().toImage()
    document = document_of(TimelineIndex.of(window.state.timeline), previewed.options, fonts_of_exports.text_width)
    (page,) = document.pages
    scale = shown.width() / page.scene.width
    wanted = image_of(page.scene, theme("light"), fonts_of_exports, scale)
    assert abs(shown.height() - wanted.height()) <= 1
    for x, y in ((0.2, 0.2), (0.5, 0.5), (0.9, 0.2)):
        place = int(shown.width() * x), int(shown.height() * y)
        assert abs(shown.pixelColor(*place).lightness() - wanted.pixelColor(*place).lightness()) < 60


def test_a_choice_draws_the_preview_anew(previewed, qtbot):
    before = preview_of(previewed).pixmap().toImage()
    choose(previewed, "Dark")
    qtbot.waitUntil(lambda: preview_of(previewed).pixmap().toImage() != before, timeout=WAIT_MS)
    corner = preview_of(previewed).pixmap().toImage().pixelColor(2, 2).name()
    assert corner == theme("dark").colours["page"]


def test_pages_are_turned(previewed, qtbot):
    assert not button(previewed, ">").isVisible()
    choose(previewed, "PDF document")
    choose(previewed, "Pages that go on")
    count = next(box for box in previewed.findChildren(QSpinBox) if box.specialValueText())
    count.setValue(2)
    qtbot.waitUntil(lambda: "1 of 4" in shown_words(previewed), timeout=WAIT_MS)
    first = preview_of(previewed).pixmap().toImage()
    qtbot.mouseClick(button(previewed, ">"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "2 of 4" in shown_words(previewed), timeout=WAIT_MS)
    assert preview_of(previewed).pixmap().toImage() != first
    assert "4 pages of 297 × 210 mm" in size_said(previewed)


@pytest.mark.parametrize("kind", ["svg", "pdf", "html"])
def test_of_drawings_and_documents_the_size_of_the_file_is_known(previewed, window, qtbot, kind):
    choose(previewed, KINDS[kind].title)
    data = picture_of(TimelineIndex.of(window.state.timeline), previewed.options, kind).data
    unit = "mm" if kind == "pdf" else "points"
    qtbot.waitUntil(lambda: f"{unit}, {round(len(data) / 1000)} kB" in size_said(previewed), timeout=WAIT_MS)


@pytest.mark.parametrize("kind", ["png", "jpg", "webp"])
def test_of_pixels_the_size_of_the_file_is_about_what_is_said(previewed, window, qtbot, kind):
    choose(previewed, KINDS[kind].title)
    image = picture_of(TimelineIndex.of(window.state.timeline), previewed.options, kind).data
    size = QImage.fromData(image)
    qtbot.waitUntil(lambda: f"{size.width():,} × {size.height():,} pixels" in size_said(previewed), timeout=WAIT_MS)
    said = float(size_said(previewed).partition("about ")[2].removesuffix(" kB"))
    assert 0.5 < said * 1000 / len(image) < 2


# Printing


def test_what_the_window_shows_is_printed_on_the_printers_paper(window, qtbot, monkeypatch, tmp_path):
    file = tmp_path / "printed.pdf"

    def choose_file(dialog):
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", choose_file)
    with qtbot.waitSignal(window.status.messageChanged, timeout=WAIT_MS, check_params_cb=bool) as said:
        window.actions_by_name["print"].trigger()
    assert said.args == ["Printed"]
    with pikepdf.open(file) as printed:
        (page,) = printed.pages
        sides = sorted(float(side) for side in page.mediabox)[2:]
        drawn = page.obj.Contents.read_bytes()
    assert sides == pytest.approx([420, 595], abs=2)
    assert drawn.count(b"Tj") + drawn.count(b"TJ") > 30


def test_without_a_printer_nothing_is_printed(window, monkeypatch):
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: 0)
    window.actions_by_name["print"].trigger()
    assert "Printing" not in status_words(window)


# Files


def test_a_png_is_written_whole(export, window, tmp_path):
    path = tmp_path / "picture.png"
    assert export(path) == f"Exported to {path}"
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1440, 900)
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["picture.png"]
    assert "Exporting" not in status_words(window)


@pytest.mark.parametrize(("words", "kind", "start", "end"), [
    ("SVG drawing", "svg", b"<?xml", b"</svg>"),
    ("PDF document", "pdf", b"%PDF-", b"%%EOF"),
    ("HTML page", "html", b"<!doctype html>", b"</html>"),
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
    assert (Path(proposed).name, kinds) == ("russian-losses-2023.svg", "SVG drawing (*.svg)")
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
        choose(dialog, "Own size")
        for box in dialog.findChildren(QDoubleSpinBox):
            box.setValue(20_000)
        next(box for box in dialog.findChildren(QSpinBox) if box.suffix() == " dpi").setValue(300)

    words = export(tmp_path / "huge.png", prepare=enlarge)
    assert "Choose a smaller size or a lower resolution" in words
    assert not (tmp_path / "huge.png").exists()


@pytest.mark.parametrize(("answer", "replaced"), [("Yes", True), ("No", False)])
def test_a_file_whose_name_gets_its_ending_is_asked_about(export, window, tmp_path, monkeypatch, answer, replaced):
    path = tmp_path / "picture.svg"
    path.write_text("theirs")
    asked = []

    def question(_parent, _title, words):
        asked.append(words)
        return QMessageBox.StandardButton[answer]

    monkeypatch.setattr(QMessageBox, "question", question)
    if replaced:
        export(tmp_path / "picture", "SVG drawing")
    else:
        answers = [0, 1]
        monkeypatch.setattr(ExportDialog, "exec", lambda dialog: choose(dialog, "SVG drawing") or answers.pop())
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "picture"), ""))
        window.actions_by_name["export"].trigger()
    assert asked == [f"{path} exists already. Replace it?"]
    assert (path.read_text() == "theirs") is not replaced


def test_the_folder_of_the_picture_can_be_opened(export, window, tmp_path, monkeypatch, qtbot):
    opened = []
    monkeypatch.setattr("timeline_app.ui.pictures.show_in_folder", opened.append)
    export(tmp_path / "picture.svg", "SVG drawing")
    follow = window.status.findChild(QPushButton, "follow")
    assert follow.text() == "Open folder"
    qtbot.mouseClick(follow, Qt.MouseButton.LeftButton)
    assert opened == [str(tmp_path / "picture.svg")]


def test_an_export_that_is_cancelled_leaves_nothing(window, qtbot, monkeypatch, tmp_path):
    begun, go_on = threading.Event(), threading.Event()

    def draw(*_):
        begun.set()
        go_on.wait(20)
        return Picture(b"picture", 1)

    monkeypatch.setattr("timeline_app.ui.exporting.picture_of", draw)
    monkeypatch.setattr(ExportDialog, "exec", lambda _dialog: 1)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "picture.png"), ""))
    window.actions_by_name["export"].trigger()
    qtbot.waitUntil(begun.is_set, timeout=WAIT_MS)
    with qtbot.waitSignal(window.status.messageChanged, check_params_cb=bool) as said:
        qtbot.mouseClick(button(window.status, "Cancel"), Qt.MouseButton.LeftButton)
    assert said.args == ["Nothing was exported"]
    threads = threading.active_count()
    go_on.set()
    qtbot.waitUntil(lambda: threading.active_count() < threads, timeout=WAIT_MS)
    assert not list(tmp_path.glob("picture*"))


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

    def draw(index, options, kind, *tell):
        drawn.append((index, options, threading.current_thread()))
        return picture_of(index, options, kind, *tell)

    monkeypatch.setattr("timeline_app.ui.exporting.picture_of", draw)
    find("regiment")
    export(tmp_path / "one.svg", "SVG drawing")
    with qtbot.waitSignal(window.status.messageChanged, timeout=WAIT_MS, check_params_cb=bool):
        window.actions_by_name["copy"].trigger()
    assert len(drawn) == 3
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
    drawing = bytes(QGuiApplication.clipboard().mimeData().data("image/svg+xml").data())
    assert drawing.startswith(b"<?xml")
    assert b"Regiment 1439" in drawing
    assert "Making the picture" not in status_words(window)
